//! What the columns of a task table hold, told by their heads.

use crate::model::Role;
use crate::read::structure::{Flow, chars};
use crate::read::units::{Label, label_words, looks_like_unit};
use std::ops::Range;

/// Cells of one row: column and text.
pub(super) type Cells = Vec<(u32, Range<usize>)>;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    /// The name of a group of tasks: 类别, 领域.
    Group,
    /// The task or its measures.
    Text,
    /// What is to be reached: 年度目标, 目标值.
    Goal,
    /// What is to be reached on the way: 一季度, 上半年.
    Step,
    /// The unit in which the goal is told: 计量单位.
    Measure,
    Units(Role),
    Deadline,
    /// Remarks, scores, posts, persons.
    Other,
}

impl Column {
    /// Its cells are words of the task.
    pub(super) fn tells(self) -> bool {
        matches!(self, Self::Text | Self::Goal | Self::Step | Self::Measure)
    }
}

/// The columns that a row of heads names, or `None` where it is no such row. `below` is the next row.
pub(super) fn heads(flow: &Flow, row: &Cells, below: Option<&Cells>) -> Option<Vec<(u32, Column)>> {
    let mut found: Vec<(u32, Column)> = Vec::new();
    for (at, range) in row {
        let words = flow.words(range);
        if bare(words) == "单位" {
            // 单位 heads units of measure as well as bodies: what stands below tells.
            let below = below.and_then(|cells| cells.iter().find(|(column, _)| column == at));
            let body = below.is_none_or(|(_, cell)| looks_like_unit(flow.words(cell).trim()));
            found.push((*at, if body { Column::Units(Role::Responsible) } else { Column::Measure }));
        } else if let Some(column) = head(words) {
            found.push((*at, column));
        }
    }
    let tells = found.iter().any(|(_, column)| matches!(column, Column::Text | Column::Goal));
    let stopped = row.iter().any(|(_, range)| flow.words(range).contains(['。', '；']));
    (found.len() >= 2 && tells && !stopped && found.len() * 2 > row.len()).then_some(found)
}

fn bare(words: &str) -> String {
    let words: String = words.chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    // 分值（分）, 目标值(万元), 开工（完工）时间: a gloss on the head.
    let gloss = words
        .find(['（', '('])
        .zip(words.find(['）', ')']))
        .filter(|(open, close)| 0 < *open && open < close);
    match gloss {
        Some((open, close)) => {
            [&words[..open], &words[close + words[close..].chars().next().map_or(0, char::len_utf8)..]]
                .concat()
        }
        None => words,
    }
}

fn head(words: &str) -> Option<Column> {
    const TEXT: &[&str] = &[
        "任务", "内容", "措施", "举措", "事项", "项目", "要求", "工作", "指标", "名称", "重点", "清单",
        "问题", "行动", "工程",
    ];
    const OTHER: &[&str] = &[
        "备注",
        "基数",
        "基期",
        "现状",
        "上年",
        "去年",
        "完成情况",
        "完成值",
        "进展",
        "实际值",
        "实绩",
        "领导",
        "说明",
        "分值",
        "权重",
        "得分",
        "评分",
        "计分",
        "打分",
        "扣分",
        "加分",
        "办法",
        "标准",
        "依据",
        "来源",
        "联系",
        "电话",
        "签字",
        "区长",
        "县长",
        "市长",
        "责任人",
        "负责人",
        "性质",
        "出处",
        "进展",
        "完成情况",
        "存在问题",
        "下一步",
    ];
    if chars(words) > 18 {
        return None;
    }
    let words = bare(words);
    let words = words.as_str();
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if words.contains("序号") || matches!(words, "编号" | "序" | "号" | "No." | "NO.") {
        return Some(Column::Number);
    }
    if ["章节", "类别", "领域", "板块", "分类", "一级指标", "类型", "方面", "维度", "大类"].contains(&words)
    {
        return Some(Column::Group);
    }
    if ["计量单位", "指标单位", "数据单位"].contains(&words) {
        return Some(Column::Measure);
    }
    match label_words(words) {
        Some(Label::Units(role)) => return Some(Column::Units(role)),
        Some(Label::Other)
            if ["时限", "时间", "期限", "节点", "日期"].iter().any(|end| words.ends_with(end)) =>
        {
            return Some(Column::Deadline);
        }
        Some(Label::Other) => return Some(Column::Other),
        None => {}
    }
    if ["牵头", "主办", "主责"].contains(&words) {
        return Some(Column::Units(Role::Lead));
    }
    if ["配合", "协办", "协同", "参与"].contains(&words) {
        return Some(Column::Units(Role::Support));
    }
    if has(OTHER) {
        return Some(Column::Other);
    }
    if has(&["时限", "完成时间"]) {
        return Some(Column::Deadline);
    }
    if has(&["季度", "半年", "全年安排", "进度", "形象"]) || words == "全年" {
        return Some(Column::Step);
    }
    if has(&["目标", "任务量", "指标值", "计划数", "任务数", "计划值"]) && !has(&["目标任务", "任务目标"])
    {
        return Some(Column::Goal);
    }
    has(TEXT).then_some(Column::Text)
}

/// Turns a column of words whose cells stand for several rows into the name of a group: the task is
/// then told by the column behind it.
pub(super) fn settle(flow: &Flow, rows: &[Cells], columns: &mut [(u32, Column)]) {
    let mut texts = columns.iter().filter(|(_, column)| matches!(column, Column::Text | Column::Goal));
    let (Some((first, Column::Text)), Some((second, _))) = (texts.next().copied(), texts.next().copied())
    else {
        return;
    };
    let cell =
        |row: &Cells, at: u32| row.iter().find(|(column, _)| *column == at).map(|(_, range)| range.clone());
    let mut before: Option<Range<usize>> = None;
    let merged = rows.iter().filter(|row| row.len() > 1).any(|row| {
        let own = cell(row, first);
        let told = cell(row, second).is_some();
        let again = match (&before, &own) {
            (Some(before), Some(own)) => flow.words(before) == flow.words(own),
            (Some(_), None) => true,
            _ => false,
        };
        before = own.or(before.take());
        again && told
    });
    if merged && let Some((_, column)) = columns.iter_mut().find(|(at, _)| *at == first) {
        *column = Column::Group;
    }
}
