//! The window as a user meets it: through the accessibility tree, in the user's words.

mod edits;
mod opening;
mod printing;
mod user;
