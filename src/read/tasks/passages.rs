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
fn unclosed_brackets_end_at_the_next_item() {
    let text = "（一）改善民生。一是稳就业。开发公益岗位（责任单位：区人社局、区民政局等，相关街道二是办教育[责任单位：区教育局三是强医疗（责任单位：区卫健局";
    expect(
        text,
        &[
            "#改善民生",
            "-一是稳就业。开发[区人社局 区民政局 相关街道~…]",
            "-二是办教育[责任[区教育局]",
            "-三是强医疗（责任[区卫健局]",
        ],
    );
    assert_eq!(drafted(text, "").1.unclosed.len(), 3);
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
fn a_paragraph_with_one_clause_is_one_task() {
    expect(
        "（六）整治市容。清理占道经营。规范停车秩序。拆除违章建筑（责任单位：区城管局、区公安分局）。",
        &["#整治市容", "-清理占道经营[区城管局 区公安分局]"],
    );
}

#[test]
fn several_clauses_in_a_paragraph_are_several_tasks() {
    expect(
        "（五）发展物流。建设冷链仓库（责任单位：市商务局）；开通中欧班列（责任单位：市口岸办）。培育龙头企业〔责任单位：市发改委〕",
        &["#发展物流", "-建设冷链仓库[市商务局]", "-开通中欧班列[市口岸办]", "-培育龙头企业[市发改委]"],
    );
}

#[test]
fn units_on_a_line_of_their_own() {
    expect(
        "1.修缮古街。保护传统民居。\n责任单位：市住建局、市文物局\n2.引进民宿。打造精品线路。\n牵头单位：市文旅局\n配合单位：市财政局",
        &["-1.修缮古街。保[市住建局 市文物局]", "-2.引进民宿。打[市文旅局* 市财政局+]"],
    );
}

#[test]
fn a_line_of_units_closes_the_text_of_a_section() {
    expect(
        "（一）建设水网\n推进引调水工程。\n加固病险水库。\n（责任单位：省水利厅）\n（二）建设路网\n打通断头路。\n（责任单位：省交通运输厅）",
        &["#建设水网", "-推进引调水工[省水利厅]", "#建设路网", "-打通断头路。[省交通运输厅]"],
    );
}

#[test]
fn phrases_that_share_the_work() {
    expect(
        "（一）深化改革。推行一网通办。（国务院办公厅牵头，各地区、各有关部门按职责分工负责）\n（二）优化服务。压减审批时限。（市场监管总局、税务总局等按职责分工负责）",
        &[
            "#深化改革",
            "-推行一网通办[国务院办公厅* 各地区+~ 各有关部门+~]",
            "#优化服务",
            "-压减审批时限[市场监管总局 税务总局…]",
        ],
    );
}

#[test]
fn bare_brackets_at_the_end() {
    expect(
        "1.建设实验室。支持高校牵头攻关（市科技局、市教育局）。\n2.改造一期工程（含管网、泵站）。",
        &["-1.建设实验室。[市科技局 市教育局]", "-2.改造一期工程"],
    );
}

#[test]
fn the_first_listed_unit_leads_where_the_text_says_so() {
    expect(
        "1.抓好春耕（责任单位：县农业农村局、县供销社）。\n2.抓好防汛（责任单位：县应急局）。\n注：列第一位的为牵头单位。",
        &["-1.抓好春耕（责[县农业农村局* 县供销社+]", "-2.抓好防汛（责[县应急局*]"],
    );
}

#[test]
fn a_star_marks_the_lead() {
    expect(
        "一、工作\n1.推广良种（责任单位：*县农业农村局、县科技局）",
        &["#工作", "-1.推广良种（责[县农业农村局* 县科技局+]"],
    );
}

#[test]
fn doers_inside_the_sentence() {
    expect(
        "四、保障措施\n（一）严格考核。由市政府督查室对各区完成情况按月通报。\n（二）强化协同。市工信局会同市财政局制定细则。",
        &[
            "#保障措施",
            "##严格考核",
            "-由市政府督查[市政府督查室]",
            "##强化协同",
            "-市工信局会同[市工信局* 市财政局+]",
        ],
    );
}

#[test]
fn supported_agencies_are_no_doers() {
    expect(
        "（一）服务企业。支持市科技局会同高校攻关。鼓励银行扩大信贷。",
        &["#服务企业", "-支持市科技局", "-鼓励银行扩大"],
    );
}

#[test]
fn goals_and_ideas_hold_no_tasks() {
    expect(
        "一、指导思想\n全面贯彻新发展理念，推动高质量发展。\n二、工作目标\n到2028年，粮食产量达到50万吨。\n三、主要举措\n（一）提升产能。改造中低产田。",
        &["#指导思想", "#工作目标", "#主要举措", "##提升产能", "-改造中低产田"],
    );
}

#[test]
fn principles_are_not_tasks() {
    expect(
        "二、基本原则\n（一）坚持以人为本。尊重农民意愿。\n（二）坚持因地制宜。分类推进。",
        &["#基本原则", "##坚持以人为本", "##坚持因地制宜"],
    );
}

#[test]
fn parallel_leads_open_paragraphs() {
    expect(
        "聚力壮大实体经济。实施技改项目200个。培育链主企业。\n聚力扩大对外开放。开行跨境班列。\n聚力办好民生实事。新建幼儿园6所。改造养老院。",
        &[
            "#聚力壮大实体经济",
            "-实施技改项目",
            "-培育链主企业",
            "#聚力扩大对外开放",
            "-开行跨境班列",
            "#聚力办好民生实事",
            "-新建幼儿园6",
            "-改造养老院。",
        ],
    );
}

#[test]
fn parallel_leads_below_a_numbered_part() {
    expect(
        "（一）建设活力之城\n着力做强产业。引进头部企业。建设标准厂房。\n着力做优环境。推行容缺受理。",
        &[
            "#建设活力之城",
            "##着力做强产业",
            "-引进头部企业",
            "-建设标准厂房",
            "##着力做优环境",
            "-推行容缺受理",
        ],
    );
}

#[test]
fn sub_leads_inside_a_paragraph() {
    expect(
        "（一）培育动能\n致力强链补链。实施育苗行动。孵化初创企业60家。提供种子基金。实施壮干行动。支持企业上市。\n致力引才聚才。引进博士50名。",
        &[
            "#培育动能",
            "##致力强链补链",
            "###实施育苗行动",
            "-孵化初创企业",
            "-提供种子基金",
            "###实施壮干行动",
            "-支持企业上市",
            "##致力引才聚才",
            "-引进博士50",
        ],
    );
}

#[test]
fn short_sentences_with_numbers_are_tasks() {
    expect(
        "（二）增强实力。培育瞪羚企业12家。完成技改投资30亿元。",
        &["#增强实力", "-培育瞪羚企业", "-完成技改投资"],
    );
}

#[test]
fn a_lead_on_its_own_line_before_items() {
    expect(
        "（一）推动城乡融合\n加快新型城镇化\n1.改造老旧小区。\n2.建设口袋公园。\n加快乡村建设\n1.整治农村厕所。",
        &[
            "#推动城乡融合",
            "##加快新型城镇化",
            "-1.改造老旧小区",
            "-2.建设口袋公园",
            "##加快乡村建设",
            "-1.整治农村厕所",
        ],
    );
}

#[test]
fn text_around_sub_sections_frames_them() {
    expect(
        "二、扩大内需\n坚持供需两端发力，激发市场活力。\n（一）提振消费。发放消费券。\n（二）扩大投资。推进重大项目。",
        &["#扩大内需", "##提振消费", "-发放消费券。", "##扩大投资", "-推进重大项目"],
    );
}

#[test]
fn guarantees_are_one_task_each() {
    expect(
        "五、组织保障\n（一）加强领导。成立工作专班。定期研究问题。\n（二）强化督导。开展专项督查。严肃追责问责。",
        &["#组织保障", "##加强领导", "-成立工作专班", "##强化督导", "-开展专项督查"],
    );
}

#[test]
fn plain_parts_of_an_annotated_plan_are_one_task_each() {
    expect(
        "（一）治水。清淤河道。修复湿地（责任单位：县水利局）。\n（二）治土。修复矿山。复垦土地（责任单位：县自然资源局）。\n（三）宣传。开设专栏。发动志愿者。",
        &[
            "#治水",
            "-清淤河道。修[县水利局]",
            "#治土",
            "-修复矿山。复[县自然资源局]",
            "#宣传",
            "-开设专栏。发",
        ],
    );
}

#[test]
fn framing_sentences_are_no_tasks() {
    expect(
        "（一）抓好开局。围绕上述部署，重点抓好以下工作：\n紧扣年度主线，早谋划，早行动。加快项目落地。",
        &["#抓好开局", "-加快项目落地"],
    );
}

#[test]
fn summaries_are_done() {
    let text = "一、主要做法\n（一）抓园区。一是建厂房。建成标准厂房10万平方米。二是引企业。\n（二）抓服务。落实包保制度。1-9月，全市新增贷款80亿元。";
    pretty(
        &shown(text, "2031年园区建设工作总结"),
        "#主要做法\n##抓园区\n-一是建厂房。建成√\n-二是引企业。√\n##抓服务\n-落实包保制度√\n",
        text,
    );
}

#[test]
fn reports_of_figures_commit_nobody() {
    expect(
        "（一）工业提质增效。1-6月，全区实现产值90亿元，同比增长8%。其中，食品产业占四成。加快建设食品产业园。",
        &["#工业提质增效", "-加快建设食品"],
    );
}

#[test]
fn chapters_and_parts() {
    expect(
        "第一章 总则\n第二章 重点任务\n第一节 优化布局\n一、建设枢纽\n扩建港区泊位。\n第二节 提升能级\n一、发展航运",
        &["#总则", "#重点任务", "##优化布局", "###建设枢纽", "-扩建港区泊位", "##提升能级", "###发展航运"],
    );
}

#[test]
fn a_heading_with_its_own_clause_is_a_task_too() {
    expect(
        "（一）健全应急体系（责任单位：省应急厅）\n（二）建设储备库（责任单位：省粮储局）",
        &["#健全应急体系", "-健全应急体系[省应急厅]", "#建设储备库", "-建设储备库（[省粮储局]"],
    );
}

#[test]
fn one_clause_after_all_items_speaks_for_all() {
    expect(
        "（四）守护安全。一是排查隐患。二是整治顽疾。（责任单位：镇应急办、镇派出所）",
        &["#守护安全", "-一是排查隐患。[镇应急办 镇派出所]", "-二是整治顽疾。（[镇应急办 镇派出所]"],
    );
}

#[test]
fn items_over_several_paragraphs() {
    expect(
        "（一）建设智慧城市\n一是铺设光纤。（责任单位：市通管办）\n二是开放数据。（责任单位：市大数据局）",
        &["#建设智慧城市", "-一是铺设光纤。（[市通管办]", "-二是开放数据。（[市大数据局]"],
    );
}

#[test]
fn posts_and_dates_in_a_clause_are_no_units() {
    expect(
        "1.建设粮库（责任领导：分管副县长；责任单位：县发改局；完成时限：9月底前）",
        &["-1.建设粮库（责[县发改局]"],
    );
}

#[test]
fn dashes_lead() {
    expect(
        "（三）聚焦民生福祉\n——稳就业。城镇新增就业1.2万人。\n——强教育。新建学校8所。",
        &["#聚焦民生福祉", "##稳就业", "-城镇新增就业", "##强教育", "-新建学校8所"],
    );
}

#[test]
fn short_parallel_sub_leads() {
    expect(
        "（二）聚焦产业转型。做优农业。推进良田建设20万亩。做强工业。推动技改项目50个。",
        &["#聚焦产业转型", "##做优农业", "-推进良田建设", "##做强工业", "-推动技改项目"],
    );
}

#[test]
fn problems_are_no_tasks() {
    expect(
        "二、存在问题\n一是设施薄弱。二是人才短缺。\n三、下步打算\n一是补设施。二是引人才。",
        &["#存在问题", "#下步打算", "-一是补设施。", "-二是引人才。"],
    );
}

#[test]
fn clauses_in_the_middle_of_a_line() {
    expect(
        "4.激发活力。（1）完善名录。按季调整。（市工信局负责）（2）设立资金池。（市委金融办、人行市分行负责）",
        &["#激发活力", "-（1）完善名录。按[市工信局]", "-（2）设立资金池。[市委金融办 人行市分行]"],
    );
}

#[test]
fn lines_of_posts_are_no_wording_of_units() {
    expect("1.盘活农房。\n牵头领导：副局长\n责任单位：改革股、各乡镇", &["-1.盘活农房。牵[改革股 各乡镇~]"]);
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
