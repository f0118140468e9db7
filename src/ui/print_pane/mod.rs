//! 打印: which table, grouped how, for which units; and its pages as they will stand on paper.
//!
//! Knows nothing about files, threads or printers: pages come from a `PageSource`, and what the
//! user asks for goes out as events.

mod options;
mod pages;
#[cfg(test)]
mod tests;

use crate::outline::TableOptions;
use crate::print::Preview;
use crate::ui::theme::Theme;
use crate::words::{Message, Messages};
use egui::{Rect, UiBuilder, accesskit::Role};

/// Width of the options.
const OPTIONS: f32 = 248.0;

/// Pages laid out elsewhere. Asked for visible pages only.
pub trait PageSource {
    /// Number of pages.
    fn len(&self) -> usize;
    /// True when there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Width and height of a page (counted from 0) in points of 1/72 inch.
    fn size_points(&self, page: usize) -> (f32, f32);
    /// The page as an image at about that many pixels per point; `None` while it is being drawn.
    /// Asked again in every frame until it is there: an answer that is late calls for a repaint.
    fn request(&self, page: usize, pixels_per_point: f32) -> Option<Preview>;
}

/// How far the layout is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum PrintState<'a> {
    /// The pages show the options.
    #[default]
    Idle,
    /// Pages are being laid out; the share done (0 to 1), where it is known.
    Working(Option<f32>),
    /// It could not be laid out: why, in the user's words.
    Failed(&'a str),
}

/// What stands in a table and what does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PrintCounts {
    /// Tasks.
    pub tasks: usize,
    /// Rows: by unit, a task has a row under each unit that shares it.
    pub rows: usize,
    /// Tasks left out because the report says they are done.
    pub left_out_done: usize,
    /// Tasks whose unit cell says 待明确.
    pub unsettled: usize,
    /// True when the table has a column of units that answer.
    pub has_leads: bool,
}

/// What the pane draws from.
#[derive(Clone, Copy)]
pub struct PrintContext<'a> {
    /// The options in force.
    pub options: &'a TableOptions,
    /// Title of the project's tables as set; empty when it is made from the report's.
    pub title: &'a str,
    /// Title that is printed while `title` is empty.
    pub made_title: &'a str,
    /// Note under the tables as set; empty when it follows from the project's settings.
    pub note: &'a str,
    /// Note that is printed while `note` is empty.
    pub made_note: &'a str,
    /// Units to choose from, in their customary order, by the names that `TableOptions::units` takes.
    pub units: &'a [String],
    /// The pages last laid out, if any; while `state` is `Working` they may be older than the options.
    pub pages: Option<&'a dyn PageSource>,
    /// Another number for each layout: images of pages are kept while it stays.
    pub layout: u64,
    /// How far the layout is.
    pub state: PrintState<'a>,
    /// What stands in the table.
    pub counts: PrintCounts,
    /// Characters that no font has, in order.
    pub missing_glyphs: &'a str,
    /// Colours.
    pub theme: &'a Theme,
    /// Words.
    pub messages: Messages,
    /// True when title and note may not be changed.
    pub read_only: bool,
}

/// A file to save the table as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintFormat {
    /// Pages.
    Pdf,
    /// A Word document.
    Docx,
    /// A workbook.
    Xlsx,
}

/// What the user asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintEvent {
    /// Other options: lay the pages out anew.
    Options(TableOptions),
    /// Set the title over the project's tables; empty returns to the made one.
    SetTitle(String),
    /// Set the note under the project's tables.
    SetNote(String),
    /// Save the table to a file.
    Save(PrintFormat),
    /// Save one workbook for each unit.
    SavePerUnit,
    /// Send the pages to a printer.
    Send,
}

/// The pane's own state: what is being typed, and images of pages.
#[derive(Default)]
pub struct PrintPane {
    title: Option<String>,
    note: Option<String>,
    /// What is typed to find units in the list.
    find: String,
    /// True while the list of units is open though none is chosen yet.
    choosing: bool,
    sheets: pages::Sheets,
}

impl PrintPane {
    /// Draws the pane into the rest of `ui`.
    pub fn show(&mut self, ui: &mut egui::Ui, context: &PrintContext<'_>) -> Vec<PrintEvent> {
        let mut events = Vec::new();
        let rect = ui.available_rect_before_wrap();
        let middle = rect.left() + OPTIONS.min(rect.width() / 2.0);
        let left = Rect::from_min_max(rect.min, egui::pos2(middle, rect.bottom()));
        let right = Rect::from_min_max(egui::pos2(middle + 1.0, rect.top()), rect.max);
        region(ui, left, context.messages.text(Message::PrintOptions), |ui| {
            ui.painter().rect_filled(left, 0.0, context.theme.panel);
            self.options(ui, context, &mut events);
        });
        ui.painter().vline(middle, rect.y_range(), egui::Stroke::new(1.0, context.theme.line));
        region(ui, right, context.messages.text(Message::PrintPreview), |ui| {
            ui.painter().rect_filled(right, 0.0, context.theme.panel);
            self.sheets.show(ui, right, context);
        });
        ui.advance_cursor_after_rect(rect);
        events
    }
}

fn region(ui: &mut egui::Ui, rect: Rect, name: &str, add: impl FnOnce(&mut egui::Ui)) {
    let mut child =
        ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect).accessibility_role(Role::Region));
    child.ctx().accesskit_node_builder(child.unique_id(), |node| node.set_label(name));
    child.shrink_clip_rect(rect);
    add(&mut child);
}
