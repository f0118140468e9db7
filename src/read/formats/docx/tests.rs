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
