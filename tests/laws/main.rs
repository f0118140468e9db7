//! The laws of records: what holds whatever people do, in whatever order files arrive, and
//! whatever fails on the way.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::similar_names,
    reason = "helpers of tests fail as tests do"
)]

mod conflicts;
mod faults;
mod fold;
mod gone;
mod project;
mod sites;
mod torn;
mod undo;
mod verbs;

/// How often a law is tried: as `PROPTEST_CASES` says, else `usual`.
fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}
