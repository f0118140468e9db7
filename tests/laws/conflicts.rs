//! Two people who do not know of one another.

use crate::{
    fold::assert_nothing_lost,
    sites::{Site, drafts, refold, union},
};
use luoshi::{
    change::{Change, actions, state_hash},
    model::{
        Anchor, CivilDate, Entity, Field, Flag, NodeId, Parent, ResponsibleUnit, TaskStatus, UnitId, Value,
    },
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

/// Two people set one field of one thing: both values are kept, the later is shown, choosing settles.
fn contested(
    prepare: impl Fn(&mut Site, &[NodeId]) -> Entity,
    field: Field,
    set: impl Fn(&Site, Entity, usize) -> Result<Change, actions::ActionError>,
) {
    let (mut one, mut two, nodes) = pair();
    let entity = prepare(&mut one, &nodes);
    meet(&mut one, &mut two);
    let change = set(&one, entity, 0);
    act(&mut one, 5, change);
    let change = set(&two, entity, 1);
    act(&mut two, 4, change);
    meet(&mut one, &mut two);
    let conflict = one.plan.conflict(entity, field);
    assert_eq!(conflict.values.len(), 2, "{field:?}");
    assert_eq!(one.plan.conflicts(), std::slice::from_ref(&conflict));
    assert_eq!(conflict.values[0].write.stamp.at, 5, "the later is shown");
    let change = actions::choose(&two.plan, entity, field, conflict.values[1].write.id);
    act(&mut two, 6, change);
    meet(&mut one, &mut two);
    assert!(one.plan.conflicts().is_empty());
    assert_eq!(one.plan.set_value(entity, field), conflict.values[1].write.value.as_ref());
}

#[test]
fn fields_of_nodes_annotations_and_units_conflict_one_by_one() {
    let node = |_: &mut Site, nodes: &[NodeId]| Entity::Node(nodes[3]);
    let as_node = |entity: Entity| match entity {
        Entity::Node(node) => node,
        other => panic!("{other}"),
    };
    contested(node, Field::Status, |site, entity, at| {
        let status = [TaskStatus::Done, TaskStatus::Mixed][at];
        actions::set_status(&site.plan, as_node(entity), status)
    });
    contested(node, Field::Marker, |site, entity, at| {
        actions::set_marker(&site.plan, as_node(entity), ["一、", "二、"][at])
    });
    let note = |site: &mut Site, nodes: &[NodeId]| {
        let change = actions::annotate(&site.plan, &mut site.mint(), nodes[3], "", None, "看", "");
        act(site, 2, change);
        Entity::Annotation(site.plan.node(nodes[3]).unwrap().annotations()[0].id())
    };
    contested(note, Field::Body, |site, entity, at| {
        let Entity::Annotation(note) = entity else { panic!("{entity}") };
        actions::set_annotation(&site.plan, note, ["核对", "再核对"][at])
    });
    let unit = |site: &mut Site, _: &[NodeId]| {
        let units = ["市财政局", "市教育局"]
            .map(|name| ResponsibleUnit { full_name: name.into(), ..ResponsibleUnit::default() });
        let change = actions::enter_units(&site.plan, &units);
        act(site, 2, change);
        Entity::Unit(units[0].id())
    };
    let edit = |field: Field| {
        move |site: &Site, entity: Entity, at: usize| {
            let Entity::Unit(id) = entity else { panic!("{entity}") };
            let mut unit = site.plan.directory_unit(id);
            match field {
                Field::Aliases => unit.aliases = vec![["财政", "财局"][at].into()],
                Field::Posts => unit.posts = vec![("局长".into(), ["甲", "乙"][at].into())],
                _ => {
                    let since = CivilDate::new(2026, 1 + at as u8, 1);
                    unit.merged_into = Some((UnitId::of("市教育局"), since));
                }
            }
            actions::edit_unit(&site.plan, id, &unit)
        }
    };
    for field in [Field::Aliases, Field::Posts, Field::MergedInto] {
        contested(unit, field, edit(field));
    }
}

#[test]
fn a_reply_that_the_remover_had_not_seen_keeps_the_thread() {
    for delay in [false, true] {
        let (mut one, mut two, nodes) = pair();
        let change = actions::annotate(&one.plan, &mut one.mint(), nodes[3], "", None, "看", "");
        act(&mut one, 1, change);
        meet(&mut one, &mut two);
        let note = one.plan.node(nodes[3]).unwrap().annotations()[0].id();
        if delay {
            let change = actions::set_project_note(&two.plan, "别的事");
            act(&mut two, 2, change);
        }
        let change = actions::remove(&one.plan, Entity::Annotation(note));
        act(&mut one, 3, change);
        let change = actions::reply(&two.plan, &mut two.mint(), note, "已核对", "市财政局");
        act(&mut two, 3, change);
        meet(&mut one, &mut two);
        let thread = one.plan.node(nodes[3]).unwrap().annotations();
        let answers: Vec<_> = thread.iter().map(luoshi::model::AnnotationView::reply_to).collect();
        assert_eq!(answers, [None, Some(note)]);
        // Removed with all its replies, it is gone for good.
        let change = actions::remove(&one.plan, Entity::Annotation(note));
        act(&mut one, 4, change);
        meet(&mut one, &mut two);
        assert!(one.plan.node(nodes[3]).unwrap().annotations().is_empty());
    }
}

#[test]
fn a_renamed_unit_answers_to_its_old_name_and_mergers_are_followed() {
    let (mut one, _, _) = pair();
    let named = |name: &str| ResponsibleUnit { full_name: name.into(), ..ResponsibleUnit::default() };
    let units = [named("市工信局"), named("市商务局"), named("市经贸委")];
    let change = actions::enter_units(&one.plan, &units);
    act(&mut one, 1, change);
    let mut renamed = one.plan.directory_unit(units[0].id());
    renamed.full_name = "市工业和信息化局".into();
    let change = actions::edit_unit(&one.plan, units[0].id(), &renamed);
    act(&mut one, 2, change);
    assert_eq!(one.plan.unit_named("市工信局"), Some(renamed.id()));
    assert_eq!(one.plan.directory_unit(renamed.id()).aliases, ["市工信局"]);
    assert_eq!(one.plan.directory().len(), 3);
    let mut merged = one.plan.directory_unit(units[2].id());
    merged.merged_into = Some((renamed.id(), CivilDate::new(2019, 1, 1)));
    let change = actions::edit_unit(&one.plan, units[2].id(), &merged);
    act(&mut one, 3, change);
    assert_eq!(one.plan.unit_named("市经贸委"), Some(renamed.id()));
    // A unit that is there is not written over by another that takes its name.
    let mut taken = one.plan.directory_unit(units[1].id());
    taken.full_name = "市工业和信息化局".into();
    let refused = actions::edit_unit(&one.plan, units[1].id(), &taken);
    assert!(matches!(refused, Err(actions::ActionError::Impossible("full_name", _))), "{refused:?}");
    // No unit is merged into itself, by however many steps.
    let mut round = one.plan.directory_unit(renamed.id());
    round.merged_into = Some((units[2].id(), None));
    assert_eq!(actions::edit_unit(&one.plan, renamed.id(), &round), Err(actions::ActionError::Circle));
}

#[test]
fn a_corrected_title_is_kept_when_tasks_are_merged_or_split() {
    let (mut one, _, nodes) = pair();
    for (at, node, title) in [(1, nodes[2], "扩建学校"), (2, nodes[3], "改好的题")] {
        let change = actions::set_title(&one.plan, node, title);
        act(&mut one, at, change);
    }
    let change = actions::merge(&one.plan, nodes[2]);
    act(&mut one, 3, change);
    let wording = one.plan.node(nodes[2]).unwrap().wording();
    assert!(wording.starts_with("扩建学校") && wording.contains("改好的题"), "{wording}");
}
