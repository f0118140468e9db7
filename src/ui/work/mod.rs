//! Work that runs beside the window: opening, reading, exporting, and the system's file dialogs.

mod open;
mod several;

pub use open::Place;
pub(crate) use open::{
    Opened, is_sample, open_pasted, open_path, open_sample, prepare_pasted, prepare_path, project_dir,
};
pub(crate) use several::{Several, is_folder_of_reports, open_several, prepare_several, summary};

use super::{
    commands::{FileSort, Pick},
    print_desk::Stamp,
};
use crate::words::{Message, Messages, Trouble};
use crate::{
    jobs::{Ended, Job, Progress},
    model::{CancelToken, Reporter, ResponsibleUnit},
    print::printer::Sent,
    read::formats::EXTENSIONS,
    session::{Exported, Prepared, Printout},
};
use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

/// What a finished job hands to the window.
pub(crate) enum Finished {
    /// A project, to be shown instead of the one that is open.
    Opened(Box<Opened>),
    /// Another project's directory, for the project that is open.
    Directory(Vec<ResponsibleUnit>),
    /// A report, to be brought into the open project.
    Prepared(Box<Prepared>),
    /// Several reports, to be brought into the open project.
    Several(Box<Several>),
    /// The answer of a file dialog.
    Picked(Pick, PathBuf),
    /// Several reports were chosen.
    PickedSeveral(Vec<PathBuf>),
    /// The dialog was cancelled, or there is none: the time tells them apart.
    NotPicked(Pick, Duration),
    /// A layout for the print pane.
    LaidOut(Box<(Stamp, Result<Printout, Trouble>)>),
    /// Pages went to the printer.
    Sent(Sent),
    /// Files that were written.
    Exported(Exported),
    /// The open project stands here now.
    Elsewhere(PathBuf),
}

/// How a job ended.
pub(crate) type Outcome = Result<Finished, Trouble>;

/// A job with its words in the status bar.
pub(crate) struct Running {
    /// For `UiCommand::Cancel`.
    pub id: u64,
    /// What it does, and to what.
    pub label: (Message, String),
    /// Shown in the status bar; dialogs are not.
    pub visible: bool,
    /// Closing the window waits for it.
    pub holds_window: bool,
    /// The project that its result is for, by its id; others have no use for it.
    pub project: Option<String>,
    cancelled: bool,
    job: Job<Outcome>,
}

/// How work ended.
pub(crate) struct Finish {
    /// What it did, and to what.
    pub label: (Message, String),
    /// The project that it was for.
    pub project: Option<String>,
    /// What came of it; `None` when the user cancelled it.
    pub outcome: Option<Outcome>,
}

impl Running {
    /// How far it is.
    pub(crate) fn progress(&self) -> Progress {
        self.job.progress()
    }

    /// Its words.
    pub(crate) fn words(&self, words: Messages) -> String {
        words.with(self.label.0, &[&self.label.1])
    }
}

/// All running jobs.
#[derive(Default)]
pub(crate) struct Works {
    running: Vec<Running>,
    next: u64,
}

impl Works {
    /// Starts a job.
    pub(crate) fn start(
        &mut self,
        ctx: &egui::Context,
        name: &'static str,
        label: (Message, String),
        work: impl FnOnce(&dyn Reporter, &CancelToken) -> Outcome + Send + 'static,
    ) -> &mut Running {
        let id = self.next;
        self.next += 1;
        let wake = ctx.clone();
        let job = Job::start(name, move || wake.request_repaint(), work);
        let running =
            Running { id, label, visible: true, holds_window: false, project: None, cancelled: false, job };
        self.running.push(running);
        let last = self.running.len() - 1;
        &mut self.running[last]
    }

    /// Asks for a path. The system's dialog must not stop the window from drawing.
    pub(crate) fn pick(&mut self, ctx: &egui::Context, pick: Pick, title: &'static str, file_name: String) {
        if self.running.iter().any(|running| running.label.0 == Message::OpenPath) {
            return;
        }
        let running = self.start(ctx, "dialog", (Message::OpenPath, String::new()), move |_, _| {
            let asked = Instant::now();
            let dialog = rfd::FileDialog::new().set_title(title);
            let path = match &pick {
                Pick::Report => match dialog.add_filter(title, &EXTENSIONS).pick_files() {
                    Some(mut paths) if paths.len() <= 1 => paths.pop(),
                    Some(paths) => return Ok(Finished::PickedSeveral(paths)),
                    None => None,
                },
                Pick::NewProject => dialog.add_filter(title, &EXTENSIONS).pick_file(),
                Pick::Project | Pick::Elsewhere | Pick::Export(FileSort::PerUnit) => dialog.pick_folder(),
                Pick::Export(_) => dialog.set_file_name(file_name).save_file(),
            };
            Ok(match path {
                Some(path) => Finished::Picked(pick, path),
                None => Finished::NotPicked(pick, asked.elapsed()),
            })
        });
        running.visible = false;
    }

    /// What is running, for the status bar.
    pub(crate) fn visible(&self) -> impl Iterator<Item = &Running> {
        self.running.iter().filter(|running| running.visible)
    }

    /// The share done of a job, where it is known.
    pub(crate) fn share(&self, label: Message) -> Option<f32> {
        let running = self.running.iter().find(|running| running.label.0 == label)?;
        let progress = running.progress();
        (progress.total > 0).then(|| progress.done as f32 / progress.total as f32)
    }

    /// True while something runs.
    pub(crate) fn is_busy(&self) -> bool {
        !self.running.is_empty()
    }

    /// True while something runs that closing must wait for.
    pub(crate) fn holds_window(&self) -> bool {
        self.running.iter().any(|running| running.holds_window)
    }

    /// Asks a job to stop.
    pub(crate) fn cancel(&mut self, id: u64) {
        for running in self.running.iter_mut().filter(|running| running.id == id) {
            running.cancelled = true;
            running.job.cancel();
        }
    }

    /// What ended since the last frame.
    pub(crate) fn poll(&mut self) -> Vec<Finish> {
        let mut ended = Vec::new();
        self.running.retain(|running| {
            let Some(end) = running.job.poll() else { return true };
            let outcome = match end {
                Ended::Done(outcome) => outcome,
                Ended::Broken(words) => Err(Trouble::new("internal", "", words)),
            };
            // What was done before the cancel was heard is not thrown away.
            let heard = running.cancelled && outcome.is_err();
            ended.push(Finish {
                label: running.label.clone(),
                project: running.project.clone(),
                outcome: (!heard).then_some(outcome),
            });
            false
        });
        ended
    }
}
