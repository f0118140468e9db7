//! What a person chose: put into force at once, and kept beside the window, never on its thread.

mod follow;
mod notice;
mod recent;
mod screen;

pub(crate) use notice::show as notice;
pub(crate) use recent::{list as recent_list, menu as recent_menu};

use super::{app::Start, desk::Desk, notices::Notices, theme};
use crate::{
    jobs::{Ended, Job},
    session::preferences::{AtStart, Look, Preferences, ProjectPlace, TextScale, forget_places},
    store::{OsStorage, Places, is_folder},
    words::{Language, Messages, Trouble},
};
use egui::{Context, ThemePreference};
use follow::Follow;
use screen::Screen;
use std::time::{Duration, Instant};

/// How long after a change it is written: what moves with the pointer is written once.
const PAUSE: Duration = Duration::from_millis(1500);

/// The preferences in force, and how they get to the disk.
pub(crate) struct Settings {
    /// As chosen; a change takes effect in the next frame.
    pub now: Preferences,
    places: Places,
    /// As on the disk, or on the way there.
    kept: Preferences,
    /// What of it the window shows.
    shown: Option<(Language, Look, TextScale)>,
    /// The open project, and where one is in it.
    follow: Follow,
    /// Projects that were closed, and where one was in them.
    behind: Vec<follow::Left>,
    screen: Screen,
    /// Since when something waits to be written.
    since: Option<Instant>,
    writing: Option<Job<Vec<Trouble>>>,
}

impl Settings {
    /// Preferences that were read before the first frame, so that the window appears as it was left.
    pub(crate) fn new(places: &Places, now: Preferences) -> Self {
        Self {
            kept: now.clone(),
            now,
            places: places.clone(),
            shown: None,
            follow: Follow::default(),
            behind: Vec::new(),
            screen: Screen::default(),
            since: None,
            writing: None,
        }
    }

    /// Puts language, palette and size into force; called before each frame.
    pub(crate) fn apply(&mut self, ctx: &Context) -> Messages {
        let chosen = (self.now.language, self.now.look, self.now.text_scale);
        if self.shown != Some(chosen) {
            self.shown = Some(chosen);
            ctx.set_theme(match self.now.look {
                Look::Light => ThemePreference::Light,
                Look::Dark => ThemePreference::Dark,
                Look::System => ThemePreference::System,
            });
            ctx.set_zoom_factor(self.now.text_scale.factor());
            ctx.request_repaint();
        }
        Messages::new(self.now.language)
    }

    /// The other palette than the one that is seen.
    pub(crate) fn switch_look(&mut self, ctx: &Context) {
        self.now.look = match ctx.theme() {
            egui::Theme::Light => Look::Dark,
            egui::Theme::Dark => Look::Light,
        };
    }

    /// The other language.
    pub(crate) fn switch_language(&mut self) {
        self.now.language = match self.now.language {
            Language::Chinese => Language::English,
            Language::English => Language::Chinese,
        };
    }

    /// Shows the settings, or puts them away.
    pub(crate) fn toggle_screen(&mut self) {
        let places = self.places.clone();
        self.screen.toggle(move || places.identity(&OsStorage).ok().and_then(|identity| identity.name));
    }

    /// True while the settings are shown.
    pub(crate) fn is_screen_open(&self) -> bool {
        self.screen.is_open()
    }

    /// Draws the settings while they are open.
    pub(crate) fn show_screen(&mut self, ui: &egui::Ui, theme: &theme::Theme, words: Messages) {
        self.screen.show(ui, &mut self.now, &self.places.config, (theme, words));
    }

    /// Notes where the window stands and where one is in the project.
    pub(crate) fn follow(&mut self, ctx: &Context, desk: Option<&Desk>) {
        follow::window(ctx, &mut self.now.window);
        match desk {
            Some(desk) => {
                self.follow.look(desk);
                let author = desk.side.author();
                if !author.is_empty() && self.now.author_unit != author {
                    author.clone_into(&mut self.now.author_unit);
                }
            }
            None => self.follow.open(None),
        }
    }

    /// Goes where one left off in a project that was opened; it becomes the latest of the recent
    /// ones if it `is_own`.
    pub(crate) fn opened(
        &mut self,
        desk: &mut Desk,
        left: &ProjectPlace,
        is_own: bool,
        notices: &mut Notices,
    ) {
        left.views.clone_into(&mut desk.search.views);
        if self.now.remember_projects {
            follow::restore(left, desk, notices);
        }
        if is_own {
            let dir = desk.session.dir();
            self.now.opened(&std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned()));
        }
        desk.side.set_author(&self.now.author_unit);
        self.follow.open(Some(desk));
    }

    /// The open project goes on in another folder.
    pub(crate) fn moved(&mut self, desk: &Desk) {
        let dir = desk.session.dir();
        self.now.opened(&std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned()));
        self.follow.move_to(dir);
    }

    /// Notes where one was in a project that is being closed.
    pub(crate) fn closing(&mut self, desk: &Desk) {
        self.follow.look(desk);
        self.behind.extend(self.follow.take_place());
    }

    /// Writes what changed, at the latest a moment after it changed.
    pub(crate) fn keep(&mut self, ctx: &Context, notices: &mut Notices) {
        if let Some(Ended::Done(troubles)) = self.writing.as_ref().and_then(Job::poll) {
            self.writing = None;
            for trouble in troubles {
                notices.add(trouble);
            }
        }
        if !self.waits() {
            self.since = None;
            return;
        }
        let since = *self.since.get_or_insert_with(Instant::now);
        let rest = PAUSE.saturating_sub(since.elapsed());
        if !rest.is_zero() {
            ctx.request_repaint_after(rest);
        } else if self.writing.is_none() {
            let write = self.take_write();
            let wake = ctx.clone();
            self.writing =
                Some(Job::start("settings", move || wake.request_repaint(), move |_, _| write.run()));
        }
    }

    /// Writes what is left; for the end of the program only, since it waits for the disk.
    pub(crate) fn finish(&mut self) {
        if let Some(writing) = self.writing.take() {
            writing.wait();
        }
        if self.waits() {
            // The window is gone: there is nobody to tell.
            self.take_write().run();
        }
    }

    /// True when something is not written yet.
    fn waits(&self) -> bool {
        self.now != self.kept || self.follow.moved() || !self.behind.is_empty() || self.screen.wants_writing()
    }

    fn take_write(&mut self) -> Write {
        self.since = None;
        let forget =
            self.screen.take_forget() || (self.kept.remember_projects && !self.now.remember_projects);
        if forget || !self.now.remember_projects {
            self.now.recent.clear();
        }
        let mut left = std::mem::take(&mut self.behind);
        left.extend(self.follow.take_place());
        if forget || !self.now.remember_projects {
            left.retain_mut(follow::Left::forget);
        }
        let base = std::mem::replace(&mut self.kept, self.now.clone());
        Write {
            places: self.places.clone(),
            preferences: self.now.clone(),
            base,
            left,
            forget,
            name: self.screen.take_name(),
        }
    }
}

/// One writing of everything that changed.
struct Write {
    places: Places,
    preferences: Preferences,
    /// As this window wrote or read them last.
    base: Preferences,
    left: Vec<follow::Left>,
    forget: bool,
    name: Option<String>,
}

impl Write {
    fn run(self) -> Vec<Trouble> {
        // Another window may have written since.
        let preferences = match Preferences::load(&self.places) {
            (there, None) => self.preferences.beside(&self.base, there),
            (_, Some(_)) => self.preferences,
        };
        let mut outcomes = vec![preferences.keep(&self.places)];
        if self.forget {
            outcomes.push(forget_places(&self.places));
        }
        for left in self.left {
            let same_views = left.same_views();
            let mut place = ProjectPlace::from(left);
            if same_views {
                // Searches that another window gave names since.
                place.views = ProjectPlace::load(&self.places, &place.project).0.views;
            }
            outcomes.push(place.keep(&self.places));
        }
        if let Some(name) = self.name {
            outcomes.push(self.places.set_name(&OsStorage, &name).map(drop));
        }
        outcomes.into_iter().filter_map(|outcome| outcome.err().as_ref().map(Trouble::from)).collect()
    }
}

/// A project's folder as a person knows it: its name, and where it lies.
pub(crate) fn project_words(dir: &std::path::Path) -> (String, String) {
    let name = dir.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let folder = dir.parent().map_or_else(String::new, |folder| folder.display().to_string());
    (name, folder)
}

/// What the window begins with: the sample as long as no project of one's own was opened.
pub(crate) fn begin_with(preferences: &Preferences) -> Start {
    match (preferences.at_start, preferences.recent.first()) {
        (AtStart::LastProject, None) => Start::Sample,
        // One that was on a stick that is not there is no fault.
        (AtStart::LastProject, Some(last)) if is_folder(last) => Start::Path(last.clone()),
        _ => Start::Welcome,
    }
}
