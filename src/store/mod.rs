//! The project folder: records, fold, cache, writer thread, verify.
//!
//! What is true after a crash at any moment: every record that was acknowledged is there; a record
//! that was not is there whole or not at all; no file that this run did not create was altered.
//! Reading never writes. Knows nothing about reading reports or printing.

mod error;
mod format;
mod storage;

pub use error::StoreError;
pub use storage::{AppendFile, FileFacts, OsStorage, Storage};
