//! What an interpreted page would print, gathered instead of drawn.

use crate::read::formats::page::{Glyph, Rule, Sheet, Turn};
use hayro_interpret::font::Glyph as Shape;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{BlendMode, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask};
use kurbo::{Affine, BezPath, PathEl, Point, Shape as _};

/// Thinner boxes are lines, in points.
const THIN: f64 = 2.0;
/// More lines than this on a page are a drawing.
const MOST_RULES: usize = 20_001;

/// Gathers a page.
pub(super) struct Ink {
    inked: Inked,
    area: f64,
    /// How many glyphs there may still be.
    room: usize,
}

/// A page that was gathered.
pub(super) struct Inked {
    pub(super) sheet: Sheet,
    /// Words printed without ink.
    pub(super) hidden: Vec<Glyph>,
    /// Characters that came with no meaning.
    pub(super) unknown: usize,
    /// Share of the page under its largest picture.
    pub(super) covered: f32,
}

impl Ink {
    pub(super) fn new(width: f32, height: f32, room: usize) -> Self {
        let sheet = Sheet { width, height, ..Sheet::default() };
        let area = (f64::from(width) * f64::from(height)).max(1.0);
        Self { inked: Inked { sheet, hidden: Vec::new(), unknown: 0, covered: 0.0 }, area, room }
    }

    pub(super) fn dried(self) -> Inked {
        self.inked
    }

    fn rule(&mut self, from: Point, to: Point) {
        if self.inked.sheet.rules.len() < MOST_RULES {
            self.inked.sheet.rules.push(Rule {
                x0: from.x as f32,
                y0: from.y as f32,
                x1: to.x as f32,
                y1: to.y as f32,
            });
        }
    }

    /// The edges of a path, each as a line.
    fn outline(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(to) => {
                    start = transform * to;
                    last = start;
                }
                PathEl::LineTo(to) => {
                    let to = transform * to;
                    self.rule(last, to);
                    last = to;
                }
                PathEl::ClosePath => {
                    self.rule(last, start);
                    last = start;
                }
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => last = transform * to,
            }
        }
    }
}

impl<'a> Device<'a> for Ink {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn draw_path(&mut self, path: &BezPath, transform: Affine, _: &Paint<'a>, mode: &PathDrawMode) {
        // A curve is no line of a table, and a long path a drawing.
        if path.elements().len() > 64 {
            return;
        }
        if matches!(mode, PathDrawMode::Stroke(_)) {
            self.outline(path, transform);
            return;
        }
        // A filled box that is thin is a line; of a larger one the edges part cells as lines do.
        let bounds = transform.transform_rect_bbox(path.bounding_box());
        if bounds.height() <= THIN {
            let y = bounds.center().y;
            self.rule(Point::new(bounds.x0, y), Point::new(bounds.x1, y));
        } else if bounds.width() <= THIN {
            let x = bounds.center().x;
            self.rule(Point::new(x, bounds.y0), Point::new(x, bounds.y1));
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph(
        &mut self,
        glyph: &Shape<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        if self.inked.sheet.glyphs.len() + self.inked.hidden.len() + self.inked.unknown >= self.room {
            return;
        }
        let hidden = matches!(mode, GlyphDrawMode::Invisible);
        let words = match glyph.as_unicode() {
            Some(BfString::Char(c)) => {
                let mut words = String::new();
                words.push(c);
                words
            }
            Some(BfString::String(words)) => words,
            None => String::new(),
        };
        if words.chars().all(|c| c == '\0' || c == '\u{fffd}') {
            self.inked.unknown += usize::from(!hidden);
            return;
        }
        // Glyphs are drawn in thousandths of the font's size.
        let whole = transform * glyph_transform;
        let origin = whole * Point::ZERO;
        let along = whole * Point::new(1000.0, 0.0) - origin;
        let up = whole * Point::new(0.0, 1000.0) - origin;
        let (em, size) = (along.hypot() as f32, up.hypot() as f32);
        let advance = match glyph {
            Shape::Outline(glyph) => glyph.advance_width().filter(|width| *width > 0.0),
            Shape::Type3(_) => None,
        };
        let share = advance.map_or_else(|| if words.is_ascii() { 0.5 } else { 1.0 }, |width| width / 1000.0);
        // A font of an own scale (type 3) would else be as large as the page.
        let size = if size.is_finite() { size.min(400.0) } else { return };
        let turn = Turn::of(along.x as f32, along.y as f32);
        let count = words.chars().count().max(1) as f32;
        let width = em * share.clamp(0.0, 4.0) / count;
        let (mut x, y) = (origin.x as f32, origin.y as f32);
        let place = if hidden { &mut self.inked.hidden } else { &mut self.inked.sheet.glyphs };
        for c in words.chars() {
            place.push(Glyph { c: plain(c), x, y, width, size, turn });
            x += width;
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let covered = (transform.determinant() * width * height).abs() / self.area;
        self.inked.covered = self.inked.covered.max(covered as f32);
    }

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// Characters of the compatibility blocks that fonts map strokes of ordinary ones to: ⼀ for 一.
fn plain(c: char) -> char {
    use unicode_normalization::UnicodeNormalization;
    if matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{fb00}'..='\u{fb06}') {
        std::iter::once(c).nfkc().next().unwrap_or(c)
    } else {
        c
    }
}
