//! Search over titles, texts, units, targets and annotations of all documents, as one types.
//!
//! [`SearchIndex`] holds the folded words of every node in blocks of a few kilobytes, each with a
//! sign that tells which pairs of characters stand in it, so that most blocks are passed over
//! unread. It is made in slices and follows an edit by making the touched block anew. A [`Search`]
//! goes through the index in slices too: the first page stands at once, the count follows.

mod block;
mod facts;
mod fold;
mod index;
mod query;
mod run;
mod snippet;

#[cfg(test)]
mod tests;

pub use facts::is_unsure;
pub use index::SearchIndex;
pub use query::{Due, SavedView, SearchQuery, Trait};
pub use run::{Hit, Lane, Search};
pub use snippet::{Snippet, path_of, snippet};
