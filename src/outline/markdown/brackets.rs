//! What stands in brackets behind a node: （牵头单位：市发改委；配合单位：市财政局）（时限：年底前）.

use crate::{
    change::actions::Sketch,
    model::{
        Amount, Assignment, Comparator, Deadline, Joint, MeasureKind, NodeKind, Piece, Role, TargetValue,
        TaskStatus, UnitList,
    },
    read,
};
use std::fmt;

/// One pair of brackets.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Bracket {
    /// It is a section, though it stands in a list.
    Section,
    /// Its numeral.
    Marker(String),
    /// Its first words.
    Words(String),
    /// The title of a task.
    Title(String),
    /// Its units.
    Units(UnitList),
    /// Its deadline, and the day it means where the words alone do not tell.
    Deadline(Deadline, bool),
    /// The leader's post.
    Leader(String),
    /// Not merely to be done.
    Status(TaskStatus),
    /// Its note.
    Note(String),
    /// A target with its source words.
    Target(TargetValue, String),
}

const ROLES: [(Role, &str); 4] = [
    (Role::Lead, "牵头单位"),
    (Role::Collecting, "汇总单位"),
    (Role::Responsible, "责任单位"),
    (Role::Support, "配合单位"),
];

/// Each in the word that the window has for it; 未完成 is what was written before.
const STATUSES: [(TaskStatus, &str); 4] = [
    (TaskStatus::Planned, "未启动"),
    (TaskStatus::Done, "已完成"),
    (TaskStatus::Mixed, "部分完成"),
    (TaskStatus::Planned, "未完成"),
];

const COMPARATORS: [(Comparator, &str); 8] = [
    (Comparator::Equal, "等于"),
    (Comparator::AtLeast, "不低于"),
    (Comparator::AtMost, "不超过"),
    (Comparator::Exceed, "超过"),
    (Comparator::Reach, "达到"),
    (Comparator::About, "左右"),
    (Comparator::Range, "区间"),
    (Comparator::RankUp, "前移"),
];

const KINDS: [(MeasureKind, &str); 5] = [
    (MeasureKind::Growth, "增速"),
    (MeasureKind::Level, "总量"),
    (MeasureKind::Count, "数量"),
    (MeasureKind::Share, "占比"),
    (MeasureKind::Rank, "位次"),
];

/// Words that hold what would end them stand between these.
const QUOTES: [char; 2] = ['‹', '›'];

fn word<T: PartialEq + Copy>(table: &[(T, &'static str)], value: T) -> &'static str {
    table.iter().find(|(known, _)| *known == value).map_or("", |(_, word)| word)
}

fn value<T: Copy>(table: &[(T, &'static str)], wanted: &str) -> Option<T> {
    table.iter().find(|(_, word)| *word == wanted).map(|(value, _)| *value)
}

impl Bracket {
    /// What a node says beyond its words.
    pub(super) fn of(sketch: &Sketch, year: Option<i16>) -> Vec<Self> {
        let mut brackets = Vec::new();
        if !sketch.units.items.is_empty() {
            brackets.push(Self::Units(sketch.units.clone()));
        }
        if let Some(deadline) = &sketch.deadline {
            let told = read::deadline::parse(&deadline.words, year) == *deadline;
            brackets.push(Self::Deadline(deadline.clone(), !told));
        }
        if !sketch.leader.is_empty() {
            brackets.push(Self::Leader(sketch.leader.clone()));
        }
        if sketch.status != TaskStatus::Planned {
            brackets.push(Self::Status(sketch.status));
        }
        if !sketch.note.is_empty() {
            brackets.push(Self::Note(sketch.note.clone()));
        }
        let targets = sketch.targets.iter();
        brackets.extend(targets.map(|(value, quote)| Self::Target(value.clone(), quote.clone())));
        brackets
    }

    /// Says it of a node.
    pub(super) fn tell(self, sketch: &mut Sketch) {
        match self {
            Self::Section => sketch.kind = NodeKind::Section,
            Self::Marker(marker) => sketch.marker = marker,
            Self::Words(words) if sketch.kind == NodeKind::Section => sketch.title = words,
            Self::Words(words) if words.is_empty() => sketch.text = Vec::new(),
            Self::Words(words) => sketch.text = vec![Piece::Own(words)],
            Self::Title(title) => sketch.title = title,
            Self::Units(units) => sketch.units = units,
            Self::Deadline(deadline, _) => sketch.deadline = Some(deadline),
            Self::Leader(leader) => sketch.leader = leader,
            Self::Status(status) => sketch.status = status,
            Self::Note(note) => sketch.note = note,
            Self::Target(value, quote) => sketch.targets.push((value, quote)),
        }
    }

    fn parse(inside: &str, year: Option<i16>) -> Option<Self> {
        let (label, rest) = inside.split_once('：').unwrap_or((inside, ""));
        let plain = || Some(unquoted(rest).unwrap_or(rest).replace("››", "›"));
        Some(match label {
            "章节" => Self::Section,
            "序号" => Self::Marker(plain()?),
            "正文" => Self::Words(plain()?),
            "标题" => Self::Title(plain()?),
            "领导" => Self::Leader(plain()?),
            "备注" => Self::Note(plain()?),
            "状态" => Self::Status(value(&STATUSES, rest)?),
            "时限" => deadline(rest, year),
            "指标" => target(rest)?,
            _ => Self::Units(units(inside)?),
        })
    }
}

impl fmt::Display for Bracket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Section => f.write_str("（章节）"),
            Self::Marker(words) => write!(f, "（序号：{}）", quoted(words, &[])),
            Self::Words(words) => write!(f, "（正文：{}）", quoted(words, &[])),
            Self::Title(words) => write!(f, "（标题：{}）", quoted(words, &[])),
            Self::Leader(words) => write!(f, "（领导：{}）", quoted(words, &[])),
            Self::Note(words) => write!(f, "（备注：{}）", quoted(words, &[])),
            Self::Status(status) => write!(f, "（状态：{}）", word(&STATUSES, *status)),
            Self::Deadline(deadline, dated) => {
                write!(f, "（时限：{}", quoted(&deadline.words, &['｜']))?;
                if *dated {
                    let due = deadline.due.map(|due| due.to_string()).unwrap_or_default();
                    write!(f, "｜{due}｜{}", if deadline.ongoing { "持续" } else { "" })?;
                }
                f.write_str("）")
            }
            Self::Units(units) => write_units(f, units),
            Self::Target(value, quote) => {
                let amount = match value.amount {
                    Amount::Single(number) => number.to_string(),
                    Amount::Range(low, high) => format!("{low}—{high}"),
                };
                let parts = [
                    value.indicator.as_str(),
                    word(&COMPARATORS, value.comparator),
                    amount.as_str(),
                    value.measure.as_str(),
                    word(&KINDS, value.kind),
                    value.by.as_str(),
                    if value.stretch { "力争" } else { "" },
                    quote,
                ];
                f.write_str("（指标：")?;
                for (at, part) in parts.into_iter().enumerate() {
                    write!(f, "{}{}", if at > 0 { "｜" } else { "" }, quoted(part, &['｜']))?;
                }
                f.write_str("）")
            }
        }
    }
}

fn write_units(f: &mut fmt::Formatter<'_>, units: &UnitList) -> fmt::Result {
    f.write_str("（")?;
    let mut role = None;
    for unit in &units.items {
        let changed = role != Some(unit.role);
        f.write_str(match (role, unit.joint) {
            (None, Joint::Same) => "",
            (_, Joint::Same) => "、",
            (Some(_), Joint::NewClass) if changed => "；",
            (_, Joint::NewClass) => "，",
        })?;
        if changed {
            // Units that merely answer need no label where nothing else came before.
            write!(f, "{}：", word(&ROLES, unit.role))?;
        }
        role = Some(unit.role);
        let plain = !unit.name.ends_with(['等', '*']);
        let name = if plain { quoted(&unit.name, &SEPARATORS) } else { quote(&unit.name) };
        write!(f, "{name}{}", if unit.group { "*" } else { "" })?;
    }
    write!(f, "{}）", if units.open { "等" } else { "" })
}

/// What ends a unit's name.
const SEPARATORS: [char; 4] = ['、', '，', '；', '：'];

/// The words, between quotes where they hold what would end them.
fn quoted(words: &str, ends: &[char]) -> String {
    let mut depth = 0_i32;
    let balanced = words.chars().all(|c| {
        depth += i32::from(c == '（') - i32::from(c == '）');
        depth >= 0
    }) && depth == 0;
    let plain = balanced
        && words.trim() == words
        && !words.contains(QUOTES)
        && !words.contains(ends)
        && !words.contains('\n');
    if plain { words.to_owned() } else { quote(words) }
}

fn quote(words: &str) -> String {
    format!("‹{}›", words.replace('›', "››"))
}

/// What stands between quotes, if all of it does.
fn unquoted(words: &str) -> Option<&str> {
    words.strip_prefix('‹')?.strip_suffix('›')
}

fn plain(words: &str) -> String {
    unquoted(words).map_or_else(|| words.to_owned(), |words| words.replace("››", "›"))
}

/// Splits at `ends` outside of brackets and quotes; every part comes with what stood before it.
fn split<'a>(words: &'a str, ends: &[char]) -> Vec<(Option<char>, &'a str)> {
    let mut parts = Vec::new();
    let (mut depth, mut quoted, mut from, mut before) = (0_i32, false, 0, None);
    for (at, c) in words.char_indices() {
        match c {
            '‹' => quoted = true,
            '›' => quoted = !quoted,
            _ if quoted => {}
            '（' => depth += 1,
            '）' => depth -= 1,
            c if depth == 0 && ends.contains(&c) => {
                parts.push((before, &words[from..at]));
                before = Some(c);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push((before, &words[from..]));
    parts
}

fn deadline(rest: &str, year: Option<i16>) -> Bracket {
    let parts = split(rest, &['｜']);
    match parts.as_slice() {
        [(_, words), (_, due), (_, ongoing)] => {
            let words = plain(words);
            Bracket::Deadline(Deadline { words, due: due.parse().ok(), ongoing: *ongoing == "持续" }, true)
        }
        _ => Bracket::Deadline(read::deadline::parse(&plain(rest), year), false),
    }
}

fn target(rest: &str) -> Option<Bracket> {
    let parts: Vec<&str> = split(rest, &['｜']).into_iter().map(|(_, part)| part).collect();
    let [indicator, comparator, amount, measure, kind, by, stretch, quote] = parts.as_slice() else {
        return None;
    };
    let amount = match amount.split_once('—') {
        Some((low, high)) => Amount::Range(low.parse().ok()?, high.parse().ok()?),
        None => Amount::Single(amount.parse().ok()?),
    };
    let value = TargetValue {
        indicator: plain(indicator),
        comparator: value(&COMPARATORS, comparator)?,
        amount,
        measure: plain(measure),
        kind: value(&KINDS, kind)?,
        by: plain(by),
        stretch: *stretch == "力争",
    };
    Some(Bracket::Target(value, plain(quote)))
}

fn units(inside: &str) -> Option<UnitList> {
    let mut list = UnitList::default();
    let mut role = None;
    let parts = split(inside, &['、', '，', '；']);
    let last = parts.len().saturating_sub(1);
    for (at, (before, part)) in parts.into_iter().enumerate() {
        // A list that opens a class with its first unit begins with the sign.
        if at == 0 && part.is_empty() {
            continue;
        }
        let part = match split(part, &['：']).as_slice() {
            [(_, label), (_, part)] => {
                role = Some(value(&ROLES.map(|(role, word)| (role, word)), label)?);
                *part
            }
            _ => part,
        };
        let (part, open) = match part.strip_suffix('等') {
            Some(part) if at == last => (part, true),
            _ => (part, false),
        };
        list.open |= open;
        let (part, group) = match part.strip_suffix('*') {
            Some(part) => (part, true),
            None => (part, false),
        };
        if part.is_empty() {
            return None;
        }
        let joint = if matches!(before, None | Some('、')) { Joint::Same } else { Joint::NewClass };
        list.items.push(Assignment { name: plain(part), role: role?, joint, group });
    }
    (!list.items.is_empty()).then_some(list)
}

/// The insides of a line that holds nothing but brackets.
fn insides(line: &str) -> Option<Vec<&str>> {
    let mut insides = Vec::new();
    let (mut depth, mut quoted, mut from) = (0_i32, false, 0);
    for (at, c) in line.char_indices() {
        match c {
            '‹' if depth > 0 => quoted = true,
            '›' if depth > 0 => quoted = !quoted,
            _ if quoted => {}
            '（' => {
                if depth == 0 {
                    from = at + c.len_utf8();
                }
                depth += 1;
            }
            '）' => {
                depth -= 1;
                if depth < 0 {
                    return None;
                }
                if depth == 0 {
                    insides.push(&line[from..at]);
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    (depth == 0 && !quoted && !insides.is_empty()).then_some(insides)
}

/// What a line says that holds nothing but brackets known here.
pub(super) fn brackets_of(line: &str, year: Option<i16>) -> Option<Vec<Bracket>> {
    insides(line)?.into_iter().map(|inside| Bracket::parse(inside, year)).collect()
}

/// As `brackets_of`, where no year matters.
pub(super) fn all_brackets(line: &str) -> Option<Vec<Bracket>> {
    brackets_of(line, None)
}
