//! The built program on the command line, as a user or a script runs it.

mod apply;
mod bad_inputs;
mod export;
mod kill;
mod program;
mod read;
