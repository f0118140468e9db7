//! Luoshi (落实): reads Chinese government work reports, turns them into an
//! outline of sections and tasks, and carries the tasks through review,
//! assignment and printing.
//!
//! The floors, from the ground up; each imports only downward
//! (`tests/floors.rs` holds the tree to it):
//!
//! `words ← model ← change ← { store, read, review, follow } ← outline ← { print,
//! exchange } ← session ← jobs ← { ui, cli } ← main`

pub mod change;
pub mod cli;
pub mod exchange;
pub mod jobs;
pub mod model;
pub mod outline;
pub mod print;
pub mod read;
pub mod review;
pub mod session;
pub mod store;
pub mod ui;
pub mod words;
