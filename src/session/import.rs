//! Bringing reports in: read on a job's thread, committed on the session's.

use super::{Outcome, Session, SessionError};
use crate::{
    change::{Mint, actions},
    model::{CancelToken, DocumentId, Entity, Reading, ReadingId, Reporter, SourceId},
    read::{self, Decode, InProcess, ReadError},
    review, store,
};
use std::{
    borrow::Cow,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A report that has been read and is ready to be brought in.
#[derive(Clone, Debug)]
pub struct Prepared {
    bytes: Arc<[u8]>,
    file: PathBuf,
    reading: Arc<Reading>,
}

impl Prepared {
    /// What was recognised.
    pub fn reading(&self) -> &Arc<Reading> {
        &self.reading
    }

    /// The file it came from.
    pub fn file(&self) -> &Path {
        &self.file
    }
}

/// Reads a report from a file, which `decoder` turns into text. Nothing is copied: a classified file
/// is refused here.
pub fn prepare(
    file: &Path,
    decoder: &dyn Decode,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Prepared, SessionError> {
    let wrong = |error: ReadError| SessionError::Read { file: file.to_owned(), error };
    let bytes = store::read_report(file, read::MAX_FILE_BYTES)?
        .map_err(|large| wrong(ReadError::TooLarge { bytes: large.bytes, limit: large.limit }))?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    prepare_by(decoder, bytes.into(), file.to_owned(), &name, reporter, cancel)
}

/// Reads a report that the program brings along itself; `name` becomes its file name.
pub fn prepare_bytes(
    bytes: &[u8],
    name: &str,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Prepared, SessionError> {
    prepare_by(&InProcess, bytes.into(), PathBuf::from(name), name, reporter, cancel)
}

/// Reads pasted words, which may be a page as well as plain text; `name` becomes its file name.
pub fn prepare_pasted(
    words: &str,
    name: &str,
    decoder: &dyn Decode,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Prepared, SessionError> {
    prepare_by(decoder, words.as_bytes().into(), PathBuf::from(name), name, reporter, cancel)
}

fn prepare_by(
    decoder: &dyn Decode,
    bytes: Cow<'_, [u8]>,
    file: PathBuf,
    name: &str,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Prepared, SessionError> {
    match read::read_by(decoder, &bytes, name, reporter, cancel) {
        Ok(reading) => Ok(Prepared { bytes: bytes.into(), file, reading: Arc::new(reading) }),
        Err(error) => Err(SessionError::Read { file, error }),
    }
}

impl Session {
    /// The document that was made of the same bytes, if the project has one.
    pub fn document_of(&self, prepared: &Prepared) -> Option<DocumentId> {
        let source = prepared.reading.source;
        self.plan.documents().map(|document| document.id).find(|id| {
            let reading = self.plan.document(*id).and_then(|view| view.reading());
            reading.is_some_and(|reading| reading.source == source)
        })
    }

    /// Brings a report in as a new document.
    pub fn import(&mut self, prepared: &Prepared) -> Result<(DocumentId, Outcome), SessionError> {
        let (source, reading) = self.keep(prepared)?;
        let mut mint = Mint::new(self.writer()?.next_record());
        let (extension, name) = names(&prepared.file);
        let mut change = actions::import(&mint, source, &extension, &name, reading);
        change.ops.extend(actions::comments(&mut mint, &prepared.reading));
        let (record, undo) = self.commit(change)?;
        self.history.push(undo);
        Ok((mint.document(), Outcome::Saved { record, left: Vec::new() }))
    }

    /// Makes a document follow a newer draft; what people set stays with the nodes that live on.
    pub fn adopt(&mut self, document: DocumentId, prepared: &Prepared) -> Result<Outcome, SessionError> {
        if !self.plan.knows(Entity::Document(document)) || !self.plan.is_alive(Entity::Document(document)) {
            return Err(SessionError::NoSuchDocument(document));
        }
        let (_, reading) = self.keep(prepared)?;
        let adoption = review::match_reading(&self.plan, document, &prepared.reading, reading);
        let change = actions::adopt(&self.plan, document, adoption)?;
        if change.is_empty() {
            return Ok(Outcome::Unchanged);
        }
        let (record, undo) = self.commit(change)?;
        self.history.push(undo);
        Ok(Outcome::Saved { record, left: Vec::new() })
    }

    fn keep(&mut self, prepared: &Prepared) -> Result<(SourceId, ReadingId), SessionError> {
        self.writer()?;
        let Some(writer) = &mut self.writer else { return Err(SessionError::OpenedForReading) };
        let (extension, _) = names(&prepared.file);
        let source = writer.add_source(Arc::clone(&prepared.bytes), &extension);
        let reading = writer.add_reading(&prepared.reading)?;
        Arc::make_mut(&mut self.plan).add_reading(reading, Arc::clone(&prepared.reading));
        Ok((source, reading))
    }
}

/// Extension (lower case, `txt` when there is none) and name of a file.
fn names(file: &Path) -> (String, String) {
    let extension =
        file.extension().map_or_else(|| "txt".to_owned(), |ext| ext.to_string_lossy().to_lowercase());
    (extension, file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()))
}
