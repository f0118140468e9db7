//! Plans to other programs' files: xlsx, docx, one workbook a unit.
//!
//! Everything here turns plain tables into bytes; whoever calls writes the
//! files. The bytes depend on the table alone: no clock, no person, no host.
//! Knows nothing about egui, printing or disks.

mod column;
mod copied;
mod docx;
mod error;
mod file_name;
mod height;
mod sheet;
#[cfg(test)]
mod test_tables;
mod unit;
mod words;
mod xlsx;

pub use copied::{CopiedRow, CopiedTable};
pub use docx::to_docx;
pub use error::ExchangeError;
pub use file_name::safe_file_name;
pub use unit::{UnitWorkbook, unit_workbooks};
pub use xlsx::to_xlsx;
