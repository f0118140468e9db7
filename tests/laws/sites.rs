//! Several people at work on one project, who see one another's records only now and then.

use crate::verbs;
use luoshi::{
    change::{Change, History, Mint, Record, Undo, actions, apply, fold},
    model::{
        Adoption, Amount, Assignment, CancelToken, Comparator, Deadline, DeviceId, DocumentId, Entity, Field,
        FirstUnit, MeasureKind, NodeId, NodeKind, Parent, PersonId, Plan, ReadNode, ReadTarget, Reading,
        ReadingId, RecordId, ResponsibleUnit, Role, SourceId, SourceSpan, Stamp, TargetValue, TargetView,
        TaskStatus, UnitList, WriterId,
    },
};
use proptest::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// Readings by id.
pub(crate) type Readings = Vec<(ReadingId, Arc<Reading>)>;

/// A made-up report: `shape` gives each node's parent (an earlier node, or none).
pub(crate) fn reading(name: &str, shape: &[Option<u32>]) -> Reading {
    let mut text = String::new();
    let (mut nodes, mut targets) = (Vec::new(), Vec::new());
    for (at, parent) in shape.iter().enumerate() {
        let start = text.len();
        let number = at.to_string();
        text.extend(["（", &number, "）", name, "：新建学校", &number, "所，改造老旧小区", &number, "个。"]);
        let span = SourceSpan::new(start, text.len());
        let marker = SourceSpan::new(start, start + format!("（{at}）").len());
        let body = SourceSpan::new(marker.end as usize, span.end as usize);
        let section = shape.contains(&Some(at as u32));
        nodes.push(ReadNode {
            parent: *parent,
            kind: if section { NodeKind::Section } else { NodeKind::Task },
            level: 1,
            marker,
            title: body,
            pieces: vec![body],
            span,
            clauses: Vec::new(),
            doers: Vec::new(),
            units: UnitList { items: vec![Assignment::new("市教育局", Role::Lead)], open: at % 2 == 0 },
            deadline: (at % 3 == 0).then(|| Deadline { words: "12月底前".into(), ..Deadline::default() }),
            deadline_from: None,
            status: TaskStatus::Planned,
            confidence: 0.9,
            rule: "made.up".into(),
        });
        targets.push(ReadTarget {
            node: Some(at as u32),
            value: TargetValue {
                indicator: "学校".into(),
                amount: Amount::Single(at as f64),
                kind: MeasureKind::Count,
                comparator: Comparator::Equal,
                ..TargetValue::default()
            },
            span: body,
            confidence: 0.8,
            rule: "made.up".into(),
        });
    }
    let mut reading = Reading::over(text.into(), SourceId::of(name.as_bytes()));
    (reading.nodes, reading.targets) = (nodes, targets);
    reading
}

/// Two drafts of one report. The second lost some nodes and turned some round.
pub(crate) fn drafts() -> Readings {
    let first =
        reading("初稿", &[None, Some(0), Some(1), Some(1), Some(0), None, Some(5), Some(5), Some(7), None]);
    let second = reading("二稿", &[None, Some(0), Some(1), None, Some(3), Some(3), None]);
    [first, second].into_iter().map(|reading| (id_of(&reading), Arc::new(reading))).collect()
}

fn id_of(reading: &Reading) -> ReadingId {
    ReadingId::of(reading.text.as_bytes())
}

/// One person at one desk.
pub(crate) struct Site {
    pub(crate) plan: Plan,
    pub(crate) known: BTreeMap<RecordId, Record>,
    pub(crate) readings: Readings,
    history: History,
    writer: WriterId,
    seq: u64,
    number: u64,
}

impl Site {
    pub(crate) fn new(number: u64, readings: &Readings) -> Self {
        let mut plan = Plan::new();
        for (id, reading) in readings {
            plan.add_reading(*id, reading.clone());
        }
        Self {
            plan,
            known: BTreeMap::new(),
            readings: readings.clone(),
            history: History::default(),
            writer: WriterId(number + 1),
            seq: 0,
            number,
        }
    }

    pub(crate) fn mint(&self) -> Mint {
        Mint::new(RecordId { writer: self.writer, seq: self.seq + 1 })
    }

    pub(crate) fn commit(&mut self, change: Change, at: i64) -> Option<Undo> {
        if change.is_empty() {
            return None;
        }
        self.seq += 1;
        let stamp = Stamp { at, person: PersonId(self.number), device: DeviceId(self.number) };
        let id = RecordId { writer: self.writer, seq: self.seq };
        let record = Record { id, lamport: self.plan.lamport() + 1, stamp, change };
        let applied = apply(&mut self.plan, &record).expect("an action on what is here applies");
        self.known.insert(id, record);
        Some(applied.undo)
    }

    pub(crate) fn import(&mut self) {
        let (id, reading) = self.readings[0].clone();
        let change = actions::import(&self.mint(), reading.source, "txt", "报告.txt", id);
        self.commit(change, 1);
    }

    /// All nodes of the imported document, dead ones too.
    pub(crate) fn nodes_of_records(&self) -> Vec<NodeId> {
        let mut nodes = Vec::new();
        let imported = DocumentId { record: RecordId { writer: WriterId(1), seq: 1 }, ordinal: 0 };
        let mut stack = vec![Parent::Document(imported)];
        while let Some(parent) = stack.pop() {
            nodes.extend(self.plan.all_children(parent));
            stack.extend(self.plan.all_children(parent).iter().map(|node| Parent::Node(*node)));
        }
        nodes.sort_unstable();
        nodes
    }

    pub(crate) fn document(&self) -> DocumentId {
        self.plan
            .documents()
            .next()
            .map_or(DocumentId { record: RecordId { writer: WriterId(1), seq: 1 }, ordinal: 0 }, |d| d.id)
    }

    /// Learns all that another knows.
    pub(crate) fn learn(&mut self, records: &BTreeMap<RecordId, Record>) {
        self.known.extend(records.iter().map(|(id, record)| (*id, record.clone())));
        self.plan = refold(&self.readings, self.known.values().cloned());
    }

    pub(crate) fn act(&mut self, step: Step) {
        match step.verb % (VERBS + 3) {
            verb if verb < VERBS => {
                if let Some(undo) = self.commit(propose(self, verb, step.a, step.b), step.at) {
                    self.history.push(undo);
                }
            }
            verb if verb < VERBS + 2 => {
                if let Some(undo) = self.history.take_undo()
                    && let Some(back) = self.commit(undo.change(&self.plan).0, step.at)
                {
                    self.history.push_undone(back);
                }
            }
            _ => {
                if let Some(undo) = self.history.take_redo()
                    && let Some(back) = self.commit(undo.change(&self.plan).0, step.at)
                {
                    self.history.push_redone(back);
                }
            }
        }
    }
}

pub(crate) fn refold(readings: &Readings, records: impl IntoIterator<Item = Record>) -> Plan {
    fold(readings.iter().cloned(), records, &CancelToken::new()).expect("not cancelled")
}

/// One thing that happens: somebody does something, or learns from somebody.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) site: u8,
    pub(crate) verb: u8,
    pub(crate) a: u16,
    pub(crate) b: u16,
    pub(crate) at: i64,
    pub(crate) learns: Option<u8>,
}

pub(crate) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let step =
        (0..3u8, any::<u8>(), any::<u16>(), any::<u16>(), 0..50i64, prop::option::weighted(0.2, 0..3u8))
            .prop_map(|(site, verb, a, b, at, learns)| Step { site, verb, a, b, at, learns });
    prop::collection::vec(step, 1..most)
}

/// Three people: the first imports, the others learn of it, then the steps happen.
pub(crate) fn play(steps: &[Step]) -> Vec<Site> {
    let readings = drafts();
    let mut sites: Vec<Site> = (0..3).map(|number| Site::new(number, &readings)).collect();
    sites[0].import();
    let base = sites[0].known.clone();
    sites[1..].iter_mut().for_each(|site| site.learn(&base));
    for step in steps {
        match step.learns {
            Some(from) => {
                let records = sites[from as usize].known.clone();
                sites[step.site as usize].learn(&records);
            }
            None => sites[step.site as usize].act(*step),
        }
    }
    sites
}

/// All records of all sites, each once.
pub(crate) fn union(sites: &[Site]) -> Vec<Record> {
    let mut all = BTreeMap::new();
    for site in sites {
        all.extend(site.known.clone());
    }
    all.into_values().collect()
}

/// Number of verbs that `propose` knows.
pub(crate) const VERBS: u8 = 24 + verbs::MORE;

/// What verb number `verb` makes of the plan; empty when it does not fit.
pub(crate) fn propose(site: &Site, verb: u8, a: u16, b: u16) -> Change {
    let plan = &site.plan;
    let mut mint = site.mint();
    let document = site.document();
    let nodes = plan.walk(document);
    let pick = |at: u16| nodes.get(at as usize % nodes.len().max(1)).copied();
    let words = format!("文字{b}");
    let (Some(node), Some(other)) = (pick(a), pick(b)) else {
        return actions::set_project_note(plan, &words).unwrap_or_default();
    };
    let view = plan.node(node).expect("walked");
    let targets = view.targets();
    let target = targets.get(b as usize % targets.len().max(1)).map(TargetView::id);
    let notes = view.annotations();
    let parent = if b.is_multiple_of(5) { Parent::Document(document) } else { Parent::Node(other) };
    let children: Vec<NodeId> = plan.children(parent).collect();
    let before = children.get(a as usize % (children.len() + 1)).copied();
    let edit = actions::TargetEdit {
        indicator: Some(format!("指标{}", b % 3)),
        amount: Some(Amount::Single(f64::from(b % 5))),
        ..actions::TargetEdit::default()
    };
    let change = match verb {
        0 => actions::set_title(plan, node, if b.is_multiple_of(4) { "" } else { &words }),
        1 => actions::set_text(plan, node, &words),
        2 => actions::set_node_note(plan, node, &words),
        3 => actions::set_deadline(plan, node, Deadline { words, due: None, ongoing: b.is_multiple_of(2) }),
        4 => actions::assign(plan, node, &[Assignment::new(format!("单位{}", b % 4), Role::Lead)]),
        5 => actions::set_leader(plan, node, &words),
        6 => actions::set_target(plan, &mut mint, node, None, &edit),
        7 => actions::set_target(plan, &mut mint, node, target, &edit),
        8 => match target {
            Some(target) => actions::remove_target(plan, target),
            None => return Change::default(),
        },
        9 => actions::annotate(plan, &mut mint, node, "", None, &words, "市财政局"),
        10 => {
            let text = view.text();
            let quote: String = text.chars().skip(2).take(3).collect();
            let start = text.char_indices().nth(2).map(|(at, _)| at);
            actions::annotate(plan, &mut mint, node, &quote, start, &words, "")
        }
        11 => match notes.first() {
            Some(note) => actions::resolve(plan, note.id(), b.is_multiple_of(2)),
            None => return Change::default(),
        },
        12 => {
            let text = view.text();
            let at =
                text.char_indices().nth(1 + b as usize % text.chars().count().max(1)).map_or(0, |(at, _)| at);
            actions::split(plan, &mut mint, node, at)
        }
        13 => actions::merge(plan, node),
        14 | 15 => actions::move_node(plan, node, parent, before),
        16 => actions::add_task(plan, &mut mint, parent, before, &words),
        17 => actions::add_section(plan, &mut mint, parent, before, &words),
        18 => actions::remove(plan, Entity::Node(node)),
        19 => {
            let conflicts = plan.conflicts();
            let Some(conflict) = conflicts.get(a as usize % conflicts.len().max(1)) else {
                return Change::default();
            };
            let value = &conflict.values[b as usize % conflict.values.len()];
            actions::choose(plan, conflict.entity, conflict.field, value.write.id)
        }
        20 => {
            let units: Vec<_> = (0..3)
                .map(|at| ResponsibleUnit {
                    order: u32::from(at + b % 3),
                    group: "政府部门".into(),
                    full_name: format!("市第{}局", (at + b % 5) % 5),
                    ..ResponsibleUnit::default()
                })
                .collect();
            actions::enter_units(plan, &units)
        }
        21 => actions::set_first_unit(
            plan,
            [FirstUnit::Lead, FirstUnit::Collecting, FirstUnit::None][b as usize % 3],
        ),
        22 => match notes.first() {
            Some(note) => actions::remove(plan, Entity::Annotation(note.id())),
            None => actions::restore(plan, Entity::Node(node), Field::Leader, None),
        },
        verb if verb < VERBS - 1 => return verbs::propose(site, verb - 23, a, b),
        _ => {
            let (reading, read) = site.readings[1 - usize::from(b.is_multiple_of(3))].clone();
            let mut nodes: Vec<_> =
                plan.walk(document).into_iter().take(read.nodes.len() - 1).map(|node| (node, 0)).collect();
            let shift = a as usize;
            let count = read.nodes.len();
            for (at, slot) in nodes.iter_mut().enumerate() {
                slot.1 = ((at + shift) % count) as u32;
            }
            actions::adopt(plan, document, Adoption { reading, nodes, targets: Vec::new() })
        }
    };
    change.unwrap_or_default()
}
