//! The window as a user meets it: through the accessibility tree, in the user's words.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test says what failed by breaking"
)]

mod accessible;
mod commands;
mod directory;
mod edits;
mod ime;
mod kept;
mod looks;
mod opening;
mod preferences;
mod printing;
mod report;
mod round;
mod saving;
mod search;
mod tables;
mod tree;
mod user;
