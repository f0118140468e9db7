//! Derived views of a plan: tables, rows, filters, summaries. Knows nothing about egui.

mod table;

pub use table::{Grouping, Row, TableLayout, TableOptions, TaskRow, TaskTable, task_table};
