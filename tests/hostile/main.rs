//! Files nobody means well, read as a user's file is read: in a process of its own. The rule: the
//! program itself never dies, the other process stays within its memory, and each file ends as a
//! text or as an error that can be told with the file's name.
//!
//! `LUOSHI_FUZZ=100000 cargo test --test hostile -- --nocapture` tries so many mutated files for each
//! format; `LUOSHI_SEED=…` tries one seed again, `LUOSHI_FORMAT=pdf` one format.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what failed by breaking")]

mod bombs;
mod child;
mod fuzz;
mod made;
mod pages;
mod program;
