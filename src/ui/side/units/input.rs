//! The last place in the row: a name typed, completed by its text or its pinyin from what is known.

use super::names_in;
use crate::words::Message;
use crate::{
    model::{Assignment, normalised_name},
    ui::side::{
        Draft, SideContext,
        completion::{self, Completing},
        draft::{Recipients, UnitDraft},
        names::UnitNames,
        widgets,
    },
};
use egui::{Key, Modifiers, RichText, Ui, text_edit::TextEditState};

/// What the field is for.
pub(in crate::ui::side) struct Offers<'a> {
    /// The nodes that get what is typed.
    pub of: &'a Recipients,
    /// Units that are not offered again.
    pub assigned: &'a [Assignment],
}

/// What was done in the field.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "keys of one frame, each of its own")]
pub(in crate::ui::side) struct Done {
    /// A name, or several, was entered.
    pub name: Option<String>,
    /// Backspace in the empty field: the last unit goes.
    pub back: bool,
    /// Enter in the empty field: on to the next task.
    pub onwards: bool,
    /// Esc with nothing typed: back to the outline.
    pub leaves: bool,
    /// It has the keyboard.
    pub has_keyboard: bool,
    /// The directory is asked for: there is none to complete from.
    pub wants_directory: bool,
}

/// Draws it.
pub(in crate::ui::side) fn input(
    ui: &mut Ui,
    offers: &Offers<'_>,
    context: &SideContext<'_>,
    (names, draft): (&UnitNames, &mut Draft),
    take_focus: bool,
) -> Done {
    let words = context.words;
    if draft.unit.of != *offers.of {
        draft.unit = UnitDraft::default();
    }
    draft.unit.of = offers.of.clone();
    let composing = draft.composing;
    let unit = &mut draft.unit;
    let id = ui.scope_id().with("unit-input");
    let typed = unit.text.trim().to_owned();
    let several = names_in(&typed).len() > 1;
    let focused = ui.memory(|memory| memory.has_focus(id));
    // Letters are on their way to a name; other words may be the name of a new unit.
    let letters = !typed.is_empty() && typed.chars().all(|c| c.is_ascii_alphabetic());
    let new = !typed.is_empty() && !composing && !several && !letters && !names.is_known(&typed);
    let line = new.then(|| words.with(Message::NewUnit, &[&typed]));
    // Looked up once a keystroke, not a frame.
    let made_for = (typed.clone(), names.version(), context.plan.revision());
    let asked = (focused || !typed.is_empty()) && !several;
    if !asked {
        (unit.offered, unit.offered_for) = (Vec::new(), None);
    } else if unit.offered_for.as_ref() != Some(&made_for) {
        let is_assigned =
            |folded: &str| offers.assigned.iter().any(|item| normalised_name(&item.name) == folded);
        unit.offered = names.completions(&typed, is_assigned);
        if new && !unit.offered.is_empty() {
            // What was typed can be taken as it stands, too.
            unit.offered.push(typed.clone());
        }
        unit.offered_for = Some(made_for);
    }
    let offered = &unit.offered;
    unit.meant = if letters { (offered.len() == 1).then(|| offered[0].clone()) } else { None };
    unit.letters = letters;

    let mut done = Done::default();
    if focused && !composing && typed.is_empty() {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        done.back = unit.text.is_empty() && pressed(Key::Backspace);
        done.onwards = unit.marked.is_none() && pressed(Key::Enter);
    }
    let field = Completing {
        id,
        name: words.text(Message::AddUnit),
        hint: words.text(Message::AddUnitHint),
        offered,
        line: line.as_deref().filter(|_| offered.is_empty()),
        first_by_enter: true,
        composing,
    };
    let completed = completion::show(ui, &mut unit.text, &mut unit.marked, &field, context.theme);
    let response = completed.response;
    let response = response.on_hover_text(words.text(Message::AddUnitHelp));
    if take_focus {
        response.request_focus();
        // In the middle: the list opens below, the chips stand above.
        response.scroll_to_me(Some(egui::Align::Center));
    }
    done.has_keyboard = response.has_focus();
    let unknown = letters && offered.is_empty();
    let again = unknown && unit.unmatched.as_ref() == Some(&typed);
    if unknown && (again || !names.has_no_directory()) {
        let message = if again { Message::NoUnitMatchesAgain } else { Message::NoUnitMatches };
        ui.label(RichText::new(words.text(message)).small().color(context.theme.warn));
    }
    if unknown && names.has_no_directory() {
        let theme = context.theme;
        ui.label(RichText::new(words.text(Message::NoUnitMeant)).small().color(theme.warn));
        done.wants_directory = widgets::text_button(ui, words.text(Message::UnitsToEnter), theme).clicked();
    }
    if response.lost_focus() && !composing && ui.input(|input| input.key_pressed(Key::Escape)) {
        if unit.text.is_empty() {
            done.leaves = true;
        } else {
            unit.text.clear();
            unit.marked = None;
            response.request_focus();
        }
    }
    done.name = match completed.chosen {
        Some(at) => offered.get(at).cloned(),
        // Letters that mean no unit stay to be mended, or are a name when Enter is pressed again.
        None => (completed.entered && !typed.is_empty() && (!letters || again)).then(|| typed.clone()),
    };
    if completed.entered && unknown && !again {
        // What is typed next takes their place.
        select_all(ui, id, typed.chars().count());
        unit.unmatched = Some(typed);
    }
    if done.name.is_some() {
        unit.text.clear();
        unit.unmatched = None;
        response.request_focus();
    }
    done
}

/// Selects what stands in a field of so many characters.
fn select_all(ui: &Ui, id: egui::Id, length: usize) {
    use egui::text::{CCursor, CCursorRange};
    let Some(mut state) = TextEditState::load(ui.ctx(), id) else { return };
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), CCursor::new(length))));
    state.store(ui.ctx(), id);
}
