//! Applying a change and then its undo leaves the shared state as it was; redo brings it again.

use crate::fold::assert_nothing_lost;
use crate::sites::{Site, VERBS, play, propose, steps, union};
use luoshi::{
    change::{actions, state_hash},
    model::{Adoption, Entity, Field, NodeId, Parent},
};
use proptest::prelude::*;

fn check(site: &mut Site, verb: u8, a: u16, b: u16) -> bool {
    let before = state_hash(&site.plan);
    let change = match verb {
        VERBS => {
            let (id, reading) = site.readings[1].clone();
            actions::import(&site.mint(), reading.source, "txt", "又一份.txt", id)
        }
        verb if verb > VERBS => {
            actions::remove(&site.plan, Entity::Document(site.document())).unwrap_or_default()
        }
        verb => propose(site, verb, a, b),
    };
    let marks = |site: &Site, nodes: &[NodeId]| -> Vec<_> {
        let state = |node: &NodeId| site.plan.node_state(*node).map(|state| state.touched);
        nodes.iter().map(|node| (site.plan.flags(*node).len(), state(node))).collect()
    };
    let nodes = site.nodes_of_records();
    let marked = marks(site, &nodes);
    let Some(undo) = site.commit(change, 99) else { return false };
    // A reading that puts living work under something gone brings that back, and says so; taking
    // the reading back does not bury it again. Choosing may choose a reading.
    if [19, VERBS - 1].contains(&verb) && marks(site, &nodes) != marked {
        return false;
    }
    let after = state_hash(&site.plan);
    let (back, left) = undo.change(&site.plan);
    assert!(left.is_empty(), "verb {verb}: nobody else changed anything: {left:?}");
    let redo = site.commit(back, 100).expect("a way back");
    assert_eq!(state_hash(&site.plan), before, "verb {verb}: undo");
    let (again, left) = redo.change(&site.plan);
    assert!(left.is_empty(), "verb {verb}: redo leaves {left:?}");
    let undo = site.commit(again, 101).expect("a way forth");
    assert_eq!(state_hash(&site.plan), after, "verb {verb}: redo");
    let (back, left) = undo.change(&site.plan);
    assert!(left.is_empty(), "verb {verb}: second undo leaves {left:?}");
    site.commit(back, 102).expect("a way back");
    assert_eq!(state_hash(&site.plan), before, "verb {verb}: second undo");
    assert_nothing_lost(&site.plan, &site.known.values().cloned().collect::<Vec<_>>());
    true
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::cases(100), max_shrink_iters: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_is_identity_for_every_verb(steps in steps(30), a in any::<u16>(), b in any::<u16>()) {
        let sites = play(&steps);
        let records = union(&sites).into_iter().map(|record| (record.id, record)).collect();
        for verb in 0..=VERBS + 1 {
            let mut site = Site::new(7, &sites[0].readings);
            site.learn(&records);
            check(&mut site, verb, a, b);
        }
    }
}

/// Ctrl+Z held down, then Ctrl+Y held down, then Ctrl+Z again: every state on the way comes back.
fn check_a_way_back_and_forth(site: &mut Site, verbs: &[(u8, u16, u16)]) -> usize {
    let mut states = vec![state_hash(&site.plan)];
    let mut done = Vec::new();
    for (at, (verb, a, b)) in (200..).zip(verbs) {
        // Adoptions may bring something back for good (see `check`).
        let verb = verb % (VERBS - 1);
        let change = propose(site, verb, *a, *b);
        if let Some(undo) = site.commit(change, at) {
            done.push(undo);
            states.push(state_hash(&site.plan));
        }
    }
    let steps = done.len();
    let mut time = 1_000;
    for round in 0..4 {
        let mut other = Vec::new();
        for step in 0..steps {
            time += 1;
            let undo = done.pop().expect("as many ways as steps");
            let (change, left) = undo.change(&site.plan);
            assert!(left.is_empty(), "round {round}, step {step}: {left:?}");
            other.push(site.commit(change, time).expect("a way"));
            let at = if round % 2 == 0 { steps - 1 - step } else { step + 1 };
            assert_eq!(state_hash(&site.plan), states[at], "round {round}, step {step}");
        }
        done = other;
    }
    steps
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::cases(200), max_shrink_iters: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn many_steps_go_back_and_forth(verbs in prop::collection::vec((any::<u8>(), 0..4u16, any::<u16>()), 1..14)) {
        let mut site = play(&[]).remove(0);
        check_a_way_back_and_forth(&mut site, &verbs);
    }
}

#[test]
fn one_field_set_many_times_goes_back_and_forth() {
    let mut site = play(&[]).remove(0);
    let verbs: Vec<_> = (0..4u8).flat_map(|verb| (0..5).map(move |value| (verb, 0, value))).collect();
    assert!(check_a_way_back_and_forth(&mut site, &verbs) > 10);
}

#[test]
fn the_law_is_tried_on_every_verb() {
    // So that the law above cannot pass by proposing nothing.
    for verb in (0..=VERBS + 1).filter(|verb| *verb != 19) {
        let tried = (0..40u16).any(|seed| {
            let mut site = play(&[]).remove(0);
            // Annotations and a directory to work on.
            for (verb, a) in [(9, 1), (9, seed), (20, 1)] {
                let change = propose(&site, verb, a, 2);
                site.commit(change, 2);
            }
            check(&mut site, verb, seed, seed.wrapping_mul(7) + 1)
        });
        assert!(tried, "verb {verb} was never possible");
    }
}

#[test]
fn an_adoption_taken_back_leaves_a_node_where_a_circle_had_put_it() {
    let mut site = play(&[]).remove(0);
    let document = site.document();
    let nodes = site.plan.walk(document);
    let (above, below) = (nodes[0], nodes[1]);
    let root = Parent::Document(document);
    let hangs = |site: &Site, node| site.plan.node_state(node).map(|state| state.parent);
    assert_eq!(hangs(&site, below), Some(Parent::Node(above)));
    // The second draft has both at the top, where somebody hangs one under the other.
    let adopt = |site: &Site| {
        let reading = site.readings[1].0;
        let adoption = Adoption { reading, nodes: vec![(above, 3), (below, 6)], targets: Vec::new() };
        actions::adopt(&site.plan, document, adoption).expect("another reading")
    };
    let newer = adopt(&site);
    let undo = site.commit(newer, 10).expect("adopted");
    let moved = actions::move_node(&site.plan, above, Parent::Node(below), None).expect("no circle");
    site.commit(moved, 11);
    let back = undo.change(&site.plan).0;
    site.commit(back, 12);
    // The first draft has them the other way round: a circle, that is why the top is as near as it gets.
    assert_eq!((hangs(&site, below), hangs(&site, above)), (Some(root), Some(Parent::Node(below))));
    let away = actions::move_node(&site.plan, above, root, None).expect("to the top");
    site.commit(away, 13);
    let before = state_hash(&site.plan);
    let newer = adopt(&site);
    let undo = site.commit(newer, 14).expect("adopted");
    let back = undo.change(&site.plan).0;
    site.commit(back, 15);
    assert_eq!(hangs(&site, below), Some(root));
    assert_eq!(state_hash(&site.plan), before);
}

#[test]
fn a_choice_taken_back_leaves_buried_what_the_draft_not_shown_would_need() {
    let mut sites = play(&[]);
    let document = sites[0].document();
    let nodes = sites[0].plan.walk(document);
    let (above, below) = (nodes[0], nodes[1]);
    let mut adopt = |site: usize, places: [u32; 2], at: i64| {
        let site: &mut Site = &mut sites[site];
        let reading = site.readings[1].0;
        let nodes = vec![(above, places[0]), (below, places[1])];
        let adoption = Adoption { reading, nodes, targets: Vec::new() };
        let change = actions::adopt(&site.plan, document, adoption).expect("another reading");
        site.commit(change, at).expect("adopted");
    };
    // One has the second under the first, the other, later, both at the top.
    adopt(1, [3, 4], 5);
    adopt(2, [6, 3], 9);
    let records = sites[1].known.clone();
    let mut site = sites.remove(2);
    site.learn(&records);
    let hangs = |site: &Site, node| site.plan.node_state(node).map(|state| state.parent);
    assert_eq!(hangs(&site, below), Some(Parent::Document(document)));
    let removed = actions::remove(&site.plan, Entity::Node(above)).expect("there");
    site.commit(removed, 10);
    let lives =
        |site: &Site| (site.plan.is_alive(Entity::Node(above)), site.plan.is_alive(Entity::Node(below)));
    assert_eq!(lives(&site), (false, true));
    let before = state_hash(&site.plan);
    let shown = site.plan.shown_write(Entity::Document(document), Field::Reading).expect("adopted").id;
    let chosen = actions::choose(&site.plan, Entity::Document(document), Field::Reading, shown);
    let undo = site.commit(chosen.expect("two adoptions"), 20).expect("chosen");
    let (back, left) = undo.change(&site.plan);
    assert!(left.is_empty(), "{left:?}");
    site.commit(back, 21);
    assert_eq!(lives(&site), (false, true));
    assert_eq!(state_hash(&site.plan), before);
}
