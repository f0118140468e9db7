//! Drawing the window.

use super::{App, Closing};
use crate::words::{Message, Messages};
use crate::{
    session::Command,
    ui::{
        commands::{Tab, UiCommand},
        desk::Desk,
        outline::{OutlineContext, line},
        side::{Flush, SideContext},
        status,
        text_pane::{TextContext, TextEvent},
        theme::{self, Theme, space},
        top, welcome,
    },
};
use egui::{CentralPanel, Frame, Margin, Panel, RichText, Ui};

impl App {
    /// Draws the window.
    pub fn draw(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let words = self.words;
        let bar =
            Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(space::S as i8, space::XS as i8));
        Panel::top("top")
            .frame(bar)
            .show(ui, |ui| top::show(ui, self.desk.as_ref(), theme, words, &mut self.queue));
        Panel::bottom("status").frame(bar).show(ui, |ui| {
            let sources = (&self.works, &self.notices);
            if status::show(ui, self.desk.as_ref(), sources, (theme, words), &mut self.queue) {
                self.notices.toggle();
            }
        });
        if self.notices.is_open() {
            let list = Frame::new().fill(theme.paper).inner_margin(Margin::same(space::S as i8));
            Panel::bottom("notices").frame(list).show(ui, |ui| {
                self.notices.show(ui, theme, words, &mut self.queue);
            });
        }
        if let Some(desk) = &mut self.desk {
            let share = self.works.share(Message::JobLayout);
            draw_desk(ui, desk, (self.side_shown, share), (theme, words), &mut self.queue);
        } else {
            let page = Frame::new().fill(theme.paper).inner_margin(Margin::same(space::L as i8));
            CentralPanel::default().frame(page).show(ui, |ui| {
                self.welcome.show(ui, theme, words, &mut self.queue);
            });
        }
        self.floating(ui, theme);
        if !self.queue.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    /// Sheets, the closing question, the hint while a file is dragged over the window.
    pub(super) fn floating(&mut self, ui: &Ui, theme: &'static Theme) {
        let words = self.words;
        if let Some(desk) = &mut self.desk
            && let Some(sheet) = &mut desk.sheet
            && !sheet.show(ui, Some(desk.session.plan()), (theme, words), &mut self.queue)
        {
            desk.flush(Flush::Fields, &mut self.notices);
            desk.sheet = None;
        }
        if let Some(sheet) = &mut self.paste
            && !sheet.show(ui, None, (theme, words), &mut self.queue)
        {
            self.paste = None;
        }
        match self.closing {
            Closing::Waits => hint(ui, words.text(Message::WaitingForSave), theme),
            Closing::Asks => ask_about_unsaved(ui, theme, words, &mut self.queue),
            Closing::No | Closing::Goes => {}
        }
        if ui.input(|input| !input.raw.hovered_files.is_empty()) {
            hint(ui, words.text(Message::DropHere), theme);
        }
    }
}

fn draw_desk(
    ui: &mut Ui,
    desk: &mut Desk,
    (side_shown, share): (bool, Option<f32>),
    (theme, words): (&'static Theme, Messages),
    queue: &mut Vec<UiCommand>,
) {
    let pane = Frame::new().fill(theme.panel).inner_margin(Margin::same(space::S as i8));
    let bar = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(space::S as i8, 0));
    if desk.plan().documents().next().is_some() {
        Panel::top("found").frame(bar).show(ui, |ui| {
            line::show(ui, desk.plan(), desk.found(), desk.outline.filter(), (theme, words), queue);
        });
    }
    Panel::left("outline").frame(pane).default_size(300.0).size_range(220.0..=480.0).show(ui, |ui| {
        let Desk { session, selected, outline, .. } = desk;
        let context = OutlineContext { plan: session.plan(), selected: *selected, theme, words };
        outline.show(ui, &context, queue);
    });
    // On a narrow window the side panel is there only while something is selected.
    let width = ui.ctx().content_rect().width();
    let wide = width >= theme::NARROW;
    // Pages need the room that a task's fields would take.
    let room = desk.tab == Tab::Text || width >= theme::NARROW_FOR_PAGES;
    if side_shown && room && (wide || desk.selected.is_some()) {
        let size = if wide { 340.0 } else { 300.0 };
        let frame =
            Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(space::L as i8, space::S as i8));
        Panel::right("side").frame(frame).default_size(size).size_range(280.0..=520.0).show(ui, |ui| {
            let writing = desk.is_writing();
            let Desk { session, selected, side, .. } = desk;
            let context = SideContext { plan: session.plan(), selected: *selected, writing, theme, words };
            side.show(ui, &context, queue);
        });
    }
    let middle = Frame::new().fill(theme.paper);
    CentralPanel::default().frame(middle).show(ui, |ui| {
        tabs(ui, desk.tab, theme, words, queue);
        match desk.tab {
            Tab::Text => draw_text(ui, desk, theme, words, queue),
            Tab::Print => {
                let read_only = !desk.is_writing();
                let Desk { session, print, .. } = desk;
                print.show(ui, session.plan(), share, read_only, (theme, words), queue);
            }
        }
    });
}

fn tabs(ui: &mut Ui, tab: Tab, theme: &Theme, words: Messages, queue: &mut Vec<UiCommand>) {
    let bar = Frame::new().inner_margin(Margin::symmetric(space::L as i8, space::XS as i8));
    bar.show(ui, |ui| {
        ui.horizontal(|ui| {
            for (to, label) in [(Tab::Text, Message::TabText), (Tab::Print, Message::TabPrint)] {
                let colour = if to == tab { theme.accent } else { theme.ink2 };
                let text = RichText::new(words.text(label)).color(colour);
                let text = if to == tab { text.font(theme::bold(theme::BODY)) } else { text };
                let response = ui.selectable_label(to == tab, text);
                response
                    .ctx
                    .accesskit_node_builder(response.id, |node| node.set_role(egui::accesskit::Role::Tab));
                if response.clicked() {
                    queue.push(UiCommand::Show(to));
                }
            }
        });
    });
}

fn draw_text(
    ui: &mut Ui,
    desk: &mut Desk,
    theme: &'static Theme,
    words: Messages,
    queue: &mut Vec<UiCommand>,
) {
    let read_only = !desk.is_writing();
    let Desk { session, selected, document, text, .. } = desk;
    let Some(document) = *document else { return };
    let context = TextContext {
        plan: session.plan(),
        document,
        selected: *selected,
        theme,
        messages: words,
        read_only,
    };
    for event in text.show(ui, &context) {
        queue.push(match event {
            TextEvent::Select(node) => UiCommand::Select(Some(node)),
            TextEvent::Comment { node, quote, start } => UiCommand::Comment { node, quote, start },
            TextEvent::UseAsUnit { node, words } => UiCommand::AddUnit(node, words),
            TextEvent::UseAsDeadline { node, words } => UiCommand::Run(Command::SetDeadline(node, words)),
            TextEvent::UseAsTarget { node, words } => UiCommand::NewTarget(node, words),
        });
    }
}

/// One sentence over the middle of the window.
fn hint(ui: &Ui, text: &str, theme: &Theme) {
    egui::Area::new(egui::Id::unique("hint"))
        .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0])
        .order(egui::Order::Foreground)
        .interactable(false)
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(Margin::same(space::XL as i8)).show(ui, |ui| {
                ui.label(RichText::new(text).font(theme::regular(theme::REPORT)).color(theme.ink));
            });
        });
}

/// The only question: edits that are not on disk would be lost.
fn ask_about_unsaved(ui: &Ui, theme: &Theme, words: Messages, queue: &mut Vec<UiCommand>) {
    egui::Modal::new(egui::Id::unique("unsaved")).show(ui.ctx(), |ui| {
        ui.set_width(360.0);
        ui.label(RichText::new(words.text(Message::CloseUnsaved)).font(theme::bold(theme::REPORT)));
        ui.add_space(space::S);
        ui.label(words.text(Message::CloseUnsavedLine));
        ui.add_space(space::L);
        ui.horizontal(|ui| {
            if welcome::primary(ui, words.text(Message::StayOpen), theme).clicked() {
                queue.push(UiCommand::KeepOpen);
            }
            if ui.button(RichText::new(words.text(Message::CloseAnyway)).color(theme.bad)).clicked() {
                queue.push(UiCommand::CloseAnyway);
            }
        });
    });
}
