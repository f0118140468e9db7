//! The window as a whole: commands are carried out in `logic`, panes are drawn in `ui`.

use super::{
    commands::{self, Pick, TABLE, Tab, UiCommand, Verb},
    desk::Desk,
    fonts, ime,
    notices::Notices,
    palette::Palette,
    preferences::{self, Settings},
    shortcuts::ShortcutSheet,
    theme, top,
    welcome::Welcome,
    work::{self, Finish, Opened, Place, Works},
};
use crate::jobs::Job;
use crate::outline::pinyin;
use crate::session::preferences::Preferences;
use crate::words::{Message, Messages, Trouble};
use egui::{Context, Ui, ViewportCommand};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

mod asks;
mod closing;
mod draw;
mod jobs;
mod round;
mod verbs;

use closing::{Closing, Unsaved};

/// A file dialog that answers before this was never shown.
const NO_DIALOG: Duration = Duration::from_millis(400);

/// What the window opens with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// What the person chose: the last project or the welcome screen; the sample the first time.
    Usual,
    /// The sample project.
    Sample,
    /// A project folder, or a report.
    Path(PathBuf),
    /// Nothing: the welcome screen.
    Welcome,
}

/// The program's window.
pub struct App {
    place: Place,
    words: Messages,
    desk: Option<Desk>,
    welcome: Welcome,
    /// Asked for in this frame, carried out in the next.
    queue: Vec<UiCommand>,
    works: Works,
    notices: Notices,
    palette: Palette,
    keys: ShortcutSheet,
    /// What the person chose.
    settings: Settings,
    /// Where the panes stand.
    panes: round::Panes,
    closing: Closing,
    /// A field had the keyboard when the last frame ended: Esc takes it before anything is drawn.
    typing: bool,
}

impl App {
    /// The window with its fonts and palettes; `place` says where its projects go.
    pub fn new(ctx: &Context, place: Place, start: Start) -> Self {
        let preferences = Preferences::load(&place.places);
        Self::with(ctx, place, start, preferences)
    }

    /// The same with preferences read before, and what a person should know about the reading.
    pub(super) fn with(
        ctx: &Context,
        place: Place,
        start: Start,
        (preferences, told): (Preferences, Option<Trouble>),
    ) -> Self {
        fonts::install(ctx);
        theme::install(ctx);
        ime::install(ctx);
        // The size of words is a preference: egui must not change it by itself.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let mut notices = Notices::default();
        notices.extend(told);
        let mut settings = Settings::new(&place.places, preferences);
        let words = settings.apply(ctx);
        let start = match start {
            Start::Usual => preferences::begin_with(&settings.now),
            start => start,
        };
        let queue = match start {
            Start::Sample => vec![UiCommand::Verb(Verb::OpenSample)],
            Start::Path(path) => vec![UiCommand::OpenPath(path)],
            Start::Welcome | Start::Usual => Vec::new(),
        };
        Self {
            place,
            words,
            desk: None,
            welcome: Welcome::default(),
            queue,
            works: Works::default(),
            notices,
            palette: Palette::default(),
            keys: ShortcutSheet::default(),
            settings,
            panes: round::Panes::default(),
            closing: Closing::No,
            typing: false,
        }
    }

    /// The open project.
    pub fn desk(&self) -> Option<&Desk> {
        self.desk.as_ref()
    }

    /// Carries out what the last frame asked for. Draws nothing.
    pub fn step(&mut self, ctx: &Context) {
        self.words = self.settings.apply(ctx);
        self.outside(ctx);
        for Finish { label, project, outcome } in self.works.poll() {
            if matches!(outcome, Some(Ok(_))) && !self.is_project(project.as_deref()) {
                // What was read for one project does not land in the next.
                let what = self.words.with(label.0, &[&label.1]);
                self.notices.add(Trouble { bad: false, ..Trouble::new("project_left", "", what) });
                continue;
            }
            self.ended(ctx, &label, outcome);
        }
        for command in std::mem::take(&mut self.queue) {
            if matches!(command, UiCommand::NewTarget(..) | UiCommand::EditTarget(..)) {
                self.begin_target_cell(ctx);
            }
            if matches!(
                command,
                UiCommand::Comment { .. } | UiCommand::NewTarget(..) | UiCommand::EditTarget(..)
            ) {
                self.show_side(ctx);
            }
            let rest = match &mut self.desk {
                Some(desk) => desk.take(command, &mut self.notices),
                None => Some(command),
            };
            if let Some(command) = rest {
                self.carry_out(ctx, command);
            }
        }
        self.end_target_cell(ctx);
        if let Some(desk) = &mut self.desk {
            if let Some(wait) = desk.side.draft.idle_in() {
                if wait.is_zero() {
                    desk.save_idle(&mut self.notices);
                } else {
                    ctx.request_repaint_after(wait);
                }
            }
            desk.refresh(&mut self.notices);
            if let Some(words) = desk.to_clipboard.take() {
                ctx.copy_text(words);
            }
        }
        self.settings.follow(ctx, self.desk.as_ref());
        self.settings.keep(ctx, &mut self.notices);
        self.lay_out(ctx);
        self.watch_saving();
        self.close_when_saved(ctx);
        if self.works.is_busy() {
            // Progress is told by the jobs; this only keeps the bars from standing still.
            ctx.request_repaint_after(Duration::from_millis(250));
        }
    }

    /// Keys and dropped files.
    fn outside(&mut self, ctx: &Context) {
        self.palette.escape(ctx);
        self.keys.escape(ctx);
        let typing = ctx.text_edit_focused();
        if let Some(desk) = &mut self.desk {
            ctx.input_mut(|input| desk.side.first_keys(input));
        }
        // Keys of an input method that composes do not come this far.
        let verb = ctx.input_mut(|input| commands::pressed(input, typing));
        let mut in_pane =
            |verb| self.desk.as_mut().is_some_and(|desk| desk.pane_key(verb, &mut self.notices));
        let verb = verb.filter(|verb| !in_pane(*verb));
        let row = verb.and_then(|verb| TABLE.iter().find(|row| row.verb == verb));
        if let Some(row) = row.filter(|row| top::is_possible(row.needs, self.desk.as_ref())) {
            self.queue.push(UiCommand::Verb(row.verb));
        }
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        match dropped.as_slice() {
            [] => {}
            [file] => self.queue.push(UiCommand::OpenPath(file.path().to_owned())),
            files => {
                let paths = files.iter().map(|file| file.path().to_owned()).collect();
                self.queue.push(UiCommand::OpenPaths(paths));
            }
        }
        if ctx.input(|input| input.viewport().close_requested()) && !matches!(self.closing, Closing::Goes) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.queue.push(UiCommand::Verb(Verb::Quit));
        }
    }

    /// Shows the side panel where it is now: beside the text, or over it.
    fn show_side(&mut self, ctx: &Context) {
        *self.side_shown(ctx) = true;
    }

    /// Whether the side panel is shown where it is now.
    fn side_shown(&mut self, ctx: &Context) -> &mut bool {
        let tab = self.desk.as_ref().map_or(Tab::Text, |desk| desk.tab);
        if draw::is_docked(ctx, tab) {
            &mut self.settings.now.panes.side_shown
        } else {
            &mut self.panes.drawer_shown
        }
    }

    fn carry_out(&mut self, ctx: &Context, command: UiCommand) {
        match command {
            UiCommand::Verb(verb) => self.verb(ctx, verb),
            UiCommand::OpenPath(path) | UiCommand::Picked(Pick::Report, path) => {
                self.open(ctx, path, false);
            }
            UiCommand::Picked(Pick::Project, path) => self.open_one(ctx, path, false),
            UiCommand::OpenPaths(paths) => self.open_several(ctx, paths),
            UiCommand::Picked(Pick::NewProject, path) => self.open(ctx, path, true),
            UiCommand::ReadText(text) => self.read_text(ctx, text),
            UiCommand::BorrowUnits(dir) => self.borrow_units(ctx, dir),
            UiCommand::Cancel(id) => self.works.cancel(id),
            UiCommand::Dismiss(id) => self.notices.dismiss(id),
            UiCommand::CloseAnyway => self.close_anyway(ctx),
            UiCommand::RetryClosing => self.retry_closing(ctx),
            UiCommand::KeepOpen => self.closing = Closing::No,
            UiCommand::Picked(Pick::Elsewhere, path) => self.save_elsewhere(ctx, path),
            UiCommand::Picked(Pick::Export(sort), path) => self.export(ctx, sort, path),
            UiCommand::Export(sort) => self.ask_where(ctx, sort),
            UiCommand::SendToPrinter => self.send_to_printer(ctx),
            // The rest needs an open project, and there is none.
            UiCommand::Run(_)
            | UiCommand::RunNew(_)
            | UiCommand::Select(_)
            | UiCommand::SelectAll(_)
            | UiCommand::Choose { .. }
            | UiCommand::Step(_)
            | UiCommand::JumpTo(_)
            | UiCommand::Hang { .. }
            | UiCommand::PasteTree(_)
            | UiCommand::ShowNodes(..)
            | UiCommand::SearchFor(_)
            | UiCommand::Flush
            | UiCommand::SplitAt(..)
            | UiCommand::Show(_)
            | UiCommand::Toggle(_)
            | UiCommand::Filter(_)
            | UiCommand::ShowAll
            | UiCommand::Say(..)
            | UiCommand::FocusOutline
            | UiCommand::ShowNoise(_)
            | UiCommand::Comment { .. }
            | UiCommand::AddUnit(..)
            | UiCommand::NextUnassigned
            | UiCommand::EditTarget(..)
            | UiCommand::NewTarget(..) => {}
        }
    }

    fn show_project(&mut self, ctx: &Context, opened: Opened) {
        self.put_away(Unsaved::Told);
        // Ready before the first word is looked for.
        drop(Job::start("sounds", || {}, |_, _| pinyin::prepare()));
        let mut session = opened.session;
        let wake = ctx.clone();
        session.on_saved(Box::new(move || wake.request_repaint()));
        for notice in session.notices() {
            self.notices.add(Trouble::from(notice));
        }
        ctx.send_viewport_cmd(ViewportCommand::Title(format!(
            "{} — {}",
            session.name(),
            self.words.text(Message::AppName)
        )));
        let dir = std::path::absolute(session.dir()).unwrap_or_else(|_| session.dir().to_owned());
        let mut desk = Desk::new(session, opened.ready);
        self.settings.opened(
            &mut desk,
            &opened.left,
            !work::is_sample(&self.place, Path::new(&dir)),
            &mut self.notices,
        );
        if let Some(document) = opened.document {
            desk.jump_to(document, &mut self.notices);
        }
        let said = if opened.fresh {
            tell_warnings(&desk, &mut self.notices);
            Message::DoneNewProject
        } else {
            Message::DoneOpened
        };
        if work::is_sample(&self.place, desk.session.dir()) {
            self.notices.say_done(String::new());
        } else {
            self.notices.say_done(self.words.with(said, &[&dir.display()]));
        }
        self.notices.extend(opened.trouble);
        self.welcome.sheet = None;
        self.desk = Some(desk);
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.step(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.put_away(Unsaved::Told);
        self.settings.finish();
    }
}

/// What the reader wants a person to know about a report just brought in, but for what the line
/// of what was found already counts.
fn tell_warnings(desk: &Desk, notices: &mut Notices) {
    let document = desk.document.and_then(|document| desk.plan().document(document));
    let Some(reading) = document.and_then(|view| view.reading().cloned()) else { return };
    for warning in reading.warnings.iter().filter(|warning| warning.code != "unclosed_bracket") {
        let mut trouble = Trouble::new("reading_warning", "", warning.message.clone());
        trouble.bad = false;
        notices.add(trouble);
    }
}
