//! The project folder: records, fold, cache, writer thread, verify.
//!
//! What is true after a crash at any moment: every record that was acknowledged is there; a record
//! that was not is there whole or not at all; no file that this run did not create was altered.
//! A record is acknowledged once it is synced and the project's path still leads to its file.
//! Reading never writes. Knows nothing about reading reports or printing.

mod cache;
mod copy;
mod error;
mod folder;
mod format;
mod ink;
mod journal;
mod lock;
mod notice;
mod open;
mod people;
mod places;
mod project;
mod readings;
mod report;
mod storage;
mod verify;
mod writer;

pub use copy::copy;
pub use error::StoreError;
pub use folder::{WorkingFolder, files_under};
pub use lock::Holder;
pub use notice::{Finding, Notice, Severity};
pub use open::{Access, Opened, ReadOnly, open, records};
pub use places::{Identity, Places};
pub use project::{FORMAT_MAJOR, FORMAT_MINOR, ProjectSummary, create, summary};
pub use readings::source;
pub use report::{TooLarge, is_folder, make_folder, read_report, remove_folder, rename_folder, write_result};
pub use storage::{AppendFile, FileFacts, OsStorage, Storage};
pub use verify::{VerifyReport, verify};
pub use writer::{SaveStatus, Writer};
