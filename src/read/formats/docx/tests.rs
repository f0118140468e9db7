use super::*;
use crate::read::BlockKind;
use crate::read::formats::blocks_are_sound;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(part.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {W}><w:body>{body}</w:body></w:document>")
}

fn try_read(bytes: &[u8]) -> Result<Decoded, ReadError> {
    decode(bytes, &CancelToken::new())
}

fn blocks(parts: &[(&str, &str)]) -> Vec<(String, BlockKind)> {
    let decoded = try_read(&package(parts)).expect("decoded");
    assert!(blocks_are_sound(&decoded));
    decoded.blocks.iter().map(|block| (block.span.of(&decoded.text).to_owned(), block.kind)).collect()
}

fn body(body: &str) -> Vec<(String, BlockKind)> {
    blocks(&[("word/document.xml", &document(body))])
}

fn words(parts: &[(&str, &str)]) -> Vec<String> {
    blocks(parts).into_iter().map(|(words, _)| words).collect()
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn words_are_those_that_stand() {
    let xml = concat!(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"1\"/></w:tabs></w:pPr><w:r><w:t xml:space=\"preserve\">增长 </w:t></w:r>",
        "<w:ins><w:r><w:t>7%&amp;8%&#x4EE5;上</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>",
        "<w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t>后</w:t></w:r></w:p><w:p/>",
    );
    assert_eq!(body(xml), [("增长 7%&8%以上链接\t后".to_owned(), BlockKind::Paragraph)]);
}

#[test]
fn forced_breaks_part_lines() {
    let xml = "<w:p><w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t></w:r></w:p>";
    assert_eq!(body(xml), [("第一行".to_owned(), BlockKind::Line), ("第二行".to_owned(), BlockKind::Line)]);
}

#[test]
fn text_boxes_are_read_once() {
    let inner = format!("<w:txbxContent>{}</w:txbxContent>", p("框内"));
    let xml = format!(
        "<w:p><w:r><w:t>框外</w:t><mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    assert_eq!(words(&[("word/document.xml", &document(&xml))]), ["框外", "框内"]);
}

#[test]
fn merged_cells_are_repeated() {
    let cell = |property: &str, words: &str| format!("<w:tc><w:tcPr>{property}</w:tcPr>{}</w:tc>", p(words));
    let xml = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>{}",
        cell("<w:gridSpan w:val=\"2\"/>", "任务"),
        cell("", "单位"),
        cell("", "1"),
        cell("", "招商"),
        cell("<w:vMerge w:val=\"restart\"/>", "商务局"),
        cell("", "2"),
        cell("", "项目"),
        cell("<w:vMerge/>", ""),
        p("表后"),
    );
    let at = |row, column| BlockKind::Cell { table: 0, row, column };
    let expected = [
        ("任务", at(0, 0)),
        ("任务", at(0, 1)),
        ("单位", at(0, 2)),
        ("1", at(1, 0)),
        ("招商", at(1, 1)),
        ("商务局", at(1, 2)),
        ("2", at(2, 0)),
        ("项目", at(2, 1)),
        ("商务局", at(2, 2)),
        ("表后", BlockKind::Paragraph),
    ];
    assert_eq!(body(&xml), expected.map(|(words, kind)| (words.to_owned(), kind)));
}

#[test]
fn headings_come_from_styles_and_their_ancestors() {
    let styles = format!(
        "<w:styles {W}><w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"小标题\"/><w:basedOn w:val=\"2\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"b\"><w:name w:val=\"章\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style></w:styles>"
    );
    let paragraph = |style: &str, words: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let xml = document(&[paragraph("a", "甲"), paragraph("b", "乙"), paragraph("none", "丙")].concat());
    assert_eq!(
        blocks(&[("word/document.xml", &xml), ("word/styles.xml", &styles)]),
        [
            ("甲".to_owned(), BlockKind::Heading(2)),
            ("乙".to_owned(), BlockKind::Heading(1)),
            ("丙".to_owned(), BlockKind::Paragraph),
        ]
    );
}

fn numbering() -> String {
    let level = |at: u32, format: &str, pattern: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{pattern}\"/></w:lvl>"
        )
    };
    format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"0\">{}{}{}{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimal", "%3.%4"),
        level(0, "bullet", "\u{f0b7}"),
    )
}

fn item(list: u32, level: u32, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

#[test]
fn numerals_are_written_before_the_words() {
    let xml = document(
        &[
            item(1, 0, "总体"),
            item(1, 1, "甲"),
            item(1, 1, "乙"),
            item(1, 2, "细"),
            item(1, 3, "更细"),
            item(1, 0, "任务"),
            item(1, 1, "丙"),
            item(2, 0, "另起"),
            item(2, 0, "续"),
            item(0, 0, "无"),
        ]
        .concat(),
    );
    assert_eq!(
        words(&[("word/document.xml", &xml), ("word/numbering.xml", &numbering())]),
        [
            "一、总体",
            "（一）甲",
            "（二）乙",
            "1.细",
            "1.1 更细",
            "二、任务",
            "（一）丙",
            "五、另起",
            "六、续",
            "无"
        ]
    );
}

#[test]
fn bullets_are_list_items_without_a_mark() {
    let xml = document(&item(3, 0, "甲"));
    assert_eq!(
        blocks(&[("word/document.xml", &xml), ("word/numbering.xml", &numbering())]),
        [("甲".to_owned(), BlockKind::ListItem)]
    );
}

#[test]
fn numbering_may_come_from_the_style() {
    let styles = format!(
        "<w:styles {W}><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"标题 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>"
    );
    let xml = document("<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>目标</w:t></w:r></w:p>");
    assert_eq!(
        blocks(&[
            ("word/document.xml", &xml),
            ("word/styles.xml", &styles),
            ("word/numbering.xml", &numbering())
        ]),
        [("一、目标".to_owned(), BlockKind::Heading(1))]
    );
}

#[test]
fn broken_packages_are_told_apart() {
    let whole = package(&[("word/document.xml", &document(&p("正文")))]);
    assert_eq!(try_read(&whole[..whole.len() / 2]).expect_err("cut").code(), "malformed");
    assert_eq!(try_read(b"PK\x03\x04").expect_err("head only").code(), "malformed");
    assert_eq!(
        try_read(&package(&[("readme.txt", "x")])).expect_err("no main part").code(),
        "unknown_format"
    );
    for (name, part) in [
        ("cut", "<w:document><w:body><w:p>"),
        ("type", "<!DOCTYPE x [<!ENTITY a \"b\">]><w:document/>"),
        ("entity", "<w:document><w:r><w:t>&evil;</w:t></w:r></w:document>"),
    ] {
        assert_eq!(
            try_read(&package(&[("word/document.xml", part)])).expect_err(name).code(),
            "malformed",
            "{name}"
        );
    }
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert_eq!(try_read(&package(&[("word/document.xml", &deep)])).expect_err("deep").code(), "malformed");
}

#[test]
fn a_bomb_is_refused() {
    let bomb = document(&" ".repeat(40 << 20));
    assert_eq!(try_read(&package(&[("word/document.xml", &bomb)])).expect_err("bomb").code(), "too_large");
}

#[test]
fn a_main_part_of_another_name_is_found() {
    let relations = "<Relationships><Relationship Type=\"http://x/officeDocument\" Target=\"/word/document2.xml\"/></Relationships>";
    assert_eq!(words(&[("_rels/.rels", relations), ("word/document2.xml", &document(&p("正文")))]), ["正文"]);
}

fn kinds(parts: &[(&str, &str)], kind: BlockKind) -> Vec<String> {
    blocks(parts).into_iter().filter(|(_, found)| *found == kind).map(|(words, _)| words).collect()
}

const RELATIONS: &str = "<Relationships>\
    <Relationship Id=\"r1\" Type=\"http://x/footnotes\" Target=\"footnotes.xml\"/>\
    <Relationship Id=\"r2\" Type=\"http://x/endnotes\" Target=\"endnotes.xml\"/>\
    <Relationship Id=\"r3\" Type=\"http://x/header\" Target=\"header1.xml\"/>\
    <Relationship Id=\"r4\" Type=\"http://x/header\" Target=\"/word/header2.xml\"/>\
    <Relationship Id=\"r5\" Type=\"http://x/footer\" Target=\"footer1.xml\"/>\
    <Relationship Id=\"r6\" Type=\"http://x/comments\" Target=\"comments.xml\"/>\
    <Relationship Id=\"r7\" Type=\"http://x/commentsExtended\" Target=\"commentsExtended.xml\"/>\
    <Relationship Id=\"r8\" Type=\"http://x/hyperlink\" TargetMode=\"External\" Target=\"http://x/\"/></Relationships>";

#[test]
fn notes_and_edges_of_pages_stand_apart() {
    let xml = document(concat!(
        "<w:p><w:r><w:t>增长8</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>",
        "<w:r><w:rPr><w:rStyle w:val=\"a\"/></w:rPr><w:endnoteReference w:id=\"4\"/></w:r>",
        "<w:r><w:t>以上</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
    ));
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:id=\"1\"><w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:footnoteRef/><w:t xml:space=\"preserve\"> 脚注文</w:t></w:r></w:p></w:footnote>\
         <w:footnote w:id=\"2\"><w:p><w:r><w:t>没有提到</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let ends =
        format!("<w:endnotes {W}><w:endnote w:id=\"4\">{}{}</w:endnote></w:endnotes>", p("尾注"), p("二段"));
    let head = |words: &str| format!("<w:hdr {W}>{}</w:hdr>", p(words));
    let foot = format!(
        "<w:ftr {W}><w:p><w:r><w:t>— </w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>1 —</w:t></w:r></w:p></w:ftr>"
    );
    let parts = [
        ("word/document.xml", &*xml),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/footnotes.xml", &notes),
        ("word/endnotes.xml", &ends),
        ("word/header1.xml", &head("某县人民政府")),
        ("word/header2.xml", &head("某县人民政府")),
        ("word/footer1.xml", &foot),
    ];
    let running = |words: &str| (words.to_owned(), BlockKind::Running);
    assert_eq!(
        blocks(&parts),
        [
            running("某县人民政府"),
            ("增长8²以上".to_owned(), BlockKind::Paragraph),
            running("注1　尾注\n二段"),
            running("注2　脚注文"),
            running("— 1 —"),
        ]
    );
}

#[test]
fn comments_come_with_their_places_and_threads() {
    let xml = document(concat!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t xml:space=\"preserve\"> 建设</w:t></w:r>",
        "<w:commentRangeStart w:id=\"0\"/><w:commentRangeStart w:id=\"2\"/><w:r><w:t>工业园区</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>",
        "<w:r><w:commentReference w:id=\"0\"/></w:r><w:commentRangeEnd w:id=\"2\"/><w:r><w:commentReference w:id=\"2\"/></w:r>",
        "<w:r><w:t>两个</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>一行</w:t></w:r></w:p><w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t xml:space=\"preserve\"> 二行</w:t></w:r></w:p></w:tc>",
        "<w:tc><w:p><w:r><w:t>甲局</w:t></w:r><w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:t>末</w:t><w:commentReference w:id=\"3\"/></w:r></w:p>",
    ));
    let comment = |id: u32, paragraph: &str, words: &str| {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"综合科\" w:date=\"2026-03-01T09:30:00Z\"><w:p w14:paraId=\"{paragraph}\"><w:r><w:annotationRef/><w:t>{words}</w:t></w:r></w:p></w:comment>"
        )
    };
    let comments = format!(
        "<w:comments {W} xmlns:w14=\"x\">{}{}{}{}{}</w:comments>",
        comment(0, "A0", "核数"),
        comment(1, "A1", "合并"),
        comment(2, "A2", "照办"),
        comment(3, "A3", "完"),
        comment(9, "A9", "没有地方"),
    );
    let threads = "<w15:commentsEx xmlns:w15=\"y\"><w15:commentEx w15:paraId=\"A0\" w15:done=\"1\"/><w15:commentEx w15:paraId=\"A2\" w15:paraIdParent=\"A0\" w15:done=\"0\"/></w15:commentsEx>";
    let decoded = try_read(&package(&[
        ("word/document.xml", &xml),
        ("word/numbering.xml", &numbering()),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/comments.xml", &comments),
        ("word/commentsExtended.xml", threads),
    ]))
    .expect("decoded");
    let told: Vec<_> = decoded
        .comments
        .iter()
        .map(|comment| (comment.span.of(&decoded.text), &*comment.text, comment.answers, comment.done))
        .collect();
    assert_eq!(
        told,
        [
            ("工业园区", "核数", None, true),
            ("工业园区", "照办", Some(0), false),
            ("二行\n甲局", "合并", None, false),
            ("", "完", None, false),
        ]
    );
    assert_eq!((&*decoded.comments[0].author, &*decoded.comments[0].at), ("综合科", "2026-03-01T09:30:00Z"));
}

#[test]
fn tracked_deletions_of_rows_cells_and_paragraph_ends_are_carried_out() {
    let ended = |words: &str| {
        format!("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let xml = [
        ended("增长"),
        p("8%"),
        format!(
            "<w:tbl><w:tr><w:trPr><w:del w:id=\"2\"/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}{}</w:tc><w:tc><w:tcPr><w:cellDel w:id=\"3\"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
            p("旧行"),
            ended("新"),
            p("行"),
            p("旧格"),
            ended("末"),
        ),
        ended("尾"),
    ]
    .concat();
    let found: Vec<String> = body(&xml).into_iter().map(|(words, _)| words).collect();
    assert_eq!(found, ["增长8%", "新行", "末", "尾"]);
}

#[test]
fn signs_hidden_words_fields_forms_and_alternatives() {
    let xml = concat!(
        "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/><w:t>增长</w:t><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>8%</w:t></w:r>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显</w:t></w:r>",
        "<w:smartTag><w:r><w:t>二</w:t></w:r></w:smartTag><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>",
        "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>三</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        "<w:fldSimple w:instr=\"DATE\"><w:r><w:t>四</w:t></w:r></w:fldSimple></w:p>",
        "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>五</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击此处输入文字。</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"a\"><w:t>六</w:t></mc:Choice><mc:Choice Requires=\"b\"><w:t>七</w:t></mc:Choice><mc:Fallback><w:t>八</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>目录</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    );
    let parts = [("word/document.xml", &*document(xml))];
    assert_eq!(words(&parts), ["□增长≥8%显二三四", "五", "六", "目录"]);
    assert_eq!(kinds(&parts, BlockKind::Running), ["目录"]);
}

#[test]
fn levels_may_be_told_by_the_styles_that_stand_for_them() {
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"0\">\
         <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:pStyle w:val=\"1\"/><w:lvlText w:val=\"第%1章\"/></w:lvl>\
         <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"japaneseCounting\"/><w:pStyle w:val=\"2\"/><w:lvlText w:val=\"第%2节\"/></w:lvl>\
         <w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimalEnclosedCircleChinese\"/><w:lvlRestart w:val=\"0\"/><w:lvlText w:val=\"%3\"/></w:lvl>\
         <w:lvl w:ilvl=\"3\"><w:start w:val=\"1\"/><w:numFmt w:val=\"ideographTraditional\"/><w:isLgl/><w:lvlText w:val=\"%1.%4、\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:lvlOverride></w:num></w:numbering>"
    );
    let styles = format!(
        "<w:styles {W}><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"2a\"><w:name w:val=\"节\"/><w:basedOn w:val=\"2\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"t\"><w:name w:val=\"TOC 1\"/></w:style></w:styles>"
    );
    let styled = |style: &str, words: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let xml = document(
        &[
            styled("t", "第一章总则 1"),
            styled("1", "总则"),
            styled("2", "甲"),
            styled("2a", "乙"),
            item(1, 2, "圈"),
            styled("1", "任务"),
            styled("2", "丙"),
            item(1, 2, "圈"),
            item(1, 3, "法"),
            item(2, 0, "续编"),
        ]
        .concat(),
    );
    let parts =
        [("word/document.xml", &*xml), ("word/styles.xml", &*styles), ("word/numbering.xml", &*numbering)];
    assert_eq!(
        words(&parts),
        [
            "第一章总则 1",
            "第一章总则",
            "第一节甲",
            "第二节乙",
            "①圈",
            "第二章任务",
            "第一节丙",
            "②圈",
            "2.甲、法",
            "III.续编"
        ]
    );
    assert_eq!(kinds(&parts, BlockKind::Running), ["第一章总则 1"]);
}
