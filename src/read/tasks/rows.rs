//! Rows of a task table → tasks.

use super::body::{Frame, first_clause, merge};
use super::columns::{Cells, Column, heads, settle};
use super::draft::{Draft, Drafts, Row, Seen};
use super::purpose::{Purpose, status};
use crate::model::{NodeKind, Role, TaskStatus, UnitList};
use crate::read::BlockKind;
use crate::read::structure::{Family, Flow, numeral};
use crate::read::units::parse;
use std::ops::Range;

/// The rule that makes a task of a row.
pub(crate) const TABLE_ROW: &str = "task.table_row";

/// Drafts the rows of one table; text that belongs to no row is returned.
pub(super) fn table(
    flow: &Flow,
    cells: Range<usize>,
    frame: Frame,
    drafts: &mut Drafts,
) -> Vec<Range<usize>> {
    let mut rest = Vec::new();
    let rows = rows(flow, cells);
    let mut columns: Vec<(u32, Column)> = Vec::new();
    let mut headed = None;
    let mut group: Option<usize> = None;
    let mut seen = 0;
    for (at, row) in rows.iter().enumerate() {
        // A cell over the whole width comes once for each column.
        let one_cell = row.iter().all(|(_, range)| flow.words(range) == flow.words(&row[0].1));
        if !one_cell
            && let Some(found) = heads(flow, row, rows.get(at + 1))
            && (columns.is_empty() || found.iter().any(|(_, column)| !column.tells()))
        {
            // A head of two rows: the lower one divides what the upper one names.
            columns = match headed.filter(|upper| upper + 1 == at) {
                Some(_) => both(&columns, found),
                None => found,
            };
            headed = Some(at);
            settle(flow, rows.get(at + 1..).unwrap_or_default(), &mut columns);
            continue;
        }
        // A merged cell is told again in each row it covers; only its first telling is new text.
        let fresh: Vec<&(u32, Range<usize>)> =
            row.iter().filter(|(_, range)| flow.span(range).start as usize >= seen).collect();
        if let Some(end) = row.iter().map(|(_, range)| flow.span(range).end as usize).max() {
            seen = seen.max(end);
        }
        if columns.is_empty() || sums_up(flow, row) {
            rest.extend(fresh.into_iter().map(|(_, range)| range.clone()));
            continue;
        }
        if one_cell && groups(flow, row, &columns) && at + 1 < rows.len() {
            if let Some((_, range)) = fresh.first() {
                group = Some(drafts.nodes.len());
                drafts.nodes.push(group_draft(flow, frame, range.clone()));
            }
            continue;
        }
        if let Some(draft) = row_draft(flow, row, &fresh, &columns, frame, group, drafts) {
            drafts.nodes.push(draft);
        } else {
            rest.extend(fresh.into_iter().map(|(_, range)| range.clone()));
        }
    }
    rest
}

/// The columns of a head of two rows.
fn both(upper: &[(u32, Column)], lower: Vec<(u32, Column)>) -> Vec<(u32, Column)> {
    let mut columns = lower;
    for (at, column) in upper {
        if !columns.iter().any(|(other, _)| other == at) {
            columns.push((*at, *column));
        }
    }
    columns.sort_by_key(|(at, _)| *at);
    columns
}

/// 合计 and 注：…: rows that are no tasks.
fn sums_up(flow: &Flow, row: &Cells) -> bool {
    let words = row.first().map_or("", |(_, range)| flow.words(range));
    let bare: String = words.chars().filter(|c| !c.is_whitespace()).take(6).collect();
    matches!(bare.as_str(), "合计" | "总计" | "小计" | "总分")
        || ["注：", "注:", "备注：", "备注:", "说明：", "说明:"].iter().any(|note| bare.starts_with(note))
}

/// Whether a row of one cell heads the rows below it: it is told over the whole width, or it is
/// numbered, or it stands where no task does.
fn groups(flow: &Flow, row: &Cells, columns: &[(u32, Column)]) -> bool {
    let Some((at, range)) = row.first() else { return false };
    let tells = columns.iter().any(|(column, kind)| column == at && kind.tells());
    row.len() > 1
        || !tells
        || *at == 0
        || numeral(flow.words(range)).is_some_and(|number| number.family <= Family::HanParen)
}

/// Cells by row, in order, each cell's paragraphs joined to one range where they are neighbours.
fn rows(flow: &Flow, cells: Range<usize>) -> Vec<Cells> {
    let mut rows: Vec<(u32, Cells)> = Vec::new();
    for paragraph in flow.paragraphs.get(cells).unwrap_or_default() {
        let BlockKind::Cell { row, column, .. } = paragraph.kind else { continue };
        let range = flow.trimmed(&paragraph.range);
        match rows.last_mut() {
            Some((last, cells)) if *last == row => match cells.last_mut() {
                Some((at, cell)) if *at == column => cell.end = range.end,
                _ => cells.push((column, range)),
            },
            _ => rows.push((row, vec![(column, range)])),
        }
    }
    rows.into_iter().map(|(_, cells)| cells).collect()
}

fn group_draft(flow: &Flow, frame: Frame, range: Range<usize>) -> Draft {
    let numeral = numeral(flow.words(&range)).map_or(0, |numeral| numeral.len);
    let start = range.start + numeral;
    Draft {
        parent: frame.section,
        kind: NodeKind::Section,
        level: frame.level,
        marker: flow.trimmed(&(range.start..start)),
        title: start..range.end,
        text: Vec::new(),
        span: range,
        clauses: Vec::new(),
        doers: Vec::new(),
        units: UnitList::default(),
        deadline: None,
        row: None,
        status: TaskStatus::Planned,
        past: frame.base == TaskStatus::Done,
        plans: frame.plans,
        goals: frame.purpose == Purpose::Goals,
        confidence: 0.8,
        rule: "section.table_group",
    }
}

fn row_draft(
    flow: &Flow,
    row: &[(u32, Range<usize>)],
    fresh: &[&(u32, Range<usize>)],
    columns: &[(u32, Column)],
    frame: Frame,
    group: Option<usize>,
    drafts: &Drafts,
) -> Option<Draft> {
    let kind = |at: u32| columns.iter().find(|(column, _)| *column == at).map(|(_, kind)| *kind);
    let mut text: Vec<Range<usize>> = Vec::new();
    let mut cells = Row::default();
    let mut units = UnitList::default();
    let mut clauses = Vec::new();
    let mut marker = None;
    let mut deadline = None;
    for (at, range) in row {
        let words = flow.words(range);
        let is_fresh = fresh.iter().any(|(_, own)| own == range);
        match kind(*at) {
            Some(Column::Number) if is_fresh => marker = Some(range.clone()),
            Some(column) if column.tells() && is_fresh => {
                let numeral = numeral(words).map_or(0, |numeral| numeral.len);
                let range = range.start + numeral..range.end;
                match column {
                    Column::Goal => cells.goals.push(range.clone()),
                    Column::Step => cells.steps.push(range.clone()),
                    Column::Measure => cells.measure = Some(range.clone()),
                    _ if cells.name.is_none() => cells.name = Some(range.clone()),
                    _ => cells.more.push(range.clone()),
                }
                text.push(range);
            }
            Some(Column::Units(role)) => {
                merge(&mut units, &parse(words, role, true));
                if is_fresh {
                    clauses.push(Seen { range: range.clone(), confidence: 0.95, rule: "units.column" });
                }
            }
            Some(Column::Deadline) => deadline = Some(range.clone()),
            _ => {}
        }
    }
    // The heads give the roles, also where the cell beside them is empty.
    let headed = |role| columns.iter().any(|(_, column)| *column == Column::Units(role));
    let has = |role| headed(role) || units.items.iter().any(|unit| unit.role == role);
    let (lead, support) = (has(Role::Lead), has(Role::Support));
    for unit in units.items.iter_mut().filter(|unit| unit.role == Role::Responsible) {
        if lead {
            unit.role = Role::Support;
        } else if support {
            unit.role = Role::Lead;
        }
    }
    let first = text.first()?.clone();
    let start = marker.as_ref().map_or(first.start, |marker| marker.start.min(first.start));
    let end = fresh.iter().map(|(_, range)| range.end).max().unwrap_or(first.end);
    let section = group.or(frame.section);
    let level = section.map_or(frame.level, |section| drafts.nodes[section].level.saturating_add(1));
    let words = flow.words(&first);
    Some(Draft {
        parent: section,
        kind: NodeKind::Task,
        level,
        marker: marker.unwrap_or(first.start..first.start),
        title: first_clause(flow, &first),
        status: status(words, frame.base, frame.plans),
        past: frame.base == TaskStatus::Done,
        plans: frame.plans,
        goals: frame.purpose == Purpose::Goals,
        text,
        span: start..end,
        clauses,
        doers: Vec::new(),
        units,
        deadline,
        row: Some(Box::new(cells)),
        confidence: 0.9,
        rule: TABLE_ROW,
    })
}
