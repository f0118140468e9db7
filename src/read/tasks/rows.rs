//! Rows of a task table → tasks.

use super::body::{Frame, first_clause, merge};
use super::draft::Seen;
use super::draft::{Draft, Drafts};
use super::purpose::{Purpose, status};
use crate::model::{NodeKind, Role, TaskStatus, UnitList};
use crate::read::BlockKind;
use crate::read::structure::{Flow, chars, numeral};
use crate::read::units::{Label, label_words, parse};
use std::ops::Range;

/// The rule that makes a task of a row.
pub(crate) const TABLE_ROW: &str = "task.table_row";

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Number,
    /// The name of a group of tasks: 类别, 领域.
    Group,
    /// The task, its measures or its targets.
    Text,
    Units(Role),
    Deadline,
    /// Remarks, posts, persons.
    Other,
}

/// Cells of one row: column and text.
type Cells = Vec<(u32, Range<usize>)>;

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
    let mut group: Option<usize> = None;
    let mut seen = 0;
    for row in &rows {
        let found: Vec<(u32, Column)> =
            row.iter().filter_map(|(at, range)| Some((*at, head(flow.words(range))?))).collect();
        let names_task = found.iter().any(|(_, column)| *column == Column::Text);
        // A cell over the whole width comes once for each column.
        let one_cell = row.iter().all(|(_, range)| flow.words(range) == flow.words(&row[0].1));
        let heads = columns.is_empty() || found.iter().any(|(_, column)| *column != Column::Text);
        if found.len() >= 2 && names_task && found.len() * 2 > row.len() && !one_cell && heads {
            columns = found;
            continue;
        }
        // A merged cell is told again in each row it covers; only its first telling is new text.
        let fresh: Vec<&(u32, Range<usize>)> =
            row.iter().filter(|(_, range)| flow.span(range).start as usize >= seen).collect();
        if let Some(end) = row.iter().map(|(_, range)| flow.span(range).end as usize).max() {
            seen = seen.max(end);
        }
        if columns.is_empty() {
            rest.extend(fresh.into_iter().map(|(_, range)| range.clone()));
            continue;
        }
        if one_cell {
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

fn head(words: &str) -> Option<Column> {
    const TEXT: &[&str] = &[
        "任务", "内容", "措施", "目标", "举措", "事项", "项目", "要求", "工作", "进度", "季度", "半年",
        "全年",
    ];
    if chars(words) > 14 {
        return None;
    }
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    if words.contains("序号") || words == "编号" {
        return Some(Column::Number);
    }
    if ["类别", "领域", "板块", "分类", "一级指标"].contains(&words.as_str()) {
        return Some(Column::Group);
    }
    match label_words(&words) {
        Some(Label::Units(role)) => return Some(Column::Units(role)),
        Some(Label::Other)
            if ["时限", "时间", "期限", "节点", "日期"].iter().any(|end| words.ends_with(end)) =>
        {
            return Some(Column::Deadline);
        }
        Some(Label::Other) => return Some(Column::Other),
        None => {}
    }
    if TEXT.iter().any(|part| words.contains(part)) {
        return Some(Column::Text);
    }
    ["备注", "领导", "说明"].iter().any(|part| words.contains(part)).then_some(Column::Other)
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
        status: TaskStatus::Planned,
        past: frame.base == TaskStatus::Done,
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
    let mut units = UnitList::default();
    let mut clauses = Vec::new();
    let mut marker = None;
    let mut deadline = None;
    for (at, range) in row {
        let words = flow.words(range);
        let is_fresh = fresh.iter().any(|(_, own)| own == range);
        match kind(*at) {
            Some(Column::Number) if is_fresh => marker = Some(range.clone()),
            Some(Column::Text) if is_fresh => {
                let numeral = numeral(words).map_or(0, |numeral| numeral.len);
                text.push(range.start + numeral..range.end);
            }
            Some(Column::Units(role)) => {
                let base = if role == Role::Responsible { Role::Responsible } else { role };
                merge(&mut units, &parse(words, base, true));
                if is_fresh {
                    clauses.push(Seen { range: range.clone(), confidence: 0.95, rule: "units.column" });
                }
            }
            Some(Column::Deadline) => deadline = Some(range.clone()),
            _ => {}
        }
    }
    let has = |role| units.items.iter().any(|unit| unit.role == role);
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
        status: status(words, frame.base),
        past: frame.base == TaskStatus::Done,
        goals: frame.purpose == Purpose::Goals,
        text,
        span: start..end,
        clauses,
        doers: Vec::new(),
        units,
        deadline,
        confidence: 0.9,
        rule: TABLE_ROW,
    })
}
