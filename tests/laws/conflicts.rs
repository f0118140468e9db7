//! Two people who do not know of one another.

use crate::{
    fold::assert_nothing_lost,
    sites::{Site, drafts, refold, union},
};
use luoshi::{
    change::{Change, actions, state_hash},
    model::{Anchor, Entity, Field, Flag, NodeId, Parent, Value},
};

/// Two people who both know the imported report.
fn pair() -> (Site, Site, Vec<NodeId>) {
    let readings = drafts();
    let (mut one, mut two) = (Site::new(0, &readings), Site::new(1, &readings));
    one.import();
    two.learn(&one.known.clone());
    let nodes = one.plan.walk(one.document());
    (one, two, nodes)
}

/// Both learn all; they must then show the same.
fn meet(one: &mut Site, two: &mut Site) {
    let records = one.known.clone();
    one.learn(&two.known);
    two.learn(&records);
    assert_eq!(state_hash(&one.plan), state_hash(&two.plan));
    assert_nothing_lost(&one.plan, &one.known.values().cloned().collect::<Vec<_>>());
}

fn act(site: &mut Site, at: i64, change: Result<Change, actions::ActionError>) {
    site.commit(change.unwrap(), at).expect("something to write");
}

#[test]
fn both_values_are_kept_the_later_is_shown_and_choosing_settles() {
    let (mut one, mut two, nodes) = pair();
    let node = nodes[3];
    let change = actions::set_leader(&one.plan, node, "县长");
    act(&mut one, 20, change);
    let change = actions::set_leader(&two.plan, node, "副县长");
    act(&mut two, 10, change);
    meet(&mut one, &mut two);
    let plan = &one.plan;
    assert_eq!(plan.node(node).unwrap().leader(), "县长", "the later wall time");
    let conflicts = plan.conflicts();
    assert_eq!(conflicts.len(), 1);
    let values: Vec<_> = conflicts[0].values.iter().map(|value| value.write.value.clone().unwrap()).collect();
    assert_eq!(values, [Value::Text("县长".into()), Value::Text("副县长".into())]);
    let loser = conflicts[0].values[1].write.id;
    let change = actions::choose(&two.plan, Entity::Node(node), Field::Leader, loser);
    act(&mut two, 30, change);
    meet(&mut one, &mut two);
    assert!(one.plan.conflicts().is_empty());
    assert_eq!(one.plan.node(node).unwrap().leader(), "副县长");
}

#[test]
fn different_fields_merge_silently() {
    let (mut one, mut two, nodes) = pair();
    let change = actions::set_leader(&one.plan, nodes[3], "县长");
    act(&mut one, 1, change);
    let change = actions::set_node_note(&two.plan, nodes[3], "注意");
    act(&mut two, 2, change);
    meet(&mut one, &mut two);
    assert!(one.plan.conflicts().is_empty());
    let node = one.plan.node(nodes[3]).unwrap();
    assert_eq!((node.leader(), node.note(), node.flags().len()), ("县长", "注意", 0));
}

#[test]
fn a_move_that_would_make_a_circle_is_skipped_and_flagged() {
    let (mut one, mut two, nodes) = pair();
    let change = actions::move_node(&one.plan, nodes[0], Parent::Node(nodes[5]), None);
    act(&mut one, 1, change);
    let change = actions::move_node(&two.plan, nodes[5], Parent::Node(nodes[0]), None);
    act(&mut two, 2, change);
    meet(&mut one, &mut two);
    let flagged = |site: &Site| -> Vec<NodeId> {
        nodes.iter().copied().filter(|node| site.plan.flags(*node).contains(&Flag::MoveSkipped)).collect()
    };
    assert_eq!(flagged(&one), [nodes[5]], "the second in order");
    assert_eq!(flagged(&one), flagged(&two));
    let records = union(&[one, two]);
    let forth = refold(&drafts(), records.clone());
    let back = refold(&drafts(), records.into_iter().rev());
    assert_eq!(state_hash(&forth), state_hash(&back));
}

/// One removes, the other works on the removed; whoever comes first in the order of records, the
/// task comes back, flagged.
fn comes_back(removed: usize, edited: usize, delay: bool, edit: impl Fn(&Site, NodeId) -> Change) {
    let (mut one, mut two, nodes) = pair();
    if delay {
        // Pushes the edit behind the removal in the order of records.
        let change = actions::set_project_note(&two.plan, "别的事");
        act(&mut two, 1, change);
    } else {
        let change = actions::set_project_note(&one.plan, "别的事");
        act(&mut one, 1, change);
    }
    let change = actions::remove(&one.plan, Entity::Node(nodes[removed]));
    act(&mut one, 2, change);
    let change = edit(&two, nodes[edited]);
    act(&mut two, 3, Ok(change));
    meet(&mut one, &mut two);
    let back = Entity::Node(nodes[edited]);
    assert!(one.plan.is_alive(back) && one.plan.is_alive(Entity::Node(nodes[removed])), "delay {delay}");
    assert!(one.plan.flags(nodes[edited]).contains(&Flag::Revived));
    // Removing it again, now knowing all, is final; taking that back brings it back.
    let before = state_hash(&one.plan);
    let change = actions::remove(&one.plan, back).unwrap();
    let undo = one.commit(change, 4).unwrap();
    assert!(!one.plan.is_alive(back));
    let (change, left) = undo.change(&one.plan);
    assert!(left.is_empty());
    one.commit(change, 5);
    assert_eq!(state_hash(&one.plan), before);
}

#[test]
fn a_task_removed_by_one_and_worked_on_by_another_comes_back() {
    for delay in [false, true] {
        for (removed, edited) in [(3, 3), (1, 3), (0, 2)] {
            comes_back(removed, edited, delay, |site, node| {
                actions::set_leader(&site.plan, node, "县长").unwrap()
            });
            comes_back(removed, edited, delay, |site, node| {
                actions::annotate(&site.plan, &mut site.mint(), node, "", None, "看", "").unwrap()
            });
            comes_back(removed, edited, delay, |site, node| {
                let target = site.plan.node(node).unwrap().targets()[0].id();
                let edit =
                    actions::TargetEdit { by: Some("2026年".into()), ..actions::TargetEdit::default() };
                actions::set_target(&site.plan, &mut site.mint(), node, Some(target), &edit).unwrap()
            });
        }
        comes_back(3, 3, delay, |site, node| {
            actions::move_node(&site.plan, node, Parent::Document(site.document()), None).unwrap()
        });
    }
}

#[test]
fn an_annotation_moved_by_two_hangs_in_one_place() {
    let (mut one, mut two, nodes) = pair();
    let change = actions::annotate(&one.plan, &mut one.mint(), nodes[3], "", None, "看", "");
    act(&mut one, 1, change);
    meet(&mut one, &mut two);
    let note = one.plan.node(nodes[3]).unwrap().annotations()[0].id();
    // As split and merge write it.
    let anchor = |site: &Site, node: NodeId| {
        let value = Some(Value::Anchor(Anchor { node, quote: String::new(), start: None }));
        actions::restore(&site.plan, Entity::Annotation(note), Field::Anchor, value)
    };
    let change = anchor(&one, nodes[2]);
    act(&mut one, 5, change);
    let change = anchor(&two, nodes[7]);
    act(&mut two, 4, change);
    meet(&mut one, &mut two);
    let places: Vec<_> =
        nodes.iter().filter(|node| !one.plan.node(**node).unwrap().annotations().is_empty()).collect();
    assert_eq!(places, [&nodes[2]]);
}
