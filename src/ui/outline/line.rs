//! The line that tells what was found in the report looked at; each part is a filter of the outline.

use super::{Filter, Found};
use crate::words::{Message, Messages};
use crate::{
    model::UnitId,
    ui::{
        commands::UiCommand,
        fit,
        theme::{self, Theme, space},
    },
};
use egui::{Button, Label, Popup, PopupCloseBehavior, Response, RichText, ScrollArea, Ui};

/// Draws the line.
pub fn show(
    ui: &mut Ui,
    found: &Found,
    filter: Option<&Filter>,
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) {
    let parts = [
        (found.sections, Filter::Sections, Message::FoundSections),
        (found.tasks, Filter::Tasks, Message::FoundTasks),
        (found.targets, Filter::Targets, Message::FoundTargets),
        (found.clauses, Filter::Clauses, Message::FoundClauses),
        (found.unclosed, Filter::Unclosed, Message::FoundUnclosed),
        (found.read_units, Filter::Units, Message::FoundUnits),
        (found.groups, Filter::Groups, Message::FoundGroups),
        (found.unsure, Filter::Unsure, Message::FoundUnsure),
        (found.notes, Filter::Notes, Message::FoundNotes),
        (found.conflicts, Filter::Conflicts, Message::FoundConflicts),
    ];
    let low = ui.ctx().content_rect().height() < theme::LOW;
    fit::row(ui, low, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        // As high as the parts beside it, so that all stand on one line.
        let height = ui.text_style_height(&egui::TextStyle::Button) + 2.0 * ui.spacing().button_padding.y;
        ui.set_row_height(height.max(ui.spacing().interact_size.y));
        ui.add(Label::new(RichText::new(words.text(Message::FoundLead)).color(theme.ink2)).extend());
        ui.add_space(space::XS);
        // Units that only people named can be looked for, too.
        let named = |sort: &Filter| *sort == Filter::Units && !found.units.is_empty();
        let shown = parts.into_iter().filter(|(count, sort, _)| *count > 0 || named(sort));
        for (count, sort, message) in shown {
            let text = RichText::new(words.with(message, &[&count])).color(theme.accent);
            let on =
                filter == Some(&sort) || (sort == Filter::Units && matches!(filter, Some(Filter::Unit(_))));
            let response = ui.add(Button::selectable(on, text));
            if sort == Filter::Units {
                unit_list(&response, found, filter, words, queue);
            } else if response.clicked() {
                queue.push(UiCommand::Filter(sort));
            }
        }
        if let Some(document) = found.document.filter(|_| found.noise > 0) {
            let text = RichText::new(words.with(Message::FoundNoise, &[&found.noise])).color(theme.accent);
            if ui.add(Button::selectable(false, text)).clicked() {
                queue.push(UiCommand::ShowNoise(document));
            }
        }
        if filter.is_some() {
            ui.add_space(space::S);
            if ui.button(words.text(Message::FilterClear)).clicked() {
                queue.push(UiCommand::ShowAll);
            }
        }
    });
}

/// The units with the number of items each stands at; a click shows only those items.
fn unit_list(
    response: &Response,
    found: &Found,
    filter: Option<&Filter>,
    words: Messages,
    queue: &mut Vec<UiCommand>,
) {
    Popup::menu(response).style(theme::menu_style).close_behavior(PopupCloseBehavior::CloseOnClick).show(
        |ui| {
            ui.set_min_width(240.0);
            let all = filter == Some(&Filter::Units);
            if ui.selectable_label(all, words.text(Message::UnitsAllRows)).clicked() {
                queue.push(UiCommand::Filter(Filter::Units));
            }
            ui.separator();
            if found.units.len() != found.read_units {
                // People named others since the report was read, or took some away.
                let now = words.with(Message::UnitsNow, &[&found.units.len()]);
                ui.label(RichText::new(now).small());
            }
            ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                for (name, count) in &found.units {
                    let sort = Filter::Unit(UnitId::of(name));
                    let line = words.with(Message::UnitWithCount, &[name, count]);
                    if ui.selectable_label(filter == Some(&sort), line).clicked() {
                        queue.push(UiCommand::Filter(sort));
                    }
                }
            });
        },
    );
}
