//! Whole short documents of the genre, read from text to reading.
//!
//! `#` is a section, `-` a task: its first six characters, its units (`*` leads) and its deadline;
//! `=` a target: name, comparator, number and unit.

use super::{read, read_text, to_json};
use crate::model::{Amount, CancelToken, Comparator, NoReport, NodeKind, Reading, Role};
use proptest::prelude::*;

pub(super) fn shown(reading: &Reading) -> Vec<String> {
    let mut out = Vec::new();
    for node in reading.nodes.iter().filter(|node| !node.is_opening()) {
        if node.kind == NodeKind::Section {
            let marks = "#".repeat(usize::from(node.level));
            out.push(format!("{marks}{}", node.title.of(&reading.text)));
            continue;
        }
        let mut line: String = format!("-{}", reading.words(&node.pieces)).chars().take(7).collect();
        for unit in &node.units.items {
            line.extend([" ", &unit.name, if unit.role == Role::Lead { "*" } else { "" }]);
        }
        if let Some(deadline) = node.deadline.as_ref().filter(|deadline| !deadline.ongoing) {
            line.extend([" @", &deadline.words]);
        }
        out.push(line);
    }
    for target in &reading.targets {
        let value = &target.value;
        let sign = match value.comparator {
            Comparator::About => "≈",
            Comparator::AtLeast => "≥",
            Comparator::AtMost => "≤",
            Comparator::Equal => "",
            Comparator::Exceed => ">",
            Comparator::Reach => "→",
            Comparator::Range => "~",
            Comparator::RankUp => "↑",
        };
        let number = match value.amount {
            Amount::Single(number) => number.to_string(),
            Amount::Range(from, to) => format!("{from}-{to}"),
        };
        out.push(format!("={} {sign}{number}{}", value.indicator, value.measure));
    }
    out
}

/// All that was recognised says where, by what rule, and how sure.
fn assert_evidence(reading: &Reading) {
    let stated = |rule: &str, confidence: f32| rule.contains('.') && (0.0..=1.0).contains(&confidence);
    for node in &reading.nodes {
        assert!(stated(&node.rule, node.confidence), "{}", node.rule);
        let named = node.clauses.iter().chain(&node.doers);
        assert!(named.clone().chain(&node.deadline_from).all(|seen| stated(&seen.rule, seen.confidence)
            && !seen.span.is_empty()
            && seen.span.of(&reading.text).len() == seen.span.len()));
        let words: String = named.map(|seen| seen.span.of(&reading.text)).collect();
        for unit in node.units.items.iter().filter(|unit| !reading.default_units.contains(&unit.name)) {
            assert!(!words.is_empty(), "nothing says why {} is named", unit.name);
        }
        assert_eq!(node.deadline.is_some(), node.deadline_from.is_some());
        if let (Some(deadline), Some(from)) = (&node.deadline, &node.deadline_from) {
            let said: String = from.span.of(&reading.text).split_whitespace().collect();
            assert_eq!(said, deadline.words.split_whitespace().collect::<String>());
        }
    }
    assert!(reading.targets.iter().all(|target| stated(&target.rule, target.confidence)));
}

fn of(text: &str) -> Vec<String> {
    let reading = read_text(text, &NoReport, &CancelToken::default()).unwrap();
    assert_evidence(&reading);
    shown(&reading)
}

fn of_file(text: &str, name: &str) -> Vec<String> {
    let reading = read(text.as_bytes(), name, &NoReport, &CancelToken::default()).unwrap();
    assert_evidence(&reading);
    shown(&reading)
}

const CONTENTS: &str = "\
某省行动计划

目  录
第一章  总体要求
第二章  主要任务
  第一节  扩大供给

第一章  总体要求
为加快建设，制定本计划。
第二章  主要任务
第一节  扩大供给
1.完善设施。编制专项规划。（牵头单位：省民政厅；配合单位：省财政厅）
2.深化改革。培训护理员3万人次。（省民政厅牵头，省财政厅、省医保局等参加）
";

const ONE_LINE: &str = "某县2022年工作要点 2022年是关键之年，全县工作的总体要求是坚持稳中求进，守住底线，\
    加快发展，改善民生，推动各项工作再上新的台阶，奋力谱写高质量发展新篇章，为现代化建设作出贡献。 \
    一、守牢底线 1.抓好生产。产量不低于6.5亿斤。(县农业局牵头,各乡镇负责) 2.加强监测。覆盖率100%。(县民政局) \
    二、发展产业 3.做强特色。新增基地1.2万亩。(县农业局、县林业局) \
    三、强化保障 4.压实责任。12月底前完成考核。(县委督查室)";

const DROPPED_STOPS: &str = "某区环境保护工作要点。一、治理大气（一）深化治污。淘汰燃煤锅炉。10月底前完成替代1.5万户。\
    （二）管控扬尘。落实各项要求。二、治理水体（一）保护水源。清理水源地问题。";

const TIMES: &str = "\
某县重点工作方案
一、重点任务
1．推进上云。上云企业100家左右。（县工信局牵头；县大数据局、各镇（街道）按职责分工负责；2021年12月底前完成）
2．抓好技改。（牵头单位：县工信局　配合单位：县财政局　完成时限：2021年6月）
3．做大园区。责任领导：某某；牵头单位：县商务局；责任单位：县直有关部门；时限要求：持续推进。
4．发展物流。【县交通局、县商务局，2021年10月底】
5．建设农田。[县农业局、县自然资源局按职责分工负责，持续推进]
6．修缮水库。汛前完成9座水库加固。（县水利局）
";

const HEADINGS_THAT_ACT: &str = "\
某县政府工作报告重点工作分工意见
每项任务列第一位的为牵头单位。
一、发展农业
（一）6月底前完成土地确权登记颁证。（县农业局、县水利局、县供销社）
（二）除险加固水库12座，新增灌溉面积3万亩。（县水利局、各乡镇人民政府）
各牵头单位要制定方案。
";

const TOGETHER: &str = "\
关于促进家政服务的意见
一、提高素质
（一）健全制度。从业人员持证上岗。（商务部、市场监管总局会同各地区负责）
（二）争取资金。落实专项资金。（区财政局、区发改局分别牵头，区住建局等部门和各镇街配合）
（三）加强督查。区委督查室、区政府督查室要加大督查力度。
";

const TROUBLES: &str = "\
某区政府工作报告
一、2018年工作回顾
我区发展还面临不少困难和挑战：一是下行压力加大；二是短板不少。
二、2019年主要目标任务
（一）抓项目。引进亿元以上项目60个、其中10亿元以上8个。
本方案自印发之日起施行，有效期三年。
名词解释
1.“放管服”改革：简政放权、放管结合、优化服务。
2.“三公”经费：因公出国经费、公务用车购置及运行费。
";

#[test]
fn contents_without_leaders_are_no_sections() {
    assert_eq!(
        of(CONTENTS),
        [
            "#总体要求",
            "#主要任务",
            "##扩大供给",
            "-完善设施。编 省民政厅* 省财政厅",
            "-深化改革。培 省民政厅* 省财政厅 省医保局",
            "=培训护理员 3万人次",
        ]
    );
}

#[test]
fn bodies_in_one_line() {
    assert_eq!(
        of(ONE_LINE),
        [
            "#守牢底线",
            "-抓好生产。产 县农业局* 各乡镇",
            "-加强监测。覆 县民政局",
            "#发展产业",
            "-做强特色。新 县农业局 县林业局",
            "#强化保障",
            "-压实责任。1 县委督查室 @12月底前",
            "=产量 ≥6.5亿斤",
            "=覆盖率 100%",
            "=新增基地 1.2万亩",
        ]
    );
    assert_eq!(
        of(DROPPED_STOPS),
        [
            "#治理大气",
            "##深化治污",
            "-淘汰燃煤锅炉",
            "-10月底前完 @10月底前",
            "##管控扬尘",
            "-落实各项要求",
            "#治理水体",
            "##保护水源",
            "-清理水源地问",
            "=替代 1.5万户",
        ]
    );
}

#[test]
fn times_beside_units() {
    assert_eq!(
        of(TIMES),
        [
            "#重点任务",
            "-推进上云。上 县工信局* 县大数据局 各镇（街道） @2021年12月底前",
            "-抓好技改。（ 县工信局* 县财政局 @2021年6月",
            "-做大园区。责 县商务局* 县直有关部门",
            "-发展物流。【 县交通局 县商务局 @2021年10月底",
            "-建设农田。[ 县农业局 县自然资源局",
            "-修缮水库。汛 县水利局 @汛前",
            "=上云企业 ≈100家",
            "=水库加固 9座",
        ]
    );
}

#[test]
fn a_heading_that_is_its_task_tells_its_numbers_once() {
    assert_eq!(
        of(HEADINGS_THAT_ACT),
        [
            "#发展农业",
            "##6月底前完成土地确权登记颁证",
            "-6月底前完成 县农业局* 县水利局 县供销社 @6月底前",
            "##除险加固水库12座，新增灌溉面积3万亩",
            "-除险加固水库 县水利局* 各乡镇人民政府",
            "-各牵头单位要",
            "=除险加固水库 12座",
            "=新增灌溉面积 3万亩",
        ]
    );
}

#[test]
fn leads_in_company() {
    assert_eq!(
        of(TOGETHER)[2..7],
        [
            "-从业人员持证 商务部* 市场监管总局* 各地区",
            "##争取资金",
            "-落实专项资金 区财政局* 区发改局* 区住建局 各镇街",
            "##加强督查",
            "-区委督查室、 区委督查室 区政府督查室",
        ]
    );
}

#[test]
fn troubles_terms_and_glossaries_commit_nobody() {
    assert_eq!(
        of(TROUBLES),
        [
            "#2018年工作回顾",
            "#2019年主要目标任务",
            "##抓项目",
            "-引进亿元以上",
            "=亿元以上项目 60个",
            "=10亿元以上 8个",
        ]
    );
}

const PAGE: &str = "<h1>某县任务责任分解表</h1><table>\
    <tr><td>序号</td><td>工作任务</td><td>具体目标</td><td>牵头单位</td><td>配合单位</td><td>时间节点</td></tr>\
    <tr><td colspan=6>（一）重点项目</td></tr>\
    <tr><td>1</td><td>地区生产总值</td><td>增长6%左右</td><td>县发改局</td><td>/</td><td>12月</td></tr>\
    <tr><td>2</td><td>（1）新建污水处理厂1座</td><td>每少1座扣2分</td><td>县住建局（县城管局）</td>\
    <td>县财政局</td><td>持续推进</td></tr></table>";

const TABLE: &str = "# 某区实事责任分解表\n\n| 序号 | 项目名称 | 建设内容 | 牵头单位 | 时间节点 |\n|:-:|---|---|---|---|\n\
    | 1 | 学位建设工程 | 新建小学2所，新增学位3200个 | 区教育局 | 2024年8月底 |\n";

#[test]
fn tables_are_read_cell_by_cell() {
    assert_eq!(
        of_file(PAGE, "a.html"),
        [
            "#重点项目",
            "-地区生产总值 县发改局* @12月",
            "-新建污水处理 县住建局（县城管局）* 县财政局",
            "=地区生产总值 ≈6%",
            "=污水处理厂 1座",
        ]
    );
    assert_eq!(
        of_file(TABLE, "a.md"),
        ["-学位建设工程 区教育局* @2024年8月底", "=新建小学 2所", "=新增学位 3200个"]
    );
}

const ALL: [&str; 10] =
    [CONTENTS, ONE_LINE, DROPPED_STOPS, TIMES, HEADINGS_THAT_ACT, TOGETHER, TROUBLES, PAGE, TABLE, ""];
const BITS: [&str; 18] = [
    "（",
    "）",
    "一、",
    "（一）",
    "。",
    "1.",
    "①",
    "|",
    "\n",
    "责任单位：",
    "“",
    "目录\n",
    "附件：",
    "名词解释\n",
    "会同",
    "完成时限：",
    "　",
    "<td>",
];

proptest! {
    /// Cut, doubled and strewn with marks, a document still gives a reading whose spans are in its text.
    #[test]
    fn damaged_documents_are_read(
        which in 0..ALL.len(),
        cut in 0..600usize,
        edits in prop::collection::vec((0..600usize, 0..BITS.len(), 0..40usize), 0..8),
        name in prop::sample::select(vec!["a.txt", "a.html", "a.md"]),
    ) {
        let mut text: Vec<char> = ALL[which].chars().collect();
        for (at, bit, gone) in edits {
            let at = at.min(text.len());
            let to = (at + gone).min(text.len());
            text.splice(at..to, BITS[bit].chars());
        }
        text.drain(..cut.min(text.len()) / 3);
        let text: String = text.into_iter().collect();
        if let Ok(reading) = read(text.as_bytes(), name, &NoReport, &CancelToken::default()) {
            for node in &reading.nodes {
                prop_assert!(reading.text.get(node.span.start as usize..node.span.end as usize).is_some());
                prop_assert!(node.parent.is_none_or(|parent| (parent as usize) < reading.nodes.len()));
            }
            prop_assert!(reading.targets.iter().all(|target| target.node.is_some()));
            prop_assert!(reading.nodes.iter().filter(|node| node.is_opening()).count() <= 1);
            prop_assert!(reading.nodes.is_sorted_by_key(|node| node.span.start));
            shown(&reading);
        }
    }
}

#[test]
fn text_before_the_first_heading_is_a_section_of_its_own() {
    let report = "临汐市政府工作报告\n\n各位代表：\n\n2026年预期目标：地区生产总值增长5%以上，\
                  粮食总产量稳定在20万吨。\n\n一、重点任务\n\n（一）建成产业园。\n";
    let reading = read_text(report, &NoReport, &CancelToken::default()).unwrap();
    let opening = &reading.nodes[0];
    assert!(opening.is_opening() && opening.title.is_empty() && opening.kind == NodeKind::Section);
    assert!(reading.words(&opening.pieces).ends_with("粮食总产量稳定在20万吨。"));
    assert_eq!(reading.targets.iter().map(|target| target.node).collect::<Vec<_>>(), [Some(0); 2]);
    // The contract lists headings: ids and sections are as if it were not there.
    let json = serde_json::to_value(to_json(&reading)).unwrap();
    assert_eq!(json["sections"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&json["sections"][0]["id"], &json["sections"][0]["title"]),
        (&"s1".into(), &"重点任务".into())
    );
    assert_eq!(json["targets"][0]["task"], serde_json::Value::Null);

    let salutation = "临汐市政府工作报告\n\n各位代表：\n\n一、重点任务\n\n（一）建成产业园。\n";
    let reading = read_text(salutation, &NoReport, &CancelToken::default()).unwrap();
    assert!(!reading.nodes.iter().any(crate::model::ReadNode::is_opening));
}
