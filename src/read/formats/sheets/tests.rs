use super::*;
use crate::model::NoReport;
use crate::read::formats::blocks_are_sound;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Written};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

mod made;

fn cell(row: u32, column: u32) -> BlockKind {
    BlockKind::Cell { table: 0, row, column }
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(part.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

/// A workbook of one sheet with these rows, the way WPS writes one.
fn workbook(sheet: &str) -> Vec<u8> {
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><workbookPr/><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
             <Relationship Id=\"rId2\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/>\
             <Relationship Id=\"rId3\" Type=\"http://x/styles\" Target=\"/xl/styles.xml\"/></Relationships>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst count=\"4294967295\" uniqueCount=\"18446744073709551615\"><si><t>任务</t></si>\
             <si><r><t>招</t></r><r><t xml:space=\"preserve\">商 </t></r><rPh><t>zhao</t></rPh></si></sst>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"0.0%\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
             <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf numFmtId=\"31\"/></cellXfs></styleSheet>",
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet>{sheet}</worksheet>")),
    ])
}

fn decoded(bytes: &[u8], name: &str) -> Decoded {
    let decoded = crate::read::decode(bytes, name, &NoReport, &CancelToken::new()).expect("decoded");
    assert!(blocks_are_sound(&decoded));
    decoded
}

fn blocks(bytes: &[u8], name: &str) -> Vec<(String, BlockKind)> {
    let decoded = decoded(bytes, name);
    decoded.blocks.iter().map(|block| (block.span.of(&decoded.text).to_owned(), block.kind)).collect()
}

fn owned(expected: &[(&str, BlockKind)]) -> Vec<(String, BlockKind)> {
    expected.iter().map(|(words, kind)| ((*words).to_owned(), *kind)).collect()
}

#[test]
fn cells_are_told_as_they_are_shown() {
    let bytes = workbook(
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>目标</t></is></c></row>\
         <row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\" s=\"1\"><f>B2*2</f><v>8.5000000000000006E-2</v></c>\
         <c r=\"C3\" s=\"2\"><v>46387</v></c><c r=\"D3\" t=\"e\"><v>#N/A</v></c><c r=\"E3\" t=\"str\"><f>\"x\"</f><v>甲局</v></c>\
         <c r=\"F3\" t=\"b\"><v>1</v></c><c><v>7</v></c></row></sheetData>",
    );
    assert_eq!(
        blocks(&bytes, "a.xlsx"),
        owned(&[
            ("任务", cell(0, 0)),
            ("目标", cell(0, 1)),
            ("招商", cell(2, 0)),
            ("8.5%", cell(2, 1)),
            ("2026年12月31日", cell(2, 2)),
            ("甲局", cell(2, 4)),
            ("TRUE", cell(2, 5)),
            ("7", cell(2, 6)),
        ])
    );
}

#[test]
fn merged_cells_carry_down_and_across_and_lone_rows_are_paragraphs() {
    let text =
        |place: &str, words: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{words}</t></is></c>");
    let bytes = workbook(&format!(
        "<sheetData><row r=\"1\">{}</row><row r=\"2\">{}{}</row><row r=\"3\">{}{}</row><row r=\"4\">{}{}</row><row r=\"5\">{}</row><row r=\"6\">{}</row></sheetData>\
         <mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"A5:XFD5\"/><mergeCell ref=\"A7:XFD1048576\"/></mergeCells>",
        text("A1", "任务分解表"),
        text("A2", "领域"),
        text("B2", "任务"),
        text("A3", "产业"),
        text("B3", "建厂"),
        text("A4", "藏在下面"),
        text("B4", "修路"),
        text("A5", "二、民生"),
        text("A6", "注：列第一位的为牵头单位"),
    ));
    assert_eq!(
        blocks(&bytes, "a.xlsx"),
        owned(&[
            ("任务分解表", BlockKind::Paragraph),
            ("领域", cell(1, 0)),
            ("任务", cell(1, 1)),
            ("产业", cell(2, 0)),
            ("建厂", cell(2, 1)),
            ("产业", cell(3, 0)),
            ("修路", cell(3, 1)),
            ("二、民生", cell(4, 0)),
            ("二、民生", cell(4, 1)),
            ("注：列第一位的为牵头单位", BlockKind::Paragraph),
        ])
    );
}

#[test]
fn far_cells_and_false_counts_cost_nothing() {
    let bytes = workbook(
        "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>2</v></c></row>\
         <row r=\"1048576\"><c r=\"XFD1048576\"><v>3</v></c><c r=\"ZZZZZZZZ9\"><v>4</v></c></row></sheetData>\
         <mergeCells><mergeCell ref=\"A1:XFC1048576\"/></mergeCells>",
    );
    let blocks = blocks(&bytes, "a.xlsx");
    assert!(
        blocks.len() < 1_000 && blocks.contains(&("3".to_owned(), cell(1_048_575, 16_383))),
        "{}",
        blocks.len()
    );
}

#[test]
fn one_string_told_by_every_cell_is_refused_by_size() {
    let long = "长".repeat(30_000);
    let rows: String = (0..2_000).map(|_| "<row><c t=\"s\"><v>0</v></c></row>").collect();
    let mut parts = vec![
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" id=\"1\"/></sheets></workbook>".to_owned()),
        ("xl/_rels/workbook.xml.rels", "<R><Relationship Id=\"1\" Type=\"x/worksheet\" Target=\"s.xml\"/><Relationship Id=\"2\" Type=\"x/sharedStrings\" Target=\"t.xml\"/></R>".to_owned()),
    ];
    parts.push(("xl/t.xml", format!("<sst><si><t>{long}</t></si></sst>")));
    parts.push(("xl/s.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, part)| (*name, part.as_str())).collect();
    let error = xlsx(&package(&parts), &CancelToken::new()).expect_err("too large");
    assert_eq!(error.code(), "too_large");
}

#[test]
fn hidden_sheets_rows_and_columns_are_left_out_and_told() {
    let mut book = Written::new();
    let sheet = book.add_worksheet().set_name("任务").expect("a name");
    for (row, words) in ["任务", "建厂", "旧事"].iter().enumerate() {
        sheet.write(row as u32, 0, *words).expect("written");
        sheet.write(row as u32, 1, "甲局").expect("written");
        sheet.write(row as u32, 2, "n-1").expect("written");
    }
    sheet.set_row_hidden(2).expect("hidden");
    sheet.set_column_hidden(2).expect("hidden");
    let drafts = book.add_worksheet().set_name("草稿").expect("a name");
    drafts.write(0, 0, "不看").expect("written");
    drafts.set_hidden(true);
    let last = book.add_worksheet().set_name("指标").expect("a name");
    let percent = Format::new().set_num_format("0.0%");
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    last.write_with_format(0, 0, 0.085, &percent).expect("written");
    last.write_with_format(0, 1, &ExcelDateTime::from_ymd(2026, 12, 31).expect("a day"), &day)
        .expect("written");
    let read = decoded(&book.save_to_buffer().expect("a workbook"), "a.xlsx");
    assert_eq!(&*read.text, "任务\n任务\n甲局\n建厂\n甲局\n指标\n8.5%\n2026年12月31日");
    assert_eq!(read.blocks[0].kind, BlockKind::Heading(1));
    let codes: Vec<&str> = read.warnings.iter().map(|warning| &*warning.code).collect();
    assert_eq!(codes, ["hidden_sheets", "hidden_rows", "hidden_columns"]);
    assert!(read.warnings[0].message.contains("草稿"));
}

#[test]
fn open_document_sheets_are_read_as_shown() {
    let content = "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\">\
        <office:automatic-styles><style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
        <table:table table:name=\"任务\"><table:table-column/><table:table-column table:number-columns-repeated=\"1023\"/>\
        <table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>分解表</text:p></table:table-cell><table:covered-table-cell/></table:table-row>\
        <table:table-row><table:table-cell><text:p>任务</text:p></table:table-cell><table:table-cell office:value=\"0.085\"><office:annotation><text:p>批注</text:p></office:annotation><text:p>8.5%</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell table:number-rows-spanned=\"2\"><text:p>建厂</text:p><text:p>修路</text:p></table:table-cell><table:table-cell><text:p>甲<text:s/>局</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:covered-table-cell/><table:table-cell><text:p>乙局</text:p></table:table-cell></table:table-row>\
        <table:table-row table:visibility=\"filter\"><table:table-cell><text:p>旧</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>\
        </table:table><table:table table:name=\"草稿\" table:style-name=\"ta2\"><table:table-row><table:table-cell><text:p>藏</text:p></table:table-cell></table:table-row></table:table></office:document-content>";
    let bytes =
        package(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)]);
    let read = super::ods(&bytes, &CancelToken::new()).expect("decoded");
    let blocks: Vec<(String, BlockKind)> =
        read.blocks.iter().map(|block| (block.span.of(&read.text).to_owned(), block.kind)).collect();
    assert_eq!(
        blocks,
        owned(&[
            ("分解表", BlockKind::Paragraph),
            ("任务", cell(1, 0)),
            ("8.5%", cell(1, 1)),
            ("建厂\n修路", cell(2, 0)),
            ("甲 局", cell(2, 1)),
            ("建厂\n修路", cell(3, 0)),
            ("乙局", cell(3, 1)),
        ])
    );
    let codes: Vec<&str> = read.warnings.iter().map(|warning| &*warning.code).collect();
    assert_eq!(codes, ["hidden_sheets", "hidden_rows"]);
}

#[test]
fn old_workbooks_are_read() {
    let read = decoded(&made::workbook(), "a.xls");
    let blocks: Vec<(String, BlockKind)> =
        read.blocks.iter().map(|block| (block.span.of(&read.text).to_owned(), block.kind)).collect();
    assert_eq!(
        blocks,
        owned(&[
            ("任务", cell(0, 0)),
            ("目标", cell(0, 1)),
            ("招商引资", cell(1, 0)),
            ("8.5%", cell(1, 1)),
            ("2026年12月31日", cell(1, 2)),
            ("招商引资", cell(2, 0)),
            ("7", cell(2, 1)),
            ("1.5", cell(2, 2)),
            ("算得", cell(2, 3)),
        ])
    );
    assert_eq!(read.warnings.len(), 2, "{:?}", read.warnings);
}

#[test]
fn cut_and_changed_old_workbooks_never_break_down() {
    let whole = made::workbook();
    let mut state = 7_u64;
    for round in 0..3_000 {
        let mut bytes = whole.clone();
        if round % 3 == 0 {
            bytes.truncate(round * whole.len() / 3_000);
        }
        for _ in 0..round % 5 + 1 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let length = bytes.len().max(1);
            if let Some(byte) = bytes.get_mut((state >> 33) as usize % length) {
                *byte = (state >> 24) as u8;
            }
        }
        let _ = super::xls(&bytes, &CancelToken::new());
    }
}

#[test]
fn locked_workbooks_are_told_apart() {
    let error = crate::read::decode(&made::locked(), "a.xlsx", &NoReport, &CancelToken::new());
    assert_eq!(error.expect_err("locked").code(), "encrypted");
}
