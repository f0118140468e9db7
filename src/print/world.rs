//! What the typesetter may see: one template, its data, and the fonts. No files, no clock.

use super::{PrintError, PrintFonts};
use std::sync::OnceLock;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

const TEMPLATE: &str = include_str!("../../assets/typst/task-table.typ");

/// One printout's world.
pub(super) struct SheetWorld<'a> {
    fonts: &'a PrintFonts,
    template: Source,
    data_id: FileId,
    data: Bytes,
}

impl<'a> SheetWorld<'a> {
    /// The template over `data`, a JSON object as `sheet` makes it.
    pub(super) fn new(fonts: &'a PrintFonts, data: Vec<u8>) -> Result<Self, PrintError> {
        let id = |path: &str| {
            VirtualPath::new(path)
                .map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
                .map_err(|error| PrintError::Template(error.to_string()))
        };
        let template = Source::new(id("/task-table.typ")?, TEMPLATE.to_owned());
        Ok(Self { fonts, template, data_id: id("/data.json")?, data: Bytes::new(data) })
    }
}

impl World for SheetWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        static LIBRARY: OnceLock<LazyHash<Library>> = OnceLock::new();
        LIBRARY.get_or_init(|| LazyHash::new(Library::default()))
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        // A printout says nothing about when it was made unless its data do.
        None
    }
}
