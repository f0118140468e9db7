//! What stands in a cell.

use super::GridColumn;
use crate::model::{Joint, NodeId, NodeKind, NodeView, Parent, Plan, TaskStatus};
use crate::outline::cell::{section_name_in, target_words, unit_cells};
use crate::outline::notes::threads;
use crate::words::{Message, Messages};

/// The whole text of a cell, as it is copied and searched; targets one a line, an empty text where
/// nothing is settled. `number` is the task's place in the text, from 1.
pub fn cell(plan: &Plan, node: NodeId, number: u32, column: GridColumn, words: Messages) -> String {
    let Some(view) = plan.node(node) else { return String::new() };
    match column {
        GridColumn::Number => number.to_string(),
        GridColumn::Section => section_above(plan, view, words).map_or_else(String::new, |(_, name)| name),
        GridColumn::Task => task_words(&view),
        GridColumn::Targets => {
            let mut targets: Vec<String> = view.targets().iter().map(target_words).collect();
            // 分别达到3家、5家 is two targets in one passage.
            targets.dedup();
            targets.join("\n")
        }
        GridColumn::Lead => {
            let cells = unit_cells(&view.units(), true);
            if cells.missing { String::new() } else { cells.lead }
        }
        GridColumn::Others => unit_cells(&view.units(), true).others,
        GridColumn::Leader => view.leader().to_owned(),
        GridColumn::Deadline => view.deadline().map_or_else(String::new, |deadline| deadline.words.clone()),
        GridColumn::Note => view.note().to_owned(),
        GridColumn::Notes => match open_notes(&view) {
            0 => String::new(),
            count => count.to_string(),
        },
        GridColumn::Status => words.text(status_word(view.status())).to_owned(),
    }
}

/// The text of a cell on one line of at most `most` characters, for the screen.
pub fn shown_cell(
    plan: &Plan,
    node: NodeId,
    (number, column): (u32, GridColumn),
    most: usize,
    words: Messages,
) -> String {
    let text = cell(plan, node, number, column, words);
    let parts = text.split('\n').map(str::trim).filter(|part| !part.is_empty());
    let joint = if column == GridColumn::Targets { "；" } else { "" };
    let line = parts.collect::<Vec<_>>().join(joint);
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The wording; of a task that a person made without text, its title.
fn task_words(view: &NodeView<'_>) -> String {
    let wording = view.wording();
    if wording.is_empty() { view.title().into_owned() } else { wording }
}

/// Comments that are not dealt with.
pub(super) fn open_notes(view: &NodeView<'_>) -> usize {
    threads(&view.annotations()).filter(|note| !note.is_resolved()).count()
}

/// The named section right above a task.
pub(super) fn section_above(plan: &Plan, view: NodeView<'_>, words: Messages) -> Option<(NodeId, String)> {
    let mut parent = view.parent();
    while let Parent::Node(node) = parent {
        let above = plan.node(node)?;
        if above.kind() == NodeKind::Section {
            let name = section_name_in(above, words);
            if !name.is_empty() {
                return Some((node, name));
            }
        }
        parent = above.parent();
    }
    None
}

fn status_word(status: TaskStatus) -> Message {
    match status {
        TaskStatus::Planned => Message::StatusPlanned,
        TaskStatus::Mixed => Message::StatusMixed,
        TaskStatus::Done => Message::StatusDone,
    }
}

/// The units of a cell as typed or pasted: names with what joins each to the one before, and
/// whether 等 ends them. Brackets hold together.
pub fn names_in(typed: &str) -> (Vec<(String, Joint)>, bool) {
    let (mut names, mut depth, mut joint) = (Vec::new(), 0_i32, Joint::Same);
    let mut name = String::new();
    let mut open = false;
    let mut end = |name: &mut String, joint: Joint| {
        let mut bare = name.trim();
        if let Some(listed) = bare.strip_suffix('等').filter(|listed| !listed.is_empty()) {
            (bare, open) = (listed, true);
        }
        if !bare.is_empty() {
            names.push((bare.to_owned(), if names.is_empty() { Joint::Same } else { joint }));
        }
        name.clear();
    };
    for c in typed.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        let next = match c {
            _ if depth > 0 => None,
            '、' | '\n' | '\t' => Some(Joint::Same),
            '，' | ',' | '；' | ';' => Some(Joint::NewClass),
            _ => None,
        };
        match next {
            Some(next) => {
                end(&mut name, joint);
                joint = next;
            }
            None => name.push(c),
        }
    }
    end(&mut name, joint);
    (names, open)
}
