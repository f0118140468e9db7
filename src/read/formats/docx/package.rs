//! The zip package, with limits on what it may unfold to.

use super::{FORMAT, ReadError};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// All parts that are read, inflated, in bytes.
const MAX_INFLATED: u64 = 256 << 20;
/// A part may be this many times its packed size once it is larger than `RATIO_FROM`.
const MAX_RATIO: u64 = 400;
const RATIO_FROM: u64 = 16 << 20;
const MAX_ENTRIES: usize = 10_000;

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ReadError::malformed(FORMAT, error.to_string()))?;
        if archive.len() > MAX_ENTRIES {
            return Err(ReadError::malformed(FORMAT, format!("{} parts", archive.len())));
        }
        Ok(Self { archive, left: MAX_INFLATED })
    }

    /// The name of the main part: the one the package's relations name, else the usual one.
    pub(super) fn main_part(&mut self) -> Result<String, ReadError> {
        const USUAL: &str = "word/document.xml";
        if self.archive.index_for_name(USUAL).is_some() {
            return Ok(USUAL.to_owned());
        }
        let relations = self.part("_rels/.rels")?.ok_or(ReadError::UnknownFormat { expected: FORMAT })?;
        let mut main = None;
        super::xml::walk(&relations, |event| {
            if let super::xml::Step::Open(element) = event
                && element.name() == "Relationship"
                && element.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                main = element.attribute("Target");
            }
            Ok(())
        })?;
        let main = main.ok_or(ReadError::UnknownFormat { expected: FORMAT })?;
        let name = main.trim_start_matches('/').to_owned();
        // A workbook or a deck is a package of the same kind.
        match self.archive.index_for_name(&name) {
            Some(_) if !name.starts_with("xl/") && !name.starts_with("ppt/") => Ok(name),
            Some(_) => Err(ReadError::UnknownFormat { expected: FORMAT }),
            None => Err(ReadError::malformed(FORMAT, format!("{name} is missing"))),
        }
    }

    /// A part as text; `None` when the package has none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(ReadError::malformed(FORMAT, error.to_string())),
        };
        let packed = file.compressed_size();
        let mut bytes = Vec::new();
        // The size a package claims is not believed: what comes out is counted.
        let limit = self.left.min(RATIO_FROM.max(packed.saturating_mul(MAX_RATIO)));
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| ReadError::malformed(FORMAT, error.to_string()))?;
        let size = bytes.len() as u64;
        if size > limit {
            return Err(ReadError::TooLarge { bytes: size, limit });
        }
        self.left -= size;
        Ok(Some(text(bytes)?))
    }
}

fn text(bytes: Vec<u8>) -> Result<String, ReadError> {
    // Some writers use UTF-16 for parts.
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let (text, _, broken) = encoding_rs::UTF_16LE.decode(&bytes);
        return if broken {
            Err(ReadError::malformed(FORMAT, "a part is not text"))
        } else {
            Ok(text.into_owned())
        };
    }
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    if simdutf8::basic::from_utf8(&bytes).is_err() {
        return Err(ReadError::malformed(FORMAT, "a part is not UTF-8"));
    }
    String::from_utf8(bytes).map_err(|error| ReadError::malformed(FORMAT, error.to_string()))
}
