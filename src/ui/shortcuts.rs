//! The sheet of all keys: those of the table of verbs by menu, and those that panes have of their own.

use super::{
    commands::{Menu, TABLE, keys_text},
    fit,
    theme::{self, Theme, space},
};
use crate::{
    outline::pinyin,
    words::{Message, Messages},
};
use egui::{
    Context, Frame, Id, Key, KeyboardShortcut, Margin, Modifiers, RichText, ScrollArea, TextEdit, Ui, Window,
};

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

/// Keys that a pane handles itself while it has the keyboard, with what they do there.
pub(crate) type PaneKeys = (Message, &'static [(&'static [KeyboardShortcut], Message)]);

/// The keys of the panes.
pub(crate) const PANES: &[PaneKeys] = &[
    (
        Message::KeysOutline,
        &[
            (&[key(NONE, Key::ArrowUp), key(NONE, Key::ArrowDown)], Message::KeyUpDown),
            (&[key(SHIFT, Key::ArrowUp), key(SHIFT, Key::ArrowDown)], Message::KeyExtend),
            (&[key(NONE, Key::ArrowRight), key(NONE, Key::ArrowLeft)], Message::KeyFold),
            (&[key(NONE, Key::Home), key(NONE, Key::End)], Message::KeyEnds),
            (&[key(NONE, Key::PageUp), key(NONE, Key::PageDown)], Message::KeyPages),
            (&[key(NONE, Key::Enter)], Message::KeyEnterTitle),
            (&[key(NONE, Key::Tab), key(SHIFT, Key::Tab)], Message::KeyIndent),
            (&[key(CTRL, Key::A)], Message::KeyAll),
            (&[key(NONE, Key::Escape)], Message::KeyLeaveCut),
        ],
    ),
    (
        Message::KeysTable,
        &[
            (&[key(NONE, Key::ArrowUp), key(NONE, Key::ArrowDown)], Message::KeyCells),
            (&[key(NONE, Key::Enter)], Message::KeyEditCell),
            (&[key(NONE, Key::Escape)], Message::KeyLeave),
        ],
    ),
    (
        Message::KeysText,
        &[
            (&[key(NONE, Key::ArrowUp), key(NONE, Key::ArrowDown)], Message::KeyCaret),
            (&[key(CTRL, Key::ArrowUp), key(CTRL, Key::ArrowDown)], Message::KeySentence),
            (&[key(SHIFT, Key::ArrowLeft), key(SHIFT, Key::ArrowRight)], Message::KeyChooseWords),
            (&[key(NONE, Key::PageUp), key(NONE, Key::PageDown)], Message::KeyPages),
            (&[key(NONE, Key::Home), key(NONE, Key::End)], Message::KeyParagraph),
            (&[key(NONE, Key::Enter)], Message::EditWording),
            (&[key(SHIFT, Key::F10)], Message::KeyMenu),
        ],
    ),
    (
        Message::KeysSearch,
        &[
            (&[key(NONE, Key::ArrowUp), key(NONE, Key::ArrowDown)], Message::KeyNextHit),
            (&[key(NONE, Key::Enter)], Message::KeyGoHit),
            (&[key(NONE, Key::Escape)], Message::KeyEndSearch),
        ],
    ),
];

/// The sheet.
#[derive(Default)]
pub(crate) struct ShortcutSheet {
    open: bool,
    typed: String,
    take_focus: bool,
    before: Option<Id>,
}

impl ShortcutSheet {
    /// Opens it, or puts it away.
    pub(crate) fn toggle(&mut self, ctx: &Context) {
        if self.open {
            self.close(ctx);
        } else {
            let before = ctx.memory(egui::Memory::focused);
            *self = Self { open: true, take_focus: true, before, ..Self::default() };
        }
    }

    fn close(&mut self, ctx: &Context) {
        self.open = false;
        if let Some(before) = self.before.take() {
            ctx.memory_mut(|memory| memory.request_focus(before));
        }
    }

    /// True while it is shown.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// Takes Esc while it is open, before anything else sees it.
    pub(crate) fn escape(&mut self, ctx: &Context) {
        if self.open && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.close(ctx);
        }
    }

    /// Draws it while it is open.
    pub(crate) fn show(&mut self, ui: &Ui, theme: &Theme, words: Messages) {
        if !self.open {
            return;
        }
        let ctx = ui.ctx().clone();
        let room = ctx.content_rect().size();
        let mut open = true;
        Window::new(words.text(Message::KeysTitle))
            .id(Id::unique("shortcuts"))
            .collapsible(false)
            .resizable(false)
            .open(&mut open)
            .anchor(egui::Align2::CENTER_TOP, [0.0, fit::sheet_top(&ctx) / 2.0])
            .frame(
                Frame::window(&ctx.style_of(ctx.theme()))
                    .fill(theme.paper)
                    .inner_margin(Margin::same(space::L as i8)),
            )
            .show(&ctx, |ui| {
                ui.set_width((room.x - 96.0).min(860.0));
                let name = ui.label(RichText::new(words.text(Message::KeysFind)).small().color(theme.ink2));
                let field =
                    ui.add(TextEdit::singleline(&mut self.typed).desired_width(280.0)).labelled_by(name.id);
                if std::mem::take(&mut self.take_focus) {
                    field.request_focus();
                }
                ui.add_space(space::M);
                let height = fit::sheet_room(&ctx, 2.0 * space::XL);
                let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
                area.auto_shrink([false, true]).show(ui, |ui| {
                    sheet(ui, &self.typed, theme, words);
                });
            });
        if !open {
            self.close(&ctx);
        }
    }
}

/// A heading with its lines: what keys do, and the keys.
type Group = (&'static str, Vec<(&'static str, Vec<KeyboardShortcut>)>);

/// All groups with what of them answers to what was typed.
fn groups(typed: &str, words: Messages) -> Vec<Group> {
    let query = pinyin::Query::new(typed);
    let menus = Menu::ALL.iter().map(|(menu, heading)| {
        let rows = TABLE.iter().filter(|row| row.menu == *menu);
        let lines =
            rows.map(|row| (row.label, [row.keys, row.other_keys].into_iter().flatten().collect::<Vec<_>>()));
        (*heading, lines.filter(|(_, keys)| !keys.is_empty()).collect::<Vec<_>>())
    });
    let panes = PANES.iter().map(|(heading, lines)| {
        (*heading, lines.iter().map(|(keys, label)| (*label, keys.to_vec())).collect::<Vec<_>>())
    });
    let answers = |heading: Message, label: Message| {
        let (names, other) = (label.words(), heading.words());
        let names: pinyin::Index = [names.0, names.1, other.0, other.1].into_iter().collect();
        query.is_empty() || (0..names.len()).any(|name| names.rank(&query, name).is_some())
    };
    let groups = menus.chain(panes).map(|(heading, lines)| {
        let lines = lines.into_iter().filter(|(label, _)| answers(heading, *label));
        let lines =
            lines.map(|(label, keys)| (words.text(label).trim_end_matches('…'), keys)).collect::<Vec<_>>();
        (words.text(heading), lines)
    });
    groups.filter(|(_, lines)| !lines.is_empty()).collect()
}

/// The groups in columns, as on a sheet of paper.
fn sheet(ui: &mut Ui, typed: &str, theme: &Theme, words: Messages) {
    let groups = groups(typed, words);
    if groups.is_empty() {
        ui.label(RichText::new(words.text(Message::KeysNothing)).color(theme.ink2));
        return;
    }
    let columns = ((ui.available_width() / 270.0) as usize).clamp(1, 3);
    // Groups go where there is least so far.
    let mut fill = vec![0; columns];
    let mut placed: Vec<Vec<&Group>> = vec![Vec::new(); columns];
    for group in &groups {
        let at = (0..columns).min_by_key(|at| fill[*at]).unwrap_or_default();
        fill[at] += group.1.len() + 2;
        placed[at].push(group);
    }
    ui.columns(columns, |columns| {
        for (ui, groups) in columns.iter_mut().zip(placed) {
            for (heading, lines) in groups {
                ui.label(RichText::new(*heading).font(theme::bold(theme::BODY)).color(theme.ink));
                ui.add_space(space::XS);
                for (label, keys) in lines {
                    line(ui, label, keys, theme);
                }
                ui.add_space(space::L);
            }
        }
    });
}

fn line(ui: &mut Ui, label: &str, keys: &[KeyboardShortcut], theme: &Theme) {
    ui.horizontal(|ui| {
        let keys: Vec<String> = keys.iter().map(keys_text).collect();
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(space::S);
            ui.label(RichText::new(keys.join("  ")).small().color(theme.ink2));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(RichText::new(label).color(theme.ink)).truncate());
            });
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_panes_do_not_clash_with_the_table() {
        let table: Vec<KeyboardShortcut> =
            TABLE.iter().flat_map(|row| [row.keys, row.other_keys]).flatten().collect();
        for (pane, lines) in PANES {
            for keys in lines.iter().flat_map(|(keys, _)| *keys) {
                assert!(!table.contains(keys), "{pane:?} {keys:?}");
            }
        }
    }

    #[test]
    fn a_pane_gives_no_keys_twice() {
        for (pane, lines) in PANES {
            let keys: Vec<_> = lines.iter().flat_map(|(keys, _)| *keys).collect();
            for (at, one) in keys.iter().enumerate() {
                assert!(!keys[..at].contains(one), "{pane:?} {one:?}");
            }
        }
    }

    #[test]
    fn every_verb_with_keys_stands_on_the_sheet_and_is_found_by_typing() {
        let words = Messages::default();
        let count = |typed: &str| groups(typed, words).iter().map(|(_, lines)| lines.len()).sum::<usize>();
        let with_keys = TABLE.iter().filter(|row| row.keys.is_some()).count();
        assert_eq!(count(""), with_keys + PANES.iter().map(|(_, lines)| lines.len()).sum::<usize>());
        assert_eq!(groups("撤销", words)[0].1[0].0, "撤销");
        assert!(groups("cx", words).iter().any(|(_, lines)| lines.iter().any(|(label, _)| *label == "撤销")));
        assert!(groups("undo", words).iter().any(|(_, lines)| lines[0].0 == "撤销"));
        assert_eq!(count("没有这样的键"), 0);
    }
}
