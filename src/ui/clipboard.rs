//! Tables on the clipboard: with borders where the system takes them, as text everywhere.

use crate::exchange::CopiedTable;
use egui::Context;

/// The system's clipboard, opened when it is first needed. It has to live as long as others may
/// paste: on X11 the words are handed out by the program that copied them.
#[derive(Default)]
pub(super) struct TableClipboard {
    system: Option<arboard::Clipboard>,
}

impl TableClipboard {
    /// Puts a table on the clipboard. Where there is none, or it takes no HTML, the window's own
    /// way of copying gets the text.
    pub(super) fn put(&mut self, ctx: &Context, table: &CopiedTable) {
        let text = table.tsv();
        if self.system.is_none() {
            self.system = arboard::Clipboard::new().ok();
        }
        let taken = self
            .system
            .as_mut()
            .is_some_and(|system| system.set().html(table.html(), Some(text.clone())).is_ok());
        if !taken {
            ctx.copy_text(text);
        }
    }
}
