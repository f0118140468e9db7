//! Changes as values: what one user action writes, how it is applied, how it is taken back.
//!
//! Laws, property-tested in `tests/laws`:
//! 1. The fold of a set of records does not depend on their order, on duplicates, or on how they are split into files.
//! 2. Applying a change and then its undo leaves the shared state (its hash) as it was.
//! 3. Two writes of one field that do not name one another are both kept: a conflict, derived, never stored.
//!
//! Knows nothing about disk or screen.

pub mod actions;
mod apply;
mod bind;
mod canonical;
mod fold;
mod history;
mod indexed;
mod life;
mod op;
mod undo;

pub use apply::{Applied, ApplyError, apply};
pub use canonical::{StateHash, state_hash};
pub use fold::fold;
pub use history::History;
pub use op::{Change, Mint, Op, Record};
pub use undo::{Left, Undo, UndoOp};
