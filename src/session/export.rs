//! Tables to files and to the printer: what the window and the command line both do.

use crate::{
    exchange::{self, ExchangeError},
    model::{CancelToken, Plan, Reporter},
    outline::{TableOptions, TaskTable, task_table},
    print::{self, MissingGlyph, Pages, PdfChoice, PrintError, PrintFonts, printer},
    store::{Places, StoreError, make_folder, write_result},
};
use std::path::{Path, PathBuf};

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Pages.
    Pdf,
    /// A table in Word.
    Docx,
    /// A sheet in Excel.
    Xlsx,
}

impl Format {
    /// Its extension.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Why nothing, or not all, was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Pages could not be made or sent.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// The table could not be put in that format.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// No task names any of the units asked for.
    #[error("{}", .0.join("、"))]
    NobodyNamed(Vec<String>),
    /// The file could not be written; a file that stood there is as it was.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ExportError {
    /// Stable name, `snake_case`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Print(error) => error.code(),
            Self::Exchange(error) => error.code(),
            Self::NobodyNamed(_) => "unit_not_named",
            Self::Store(error) => error.code(),
        }
    }
}

/// What an export tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The files written, or none when pages went to a printer.
    pub files: Vec<PathBuf>,
    /// Characters that no font has, printed as 〓.
    pub missing_glyphs: Vec<MissingGlyph>,
    /// Tasks left out because the report says they are done.
    pub left_out_done: usize,
    /// Units asked for that no task names.
    pub absent_units: Vec<String>,
}

/// A table laid out on pages.
pub struct Printout {
    /// The pages, for preview and PDF.
    pub pages: Pages,
    /// Tasks in the table.
    pub tasks: usize,
    /// Tasks whose unit cell says 待明确.
    pub unsettled: usize,
    /// Tasks left out because the report says they are done.
    pub left_out_done: usize,
    /// Characters that no font has, printed as 〓.
    pub missing_glyphs: Vec<MissingGlyph>,
}

/// Lays a table out.
pub fn printout(
    plan: &Plan,
    options: &TableOptions,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Printout, ExportError> {
    lay_out(&filled(plan, options)?, reporter, cancel)
}

fn lay_out(
    table: &TaskTable,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Printout, ExportError> {
    let fonts = PrintFonts::installed();
    let pages = print::layout(table, fonts, reporter, cancel)?;
    Ok(Printout {
        pages,
        tasks: table.tasks().count(),
        unsettled: table.unsettled(),
        left_out_done: table.left_out_done,
        missing_glyphs: print::missing_glyphs(table, fonts),
    })
}

/// The table, if a task stands in it: an empty one looks like work done.
fn filled(plan: &Plan, options: &TableOptions) -> Result<TaskTable, ExportError> {
    let table = task_table(plan, options);
    if table.tasks().next().is_some() {
        Ok(table)
    } else if table.absent_units.is_empty() {
        Err(PrintError::NothingToPrint.into())
    } else {
        Err(ExportError::NobodyNamed(table.absent_units))
    }
}

impl Exported {
    fn of(table: TaskTable) -> Self {
        Self { left_out_done: table.left_out_done, absent_units: table.absent_units, ..Self::default() }
    }
}

/// Sends a printout to the printer, or shows it in the system's viewer where none is set up. The
/// file it goes through lies in the user's own cache and is replaced by the next one.
pub fn send(places: &Places, printout: &Printout) -> Result<printer::Sent, ExportError> {
    let folder = places.cache.join("print");
    make_folder(&folder)?;
    let path = folder.join("luoshi.pdf");
    write_result(&path, &printout.pages.pdf(PdfChoice::default())?)?;
    Ok(printer::send(&path).map_err(PrintError::from)?)
}

/// Writes one table to `path`.
pub fn export(
    plan: &Plan,
    options: &TableOptions,
    format: Format,
    path: &Path,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Exported, ExportError> {
    let table = filled(plan, options)?;
    let mut missing_glyphs = Vec::new();
    let bytes = match format {
        Format::Pdf => {
            let printout = lay_out(&table, reporter, cancel)?;
            missing_glyphs = printout.missing_glyphs;
            printout.pages.pdf(PdfChoice::default())?
        }
        Format::Docx => exchange::to_docx(&table)?,
        Format::Xlsx => exchange::to_xlsx(&table, options.by)?,
    };
    write_result(path, &bytes)?;
    Ok(Exported { files: vec![path.to_owned()], missing_glyphs, ..Exported::of(table) })
}

/// Writes one workbook per unit into `folder`; `period` goes into the file names.
pub fn export_per_unit(
    plan: &Plan,
    options: &TableOptions,
    period: &str,
    folder: &Path,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Exported, ExportError> {
    let mut exported = Exported::of(filled(plan, options)?);
    let workbooks = exchange::unit_workbooks(plan, options, period)?;
    if workbooks.is_empty() {
        return Err(PrintError::NothingToPrint.into());
    }
    make_folder(folder)?;
    for (done, workbook) in workbooks.iter().enumerate() {
        cancel.check().map_err(PrintError::from)?;
        reporter.progress("write", done as u64, workbooks.len() as u64);
        let path = folder.join(&workbook.file_name);
        write_result(&path, &workbook.bytes)?;
        exported.files.push(path);
    }
    Ok(exported)
}
