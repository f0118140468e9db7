//! The words of a unit clause → an ordered list with roles.

use super::names::{is_group, looks_like_unit, surely_unit};
use crate::model::{Assignment, Joint, Role, UnitList};
use std::borrow::Cow;

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// Units with this role.
    Units(Role),
    /// A post, a person or a date: no unit.
    Other,
}

/// The label that `text` begins with, up to and with its colon, and its length in bytes.
pub(crate) fn label(text: &str) -> Option<(Label, usize)> {
    let trimmed = text.trim_start();
    let skipped = text.len() - trimmed.len();
    let Some(colon) = trimmed
        .char_indices()
        .take(14)
        .take_while(|(_, c)| !is_separator(*c))
        .find(|(_, c)| matches!(c, '：' | ':'))
    else {
        return unmarked(trimmed).map(|(found, len)| (found, skipped + len));
    };
    let words = trimmed[..colon.0].trim_end();
    // 牵 头 单 位 is set apart for looks; 县财政局 配合单位 is a name and a label.
    if words.split_whitespace().count() > 1 && words.split_whitespace().any(|part| part.chars().count() > 2) {
        return None;
    }
    Some((label_words(words)?, skipped + colon.0 + colon.1.len_utf8()))
}

/// 牵头单位　县发改局: a label that only a gap parts from a name, as in a table turned to text.
fn unmarked(text: &str) -> Option<(Label, usize)> {
    let label = [
        "牵头单位",
        "责任单位",
        "配合单位",
        "协办单位",
        "主办单位",
        "承办单位",
        "牵头部门",
        "责任部门",
        "配合部门",
    ]
    .iter()
    .find(|label| text.starts_with(**label))?;
    let rest = &text[label.len()..];
    let gap = rest.len() - rest.trim_start_matches([' ', '　', '\t']).len();
    let name = rest[gap..].split([' ', '　', '\t', '、', '，', ',', '；', '\n']).next().unwrap_or_default();
    (gap > 0 && looks_like_unit(name) && label_words(name).is_none())
        .then_some((label_words(label)?, label.len() + gap))
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '；' | ';'
            | '、'
            | '，'
            | ','
            | '。'
            | '（'
            | '('
            | '）'
            | ')'
            | '〔'
            | '〕'
            | '['
            | ']'
            | '【'
            | '】'
            | '“'
            | '”'
    )
}

/// What a label, or the head of a column, announces.
pub(crate) fn label_words(words: &str) -> Option<Label> {
    const ENDS: &[&str] = &["单位", "部门", "主体", "机构", "处室", "科室", "股室"];
    const OTHER: &[&str] = &[
        "领导",
        "责任人",
        "负责人",
        "联系人",
        "联络员",
        "时限",
        "时间",
        "期限",
        "节点",
        "日期",
        "时限要求",
        "时间要求",
        "进度要求",
    ];
    let words: Cow<str> = if words.contains([' ', '　', '\n']) {
        Cow::Owned(words.chars().filter(|c| !c.is_whitespace()).collect())
    } else {
        Cow::Borrowed(words)
    };
    match words.as_ref() {
        "牵头" | "主办" | "主责" => return Some(Label::Units(Role::Lead)),
        "配合" | "协办" | "协同" | "参与" | "参加" => return Some(Label::Units(Role::Support)),
        "责任" | "承办" => return Some(Label::Units(Role::Responsible)),
        _ => {}
    }
    if OTHER.iter().any(|end| words.ends_with(end)) {
        return Some(Label::Other);
    }
    if !ENDS.iter().any(|end| words.ends_with(end)) {
        return None;
    }
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if has(&["牵头", "主办", "主责"]) {
        Some(Label::Units(Role::Lead))
    } else if has(&["配合", "协同", "协办", "协助", "参与", "参加", "支持", "协作"]) {
        Some(Label::Units(Role::Support))
    } else if has(&["责任", "落实", "负责", "实施", "承办", "考核部门", "完成单位"]) {
        Some(Label::Units(Role::Responsible))
    } else {
        None
    }
}

/// Reads a clause. `labelled` says that the words stood under a label, so that every name is
/// believed; without it only sure ones are. `base` is the role of names no word gives one.
pub(crate) fn parse(content: &str, base: Role, labelled: bool) -> UnitList {
    let mut reader =
        Reader { list: UnitList::default(), role: Some(base), group_start: 0, labelled, named_lead: false };
    let mut rest = content;
    let mut joint = Joint::NewClass;
    while !rest.is_empty() {
        if let Some((found, len)) = label(rest) {
            reader.end_group();
            reader.role = match found {
                Label::Units(role) => Some(role),
                Label::Other => None,
            };
            reader.labelled = true;
            joint = Joint::NewClass;
            rest = &rest[len..];
            continue;
        }
        let (name, len, next) = next_name(rest);
        reader.name(name, joint);
        if next == Joint::NewClass {
            reader.end_group();
        }
        joint = next;
        rest = &rest[len..];
    }
    reader.finish()
}

/// Name up to the next separator outside brackets; bytes read; what joins the next one.
fn next_name(text: &str) -> (&str, usize, Joint) {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        let joint = match c {
            '（' | '(' | '〔' | '[' | '【' | '〈' => {
                depth += 1;
                continue;
            }
            '）' | ')' | '〕' | ']' | '】' | '〉' => {
                depth = depth.saturating_sub(1);
                continue;
            }
            '、' if depth == 0 && shares_head(text, at) => continue,
            '、' | '/' => Joint::Same,
            '，' | ',' | '；' | ';' | '。' | '\n' => Joint::NewClass,
            // A space parts two names, or a name and the next label; elsewhere it is layout.
            ' ' | '　' | '\t' if looks_like_unit(text[..at].trim()) || label(&text[at..]).is_some() => {
                Joint::Same
            }
            _ => continue,
        };
        if depth == 0 {
            return (&text[..at], at + c.len_utf8(), joint);
        }
    }
    (text, text.len(), Joint::NewClass)
}

/// 各市、县（区）人民政府: the mark at `at` stands inside one collective name, whose levels share
/// 各 in front and the body behind.
pub(super) fn shares_head(text: &str, at: usize) -> bool {
    const LEVELS: [char; 9] = ['市', '县', '区', '州', '盟', '旗', '镇', '乡', '街'];
    let Some(after) = text[at..].strip_prefix('、') else { return false };
    let before = &text[..at];
    let own = before.rfind(['、', '，', ',', '；', ';', '。', '：', ':', '（', '(']).map_or(before, |mark| {
        let rest = &before[mark..];
        &rest[rest.chars().next().map_or(0, char::len_utf8)..]
    });
    let own = own.trim().trim_end_matches(['）', ')']);
    let levels = |words: &str| {
        words.chars().count() <= 4 && words.chars().all(|c| LEVELS.contains(&c) || "（）()道自治".contains(c))
    };
    // 各乡镇党委、政府
    if own.starts_with('各')
        && ["党委", "党工委", "党（工）委"].iter().any(|body| own.ends_with(body))
        && ["政府", "人民政府", "办事处", "管委会"].iter().any(|body| {
            after
                .strip_prefix(body)
                .is_some_and(|rest| !rest.starts_with(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}')))
        })
    {
        return true;
    }
    let opens = own.strip_prefix('各').is_some_and(|rest| !rest.is_empty() && levels(rest));
    let end = after.find(['，', ',', '；', ';', '。']).unwrap_or(after.len());
    let next = after[..end].split('、').next().unwrap_or_default();
    let body = ["人民政府", "政府", "管委会", "办事处", "党委", "党工委", "党（工）委"]
        .iter()
        .find_map(|body| next.find(body).map(|at| &next[..at]));
    opens && body.is_some_and(|head| !head.is_empty() && levels(head))
}

struct Reader {
    list: UnitList,
    role: Option<Role>,
    /// First unit since the last comma: a phrase such as 牵头 speaks for all since then.
    group_start: usize,
    labelled: bool,
    named_lead: bool,
}

const LEADS: &[&str] = &[
    "分别牵头",
    "共同牵头",
    "联合牵头",
    "负责牵头",
    "牵头负责",
    "牵头抓总",
    "牵头落实",
    "牵头推进",
    "牵头组织",
    "牵头实施",
    "牵头",
];
const SUPPORTS: &[&str] =
    &["参与配合", "协同配合", "积极配合", "配合落实", "协同", "配合", "协助", "参与", "参加", "协办"];
const SHARES: &[&str] = &[
    "按照职责分工分别负责",
    "按照职责分工负责",
    "按职责分工分别负责",
    "按职责分工负责",
    "按职责分工落实",
    "依职责分工负责",
    "按职能分工负责",
    "按各自职责负责",
    "根据职责分工负责",
    "按职责分别负责",
    "按职责负责",
    "按职责分工",
    "按照职责分工",
    "分工负责",
    "分别负责",
    "共同负责",
    "具体负责",
    "负责落实",
    "组织实施",
    "负责",
    "落实",
    "按职责",
];

impl Reader {
    fn name(&mut self, words: &str, joint: Joint) {
        let Some(role) = self.role else { return };
        let mut name = words.trim().trim_matches(['。', '，', ',', '；', ';', '：', ':']).trim();
        let mut starred = false;
        while let Some(rest) = name.strip_prefix(['*', '★', '＊']) {
            (name, starred) = (rest.trim_start(), true);
        }
        while let Some(rest) = name.strip_suffix(['*', '★', '＊']) {
            (name, starred) = (rest.trim_end(), true);
        }
        name = name.strip_prefix('由').unwrap_or(name);
        // The last characters of all phrases: most names end in none of them.
        let phrased = name
            .ends_with(['头', '责', '总', '实', '进', '织', '施', '合', '同', '助', '与', '加', '办', '工']);
        let phrase_role = if !phrased {
            None
        } else if let Some(rest) = strip_ending(name, LEADS) {
            name = rest;
            Some(Role::Lead)
        } else if let Some(rest) = strip_ending(name, SUPPORTS) {
            name = rest;
            Some(Role::Support)
        } else if let Some(rest) = strip_ending(name, SHARES) {
            name = rest;
            Some(Role::Responsible)
        } else {
            None
        };
        if let Some(rest) = name.strip_suffix("等") {
            (name, self.list.open) = (rest, true);
        }
        let mut joint = joint;
        let mut tail = None;
        if let Some(at) = name.find('等')
            && looks_like_unit(&name[..at])
        {
            let rest = &name[at + '等'.len_utf8()..];
            self.list.open = true;
            // 甲等部门和各镇街: only those behind 和 are named.
            let rest = ["部门", "单位", "有关部门", "相关部门", "有关单位", "相关单位"]
                .iter()
                .find_map(|word| rest.strip_prefix(word)?.strip_prefix(['和', '及', '与']))
                .unwrap_or(rest);
            if is_group(rest) {
                tail = Some(rest);
            }
            name = &name[..at];
        }
        let mut phrase_role = phrase_role;
        if let Some((lead, support)) = name.split_once("会同") {
            // 甲、乙会同丙负责: all before the word lead, and 负责 says no more.
            for unit in self.list.items.iter_mut().skip(self.group_start) {
                unit.role = Role::Lead;
            }
            phrase_role = phrase_role.filter(|role| *role != Role::Responsible);
            self.push(strip_ending(lead, LEADS).unwrap_or(lead), Role::Lead, joint);
            // What is said of those behind (落实, 负责) does not take the lead away.
            self.group_start = self.list.items.len();
            (name, joint) = (support, Joint::NewClass);
            self.push(name, Role::Support, joint);
        } else {
            self.push(name, if starred { Role::Lead } else { role }, joint);
        }
        if let Some(tail) = tail {
            self.push(tail, role, Joint::Same);
        }
        if let Some(role) = phrase_role {
            for unit in self.list.items.iter_mut().skip(self.group_start) {
                unit.role = role;
            }
            self.named_lead |= role == Role::Lead;
            self.group_start = self.list.items.len();
        }
    }

    fn push(&mut self, name: &str, role: Role, joint: Joint) {
        // 甲局和乙局, but 发展和改革局 is one.
        for word in ["以及", "和", "及", "与"] {
            if let Some((one, other)) = name.split_once(word)
                && surely_unit(one.trim())
                && (surely_unit(other.trim()) || is_group(other))
            {
                self.push_one(one, role, joint);
                self.push(other, role, Joint::Same);
                return;
            }
        }
        self.push_one(name, role, joint);
    }

    fn push_one(&mut self, name: &str, role: Role, joint: Joint) {
        let name = without_gloss(name.trim());
        let name = name.trim();
        let known = if self.labelled { believable(name) } else { surely_unit(name) };
        if !known || self.list.items.iter().any(|unit| unit.name == name) {
            return;
        }
        let joint = if self.list.items.is_empty() { Joint::Same } else { joint };
        self.named_lead |= role == Role::Lead;
        self.list.items.push(Assignment { name: name.to_owned(), role, joint, group: is_group(name) });
    }

    fn end_group(&mut self) {
        // Without a phrase the group stays open: 甲，乙牵头 means both only when joined by 、.
        self.group_start = self.list.items.len();
    }

    fn finish(mut self) -> UnitList {
        let supported = self.list.items.iter().any(|unit| unit.role == Role::Support);
        for unit in &mut self.list.items {
            if unit.role == Role::Responsible {
                if self.named_lead {
                    unit.role = Role::Support;
                } else if supported {
                    unit.role = Role::Lead;
                }
            }
        }
        self.list
    }
}

/// Under a label any short name is believed, but not "none" and not prose.
fn believable(name: &str) -> bool {
    let chars = name.chars().count();
    (2..=30).contains(&chars)
        && !name.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation())
        // 市委组织部（市委“两新”工委）
        && !name.contains('。')
        && !name.starts_with('“')
        && !name.contains("的为")
        && !name.starts_with("——")
}

fn strip_ending<'a>(name: &'a str, endings: &[&str]) -> Option<&'a str> {
    endings.iter().find_map(|ending| name.strip_suffix(ending)).map(str::trim_end)
}

/// Takes a gloss off a name (含…, …下同); brackets that belong to it stay.
fn without_gloss(name: &str) -> Cow<'_, str> {
    let Some(open) = name.find(['（', '(', '〈', '<']) else { return Cow::Borrowed(name) };
    let inner = name[open..].trim_start_matches(['（', '(', '〈', '<']);
    let angled = name[open..].starts_with(['〈', '<']);
    if angled || inner.starts_with(['含', '不']) || inner.contains("下同") || inner.contains("简称") {
        let close = name[open..].find(['）', ')', '〉', '>']).map_or(name.len(), |at| open + at);
        let after = name[close..].chars().next().map_or(name.len(), |c| close + c.len_utf8());
        return Cow::Owned(format!("{}{}", &name[..open], &name[after..]));
    }
    Cow::Borrowed(name)
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
