//! A report as it was, and as it came back.

use super::match_reading;
use crate::change::{Change, Mint, Record, actions, apply};
use crate::model::{
    Adoption, Amount, DocumentId, NodeId, NodeKind, OPENING, Plan, ReadNode, ReadTarget, Reading, ReadingId,
    RecordId, SourceId, SourceSpan, Stamp, TargetId, TargetValue, TaskStatus, UnitList, WriterId,
};
use std::sync::Arc;

const RECORD: RecordId = RecordId { writer: WriterId(7), seq: 1 };
const DOCUMENT: DocumentId = DocumentId { record: RECORD, ordinal: 0 };

/// Reads lines: `#marker title` a section, `marker|text` a task under the last section; words in
/// `[indicator=quote]` are targets of the task.
fn read(lines: &str) -> Reading {
    let text: Arc<str> = lines.into();
    let mut reading = Reading::over(text.clone(), SourceId::of(lines.as_bytes()));
    let mut section = None;
    let mut start = 0;
    for line in lines.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        let heading = line.starts_with('#');
        let from = start + usize::from(heading);
        let cut = text[from..end].find(['|', ' ']).map_or(from, |at| from + at);
        let body = SourceSpan::new((cut + 1).min(end), end);
        let ordinal = reading.nodes.len() as u32;
        reading.nodes.push(ReadNode {
            parent: if heading { None } else { section },
            kind: if heading { NodeKind::Section } else { NodeKind::Task },
            level: 1,
            marker: SourceSpan::new(from, cut),
            title: body,
            pieces: if heading { Vec::new() } else { vec![body] },
            span: SourceSpan::new(start, end),
            clauses: Vec::new(),
            doers: Vec::new(),
            units: UnitList::default(),
            deadline: None,
            deadline_from: None,
            status: TaskStatus::Planned,
            confidence: 1.0,
            rule: if &text[start..cut] == "#^" { OPENING } else { "test" }.into(),
        });
        if heading {
            section = Some(ordinal);
        }
        for (open, _) in text[start..end].match_indices('[') {
            let inside = start + open + 1;
            let equals = inside + text[inside..].find('=').unwrap();
            let close = inside + text[inside..].find(']').unwrap();
            let digits: String = text[equals..close].chars().filter(char::is_ascii_digit).collect();
            reading.targets.push(ReadTarget {
                node: Some(ordinal),
                value: TargetValue {
                    indicator: text[inside..equals].into(),
                    amount: Amount::Single(digits.parse().unwrap()),
                    ..TargetValue::default()
                },
                span: SourceSpan::new(equals + 1, close),
                confidence: 1.0,
                rule: "test".into(),
            });
        }
        start += line.len();
    }
    reading
}

fn write(plan: &mut Plan, make: impl FnOnce(&Plan, &mut Mint) -> Change) {
    let seq = plan.lamport() + 1;
    let id = RecordId { seq, ..RECORD };
    let change = make(plan, &mut Mint::new(id));
    apply(plan, &Record { id, lamport: seq, stamp: Stamp::default(), change }).unwrap();
}

fn plan_of(lines: &str) -> Plan {
    let mut plan = Plan::new();
    let id = ReadingId::of(lines.as_bytes());
    plan.add_reading(id, Arc::new(read(lines)));
    write(&mut plan, |_, mint| actions::import(mint, SourceId::of(lines.as_bytes()), "txt", "报告.txt", id));
    plan
}

fn matched(plan: &Plan, lines: &str) -> Adoption {
    match_reading(plan, DOCUMENT, &read(lines), ReadingId::of(lines.as_bytes()))
}

fn adopt(plan: &mut Plan, lines: &str) {
    let adoption = matched(plan, lines);
    plan.add_reading(adoption.reading, Arc::new(read(lines)));
    write(plan, |plan, _| actions::adopt(plan, DOCUMENT, adoption).unwrap());
}

/// Old ordinal → new ordinal, by old.
fn nodes(adoption: &Adoption) -> Vec<(u32, u32)> {
    let mut pairs: Vec<_> = adoption.nodes.iter().map(|(id, to)| (id.ordinal, *to)).collect();
    pairs.sort_unstable();
    pairs
}

fn targets(adoption: &Adoption) -> Vec<(u32, u32)> {
    let mut pairs: Vec<_> = adoption.targets.iter().map(|(id, to)| (id.ordinal, *to)).collect();
    pairs.sort_unstable();
    pairs
}

const REPORT: &str = "#一、 发展产业\n1.|建成东湖产业园，[产值=产值达到50亿元]，[企业=新增企业5家]。\n2.|完成技术改造项目三十项以上。\n\
    #二、 改善民生\n1.|新建城区学校三所，改造老旧校舍。\n2.|加强督促检查，确保落实到位。\n\
    #三、 保障措施\n1.|加强督促检查，确保落实到位。\n";

#[test]
fn the_same_text_maps_onto_itself() {
    let plan = plan_of(REPORT);
    let adoption = matched(&plan, REPORT);
    assert_eq!(nodes(&adoption), (0..8).map(|at| (at, at)).collect::<Vec<_>>());
    assert_eq!(targets(&adoption), [(0, 0), (1, 1)]);
}

#[test]
fn the_opening_is_the_same_whatever_it_says() {
    let plan = plan_of(&format!("#^ [增长=增长5%]\n{REPORT}"));
    for new in [format!("#^ 力争[增长=增长6%]以上\n{REPORT}"), format!("#一、 引言\n{REPORT}")] {
        assert_eq!(nodes(&matched(&plan, &new)), (0..9).map(|at| (at, at)).collect::<Vec<_>>());
    }
    let gone = matched(&plan, REPORT);
    assert_eq!(nodes(&gone), (0..8).map(|at| (at + 1, at)).collect::<Vec<_>>());
}

#[test]
fn an_inserted_task_and_chapter_shift_the_others() {
    let plan = plan_of(REPORT);
    let new = REPORT
        .replace("2.|完成技术", "2.|开展招商引资百日攻坚。\n3.|完成技术")
        .replace("#二、 改善民生", "#二、 深化改革\n1.|加强督促检查，确保落实到位。\n#三、 改善民生");
    // New: 0 产业 1 园 2 招商 3 技改 4 改革 5 督促 6 民生 7 学校 8 督促 9 保障 10 督促.
    let adoption = matched(&plan, &new);
    assert_eq!(nodes(&adoption), [(0, 0), (1, 1), (2, 3), (3, 6), (4, 7), (5, 8), (6, 9), (7, 10)]);
}

#[test]
fn a_removed_task_has_no_match_and_takes_no_other() {
    let plan = plan_of(REPORT);
    let adoption = matched(&plan, &REPORT.replace("1.|新建城区学校三所，改造老旧校舍。\n2.|", "1.|"));
    assert_eq!(nodes(&adoption), [(0, 0), (1, 1), (2, 2), (3, 3), (5, 4), (6, 5), (7, 6)]);
}

#[test]
fn a_reworded_task_keeps_its_id_with_or_without_its_numeral() {
    let plan = plan_of(REPORT);
    let reworded = REPORT
        .replace("新建城区学校三所，改造老旧校舍", "新建城区学校四所，改造提升老旧校舍")
        .replace("产值达到50亿元", "产值达到60亿元")
        .replace("发展产业", "大力发展产业");
    let adoption = matched(&plan, &reworded);
    assert_eq!(nodes(&adoption), (0..8).map(|at| (at, at)).collect::<Vec<_>>());
    assert_eq!(targets(&adoption), [(0, 0), (1, 1)], "by indicator and by quote");
    let unnumbered = reworded.replace("1.|新建", "|新建");
    assert_eq!(nodes(&matched(&plan, &unnumbered))[4], (4, 4));
}

#[test]
fn a_moved_task_is_found_by_its_words() {
    let plan = plan_of(REPORT);
    let school = "1.|新建城区学校三所，改造老旧校舍。\n";
    let moved = format!("{}2.{}", REPORT.replace(school, ""), &school[2..]);
    let adoption = matched(&plan, &moved);
    assert_eq!(nodes(&adoption), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 7), (5, 4), (6, 5), (7, 6)]);
}

#[test]
fn strangers_are_not_matched() {
    let plan = plan_of(REPORT);
    let adoption = matched(&plan, "#一、 总体要求\n1.|坚持稳中求进。\n");
    assert_eq!((nodes(&adoption), targets(&adoption)), (vec![], vec![]));
}

#[test]
fn what_was_worked_on_comes_back_when_its_words_do() {
    let mut plan = plan_of(REPORT);
    let id = |ordinal| NodeId { record: RECORD, ordinal };
    write(&mut plan, |plan, _| actions::set_leader(plan, id(4), "副县长").unwrap());
    adopt(&mut plan, "#一、 发展产业\n1.|建成东湖产业园，[产值=产值达到50亿元]，[企业=新增企业5家]。\n");
    adopt(&mut plan, REPORT);
    assert_eq!(plan.node(id(4)).unwrap().read().unwrap().1.parent, Some(3));
    assert!(plan.node(id(4)).unwrap().flags().is_empty());
    assert_eq!(plan.node(id(4)).unwrap().leader(), "副县长");
    let target = plan.target(TargetId { record: RECORD, ordinal: 0 }).unwrap();
    assert_eq!(target.quote(), "产值达到50亿元");
    // 学校 came back as itself; 技改, on which nothing hung, as a new node.
    let alive = plan.walk(DOCUMENT);
    assert_eq!(alive.len(), 8);
    assert!(alive.contains(&id(4)) && !alive.contains(&id(2)));
}

#[test]
fn twenty_thousand_reworded_tasks_take_moderate_work() {
    use std::fmt::Write as _;
    let (mut old, mut new) = (String::from("#一、 甲\n"), String::from("#一、 甲\n"));
    for at in 0..20_000_u32 {
        // Words that differ from task to task.
        let word: String = (0..12)
            .filter_map(|k| {
                char::from_u32(0x4E00 + at.wrapping_mul(2_654_435_761).rotate_left(k * 3) % 20_000)
            })
            .collect();
        let _ = writeln!(old, "|{word}工作落实");
        let _ = writeln!(new, "|推进{word}工作落实");
    }
    let plan = plan_of(&old);
    let adoption = matched(&plan, &new);
    let right = nodes(&adoption).iter().filter(|(a, b)| a == b).count();
    assert!(right > 19_900, "{right}");
}
