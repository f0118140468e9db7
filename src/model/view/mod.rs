//! Reading a plan: what each thing says now, writes over readings.

mod attached;
mod node;
mod signature;

pub use signature::Signature;

use crate::model::{
    AnnotationId, CivilDate, DocumentId, DocumentState, Entity, Field, FirstUnit, NodeId, NodeState, Parent,
    Piece, Plan, ReadNode, ReadTarget, Reading, ResponsibleUnit, Stamp, TargetId, TargetState, UnitId, Value,
    Write, normalised_name,
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

    /// All annotations ever made, removed ones included.
    pub fn annotations(&self) -> impl Iterator<Item = AnnotationView<'_>> {
        self.annotations.iter().map(|(id, stamp)| AnnotationView { plan: self, id: *id, stamp: *stamp })
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
            aliases: match self.set_value(entity, Field::Aliases) {
                Some(Value::Names(names)) => names.clone(),
                _ => Vec::new(),
            },
            merged_into: self.merger(id),
            posts: match self.set_value(entity, Field::Posts) {
                Some(Value::Posts(posts)) => posts.clone(),
                _ => Vec::new(),
            },
        }
    }

    /// The directory unit that answers to `name` today: by its full name, else by its short name or
    /// an alias; a unit that was merged or renamed is the one that took its place.
    pub fn unit_named(&self, name: &str) -> Option<UnitId> {
        let direct = UnitId::of(name);
        if let Some(today) = self.unit_today(direct) {
            return Some(today);
        }
        let named = self.unit_names.get(&normalised_name(name))?;
        let alive = |id: &&UnitId| self.is_alive(Entity::Unit(**id));
        let first = named.iter().filter(alive).min().or_else(|| named.iter().min())?;
        self.unit_today(*first)
    }

    /// The unit that took a unit's place, and since when.
    pub fn merger(&self, id: UnitId) -> Option<(UnitId, Option<CivilDate>)> {
        match self.set_value(Entity::Unit(id), Field::MergedInto) {
            Some(Value::Merger(into, since)) => Some((*into, *since)),
            _ => None,
        }
    }

    /// The unit that does a unit's work today: itself, or the last of its mergers that is in the
    /// directory. Two devices may have merged units into one another: the walk ends where it began.
    pub fn unit_today(&self, id: UnitId) -> Option<UnitId> {
        let mut seen = vec![id];
        let mut today = Some(id).filter(|id| self.directory.contains(id) && self.is_alive(Entity::Unit(*id)));
        let mut at = id;
        while let Some((into, _)) = self.merger(at)
            && !seen.contains(&into)
        {
            if self.directory.contains(&into) && self.is_alive(Entity::Unit(into)) {
                today = Some(into);
            }
            seen.push(into);
            at = into;
        }
        today
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
