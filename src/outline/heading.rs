//! Title over a table and note under it.

use super::table::{TableLayout, TableOptions};
use crate::model::{FirstUnit, Plan};

/// The title asked for, else the project's, else one made from the report's.
pub(super) fn title_over(plan: &Plan, options: &TableOptions) -> String {
    if let Some(title) = options.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
        return title.to_owned();
    }
    if !plan.title().is_empty() {
        return plan.title().to_owned();
    }
    let kind = match options.layout {
        TableLayout::Checklist => "重点任务督办清单",
        TableLayout::Decomposition => "重点任务分解表",
    };
    let mut documents = plan.documents().filter_map(|document| plan.document(document.id));
    match (documents.next(), documents.next()) {
        (Some(document), None) => {
            let title = document.title();
            let name = document.file_name();
            let title =
                if title == name { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { &title };
            let title = without_gaps(report_name(title));
            if title.is_empty() { kind.to_owned() } else { format!("《{}》{kind}", inner_quotes(&title)) }
        }
        // Several reports have no common name.
        _ => kind.to_owned(),
    }
}

/// The project's note, else the rule that gave the leads, in the words customary under such tables; and
/// how many targets of sections stand nowhere in the table.
pub(super) fn note_under(plan: &Plan, elsewhere: usize) -> String {
    let mut note = match plan.first_unit() {
        _ if !plan.note().is_empty() => plan.note(),
        FirstUnit::Lead => "注：列第一位的为牵头单位。",
        FirstUnit::Collecting => "注：列第一位的为汇总单位。",
        FirstUnit::None => "",
    }
    .to_owned();
    if elsewhere > 0 {
        let line = format!("另有{elsewhere}项指标由章节提出，不属于某一任务，见按章节分组的表。");
        note = if note.is_empty() { format!("注：{line}") } else { format!("{note}\n{line}") };
    }
    note
}

/// What a covering notice passes on: 关于印发《甲方案》的通知 is about 甲方案.
fn report_name(title: &str) -> &str {
    let title = title.trim();
    let passed_on = ["关于印发", "关于下发", "关于转发"]
        .iter()
        .find_map(|verb| title.split_once(verb))
        .and_then(|(_, rest)| rest.trim().strip_suffix("的通知"))
        .map_or(title, str::trim);
    let quoted = passed_on.strip_prefix('《').and_then(|rest| rest.strip_suffix('》'));
    quoted.filter(|name| !name.contains(['《', '》'])).unwrap_or(passed_on)
}

/// Title pages break long titles into lines; the gaps that this leaves between Chinese characters
/// are dropped, those between Latin words stay.
fn without_gaps(title: &str) -> String {
    let is_latin = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
    let characters: Vec<char> = title.chars().collect();
    characters
        .iter()
        .enumerate()
        .filter(|(at, c)| {
            let (before, after) =
                (at.checked_sub(1).and_then(|at| characters.get(at)), characters.get(at + 1));
            !c.is_whitespace() || (is_latin(before) && is_latin(after))
        })
        .map(|(_, c)| *c)
        .collect()
}

/// Title marks inside title marks are single (GB/T 15834).
fn inner_quotes(title: &str) -> String {
    title.replace('《', "〈").replace('》', "〉")
}
