//! What stands in the cells of a task's row.

use super::table::UNSETTLED;
use crate::model::{
    Amount, Comparator, Joint, MeasureKind, NodeKind, NodeView, Parent, Plan, Role, TargetValue, TargetView,
    UnitList,
};
use crate::read::targets::comparison;
use crate::words::Messages;

/// The unit cells of one row.
pub(super) struct UnitCells {
    pub(super) lead: String,
    pub(super) others: String,
    /// One of them says 待明确.
    pub(super) missing: bool,
}

/// Splits a list into those that answer and the others.
pub(super) fn unit_cells(units: &UnitList, has_lead_column: bool) -> UnitCells {
    let answers = |role| matches!(role, Role::Lead | Role::Collecting);
    let lead = if has_lead_column { joined(units, answers) } else { Joined::default() };
    let others = joined(units, |role| !has_lead_column || !answers(role));
    // 等 stands behind the units that it continues: the others where there are any.
    let open_lead = units.open && others.plain.is_empty();
    let mut cells =
        UnitCells { missing: false, lead: lead.with_open(open_lead), others: others.with_open(units.open) };
    let first = if has_lead_column { &mut cells.lead } else { &mut cells.others };
    if first.is_empty() {
        UNSETTLED.clone_into(first);
        cells.missing = true;
    }
    cells
}

/// Units joined as written.
#[derive(Default)]
struct Joined {
    plain: String,
    /// Where 等 goes: behind the last class of single units. 市发改委、市住建局等，相关区镇街道:
    /// collective names name all their members already.
    open_at: usize,
}

impl Joined {
    fn with_open(&self, open: bool) -> String {
        let (head, tail) = self.plain.split_at(self.open_at);
        if open && !self.plain.is_empty() { format!("{head}等{tail}") } else { self.plain.clone() }
    }
}

fn joined(units: &UnitList, wanted: impl Fn(Role) -> bool) -> Joined {
    let mut cell = Joined::default();
    // Classes are told apart also where the unit that opened one stands in the other column.
    let (mut class, mut class_before) = (0, 0);
    let mut class_of_single = None;
    for unit in &units.items {
        class += usize::from(unit.joint == Joint::NewClass);
        if !wanted(unit.role) {
            continue;
        }
        if !cell.plain.is_empty() {
            cell.plain.push(if class == class_before { '、' } else { '，' });
        }
        cell.plain.push_str(&unit.name);
        class_before = class;
        if !unit.group {
            class_of_single = Some(class);
        }
        if class_of_single.is_none_or(|of| of == class) {
            cell.open_at = cell.plain.len();
        }
    }
    cell
}

/// A target in its source words; in words made of its fields where a person changed those, or
/// entered it without words.
pub fn target_words(target: &TargetView<'_>) -> String {
    let quote = target.quote();
    if !quote.trim().is_empty() && !target.outdates_quote() {
        return quote.trim().to_owned();
    }
    let by_read = target.read().map_or("", |(_, read)| read.value.by.as_str());
    value_words(&target.value(), &quote, by_read)
}

/// A target in words made of its fields. How the value binds is told in the word that `said` has for
/// it: who wrote 突破 does not find 超过. `by_read` is the horizon that the reader gave it: one that
/// the report only implies, such as the year in its title, is not put into its mouth.
pub fn value_words(value: &TargetValue, said: &str, by_read: &str) -> String {
    let plain = |words: &str| words.split_whitespace().collect::<String>();
    let implied = !value.by.is_empty() && value.by == by_read && !plain(said).contains(&plain(&value.by));
    let by = if implied { "" } else { value.by.as_str() };
    let mut words = format!("{by}{}", value.indicator);
    if value.stretch {
        words.push_str("力争");
    }
    // A rate of change needs its verb, where the indicator does not end in it already.
    let verb = value.kind == MeasureKind::Growth && !words.ends_with("增长") && !words.ends_with("下降");
    let amount = match value.amount {
        Amount::Single(number) if verb => {
            words.push_str(if number < 0.0 { "下降" } else { "增长" });
            number.abs().to_string()
        }
        Amount::Single(number) => number.to_string(),
        Amount::Range(from, to) => {
            words.push_str(if verb { "增长" } else { "" });
            format!("{from}—{to}")
        }
    };
    let (before, after) = match comparison(said, value.comparator) {
        ("", "") => match value.comparator {
            Comparator::Exceed => ("突破", ""),
            Comparator::Reach => ("达到", ""),
            Comparator::RankUp => ("前移", ""),
            Comparator::About => ("", "左右"),
            Comparator::AtLeast => ("", "以上"),
            Comparator::AtMost => ("", "以内"),
            Comparator::Equal | Comparator::Range => ("", ""),
        },
        said => said,
    };
    // 增长 is said once: by the verb, or by a word such as 增长到.
    if before.starts_with("增长") && words.ends_with("增长") {
        words.truncate(words.len() - "增长".len());
    }
    for part in [before, &amount, &value.measure, after] {
        words.push_str(part);
    }
    words
}

/// 出处: the markers from the outermost section down to the task, such as `三（一）1.`. Unmarked
/// levels are passed over; brackets are full-width whatever the source has.
pub(super) fn place_of(plan: &Plan, task: NodeView<'_>) -> String {
    let mut markers = vec![task.marker().into_owned()];
    let mut parent = task.parent();
    while let Parent::Node(node) = parent {
        let Some(view) = plan.node(node) else { break };
        markers.push(view.marker().into_owned());
        parent = view.parent();
    }
    markers.retain(|marker| !marker.trim().is_empty());
    let last = markers.len().saturating_sub(1);
    markers.iter().rev().enumerate().map(|(at, marker)| place_part(marker, at == last)).collect()
}

fn place_part(marker: &str, is_last: bool) -> String {
    let bare: String = marker
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            other => other,
        })
        .collect();
    let bare = bare.trim_end_matches(['、', '.', '．', '，', ',']);
    let arabic = bare.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    if is_last && arabic { format!("{bare}.") } else { bare.to_owned() }
}

/// A section's name over the full width: marker and title.
pub(super) fn section_name(section: NodeView<'_>) -> String {
    named(section, &section.title())
}

/// The same in the window, with its own word for the text before the first heading.
pub(super) fn section_name_in(section: NodeView<'_>, words: Messages) -> String {
    named(section, &section.title_in(words))
}

fn named(section: NodeView<'_>, title: &str) -> String {
    let marker = section.marker();
    let marker = marker.trim();
    // 第一章 stands apart from its title, 一、 and （一） do not.
    let gap = if section.kind() == NodeKind::Section && marker.starts_with('第') { "　" } else { "" };
    format!("{marker}{gap}{}", title.trim())
}
