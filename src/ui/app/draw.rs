//! Drawing the window.

use super::{App, asks::ask_about_unsaved, closing::Closing, round::Panes};
use crate::store::SaveStatus;
use crate::words::{Message, Messages};
use crate::{
    session::{Command, preferences::PaneWidths},
    ui::{
        commands::{Tab, UiCommand, Verb},
        desk::Desk,
        outline::{
            OutlineContext,
            crumbs::{self, CrumbsContext},
            line,
        },
        pane::PaneContext,
        preferences,
        search::SearchContext,
        side::{Flush, SideContext},
        status,
        text_pane::{TextContext, TextEvent},
        theme::{self, Theme, space},
        top,
    },
};
use egui::{CentralPanel, Frame, Margin, Panel, RichText, Ui};
use std::path::PathBuf;

impl App {
    /// Draws the window.
    pub fn draw(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let words = self.words;
        let bar =
            Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(space::S as i8, space::XS as i8));
        Panel::top("top").frame(bar).show(ui, |ui| {
            let recent = &self.settings.now.recent;
            top::show(ui, self.desk.as_mut(), recent, (theme, words), &mut self.queue);
        });
        let status = Panel::bottom("status").frame(bar).show(ui, |ui| {
            let sources = (&self.works, &self.notices);
            if status::show(ui, self.desk.as_ref(), sources, (theme, words), &mut self.queue) {
                self.notices.toggle();
            }
        });
        self.escape_notice(ui);
        self.over_the_status(ui, status.response.rect, theme);
        if let Some(desk) = &mut self.desk {
            if self.panes.of != Some(desk.tab) {
                // What lies over one tab does not lie over the next.
                self.panes.drawer_shown = false;
                self.panes.of = Some(desk.tab);
            }
            let share = self.works.share(Message::JobLayout);
            let side = if is_docked(ui, desk.tab) {
                if self.settings.now.panes.side_shown { Side::Docked } else { Side::Hidden }
            } else if self.panes.drawer_shown {
                Side::Drawer
            } else {
                Side::Hidden
            };
            desk.table.follow_columns(&mut self.settings.now.columns);
            let panes = &mut self.settings.now.panes;
            let recent = &self.settings.now.recent;
            let known = (&mut self.panes, &**recent);
            draw_desk(ui, desk, (side, panes, share, known), (theme, words), &mut self.queue);
        } else {
            let page = Frame::new().fill(theme.paper).inner_margin(Margin::same(space::L as i8));
            CentralPanel::default().frame(page).show(ui, |ui| {
                let known = (&*self.settings.now.recent, self.settings.now.notice_seen);
                self.welcome.show(ui, known, (theme, words), &mut self.queue);
            });
        }
        self.floating(ui, theme);
        self.palette.show(ui, self.desk.as_mut(), (theme, words), &mut self.queue);
        self.keys.show(ui, theme, words);
        self.typing = ui.ctx().text_edit_focused();
        if !self.queue.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    /// Esc takes the newest notification off, unless it means something nearer: a field, or what lies
    /// over the window.
    fn escape_notice(&mut self, ui: &Ui) {
        if self.notices.newest().is_none() || self.typing {
            return;
        }
        let sheet = self.desk.as_ref().map_or(&self.welcome.sheet, |desk| &desk.sheet).is_some();
        let floats = self.palette.is_open() || self.keys.is_open() || self.settings.is_screen_open();
        let held = ui.ctx().any_popup_open() || ui.ctx().dragged_id().is_some();
        if sheet || floats || held || !matches!(self.closing, Closing::No) {
            return;
        }
        if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
            self.notices.dismiss_newest();
        }
    }

    /// Notifications, and what everybody has to know before the first report: over the panes, so that
    /// nothing under the pointer moves away when they come or go.
    fn over_the_status(&mut self, ui: &Ui, bottom: egui::Rect, theme: &'static Theme) {
        let words = self.words;
        let (notices, unread) = (self.notices.is_open(), !self.settings.now.notice_seen);
        if !notices && !unread {
            return;
        }
        let frame = Frame::popup(ui.style()).fill(theme.paper);
        egui::Area::new(egui::Id::unique("notices"))
            .order(egui::Order::Middle)
            .pivot(egui::Align2::LEFT_BOTTOM)
            .fixed_pos(bottom.left_top())
            .show(ui.ctx(), |ui| {
                if notices {
                    frame.inner_margin(Margin::same(space::S as i8)).show(ui, |ui| {
                        ui.set_width(bottom.width() - 3.0 * space::L);
                        self.notices.show(ui, theme, words, &mut self.queue);
                    });
                }
                if unread {
                    let band = Margin::symmetric(space::L as i8, space::S as i8);
                    frame.fill(theme.select).inner_margin(band).show(ui, |ui| {
                        ui.set_width(bottom.width() - 3.0 * space::L);
                        self.settings.now.notice_seen = preferences::notice(ui, theme, words);
                    });
                }
            });
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
        if let Some(sheet) = &mut self.welcome.sheet
            && !sheet.show(ui, None, (theme, words), &mut self.queue)
        {
            self.welcome.sheet = None;
        }
        self.settings.show_screen(ui, theme, words);
        match self.closing {
            Closing::Waits => hint(ui, words.text(Message::WaitingForSave), theme),
            Closing::Asks(_) => {
                let unsaved = self.desk.as_ref().and_then(|desk| desk.session.unsaved());
                let waiting = self.desk.as_ref().map(Desk::waiting).unwrap_or_default();
                ask_about_unsaved(ui, (unsaved, &waiting), (theme, words), &mut self.queue);
            }
            Closing::No | Closing::Goes => {}
        }
        if ui.input(|input| !input.raw.hovered_files.is_empty()) {
            hint(ui, words.text(Message::DropHere), theme);
        }
    }
}

/// Where the side panel is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Hidden,
    /// Beside the text.
    Docked,
    /// Over the text.
    Drawer,
}

/// True where the window has room for the side panel beside the text, or beside the pages.
pub(super) fn is_docked(ui: &egui::Context, tab: Tab) -> bool {
    let width = ui.content_rect().width();
    width >= if tab == Tab::Text { theme::NARROW } else { theme::NARROW_FOR_PAGES }
}

fn draw_desk(
    ui: &mut Ui,
    desk: &mut Desk,
    (side, panes, share, (stood, recent)): (Side, &mut PaneWidths, Option<f32>, (&mut Panes, &[PathBuf])),
    (theme, words): (&'static Theme, Messages),
    queue: &mut Vec<UiCommand>,
) {
    let pane = Frame::new().fill(theme.panel).inner_margin(Margin::same(space::S as i8));
    let bar = Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(space::S as i8, 0));
    if desk.plan().documents().next().is_some() {
        Panel::top("found").frame(bar).show(ui, |ui| {
            line::show(ui, desk.found(), desk.outline.filter(), (theme, words), queue);
        });
    }
    let docked = side == Side::Docked;
    let width = ui.ctx().content_rect().width();
    let beside = if docked { SIDE_LEAST } else { 0.0 };
    let most = (width - theme::TEXT_LEAST - beside).clamp(220.0, 480.0);
    let outline = Panel::left("outline").frame(pane).default_size(panes.outline).size_range(220.0..=most);
    let shown = outline.show(ui, |ui| {
        if !found_nodes(ui, desk, theme, words, queue) {
            return false;
        }
        let writing = desk.is_writing();
        let Desk { session, selected, outline, .. } = desk;
        let context = OutlineContext { plan: session.plan(), selected: *selected, theme, words, writing };
        outline.show(ui, &context, queue);
        true
    });
    panes.outline = shown.response.rect.width();
    *stood = Panes { outline: shown.inner.then_some(shown.response.rect), tab: None, side: None, ..*stood };
    let frame =
        Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(space::L as i8, space::S as i8));
    if docked {
        let most = (ui.available_width() - theme::TEXT_LEAST).clamp(SIDE_LEAST, 520.0);
        let side = Panel::right("side").frame(frame).default_size(panes.side).size_range(SIDE_LEAST..=most);
        let shown = side.show(ui, |ui| draw_side(ui, desk, theme, words, queue));
        panes.side = shown.response.rect.width();
        stood.side = Some((shown.response.rect, false));
    }
    let middle = Frame::new().fill(theme.paper);
    CentralPanel::default().frame(middle).show(ui, |ui| {
        let room = ui.max_rect();
        tabs(ui, desk.tab, side != Side::Hidden, theme, words, queue);
        let below = egui::Rect::from_min_max(egui::pos2(room.left(), ui.cursor().top()), room.max);
        stood.tab = Some(below);
        if side == Side::Drawer {
            let over = drawer(ui, desk, below, frame, (theme, words), queue);
            stood.side = Some((over, true));
        }
        match desk.tab {
            Tab::Text => {
                let context = CrumbsContext {
                    plan: desk.plan(),
                    document: desk.document,
                    selected: desk.selected,
                    ways: desk.ways(),
                    theme,
                    words,
                };
                crumbs::show(ui, &context, queue);
                draw_text(ui, desk, theme, words, queue);
            }
            Tab::Table | Tab::Matrix | Tab::Units => draw_pane(ui, desk, recent, (theme, words), queue),
            Tab::Print => {
                let read_only = !desk.is_writing();
                let Desk { session, print, .. } = desk;
                print.show(ui, session.plan(), share, read_only, (theme, words), queue);
            }
        }
    });
}

/// What a search found, over the outline; both are seen, and the line between them can be moved.
/// Where there is room for one of them only, it is what was found; false then.
fn found_nodes(
    ui: &mut Ui,
    desk: &mut Desk,
    theme: &'static Theme,
    words: Messages,
    queue: &mut Vec<UiCommand>,
) -> bool {
    if !desk.search.is_open() {
        return true;
    }
    let height = ui.available_height();
    if height < OUTLINE_LEAST + RESULTS_LEAST {
        let Desk { session, selected, search, .. } = desk;
        let context = SearchContext { plan: session.plan(), selected: *selected, theme, words };
        search.results(ui, &context, queue);
        return false;
    }
    let most = (height - OUTLINE_LEAST).max(RESULTS_LEAST);
    let size = (height * 0.6).clamp(RESULTS_LEAST, most);
    let panel = Panel::top("search results").frame(Frame::NONE).resizable(true).default_size(size);
    panel.size_range(RESULTS_LEAST..=most).show(ui, |ui| {
        // It keeps the height the user gave it, whatever was found.
        ui.set_min_height(ui.available_height());
        let Desk { session, selected, search, .. } = desk;
        let context = SearchContext { plan: session.plan(), selected: *selected, theme, words };
        search.results(ui, &context, queue);
    });
    let free = desk.sheet.is_none() && !ui.ctx().any_popup_open();
    desk.search.escape(ui, free, queue);
    ui.add_space(space::S);
    true
}

/// Least height of the outline under what was found.
const OUTLINE_LEAST: f32 = 120.0;
/// Least height of what was found.
const RESULTS_LEAST: f32 = 180.0;

/// Draws 任务表, 责任矩阵 or 单位.
fn draw_pane(
    ui: &mut Ui,
    desk: &mut Desk,
    recent: &[PathBuf],
    (theme, words): (&'static Theme, Messages),
    queue: &mut Vec<UiCommand>,
) {
    let writing = desk.is_writing();
    let Desk { session, chosen, tab, table, matrix, directory, side, .. } = desk;
    if table.is_editing() {
        side.refresh_names(session.plan(), ui.ctx());
    }
    let context = PaneContext {
        plan: session.plan(),
        selected: chosen,
        writing,
        theme,
        words,
        complete: &|typed| side.completions(typed),
    };
    match tab {
        Tab::Matrix => matrix.show(ui, &context, queue),
        Tab::Units => directory.show(ui, &context, (recent, session.dir()), queue),
        _ => table.show(ui, &context, queue),
    }
}

/// Narrowest side panel.
const SIDE_LEAST: f32 = 280.0;

fn draw_side(
    ui: &mut Ui,
    desk: &mut Desk,
    theme: &'static Theme,
    words: Messages,
    queue: &mut Vec<UiCommand>,
) {
    let writing = desk.is_writing();
    let Desk { session, selected, chosen, side, .. } = desk;
    let (plan, dir) = (session.plan(), session.dir());
    let saved = !matches!(session.save_status(), Some(SaveStatus::Saving { .. }));
    let context = SideContext { plan, selected: *selected, chosen, dir, saved, writing, theme, words };
    side.show(ui, &context, queue);
}

/// The side panel over the right of `room`; Esc puts it away when nothing in it has the keyboard.
fn drawer(
    ui: &Ui,
    desk: &mut Desk,
    room: egui::Rect,
    frame: Frame,
    (theme, words): (&'static Theme, Messages),
    queue: &mut Vec<UiCommand>,
) -> egui::Rect {
    let width = 340.0_f32.min(room.width());
    let place = egui::Rect::from_min_max(egui::pos2(room.right() - width, room.top()), room.max);
    let frame = frame.stroke(egui::Stroke::new(1.0, theme.line)).shadow(ui.style().visuals.popup_shadow);
    // Esc takes the keyboard from a field before anything is drawn: what counts is who had it when
    // the key was pressed.
    let idle = ui.memory(|memory| memory.focused().is_none()) && !ui.ctx().any_popup_open();
    let was_idle = ui.data_mut(|data| {
        let was = data.get_temp::<bool>(egui::Id::unique("drawer idle"));
        data.insert_temp(egui::Id::unique("drawer idle"), idle);
        was.unwrap_or(idle)
    });
    egui::Area::new(egui::Id::unique("drawer"))
        .order(egui::Order::Middle)
        .fixed_pos(place.min)
        .default_size(place.size())
        .show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(place.width() - 2.0 * space::L - 2.0);
                ui.set_height(place.height() - 2.0 * space::S - 2.0);
                draw_side(ui, desk, theme, words, queue);
            });
        });
    let free = idle && was_idle && desk.sheet.is_none() && !ui.ctx().any_popup_open();
    if free && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        queue.push(UiCommand::Verb(Verb::ShowSide));
    }
    place
}

/// Room for the button of the side panel in either language.
const SIDE_BUTTON: f32 = 72.0;
/// Below this width the tabs stand closer.
const TABS_NARROW: f32 = 440.0;

fn tabs(ui: &mut Ui, tab: Tab, side_shown: bool, theme: &Theme, words: Messages, queue: &mut Vec<UiCommand>) {
    let narrow = ui.available_width() < TABS_NARROW;
    let margin = if narrow { space::S } else { space::L };
    let bar = Frame::new().inner_margin(Margin::symmetric(margin as i8, space::XS as i8));
    bar.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            if narrow {
                ui.spacing_mut().item_spacing.x = space::XS;
            }
            // The keyboard shows by its ring alone: a second filled name would look chosen too.
            let widgets = &mut ui.visuals_mut().widgets;
            widgets.active.weak_bg_fill = egui::Color32::TRANSPARENT;
            widgets.hovered.weak_bg_fill = egui::Color32::TRANSPARENT;
            for (to, label, _) in Tab::ALL {
                // In one weight: a bold name is wider and would push the others about.
                let colour = if to == tab { theme.accent } else { theme.ink2 };
                let text = RichText::new(words.text(label)).color(colour);
                let response = ui.selectable_label(to == tab, text);
                response.ctx.accesskit_node_builder(response.id, |node| {
                    node.set_role(egui::accesskit::Role::Tab);
                    node.set_selected(to == tab);
                });
                if response.clicked() {
                    queue.push(UiCommand::Show(to));
                }
            }
            let mut side = |ui: &mut Ui| {
                let text = RichText::new(words.text(Message::SidePane)).color(theme.ink2);
                let hint = words.text(Message::ShowSide);
                if ui.selectable_label(side_shown, text).on_hover_text(hint).clicked() {
                    queue.push(UiCommand::Verb(Verb::ShowSide));
                }
            };
            // Where the tabs leave no room for it, it stands in the next line.
            if ui.available_size_before_wrap().x > SIDE_BUTTON {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), side);
            } else {
                side(ui);
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
    let Some(document) = *document else {
        // As in the other tabs: what is missing, and how it comes.
        ui.add_space(space::XL);
        ui.vertical_centered(|ui| {
            ui.label(RichText::new(words.text(Message::OutlineEmpty)).color(theme.ink2));
            ui.add_space(space::S);
            if ui.button(words.text(Message::OpenReport)).clicked() {
                queue.push(UiCommand::Verb(Verb::OpenReport));
            }
        });
        return;
    };
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
            TextEvent::MakeTask { node, words } => UiCommand::RunNew(Command::ExtractTask(node, words)),
            TextEvent::TakeUp { parent, before, passage } => {
                UiCommand::RunNew(Command::TakeUp { parent, before, passage })
            }
            TextEvent::Run(command) => UiCommand::Run(command),
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
