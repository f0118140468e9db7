//! What became of one node: every write of its fields, and of what hangs on it.

use crate::{
    change::Op,
    model::{Entity, Field, NodeId, PersonId, Plan, RecordId, Signature, Stamp, Value},
    store::{self, OsStorage, StoreError},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path;

/// One thing that somebody did to a node, or to a target or annotation on it.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    /// The record that did it.
    pub record: RecordId,
    /// When, by whom, on which device.
    pub stamp: Stamp,
    /// The person's name, else the unit that signs all the person's comments, where either is known.
    pub who: Option<String>,
    /// Stable name of the verb; the message table has its words.
    pub label: String,
    /// To what.
    pub entity: Entity,
    /// The field that was set; `None` when the thing was made or moved.
    pub field: Option<Field>,
    /// The value it was set to; `None` is what the report says.
    pub value: Option<Value>,
}

impl HistoryEntry {
    /// True when `Command::Restore` can bring this value again.
    pub fn can_be_restored(&self) -> bool {
        self.field.is_some_and(|field| !matches!(field, Field::Alive | Field::Reading))
    }
}

/// The history of a node, latest first, from the records of the project in `dir`. Reads all of them:
/// to be called in a job.
pub fn node_history(plan: &Plan, dir: &Path, node: NodeId) -> Result<Vec<HistoryEntry>, StoreError> {
    let wanted: FxHashSet<Entity> = super::related(plan, node).into_iter().collect();
    let mut entries = Vec::new();
    let mut known: FxHashMap<PersonId, Option<String>> = FxHashMap::default();
    for record in store::records(&OsStorage, dir)?.into_iter().rev() {
        let person = record.stamp.person;
        let who = known.entry(person).or_insert_with(|| match plan.signature(record.stamp) {
            Signature::Person(name) => Some(name.to_owned()),
            Signature::Here | Signature::Elsewhere => unit_of(plan, person),
        });
        for op in record.change.ops {
            let (entity, field, value) = match op {
                Op::Set { entity, field, value, .. } => (entity, Some(field), value),
                Op::CreateNode { id, .. } | Op::Move { node: id, .. } => (Entity::Node(id), None, None),
                Op::CreateTarget { id, .. } => (Entity::Target(id), None, None),
                Op::CreateAnnotation { id } => (Entity::Annotation(id), None, None),
                Op::CreateDocument { .. } | Op::CreateUnit { .. } | Op::Unknown { .. } => continue,
            };
            if wanted.contains(&entity) {
                entries.push(HistoryEntry {
                    record: record.id,
                    stamp: record.stamp,
                    who: who.clone(),
                    label: record.change.label.clone(),
                    entity,
                    field,
                    value,
                });
            }
        }
    }
    Ok(entries)
}

/// The unit that a person comments for; none where it is not one alone.
fn unit_of(plan: &Plan, person: PersonId) -> Option<String> {
    let mut units = plan
        .annotations
        .iter()
        .filter(|(_, stamp)| stamp.person == person)
        .filter_map(|(id, _)| plan.annotation(*id))
        .map(|note| note.author())
        .filter(|unit| !unit.is_empty());
    let first = units.next()?;
    units.all(|unit| unit == first).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::{
        model::{CancelToken, DeviceId, Entity, Field, NoReport, Parent, Signature, Stamp, Value},
        session::{self, Command},
        store::{Access, Places},
    };

    #[test]
    fn what_became_of_a_node_is_told_and_can_be_restored() {
        let folder = tempfile::tempdir().unwrap();
        let (places, dir) = (Places::under(folder.path()), folder.path().join("史.luoshi"));
        let (reporter, cancel) = (&NoReport, &CancelToken::new());
        session::create(&dir, "史").unwrap();
        let mut open = session::open(&places, &dir, Access::Write, reporter, cancel).unwrap();
        let report = "某市行动方案\n\n一、重点任务\n\n（一）建成产业园。\n（二）新建学校3所。\n";
        let prepared = session::prepare_bytes(report.as_bytes(), "方案.txt", reporter, cancel).unwrap();
        let (document, _) = open.import(&prepared).unwrap();
        let node = open.plan().walk(document)[1];
        let mut last = None;
        for title in ["旧题", "新题"] {
            open.run(&Command::SetTitle(node, title.into())).unwrap();
        }
        open.run(&Command::Annotate {
            node,
            quote: String::new(),
            start: None,
            body: "核".into(),
            author: "市统计局".into(),
        })
        .unwrap();
        let to = Parent::Document(document);
        if let session::Outcome::Saved { record, .. } = open.run(&Command::Move(node, to, None)).unwrap() {
            last = Some(record);
        }
        open.wait_durable(last.unwrap()).unwrap();
        let history = open.node_history(node).unwrap();
        let told: Vec<_> = history.iter().map(|entry| (entry.label.as_str(), entry.field)).collect();
        let words = [("move", None), ("annotate", None), ("set_title", Some(Field::Title))];
        assert!(words.iter().all(|word| told.contains(word)), "{told:?}");
        assert_eq!(told[0], ("move", None), "the latest comes first");
        assert!(history.iter().all(|entry| entry.stamp.at > 0));
        // Nobody gave a name: the unit that signed the comment, or which computer it was.
        assert!(history.iter().all(|entry| entry.who.as_deref() == Some("市统计局")));
        let stamp = history[0].stamp;
        assert_eq!(open.plan().signature(stamp), Signature::Here);
        let other = Stamp { device: DeviceId(stamp.device.0 ^ 1), ..stamp };
        assert_eq!(open.plan().signature(other), Signature::Elsewhere);
        let old = history.iter().rev().find(|entry| entry.can_be_restored()).unwrap();
        assert_eq!((old.entity, &old.value), (Entity::Node(node), &Some(Value::Text("旧题".into()))));
        open.run(&Command::Restore(old.entity, Field::Title, old.value.clone())).unwrap();
        assert_eq!(open.plan().node(node).unwrap().title(), "旧题");
        open.close().unwrap();
    }
}
