//! 单位: the directory of units, their order, groups, other names, mergers and posts.

mod bar;
mod detail;
mod draft;
mod heirs;
mod list;
mod paste;

use super::{
    arrival::Arrival,
    commands::{Tab, UiCommand},
    derived::Derived,
    pane::PaneContext,
    preferences::project_words,
    theme::{self, space},
};
use crate::model::{Entity, NodeId, Plan, ResponsibleUnit, Revision, UnitId};
use crate::outline::listing::{Listing, listing};
use crate::session::Command;
use crate::words::{Message, Messages};
use draft::UnitDraft;
use egui::{Frame, Margin, RichText, Ui, UiBuilder};
use heirs::Heirs;
use paste::Paste;
use std::path::{Path, PathBuf};

/// The pane's own state.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing about the next frame, or about the keyboard"
)]
pub struct DirectoryPane {
    listing: Derived<Revision, Listing>,
    /// What is searched for.
    query: String,
    /// Places of the units found, and what they were found by.
    found: Vec<usize>,
    found_of: Option<(u64, String)>,
    /// The unit whose fields are shown.
    unit: Option<UnitId>,
    /// Its fields, those before an input method began to compose, and as the plan had them.
    draft: UnitDraft,
    settled: UnitDraft,
    was: UnitDraft,
    draft_of: Option<(UnitId, Revision)>,
    composing: bool,
    /// The row that the keyboard is on.
    cursor: usize,
    reveal: bool,
    focus_fields: bool,
    has_keyboard: bool,
    /// The list takes the keyboard in the next frame.
    take_keyboard: bool,
    arrival: Arrival,
    page: usize,
    paste: Option<Paste>,
    /// Units that the name of the one this unit went into may mean.
    heirs: Heirs,
    /// Words that could not be entered and whose fields show another unit now; to be told.
    pub unfinished: Vec<String>,
}

/// Width of the fields.
const FIELDS: f32 = 320.0;
/// The list's part of the height, where the fields stand below it.
const LIST_PART: f32 = 0.35;

impl DirectoryPane {
    /// True while the list has the keyboard.
    pub fn has_keyboard(&self) -> bool {
        self.has_keyboard
    }

    /// Puts the keyboard into the fields of the unit under the cursor.
    pub fn edit(&mut self) {
        self.focus_fields = true;
    }

    /// The edit that takes the unit under the cursor out of the directory.
    pub fn removal(&self) -> Option<Command> {
        self.unit.map(Command::RemoveUnit)
    }

    /// The edit that moves the unit under the cursor one place, unless only some are shown.
    pub fn shift(&mut self, down: bool) -> Option<Command> {
        let listing = self.listing.view()?;
        let from = listing.place(self.unit?).filter(|_| self.query.trim().is_empty())?;
        let to = if down { from + 1 } else { from.checked_sub(1)? };
        let command = moved(listing, from, to)?;
        self.cursor = to;
        self.reveal = true;
        Some(command)
    }

    /// The edit that what was typed amounts to, once.
    pub fn flush(&mut self, plan: &Plan) -> Option<Command> {
        let (id, _) = self.draft_of?;
        let draft = if self.composing { &self.settled } else { &self.draft };
        if *draft == self.was {
            return None;
        }
        // What cannot be entered holds nothing else up; it stays in its field.
        let sound = draft.sound(plan, id, &self.was);
        let unit = sound.unit(plan, id).ok().filter(|_| sound != self.was)?;
        self.was = sound;
        if unit == plan.directory_unit(id) {
            return None;
        }
        if self.unit == Some(id) {
            self.unit = Some(unit.id());
        }
        Some(Command::EditUnit(id, unit))
    }

    /// What was typed and cannot be entered.
    pub fn waiting(&self) -> Option<String> {
        let shown = self.draft_of.is_some();
        (shown && self.draft != self.was).then(|| self.draft.beyond(&self.was))
    }

    /// Draws it.
    ///
    /// `others` are the projects opened lately, and the folder of the one that is open.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        context: &PaneContext<'_>,
        others: (&[PathBuf], &Path),
        queue: &mut Vec<UiCommand>,
    ) {
        let plan = context.plan;
        self.listing.follow(ui.ctx(), plan, &plan.revision(), |plan, _| listing(plan));
        let Some(empty) = self.listing.view().map(|list| list.units.is_empty() && list.absent.is_empty())
        else {
            ui.add_space(space::XL);
            ui.vertical_centered(|ui| ui.weak(context.words.text(Message::DirectoryBusy)));
            return;
        };
        self.bring_found(plan, queue);
        self.forget_gone(plan);
        self.bring_draft(plan);
        let frame = Frame::new().inner_margin(Margin::symmetric(space::L as i8, space::XS as i8));
        frame.show(ui, |ui| self.bar(ui, context, others, queue));
        if let Some(paste) = &mut self.paste {
            let frame = Frame::new().inner_margin(Margin::symmetric(space::L as i8, space::XS as i8));
            let done = frame.show(ui, |ui| paste.show(ui, context, queue)).inner;
            if done {
                self.paste = None;
            }
            return;
        }
        if empty {
            self.empty(ui, context, others, queue);
            return;
        }
        let area = ui.available_rect_before_wrap();
        // Beside the list; where there is no room for that (large words, a small window), below it.
        let fields = self.unit.is_some();
        let (of_list, of_fields) = if !fields {
            (area, area)
        } else if area.width() > FIELDS * 2.0 {
            area.split_left_right_at_x(area.right() - FIELDS)
        } else {
            let list = (area.height() * LIST_PART).max(theme::TABLE_ROW * 2.0).min(area.height());
            area.split_top_bottom_at_y(area.top() + list)
        };
        let mut list = ui.new_child(UiBuilder::new().max_rect(of_list).id_salt("units"));
        list.set_clip_rect(of_list.intersect(ui.clip_rect()));
        self.list(&mut list, context, queue);
        if fields {
            let mut side = ui.new_child(UiBuilder::new().max_rect(of_fields).id_salt("fields"));
            side.set_clip_rect(of_fields.intersect(ui.clip_rect()));
            self.detail(&mut side, context, queue);
        }
        ui.advance_cursor_after_rect(area);
    }

    /// One sentence, and where units may come from.
    fn empty(
        &mut self,
        ui: &mut Ui,
        context: &PaneContext<'_>,
        others: (&[PathBuf], &Path),
        queue: &mut Vec<UiCommand>,
    ) {
        let words = context.words;
        ui.add_space(space::XL);
        ui.vertical_centered(|ui| {
            ui.label(RichText::new(words.text(Message::DirectoryEmpty)).color(context.theme.ink2));
            ui.add_space(space::S);
            if context.writing && ui.button(words.text(Message::UnitsPaste)).clicked() {
                self.paste = Some(Paste::default());
            }
            if context.writing {
                borrow_menu(ui, others, words, queue);
            }
        });
    }

    /// The units that the search leaves.
    fn bring_found(&mut self, plan: &Plan, queue: &mut Vec<UiCommand>) {
        let Some(listing) = self.listing.view() else { return };
        let generation = self.listing.generation();
        let searched = self.found_of.as_ref().is_some_and(|(_, query)| *query != self.query);
        if !searched && self.found_of.as_ref().is_some_and(|(of, _)| *of == generation) {
            return;
        }
        self.found = listing.found(&self.query);
        self.found_of = Some((generation, self.query.clone()));
        if let Some(at) = self.unit.and_then(|id| listing.place(id)) {
            let place = self.found.iter().position(|found| *found == at);
            self.cursor = place.unwrap_or(self.cursor);
            if place.is_none() && searched {
                // Its fields go with its row: nobody edits what is not listed.
                self.leave(plan, queue);
                self.unit = None;
            }
        }
        self.cursor = self.cursor.min(self.found.len().saturating_sub(1));
    }

    /// What was typed becomes an edit; what cannot is told.
    fn leave(&mut self, plan: &Plan, queue: &mut Vec<UiCommand>) {
        queue.extend(self.flush(plan).map(UiCommand::Run));
        self.unfinished.extend(self.waiting());
    }

    /// The fields of a unit that was removed go with it, and what could not be entered is told; the
    /// next one is shown.
    fn forget_gone(&mut self, plan: &Plan) {
        let Some(listing) = self.listing.view() else { return };
        let is_gone = |id| plan.knows(Entity::Unit(id)) && !plan.is_alive(Entity::Unit(id));
        if self.unit.is_some_and(is_gone) {
            self.unfinished.extend(self.waiting());
            self.unit = self.found.get(self.cursor).and_then(|at| listing.units.get(*at)).map(|unit| unit.id);
            self.draft_of = None;
        }
    }

    /// The fields follow the plan where nothing was typed.
    fn bring_draft(&mut self, plan: &Plan) {
        // A unit renamed just now is in the plan with the next frame.
        let is_there = |id: UnitId| !plan.directory_unit(id).full_name.is_empty();
        let Some(id) = self.unit else {
            self.draft_of = None;
            return;
        };
        let same_unit = self.draft_of.is_some_and(|(of, _)| of == id);
        if !is_there(id) || (same_unit && self.draft != self.was) {
            return;
        }
        if self.draft_of != Some((id, plan.revision())) && !self.composing {
            self.draft = UnitDraft::of(plan, id);
            (self.settled, self.was) = (self.draft.clone(), self.draft.clone());
            self.draft_of = Some((id, plan.revision()));
        }
    }

    /// Shows another unit's fields, after what was typed became an edit.
    fn choose(&mut self, cursor: usize, plan: &Plan, queue: &mut Vec<UiCommand>) {
        self.leave(plan, queue);
        let Some(listing) = self.listing.view() else { return };
        self.cursor = cursor;
        self.reveal = true;
        self.unit = self.found.get(cursor).and_then(|at| listing.units.get(*at)).map(|unit| unit.id);
        self.bring_draft(plan);
    }

    /// A unit at the end of the directory.
    fn enter(names: &[String], plan: &Plan) -> Command {
        let last = plan.directory().iter().map(|(_, unit)| unit.order).max().unwrap_or(0);
        let unit = |(name, order): (&String, u32)| ResponsibleUnit {
            order,
            full_name: name.clone(),
            ..ResponsibleUnit::default()
        };
        Command::EnterUnits(names.iter().zip(last.saturating_add(1)..).map(unit).collect())
    }
}

/// The recent projects whose directory can be taken over.
fn borrow_menu(
    ui: &mut Ui,
    (recent, open): (&[PathBuf], &Path),
    words: Messages,
    queue: &mut Vec<UiCommand>,
) {
    let mut others = recent.iter().filter(|dir| *dir != open).peekable();
    if others.peek().is_none() {
        return;
    }
    ui.menu_button(words.text(Message::BorrowUnits), |ui| {
        for dir in others {
            let (name, folder) = project_words(dir);
            if ui.button(name).on_hover_text(folder).clicked() {
                queue.push(UiCommand::BorrowUnits(dir.clone()));
            }
        }
    });
}

/// The edit that puts the unit at `from` where the one at `to` stands.
fn moved(listing: &Listing, from: usize, to: usize) -> Option<Command> {
    if from == to || to >= listing.units.len() {
        return None;
    }
    let mut order: Vec<UnitId> = listing.units.iter().map(|unit| unit.id).collect();
    let id = order.remove(from);
    order.insert(to, id);
    Some(Command::OrderUnits(order))
}

/// Shows the tasks of a unit.
fn show_tasks(tasks: Vec<NodeId>, name: &str, queue: &mut Vec<UiCommand>) {
    if !tasks.is_empty() {
        queue.push(UiCommand::ShowNodes(tasks, name.to_owned()));
        queue.push(UiCommand::Show(Tab::Table));
    }
}
