//! Conditions besides words, as chips and small menus.

use super::{SearchContext, SearchPanel};
use crate::{
    model::{CivilDate, NodeKind, Parent, Plan, TaskStatus},
    outline::{
        pinyin,
        search::{Due, SearchQuery, Trait},
    },
    ui::{
        fit,
        theme::{self, space},
    },
    words::{Message, Messages},
};
use egui::{Button, Popup, PopupCloseBehavior, Response, RichText, ScrollArea, TextEdit, Ui};

/// Units listed at once.
const UNITS: usize = 200;

/// What is being typed into the menus.
#[derive(Default)]
pub(super) struct Typed {
    unit: String,
    from: String,
    to: String,
}

impl Trait {
    /// Its word.
    pub fn word(self) -> Message {
        match self {
            Self::Unassigned => Message::TraitUnassigned,
            Self::NoTarget => Message::TraitNoTarget,
            Self::NoDeadline => Message::TraitNoDeadline,
            Self::Noted => Message::TraitNoted,
            Self::Unsure => Message::TraitUnsure,
            Self::Contested => Message::TraitContested,
        }
    }
}

/// The words for a state.
fn status_word(status: TaskStatus) -> Message {
    match status {
        TaskStatus::Planned => Message::StatusPlanned,
        TaskStatus::Mixed => Message::StatusMixed,
        TaskStatus::Done => Message::StatusDone,
    }
}

fn due_words(due: Due, words: Messages) -> String {
    match due {
        Due::Past => words.text(Message::DuePast).to_owned(),
        Due::ThisMonth => words.text(Message::DueMonth).to_owned(),
        Due::ThisQuarter => words.text(Message::DueQuarter).to_owned(),
        Due::Between(from, to) => words.with(Message::DueSpan, &[&from, &to]),
    }
}

/// A search in a few words.
pub fn caption(query: &SearchQuery, plan: &Plan, words: Messages) -> String {
    let mut parts = vec![query.words.trim().to_owned()];
    parts.extend(query.traits.iter().map(|wanted| words.text(wanted.word()).to_owned()));
    parts.extend(query.unit.clone());
    let section = query.section.and_then(|section| plan.node(section));
    parts.extend(section.map(|section| section.title_in(words).into_owned()));
    parts.extend(query.due.map(|due| due_words(due, words)));
    parts.extend(query.status.map(|status| words.text(status_word(status)).to_owned()));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

impl SearchPanel {
    /// Draws the conditions.
    pub(super) fn conditions(&mut self, ui: &mut Ui, context: &SearchContext<'_>) {
        let words = context.words;
        let mut query = self.query.clone();
        let low = ui.ctx().content_rect().height() < theme::LOW;
        fit::row(ui, low, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::XS, space::XS);
            for wanted in Trait::ALL {
                let on = query.traits.contains(&wanted);
                if ui.add(chip(on, words.text(wanted.word()))).clicked() {
                    query.toggle(wanted);
                }
            }
            self.units(ui, context, &mut query);
            sections(ui, context, &mut query);
            self.dues(ui, words, &mut query);
            let said = query.status.map(|status| words.text(status_word(status)).to_owned());
            menu(ui, words.text(Message::ByStatus), said, |ui| {
                choice(ui, query.status.is_none(), words.text(Message::ByAny), || query.status = None);
                for status in [TaskStatus::Planned, TaskStatus::Mixed, TaskStatus::Done] {
                    let on = query.status == Some(status);
                    choice(ui, on, words.text(status_word(status)), || query.status = Some(status));
                }
            });
        });
        self.set(query);
    }

    fn units(&mut self, ui: &mut Ui, context: &SearchContext<'_>, query: &mut SearchQuery) {
        let words = context.words;
        let label = words.text(Message::ByUnit);
        let (index, typed) = (&self.index, &mut self.chips.unit);
        menu(ui, label, query.unit.clone(), |ui| {
            ui.set_min_width(240.0);
            let edit = TextEdit::singleline(typed).hint_text(words.text(Message::SearchHint));
            let response = ui.add(edit.desired_width(f32::INFINITY));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, label));
            choice(ui, query.unit.is_none(), words.text(Message::ByAny), || query.unit = None);
            let wanted = pinyin::Query::new(typed);
            let names = index.unit_names();
            let found: Vec<usize> = if wanted.is_empty() {
                (0..names.len().min(UNITS)).collect()
            } else {
                index.units_sounding(&wanted, UNITS)
            };
            ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                for name in found.into_iter().filter_map(|at| names.get(at)) {
                    let on = query.unit.as_ref() == Some(name);
                    choice(ui, on, name, || query.unit = Some(name.clone()));
                }
            });
        });
    }

    fn dues(&mut self, ui: &mut Ui, words: Messages, query: &mut SearchQuery) {
        let said = query.due.map(|due| due_words(due, words));
        let typed = &mut self.chips;
        menu(ui, words.text(Message::ByDue), said, |ui| {
            ui.set_min_width(220.0);
            choice(ui, query.due.is_none(), words.text(Message::ByAny), || query.due = None);
            for due in [Due::Past, Due::ThisMonth, Due::ThisQuarter] {
                choice(ui, query.due == Some(due), &due_words(due, words), || query.due = Some(due));
            }
            ui.separator();
            for (label, text) in [(Message::DueFrom, &mut typed.from), (Message::DueTo, &mut typed.to)] {
                let name = ui.label(RichText::new(words.text(label)).small());
                ui.add(TextEdit::singleline(text).desired_width(f32::INFINITY)).labelled_by(name.id);
            }
            let day = |text: &str| text.trim().parse::<CivilDate>().ok();
            let span = day(&typed.from).zip(day(&typed.to)).filter(|(from, to)| from <= to);
            let button = Button::new(words.text(Message::DueSpanSet));
            if ui.add_enabled(span.is_some(), button).clicked()
                && let Some((from, to)) = span
            {
                query.due = Some(Due::Between(from, to));
                ui.close();
            }
        });
    }
}

/// The sections around the selected node.
fn sections(ui: &mut Ui, context: &SearchContext<'_>, query: &mut SearchQuery) {
    let (plan, words) = (context.plan, context.words);
    let title = |section| plan.node(section).map(|node| format!("{}{}", node.marker(), node.title_in(words)));
    menu(ui, words.text(Message::BySection), query.section.and_then(title), |ui| {
        ui.set_min_width(240.0);
        choice(ui, query.section.is_none(), words.text(Message::ByAny), || query.section = None);
        let mut around: Vec<_> = query.section.into_iter().collect();
        let mut at = context.selected;
        while let Some(node) = at {
            let view = plan.node(node);
            if view.is_some_and(|view| view.kind() == NodeKind::Section) && !around.contains(&node) {
                around.push(node);
            }
            at = match view.map(|view| view.parent()) {
                Some(Parent::Node(above)) => Some(above),
                _ => None,
            };
        }
        if around.is_empty() {
            ui.set_max_width(240.0);
            ui.label(RichText::new(words.text(Message::SectionHint)).small());
        }
        for section in around.into_iter().rev() {
            let on = query.section == Some(section);
            let title = title(section).unwrap_or_default();
            choice(ui, on, &title, || query.section = Some(section));
        }
    });
}

/// A condition that is on or off; its frame tells it from plain words.
fn chip(on: bool, text: &str) -> Button<'_> {
    Button::selectable(on, text).frame_when_inactive(true)
}

/// A chip that opens a menu; it says what was chosen there.
fn menu(ui: &mut Ui, label: &str, said: Option<String>, add: impl FnOnce(&mut Ui)) -> Response {
    let on = said.is_some();
    let text = match said {
        Some(said) => {
            let short: String = said.chars().take(10).collect();
            let more = if short == said { "" } else { "…" };
            format!("{label}：{short}{more}")
        }
        None => label.to_owned(),
    };
    let response = ui.add(chip(on, &text).right_text(RichText::new("▼").size(crate::ui::theme::space::S)));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, label));
    Popup::menu(&response)
        .style(theme::menu_style)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(add);
    response
}

/// A line of a menu of which one is chosen; a click closes the menu.
fn choice(ui: &mut Ui, on: bool, text: &str, choose: impl FnOnce()) {
    if ui.selectable_label(on, text).clicked() {
        choose();
        ui.close();
    }
}
