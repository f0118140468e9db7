use super::*;
use crate::model::CancelToken;
use crate::read::formats::decode_pasted;

fn cleaned(text: &str) -> Cleaned {
    clean(&decode_pasted(text, &CancelToken::new()).expect("a text"))
}

fn bodies(text: &str) -> Vec<String> {
    let cleaned = cleaned(text);
    cleaned
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.role == ParagraphRole::Body)
        .map(|paragraph| paragraph.pieces.iter().map(|span| span.of(text)).collect())
        .collect()
}

#[test]
fn lines_broken_at_a_width_are_joined() {
    let text = "某县工作总结\n\
        \u{3000}\u{3000}今年以来，全县上下认真贯彻上级决策部署，坚持稳中求\n\
        进工作总基调，完整准确全面贯彻新发展理念，扎实推进各项工\n\
        作，取得了明显成效。经济运行总体平稳，产业结构持续优化。\n\
        民生保障更加有力，社会大局保持稳定，全年目标任务较好完成\n\
        。\n\
        \u{3000}\u{3000}一、产业发展提质增效\n\
        \u{3000}\u{3000}坚持把工业作为立县之本，大力推进新型工业化，规上工\n\
        业增加值增长百分之八，新增规上企业十二家，技改投资增长两\n\
        成以上。\n";
    assert_eq!(
        bodies(text),
        [
            "今年以来，全县上下认真贯彻上级决策部署，坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，扎实推进各项工作，取得了明显成效。经济运行总体平稳，产业结构持续优化。民生保障更加有力，社会大局保持稳定，全年目标任务较好完成。",
            "一、产业发展提质增效",
            "坚持把工业作为立县之本，大力推进新型工业化，规上工业增加值增长百分之八，新增规上企业十二家，技改投资增长两成以上。",
        ]
    );
}

#[test]
fn headings_and_items_are_not_joined() {
    let text = "某市行动方案\n一、指导思想\n坚持稳中求进，推动发展。\n加快产业发展（责任单位：甲局、乙局）\n着力改善民生，办好实事。\n1.抓招商\n2.抓项目\n（一）强化领导";
    assert_eq!(
        bodies(text),
        [
            "一、指导思想",
            "坚持稳中求进，推动发展。",
            "加快产业发展（责任单位：甲局、乙局）",
            "着力改善民生，办好实事。",
            "1.抓招商",
            "2.抓项目",
            "（一）强化领导"
        ]
    );
}

#[test]
fn the_plan_s_own_title_wins_over_the_notice_that_carries_it() {
    let text = "某市人民政府关于印发某市“强县”行动方案的通知\n\n索引号：01/2022-1 发布机构：某局 发文日期：2022年1月19日 文号：某政发〔2022〕1号 名称：某市人民政府关于印发某市“强县”行动方案的通知\n\n关于印发某市“强县”\n行动方案的通知\n各镇人民政府，市政府有关部门：\n经市政府常务会议研究同意，请结合实际抓好贯彻落实，工作中的重要情况及时报告。\n2022年1月19日\n某市“强县”行动方案\n为贯彻落实上级部署，推动县域经济高质量发展，结合实际，制定本方案。\n";
    let cleaned = cleaned(text);
    assert_eq!(cleaned.front.title.of(text), "某市“强县”行动方案");
    assert_eq!(cleaned.front.document_number, "某政发〔2022〕1号");
    assert_eq!(cleaned.front.issuer, "某局");
    assert_eq!(cleaned.front.date, "2022-01-19");
    assert_eq!(bodies(text), ["为贯彻落实上级部署，推动县域经济高质量发展，结合实际，制定本方案。"]);
}

#[test]
fn a_title_on_two_lines_is_one_span() {
    let text =
        "某县推进新型工业化\n2025年工作要点\n\n为推动工业高质量发展，确保全年目标任务完成，制定本要点。\n";
    assert_eq!(cleaned(text).front.title.of(text), "某县推进新型工业化\n2025年工作要点");
}

#[test]
fn every_block_is_a_paragraph_s_or_noise() {
    let text = "首页 | 登录\n某县工作计划\n一、目标\n全年增长7%。\n下一篇：无\n某某总结\n";
    let decoded = decode_pasted(text, &CancelToken::new()).expect("a text");
    let cleaned = clean(&decoded);
    let mut spans: Vec<SourceSpan> =
        cleaned.paragraphs.iter().flat_map(|paragraph| paragraph.pieces.clone()).collect();
    spans.extend(&cleaned.noise);
    for block in &decoded.blocks {
        assert!(spans.iter().any(|span| span.overlaps(block.span)), "{}", block.span.of(text));
    }
}
