//! A small writer of OFD.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A zip of parts.
pub(crate) fn package<'a>(parts: impl IntoIterator<Item = (&'a str, String)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(words.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";

/// An object of text; distances of `step` millimetres.
pub(crate) fn text(x: f32, y: f32, size: f32, step: f32, words: &str) -> String {
    let count = words.chars().count();
    let delta = if count > 1 { format!(" DeltaX=\"g {} {step}\"", count - 1) } else { String::new() };
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<ofd:TextObject ID=\"1\" Boundary=\"{x} {y} {} {}\" Font=\"2\" Size=\"{size}\">\
         <ofd:TextCode X=\"0\" Y=\"{}\"{delta}>{words}</ofd:TextCode></ofd:TextObject>\n",
        step * count as f32 + size,
        size * 1.4,
        size * 0.86,
    )
}

/// A straight line.
pub(crate) fn rule(x0: f32, y0: f32, x1: f32, y1: f32) -> String {
    format!(
        "<ofd:PathObject ID=\"1\" Boundary=\"{x0} {y0} {} {}\" LineWidth=\"0.2\">\
         <ofd:AbbreviatedData>M 0 0 L {} {}</ofd:AbbreviatedData></ofd:PathObject>\n",
        x1 - x0,
        y1 - y0,
        x1 - x0,
        y1 - y0
    )
}

/// A document of pages, each with the template when there is one.
pub(crate) fn document(pages: &[String], template: Option<&str>) -> Vec<u8> {
    let mut parts = vec![(
        "OFD.xml".to_owned(),
        format!(
            "{OPEN}<ofd:OFD {SPACE} Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo>\
             <ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>\
             </ofd:DocBody></ofd:OFD>"
        ),
    )];
    let page = |content: &str, under: &str| {
        format!(
            "{OPEN}<ofd:Page {SPACE}>{under}<ofd:Content><ofd:Layer ID=\"3\" Type=\"Body\">{content}\
             </ofd:Layer></ofd:Content></ofd:Page>"
        )
    };
    let mut list = String::new();
    for (nth, content) in pages.iter().enumerate() {
        write!(list, "<ofd:Page ID=\"{}\" BaseLoc=\"Pages/Page_{nth}/Content.xml\"/>", nth + 10).unwrap();
        let under =
            if template.is_some() { "<ofd:Template TemplateID=\"9\" ZOrder=\"Background\"/>" } else { "" };
        parts.push((format!("Doc_0/Pages/Page_{nth}/Content.xml"), page(content, under)));
    }
    let mut common = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>".to_owned();
    if let Some(template) = template {
        common += "<ofd:TemplatePage ID=\"9\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"/>";
        parts.push(("Doc_0/Tpls/Tpl_0/Content.xml".to_owned(), page(template, "")));
    }
    parts.push((
        "Doc_0/Document.xml".to_owned(),
        format!(
            "{OPEN}<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>{common}\
             </ofd:CommonData><ofd:Pages>{list}</ofd:Pages></ofd:Document>"
        ),
    ));
    package(parts.iter().map(|(name, words)| (name.as_str(), words.clone())))
}

/// Paragraphs of lines of 28 characters, the first drawn in by two.
pub(crate) fn report(paragraphs: &[&str]) -> Vec<u8> {
    const SIZE: f32 = 5.6;
    let (mut pages, mut page, mut y) = (Vec::new(), String::new(), 40.0);
    for words in paragraphs {
        let letters: Vec<char> = words.chars().collect();
        let (first, rest) = letters.split_at(letters.len().min(26));
        for (nth, row) in std::iter::once(first).chain(rest.chunks(28)).enumerate() {
            if y > 260.0 {
                pages.push(std::mem::take(&mut page));
                y = 40.0;
            }
            let x = if nth == 0 { 28.0 + 2.0 * SIZE } else { 28.0 };
            page += &text(x, y, SIZE, SIZE, &row.iter().collect::<String>());
            y += 10.0;
        }
    }
    pages.push(page);
    document(&pages, None)
}
