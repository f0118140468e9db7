//! The data of the rows: what makes them anew, what they say, and where dragged rows land.

use super::{
    filter::Filter,
    found::{Counts, Found},
    landing::{Lifted, Mark, Refusal, landing},
    rows::Rows,
    shape::Shape,
};
use crate::change::{Change, Mint, Op, Record, actions, apply};
use crate::model::{
    DocumentId, Entity, Field, NodeId, NodeKind, Parent, Plan, ReadNode, Reading, ReadingId, RecordId,
    SourceId, SourceSpan, Stamp, TaskStatus, UnitList, Value, WriterId,
};
use std::{fmt::Write as _, sync::Arc};

/// Sections of four tasks each, written one after the other.
struct Project {
    plan: Plan,
    document: DocumentId,
    seq: u64,
}

impl Project {
    fn new(sections: u32) -> Self {
        let mut text = String::new();
        let mut nodes = Vec::new();
        for section in 0..sections {
            let parent = nodes.len() as u32;
            for task in 0..5 {
                let start = text.len();
                writeln!(text, "第{section}节第{task}项。").expect("a string takes it");
                let span = SourceSpan::new(start, text.len() - 1);
                nodes.push(ReadNode {
                    parent: (task > 0).then_some(parent),
                    kind: if task == 0 { NodeKind::Section } else { NodeKind::Task },
                    level: 1,
                    marker: SourceSpan::default(),
                    title: span,
                    span,
                    pieces: vec![span],
                    clauses: Vec::new(),
                    doers: Vec::new(),
                    units: UnitList::default(),
                    deadline: None,
                    deadline_from: None,
                    status: TaskStatus::Planned,
                    confidence: 0.9,
                    rule: "section.numbered".into(),
                });
            }
        }
        let mut reading = Reading::over(Arc::from(text.as_str()), SourceId::of(text.as_bytes()));
        reading.nodes = nodes;
        let id = ReadingId::of(text.as_bytes());
        let mut plan = Plan::new();
        plan.add_reading(id, Arc::new(reading));
        let mint = Mint::new(record(1));
        let mut project = Self { plan, document: mint.document(), seq: 1 };
        let source = SourceId::of(text.as_bytes());
        project.commit(actions::import(&mint, source, "txt", "方案.txt", id));
        project
    }

    fn commit(&mut self, change: Change) {
        let stamp = Stamp { at: self.seq.cast_signed(), ..Stamp::default() };
        let record = Record { id: record(self.seq), lamport: self.plan.lamport() + 1, stamp, change };
        apply(&mut self.plan, &record).expect("the record applies");
        self.seq += 1;
    }

    fn mint(&self) -> Mint {
        Mint::new(record(self.seq))
    }

    /// The task `task` of a section, from 1; the section itself is 0.
    fn node(&self, section: usize, task: usize) -> NodeId {
        let top = self.plan.children(Parent::Document(self.document)).nth(section).expect("a section");
        match task.checked_sub(1) {
            Some(task) => self.plan.children(Parent::Node(top)).nth(task).expect("a task"),
            None => top,
        }
    }
}

fn record(seq: u64) -> RecordId {
    RecordId { writer: WriterId(1), seq }
}

#[test]
fn edits_of_words_make_no_row_anew() {
    let mut project = Project::new(3);
    let mut rows = Rows::default();
    rows.refresh(&project.plan);
    let made = rows.generation();
    let task = project.node(1, 2);
    for words in ["一", "二", "三"] {
        project.commit(actions::set_title(&project.plan, task, words).expect("a title"));
        project.commit(actions::set_node_note(&project.plan, task, words).expect("a note"));
        rows.refresh(&project.plan);
    }
    for _ in 0..100 {
        rows.refresh(&project.plan);
    }
    assert_eq!(rows.generation(), made);
    project.commit(
        actions::move_node(&project.plan, task, Parent::Node(project.node(0, 0)), None).expect("a move"),
    );
    rows.refresh(&project.plan);
    assert_eq!(rows.generation(), made + 1);
    rows.toggle(Parent::Node(project.node(0, 0)));
    rows.refresh(&project.plan);
    rows.refresh(&project.plan);
    assert_eq!((rows.generation(), rows.len()), (made + 2, 10));
}

#[test]
fn under_a_filter_only_what_enters_or_leaves_it_makes_rows_anew() {
    let mut project = Project::new(3);
    let mut rows = Rows::default();
    rows.toggle_filter(Filter::Notes, Some(project.document));
    rows.refresh(&project.plan);
    assert!(rows.is_empty());
    let made = rows.generation();
    let task = project.node(1, 2);
    project.commit(actions::set_title(&project.plan, task, "新").expect("a title"));
    rows.refresh(&project.plan);
    assert_eq!(rows.generation(), made);
    let mut mint = project.mint();
    project
        .commit(actions::annotate(&project.plan, &mut mint, task, "", None, "请核", "").expect("a comment"));
    rows.refresh(&project.plan);
    assert_eq!((rows.generation(), rows.len()), (made + 1, 2));
    let row = rows.row(1).expect("the task");
    assert_eq!(
        (row.of.node(), row.level, row.position, row.set_size, row.matches),
        (Some(task), 1, 1, 1, true)
    );
    assert!(!rows.row(0).expect("its section").matches);
    project.commit(actions::remove(&project.plan, Entity::Node(task)).expect("a removal"));
    rows.refresh(&project.plan);
    assert!(rows.is_empty());
}

#[test]
fn a_set_of_nodes_is_shown_with_what_it_hangs_under() {
    let project = Project::new(4);
    let wanted = vec![project.node(3, 1), project.node(0, 2), project.node(0, 4)];
    let mut rows = Rows::default();
    rows.toggle_filter(Filter::nodes(wanted), None);
    rows.refresh(&project.plan);
    let shown: Vec<_> = rows.nodes(0..=9).collect();
    let places = [(0, 0), (0, 2), (0, 4), (3, 0), (3, 1)];
    assert_eq!(shown, places.map(|(section, task)| project.node(section, task)));
    assert_eq!(rows.row(2).map(|row| (row.position, row.set_size)), Some((2, 2)));
    assert_eq!(rows.row(3).map(|row| (row.position, row.set_size)), Some((2, 2)));
    rows.show_all();
    rows.refresh(&project.plan);
    assert_eq!(rows.len(), 20);
}

#[test]
fn positions_are_known_folded_or_not() {
    let project = Project::new(5);
    let mut rows = Rows::default();
    rows.fold([Parent::Node(project.node(1, 0))]);
    rows.refresh(&project.plan);
    assert_eq!(rows.position(project.node(2, 0)), Some(6));
    assert_eq!(rows.position(project.node(1, 3)), None);
    assert_eq!(rows.near(&project.plan, project.node(1, 3)), Some(5));
    rows.reveal(&project.plan, project.node(1, 3));
    assert_eq!(rows.position(project.node(1, 3)), Some(8));
    rows.collapse_all(&project.plan);
    rows.refresh(&project.plan);
    assert_eq!((rows.len(), rows.folded().count()), (5, 5));
}

#[test]
fn what_hangs_under_another_selected_node_is_no_root() {
    let project = Project::new(3);
    let mut rows = Rows::default();
    rows.refresh(&project.plan);
    let nodes = [project.node(2, 1), project.node(0, 2), project.node(0, 0), project.node(1, 1)];
    let ordered = rows.in_order(nodes);
    assert_eq!(ordered, [nodes[2], nodes[1], nodes[3], nodes[0]]);
    assert_eq!(rows.roots(&ordered), [nodes[2], nodes[3], nodes[0]]);
}

#[test]
fn the_pointer_says_before_into_and_behind() {
    let project = Project::new(2);
    let mut rows = Rows::default();
    rows.refresh(&project.plan);
    let dragged = lifted(&project.plan, &[project.node(1, 3)]);
    let at = |y: f32, level: usize| landing(&rows, &project.plan, &dragged, (y, level)).expect("a landing");
    let first = Parent::Node(project.node(0, 0));
    let before = at(2.1, 9);
    assert_eq!((before.parent, before.before), (first, Some(project.node(0, 2))));
    assert_eq!(before.mark, Mark::Line { at: 2, level: 1 });
    let into = at(2.5, 0);
    assert_eq!((into.parent, into.before), (Parent::Node(project.node(0, 2)), None));
    assert_eq!(into.mark, Mark::Frame { at: 2 });
    // Behind the last task of a section: by its depth inside the section, or behind the section.
    let inside = at(4.9, 5);
    assert_eq!((inside.parent, inside.before), (first, None));
    let behind = at(4.9, 0);
    assert_eq!(
        (behind.parent, behind.before),
        (Parent::Document(project.document), Some(project.node(1, 0)))
    );
    assert_eq!(behind.mark, Mark::Line { at: 5, level: 0 });
    // Behind an open section is before its first task; under the last row is the end.
    assert_eq!(at(0.9, 0).before, Some(project.node(0, 1)));
    assert_eq!(at(40.0, 0).parent, Parent::Document(project.document));
    // Before itself is before what follows it.
    assert_eq!(at(8.1, 1).before, Some(project.node(1, 4)));
}

#[test]
fn rows_dragged_together_land_behind_none_of_themselves() {
    let project = Project::new(2);
    let mut rows = Rows::default();
    rows.refresh(&project.plan);
    let dragged = lifted(&project.plan, &[2, 3].map(|at| project.node(1, at)));
    for y in [7.1, 8.1] {
        let at = landing(&rows, &project.plan, &dragged, (y, 1)).expect("a landing");
        assert_eq!(at.before, Some(project.node(1, 4)), "{y}");
    }
    assert!(dragged.contains(project.node(1, 3)));
    let into = landing(&rows, &project.plan, &dragged, (7.5, 1)).expect("a landing");
    assert_eq!(into.refusal, Some(Refusal::Itself));
}

fn lifted(plan: &Plan, nodes: &[NodeId]) -> Lifted {
    Lifted::of(plan, nodes.to_vec()).expect("rows that are there")
}

#[test]
fn nothing_lands_under_itself() {
    let project = Project::new(2);
    let mut rows = Rows::default();
    rows.refresh(&project.plan);
    let dragged = lifted(&project.plan, &[project.node(0, 0)]);
    for y in [0.5, 1.5, 2.1, 4.9] {
        let landing = landing(&rows, &project.plan, &dragged, (y, 5)).expect("a landing");
        assert_eq!(landing.refusal, Some(Refusal::Itself), "{y}");
    }
    assert_eq!(landing(&rows, &project.plan, &dragged, (7.5, 0)).expect("a landing").refusal, None);
}

#[test]
fn counts_kept_edit_by_edit_are_those_counted_afresh() {
    let mut project = Project::new(6);
    let document = Some(project.document);
    let mut kept = Counts::default();
    kept.refresh(&project.plan, document);
    let fresh = |plan: &Plan| -> Found {
        let mut counts = Counts::default();
        counts.refresh(plan, document);
        counts.found().clone()
    };
    let unit = |name: &str| crate::model::Assignment::new(name, crate::model::Role::Responsible);
    for turn in 0..40_usize {
        let under = project.plan.children(Parent::Node(project.node(turn % 4, 0))).count();
        let task = project.node(turn % 4, (turn % 3 + 1).min(under));
        let plan = &project.plan;
        let mut mint = project.mint();
        let change = match turn % 6 {
            0 => actions::assign(plan, task, &[unit("县发改局"), unit(["县财政局", "县统计局"][turn % 2])]),
            1 => actions::annotate(plan, &mut mint, task, "", None, "请核", ""),
            2 => actions::add_task(plan, &mut mint, Parent::Node(project.node(turn % 4, 0)), None, "新任务"),
            3 => actions::remove(plan, Entity::Node(task)),
            4 => actions::assign(plan, task, &[]),
            _ => actions::set_kind(plan, task, NodeKind::Section),
        };
        project.commit(change.expect("an edit"));
        kept.refresh(&project.plan, document);
        assert_eq!(*kept.found(), fresh(&project.plan), "turn {turn}");
    }
    assert!(kept.found().units.len() > 1 && kept.found().notes > 0);
}

#[test]
fn places_followed_edit_by_edit_are_those_made_afresh() {
    let mut project = Project::new(7);
    let (document, text) = (project.document, "另一份报告");
    let mut kept = Shape::default();
    let said = |shape: &Shape| -> Vec<_> {
        let places = shape.places().iter();
        places.map(|at| (at.of, at.level, at.position, at.set_size, at.end)).collect()
    };
    // A simple stream of numbers that is the same at every run.
    let mut seed = 7_usize;
    let mut pick = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most.max(1)
    };
    let mut removed: Vec<NodeId> = Vec::new();
    for turn in 0..600 {
        if turn == 300 {
            let mut reading = Reading::over(Arc::from(text), SourceId::of(text.as_bytes()));
            reading.nodes = Vec::new();
            let id = ReadingId::of(text.as_bytes());
            project.plan.add_reading(id, Arc::new(reading));
            let mint = project.mint();
            project.commit(actions::import(&mint, SourceId::of(text.as_bytes()), "txt", "二.txt", id));
        }
        let nodes: Vec<NodeId> = project.plan.walk(document);
        let (node, other) = (nodes[pick(nodes.len())], nodes[pick(nodes.len())]);
        let plan = &project.plan;
        let parent = if pick(4) == 0 { Parent::Document(document) } else { Parent::Node(other) };
        let children: Vec<NodeId> = plan.children(parent).collect();
        let before = children.get(pick(children.len() + 1)).copied().filter(|before| *before != node);
        let mut mint = project.mint();
        let change = match pick(8) {
            0 | 1 => actions::move_node(plan, node, parent, before),
            2 => actions::add_task(plan, &mut mint, parent, before, "新任务"),
            3 if nodes.len() > 12 => {
                removed.push(node);
                actions::remove(plan, Entity::Node(node))
            }
            4 if !removed.is_empty() => {
                let entity = Entity::Node(removed[pick(removed.len())]);
                let over = plan.writes(entity, Field::Alive).iter().map(|write| write.id).collect();
                let value = Some(Value::Flag(true));
                let set =
                    Op::Set { entity, field: Field::Alive, value, over, restores: None, seen: Vec::new() };
                Ok(Change { label: "restore".into(), ops: vec![set] })
            }
            5 => actions::set_title(plan, node, "新"),
            6 => actions::duplicate(plan, &mut mint, &[node]),
            _ => actions::set_kind(plan, node, NodeKind::Section),
        };
        if let Ok(change) = change {
            project.commit(change);
        }
        // Several edits at once, now and then.
        if pick(3) > 0 {
            kept.refresh(&project.plan);
            let mut fresh = Shape::default();
            fresh.refresh(&project.plan);
            assert_eq!(said(&kept), said(&fresh), "turn {turn}");
            for (at, place) in fresh.places().iter().enumerate() {
                assert!(place.of.node().is_none_or(|node| kept.at(node) == Some(at)), "turn {turn}");
            }
            assert!(removed.iter().all(|node| kept.at(*node) == fresh.at(*node)), "turn {turn}");
        }
    }
}
