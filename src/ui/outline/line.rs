//! The line that tells what was found; each part is a filter of the outline.

use super::{Filter, Found};
use crate::words::{Message, Messages};
use crate::{
    model::Plan,
    ui::{
        commands::UiCommand,
        theme::{Theme, space},
    },
};
use egui::{Button, RichText, Ui};

/// Draws the line.
pub fn show(
    ui: &mut Ui,
    plan: &Plan,
    found: &Found,
    filter: Option<Filter>,
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) {
    let clauses = if found.unclosed > 0 {
        words.with(Message::FoundClausesUnclosed, &[&found.clauses, &found.unclosed])
    } else {
        words.with(Message::FoundClauses, &[&found.clauses])
    };
    let part = |message, count: usize| words.with(message, &[&count]);
    let parts = [
        (found.sections, Filter::Sections, part(Message::FoundSections, found.sections)),
        (found.tasks, Filter::Tasks, part(Message::FoundTasks, found.tasks)),
        (found.targets, Filter::Targets, part(Message::FoundTargets, found.targets)),
        (found.clauses, Filter::Clauses, clauses),
        (found.units, Filter::Units, part(Message::FoundUnits, found.units)),
        (found.groups, Filter::Groups, part(Message::FoundGroups, found.groups)),
        (found.unsure, Filter::Unsure, part(Message::FoundUnsure, found.unsure)),
        (found.notes, Filter::Notes, part(Message::FoundNotes, found.notes)),
        (found.conflicts, Filter::Conflicts, part(Message::FoundConflicts, found.conflicts)),
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.label(RichText::new(words.text(Message::FoundLead)).color(theme.ink2));
        ui.add_space(space::XS);
        for (_, sort, label) in parts.into_iter().filter(|(count, _, _)| *count > 0) {
            let text = RichText::new(label).color(theme.accent);
            let button = Button::selectable(filter == Some(sort), text);
            if ui.add(button).clicked() {
                queue.push(UiCommand::Filter(sort));
            }
        }
        if found.noise > 0 {
            let text = RichText::new(part(Message::FoundNoise, found.noise)).color(theme.accent);
            if ui.add(Button::selectable(false, text)).clicked() {
                let noisy = plan.documents().map(|document| document.id).find(|id| {
                    let reading = plan.document(*id).and_then(|view| view.reading());
                    reading.is_some_and(|reading| !reading.noise.is_empty())
                });
                queue.extend(noisy.map(UiCommand::ShowNoise));
            }
        }
    });
}
