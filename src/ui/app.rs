//! The window as a whole: commands are carried out in `logic`, panes are drawn in `ui`.

use super::{
    commands::{self, FileSort, Pick, TABLE, Tab, UiCommand, Verb},
    desk::Desk,
    fonts,
    messages::{Language, Message, Messages},
    notices::{Notices, Trouble},
    outline::{OutlineContext, line},
    sheets::Sheet,
    side::{Flush, SideContext, TextField},
    status,
    text_pane::{TextContext, TextEvent},
    theme::{self, Theme, space},
    top,
    welcome::Welcome,
    work::{self, Finished, Opened, Place, Works},
};
use crate::{
    model::NodeKind,
    print::printer::Sent,
    session::{self, Command, Format},
    store::SaveStatus,
};
use egui::{CentralPanel, Context, Frame, Margin, Panel, RichText, Ui, ViewportCommand};
use std::{path::PathBuf, sync::Arc, time::Duration};

/// A file dialog that answers before this was never shown.
const NO_DIALOG: Duration = Duration::from_millis(400);

/// What the window opens with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// The sample project.
    Sample,
    /// A project folder, or a report.
    Path(PathBuf),
    /// Nothing: the welcome screen.
    Welcome,
}

/// Where the closing of the window stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    /// Nobody asked.
    No,
    /// Waits until all is saved.
    Waits,
    /// Saving failed: the user is asked.
    Asks,
    /// The window goes.
    Goes,
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
    /// Pasted text, while there is no project.
    paste: Option<Sheet>,
    side_shown: bool,
    closing: Closing,
}

impl App {
    /// The window with its fonts and palettes; `place` says where its projects go.
    pub fn new(ctx: &Context, place: Place, start: Start) -> Self {
        fonts::install(ctx);
        theme::install(ctx);
        let queue = match start {
            Start::Sample => vec![UiCommand::Verb(Verb::OpenSample)],
            Start::Path(path) => vec![UiCommand::OpenPath(path)],
            Start::Welcome => Vec::new(),
        };
        Self {
            place,
            words: Messages::new(Language::Chinese),
            desk: None,
            welcome: Welcome::default(),
            queue,
            works: Works::default(),
            notices: Notices::default(),
            paste: None,
            side_shown: true,
            closing: Closing::No,
        }
    }

    /// The open project.
    pub fn desk(&self) -> Option<&Desk> {
        self.desk.as_ref()
    }

    /// Carries out what the last frame asked for. Draws nothing.
    pub fn step(&mut self, ctx: &Context) {
        self.outside(ctx);
        for ((label, name), outcome) in self.works.poll() {
            self.ended(ctx, (label, name), outcome);
        }
        for command in std::mem::take(&mut self.queue) {
            let rest = match &mut self.desk {
                Some(desk) => desk.take(command, &mut self.notices),
                None => Some(command),
            };
            if let Some(command) = rest {
                self.carry_out(ctx, command);
            }
        }
        if let Some(desk) = &mut self.desk {
            desk.refresh();
        }
        self.lay_out(ctx);
        self.close_when_saved(ctx);
        if self.works.is_busy() {
            // Progress is told by the jobs; this only keeps the bars from standing still.
            ctx.request_repaint_after(Duration::from_millis(250));
        }
    }

    /// Keys and dropped files.
    fn outside(&mut self, ctx: &Context) {
        let typing = ctx.text_edit_focused();
        let composing = self.desk.as_ref().is_some_and(|desk| desk.side.draft.composing);
        if !composing {
            let verb = ctx.input_mut(|input| commands::pressed(input, typing));
            let row = verb.and_then(|verb| TABLE.iter().find(|row| row.verb == verb));
            if let Some(row) = row.filter(|row| top::is_possible(row.needs, self.desk.as_ref())) {
                self.queue.push(UiCommand::Verb(row.verb));
            }
        }
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        self.queue.extend(dropped.iter().map(|file| UiCommand::OpenPath(file.path().to_owned())));
        if ctx.input(|input| input.viewport().close_requested()) && self.closing != Closing::Goes {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.queue.push(UiCommand::Verb(Verb::Quit));
        }
    }

    fn carry_out(&mut self, ctx: &Context, command: UiCommand) {
        match command {
            UiCommand::Verb(verb) => self.verb(ctx, verb),
            UiCommand::OpenPath(path) => self.open(ctx, path),
            UiCommand::ReadText(text) => self.read_text(ctx, text),
            UiCommand::Cancel(id) => self.works.cancel(id),
            UiCommand::Dismiss(id) => self.notices.dismiss(id),
            UiCommand::CloseAnyway => {
                self.closing = Closing::Goes;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            UiCommand::KeepOpen => self.closing = Closing::No,
            UiCommand::Picked(Pick::Report | Pick::Project, path) => self.open(ctx, path),
            UiCommand::Picked(Pick::Export(sort), path) => self.export(ctx, sort, path),
            UiCommand::Export(sort) => self.ask_where(ctx, sort),
            UiCommand::SendToPrinter => self.send_to_printer(ctx),
            // The rest needs an open project, and there is none.
            _ => {}
        }
    }

    fn verb(&mut self, ctx: &Context, verb: Verb) {
        let words = self.words;
        match verb {
            Verb::OpenReport => {
                self.works.pick(ctx, Pick::Report, words.text(Message::OpenReport), String::new())
            }
            Verb::OpenProject => {
                self.works.pick(ctx, Pick::Project, words.text(Message::OpenProject), String::new())
            }
            Verb::OpenSample => self.open_sample(ctx),
            Verb::PasteText => {
                let sheet = Sheet::Paste { pasted: String::new() };
                match &mut self.desk {
                    Some(desk) => desk.sheet = Some(sheet),
                    None => self.paste = Some(sheet),
                }
            }
            Verb::CloseProject => self.put_away(),
            Verb::Quit => {
                if let Some(desk) = &mut self.desk {
                    desk.flush(Flush::All, &mut self.notices);
                }
                self.closing = Closing::Waits;
            }
            Verb::ShowSide => self.side_shown = !self.side_shown,
            Verb::SwitchLanguage => {
                let other = match words.language() {
                    Language::Chinese => Language::English,
                    Language::English => Language::Chinese,
                };
                self.words = Messages::new(other);
            }
            Verb::SwitchTheme => {
                let other = match ctx.theme() {
                    egui::Theme::Light => egui::ThemePreference::Dark,
                    egui::Theme::Dark => egui::ThemePreference::Light,
                };
                ctx.set_theme(other);
            }
            _ => self.desk_verb(verb),
        }
    }

    /// A verb about the open project.
    fn desk_verb(&mut self, verb: Verb) {
        let Some(desk) = &mut self.desk else { return };
        let (words, notices) = (self.words, &mut self.notices);
        match verb {
            Verb::Undo => drop(desk.run(&Command::Undo, notices)),
            Verb::Redo => drop(desk.run(&Command::Redo, notices)),
            Verb::Units => desk.sheet = Some(Sheet::Units { pasted: String::new() }),
            Verb::Settings => desk.sheet = Some(Sheet::settings(desk.session.plan())),
            Verb::EditTitle => {
                self.side_shown = true;
                desk.side.focus(TextField::Title);
            }
            Verb::Annotate => {
                self.side_shown = true;
                if let Some(node) = desk.selected {
                    desk.side.start_comment(node, String::new(), None);
                }
            }
            Verb::AddTask => desk.add(NodeKind::Task, words.text(Message::NewTask), notices),
            Verb::AddSection => desk.add(NodeKind::Section, words.text(Message::NewSection), notices),
            Verb::Merge => {
                if let Some(node) = desk.selected {
                    desk.run(&Command::Merge(node), notices);
                }
            }
            Verb::MoveUp => desk.shift(false, notices),
            Verb::MoveDown => desk.shift(true, notices),
            Verb::Remove => desk.remove(notices),
            Verb::ShowText => desk.tab = Tab::Text,
            Verb::ShowPrint => {
                desk.flush(Flush::All, notices);
                desk.tab = Tab::Print;
            }
            _ => {}
        }
    }

    fn open(&mut self, ctx: &Context, path: PathBuf) {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let place = self.place.clone();
        let into_open =
            self.desk.as_ref().is_some_and(Desk::is_writing) && work::project_dir(&path).is_none();
        if into_open {
            let label = (Message::JobReading, name);
            self.works.start(ctx, "read", label, move |reporter, cancel| {
                work::prepare_path(&path, reporter, cancel)
            });
        } else {
            self.works.start(ctx, "open", (Message::JobOpening, name), move |reporter, cancel| {
                work::open_path(&place, &path, reporter, cancel)
            });
        }
    }

    fn open_sample(&mut self, ctx: &Context) {
        let place = self.place.clone();
        let name = self.words.text(Message::OpenSample);
        self.works.start(ctx, "open", (Message::JobOpening, name.to_owned()), move |reporter, cancel| {
            work::open_sample(&place, reporter, cancel)
        });
    }

    fn read_text(&mut self, ctx: &Context, text: String) {
        let label = (Message::JobReading, self.words.text(Message::PasteText).to_owned());
        let place = self.place.clone();
        let into_open = self.desk.as_ref().is_some_and(Desk::is_writing);
        self.works.start(ctx, "read", label, move |reporter, cancel| {
            if into_open {
                work::prepare_pasted(&text, reporter, cancel)
            } else {
                work::open_pasted(&place, &text, reporter, cancel)
            }
        });
    }

    fn ended(&mut self, ctx: &Context, label: (Message, String), outcome: Option<work::Outcome>) {
        let words = self.words;
        match outcome {
            None => {
                if let (Message::JobLayout, Some(desk)) = (label.0, &mut self.desk) {
                    desk.print.cancelled();
                }
                let what = words.with(label.0, &[&label.1]);
                self.notices.say_done(words.with(Message::JobCancelled, &[&what]));
            }
            Some(Err(trouble)) => self.notices.add(trouble),
            Some(Ok(Finished::Opened(opened))) => self.show_project(ctx, *opened),
            Some(Ok(Finished::Prepared(prepared))) => {
                let Some(desk) = &mut self.desk else { return };
                desk.flush(Flush::All, &mut self.notices);
                match desk.session.import(&prepared) {
                    Ok((document, _)) => {
                        desk.document = Some(document);
                        desk.selected = None;
                        tell_warnings(desk, &mut self.notices);
                        self.notices.say_done(words.with(Message::DoneImport, &[&label.1]));
                    }
                    Err(error) => self.notices.add(Trouble::from(&error)),
                }
            }
            Some(Ok(Finished::Picked(pick, path))) => self.queue.push(UiCommand::Picked(pick, path)),
            // Nobody cancels that fast: the system has no dialog.
            Some(Ok(Finished::NotPicked(pick, after))) if after < NO_DIALOG => self.ask_for_path(pick),
            Some(Ok(Finished::NotPicked(..))) => {}
            Some(Ok(Finished::LaidOut(laid_out))) => {
                let (stamp, outcome) = *laid_out;
                if let Some(desk) = &mut self.desk {
                    desk.print.take(stamp, outcome);
                }
            }
            Some(Ok(Finished::Exported(exported))) => {
                let file = exported.files.first().map(|file| file.display().to_string()).unwrap_or_default();
                self.notices.say_done(words.with(Message::DoneExport, &[&file]));
                if !exported.missing_glyphs.is_empty() {
                    let names: Vec<String> =
                        exported.missing_glyphs.iter().map(|glyph| glyph.name()).collect();
                    self.notices.add(Trouble {
                        bad: false,
                        ..Trouble::new("missing_glyphs", file, names.join("、"))
                    });
                }
            }
            Some(Ok(Finished::Sent(sent))) => self.notices.say_done(match sent {
                Sent::Queued(number) => words.with(Message::Sent, &[&number]),
                Sent::Shown => words.text(Message::SentShown).to_owned(),
            }),
        }
    }

    /// Lays the tables out while they are looked at.
    fn lay_out(&mut self, ctx: &Context) {
        let Some(desk) = self.desk.as_mut().filter(|desk| desk.tab == Tab::Print) else { return };
        let Some((stamp, stale)) = desk.print.wanted(desk.session.plan()) else { return };
        if let Some(stale) = stale {
            self.works.cancel(stale);
        }
        let plan = Arc::clone(desk.session.plan());
        let of = stamp.clone();
        let label = (Message::JobLayout, String::new());
        let running = self.works.start(ctx, "layout", label, move |reporter, cancel| {
            let outcome =
                session::printout(&plan, &of.1, reporter, cancel).map_err(|error| Trouble::from(&error));
            match outcome {
                Err(trouble) if trouble.code == "cancelled" => Err(trouble),
                outcome => Ok(Finished::LaidOut(Box::new((of, outcome)))),
            }
        });
        desk.print.started(stamp, running.id);
    }

    /// Asks where to write the tables.
    fn ask_where(&mut self, ctx: &Context, sort: FileSort) {
        let words = self.words;
        let Some(desk) = &mut self.desk else { return };
        desk.flush(Flush::All, &mut self.notices);
        let (title, extension) = match sort {
            FileSort::Pdf => (Message::SavePdf, "pdf"),
            FileSort::Docx => (Message::SaveDocx, "docx"),
            FileSort::Xlsx => (Message::SaveXlsx, "xlsx"),
            FileSort::PerUnit => (Message::SavePerUnit, ""),
        };
        let name = desk.print.file_name(desk.plan(), words, extension);
        self.works.pick(ctx, Pick::Export(sort), words.text(title), name);
    }

    /// A field for the path, where the system has no dialog.
    fn ask_for_path(&mut self, pick: Pick) {
        let mut path = String::new();
        if let (Some(desk), Pick::Export(sort)) = (&self.desk, pick) {
            let name = match sort {
                FileSort::Pdf => desk.print.file_name(desk.plan(), self.words, "pdf"),
                FileSort::Docx => desk.print.file_name(desk.plan(), self.words, "docx"),
                FileSort::Xlsx => desk.print.file_name(desk.plan(), self.words, "xlsx"),
                FileSort::PerUnit => self.words.text(Message::SavePerUnit).to_owned(),
            };
            path = self.place.home.join(name).display().to_string();
        }
        let sheet = Sheet::Path { pick, path };
        match &mut self.desk {
            Some(desk) => desk.sheet = Some(sheet),
            None => self.paste = Some(sheet),
        }
    }

    fn export(&mut self, ctx: &Context, sort: FileSort, path: PathBuf) {
        let Some(desk) = &mut self.desk else { return };
        desk.flush(Flush::All, &mut self.notices);
        let (plan, options) = (Arc::clone(desk.session.plan()), desk.print.options().clone());
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let running = self.works.start(ctx, "export", (Message::JobExport, name), move |reporter, cancel| {
            let format = match sort {
                FileSort::Pdf => Some(Format::Pdf),
                FileSort::Docx => Some(Format::Docx),
                FileSort::Xlsx => Some(Format::Xlsx),
                FileSort::PerUnit => None,
            };
            let exported = match format {
                Some(format) => session::export(&plan, &options, format, &path, reporter, cancel),
                None => {
                    let period = jiff::Zoned::now().strftime("%Y年%m月").to_string();
                    session::export_per_unit(&plan, &options, &period, &path, reporter, cancel)
                }
            };
            exported.map(Finished::Exported).map_err(|error| Trouble::from(&error))
        });
        running.holds_window = true;
    }

    fn send_to_printer(&mut self, ctx: &Context) {
        let Some(desk) = &mut self.desk else { return };
        desk.flush(Flush::All, &mut self.notices);
        let (plan, options) = (Arc::clone(desk.session.plan()), desk.print.options().clone());
        let ready = desk.print.printout(desk.plan());
        let places = self.place.places.clone();
        let label = (Message::JobSending, String::new());
        let running = self.works.start(ctx, "print", label, move |reporter, cancel| {
            let sent = match ready {
                Some(printout) => session::send(&places, &printout),
                None => session::printout(&plan, &options, reporter, cancel)
                    .and_then(|printout| session::send(&places, &printout)),
            };
            sent.map(Finished::Sent).map_err(|error| Trouble::from(&error))
        });
        running.holds_window = true;
    }

    fn show_project(&mut self, ctx: &Context, opened: Opened) {
        self.put_away();
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
        let desk = Desk::new(session);
        if opened.fresh {
            tell_warnings(&desk, &mut self.notices);
        }
        self.paste = None;
        self.desk = Some(desk);
    }

    /// Closes the open project; all that was typed is saved first.
    fn put_away(&mut self) {
        let Some(mut desk) = self.desk.take() else { return };
        desk.flush(Flush::All, &mut self.notices);
        if let Err(error) = desk.session.close() {
            self.notices.add(Trouble::from(&error));
        }
    }

    fn close_when_saved(&mut self, ctx: &Context) {
        if self.closing != Closing::Waits || self.works.holds_window() {
            return;
        }
        let status = self.desk.as_ref().and_then(|desk| desk.session.save_status());
        match status {
            Some(SaveStatus::Saving { .. }) => ctx.request_repaint_after(Duration::from_millis(20)),
            Some(SaveStatus::Failed { .. }) => self.closing = Closing::Asks,
            Some(SaveStatus::Saved { .. }) | None => {
                self.closing = Closing::Goes;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

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
        match &mut self.desk {
            Some(desk) => {
                let share = self.works.share(Message::JobLayout);
                draw_desk(ui, desk, (self.side_shown, share), (theme, words), &mut self.queue);
            }
            None => {
                let page = Frame::new().fill(theme.paper).inner_margin(Margin::same(space::L as i8));
                CentralPanel::default().frame(page).show(ui, |ui| {
                    self.welcome.show(ui, theme, words, &mut self.queue);
                });
            }
        }
        self.floating(ui, theme);
        if !self.queue.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    /// Sheets, the closing question, the hint while a file is dragged over the window.
    fn floating(&mut self, ui: &Ui, theme: &'static Theme) {
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

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.step(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.put_away();
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
    let wide = ui.ctx().content_rect().width() >= theme::NARROW;
    if side_shown && (wide || desk.selected.is_some()) {
        let size = if wide { 340.0 } else { 300.0 };
        let side =
            Frame::new().fill(theme.panel).inner_margin(Margin::symmetric(space::L as i8, space::S as i8));
        Panel::right("side").frame(side).default_size(size).size_range(280.0..=520.0).show(ui, |ui| {
            let writing = desk.is_writing();
            let Desk { session, selected, side, .. } = desk;
            let context = SideContext { plan: session.plan(), selected: *selected, writing, theme, words };
            side.show(ui, &context, queue);
        });
    }
    let page = Frame::new().fill(theme.paper);
    CentralPanel::default().frame(page).show(ui, |ui| {
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
            if super::welcome::primary(ui, words.text(Message::StayOpen), theme).clicked() {
                queue.push(UiCommand::KeepOpen);
            }
            if ui.button(RichText::new(words.text(Message::CloseAnyway)).color(theme.bad)).clicked() {
                queue.push(UiCommand::CloseAnyway);
            }
        });
    });
}
