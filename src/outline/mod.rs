//! Derived views of a plan: tables, rows, filters, summaries. Knows nothing about egui.

mod directory;
mod table;

pub use directory::{DirectoryError, parse_directory};
pub use table::{Grouping, Row, TableLayout, TableOptions, TaskRow, TaskTable, task_table};
