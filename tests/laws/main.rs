//! The laws of records: what holds whatever people do, in whatever order files arrive, and
//! whatever fails on the way.

mod conflicts;
mod faults;
mod fold;
mod project;
mod sites;
mod torn;
mod undo;
