//! Reading a plan: what each thing says now, writes over readings.

use super::{
    Adoption, Amount, Anchor, AnnotationId, Comparator, Deadline, DocumentId, DocumentState, Entity, Field,
    FirstUnit, Flag, MeasureKind, NodeId, NodeKind, NodeState, Parent, Piece, Plan, ReadNode, ReadTarget,
    Reading, ReadingId, ResponsibleUnit, SourceSpan, Stamp, TargetId, TargetState, TargetValue, TaskStatus,
    UnitId, UnitList, Value, Write, normalised_name,
};
use std::{borrow::Cow, sync::Arc};

/// A document as it stands.
#[derive(Clone, Copy)]
pub struct DocumentView<'a> {
    plan: &'a Plan,
    state: &'a DocumentState,
}

/// A section or task as it stands.
#[derive(Clone, Copy)]
pub struct NodeView<'a> {
    plan: &'a Plan,
    id: NodeId,
    state: &'a NodeState,
    read: Option<(&'a Arc<Reading>, &'a ReadNode)>,
}

/// A target as it stands.
#[derive(Clone, Copy)]
pub struct TargetView<'a> {
    plan: &'a Plan,
    id: TargetId,
    state: &'a TargetState,
    read: Option<(&'a Arc<Reading>, &'a ReadTarget)>,
}

/// An annotation as it stands.
#[derive(Clone, Copy)]
pub struct AnnotationView<'a> {
    plan: &'a Plan,
    id: AnnotationId,
    stamp: Stamp,
}

/// A field that people set differently without knowing of one another (改动冲突).
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Whose field.
    pub entity: Entity,
    /// Which.
    pub field: Field,
    /// All values, the shown one first.
    pub values: Vec<ConflictValue>,
}

/// One of the values of a conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictValue {
    /// The write, for `choose`.
    pub write: Write,
    /// The writer's name or short id.
    pub person: String,
}

impl Plan {
    /// Title of the project, or empty.
    pub fn title(&self) -> &str {
        self.set_text(Entity::Project, Field::Title).unwrap_or_default()
    }

    /// Note under the printed tables, or empty.
    pub fn note(&self) -> &str {
        self.set_text(Entity::Project, Field::Note).unwrap_or_default()
    }

    /// The switch 首位为牵头单位.
    pub fn first_unit(&self) -> FirstUnit {
        match self.set_value(Entity::Project, Field::FirstUnit) {
            Some(Value::FirstUnit(first)) => *first,
            _ => FirstUnit::None,
        }
    }

    /// A document, removed or not.
    pub fn document(&self, id: DocumentId) -> Option<DocumentView<'_>> {
        Some(DocumentView { plan: self, state: self.document_state(id)? })
    }

    /// A node, removed or not.
    pub fn node(&self, id: NodeId) -> Option<NodeView<'_>> {
        let state = self.node_state(id)?;
        let read = state.origin.and_then(|origin| {
            let reading = self.reading(origin.reading)?;
            Some((reading, reading.nodes.get(origin.ordinal as usize)?))
        });
        Some(NodeView { plan: self, id, state, read })
    }

    /// A target, removed or not.
    pub fn target(&self, id: TargetId) -> Option<TargetView<'_>> {
        let state = self.target_state(id)?;
        let read = state.origin.and_then(|origin| {
            let reading = self.reading(origin.reading)?;
            Some((reading, reading.targets.get(origin.ordinal as usize)?))
        });
        Some(TargetView { plan: self, id, state, read })
    }

    /// An annotation, removed or not.
    pub fn annotation(&self, id: AnnotationId) -> Option<AnnotationView<'_>> {
        Some(AnnotationView { plan: self, id, stamp: *self.annotations.get(&id)? })
    }

    /// The directory in its customary order: by number, then by name.
    pub fn directory(&self) -> Vec<(UnitId, ResponsibleUnit)> {
        let mut units: Vec<_> = self
            .directory
            .iter()
            .filter(|id| self.is_alive(Entity::Unit(**id)))
            .map(|id| (*id, self.directory_unit(*id)))
            .collect();
        units.sort_by(|(_, a), (_, b)| {
            let place = |unit: &ResponsibleUnit| if unit.order == 0 { u32::MAX } else { unit.order };
            place(a).cmp(&place(b)).then_with(|| a.full_name.cmp(&b.full_name))
        });
        units
    }

    /// One directory unit as it stands; empty fields when there is none.
    pub fn directory_unit(&self, id: UnitId) -> ResponsibleUnit {
        let entity = Entity::Unit(id);
        let text = |field| self.set_text(entity, field).unwrap_or_default().to_owned();
        let order = match self.set_value(entity, Field::Order) {
            Some(Value::Number(order)) => u32::try_from(*order).unwrap_or(0),
            _ => 0,
        };
        ResponsibleUnit {
            order,
            group: text(Field::Group),
            full_name: text(Field::FullName),
            short_name: text(Field::ShortName),
        }
    }

    /// The directory unit that goes by `name`, full or short.
    pub fn unit_named(&self, name: &str) -> Option<UnitId> {
        let direct = UnitId::of(name);
        if self.directory.contains(&direct) && self.is_alive(Entity::Unit(direct)) {
            return Some(direct);
        }
        let wanted = normalised_name(name);
        self.directory.iter().copied().find(|id| {
            self.is_alive(Entity::Unit(*id))
                && self
                    .set_text(Entity::Unit(*id), Field::ShortName)
                    .is_some_and(|short| !short.is_empty() && normalised_name(short) == wanted)
        })
    }

    /// All alive nodes of a document, parents before children, in order.
    pub fn walk(&self, document: DocumentId) -> Vec<NodeId> {
        let mut order = Vec::new();
        let mut stack: Vec<NodeId> = self.children(Parent::Document(document)).rev().collect();
        while let Some(node) = stack.pop() {
            order.push(node);
            stack.extend(self.children(Parent::Node(node)).rev());
        }
        order
    }

    /// Fields set differently by people who did not know of one another.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let alive = self.conflicts.iter().filter(|(entity, _)| self.is_shown(*entity));
        alive.map(|(entity, field)| self.conflict(*entity, *field)).collect()
    }

    /// The conflict of one field; its `values` hold one or none when there is no conflict.
    pub fn conflict(&self, entity: Entity, field: Field) -> Conflict {
        let mut writes = self.writes(entity, field).to_vec();
        writes.sort_by_key(|write| {
            std::cmp::Reverse((write.stamp.at, write.stamp.device, write.origin, write.id))
        });
        let values = writes
            .into_iter()
            .map(|write| ConflictValue { person: self.person_name(write.stamp.person), write })
            .collect();
        Conflict { entity, field, values }
    }

    /// The words of a node's pieces.
    pub fn words(&self, pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| match piece {
                Piece::Own(own) => own.as_str(),
                Piece::Source(reading, span) => {
                    self.reading(*reading).map_or("", |reading| span.of(&reading.text))
                }
            })
            .collect()
    }
}

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

    /// The title as read and as somebody corrected it, of a task whose text stands as read.
    fn corrected_title(&self) -> Option<(Cow<'a, str>, &'a str)> {
        let new = self.set_text(Field::Title)?;
        let old = self.read_words(|node| node.title);
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
        let clauses = nodes.iter().flat_map(|node| &node.clauses).copied();
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
        self.read.map_or(TaskStatus::Planned, |(_, node)| node.status)
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

    /// Dealt with.
    pub fn is_resolved(&self) -> bool {
        self.plan.set_flag(Entity::Annotation(self.id), Field::Resolved).unwrap_or(false)
    }
}

/// The words up to the first stop, for a task's row in the tree.
pub(crate) fn first_clause(text: &str) -> &str {
    let text = text.trim();
    let end = text.find(['。', '；', ';', '！', '？', '\n']).unwrap_or(text.len());
    &text[..end]
}

fn without_breaks(words: &str) -> Cow<'_, str> {
    if words.contains(['\n', '\r']) {
        Cow::Owned(words.split(['\n', '\r']).map(str::trim).collect())
    } else {
        Cow::Borrowed(words)
    }
}
