//! A chunk laid out and placed on the screen.

use egui::{Galley, Pos2, Rect, Vec2};
use std::{ops::Range, sync::Arc};

/// A laid-out chunk.
pub(super) struct Shown {
    pub(super) index: usize,
    pub(super) galley: Arc<Galley>,
    /// Top left of the galley.
    pub(super) origin: Pos2,
    /// Below its last row.
    pub(super) bottom: f32,
    centred: bool,
}

/// A part of one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowPart {
    /// The full height of the row, from the first character to the last.
    pub(super) rect: Rect,
    /// Where the characters stand.
    pub(super) baseline: f32,
}

impl Shown {
    pub(super) fn new(index: usize, galley: Arc<Galley>, centred: bool) -> Self {
        Self { index, galley, origin: Pos2::ZERO, bottom: 0.0, centred }
    }

    pub(super) fn place(&mut self, corner: Pos2, width: f32) {
        let shift = if self.centred { ((width - self.galley.size().x) / 2.0).max(0.0).round() } else { 0.0 };
        self.origin = corner + Vec2::new(shift, 0.0);
        self.bottom = corner.y + self.galley.size().y;
    }

    /// The galley's rows.
    pub(super) fn rect(&self) -> Rect {
        Rect::from_min_size(self.origin, self.galley.size())
    }

    /// Top of the row that holds a byte of the words, below the chunk's top.
    pub(super) fn row_top(&self, byte: usize) -> f32 {
        let char = self.chars_before(byte);
        let mut first = 0;
        for row in &self.galley.rows {
            let next = first + row.char_count_including_newline().0;
            if char < next {
                return row.min_y();
            }
            first = next;
        }
        self.galley.rows.last().map_or(0.0, egui::epaint::text::PlacedRow::min_y)
    }

    /// The parts of rows that a range of bytes of the words covers.
    pub(super) fn parts(&self, bytes: Range<usize>) -> Vec<RowPart> {
        let (from, to) = (self.chars_before(bytes.start), self.chars_before(bytes.end));
        let mut parts = Vec::new();
        let mut first = 0;
        for row in &self.galley.rows {
            let next = first + row.char_count_including_newline().0;
            let (start, end) = (from.max(first), to.min(next));
            if start < end
                // A break of our own counts as a character and has no glyph.
                && let Some(glyphs) = row.glyphs.get(start - first..(end - first).min(row.glyphs.len()))
                && let (Some(left), Some(right)) = (glyphs.first(), glyphs.last())
            {
                let corner = self.origin + row.pos.to_vec2();
                let rect = Rect::from_min_max(
                    Pos2::new(corner.x + left.pos.x, corner.y),
                    Pos2::new(corner.x + right.max_x(), corner.y + row.height()),
                );
                parts.push(RowPart { rect, baseline: corner.y + left.pos.y });
            }
            first = next;
        }
        parts
    }

    /// Byte of the words where a caret nearest to a point stands.
    pub(super) fn caret(&self, point: Pos2) -> usize {
        let cursor = self.galley.cursor_from_pos(point - self.origin);
        self.bytes_before(cursor.index.0)
    }

    /// Where a caret before a byte of the words stands: a line of no width.
    pub(super) fn caret_rect(&self, byte: usize) -> Rect {
        let char = egui::text::CCursor::new(self.chars_before(byte));
        self.galley.pos_from_cursor(char).translate(self.origin.to_vec2())
    }

    /// First byte of the character under a point; `None` beside the text.
    pub(super) fn under(&self, point: Pos2) -> Option<usize> {
        let at = point - self.origin;
        let mut first = 0;
        for row in &self.galley.rows {
            if (row.min_y()..row.max_y()).contains(&at.y) {
                let x = at.x - row.pos.x;
                let column = row.glyphs.iter().position(|glyph| (glyph.pos.x..glyph.max_x()).contains(&x))?;
                return Some(self.bytes_before(first + column));
            }
            first += row.char_count_including_newline().0;
        }
        None
    }

    /// The words, without the breaks put into them.
    pub(super) fn words(&self) -> String {
        self.galley.text().replace('\n', "")
    }

    /// Characters of the galley before a byte of the words.
    fn chars_before(&self, byte: usize) -> usize {
        let mut at = 0;
        let mut count = 0;
        for char in self.galley.text().chars() {
            if char != '\n' {
                if at >= byte {
                    return count;
                }
                at += char.len_utf8();
            }
            count += 1;
        }
        count
    }

    /// Byte of the words at a character of the galley.
    fn bytes_before(&self, char: usize) -> usize {
        let before = self.galley.text().chars().take(char);
        before.filter(|char| *char != '\n').map(char::len_utf8).sum()
    }
}
