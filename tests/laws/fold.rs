//! The fold depends on the set of records alone, and loses nothing that is alive.

use crate::sites::{Site, Step, play, refold, steps, union};
use luoshi::{
    change::{Record, state_hash},
    model::{Entity, Field, Flag, NodeId, Parent, Plan, ReadingId, ResponsibleUnit, UnitId, normalised_name},
};
use proptest::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// All of a plan that people see, beyond its hash.
fn shown(plan: &Plan) -> (String, String, Vec<(NodeId, Vec<Flag>)>) {
    let nodes = plan.documents().flat_map(|document| plan.walk(document.id)).collect::<Vec<_>>();
    let flags = nodes.iter().map(|node| (*node, plan.node(*node).unwrap().flags())).collect();
    (state_hash(plan).to_string(), format!("{:?}{:?}", plan.conflicts(), plan.held()), flags)
}

/// Nothing alive hangs under something dead, nothing is listed twice, and there are no circles.
pub(crate) fn assert_nothing_lost(plan: &Plan, records: &[Record]) {
    let documents: BTreeSet<_> = records
        .iter()
        .flat_map(|record| &record.change.ops)
        .filter_map(|op| match op {
            luoshi::change::Op::CreateDocument { id, .. } => Some(*id),
            _ => None,
        })
        .collect();
    let reached: Vec<NodeId> = documents.iter().flat_map(|document| plan.walk(*document)).collect();
    let distinct: BTreeSet<NodeId> = reached.iter().copied().collect();
    assert_eq!(distinct.len(), reached.len(), "a node is listed twice");
    let mut all = BTreeSet::new();
    let mut stack: Vec<Parent> = documents.into_iter().map(Parent::Document).collect();
    while let Some(parent) = stack.pop() {
        for child in plan.all_children(parent) {
            assert!(all.insert(*child), "a circle, or a node in two places");
            stack.push(Parent::Node(*child));
        }
    }
    assert_eq!(all.len(), plan.node_count(), "a node hangs nowhere");
    for node in &distinct {
        for note in plan.node(*node).unwrap().annotations() {
            let first = note.reply_to().map(Entity::Annotation);
            assert!(first.is_none_or(|first| plan.is_alive(first)), "a reply to something removed");
        }
    }
    assert_units_are_found(plan);
    for (field, name) in Field::NAMES {
        let indexed: BTreeSet<NodeId> = plan.nodes_with(field).collect();
        let set = |node: &&NodeId| !plan.writes(Entity::Node(**node), field).is_empty();
        assert_eq!(indexed, all.iter().filter(set).copied().collect(), "{name}");
    }
    for node in all {
        assert_eq!(
            plan.is_alive(Entity::Node(node)),
            distinct.contains(&node),
            "{node} is alive and out of reach"
        );
    }
}

/// What the index finds by name is what a look at every unit finds.
fn assert_units_are_found(plan: &Plan) {
    let units = plan.directory();
    let names = units.iter().flat_map(|(_, unit)| {
        [&unit.full_name, &unit.short_name].into_iter().chain(&unit.aliases).filter(|name| !name.is_empty())
    });
    for name in names {
        let goes_by = |unit: &ResponsibleUnit| {
            [&unit.short_name]
                .into_iter()
                .chain(&unit.aliases)
                .any(|own| normalised_name(own) == normalised_name(name))
        };
        let direct = plan.unit_today(UnitId::of(name)).filter(|_| plan.knows(Entity::Unit(UnitId::of(name))));
        let by_scan = || units.iter().filter(|(_, unit)| goes_by(unit)).map(|(id, _)| *id).min();
        let expected = direct.or_else(|| plan.unit_today(by_scan()?));
        assert_eq!(plan.unit_named(name), expected, "{name}");
    }
}

fn shuffled(mut records: Vec<Record>, seed: u64) -> Vec<Record> {
    let twice: Vec<Record> = records.iter().step_by(3).cloned().collect();
    records.extend(twice);
    let mut state = seed | 1;
    for at in (1..records.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        records.swap(at, (state >> 33) as usize % (at + 1));
    }
    records
}

fn check(steps: &[Step], seed: u64) {
    let sites = play(steps);
    for Site { plan, known, readings, .. } in &sites {
        let records: Vec<Record> = known.values().cloned().collect();
        assert_eq!(shown(plan), shown(&refold(readings, records.clone())), "working on is not folding");
        assert_nothing_lost(plan, &records);
    }
    let readings = &sites[0].readings;
    let records = union(&sites);
    let straight = refold(readings, records.clone());
    assert_nothing_lost(&straight, &records);
    assert!(straight.held().is_empty(), "all has arrived");
    assert_eq!(shown(&straight), shown(&refold(readings, shuffled(records, seed))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::cases(400), max_shrink_iters: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_duplicates_and_route_do_not_matter_and_nothing_is_lost(steps in steps(40), seed in any::<u64>()) {
        check(&steps, seed);
    }

    #[test]
    fn what_arrives_later_ends_in_the_same_state(steps in steps(25), cut in any::<prop::sample::Index>()) {
        // A part of the records first, then all: the held ones find their place.
        let sites = play(&steps);
        let records = union(&sites);
        let part: Vec<Record> = records[cut.index(records.len())..].to_vec();
        let early = refold(&sites[0].readings, part.clone());
        assert_eq!(early.held().len() + applied(&early, &part), part.len());
        assert_eq!(shown(&refold(&sites[0].readings, records.clone())),
                   shown(&refold(&sites[0].readings, records.into_iter().rev())));
    }
}

fn applied(plan: &Plan, records: &[Record]) -> usize {
    records.iter().filter(|record| plan.held().iter().all(|held| held.id != record.id)).count()
}

#[test]
fn a_tree_as_deep_as_the_report_is_long_is_folded_and_hashed() {
    let depth = 5_000;
    let shape: Vec<Option<u32>> = (0..depth).map(|at: u32| at.checked_sub(1)).collect();
    let reading = Arc::new(crate::sites::reading("深", &shape));
    let readings = vec![(ReadingId::of(b"deep"), reading)];
    let mut site = Site::new(0, &readings);
    site.import();
    let records: Vec<Record> = site.known.values().cloned().collect();
    assert_eq!(site.plan.walk(site.document()).len(), depth as usize);
    assert_eq!(state_hash(&site.plan), state_hash(&refold(&readings, records)));
}
