//! A section or task, and a document, as they stand.

use super::{AnnotationView, DocumentView, NodeView, TargetView, first_clause, without_breaks};
use crate::model::{
    Adoption, Deadline, DocumentId, Entity, Field, Flag, NodeId, NodeKind, Parent, Piece, ReadNode, Reading,
    ReadingId, SourceSpan, TaskStatus, UnitList, Value,
};
use crate::words::{Message, Messages};
use std::{borrow::Cow, sync::Arc};

impl<'a> DocumentView<'a> {
    /// Its id.
    pub fn id(&self) -> DocumentId {
        self.state.id
    }

    /// The adopted reading's id.
    pub fn reading_id(&self) -> ReadingId {
        match self.plan.set_value(Entity::Document(self.state.id), Field::Reading) {
            Some(Value::Reading(Adoption { reading, .. })) => *reading,
            _ => self.state.first_reading,
        }
    }

    /// The adopted reading.
    pub fn reading(&self) -> Option<&'a Arc<Reading>> {
        self.plan.reading(self.reading_id())
    }

    /// The title set by a person, else as read, else the file's name.
    pub fn title(&self) -> Cow<'a, str> {
        if let Some(title) = self.plan.set_text(Entity::Document(self.state.id), Field::Title) {
            return Cow::Borrowed(title);
        }
        let read = self.reading().map_or("", |reading| reading.title.of(&reading.text));
        if read.is_empty() {
            return Cow::Borrowed(self.state.file_name.as_str());
        }
        without_breaks(read)
    }

    /// Name of the imported file.
    pub fn file_name(&self) -> &'a str {
        &self.state.file_name
    }
}

impl<'a> NodeView<'a> {
    /// Its id.
    pub fn id(&self) -> NodeId {
        self.id
    }

    /// Its document.
    pub fn document(&self) -> DocumentId {
        self.state.document
    }

    /// What it hangs under.
    pub fn parent(&self) -> Parent {
        self.state.parent
    }

    /// The reading and the node in it that derived fields come from.
    pub fn read(&self) -> Option<(&'a Arc<Reading>, &'a ReadNode)> {
        self.read
    }

    fn set(&self, field: Field) -> Option<&'a Value> {
        self.plan.set_value(Entity::Node(self.id), field)
    }

    fn set_text(&self, field: Field) -> Option<&'a str> {
        self.plan.set_text(Entity::Node(self.id), field)
    }

    fn read_words(&self, span: impl Fn(&ReadNode) -> SourceSpan) -> Cow<'a, str> {
        self.read.map_or(Cow::Borrowed(""), |(reading, node)| without_breaks(span(node).of(&reading.text)))
    }

    /// Section or task.
    pub fn kind(&self) -> NodeKind {
        match self.set(Field::Kind) {
            Some(Value::Kind(kind)) => *kind,
            _ => self.read.map_or(NodeKind::Task, |(_, node)| node.kind),
        }
    }

    /// The numeral or marker before it, or empty.
    pub fn marker(&self) -> Cow<'a, str> {
        self.set_text(Field::Marker).map_or_else(|| self.read_words(|node| node.marker), Cow::Borrowed)
    }

    /// A section's title; for a task the words shown in the tree.
    pub fn title(&self) -> Cow<'a, str> {
        if let Some(title) = self.set_text(Field::Title) {
            return Cow::Borrowed(title);
        }
        if let Some(Value::Pieces(_)) = self.set(Field::Text)
            && self.kind() == NodeKind::Task
        {
            return Cow::Owned(first_clause(&self.text()).to_owned());
        }
        // On paper, in the report's language.
        if self.is_unnamed_opening() {
            return Cow::Borrowed(Message::OpeningSection.words().0);
        }
        self.title_as_read()
    }

    /// The text before the first heading, which has no title in the report and was given none.
    pub fn is_unnamed_opening(&self) -> bool {
        self.set_text(Field::Title).is_none()
            && self.read.is_some_and(|(_, node)| node.is_opening())
            && self.kind() == NodeKind::Section
            && self.title_as_read().is_empty()
    }

    /// The title, with the window's own word for the text before the first heading.
    pub fn title_in(&self, words: Messages) -> Cow<'a, str> {
        if self.is_unnamed_opening() {
            return Cow::Borrowed(words.text(Message::OpeningSection));
        }
        self.title()
    }

    /// The title as it stands in the report, or empty.
    pub(crate) fn title_as_read(&self) -> Cow<'a, str> {
        self.read_words(|node| node.title)
    }

    /// The node's pieces: set, else as read.
    pub fn pieces(&self) -> Cow<'a, [Piece]> {
        if let Some(Value::Pieces(pieces)) = self.set(Field::Text) {
            return Cow::Borrowed(pieces);
        }
        let Some((_, node)) = self.read else { return Cow::Borrowed(&[]) };
        let reading = self.state.origin.map(|origin| origin.reading);
        Cow::Owned(
            node.pieces
                .iter()
                .filter_map(|span| reading.map(|reading| Piece::Source(reading, *span)))
                .collect(),
        )
    }

    /// The node's own text.
    pub fn text(&self) -> String {
        match self.set(Field::Text) {
            Some(Value::Pieces(pieces)) => self.plan.words(pieces),
            _ => self.read.map_or_else(String::new, |(reading, node)| reading.words(&node.pieces)),
        }
    }

    /// The text as a table prints it: without the clauses that only name units, and
    /// without white space at its ends.
    pub fn wording(&self) -> String {
        let mut wording = String::new();
        for piece in self.pieces().iter() {
            match piece {
                Piece::Own(own) => wording.push_str(own),
                Piece::Source(id, span) => {
                    let Some(reading) = self.plan.reading(*id) else { continue };
                    let mut from = *span;
                    for clause in self.clauses(*id, reading, *span) {
                        let before = SourceSpan { start: from.start, end: clause.start.max(from.start) };
                        wording.push_str(before.of(&reading.text));
                        from.start = clause.end.min(from.end).max(from.start);
                    }
                    wording.push_str(from.of(&reading.text));
                }
            }
        }
        let wording = wording.trim();
        // A task's title is the beginning of its text: where only that was corrected, paper
        // prints the correction.
        match self.corrected_title().and_then(|(old, new)| Some((wording.strip_prefix(&*old)?, new))) {
            Some((rest, new)) => format!("{new}{rest}"),
            None => wording.to_owned(),
        }
    }

    /// The title that somebody set, if any.
    pub fn own_title(&self) -> Option<&'a str> {
        self.set_text(Field::Title)
    }

    /// The title as read and as somebody corrected it, of a task whose text stands as read.
    pub(crate) fn corrected_title(&self) -> Option<(Cow<'a, str>, &'a str)> {
        let new = self.set_text(Field::Title)?;
        let old = self.title_as_read();
        let applies = self.kind() == NodeKind::Task && self.set(Field::Text).is_none();
        (applies && !old.is_empty() && old != new).then_some((old, new))
    }

    /// The clauses that name units in a passage of a reading, in order. A passage that came with
    /// another node (split off, merged in) is looked up among all nodes.
    fn clauses(&self, id: ReadingId, reading: &Reading, passage: SourceSpan) -> Vec<SourceSpan> {
        let own = self.read.filter(|(_, node)| {
            self.state.origin.is_some_and(|origin| origin.reading == id) && node.span.contains(passage)
        });
        let nodes = own.map_or(reading.nodes.as_slice(), |(_, node)| std::slice::from_ref(node));
        let clauses = nodes.iter().flat_map(|node| &node.clauses).map(|clause| clause.span);
        clauses.filter(|clause| clause.overlaps(passage)).collect()
    }

    /// True when somebody wrote the text, or a task's title, anew (已改写).
    pub fn is_reworded(&self) -> bool {
        if self.corrected_title().is_some() {
            return true;
        }
        matches!(self.set(Field::Text), Some(Value::Pieces(pieces)) if pieces.iter().any(|piece| matches!(piece, Piece::Own(_))))
            && self.read.is_some()
    }

    /// Units with roles as stored, before the switch.
    pub fn stored_units(&self) -> Cow<'a, UnitList> {
        match self.set(Field::Units) {
            Some(Value::Units(units)) => Cow::Borrowed(units),
            _ => self.read.map_or_else(Cow::default, |(_, node)| Cow::Borrowed(&node.units)),
        }
    }

    /// Units with roles, the switch 首位为牵头单位 applied.
    pub fn units(&self) -> UnitList {
        self.stored_units().with_first(self.plan.first_unit())
    }

    /// The leader's post, or empty.
    pub fn leader(&self) -> &'a str {
        self.set_text(Field::Leader).unwrap_or_default()
    }

    /// The note, or empty.
    pub fn note(&self) -> &'a str {
        self.set_text(Field::Note).unwrap_or_default()
    }

    /// When it must be finished; a cleared deadline has empty words.
    pub fn deadline(&self) -> Option<&'a Deadline> {
        match self.set(Field::Deadline) {
            Some(Value::Deadline(deadline)) => Some(deadline).filter(|deadline| !deadline.words.is_empty()),
            _ => self.read.and_then(|(_, node)| node.deadline.as_ref()),
        }
    }

    /// Whether the text commits or reports.
    pub fn status(&self) -> TaskStatus {
        match self.set(Field::Status) {
            Some(Value::Status(status)) => *status,
            _ => self.read.map_or(TaskStatus::Planned, |(_, node)| node.status),
        }
    }

    /// Its targets that were not removed, in the order of the text, then of making.
    pub fn targets(&self) -> Vec<TargetView<'a>> {
        let mut targets: Vec<_> = self.plan.targets_of.get(&self.id).map_or(&[][..], Vec::as_slice).to_vec();
        targets.retain(|target| self.plan.is_alive(Entity::Target(*target)));
        targets.sort_by_key(|target| {
            let origin = self.plan.target_state(*target).and_then(|state| state.origin);
            (origin.map_or(u32::MAX, |origin| origin.ordinal), *target)
        });
        targets.into_iter().filter_map(|target| self.plan.target(target)).collect()
    }

    /// Its annotations that were not removed, in the order of making.
    pub fn annotations(&self) -> Vec<AnnotationView<'a>> {
        let mut notes: Vec<_> =
            self.plan.annotations_of.get(&self.id).map_or(&[][..], Vec::as_slice).to_vec();
        notes.retain(|note| self.plan.is_alive(Entity::Annotation(*note)));
        let mut notes: Vec<_> = notes.into_iter().filter_map(|note| self.plan.annotation(note)).collect();
        notes.sort_by_key(|note| (note.stamp.at, note.id));
        notes
    }

    /// What a person should look at.
    pub fn flags(&self) -> Vec<Flag> {
        let mut flags = self.plan.flags(self.id).to_vec();
        if self.state.origin.is_some_and(|origin| !origin.current) {
            flags.push(Flag::SourceGone);
        }
        flags
    }
}
