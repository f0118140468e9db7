//! Where unit clauses begin and end.

use super::names::{is_division, looks_like_unit, names_its_area, surely_unit};
use super::parse::{Label, label, parse};
use crate::model::{Role, UnitList};
use crate::read::structure::{Numeral, item_marker, numeral};

/// A stretch of text that only names units. Offsets are bytes in the paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Clause {
    /// First byte, the opening bracket included.
    pub start: usize,
    /// One past the last byte, the closing bracket included.
    pub end: usize,
    /// What found it.
    pub rule: &'static str,
    /// Whom it names.
    pub units: UnitList,
}

impl Clause {
    /// How sure its rule is, 0 to 1: a label says what follows, a bracket of bare names does not.
    pub(crate) fn confidence(&self) -> f32 {
        match self.rule {
            "units.bracket" => 0.97,
            "units.own_line" | "units.post_line" => 0.95,
            "units.leads_phrase" => 0.9,
            "units.bracket_unclosed" => 0.85,
            _ => 0.75,
        }
    }
}

/// Longest clause, in bytes: beyond it a bracket was lost and prose follows.
const LONGEST: usize = 1500;

/// The clause that opens with the bracket at `start`. `next_item` is the ordinal that the next
/// 一是-marker of the paragraph must have to end an unclosed clause.
pub(crate) fn bracketed(text: &str, start: usize, next_item: u32) -> Option<Clause> {
    let open = text[start..].chars().next()?;
    let inside = start + open.len_utf8();
    let base = match label(&text[inside..]) {
        Some((Label::Units(role), _)) => role,
        // （责任领导：…；责任单位：…）
        Some((Label::Other, _)) if names_units_later(&text[inside..]) => Role::Responsible,
        _ => return unlabelled(text, start, inside),
    };
    let (end, closed) = clause_end(text, inside, next_item);
    let content = text[inside..end].trim_end_matches(['）', ')', '］', ']', '〕', '】']);
    // A closing bracket at the end may belong to the last name.
    let opened = |words: &str| words.matches(['（', '(', '〔', '[', '【']).count();
    let content = if closed {
        let last = text[inside..end].chars().next_back().map_or(0, char::len_utf8);
        &text[inside..end - last]
    } else if opened(content) > 0 {
        &text[inside..end]
    } else {
        content
    };
    let rule = if closed { "units.bracket" } else { "units.bracket_unclosed" };
    Some(Clause { start, end, rule, units: parse(content, base, true) })
}

fn names_units_later(text: &str) -> bool {
    let window: usize = text.char_indices().nth(80).map_or(text.len(), |(at, _)| at);
    [
        "责任单位：",
        "牵头单位：",
        "责任部门：",
        "牵头部门：",
        "责任单位:",
        "牵头单位:",
        "责任部门:",
        "牵头部门:",
    ]
    .iter()
    .any(|word| text[..window].contains(word))
}

/// End of a labelled clause that began before `inside`, and whether a bracket closes it.
fn clause_end(text: &str, inside: usize, next_item: u32) -> (usize, bool) {
    let mut depth = 0usize;
    let mut last_close = None;
    for (at, c) in text[inside..].char_indices() {
        let at_text = inside + at;
        let rest = &text[at_text..];
        match c {
            '（' | '(' | '〔' | '[' | '【' | '［' => {
                let numbered = numeral(rest).is_some_and(|Numeral { len, .. }| starts_heading(&rest[len..]));
                if label(&rest[c.len_utf8()..]).is_some() || numbered {
                    return (at_text, false);
                }
                depth += 1;
            }
            '）' | ')' | '〕' | ']' | '】' | '］' => {
                let end = at_text + c.len_utf8();
                if depth == 0 {
                    return (end, true);
                }
                depth -= 1;
                last_close = Some(end);
            }
            '。' | '！' | '？' => return finish(text, inside, at_text, last_close, depth),
            '一'..='鿿' if item_marker(rest).is_some_and(|marker| marker.ordinal == next_item) => {
                return (at_text, false);
            }
            _ if at > LONGEST => return (at_text, false),
            _ => {}
        }
    }
    let end = text.trim_end().len().max(inside);
    finish(text, inside, end, last_close, depth)
}

/// A clause that runs to a stop: a lost inner bracket may have swallowed the closing one.
fn finish(text: &str, inside: usize, end: usize, last_close: Option<usize>, depth: usize) -> (usize, bool) {
    match last_close {
        Some(close) if depth > 0 && text[close..end].trim().is_empty() && close > inside => (close, true),
        _ => (end, false),
    }
}

fn starts_heading(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| !matches!(c, '、' | '，' | ',' | '）' | ')' | '。'))
}

/// （甲牵头，乙配合） and bare （甲、乙）.
fn unlabelled(text: &str, start: usize, inside: usize) -> Option<Clause> {
    let end = inside + matching_close(&text[inside..])?;
    let close = text[end..].chars().next()?.len_utf8();
    let content = without_times(&text[inside..end]);
    if content.len() < 6 || content.contains(['。', '“', '：', ':']) {
        return None;
    }
    let after = text[end + close..].trim_start();
    let closes = after.is_empty()
        || after.starts_with(['。', '；', ';', '！', '.'])
        || item_marker(after).is_some()
        || numeral(after).is_some();
    // （高新处、计划处）: divisions of the body that wrote the plan.
    let divided = after.is_empty()
        && listed(content).any(is_division)
        && listed(content).all(|name| is_division(name.trim()) || surely_unit(name.trim()));
    if divided {
        let units = parse(content, Role::Responsible, true);
        return Some(Clause { start, end: end + close, rule: "units.division_bracket", units });
    }
    let mut units = parse(content, Role::Responsible, false);
    if units.items.is_empty() {
        return None;
    }
    let phrase = ["负责", "牵头", "配合", "落实", "参与", "参加", "分工", "协助", "协同", "协办", "组织实施"]
        .iter()
        .any(|end| content.ends_with(end));
    let names = names_in(content);
    let rule = if phrase && units.items.len() >= names.min(2) {
        "units.leads_phrase"
    } else if !phrase
        && closes
        && (names >= 2 || names_its_area(content.trim_start_matches(['*', '★', '＊'])))
        && listed(content)
            .map(|name| name.trim().trim_end_matches('等').trim_start_matches(['*', '★', '＊']))
            .all(|name| surely_unit(name) || (names_its_area(name) && looks_like_unit(name)))
        // 社, 站 and their like are believed only beside a name that can be nothing else.
        && listed(content).any(|name| surely_unit(name.trim().trim_start_matches(['*', '★', '＊'])))
    {
        units = parse(content, Role::Responsible, true);
        "units.bare_bracket"
    } else {
        return None;
    };
    Some(Clause { start, end: end + close, rule, units })
}

/// （甲牵头，乙配合；2021年底前完成）: the units without the part that only says by when.
fn without_times(content: &str) -> &str {
    const PARTS: [char; 5] = ['；', ';', '，', ',', '。'];
    let mut content = content.trim();
    // 甲牵头，乙配合。以下均需各县政府落实，不再列出: a rule of the document behind the units.
    if let Some((units, rule)) = content.split_once('。')
        && (rule.is_empty() || rule.contains("不再"))
    {
        content = units.trim();
    }
    while let Some(at) = content.rfind(PARTS) {
        let part = content[at..].trim_start_matches(PARTS);
        if !part.is_empty() && !only_time(part) {
            break;
        }
        content = content[..at].trim_end();
    }
    while let Some(at) = content.find(PARTS).filter(|at| only_time(&content[..*at])) {
        content = content[at..].trim_start_matches(PARTS).trim_start();
    }
    content
}

fn only_time(part: &str) -> bool {
    let part = part.trim();
    part.chars().nth(18).is_none()
        && ["年", "月", "季度", "持续", "长期", "常态"].iter().any(|word| part.contains(word))
        && !["负责", "牵头", "配合", "参与", "参加"].iter().any(|word| part.contains(word))
        && !part.contains('、')
        && !looks_like_unit(part)
}

fn names_in(content: &str) -> usize {
    listed(content).filter(|name| !name.trim().is_empty()).count()
}

/// The names of a list, cut at its marks outside brackets: 市住建局（人防、民防办）is one.
fn listed(content: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(content);
    std::iter::from_fn(move || {
        let words = rest.take()?;
        let mut depth = 0_usize;
        for (at, c) in words.char_indices() {
            match c {
                '（' | '(' | '〔' | '[' | '【' => depth += 1,
                '）' | ')' | '〕' | ']' | '】' => depth = depth.saturating_sub(1),
                '、' | '，' | ',' | '；' if depth == 0 && !super::parse::shares_head(words, at) => {
                    rest = Some(&words[at + c.len_utf8()..]);
                    return Some(&words[..at]);
                }
                _ => {}
            }
        }
        Some(words)
    })
}

/// Bytes to the bracket that closes what opened just before `text`, if it is near.
pub(crate) fn matching_close(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '〔' | '[' | '【' | '［' => depth += 1,
            '）' | ')' | '〕' | ']' | '】' | '］' => {
                if depth == 0 {
                    return Some(at);
                }
                depth -= 1;
            }
            '\n' => return None,
            _ if at > 600 => return None,
            _ => {}
        }
    }
    None
}

/// A clause without brackets at the beginning of `text[start..]`: 责任单位：甲、乙 to the stop.
pub(crate) fn label_line(text: &str, start: usize, next_item: u32) -> Option<Clause> {
    let rest = &text[start..];
    if !rest.starts_with(['责', '牵', '配', '协', '主', '落', '承', '参', '实', '完', '分', '包'])
    {
        return None;
    }
    let (found, len) = label(rest)?;
    let role = match found {
        Label::Units(role) => Some(role),
        // 责任领导：…；牵头单位：… in one line.
        Label::Other => {
            let line = rest.split(['。', '\n']).next().unwrap_or(rest);
            (line.len() <= LONGEST && names_units_later(line)).then_some(Role::Responsible)
        }
    };
    let Some(role) = role else {
        // 责任领导：… and 完成时限：… on a line of their own name no unit, but they are no wording either.
        let end = text.trim_end().len();
        let line = rest.len() <= 120 && start == 0 && !rest.contains('。');
        return line.then(|| Clause { start, end, rule: "units.post_line", units: UnitList::default() });
    };
    let mut end = text.trim_end().len();
    for (at, c) in rest.char_indices().skip_while(|(at, _)| *at < len) {
        let here = &rest[at..];
        if c == '。' || item_marker(here).is_some_and(|marker| marker.ordinal == next_item) || at > LONGEST {
            end = start + at;
            break;
        }
    }
    let units = parse(&text[start..end], role, true);
    // 责任单位：是指… explains, it names nobody.
    let sound = units.items.iter().all(|unit| unit.name.chars().count() <= 25)
        && units.items.iter().any(|unit| looks_like_unit(&unit.name));
    sound.then_some(Clause { start, end, rule: "units.own_line", units })
}
