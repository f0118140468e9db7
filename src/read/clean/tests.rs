use super::*;
use crate::model::CancelToken;
use crate::read::formats::decode_pasted;
use proptest::prelude::*;

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
    let text = format!("今天是：\n{text}");
    let text = text.as_str();
    let cleaned = cleaned(text);
    assert_eq!(cleaned.noise.len(), 1, "the notice's title on two lines is no menu");
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

#[test]
fn a_page_gives_up_its_menu_and_its_table_of_metadata() {
    let page = "<html><body><div>某某市人民政府门户网站</div><ul><li>首页</li><li>走进某市</li><li>便民</li></ul>\
        <p>当前位置：首页 &gt; 政务公开 &gt; 文件</p>\
        <table><tr><td>索 引 号：</td><td>01/2023-1</td><td>发文机关：</td><td>某市人民政府</td></tr>\
        <tr><td>文号：</td><td>某政发〔2023〕5号</td><td>成文日期：</td><td>2023年3月1日</td></tr></table>\
        <h1>某市2023年工作要点</h1><p>来源：市府办 发布时间：2023-03-05</p>\
        <p>为推动全市经济高质量发展，确保全年目标任务完成，制定本要点。</p><p>一、工业</p><p>新增规上企业30家。</p>\
        <div>打印 | 关闭</div><div>相关链接</div><ul><li>某市2022年工作总结</li></ul><p>主办：某市人民政府办公室</p></body></html>";
    let decoded =
        crate::read::decode(page.as_bytes(), "a.html", &crate::model::NoReport, &CancelToken::new())
            .expect("a page");
    let text = &*decoded.text;
    let cleaned = clean(&decoded);
    assert_eq!(cleaned.front.title.of(text), "某市2023年工作要点");
    assert_eq!(cleaned.front.document_number, "某政发〔2023〕5号");
    assert_eq!(cleaned.front.issuer, "某市人民政府");
    assert_eq!(cleaned.front.date, "2023-03-01");
    let bodies: Vec<&str> = cleaned
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.role == ParagraphRole::Body)
        .map(|paragraph| paragraph.pieces[0].of(text))
        .collect();
    assert_eq!(
        bodies,
        ["为推动全市经济高质量发展，确保全年目标任务完成，制定本要点。", "一、工业", "新增规上企业30家。"]
    );
    let noise: Vec<&str> = cleaned.noise.iter().map(|span| span.of(text)).collect();
    for chrome in ["首页", "走进某市", "相关链接", "某市2022年工作总结", "主办：某市人民政府办公室"]
    {
        assert!(noise.contains(&chrome), "{chrome} {noise:?}");
    }
}

#[test]
fn double_spaced_lines_of_a_width_are_joined() {
    let text = "某县工作总结\n\n\
        今年以来，全县上下认真贯彻上级决策部署，坚持稳中求进工作总基调，全面贯彻新发展理\n\n\
        念，扎实推进各项工作，取得了明显成效，经济运行总体平稳，产业结构持续优化，民生保\n\n\
        障更加有力，社会大局保持稳定。\n\n\
        一、主要做法\n\n\
        坚持把工业作为立县之本，大力推进新型工业化，规上工业增加值增长百分之八，新增规上\n\n\
        企业十二家，技改投资增长两成以上，招商引资到位资金再创新高，项目建设质效双双提升\n\n\
        。\n";
    assert_eq!(bodies(text).len(), 3, "{:?}", bodies(text));
}

#[test]
fn lists_of_short_lines_are_not_joined() {
    let text = "某县目标清单\n地区生产总值增长7%\n规上工业增加值增长8%\n固定资产投资增长10%\n社会消费品零售总额增长9%\n进出口总额增长5%\n新增就业1万人\n";
    assert_eq!(bodies(text).len(), 6, "{:?}", bodies(text));
}

#[test]
fn a_list_of_short_lines_keeps_its_items() {
    let items: Vec<String> = (1..20).map(|nth| format!("实施第{nth}项强县行动")).collect();
    let text = format!("某县2025年重点任务\n{}", items.join("\n"));
    assert_eq!(cleaned(&text).front.title.of(&text), "某县2025年重点任务");
    assert_eq!(bodies(&text), items);
}

proptest! {
    #[test]
    fn nothing_is_lost_whatever_the_text(
        lines in proptest::collection::vec(
            prop_oneof![
                "[一二三（）、。，：章第是工作方案通知0-9 |>-]{0,40}",
                Just("首页 | 登录".to_owned()),
                Just("下一篇：某某总结".to_owned()),
                Just("各镇人民政府：".to_owned()),
                Just("某市2025年工作方案".to_owned()),
                Just("为推动全市经济高质量发展，确保全年目标任务完成，制定本方案。".to_owned()),
            ],
            1..30,
        )
    ) {
        let text = lines.join("\n");
        if let Ok(decoded) = decode_pasted(&text, &CancelToken::new()) {
            let cleaned = clean(&decoded);
            let mut kept: Vec<SourceSpan> =
                cleaned.paragraphs.iter().flat_map(|paragraph| paragraph.pieces.clone()).chain(cleaned.noise).collect();
            kept.sort_unstable();
            prop_assert!(kept.windows(2).all(|pair| !pair[0].overlaps(pair[1])));
            for block in &decoded.blocks {
                prop_assert!(kept.iter().any(|span| span.overlaps(block.span)));
            }
        }
    }
}

#[test]
fn wide_lines_are_measured_to_the_widest() {
    let text = (0..20).map(|nth| "宽".repeat(78 + nth % 3)).collect::<Vec<_>>().join("\n");
    assert!(!cleaned(&text).paragraphs.is_empty());
}

#[test]
fn parallel_wordings_of_equal_length_are_not_joined() {
    let text = "某县工作要点\n加快推进新型工业化建设步伐提速\n大力实施乡村振兴战略行动走深\n着力保障改善民生福祉质量提升\n持续优化营商环境服务企业发展\n全面深化重点领域改革攻坚突破\n";
    assert_eq!(bodies(text).len(), 5, "{:?}", bodies(text));
}

#[test]
fn titles_of_the_usual_heads() {
    let body = "一年来，全县上下坚持稳中求进工作总基调，扎实推进各项工作，较好完成全年目标任务。\n一、主要工作\n抓好产业发展，新增规上企业30家，技改投资增长20%以上。\n";
    for (head, title, number) in [
        (
            "政府工作报告\n——2025年1月8日在某县第十八届人民代表大会第四次会议上\n县长　某某\n各位代表：\n",
            "政府工作报告",
            "",
        ),
        (
            "某某县人民政府文件\n某政发〔2025〕3号\n\n某某县人民政府关于印发某某县2025年\n重点工作任务分解方案的通知\n各乡镇人民政府，县直各单位：\n　　《某某县2025年重点工作任务分解方案》已经县政府同意，现印发给你们，请认真组织实施。\n某某县人民政府\n2025年2月1日\n\n某某县2025年重点工作任务分解方案\n",
            "某某县2025年重点工作任务分解方案",
            "某政发〔2025〕3号",
        ),
        (
            "某某县发展和改革局\n2024年工作总结和2025年工作计划\n（2025年1月10日）\n",
            "2024年工作总结和2025年工作计划",
            "",
        ),
        ("某县强化举措 夺取首季“开门红”\n2025-02-03\n", "某县强化举措 夺取首季“开门红”", ""),
    ] {
        let text = format!("{head}{body}");
        let cleaned = cleaned(&text);
        assert_eq!(cleaned.front.title.of(&text), title);
        assert_eq!(cleaned.front.document_number, number, "{title}");
        assert_eq!(bodies(&text).len(), 3, "{title} {:?}", bodies(&text));
        assert!(cleaned.noise.is_empty(), "{title}");
    }
}

#[test]
fn signatures_and_lists_of_attachments_are_boilerplate() {
    let text = "某县工作方案\n为推动全县经济高质量发展，确保全年目标任务完成，制定本方案。\n一、抓产业\n新增规上企业30家，技改投资增长20%以上，确保首季开门红。\n\n附件：1.任务分解表\n\n某县人民政府办公室\n2025年3月1日\n（此件公开发布）\n抄送：县委办公室，县人大常委会办公室。\n某县人民政府办公室　2025年3月1日印发\n";
    let cleaned = cleaned(text);
    assert!(cleaned.noise.is_empty());
    assert_eq!(bodies(text).len(), 3, "{:?}", bodies(text));
    assert_eq!(cleaned.front.issuer, "某县人民政府办公室");
    assert_eq!(cleaned.front.date, "2025-03-01");
}
