//! How high a row must be for its wrapped words.
//!
//! Excel measures a row that names no height, `LibreOffice` shows one line of it. So every row
//! names one, reckoned here from the fonts' full- and half-width characters, and stays automatic:
//! it grows when somebody types more.

/// Pixels an inch has on the screens that column widths are reckoned for.
pub(super) const PIXELS_PER_INCH: f64 = 96.0;
/// A full-width character of 10.5 pt.
const CHARACTER: f64 = 14.0;
/// What a cell keeps free left and right, and room for a stop that may not begin a line.
const PADDING: f64 = 6.0 + CHARACTER / 2.0;
/// Points of a line, and of the room above and below all lines.
const LINE: f64 = 15.0;
const ROOM: f64 = 5.0;
/// Excel's highest row; beyond it a cell's end is hidden until it is opened.
const HIGHEST: f64 = 409.0;

/// Lines that `words` take in a column of that width; at least 1.
pub(super) fn lines(words: &str, millimetres: f64) -> usize {
    let room = (millimetres / 25.4 * PIXELS_PER_INCH - PADDING).max(CHARACTER);
    words.lines().map(|line| wrapped(line, room)).sum::<usize>().max(1)
}

fn wrapped(line: &str, room: f64) -> usize {
    let mut lines = 1;
    let mut used = 0.0;
    // A run of Latin letters or digits is not broken: it goes to the next line as a whole.
    let mut run = 0.0;
    for c in line.chars() {
        let width = if c.is_ascii() { CHARACTER / 2.0 } else { CHARACTER };
        run = if c.is_ascii_alphanumeric() || c == '.' { run + width } else { 0.0 };
        if used + width > room {
            lines += 1;
            used = if run > 0.0 && run <= room { run } else { width };
        } else {
            used += width;
        }
    }
    lines
}

/// Height of a row of that many lines, in points.
pub(super) fn points(lines: usize) -> f64 {
    (lines as f64 * LINE + ROOM).min(HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_at_the_columns_width() {
        // 80 mm are 302 pixels, 20 characters and the padding.
        assert_eq!(lines("", 80.0), 1);
        assert_eq!(lines(&"字".repeat(20), 80.0), 1);
        assert_eq!(lines(&"字".repeat(21), 80.0), 2);
        assert_eq!(lines("增长12%以上\n新增5家", 80.0), 2);
        assert_eq!(lines(&"a".repeat(42), 80.0), 2);
        assert!(points(1) > 15.0 && points(1000) <= 409.5);
    }
}
