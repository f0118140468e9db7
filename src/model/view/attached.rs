//! Targets and annotations as they stand.

use super::{AnnotationView, TargetView, without_breaks};
use crate::model::{
    Amount, Anchor, AnnotationId, Comparator, Entity, Field, MeasureKind, NodeId, ReadTarget, Reading, Stamp,
    TargetId, TargetValue, Value,
};
use std::{borrow::Cow, sync::Arc};

impl<'a> TargetView<'a> {
    /// Its id.
    pub fn id(&self) -> TargetId {
        self.id
    }

    /// The node it hangs on.
    pub fn node(&self) -> Option<NodeId> {
        self.state.node
    }

    /// The reading and the target in it that derived fields come from.
    pub fn read(&self) -> Option<(&'a Arc<Reading>, &'a ReadTarget)> {
        self.read
    }

    fn set(&self, field: Field) -> Option<&'a Value> {
        self.plan.set_value(Entity::Target(self.id), field)
    }

    fn text(&self, field: Field, read: impl Fn(&'a TargetValue) -> &'a str) -> &'a str {
        self.plan
            .set_text(Entity::Target(self.id), field)
            .unwrap_or_else(|| self.read.map_or("", |(_, target)| read(&target.value)))
    }

    /// All that it says, writes over reading.
    pub fn value(&self) -> TargetValue {
        let read = self.read.map(|(_, target)| &target.value);
        TargetValue {
            indicator: self.text(Field::Indicator, |value| &value.indicator).to_owned(),
            comparator: match self.set(Field::Comparator) {
                Some(Value::Comparator(comparator)) => *comparator,
                _ => read.map_or(Comparator::Equal, |value| value.comparator),
            },
            amount: match self.set(Field::Amount) {
                Some(Value::Amount(amount)) => *amount,
                _ => read.map_or(Amount::default(), |value| value.amount),
            },
            measure: self.text(Field::Measure, |value| &value.measure).to_owned(),
            kind: match self.set(Field::MeasureKind) {
                Some(Value::MeasureKind(kind)) => *kind,
                _ => read.map_or(MeasureKind::Level, |value| value.kind),
            },
            by: self.text(Field::By, |value| &value.by).to_owned(),
            stretch: match self.set(Field::Stretch) {
                Some(Value::Flag(stretch)) => *stretch,
                _ => read.is_some_and(|value| value.stretch),
            },
        }
    }

    /// True when a person changed what the target says and left its source words: those no longer
    /// say it.
    pub fn outdates_quote(&self) -> bool {
        let quoted = self.plan.set_text(Entity::Target(self.id), Field::Quote).is_some();
        !quoted && self.read.is_some_and(|(_, read)| read.value != self.value())
    }

    /// The source words; what paper prints. Empty when a person made the target without words.
    pub fn quote(&self) -> Cow<'a, str> {
        match self.plan.set_text(Entity::Target(self.id), Field::Quote) {
            Some(quote) => Cow::Borrowed(quote),
            None => self
                .read
                .map_or(Cow::Borrowed(""), |(reading, target)| without_breaks(target.span.of(&reading.text))),
        }
    }
}

impl<'a> AnnotationView<'a> {
    /// Its id.
    pub fn id(&self) -> AnnotationId {
        self.id
    }

    /// Who made it when.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Where it hangs.
    pub fn anchor(&self) -> Option<&'a Anchor> {
        match self.plan.set_value(Entity::Annotation(self.id), Field::Anchor) {
            Some(Value::Anchor(anchor)) => Some(anchor),
            _ => None,
        }
    }

    /// The words commented on; empty for the whole node.
    pub fn quote(&self) -> &'a str {
        self.anchor().map_or("", |anchor| &anchor.quote)
    }

    /// Bytes of the node's present text that the annotation is about: the stored place while the
    /// words still stand there, else the only place where they stand; `None` is 待确认.
    pub fn place(&self) -> Option<std::ops::Range<usize>> {
        let anchor = self.anchor()?;
        if anchor.quote.is_empty() {
            return None;
        }
        let text = self.plan.node(anchor.node)?.text();
        if let Some(start) = anchor.start.map(|start| start as usize)
            && text.get(start..).is_some_and(|rest| rest.starts_with(&anchor.quote))
        {
            return Some(start..start + anchor.quote.len());
        }
        let mut places = text.match_indices(&anchor.quote);
        let (start, _) = places.next()?;
        places.next().is_none().then_some(start..start + anchor.quote.len())
    }

    /// What it says.
    pub fn body(&self) -> &'a str {
        self.plan.set_text(Entity::Annotation(self.id), Field::Body).unwrap_or_default()
    }

    /// The unit that says it.
    pub fn author(&self) -> &'a str {
        self.plan.set_text(Entity::Annotation(self.id), Field::Author).unwrap_or_default()
    }

    /// The annotation that it replies to.
    pub fn reply_to(&self) -> Option<AnnotationId> {
        match self.plan.set_value(Entity::Annotation(self.id), Field::ReplyTo) {
            Some(Value::Annotation(first)) => Some(*first),
            _ => None,
        }
    }

    /// Dealt with.
    pub fn is_resolved(&self) -> bool {
        self.plan.set_flag(Entity::Annotation(self.id), Field::Resolved).unwrap_or(false)
    }
}
