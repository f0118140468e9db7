//! Verbs on several nodes, on kinds and numerals, on threads of annotations and on the directory.

use crate::sites::Site;
use luoshi::{
    change::{Change, actions},
    model::{
        AnnotationId, Assignment, CivilDate, Entity, Field, NodeId, NodeKind, Parent, Plan, ResponsibleUnit,
        Role, SourceSpan, TaskStatus, UnitId, Value,
    },
    outline::{outline_markdown, read_markdown},
};

/// Number of verbs that `propose` knows.
pub(crate) const MORE: u8 = 18;

/// What verb number `verb` makes of the plan; empty when it does not fit.
pub(crate) fn propose(site: &Site, verb: u8, a: u16, b: u16) -> Change {
    let plan = &site.plan;
    let mut mint = site.mint();
    let document = site.document();
    let nodes = plan.walk(document);
    let pick = |at: u16| nodes[at as usize % nodes.len()];
    let (node, other) = (pick(a), pick(b));
    let several = [node, other, pick(a.wrapping_mul(3)), node];
    let parent = if b.is_multiple_of(5) { Parent::Document(document) } else { Parent::Node(other) };
    let children: Vec<NodeId> = plan.children(parent).collect();
    let before = children.get(a as usize % (children.len() + 1)).copied();
    let note = note(plan, &nodes, a);
    let unit = unit(plan, a);
    let change = match verb {
        0 => {
            let section = plan.node(node).is_some_and(|view| view.kind() == NodeKind::Section);
            actions::set_kind(plan, node, if section { NodeKind::Task } else { NodeKind::Section })
        }
        1 => actions::set_status(plan, node, TaskStatus::ALL[b as usize % 3]),
        2 => actions::set_marker(plan, node, ["", "一、", "（3）", "★"][b as usize % 4]),
        3 => actions::renumber(plan, parent),
        4 => actions::duplicate(plan, &mut mint, &several),
        5 => {
            let markdown = outline_markdown(plan, &several[..=b as usize % 3]);
            actions::paste(plan, &mut mint, parent, before, &read_markdown(&markdown, None))
        }
        6 | 7 => actions::move_all(plan, &several, parent, before),
        8 => actions::remove_all(plan, &several[..=b as usize % 3]),
        9 => {
            let list = |at: u16| vec![Assignment::new(format!("单位{}", at % 4), Role::ALL[b as usize % 4])];
            actions::assign_all(plan, &[(node, list(a)), (other, list(b)), (node, list(a / 3))])
        }
        10 => match note {
            Some(note) => actions::set_annotation(plan, note, &format!("改为{b}")),
            None => return Change::default(),
        },
        11 => match note {
            Some(note) => actions::reply(plan, &mut mint, note, &format!("答{b}"), "市财政局"),
            None => return Change::default(),
        },
        12 => {
            let (field, value) = match b % 4 {
                0 => (Field::Status, Some(Value::Status(TaskStatus::Done))),
                1 => (Field::Marker, None),
                2 => (Field::Kind, Some(Value::Kind(NodeKind::Section))),
                _ => (Field::Title, Some(Value::Text(format!("旧题{a}")))),
            };
            actions::restore(plan, Entity::Node(node), field, value)
        }
        13 => match unit {
            Some((id, unit)) => actions::edit_unit(plan, id, &edited(plan, unit, b)),
            None => return Change::default(),
        },
        14 => match unit {
            Some((id, _)) => actions::remove_unit(plan, id),
            None => return Change::default(),
        },
        15 => {
            let text = plan.node(node).map(|view| view.text()).unwrap_or_default();
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = |seed: u16| bounds[seed as usize % bounds.len()];
            let (from, to) = (at(a).min(at(b)), at(a).max(at(b)));
            actions::extract_task(plan, &mut mint, node, from..to)
        }
        16 => {
            let reading = plan.document(document).and_then(|view| view.reading());
            let words = reading.map_or(0, |reading| reading.text.len());
            // A passage of whole characters somewhere in the report.
            let text = reading.map_or("", |reading| &*reading.text);
            let cut =
                |at: usize| (0..=at.min(words)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let from = cut(a as usize % (words + 1));
            let passage = SourceSpan::new(from, cut(from + 3 + b as usize % 60));
            actions::take_up(plan, &mut mint, parent, before, passage)
        }
        _ => {
            let mut order: Vec<UnitId> = plan.directory().into_iter().map(|(id, _)| id).collect();
            let by = a as usize % order.len().max(1);
            order.rotate_left(by);
            order.truncate(1 + b as usize % 4);
            actions::order_units(plan, &order)
        }
    };
    change.unwrap_or_default()
}

/// Some annotation of the document.
fn note(plan: &Plan, nodes: &[NodeId], at: u16) -> Option<AnnotationId> {
    let notes: Vec<AnnotationId> = nodes
        .iter()
        .flat_map(|node| plan.node(*node).expect("walked").annotations())
        .map(|note| note.id())
        .collect();
    notes.get(at as usize % notes.len().max(1)).copied()
}

fn unit(plan: &Plan, at: u16) -> Option<(UnitId, ResponsibleUnit)> {
    let mut units = plan.directory();
    (!units.is_empty()).then(|| units.swap_remove(at as usize % units.len()))
}

fn edited(plan: &Plan, mut unit: ResponsibleUnit, b: u16) -> ResponsibleUnit {
    match b % 6 {
        0 => unit.full_name = format!("市第{}局", b % 7),
        1 => unit.short_name = format!("{}局", b % 3),
        2 => unit.aliases = vec![format!("{}局", b % 4), "老局".into()],
        3 => {
            let into = self::unit(plan, b / 6).map(|(id, _)| (id, CivilDate::new(2026, 3, 1)));
            unit.merged_into = into.filter(|(id, _)| *id != unit.id());
        }
        4 => unit.posts = vec![("局长".into(), format!("某{}", b % 5))],
        _ => (unit.merged_into, unit.group) = (None, "党委".into()),
    }
    unit
}
