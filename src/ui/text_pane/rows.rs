//! Line ends that egui does not mind and a reader does: a row may not end with an opening bracket.

use egui::{Galley, epaint::text::ByteIndex, text::LayoutJob};

/// Marks that open what follows them.
const OPENING: [char; 13] = ['（', '“', '‘', '《', '〈', '「', '『', '【', '〔', '〖', '［', '｛', '('];

/// Breaks the rows of a job before opening marks that would end a row, and gives its layout.
/// The breaks are line feeds in the job's text; the words of a chunk hold none of their own.
pub(super) fn set(mut job: LayoutJob, lay_out: impl Fn(LayoutJob) -> std::sync::Arc<Galley>) -> LayoutJob {
    // Each round settles one row for good, so there are no more rounds than rows.
    let mut rounds = lay_out(job.clone()).rows.len() * 2;
    while rounds > 0
        && let Some(at) = bad_end(&lay_out(job.clone()))
    {
        break_at(&mut job, at);
        rounds -= 1;
    }
    job
}

/// Byte of the opening marks at the end of the first row that ends with some.
fn bad_end(galley: &Galley) -> Option<usize> {
    let mut chars = 0;
    let last = galley.rows.len().saturating_sub(1);
    for row in galley.rows.iter().take(last) {
        let glyphs = &row.glyphs;
        let kept = glyphs.iter().rposition(|glyph| !OPENING.contains(&glyph.chr)).map_or(0, |at| at + 1);
        if !row.ends_with_newline && kept > 0 && kept < glyphs.len() {
            return galley.text().char_indices().nth(chars + kept).map(|(at, _)| at);
        }
        chars += row.char_count_including_newline().0;
    }
    None
}

fn break_at(job: &mut LayoutJob, at: usize) {
    job.text.insert(at, '\n');
    for section in &mut job.sections {
        let range = &mut section.byte_range;
        if range.start.0 > at {
            range.start = ByteIndex(range.start.0 + 1);
        }
        if range.end.0 > at {
            range.end = ByteIndex(range.end.0 + 1);
        }
    }
}
