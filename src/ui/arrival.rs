//! A tab just shown takes the keyboard, unless something that is still there has it.

use egui::Ui;

/// Notices when a pane is drawn again after others were.
#[derive(Default)]
pub(super) struct Arrival {
    /// The pass it was drawn in last.
    pass: u64,
    waits: bool,
}

impl Arrival {
    /// True in the frame in which the pane should take the keyboard.
    pub(super) fn takes_keyboard(&mut self, ui: &Ui) -> bool {
        let pass = ui.ctx().cumulative_pass_nr();
        let came = self.pass + 1 < pass;
        self.pass = pass;
        if !came && !self.waits {
            return false;
        }
        let free = ui.memory(|memory| memory.focused().is_none());
        // What had the keyboard and is gone loses it only at the end of this frame.
        self.waits = came && !free;
        if self.waits {
            ui.ctx().request_repaint();
        }
        free
    }
}
