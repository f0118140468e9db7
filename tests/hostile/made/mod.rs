//! Files made byte by byte: what programs write, and what none would.

pub(crate) mod ofd;
pub(crate) mod pdf;
