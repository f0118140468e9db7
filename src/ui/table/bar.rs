//! The line over the table: grouping, columns, copying, the filters in force and how many rows.

use super::{PaneContext, TablePane};
use crate::outline::grid::{CellFilter, GridGrouping};
use crate::ui::{commands::UiCommand, theme::space};
use crate::words::Message;
use egui::{Button, Frame, Margin, PopupCloseBehavior, RichText, Ui, containers::menu::MenuConfig};
use rustc_hash::FxHashSet;

impl TablePane {
    pub(super) fn bar(&mut self, ui: &mut Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let frame = Frame::new().inner_margin(Margin::symmetric(space::L as i8, space::XS as i8));
        frame.show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                self.grouping_menu(ui, context);
                self.column_list(ui, context);
                if ui.button(context.words.text(Message::CopyTable)).clicked() {
                    self.copy_all(ui.ctx(), context, queue);
                }
                self.filters(ui, context, queue);
                self.count(ui, context);
            });
        });
    }

    fn grouping_menu(&mut self, ui: &mut Ui, context: &PaneContext<'_>) {
        let words = context.words;
        let all = [
            (None, Message::GroupNone),
            (Some(GridGrouping::Section), Message::GroupSection),
            (Some(GridGrouping::Lead), Message::GroupLead),
            (Some(GridGrouping::Deadline), Message::GroupDeadline),
        ];
        let group = &mut self.key.settings.group;
        let now = all.iter().find(|(of, _)| of == group).map_or(Message::GroupNone, |(_, label)| *label);
        ui.menu_button(words.with(Message::GroupMenu, &[&words.text(now)]), |ui| {
            for (of, label) in all {
                if ui.selectable_label(*group == of, words.text(label)).clicked() {
                    *group = of;
                    self.folded.clear();
                    self.folds += 1;
                    ui.close();
                }
            }
        });
        if group.is_some() {
            let open = self.folded.is_empty();
            let label = if open { Message::CollapseAll } else { Message::ExpandAll };
            if ui.button(words.text(label)).clicked() {
                let groups = self.grid.view().map_or(&[][..], |grid| &grid.groups);
                self.folded = if open {
                    groups.iter().map(|group| group.path.clone()).collect()
                } else {
                    FxHashSet::default()
                };
                self.folds += 1;
            }
        }
    }

    fn column_list(&mut self, ui: &mut Ui, context: &PaneContext<'_>) {
        let words = context.words;
        let stays = MenuConfig::new()
            .style(crate::ui::theme::menu_style)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        egui::containers::menu::MenuButton::new(words.text(Message::ColumnsMenu)).config(stays).ui(
            ui,
            |ui| {
                for placed in self.arrangement.all().to_vec() {
                    let mut shown = placed.shown;
                    if ui.checkbox(&mut shown, words.text(placed.column.head())).changed() {
                        self.arrangement.toggle(placed.column);
                    }
                }
                ui.separator();
                if ui.button(words.text(Message::ColumnsReset)).clicked() {
                    self.arrangement = super::Arrangement::default();
                }
            },
        );
    }

    /// What keeps rows away; a click takes it off.
    fn filters(&mut self, ui: &mut Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let (theme, words) = (context.theme, context.words);
        let mut off = None;
        for (column, filter) in &self.key.settings.filters {
            let head = words.text(column.head());
            let label = match filter {
                CellFilter::Contains(text) => words.with(Message::FilterChip, &[&head, text]),
                CellFilter::Empty => words.with(Message::FilterChipEmpty, &[&head]),
                CellFilter::Filled => words.with(Message::FilterChipFilled, &[&head]),
            };
            if ui.add(Button::selectable(true, RichText::new(label).color(theme.accent))).clicked() {
                off = Some(*column);
            }
        }
        if let Some(column) = off {
            self.set_filter(column, None);
        }
        if self.key.settings.only.is_some() {
            let label = words.with(Message::FilterChipOnly, &[&self.caption]);
            if ui.add(Button::selectable(true, RichText::new(label).color(theme.accent))).clicked() {
                queue.push(UiCommand::ShowAll);
            }
        }
        let sorted = self.key.settings.sort.is_some();
        if sorted && ui.button(words.text(Message::SortText)).clicked() {
            self.key.settings.sort = None;
            self.settle();
        }
    }

    fn count(&self, ui: &mut Ui, context: &PaneContext<'_>) {
        let Some(grid) = self.grid.view() else { return };
        let (shown, all) = (grid.order.len(), grid.tasks.len());
        let words = context.words;
        let text = if shown == all {
            words.with(Message::RowsAll, &[&all])
        } else {
            words.with(Message::RowsSome, &[&shown, &all])
        };
        ui.label(RichText::new(text).small().color(context.theme.ink2));
        if context.selected.len() > 1 {
            let text = words.with(Message::RowsChosen, &[&context.selected.len()]);
            ui.label(RichText::new(text).small().color(context.theme.ink2));
        }
    }
}
