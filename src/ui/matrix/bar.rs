//! The line over the matrix: level, what the shapes mean, copying, and the cell picked.

use super::{MatrixPane, PaneContext, cells};
use crate::model::Role;
use crate::outline::matrix::MatrixLevel;
use crate::ui::{
    commands::{Tab, UiCommand},
    theme::space,
};
use crate::words::Message;
use egui::{Button, Frame, Margin, RichText, Ui};

impl MatrixPane {
    pub(super) fn bar(&mut self, ui: &mut Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let (theme, words) = (context.theme, context.words);
        let frame = Frame::new().inner_margin(Margin::symmetric(space::L as i8, space::XS as i8));
        frame.show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                for (level, label) in
                    [(MatrixLevel::First, Message::LevelFirst), (MatrixLevel::Second, Message::LevelSecond)]
                {
                    if ui.selectable_label(self.level == level, words.text(label)).clicked()
                        && self.level != level
                    {
                        self.level = level;
                        self.picked = None;
                        self.cursor.column = 0;
                    }
                }
                if ui.button(words.text(Message::CopyTable)).clicked() {
                    self.copy(ui.ctx(), context, queue);
                }
                for role in Role::ALL {
                    let (shape, word, ink) = cells::sign(role, theme);
                    let text = format!("{shape}{}", words.text(word));
                    // The sign and its word stay together.
                    ui.add(egui::Label::new(RichText::new(text).small().color(ink)).extend());
                }
                self.picked_chip(ui, context, queue);
            });
        });
    }

    fn picked_chip(&mut self, ui: &mut Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let (theme, words) = (context.theme, context.words);
        let Some((picked, made)) = self.picked.zip(self.matrix.view()) else { return };
        let caption = cells::caption(made, picked, words);
        let label = words.with(Message::FilterChipOnly, &[&caption]);
        if ui.add(Button::selectable(true, RichText::new(label).color(theme.accent))).clicked() {
            self.picked = None;
            queue.push(UiCommand::ShowAll);
        }
        let count = cells::count(made, picked);
        let label = words.with(Message::OpenInTable, &[&count]);
        if ui.add(Button::new(RichText::new(label).color(theme.accent)).frame_when_inactive(false)).clicked()
        {
            queue.push(UiCommand::Show(Tab::Table));
        }
    }
}
