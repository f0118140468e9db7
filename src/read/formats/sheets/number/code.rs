//! Codes of number formats, taken apart.

use std::iter::Peekable;
use std::str::Chars;

/// One of the up to four sections of a code.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    pub(super) parts: Vec<Part>,
    pub(super) is_date: bool,
    pub(super) condition: Option<Condition>,
    /// Percent signs: each multiplies by a hundred.
    pub(super) percents: i32,
    /// Commas behind the digits: each divides by a thousand.
    pub(super) thousands: i32,
    /// Digits behind a point that is written as a letter: `0!.0,` shows ten thousands.
    pub(super) shifted: i32,
    /// Chinese numerals.
    pub(super) chinese: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    General,
    Digits {
        whole: usize,
        forced: usize,
        optional: usize,
        grouped: bool,
        exponent: bool,
    },
    /// A run of one letter of a date, and whether it is told in whole (`[h]`).
    Date(Unit, usize, bool),
    /// Morning or afternoon, in the words of the code.
    HalfDay([String; 2]),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Month,
    Day,
    Weekday,
    Hour,
    Minute,
    Second,
    /// Tenths of a second and so on.
    Fraction,
}

/// `[>=100]`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Condition {
    less: bool,
    equal: bool,
    more: bool,
    bound: f64,
}

impl Condition {
    pub(super) fn holds(self, value: f64) -> bool {
        (self.less && value < self.bound)
            || (self.more && value > self.bound)
            || (self.equal && (value - self.bound).abs() < f64::EPSILON)
    }

    fn parse(words: &str) -> Option<Self> {
        let number = words.trim_start_matches(['<', '>', '=']);
        let sign = &words[..words.len() - number.len()];
        let bound = number.trim().parse().ok()?;
        let unequal = sign == "<>";
        (!sign.is_empty()).then_some(Self {
            less: sign.contains('<'),
            equal: sign.contains('=') && !unequal,
            more: sign.contains('>'),
            bound,
        })
    }
}

/// Longest code that is looked at, in characters.
const LONGEST: usize = 1_000;

/// The sections of a code; none where the code is empty.
pub(super) fn parse(code: &str) -> Vec<Section> {
    let code = code.trim();
    if code.is_empty() || code.chars().nth(LONGEST).is_some() {
        return Vec::new();
    }
    let mut rest = code.chars().peekable();
    let mut sections = Vec::new();
    while rest.peek().is_some() && sections.len() < 4 {
        sections.push(Reader::default().section(&mut rest));
    }
    sections
}

#[derive(Default)]
struct Reader {
    section: Section,
    text: String,
}

impl Reader {
    fn section(mut self, rest: &mut Peekable<Chars<'_>>) -> Section {
        while let Some(c) = rest.next() {
            match c {
                ';' => break,
                '"' => self.text.extend(rest.by_ref().take_while(|c| *c != '"')),
                '\\' | '!' => self.text.extend(rest.next()),
                // As wide as the next character; filled up with the next character.
                '_' => self.text.extend(rest.next().map(|_| ' ')),
                '*' => {
                    rest.next();
                }
                '[' => {
                    let words: String = rest.by_ref().take_while(|c| *c != ']').collect();
                    self.bracket(&words);
                }
                '0' | '#' | '?' => self.digits(c, rest),
                '.' if matches!(rest.peek(), Some('0' | '#' | '?')) => self.point(rest),
                '%' => {
                    self.section.percents += 1;
                    self.text.push('%');
                }
                '@' => self.part(Part::General),
                ',' if matches!(self.section.parts.last(), Some(Part::Digits { .. }))
                    && self.text.is_empty() =>
                {
                    self.section.thousands += 1;
                }
                'G' | 'g' => self.general(c, rest),
                'A' | 'a' => self.half_day(c, rest),
                '上' => {
                    if let Some(after) = ahead(rest, "午/下午") {
                        *rest = after;
                        self.half([String::from("上午"), String::from("下午")]);
                    } else {
                        self.text.push(c);
                    }
                }
                'y' | 'Y' | 'e' | 'E' | 'b' | 'B' => self.date(Unit::Year, c, rest),
                'm' | 'M' => self.date(Unit::Month, c, rest),
                'd' | 'D' => self.date(Unit::Day, c, rest),
                'h' | 'H' => self.date(Unit::Hour, c, rest),
                's' | 'S' => self.date(Unit::Second, c, rest),
                c => self.text.push(c),
            }
        }
        self.flush();
        self.settle_minutes();
        // A fraction is told as a decimal.
        if !self.section.is_date && self.section.parts.contains(&Part::Text("/".to_owned())) {
            self.section.parts = vec![Part::General];
        }
        self.section
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.section.parts.push(Part::Text(std::mem::take(&mut self.text)));
        }
    }

    fn part(&mut self, part: Part) {
        self.flush();
        self.section.parts.push(part);
    }

    fn bracket(&mut self, words: &str) {
        let lower = words.to_ascii_lowercase();
        if let Some(currency) = words.strip_prefix('$') {
            self.text.push_str(currency.split('-').next().unwrap_or_default());
        } else if lower.starts_with("dbnum") {
            self.section.chinese = !lower.ends_with('3');
        } else if let Some(unit) = match lower.trim_matches(|c: char| lower.starts_with(c)) {
            "" if lower.starts_with('h') => Some(Unit::Hour),
            "" if lower.starts_with('m') => Some(Unit::Minute),
            "" if lower.starts_with('s') => Some(Unit::Second),
            _ => None,
        } {
            self.section.is_date = true;
            self.part(Part::Date(unit, lower.len(), true));
        } else if let Some(condition) = Condition::parse(words) {
            self.section.condition = Some(condition);
        }
    }

    fn digits(&mut self, first: char, rest: &mut Peekable<Chars<'_>>) {
        let (mut whole, mut commas) = (usize::from(first == '0'), 0);
        let mut grouped = false;
        while let Some(c) = rest.peek().copied() {
            match c {
                '0' | '#' | '?' => {
                    whole += usize::from(c == '0');
                    grouped |= std::mem::take(&mut commas) > 0;
                }
                ',' => commas += 1,
                _ => break,
            }
            rest.next();
        }
        self.section.thousands += commas;
        let (marked, forced, optional) = decimals(rest);
        if marked {
            self.section.shifted = forced as i32;
        }
        let exponent = exponent(rest);
        self.part(Part::Digits { whole, forced, optional, grouped, exponent });
    }

    fn point(&mut self, rest: &mut Peekable<Chars<'_>>) {
        // After the seconds of a time it is their fraction; in ours of a number its decimals.
        let (mut forced, mut optional) = (0, 0);
        while let Some(c) = rest.next_if(|c| matches!(c, '0' | '#' | '?')) {
            if c == '0' { forced += 1 } else { optional += 1 }
        }
        if self.section.is_date {
            self.text.push('.');
            self.part(Part::Date(Unit::Fraction, forced, false));
        } else {
            let exponent = exponent(rest);
            self.part(Part::Digits { whole: 0, forced, optional, grouped: false, exponent });
        }
    }

    fn general(&mut self, first: char, rest: &mut Peekable<Chars<'_>>) {
        for name in ["eneral", "ENERAL", "/通用格式", "/常规", "/標準"] {
            if let Some(after) = ahead(rest, name) {
                *rest = after;
                self.part(Part::General);
                return;
            }
        }
        self.text.push(first);
    }

    fn half_day(&mut self, first: char, rest: &mut Peekable<Chars<'_>>) {
        for (name, words) in
            [("M/PM", ["AM", "PM"]), ("m/pm", ["AM", "PM"]), ("/P", ["A", "P"]), ("/p", ["a", "p"])]
        {
            if let Some(after) = ahead(rest, name) {
                *rest = after;
                self.half(words.map(str::to_owned));
                return;
            }
        }
        let mut count = 1;
        while rest.next_if(|c| c.eq_ignore_ascii_case(&'a')).is_some() {
            count += 1;
        }
        if count >= 3 {
            self.section.is_date = true;
            self.part(Part::Date(Unit::Weekday, count, false));
        } else {
            self.text.push(first);
        }
    }

    fn half(&mut self, words: [String; 2]) {
        self.section.is_date = true;
        self.part(Part::HalfDay(words));
    }

    fn date(&mut self, unit: Unit, first: char, rest: &mut Peekable<Chars<'_>>) {
        let mut count = 1;
        while rest.next_if(|c| c.eq_ignore_ascii_case(&first)).is_some() {
            count += 1;
        }
        self.section.is_date = true;
        self.part(Part::Date(unit, count, false));
    }

    /// An `m` after hours or before seconds is minutes.
    fn settle_minutes(&mut self) {
        let places: Vec<usize> = (0..self.section.parts.len())
            .filter(|at| matches!(self.section.parts.get(*at), Some(Part::Date(..))))
            .collect();
        let unit = |parts: &[Part], at: Option<&usize>| match at.and_then(|at| parts.get(*at)) {
            Some(Part::Date(unit, ..)) => Some(*unit),
            _ => None,
        };
        for nth in 0..places.len() {
            let before = nth.checked_sub(1).and_then(|before| unit(&self.section.parts, places.get(before)));
            let after = unit(&self.section.parts, places.get(nth + 1));
            if let Some(Part::Date(unit @ Unit::Month, ..)) =
                places.get(nth).and_then(|at| self.section.parts.get_mut(*at))
                && (before == Some(Unit::Hour) || after == Some(Unit::Second))
            {
                *unit = Unit::Minute;
            }
        }
    }
}

/// The text behind `words`, where they come next.
fn ahead<'a>(rest: &Peekable<Chars<'a>>, words: &str) -> Option<Peekable<Chars<'a>>> {
    let mut rest = rest.clone();
    words.chars().all(|c| rest.next() == Some(c)).then_some(rest)
}

/// Whether the point is a letter, and the digits behind it: those always shown and those shown where
/// there are any.
fn decimals(rest: &mut Peekable<Chars<'_>>) -> (bool, usize, usize) {
    let (mut forced, mut optional) = (0, 0);
    let mut after = rest.clone();
    let marked = after.next_if(|c| matches!(c, '!' | '\\')).is_some();
    if after.next_if_eq(&'.').is_some() && (!marked || matches!(after.peek(), Some('0'))) {
        *rest = after;
        while let Some(c) = rest.next_if(|c| matches!(c, '0' | '#' | '?')) {
            if c == '0' { forced += 1 } else { optional += 1 }
        }
    }
    (marked && forced > 0, forced, optional)
}

fn exponent(rest: &mut Peekable<Chars<'_>>) -> bool {
    let mut after = rest.clone();
    let is = after.next_if(|c| matches!(c, 'E' | 'e')).is_some()
        && after.next_if(|c| matches!(c, '+' | '-')).is_some();
    if is {
        while after.next_if(|c| matches!(c, '0' | '#' | '?')).is_some() {}
        *rest = after;
    }
    is
}
