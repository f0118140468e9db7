//! Quantities → targets: what a plan commits to, and what only looks like it.
