//! Saving that fails, and the ways out of a project: nothing that is not saved is left behind unasked.

use super::App;
use crate::{
    session::{self, Session},
    store::SaveStatus,
    ui::{
        side::Flush,
        work::{Finished, Opened},
    },
    words::{Message, Trouble},
};
use egui::{Context, ViewportCommand};
use std::{path::PathBuf, time::Duration};

/// What follows once the open project is left.
pub(super) enum Next {
    /// The window goes.
    Window,
    /// The welcome screen.
    Project,
    /// Another project.
    Show(Box<Opened>),
}

/// Where the closing of the window, or of the project, stands.
pub(super) enum Closing {
    /// Nobody asked.
    No,
    /// The window waits until all is saved.
    Waits,
    /// Saving failed: the user is asked.
    Asks(Next),
    /// The window goes.
    Goes,
}

/// What becomes of the word that something could not be saved.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unsaved {
    /// It becomes a notification.
    Told,
    /// The user knows, and gave it up.
    GivenUp,
}

impl App {
    /// Tells when saving fails, and that it is mended.
    pub(super) fn watch_saving(&mut self) {
        match self.desk.as_ref().map(|desk| (desk, desk.session.save_status())) {
            Some((desk, Some(SaveStatus::Failed { error, pending }))) => {
                let mut trouble = Trouble::from(&error);
                trouble.place = desk.session.dir().display().to_string();
                self.notices.tell_unsaved(trouble, pending);
            }
            // Another attempt is under way: what was told stays until it is known how it ends.
            Some((_, Some(SaveStatus::Saving { .. }))) => {}
            _ => self.notices.tell_saved(),
        }
    }

    /// Saves what was typed, and tries again what could not be saved.
    pub(super) fn save_now(&mut self) {
        let Some(desk) = &mut self.desk else { return };
        desk.flush(Flush::All, &mut self.notices);
        if desk.session.unsaved().is_some() {
            desk.session.retry_saving();
            self.notices.show_unsaved();
        } else {
            self.notices.say_done(self.words.text(Message::AllSaved).to_owned());
        }
    }

    /// Whether the open project stands in this folder, and cannot be saved where it was.
    pub(super) fn is_unsaved_here(&self, dir: &std::path::Path) -> bool {
        let session = self.desk.as_ref().map(|desk| &desk.session);
        let session = session.filter(|session| session.unsaved().is_some());
        session.and_then(Session::project).is_some_and(|project| session::stands_in(dir, project))
    }

    /// True when this folder is the one that the open project is written to.
    pub(super) fn is_open_here(&self, dir: &std::path::Path) -> bool {
        let session = self.desk.as_ref().map(|desk| &desk.session);
        session.is_some_and(|session| {
            session.project().is_some_and(|project| session::stands_in(dir, project))
                && session::is_same_folder(session.dir(), dir)
        })
    }

    /// Says that the project asked for is the one on the screen.
    pub(super) fn say_open_here(&mut self) {
        let name = self.desk.as_ref().map(|desk| desk.session.name().to_owned()).unwrap_or_default();
        self.notices.say_done(self.words.with(Message::AlreadyOpen, &[&name]));
    }

    /// The id of the project that results are for, while it takes edits.
    pub(super) fn project_id(&self) -> Option<String> {
        self.desk.as_ref().and_then(|desk| desk.session.project()).map(str::to_owned)
    }

    /// True for what is for no project, or for the open one.
    pub(super) fn is_project(&self, project: Option<&str>) -> bool {
        let open = self.desk.as_ref().and_then(|desk| desk.session.project());
        project.is_none_or(|project| open == Some(project))
    }

    /// Looks for a way to save in the folder that was chosen.
    pub(super) fn save_elsewhere(&mut self, ctx: &Context, chosen: PathBuf) {
        let Some(session) = self.desk.as_ref().map(|desk| &desk.session) else { return };
        let Some(project) = session.project().map(str::to_owned) else { return };
        let from = session.dir().to_owned();
        let label = (Message::JobElsewhere, chosen.display().to_string());
        let desk_project = Some(project.clone());
        let running = self.works.start(ctx, "elsewhere", label, move |_, cancel| {
            session::elsewhere(&from, &project, &chosen, cancel)
                .map(Finished::Elsewhere)
                .map_err(|error| Trouble::from(&error))
        });
        running.holds_window = true;
        running.project = desk_project;
    }

    /// Goes on in the folder that was found or made.
    pub(super) fn moved_to(&mut self, dir: &std::path::Path) {
        let Some(desk) = &mut self.desk else { return };
        match desk.session.move_to(dir) {
            Ok(()) => {
                self.settings.moved(desk);
                self.notices.say_done(self.words.with(Message::MovedTo, &[&dir.display()]));
            }
            Err(error) => self.notices.add(Trouble::from(&error)),
        }
    }

    /// Leaves the project, once nothing in it is unsaved.
    pub(super) fn leave(&mut self, ctx: &Context, next: Next) {
        let mut waits = false;
        if let Some(desk) = &mut self.desk {
            if !matches!(next, Next::Window) {
                desk.side.draft.settle();
            }
            desk.flush(Flush::All, &mut self.notices);
            waits = !desk.waiting().is_empty();
        }
        if matches!(next, Next::Window) {
            self.closing = if waits { Closing::Asks(next) } else { Closing::Waits };
        } else if self.desk.as_ref().is_some_and(|desk| desk.session.settle().is_err()) {
            self.closing = Closing::Asks(next);
        } else {
            self.go(ctx, next, Unsaved::Told);
        }
    }

    /// Tries once more to save, and leaves then.
    pub(super) fn retry_closing(&mut self, ctx: &Context) {
        if let Closing::Asks(next) = std::mem::replace(&mut self.closing, Closing::No) {
            if let Some(desk) = &mut self.desk {
                desk.session.retry_saving();
            }
            self.leave(ctx, next);
        }
    }

    /// Leaves although something is not saved.
    pub(super) fn close_anyway(&mut self, ctx: &Context) {
        if let Closing::Asks(next) = std::mem::replace(&mut self.closing, Closing::No) {
            self.go(ctx, next, Unsaved::GivenUp);
        }
    }

    fn go(&mut self, ctx: &Context, next: Next, unsaved: Unsaved) {
        match next {
            Next::Window => {
                self.closing = Closing::Goes;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Next::Project => {
                self.put_away(unsaved);
                self.notices.say_done(String::new());
                let name = self.words.text(Message::AppName).to_owned();
                ctx.send_viewport_cmd(ViewportCommand::Title(name));
            }
            Next::Show(opened) => {
                self.put_away(unsaved);
                self.show_project(ctx, *opened);
            }
        }
    }

    /// Closes the open project; all that was typed is saved first.
    pub(super) fn put_away(&mut self, unsaved: Unsaved) {
        let Some(mut desk) = self.desk.take() else { return };
        desk.side.draft.settle();
        desk.flush(Flush::All, &mut self.notices);
        desk.tell_refused(&mut self.notices);
        self.settings.closing(&desk);
        if let Err(error) = desk.session.close()
            && unsaved == Unsaved::Told
        {
            self.notices.add(Trouble::from(&error));
        }
    }

    /// Lets the window go that waits for its edits to be saved.
    pub(super) fn close_when_saved(&mut self, ctx: &Context) {
        if !matches!(self.closing, Closing::Waits) || self.works.holds_window() {
            return;
        }
        match self.desk.as_ref().and_then(|desk| desk.session.save_status()) {
            Some(SaveStatus::Saving { .. }) => ctx.request_repaint_after(Duration::from_millis(20)),
            Some(SaveStatus::Failed { .. }) => self.closing = Closing::Asks(Next::Window),
            Some(SaveStatus::Saved { .. }) | None => self.go(ctx, Next::Window, Unsaved::Told),
        }
    }
}
