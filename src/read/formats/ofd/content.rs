//! The objects of one page or template.

use super::FORMAT;
use super::measure::{Frame, Matrix, POINTS, deltas};
use crate::read::ReadError;
use crate::read::formats::page::{Glyph, Rule, Turn};
use crate::read::formats::xml::{Element, Step, walk};

/// More lines than this on a page are a drawing.
const MOST_RULES: usize = 20_001;
/// Longer paths are drawings, in bytes.
const LONGEST_PATH: usize = 4_000;

/// What one page draws, in points.
#[derive(Default)]
pub(super) struct Drawn {
    /// The page's own box, in millimetres.
    pub(super) frame: Option<Frame>,
    /// Templates under it, by id.
    pub(super) templates: Vec<String>,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    /// The area of its largest picture, in square millimetres.
    pub(super) covered: f32,
}

/// Reads a page; of more glyphs than `room` the rest is left out.
pub(super) fn read(part: &str, room: usize) -> Result<Drawn, ReadError> {
    let mut page = Page { drawn: Drawn::default(), room, object: None, code: None, path: None, boxed: false };
    walk(part, FORMAT, |step| {
        match step {
            Step::Open(element) => page.open(&element),
            Step::Close(name) => page.close(name),
            Step::Text(words) => page.text(words),
        }
        Ok(())
    })?;
    Ok(page.drawn)
}

struct Page {
    drawn: Drawn,
    room: usize,
    object: Option<Object>,
    code: Option<Code>,
    path: Option<String>,
    boxed: bool,
}

/// The object that is open.
struct Object {
    place: Frame,
    matrix: Matrix,
    size: f32,
    /// Characters are this much wider than their font has them.
    stretch: f32,
    is_visible: bool,
    is_filled: bool,
}

impl Object {
    fn of(element: &Element<'_>) -> Option<Self> {
        let number = |name: &str| {
            element
                .attribute(name)
                .and_then(|words| words.trim().parse::<f32>().ok())
                .filter(|n| n.is_finite())
        };
        let is = |name: &str, default: bool| {
            element.attribute(name).map_or(default, |words| words.trim().eq_ignore_ascii_case("true"))
        };
        Some(Self {
            place: Frame::parse(&element.attribute("Boundary")?)?,
            matrix: element.attribute("CTM").and_then(|words| Matrix::parse(&words)).unwrap_or_default(),
            size: number("Size").unwrap_or(0.0),
            stretch: number("HScale").filter(|scale| *scale > 0.0).unwrap_or(1.0),
            is_visible: is("Visible", true) && number("Alpha").is_none_or(|alpha| alpha > 0.0),
            is_filled: is("Fill", false),
        })
    }

    /// A place inside the object on the page, in points.
    fn on_page(&self, x: f32, y: f32) -> (f32, f32) {
        let (x, y) = self.matrix.place(x, y);
        ((x + self.place.x) * POINTS, (y + self.place.y) * POINTS)
    }
}

/// The piece of text that is open.
struct Code {
    x: f32,
    y: f32,
    right: Option<String>,
    down: Option<String>,
    words: String,
}

impl Page {
    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "PhysicalBox" => self.boxed = true,
            "Template" => self.drawn.templates.extend(element.attribute("TemplateID")),
            "TextObject" | "PathObject" => self.object = Object::of(element),
            "ImageObject" => {
                if let Some(object) = Object::of(element) {
                    self.drawn.covered = self.drawn.covered.max(object.place.area());
                }
            }
            "TextCode" if self.object.is_some() => {
                let number =
                    |name: &str| element.attribute(name).and_then(|words| words.trim().parse::<f32>().ok());
                // A piece without a place goes on where the one before stood.
                let last = self.code.take();
                let (x, y) = last.map_or((0.0, 0.0), |last| (last.x, last.y));
                self.code = Some(Code {
                    x: number("X").unwrap_or(x),
                    y: number("Y").unwrap_or(y),
                    right: element.attribute("DeltaX"),
                    down: element.attribute("DeltaY"),
                    words: String::new(),
                });
            }
            "AbbreviatedData" if self.object.is_some() => self.path = Some(String::new()),
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if self.boxed {
            self.drawn.frame = Frame::parse(words).or(self.drawn.frame);
        } else if let Some(path) = &mut self.path {
            path.push_str(words);
        } else if let Some(code) = &mut self.code {
            code.words.push_str(words);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "PhysicalBox" => self.boxed = false,
            "TextCode" => self.piece(),
            "AbbreviatedData" => self.outline(),
            "TextObject" | "PathObject" => {
                self.object = None;
                self.code = None;
                self.path = None;
            }
            _ => {}
        }
    }

    /// Puts the characters of a piece of text where they stand.
    fn piece(&mut self) {
        let (Some(object), Some(code)) = (&self.object, &mut self.code) else { return };
        let words = std::mem::take(&mut code.words);
        let words = words.trim_matches(['\n', '\r', '\t']);
        if !object.is_visible || object.size <= 0.0 {
            return;
        }
        let count = words.chars().count().min(self.room.saturating_sub(self.drawn.glyphs.len()));
        let right = code.right.take().map(|words| deltas(&words, count)).unwrap_or_default();
        let down = code.down.take().map(|words| deltas(&words, count)).unwrap_or_default();
        let (along_x, along_y) = object.matrix.along(1.0, 0.0);
        let (under_x, under_y) = object.matrix.along(0.0, 1.0);
        let (stretch, size) =
            (along_x.hypot(along_y) * POINTS, under_x.hypot(under_y) * object.size * POINTS);
        let turn = Turn::of(along_x, along_y);
        let (mut x, mut y) = (code.x, code.y);
        for (nth, c) in words.chars().take(count).enumerate() {
            let own = object.size * object.stretch * if c < '\u{2000}' { 0.5 } else { 1.0 };
            let step = right.get(nth).copied();
            // With distances downwards only, characters stand under one another.
            let step = step.unwrap_or(if down.is_empty() || nth + 1 == count { own } else { 0.0 });
            let (at_x, at_y) = object.on_page(x, y);
            let width = if step > 0.0 { step.min(own * 2.0) } else { own };
            if size.is_finite() && at_x.is_finite() && at_y.is_finite() {
                self.drawn.glyphs.push(Glyph { c, x: at_x, y: at_y, width: width * stretch, size, turn });
            }
            x += step;
            y += down.get(nth).copied().unwrap_or(0.0);
        }
        (code.x, code.y) = (x, y);
    }

    /// The straight edges of a path, as lines.
    fn outline(&mut self) {
        let (Some(object), Some(path)) = (&self.object, self.path.take()) else { return };
        if !object.is_visible || path.len() > LONGEST_PATH {
            return;
        }
        let (mut start, mut last) = ((0.0, 0.0), (0.0, 0.0));
        let mut edges: Vec<Rule> = Vec::new();
        let mut words = path.split_whitespace();
        while let Some(step) = words.next() {
            let mut next = || words.next().and_then(|word| word.parse::<f32>().ok()).unwrap_or(f32::NAN);
            match step {
                "S" | "M" => {
                    start = object.on_page(next(), next());
                    last = start;
                }
                "L" | "C" => {
                    let to = if step == "C" { start } else { object.on_page(next(), next()) };
                    edges.push(Rule { x0: last.0, y0: last.1, x1: to.0, y1: to.1 });
                    last = to;
                }
                "Q" => last = ([next(), next()], object.on_page(next(), next())).1,
                "B" => last = ([next(), next(), next(), next()], object.on_page(next(), next())).1,
                "A" => last = ([next(), next(), next(), next(), next()], object.on_page(next(), next())).1,
                _ => {}
            }
        }
        if object.is_filled {
            edges = thin(&edges).into_iter().collect();
        }
        let room = MOST_RULES.saturating_sub(self.drawn.rules.len());
        self.drawn.rules.extend(edges.into_iter().take(room));
    }
}

/// A filled box so thin that it is a line.
fn thin(edges: &[Rule]) -> Option<Rule> {
    let xs = || edges.iter().flat_map(|edge| [edge.x0, edge.x1]);
    let ys = || edges.iter().flat_map(|edge| [edge.y0, edge.y1]);
    let (x0, x1) = (xs().fold(f32::MAX, f32::min), xs().fold(f32::MIN, f32::max));
    let (y0, y1) = (ys().fold(f32::MAX, f32::min), ys().fold(f32::MIN, f32::max));
    if y1 - y0 <= 2.0 && x1 > x0 {
        let y = f32::midpoint(y0, y1);
        Some(Rule { x0, y0: y, x1, y1: y })
    } else if x1 - x0 <= 2.0 && y1 > y0 {
        let x = f32::midpoint(x0, x1);
        Some(Rule { x0: x, y0, x1: x, y1 })
    } else {
        None
    }
}
