//! The built program on the command line, as a user or a script runs it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what failed by breaking")]

mod apply;
mod bad_inputs;
mod export;
mod hostile;
mod kill;
mod office;
mod outline_ops;
mod program;
mod read;
