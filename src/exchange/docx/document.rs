//! `word/document.xml`: title, table, note, page.

use super::super::{
    column::{is_centred, words},
    height,
    words::push_escaped,
};
use super::parts::NAMESPACES;
use crate::outline::{Column, Row, TaskTable};
use std::fmt::Write as _;

/// Twentieths of a point in a millimetre.
const DXA: f64 = 1440.0 / 25.4;

/// The table's width: the text area of the standard's page, turned (225 × 156 mm).
const TEXT_WIDTH: f64 = 225.0;

/// Rows of so many lines stay whole.
const WHOLE: usize = 6;

/// Begins a row that does not break between pages.
const WHOLE_ROW: &str = "<w:tr><w:trPr><w:cantSplit/></w:trPr>";

/// The whole part.
pub(super) fn document(table: &TaskTable) -> String {
    let columns = table.columns();
    let mut xml = String::with_capacity(4096 + table.rows.len() * 2048);
    xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document ");
    xml.push_str(NAMESPACES);
    xml.push_str("><w:body>");
    paragraph(&mut xml, "Title", &table.title);
    push_table(&mut xml, table, &columns);
    if table.note.is_empty() {
        // Word wants a paragraph after a table; this one takes no room that could start a page.
        paragraph(&mut xml, "TableEnd", "");
    } else {
        for line in table.note.lines() {
            paragraph(&mut xml, "TableNote", line);
        }
    }
    push_page(&mut xml);
    xml.push_str("</w:body></w:document>");
    xml
}

fn push_table(xml: &mut String, table: &TaskTable, columns: &[Column]) {
    let widths = widths(table, columns);
    let total: u32 = widths.iter().sum();
    let _ = write!(
        xml,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TaskTable\"/><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>\
         <w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    );
    for width in &widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in columns.iter().zip(&widths) {
        cell(xml, *width, None, "TableHead", table.head(*column));
    }
    xml.push_str("</w:tr>");
    for row in &table.rows {
        match row {
            Row::Group { depth, name } => {
                xml.push_str(WHOLE_ROW);
                let style = if *depth == 0 { "GroupOuter" } else { "GroupInner" };
                cell(xml, total, Some(columns.len()), style, name);
            }
            Row::Targets(words) => {
                xml.push_str(WHOLE_ROW);
                cell(xml, total, Some(columns.len()), "TableText", words);
            }
            Row::Task(task) => {
                // A row of many lines goes on over the page: kept whole it would leave half a page
                // empty before it.
                let lines = |(column, width): (&Column, &u32)| {
                    height::lines(&words(*column, task), f64::from(*width) / DXA)
                };
                let breaks = columns.iter().zip(&widths).any(|cell| lines(cell) > WHOLE);
                xml.push_str(if breaks { "<w:tr>" } else { WHOLE_ROW });
                for (column, width) in columns.iter().zip(&widths) {
                    let style = if is_centred(*column) { "TableCentred" } else { "TableText" };
                    cell(xml, *width, None, style, &words(*column, task));
                }
            }
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
}

/// Columns in dxa. What absent columns leave goes to the wording; a table wider than the page
/// shrinks in proportion.
fn widths(table: &TaskTable, columns: &[Column]) -> Vec<u32> {
    let customary = |column: Column| f64::from(table.width(column));
    let total: f64 = columns.iter().copied().map(customary).sum();
    let scale = if total > TEXT_WIDTH { TEXT_WIDTH / total } else { 1.0 };
    let width = |column: Column| {
        let spare = if column == Column::Task { (TEXT_WIDTH - total).max(0.0) } else { 0.0 };
        ((customary(column) * scale + spare) * DXA).round() as u32
    };
    columns.iter().copied().map(width).collect()
}

fn cell(xml: &mut String, width: u32, span: Option<usize>, style: &str, text: &str) {
    let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
    if let Some(span) = span {
        let _ = write!(xml, "<w:gridSpan w:val=\"{span}\"/>");
    }
    xml.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
    paragraph(xml, style, text);
    xml.push_str("</w:tc>");
}

/// A paragraph; line breaks stay line breaks.
fn paragraph(xml: &mut String, style: &str, text: &str) {
    let _ = write!(xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
    for (at, line) in text.lines().enumerate() {
        // □, × and quotation marks exist in both scripts: the hint sets them in the Chinese font.
        xml.push_str("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>");
        if at > 0 {
            xml.push_str("<w:br/>");
        }
        xml.push_str("<w:t xml:space=\"preserve\">");
        push_escaped(xml, line);
        xml.push_str("</w:t></w:r>");
    }
    xml.push_str("</w:p>");
}

/// A4 on its side. The standard's portrait margins turn with it, so that a table's head lies at the binding:
/// binding 28 mm on top, top 37 mm on the right, bottom 35 mm on the left.
fn push_page(xml: &mut String) {
    let dxa = |millimetres: f64| (millimetres * DXA).round() as u32;
    let _ = write!(
        xml,
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
         <w:footerReference w:type=\"even\" r:id=\"rId5\"/>\
         <w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
         <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" \
         w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/></w:sectPr>",
        dxa(28.0),
        dxa(37.0),
        dxa(26.0),
        dxa(35.0),
        dxa(15.0),
        dxa(15.0),
    );
}
