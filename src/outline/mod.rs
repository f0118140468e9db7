//! Derived views of a plan: tables, rows, filters, summaries. Knows nothing about egui.

mod cell;
mod column;
mod directory;
pub mod grid;
mod grouping;
mod heading;
pub mod listing;
mod markdown;
pub mod matrix;
mod notes;
pub mod pinyin;
pub mod search;
mod table;

#[cfg(test)]
mod tests;

pub use cell::{target_words, value_words};
pub use column::Column;
pub use directory::{DirectoryError, parse_directory};
pub use markdown::{outline_markdown, read_markdown};
pub use notes::{NoteOrder, TextPlace, threads};
pub use table::{Grouping, Row, TableLayout, TableOptions, TaskRow, TaskTable, UNSETTLED, task_table};
