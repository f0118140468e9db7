//! Opening a path, whatever it is, and finding a folder for the project of a report.

use super::{Finished, Outcome};
use crate::{
    jobs::{
        child::{self, ChildDecoder},
        office::OfficeDecoder,
    },
    model::{CancelToken, DocumentId, Reporter},
    session::{self, Prepared, Session, SessionError, preferences::ProjectPlace},
    store::{Access, Places, StoreError, is_folder},
    ui::outline::Ready,
    words::Trouble,
};
use std::path::{Path, PathBuf};

/// Extension of project folders.
const PROJECT: &str = "luoshi";
/// File that every project folder has.
const PROJECT_FILE: &str = "project.ron";

/// A project that was opened.
pub(crate) struct Opened {
    /// The project.
    pub session: Session,
    /// The report it was made for was brought in just now.
    pub fresh: bool,
    /// The report it was opened for, if for one.
    pub document: Option<DocumentId>,
    /// Where the person left off in it.
    pub left: ProjectPlace,
    /// What a person should know about the opening.
    pub trouble: Option<Trouble>,
    /// What the outline shows of it.
    pub ready: Ready,
}

/// Where the user's own folders are.
#[derive(Clone, Debug)]
pub struct Place {
    /// Identity, caches, locks.
    pub places: Places,
    /// Where projects go that have no place of their own.
    pub home: PathBuf,
    /// The program that decodes untrusted files in a process of its own: this one.
    pub reader: PathBuf,
}

impl Place {
    /// The folders the system sets aside.
    pub fn of_user() -> Result<Self, StoreError> {
        let places = Places::of_user()?;
        let documents = directories::UserDirs::new().and_then(|dirs| {
            dirs.document_dir().map(Path::to_owned).or_else(|| Some(dirs.home_dir().to_owned()))
        });
        let home = documents.unwrap_or_else(|| places.state.clone());
        // Without a name of its own it is said when the first file is to be read.
        let reader = child::this_program().unwrap_or_default();
        Ok(Self { places, home, reader })
    }
}

impl Opened {
    /// Makes anew what the outline shows, after more was brought in.
    pub(super) fn refresh(&mut self) {
        self.ready = Ready::of(self.session.plan());
    }
}

impl Place {
    /// Where the project of a report or a folder goes: beside it, or where that may not be, among
    /// the projects without a place.
    pub(super) fn beside(&self, path: &Path, name: &str) -> [PathBuf; 2] {
        [path.with_extension(PROJECT), self.home.join(format!("{name}.{PROJECT}"))]
    }

    /// Decodes the files of one job; its process ends with it.
    pub(super) fn decoder(&self) -> OfficeDecoder<ChildDecoder> {
        OfficeDecoder::new(ChildDecoder::new(&self.reader))
    }
}

fn trouble(error: &SessionError) -> Trouble {
    Trouble::from(error)
}

/// Opens a project folder, its `project.ron`, or a report; a report gets a project beside it.
pub(crate) fn open_path(
    place: &Place,
    path: &Path,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Outcome {
    if let Some(dir) = project_dir(path) {
        return open_dir(place, &dir, reporter, cancel);
    }
    if is_folder(path) {
        return open_dir(place, path, reporter, cancel);
    }
    let prepared =
        session::prepare(path, &place.decoder(), reporter, cancel).map_err(|error| trouble(&error))?;
    let stem = stem(path);
    let dirs = place.beside(path, &stem);
    let reading = prepared.reading();
    let title: String = reading.title.of(&reading.text).split_whitespace().collect();
    let name = if title.is_empty() { stem } else { title };
    project_for(place, &dirs, &name, &prepared, reporter, cancel)
}

/// Makes a project of pasted words.
pub(crate) fn open_pasted(
    place: &Place,
    text: &str,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Outcome {
    let prepared = prepare_words(place, text, reporter, cancel)?;
    let name = stem(prepared.file());
    let dir = place.home.join(&name).with_extension(PROJECT);
    project_for(place, &[dir], &name, &prepared, reporter, cancel)
}

/// True for the folder of the sample project: a report of one's own does not belong there.
pub(crate) fn is_sample(place: &Place, dir: &Path) -> bool {
    dir == session::sample_dir(&place.places)
}

/// Opens the sample project; it is made first where there is none.
pub(crate) fn open_sample(place: &Place, reporter: &dyn Reporter, cancel: &CancelToken) -> Outcome {
    let dir = session::sample(&place.places, reporter, cancel).map_err(|error| trouble(&error))?;
    open_dir(place, &dir, reporter, cancel)
}

/// Reads a report for the project that is open.
pub(crate) fn prepare_path(
    place: &Place,
    path: &Path,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Outcome {
    let prepared =
        session::prepare(path, &place.decoder(), reporter, cancel).map_err(|error| trouble(&error))?;
    Ok(Finished::Prepared(Box::new(prepared)))
}

/// Reads pasted words for the project that is open.
pub(crate) fn prepare_pasted(
    place: &Place,
    text: &str,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Outcome {
    Ok(Finished::Prepared(Box::new(prepare_words(place, text, reporter, cancel)?)))
}

/// The folder, if the path names a project.
pub(crate) fn project_dir(path: &Path) -> Option<PathBuf> {
    if path.file_name().is_some_and(|name| name == PROJECT_FILE) {
        return path.parent().map(Path::to_owned);
    }
    let named = path.extension().is_some_and(|extension| extension == PROJECT);
    (named || is_folder(path) && path.join(PROJECT_FILE).is_file()).then(|| path.to_owned())
}

fn open_dir(place: &Place, dir: &Path, reporter: &dyn Reporter, cancel: &CancelToken) -> Outcome {
    let session = session::open(&place.places, dir, Access::Write, reporter, cancel)
        .map_err(|error| trouble(&error))?;
    let (left, trouble) = ProjectPlace::load(&place.places, session.dir());
    let ready = Ready::of(session.plan());
    Ok(Finished::Opened(Box::new(Opened { session, fresh: false, document: None, left, trouble, ready })))
}

fn prepare_words(
    place: &Place,
    text: &str,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Prepared, Trouble> {
    let now = jiff::Zoned::now().strftime("%Y-%m-%d %H%M%S").to_string();
    session::prepare_pasted(text, &format!("粘贴 {now}.txt"), &place.decoder(), reporter, cancel)
        .map_err(|error| trouble(&error))
}

/// Opens the first of `dirs` that is, or can be made, a project, and brings the report in unless
/// it is there already.
pub(super) fn project_for(
    place: &Place,
    dirs: &[PathBuf],
    name: &str,
    prepared: &Prepared,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Outcome {
    let mut last = Trouble::new("no_home", "", "");
    for dir in dirs {
        match session::create(dir, name) {
            // A project of that name stands there from an earlier day: it is the one meant.
            Ok(()) | Err(SessionError::Store(StoreError::Exists(_))) => {}
            Err(error) => {
                last = trouble(&error);
                continue;
            }
        }
        let opened = session::open(&place.places, dir, Access::Write, reporter, cancel);
        let session = match opened {
            Ok(session) => session,
            Err(error) => {
                last = trouble(&error);
                continue;
            }
        };
        let file_name = prepared.file().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let same_name =
            session.plan().documents().find(|document| document.file_name == file_name).map(|known| known.id);
        let (left, told) = ProjectPlace::load(&place.places, session.dir());
        let document = session.document_of(prepared);
        let ready = Ready::default();
        let mut opened = Opened { fresh: false, document, left, trouble: told, ready, session };
        if opened.document.is_none() && same_name.is_some() {
            // What people did hangs on the older text: a second copy beside it would double every task.
            let place = prepared.file().display().to_string();
            opened.trouble = Some(Trouble { bad: false, ..Trouble::new("report_changed", place, "") });
            opened.document = same_name;
        }
        if opened.document.is_none() && opened.session.read_only().is_none() {
            let (document, _) = opened.session.import(prepared).map_err(|error| trouble(&error))?;
            opened.session.forget_history();
            opened.document = Some(document);
            opened.fresh = true;
        }
        opened.ready = Ready::of(opened.session.plan());
        return Ok(Finished::Opened(Box::new(opened)));
    }
    Err(last)
}

pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}
