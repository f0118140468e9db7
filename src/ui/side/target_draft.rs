//! A target being edited: words in fields, and what they amount to.

use crate::words::{Message, Trouble};
use crate::{
    change::actions::TargetEdit,
    model::{Amount, Comparator, MeasureKind, NodeId, TargetId, TargetValue, TargetView},
    outline::value_words,
    read::{quantity, targets},
    session::Command,
};
use unicode_normalization::UnicodeNormalization;

/// The fields of a target as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetDraft {
    /// The node it belongs to.
    pub node: NodeId,
    /// The target; `None` while it is being made.
    pub id: Option<TargetId>,
    /// The whole target in one line, as a report would say it; only while it is being made.
    pub line: String,
    /// What is measured.
    pub indicator: String,
    /// How the value binds.
    pub comparator: Comparator,
    /// The number, or two with a dash between.
    pub value: String,
    /// Unit of measure.
    pub measure: String,
    /// Sort of number.
    pub kind: MeasureKind,
    /// Horizon in words.
    pub by: String,
    /// 力争.
    pub stretch: bool,
    /// Source words.
    pub quote: String,
    /// Put the keyboard into the first field once.
    pub take_focus: bool,
    /// What the target said when its fields were opened; `None` while it is being made. Only what
    /// differs from it was typed here: what others, or an undo, changed meanwhile stays.
    opened: Option<TargetEdit>,
    /// Its source words are a person's, not the report's: they follow what the person changes.
    own_quote: bool,
    /// Why the project did not take it.
    pub refusal: Option<Trouble>,
}

impl TargetDraft {
    /// A target to be made.
    pub fn new(node: NodeId) -> Self {
        Self {
            node,
            id: None,
            line: String::new(),
            indicator: String::new(),
            comparator: Comparator::default(),
            value: String::new(),
            measure: String::new(),
            kind: MeasureKind::default(),
            by: String::new(),
            stretch: false,
            quote: String::new(),
            take_focus: true,
            opened: None,
            own_quote: false,
            refusal: None,
        }
    }

    /// A target as it stands.
    pub fn of(node: NodeId, target: &TargetView<'_>) -> Self {
        let value = target.value();
        let mut draft = Self {
            node,
            id: Some(target.id()),
            line: String::new(),
            indicator: value.indicator,
            comparator: value.comparator,
            value: amount_words(value.amount),
            measure: value.measure,
            kind: value.kind,
            by: value.by,
            stretch: value.stretch,
            quote: target.quote().into_owned(),
            take_focus: true,
            opened: None,
            own_quote: target.read().is_none_or(|(reading, read)| {
                let source: String = read.span.of(&reading.text).split_whitespace().collect();
                let quote: String = target.quote().split_whitespace().collect();
                source != quote
            }),
            refusal: None,
        };
        draft.note_saved();
        draft
    }

    /// A target to be made of words of the report.
    pub fn from_words(node: NodeId, words: String) -> Self {
        let mut draft = Self { line: words, ..Self::new(node) };
        draft.read_line();
        draft.line.clone_into(&mut draft.quote);
        draft
    }

    /// Puts an edit into the fields.
    pub(super) fn put(&mut self, edit: &TargetEdit) {
        let words = [
            (&mut self.indicator, &edit.indicator),
            (&mut self.measure, &edit.measure),
            (&mut self.by, &edit.by),
            (&mut self.quote, &edit.quote),
        ];
        for (field, words) in words {
            if let Some(words) = words {
                field.clone_from(words);
            }
        }
        if let Some(amount) = edit.amount {
            self.value = amount_words(amount);
        }
        self.comparator = edit.comparator.unwrap_or(self.comparator);
        self.kind = edit.kind.unwrap_or(self.kind);
        self.stretch = edit.stretch.unwrap_or(self.stretch);
    }

    /// Fills the fields with what the reader's grammar finds in the line; false when it finds no
    /// target there.
    pub fn read_line(&mut self) -> bool {
        let Some(found) = targets::parse(&self.line) else { return false };
        self.indicator = found.indicator;
        self.comparator = found.comparator;
        self.value = amount_words(found.amount);
        self.measure = found.measure;
        self.kind = found.kind;
        self.by = found.by;
        self.stretch = found.stretch;
        self.line.trim().clone_into(&mut self.quote);
        true
    }

    /// What the value was taken for, where it is more than a plain number.
    pub fn value_read(&self) -> Option<(Amount, String, Comparator)> {
        if self.value.trim().is_empty() || parse_amount(&self.value).is_some() {
            return None;
        }
        let Understood { amount, measure, comparator } = understood(&self.value, self.measure.trim())?;
        Some((amount, measure, comparator.unwrap_or(self.comparator)))
    }

    /// True while nothing was typed.
    pub fn is_empty(&self) -> bool {
        [&self.line, &self.indicator, &self.value, &self.measure, &self.by]
            .iter()
            .all(|words| words.trim().is_empty())
    }

    /// True when somebody typed something that no edit has saved.
    pub fn is_touched(&self) -> bool {
        if self.id.is_none() { !self.is_empty() } else { self.opened.is_some() }
    }

    /// What stands in its fields, in one line.
    pub fn words(&self) -> String {
        let words = [&self.line, &self.indicator, &self.value, &self.measure, &self.by, &self.quote];
        let said: Vec<&str> =
            words.into_iter().map(|words| words.trim()).filter(|words| !words.is_empty()).collect();
        said.join(" ")
    }

    /// The edit, `None` when nothing was typed. `Err` says what is missing.
    pub fn command(&self) -> Result<Option<Command>, Message> {
        let edit = self.fields()?;
        let edit = match &self.opened {
            Some(opened) => typed_since(opened, edit),
            None => edit,
        };
        if edit == TargetEdit::default() {
            return Ok(None);
        }
        let more = self.others();
        if more.is_empty() {
            return Ok(Some(Command::SetTarget(self.node, self.id, edit)));
        }
        let words = targets::parse_all(&self.line).first().map(|(_, words)| (*words).to_owned());
        let whole = self.quote.trim() == self.line.trim();
        let edit = TargetEdit { quote: words.filter(|_| whole).or(edit.quote), ..edit };
        let all = std::iter::once(edit).chain(more);
        Ok(Some(Command::Several(all.map(|edit| Command::SetTarget(self.node, None, edit)).collect())))
    }

    /// The targets that the one line states beside the one in the fields.
    pub fn others(&self) -> Vec<TargetEdit> {
        if self.id.is_some() {
            return Vec::new();
        }
        let found = targets::parse_all(&self.line).into_iter().skip(1);
        let named = found.filter(|(value, _)| !value.indicator.trim().is_empty());
        let edit = |(value, words): (TargetValue, &str)| TargetEdit {
            indicator: Some(value.indicator),
            comparator: Some(value.comparator),
            amount: Some(value.amount),
            measure: Some(value.measure),
            kind: Some(value.kind),
            by: Some(value.by),
            stretch: Some(value.stretch),
            quote: Some(words.to_owned()),
        };
        named.map(edit).collect()
    }

    /// What was typed is saved: an undo of it is not written over when the fields are left.
    pub fn note_saved(&mut self) {
        if self.id.is_some()
            && let Ok(fields) = self.fields()
        {
            let quote = fields.quote.clone().unwrap_or_default();
            if self.opened.is_some() && quote != self.quote.trim() {
                (self.quote, self.own_quote) = (quote, true);
            }
            self.opened = Some(fields);
        }
    }

    /// All fields as they stand.
    fn fields(&self) -> Result<TargetEdit, Message> {
        if self.indicator.trim().is_empty() {
            return Err(Message::NeedIndicator);
        }
        let Understood { amount, measure, comparator } =
            understood(&self.value, self.measure.trim()).ok_or(Message::BadNumber)?;
        let mut edit = TargetEdit {
            indicator: Some(self.indicator.trim().to_owned()),
            comparator: Some(match (amount, comparator.unwrap_or(self.comparator)) {
                (Amount::Range(..), _) => Comparator::Range,
                (Amount::Single(_), Comparator::Range) => Comparator::Equal,
                (Amount::Single(_), comparator) => comparator,
            }),
            amount: Some(amount),
            measure: Some(measure),
            kind: Some(self.kind),
            by: Some(self.by.trim().to_owned()),
            stretch: Some(self.stretch),
            quote: Some(self.quote.trim().to_owned()),
        };
        self.follow_quote(&mut edit);
        Ok(edit)
    }

    /// A person's own words of a target say what its fields say now, in the word of comparison that
    /// was typed. Those of the report are left: they stay what the report says, unless a word was
    /// typed that it does not have.
    fn follow_quote(&self, edit: &mut TargetEdit) {
        let Some(opened) = &self.opened else { return };
        let as_opened = TargetEdit { quote: opened.quote.clone(), ..edit.clone() };
        if edit.quote != opened.quote || as_opened == *opened {
            return;
        }
        let value = TargetValue {
            indicator: edit.indicator.clone().unwrap_or_default(),
            comparator: edit.comparator.unwrap_or_default(),
            amount: edit.amount.unwrap_or_default(),
            measure: edit.measure.clone().unwrap_or_default(),
            kind: edit.kind.unwrap_or_default(),
            by: edit.by.clone().unwrap_or_default(),
            stretch: edit.stretch.unwrap_or_default(),
        };
        let typed = targets::comparison(&self.value, value.comparator) != ("", "");
        let said = if typed { &self.value } else { &self.quote };
        let by = opened.by.as_deref().unwrap_or_default();
        // A horizon that the words did not name before does not come into them with a new number.
        let named: String = self.quote.split_whitespace().collect();
        let by_words: String = by.split_whitespace().collect();
        let implied = if named.contains(&by_words) { "" } else { by };
        let words = value_words(&value, said, implied);
        let follows = self.own_quote && !self.quote.trim().is_empty();
        if follows || (typed && words != value_words(&value, &self.quote, implied)) {
            edit.quote = Some(words);
        }
    }
}

/// The fields of `edit` that differ from what stood in them when they were opened.
fn typed_since(opened: &TargetEdit, edit: TargetEdit) -> TargetEdit {
    fn changed<T: PartialEq>(before: Option<&T>, after: Option<T>) -> Option<T> {
        after.filter(|after| before != Some(after))
    }
    TargetEdit {
        indicator: changed(opened.indicator.as_ref(), edit.indicator),
        comparator: changed(opened.comparator.as_ref(), edit.comparator),
        amount: changed(opened.amount.as_ref(), edit.amount),
        measure: changed(opened.measure.as_ref(), edit.measure),
        kind: changed(opened.kind.as_ref(), edit.kind),
        by: changed(opened.by.as_ref(), edit.by),
        stretch: changed(opened.stretch.as_ref(), edit.stretch),
        quote: changed(opened.quote.as_ref(), edit.quote),
    }
}

/// A number as people write it: no zeros at its end.
fn number_words(number: f64) -> String {
    format!("{number}")
}

/// The words of an amount.
pub(super) fn amount_words(amount: Amount) -> String {
    match amount {
        Amount::Single(value) => number_words(value),
        Amount::Range(low, high) => format!("{}-{}", number_words(low), number_words(high)),
    }
}

/// What the words of a value mean, with the unit and relation that they name themselves.
#[derive(Debug, PartialEq)]
struct Understood {
    amount: Amount,
    measure: String,
    comparator: Option<Comparator>,
}

/// Plain numbers first; else as the reports write them: 六十, 两千亿, 12%以上.
fn understood(value: &str, measure: &str) -> Option<Understood> {
    if let Some(amount) = parse_amount(value) {
        return Some(Understood { amount, measure: measure.to_owned(), comparator: None });
    }
    let value = value.trim();
    let whole = if value.contains(measure) { value.to_owned() } else { format!("{value}{measure}") };
    let (amount, named, comparator) =
        if let Some(found) = targets::parse(&whole).or_else(|| targets::parse(value)) {
            (found.amount, found.measure, Some(found.comparator))
        } else {
            let found = quantity::scan(&whole).into_iter().next()?;
            (found.amount, found.measure, None)
        };
    // 两千亿 in a field of 亿元 does not shorten the unit.
    let measure = if named.is_empty() || measure.starts_with(&named) { measure.to_owned() } else { named };
    let comparator = comparator.filter(|comparator| *comparator != Comparator::default());
    Some(Understood { amount, measure, comparator })
}

/// The amount that words mean: `12`, `１２．５`, `1,200`, `12-15`, `12—15`, `12～15`.
fn parse_amount(words: &str) -> Option<Amount> {
    let plain: String = words
        .nfkc()
        .filter(|c| !c.is_whitespace() && *c != ',')
        .map(|c| if matches!(c, '—' | '–' | '~' | '～' | '至') { '-' } else { c })
        .collect();
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    if let Some(value) = number(&plain) {
        return Some(Amount::Single(value));
    }
    // A dash at the start is a sign.
    let at = plain.char_indices().skip(1).find(|(_, c)| *c == '-').map(|(at, _)| at)?;
    let (low, high) = (number(&plain[..at])?, number(plain[at..].trim_start_matches('-'))?);
    (low <= high).then_some(Amount::Range(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_in_one_line_fills_the_fields() {
        let node = NodeId { record: crate::model::RecordId::default(), ordinal: 0 };
        for (line, indicator, comparator, value, measure) in [
            ("新增规上企业20家以上", "规上企业", Comparator::AtLeast, "20", "家"),
            ("地区生产总值突破1200亿元", "地区生产总值", Comparator::Exceed, "1200", "亿元"),
            ("研发投入增长12%以上", "研发投入", Comparator::AtLeast, "12", "%"),
        ] {
            let mut draft = TargetDraft::new(node);
            line.clone_into(&mut draft.line);
            assert!(draft.read_line(), "{line}");
            assert!(draft.indicator.contains(indicator), "{line}: {}", draft.indicator);
            assert_eq!(
                (draft.comparator, draft.value.as_str(), draft.measure.as_str()),
                (comparator, value, measure),
                "{line}"
            );
            assert_eq!(draft.quote, line);
            assert!(draft.command().unwrap().is_some());
        }
        let mut draft = TargetDraft::new(node);
        "地区生产总值突破1350亿元，年均增长7%以上".clone_into(&mut draft.line);
        assert!(draft.read_line());
        let Some(Command::Several(commands)) = draft.command().unwrap() else { panic!("two targets") };
        let edits: Vec<_> = commands
            .iter()
            .filter_map(|command| match command {
                Command::SetTarget(_, None, edit) => Some((edit.amount?, edit.quote.as_deref()?)),
                _ => None,
            })
            .collect();
        assert_eq!(
            edits,
            [(Amount::Single(1350.0), "地区生产总值突破1350亿元"), (Amount::Single(7.0), "年均增长7%以上")]
        );
        let mut draft = TargetDraft::new(node);
        "推动高质量发展".clone_into(&mut draft.line);
        assert!(!draft.read_line() && !draft.is_empty());
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (words, amount) in [
            ("12", Amount::Single(12.0)),
            ("１２．５", Amount::Single(12.5)),
            ("1,200", Amount::Single(1200.0)),
            ("-3", Amount::Single(-3.0)),
            ("12-15", Amount::Range(12.0, 15.0)),
            ("12—15", Amount::Range(12.0, 15.0)),
            ("12～15", Amount::Range(12.0, 15.0)),
        ] {
            assert_eq!(parse_amount(words), Some(amount), "{words}");
        }
        for (value, measure, amount, unit) in [
            ("六十", "平方公里", 60.0, "平方公里"),
            ("两千亿", "元", 2000.0, "亿元"),
            ("两千亿", "亿元", 2000.0, "亿元"),
            ("12%以上", "", 12.0, "%"),
        ] {
            let read = understood(value, measure).unwrap();
            assert_eq!((read.amount, read.measure.as_str()), (Amount::Single(amount), unit), "{value}");
        }
        assert_eq!(understood("12%以上", "").unwrap().comparator, Some(Comparator::AtLeast));
        assert_eq!(understood("约", ""), None);
        for words in ["", "约12", "15-12", "inf", "-"] {
            assert_eq!(parse_amount(words), None, "{words}");
        }
    }
}
