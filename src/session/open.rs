//! Making and opening projects.

use super::{Session, SessionError};
use crate::{
    change::History,
    model::{CancelToken, Reporter, ResponsibleUnit},
    store::{self, Access, OsStorage, Places},
};
use std::{path::Path, sync::Arc};

/// Makes an empty project folder.
pub fn create(dir: &Path, name: &str) -> Result<(), SessionError> {
    Ok(store::create(&OsStorage, dir, name)?)
}

/// The directory of another project, in its order; nothing is written there, and no lock taken.
pub fn directory_of(
    places: &Places,
    dir: &Path,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Vec<ResponsibleUnit>, SessionError> {
    let session = open(places, dir, Access::Read, reporter, cancel)?;
    Ok(session.plan().directory().into_iter().map(|(_, unit)| unit).collect())
}

/// Opens a project. When somebody else is writing, or the folder cannot be written, it opens
/// for reading and `Session::read_only` says why.
pub fn open(
    places: &Places,
    dir: &Path,
    access: Access,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Session, SessionError> {
    let opened = store::open(Arc::new(OsStorage), places, dir, access, reporter, cancel)?;
    Ok(Session {
        plan: Arc::new(opened.plan),
        writer: opened.writer,
        read_only: opened.read_only,
        history: History::default(),
        name: opened.name,
        dir: opened.dir,
        notices: opened.notices,
    })
}
