//! A zip package of XML parts (docx, xlsx, ods), with limits on what it may unfold to.

use super::{ReadError, xml};
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
    /// What the package is, for the errors.
    format: &'static str,
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], format: &'static str) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ReadError::malformed(format, error.to_string()))?;
        if archive.len() > MAX_ENTRIES {
            return Err(ReadError::malformed(format, format!("{} parts", archive.len())));
        }
        Ok(Self { archive, format, left: MAX_INFLATED })
    }

    /// The name of the main part: `usual`, else the one the package's relations name.
    pub(super) fn main_part(&mut self, usual: &str) -> Result<String, ReadError> {
        if self.archive.index_for_name(usual).is_some() {
            return Ok(usual.to_owned());
        }
        let unknown = ReadError::UnknownFormat { expected: self.format };
        let relations = self.relations("")?;
        let main = relations.into_iter().find(|relation| relation.is("officeDocument")).ok_or(unknown)?;
        match self.archive.index_for_name(&main.target) {
            Some(_) => Ok(main.target),
            None => Err(ReadError::malformed(self.format, format!("{} is missing", main.target))),
        }
    }

    /// The relations of a part, or of the package for `""`; targets are names of parts.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, ReadError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(relations) = self.part(&format!("{folder}{slash}_rels/{name}.rels"))? else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        xml::walk(&relations, self.format, |step| {
            if let xml::Step::Open(element) = step
                && element.name() == "Relationship"
                && element.attribute("TargetMode").as_deref() != Some("External")
                && let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
            {
                let id = element.attribute("Id").unwrap_or_default();
                found.push(Relation { id, kind, target: resolved(folder, &target) });
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// A part as text; `None` when the package has none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(ReadError::malformed(self.format, error.to_string())),
        };
        let packed = file.compressed_size();
        let mut bytes = Vec::new();
        // The size a package claims is not believed: what comes out is counted.
        let limit = self.left.min(RATIO_FROM.max(packed.saturating_mul(MAX_RATIO)));
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| ReadError::malformed(self.format, error.to_string()))?;
        let size = bytes.len() as u64;
        if size > limit {
            return Err(ReadError::TooLarge { bytes: size, limit });
        }
        self.left -= size;
        Ok(Some(text(bytes, self.format)?))
    }
}

/// A part that another one names.
pub(super) struct Relation {
    pub(super) id: String,
    kind: String,
    /// Its name in the package.
    pub(super) target: String,
}

impl Relation {
    /// Whether it is of that kind: the last word of its type, which is the same in both families of
    /// namespaces.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// A target as the name of a part: relative to the folder of the part that names it.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn text(bytes: Vec<u8>, format: &'static str) -> Result<String, ReadError> {
    // Some writers use UTF-16 for parts.
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let (text, _, broken) = encoding_rs::UTF_16LE.decode(&bytes);
        return if broken {
            Err(ReadError::malformed(format, "a part is not text"))
        } else {
            Ok(text.into_owned())
        };
    }
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    if simdutf8::basic::from_utf8(&bytes).is_err() {
        return Err(ReadError::malformed(format, "a part is not UTF-8"));
    }
    String::from_utf8(bytes).map_err(|error| ReadError::malformed(format, error.to_string()))
}
