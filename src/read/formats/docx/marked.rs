//! Words with the places where comments begin and end, which move along with them.

use crate::model::SourceSpan;
use rustc_hash::FxHashMap;

/// Where a comment begins, ends, or is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Begin(i64),
    End(i64),
    /// Where its sign stands: its only place when it has no range.
    Sign(i64),
}

/// Words in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Marked {
    pub(super) words: String,
    /// In order of their offsets, or nearly so.
    marks: Vec<(usize, Mark)>,
}

impl Marked {
    pub(super) fn is_blank(&self) -> bool {
        self.words.trim().is_empty()
    }

    pub(super) fn mark(&mut self, mark: Mark) {
        self.marks.push((self.words.len(), mark));
    }

    /// Puts words before the first that is not white space.
    pub(super) fn put_before(&mut self, words: &str) {
        let at = self.words.len() - self.words.trim_start().len();
        self.words.insert_str(at, words);
        for (offset, _) in &mut self.marks {
            if *offset > at {
                *offset += words.len();
            }
        }
    }

    /// Adds other words without the white space around them, on a line of their own.
    pub(super) fn add_line(&mut self, other: &Self) {
        let trimmed = other.words.trim();
        if !trimmed.is_empty() && !self.words.is_empty() {
            self.words.push('\n');
        }
        let base = self.words.len();
        let lead = other.words.len() - other.words.trim_start().len();
        self.words.push_str(trimmed);
        self.marks.extend(
            other.marks.iter().map(|(at, mark)| (base + at.saturating_sub(lead).min(trimmed.len()), *mark)),
        );
    }

    /// Tells `places` where the marks are, now that the words stand in the text: `pieces` are parts
    /// of the words (offset and span in the text), `end` is where the text ends.
    pub(super) fn place(&self, pieces: &[(usize, SourceSpan)], end: usize, places: &mut Places) {
        for (offset, mark) in &self.marks {
            let before = pieces.iter().rfind(|(from, _)| from <= offset);
            let at = match before.or(pieces.first()) {
                Some((from, span)) => span.start as usize + offset.saturating_sub(*from).min(span.len()),
                None => end,
            };
            places.take(*mark, at);
        }
    }
}

/// Where the comments of a document stand in its text.
#[derive(Default)]
pub(super) struct Places {
    open: FxHashMap<i64, usize>,
    found: FxHashMap<i64, SourceSpan>,
}

impl Places {
    fn take(&mut self, mark: Mark, at: usize) {
        match mark {
            Mark::Begin(id) => {
                self.open.insert(id, at);
            }
            Mark::End(id) => {
                if let Some(start) = self.open.remove(&id) {
                    self.found.insert(id, SourceSpan::new(start.min(at), at));
                }
            }
            Mark::Sign(id) => {
                let start = self.open.remove(&id).unwrap_or(at);
                self.found.entry(id).or_insert_with(|| SourceSpan::new(start.min(at), at));
            }
        }
    }

    pub(super) fn of(&self, id: i64) -> Option<SourceSpan> {
        self.found.get(&id).copied()
    }
}
