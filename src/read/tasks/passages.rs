//! Short passages in the wordings of the genre, each with the outline that a reader expects.
//!
//! `#` is a section (its depth by the number of signs), `-` a task with its marker; units stand in
//! brackets: `*` leads, `+` supports, `~` is a group, `…` is 等.

use super::{DocumentRules, draft};
use crate::model::{CancelToken, NoReport, NodeKind, Role, SourceSpan, TaskStatus};
use crate::read::structure::{Flow, Outline};
use crate::read::units::first_leads;
use crate::read::{BlockKind, read_text, to_json};
use proptest::prelude::*;

mod prose;
mod units;

fn lines(text: &str) -> Vec<Vec<SourceSpan>> {
    let mut at = 0;
    let mut spans = Vec::new();
    for line in text.split('\n') {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        if !trimmed.is_empty() {
            spans.push(vec![SourceSpan::new(start, start + trimmed.len())]);
        }
        at += line.len() + 1;
    }
    spans
}

fn drafted(text: &str, title: &str) -> (Flow, super::Drafts) {
    let lines = lines(text);
    let flow = Flow::new(text, lines.iter().map(|line| (line.as_slice(), BlockKind::Line)));
    let outline = Outline::of(&flow, title);
    let rules = DocumentRules { title, first_leads: first_leads(&flow.text) };
    let drafts = draft(&flow, &outline, rules);
    (flow, drafts)
}

fn shown(text: &str, title: &str) -> String {
    let (flow, drafts) = drafted(text, title);
    let mut out = String::new();
    for node in &drafts.nodes {
        match node.kind {
            NodeKind::Section => {
                out.push_str(&"#".repeat(usize::from(node.level)));
                out.push_str(flow.words(&node.title));
            }
            NodeKind::Task => {
                out.push('-');
                out.push_str(flow.words(&node.marker));
                let text: String = node.text.iter().map(|range| flow.words(range)).collect();
                out.extend(text.chars().take(6));
                if !node.units.items.is_empty() {
                    let names: Vec<String> = node
                        .units
                        .items
                        .iter()
                        .map(|unit| {
                            let role = match unit.role {
                                Role::Lead => "*",
                                Role::Support => "+",
                                _ => "",
                            };
                            format!("{}{role}{}", unit.name, if unit.group { "~" } else { "" })
                        })
                        .collect();
                    let open = if node.units.open { "…" } else { "" };
                    out.extend(["[", &names.join(" "), open, "]"]);
                }
                match node.status {
                    TaskStatus::Planned => {}
                    TaskStatus::Done => out.push('√'),
                    TaskStatus::Mixed => out.push('±'),
                }
            }
        }
        out.push('\n');
    }
    out
}

#[track_caller]
fn expect(text: &str, expected: &[&str]) {
    let mut want = expected.join("\n");
    want.push('\n');
    pretty(&shown(text, ""), &want, text);
}

#[track_caller]
fn pretty(found: &str, want: &str, text: &str) {
    assert!(found == want, "\n--- text\n{text}\n--- found\n{found}--- expected\n{want}");
}

#[test]
fn numbered_parts_with_annotated_items() {
    expect(
        "一、重点工作\n（一）稳住工业底盘。一是抓投产。推动两个纺织项目达产（责任单位：县工信局）；二是抓技改（责任单位：县工信局、县财政局）。\n（二）夯实农业基础。一是守耕地（牵头单位：县自然资源局；配合单位：县农业农村局）。",
        &[
            "#重点工作",
            "##稳住工业底盘",
            "-一是抓投产。推动[县工信局]",
            "-二是抓技改（责任[县工信局 县财政局]",
            "##夯实农业基础",
            "-一是守耕地（牵头[县自然资源局* 县农业农村局+]",
        ],
    );
}

#[test]
fn arabic_items_are_tasks() {
    expect(
        "三、推进交通建设\n1.加快国道改造。完成路基工程。（责任单位：州交通运输局）\n2.新建农村公路。年内建成80公里。（责任单位：州交通运输局，各县市人民政府）",
        &["#推进交通建设", "-1.加快国道改造[州交通运输局]", "-2.新建农村公路[州交通运输局 各县市人民政府~]"],
    );
}

#[test]
fn arabic_items_with_items_are_sections() {
    expect(
        "一、完善规划\n1、编制总规。按照省里要求推进。一是划定红线。组织勘界。二是公示方案。\n2、健全机制。一是建立专班。二是按月调度。\n3、落实要素。保障用地指标。安排专项资金。",
        &[
            "#完善规划",
            "##编制总规",
            "-一是划定红线。组",
            "-二是公示方案。",
            "##健全机制",
            "-一是建立专班。",
            "-二是按月调度。",
            "##落实要素",
            "-保障用地指标",
            "-安排专项资金",
        ],
    );
}

#[test]
fn bracketed_arabic_below_arabic() {
    expect(
        "（一）打造旅游名城\n1．提升景区\n（1）改造游客中心（责任单位：市文旅局）\n（2）增设停车位（责任单位：市城管局）\n2．办好节会\n（1）筹备山水节（责任单位：市委宣传部）",
        &[
            "#打造旅游名城",
            "##提升景区",
            "-（1）改造游客中心[市文旅局]",
            "-（2）增设停车位（[市城管局]",
            "##办好节会",
            "-（1）筹备山水节（[市委宣传部]",
        ],
    );
}

#[test]
fn words_that_end_in_a_marker_are_none() {
    expect(
        "（二）统一标准。标准统一是前提，二是一个数。坚持“一是一、二是二”。",
        &["#统一标准", "-标准统一是前", "-坚持“一是一"],
    );
}

#[test]
fn a_lost_stop_before_the_first_item() {
    expect(
        "（三）推动绿色转型一是治水。整治黑臭水体。二是治气。淘汰燃煤锅炉。",
        &["#推动绿色转型", "-一是治水。整治黑", "-二是治气。淘汰燃"],
    );
}

#[test]
fn run_on_text_with_several_headings() {
    expect(
        "二、主要任务（一）扩大投资。加快项目开工。（责任单位：旗发改委）（二）促进消费。举办购物节。（责任单位：旗商务局）",
        &["#主要任务", "##扩大投资", "-加快项目开工[旗发改委]", "##促进消费", "-举办购物节。[旗商务局]"],
    );
}

#[test]
fn chapters_and_parts() {
    expect(
        "第一章 总则\n第二章 重点任务\n第一节 优化布局\n一、建设枢纽\n扩建港区泊位。\n第二节 提升能级\n一、发展航运",
        &["#总则", "#重点任务", "##优化布局", "###建设枢纽", "-扩建港区泊位", "##提升能级", "###发展航运"],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_mix_of_marks_keeps_the_tree_sound(parts in proptest::collection::vec(
        prop::sample::select(vec![
            "一、", "二、", "（一）", "(二)", "1.", "2、", "（1）", "①", "一是", "二是", "三要", "第一章 ", "（责任单位：", "(牵头单位:",
            "县财政局", "、市发改委", "，相关镇", "等", "）", ")", "]", "[", "〔", "“", "”", "《", "。", "；", "，", "：", "\n", "\n\n", " ",
            "加快建设", "着力推进开放", "着力改善环境", "实施强基行动", "完成投资20亿元", "由县政府办公室对各镇通报", "会同", "责任单位：",
            "*", "2.5", "a", "😀", "组织保障", "工作目标",
        ]), 0..80))
    {
        let text: String = parts.concat();
        if let Ok(reading) = read_text(&text, &NoReport, &CancelToken::new()) {
            for node in &reading.nodes {
                prop_assert!(reading.text.get(node.span.range()).is_some(), "{text:?}");
                prop_assert!(node.pieces.iter().all(|piece| reading.text.get(piece.range()).is_some()));
            }
            let json = serde_json::to_value(to_json(&reading)).unwrap();
            prop_assert_eq!(json["tasks"].as_array().map_or(0, Vec::len) + json["sections"].as_array().map_or(0, Vec::len),
                reading.nodes.iter().filter(|node| !node.is_opening()).count());
        }
        let (flow, drafts) = drafted(&text, "");
        for (at, node) in drafts.nodes.iter().enumerate() {
            let all = [&node.marker, &node.title, &node.span];
            for range in all.into_iter().chain(&node.text).chain(node.clauses.iter().map(|clause| &clause.range)) {
                prop_assert!(flow.text.get(range.clone()).is_some(), "{range:?} in {:?}", flow.text);
                let span = flow.span(range);
                prop_assert!(text.get(span.range()).is_some());
            }
            if let Some(parent) = node.parent {
                prop_assert!(parent < at);
                let outer = &drafts.nodes[parent].span;
                prop_assert!(outer.start <= node.span.start && node.span.end <= outer.end, "{text:?}");
            }
            if let Some(before) = drafts.nodes[..at].iter().rev().find(|other| other.parent == node.parent) {
                prop_assert!(before.span.end <= node.span.start, "{text:?}");
            }
        }
    }
}
