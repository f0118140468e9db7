//! Subtrees made anew: duplicated, or pasted from words that another floor has read.

use super::{
    ActionError,
    draft::{Draft, keys_beside},
    kind::corrected_pieces,
    several::topmost,
};
use crate::change::{Change, Mint, Op};
use crate::model::{
    Deadline, DocumentId, Entity, Field, NodeId, NodeKind, NodeView, OrderKey, Parent, Piece, Plan,
    TargetValue, TaskStatus, UnitList, Value, first_clause,
};

/// A node to be made, with all below it: plain values, no ids.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    /// Section or task.
    pub kind: NodeKind,
    /// Numeral before it, or empty.
    pub marker: String,
    /// Title of a section; a task has one only where it differs from the beginning of its text.
    pub title: String,
    /// Its own text.
    pub text: Vec<Piece>,
    /// Responsible units.
    pub units: UnitList,
    /// The leader's post, or empty.
    pub leader: String,
    /// When it must be finished.
    pub deadline: Option<Deadline>,
    /// Whether it is still to be done.
    pub status: TaskStatus,
    /// Note, or empty.
    pub note: String,
    /// Targets, each with its source words.
    pub targets: Vec<(TargetValue, String)>,
    /// What hangs under it, in order.
    pub children: Vec<Sketch>,
}

impl Sketch {
    /// A node with nothing but its kind.
    pub fn new(kind: NodeKind) -> Self {
        Self {
            kind,
            marker: String::new(),
            title: String::new(),
            text: Vec::new(),
            units: UnitList::default(),
            leader: String::new(),
            deadline: None,
            status: TaskStatus::Planned,
            note: String::new(),
            targets: Vec::new(),
            children: Vec::new(),
        }
    }

    /// What a node says now, without what hangs under it.
    pub fn of(plan: &Plan, node: &NodeView<'_>) -> Self {
        let title = match node.kind() {
            NodeKind::Section => node.title().into_owned(),
            // A heading that the reader found in the text may end elsewhere than its first clause.
            NodeKind::Task => {
                let title = node.title();
                let derived = node.own_title().is_none() && first_clause(&node.text()) == title;
                if derived { String::new() } else { title.into_owned() }
            }
        };
        Self {
            kind: node.kind(),
            marker: node.marker().into_owned(),
            title,
            text: corrected_pieces(plan, node),
            units: node.stored_units().into_owned(),
            leader: node.leader().to_owned(),
            deadline: node.deadline().cloned(),
            status: node.status(),
            note: node.note().to_owned(),
            targets: node
                .targets()
                .iter()
                .map(|target| {
                    // Words that the original no longer prints would be printed of the copy.
                    let quote =
                        if target.outdates_quote() { String::new() } else { target.quote().into_owned() };
                    (target.value(), quote)
                })
                .collect(),
            children: Vec::new(),
        }
    }
}

/// Makes the subtrees under `parent`, before the child `before` or at the end.
pub fn paste(
    plan: &Plan,
    mint: &mut Mint,
    parent: Parent,
    before: Option<NodeId>,
    sketches: &[Sketch],
) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "paste");
    let document = draft.place(parent, before)?;
    if sketches.is_empty() {
        return Err(ActionError::Empty("markdown"));
    }
    let keys = keys_beside(plan, parent, before, sketches.len(), |_| false)?;
    for (sketch, key) in sketches.iter().zip(keys) {
        grow(&mut draft, mint, document, parent, key, sketch);
    }
    Ok(draft.finish())
}

/// Makes each node again, with all below it, right behind itself. What hangs under another of them
/// is made with it. Annotations stay with what they were made for.
pub fn duplicate(plan: &Plan, mint: &mut Mint, nodes: &[NodeId]) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "duplicate");
    let nodes = topmost(plan, nodes);
    for node in &nodes {
        let view = draft.node(*node)?;
        let (parent, at) = plan.place_of(*node).ok_or(ActionError::NoSuchPlace)?;
        let next = plan.all_children(parent).get(at + 1).copied();
        let key = keys_beside(plan, parent, next, 1, |_| false)?.into_iter().next();
        grow(&mut draft, mint, view.document(), parent, key.unwrap_or_default(), &subtree(plan, *node));
    }
    Ok(draft.finish())
}

/// What a node and all below it say now.
pub fn subtree(plan: &Plan, node: NodeId) -> Sketch {
    // Parents before children, gathered from the end: reports may nest deeply.
    let mut order: Vec<(NodeId, usize)> = Vec::new();
    let mut stack = vec![(node, usize::MAX)];
    while let Some((node, above)) = stack.pop() {
        let at = order.len();
        order.push((node, above));
        stack.extend(plan.children(Parent::Node(node)).rev().map(|child| (child, at)));
    }
    let sketch = |node: NodeId| {
        plan.node(node).map_or_else(|| Sketch::new(NodeKind::Task), |view| Sketch::of(plan, &view))
    };
    let mut made: Vec<Sketch> = order.iter().map(|(node, _)| sketch(*node)).collect();
    while let (Some(mut last), Some((_, above))) = (made.pop(), order.pop()) {
        last.children.reverse();
        match made.get_mut(above) {
            Some(parent) => parent.children.push(last),
            None => return last,
        }
    }
    sketch(node)
}

/// Makes a subtree. Not recursive: what is pasted may nest deeply.
fn grow(
    draft: &mut Draft<'_>,
    mint: &mut Mint,
    document: DocumentId,
    parent: Parent,
    key: OrderKey,
    sketch: &Sketch,
) {
    let mut stack = vec![(parent, key, sketch)];
    while let Some((parent, key, sketch)) = stack.pop() {
        let id = mint.node();
        draft.push(Op::CreateNode { id, document, parent, key });
        fill(draft, mint, id, sketch);
        let children = sketch.children.iter().zip(0..);
        let children: Vec<_> =
            children.map(|(child, at)| (Parent::Node(id), OrderKey::of_ordinal(at), child)).collect();
        stack.extend(children.into_iter().rev());
    }
}

fn fill(draft: &mut Draft<'_>, mint: &mut Mint, id: NodeId, sketch: &Sketch) {
    let entity = Entity::Node(id);
    draft.set(entity, Field::Kind, Value::Kind(sketch.kind));
    for (field, words) in [
        (Field::Marker, &sketch.marker),
        (Field::Title, &sketch.title),
        (Field::Leader, &sketch.leader),
        (Field::Note, &sketch.note),
    ] {
        if !words.is_empty() {
            draft.set(entity, field, Value::Text(words.clone()));
        }
    }
    if !sketch.text.is_empty() {
        draft.set(entity, Field::Text, Value::Pieces(sketch.text.clone()));
    }
    if !sketch.units.items.is_empty() {
        draft.set(entity, Field::Units, Value::Units(sketch.units.clone()));
    }
    if let Some(deadline) = &sketch.deadline {
        draft.set(entity, Field::Deadline, Value::Deadline(deadline.clone()));
    }
    if sketch.status != TaskStatus::Planned {
        draft.set(entity, Field::Status, Value::Status(sketch.status));
    }
    for (value, quote) in &sketch.targets {
        let target = mint.target();
        draft.push(Op::CreateTarget { id: target, node: id });
        let entity = Entity::Target(target);
        draft.set(entity, Field::Indicator, Value::Text(value.indicator.clone()));
        draft.set(entity, Field::Comparator, Value::Comparator(value.comparator));
        draft.set(entity, Field::Amount, Value::Amount(value.amount));
        draft.set(entity, Field::Measure, Value::Text(value.measure.clone()));
        draft.set(entity, Field::MeasureKind, Value::MeasureKind(value.kind));
        draft.set(entity, Field::By, Value::Text(value.by.clone()));
        draft.set(entity, Field::Stretch, Value::Flag(value.stretch));
        draft.set(entity, Field::Quote, Value::Text(quote.clone()));
    }
}
