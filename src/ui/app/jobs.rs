//! Starting jobs, and what follows when they end.

use super::{App, NO_DIALOG, closing::Next, tell_warnings};
use crate::words::{Message, Trouble};
use crate::{
    print::{MissingGlyph, printer::Sent},
    session::{self, Command, Format},
    ui::{
        commands::{FileSort, Pick, Tab, UiCommand},
        sheets::Sheet,
        side::Flush,
        work::{self, Finished, Several},
    },
};
use egui::Context;
use std::{path::PathBuf, sync::Arc};

impl App {
    /// True when a report comes into the open project: the sample is not the place for one's own.
    fn takes_reports(&self) -> bool {
        self.desk
            .as_ref()
            .is_some_and(|desk| desk.is_writing() && !work::is_sample(&self.place, desk.session.dir()))
    }

    /// Opens whatever the path is; `as_new` makes a project of a report although one is open.
    pub(super) fn open(&mut self, ctx: &Context, path: PathBuf, as_new: bool) {
        if work::is_folder_of_reports(&path) {
            self.open_several(ctx, vec![path]);
        } else {
            self.open_one(ctx, path, as_new);
        }
    }

    /// Opens a project or one report; a folder is a project or nothing.
    pub(super) fn open_one(&mut self, ctx: &Context, path: PathBuf, as_new: bool) {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        if let Some(dir) = work::project_dir(&path)
            && self.is_unsaved_here(&dir)
        {
            // The open project, found again: what waits is saved there.
            self.save_elsewhere(ctx, dir);
            return;
        }
        if work::project_dir(&path).is_some_and(|dir| self.is_open_here(&dir)) {
            // Opened again it would find this window's own lock, and take no edits.
            self.say_open_here();
            return;
        }
        let place = self.place.clone();
        let into_open =
            !as_new && self.takes_reports() && work::project_dir(&path).is_none() && !path.is_dir();
        if into_open {
            let label = (Message::JobReading, name);
            let project = self.project_id();
            let running = self.works.start(ctx, "read", label, move |reporter, cancel| {
                work::prepare_path(&place, &path, reporter, cancel)
            });
            running.project = project;
        } else {
            self.works.start(ctx, "open", (Message::JobOpening, name), move |reporter, cancel| {
                work::open_path(&place, &path, reporter, cancel)
            });
        }
    }

    /// Opens reports together, those in folders too; a project among them only when it is alone.
    pub(super) fn open_several(&mut self, ctx: &Context, mut paths: Vec<PathBuf>) {
        let project = paths.iter().find_map(|path| work::project_dir(path));
        paths.retain(|path| work::project_dir(path).is_none());
        if let (Some(project), true) = (project, paths.is_empty()) {
            self.open_one(ctx, project, false);
            return;
        }
        let what = match paths.as_slice() {
            [one] => one.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            several => self.words.with(Message::FilesCount, &[&several.len()]),
        };
        let place = self.place.clone();
        let into_open = self.takes_reports();
        let project = self.project_id().filter(|_| into_open);
        let running = self.works.start(ctx, "read", (Message::JobReading, what), move |reporter, cancel| {
            if into_open {
                work::prepare_several(&place, &paths, reporter, cancel)
            } else {
                work::open_several(&place, &paths, reporter, cancel)
            }
        });
        running.project = project;
    }

    /// Brings in reports that were read together, and sums up what became of them.
    fn import_several(&mut self, several: &Several) {
        let Some(desk) = &mut self.desk else { return };
        desk.flush(Flush::All, &mut self.notices);
        let mut troubles = several.troubles.clone();
        let (mut first, mut count) = (None, 0);
        for report in &several.reports {
            if let Some(known) = desk.session.document_of(report) {
                first = first.or(Some(known));
                continue;
            }
            match desk.session.import(report) {
                Ok((document, _)) => {
                    count += 1;
                    first = first.or(Some(document));
                }
                Err(error) => troubles.push(Trouble::from(&error)),
            }
        }
        if let Some(document) = first {
            desk.jump_to(document, &mut self.notices);
        }
        tell_warnings(desk, &mut self.notices);
        self.notices.say_done(self.words.with(Message::DoneImportSeveral, &[&count]));
        if let Some(trouble) = work::summary(&troubles) {
            self.notices.add(trouble);
        }
    }

    pub(super) fn open_sample(&mut self, ctx: &Context) {
        let place = self.place.clone();
        let name = self.words.text(Message::OpenSample);
        self.works.start(ctx, "open", (Message::JobOpening, name.to_owned()), move |reporter, cancel| {
            work::open_sample(&place, reporter, cancel)
        });
    }

    pub(super) fn read_text(&mut self, ctx: &Context, text: String) {
        let label = (Message::JobReading, self.words.text(Message::PasteText).to_owned());
        let place = self.place.clone();
        let into_open = self.takes_reports();
        let project = self.project_id().filter(|_| into_open);
        let running = self.works.start(ctx, "read", label, move |reporter, cancel| {
            if into_open {
                work::prepare_pasted(&place, &text, reporter, cancel)
            } else {
                work::open_pasted(&place, &text, reporter, cancel)
            }
        });
        running.project = project;
    }

    /// Reads the directory of another project.
    pub(super) fn borrow_units(&mut self, ctx: &Context, dir: PathBuf) {
        let name = dir.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let places = self.place.places.clone();
        let project = self.project_id();
        let running =
            self.works.start(ctx, "directory", (Message::JobUnits, name), move |reporter, cancel| {
                let units = session::directory_of(&places, &dir, reporter, cancel);
                units.map(Finished::Directory).map_err(|error| Trouble::from(&error))
            });
        running.project = project;
    }

    pub(super) fn ended(&mut self, ctx: &Context, label: &(Message, String), outcome: Option<work::Outcome>) {
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
            Some(Ok(Finished::Opened(opened)))
                if opened.session.read_only().is_some() && self.is_open_here(opened.session.dir()) =>
            {
                // A report led to it, or it was asked for twice: what holds it is this window.
                self.notices.extend(opened.trouble);
                if let (Some(desk), Some(document)) = (&mut self.desk, opened.document) {
                    desk.jump_to(document, &mut self.notices);
                }
                self.say_open_here();
            }
            Some(Ok(Finished::Opened(opened))) => self.leave(ctx, Next::Show(opened)),
            Some(Ok(Finished::Elsewhere(dir))) => self.moved_to(&dir),
            Some(Ok(Finished::Directory(units))) => {
                let Some(desk) = &mut self.desk else { return };
                if units.is_empty() {
                    self.notices.say_done(words.with(Message::NoUnitsThere, &[&label.1]));
                } else if desk.run(&Command::EnterUnits(units.clone()), &mut self.notices).is_some() {
                    self.notices.say_done(words.with(Message::DoneBorrowUnits, &[&label.1, &units.len()]));
                }
            }
            Some(Ok(Finished::Prepared(prepared))) => {
                let Some(desk) = &mut self.desk else { return };
                desk.flush(Flush::All, &mut self.notices);
                if let Some(known) = desk.session.document_of(&prepared) {
                    desk.jump_to(known, &mut self.notices);
                    self.notices.say_done(words.with(Message::DoneKnown, &[&label.1]));
                    return;
                }
                match desk.session.import(&prepared) {
                    Ok((document, _)) => {
                        desk.jump_to(document, &mut self.notices);
                        tell_warnings(desk, &mut self.notices);
                        self.notices.say_done(words.with(Message::DoneImport, &[&label.1]));
                    }
                    Err(error) => self.notices.add(Trouble::from(&error)),
                }
            }
            Some(Ok(Finished::Several(several))) => self.import_several(&several),
            Some(Ok(Finished::PickedSeveral(paths))) => self.queue.push(UiCommand::OpenPaths(paths)),
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
                    let names: Vec<String> = exported.missing_glyphs.iter().map(MissingGlyph::name).collect();
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
    pub(super) fn lay_out(&mut self, ctx: &Context) {
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
    pub(super) fn ask_where(&mut self, ctx: &Context, sort: FileSort) {
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
    pub(super) fn ask_for_path(&mut self, pick: Pick) {
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
        let sheet = Sheet::Path { pick, path, take_focus: true };
        match &mut self.desk {
            Some(desk) => desk.sheet = Some(sheet),
            None => self.welcome.sheet = Some(sheet),
        }
    }

    pub(super) fn export(&mut self, ctx: &Context, sort: FileSort, path: PathBuf) {
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
            let exported = if let Some(format) = format {
                session::export(&plan, &options, format, &path, reporter, cancel)
            } else {
                let period = jiff::Zoned::now().strftime("%Y年%m月").to_string();
                session::export_per_unit(&plan, &options, &period, &path, reporter, cancel)
            };
            exported.map(Finished::Exported).map_err(|error| Trouble::from(&error))
        });
        running.holds_window = true;
    }

    pub(super) fn send_to_printer(&mut self, ctx: &Context) {
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
}
