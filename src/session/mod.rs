//! One open project: `Command` in, change out, committed and handed to the writer.
//!
//! `Session::run` is the only place that applies a change. Knows nothing about egui.

mod command;

pub use command::Command;
