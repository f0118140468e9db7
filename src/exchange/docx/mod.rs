//! A task table as a Word file: A4 landscape, heads repeated, rows unbroken.
//!
//! The XML is written by hand: the package has six small parts, and the one
//! that matters is a table.

mod document;
mod parts;

use super::ExchangeError;
use crate::outline::TaskTable;
use std::io::{Cursor, Write as _};
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// The bytes of a .docx file of the table; equal tables give equal bytes.
pub fn to_docx(table: &TaskTable) -> Result<Vec<u8>, ExchangeError> {
    pack(&[
        ("[Content_Types].xml", parts::CONTENT_TYPES),
        ("_rels/.rels", parts::RELATIONS),
        ("docProps/core.xml", &parts::core(&table.title)),
        ("word/document.xml", &document::document(table)),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS),
        ("word/styles.xml", &parts::styles()),
        ("word/settings.xml", parts::SETTINGS),
        ("word/fontTable.xml", &parts::fonts()),
        ("word/footer1.xml", &parts::footer("right")),
        ("word/footer2.xml", &parts::footer("left")),
    ])
    .map_err(|source| ExchangeError::Docx { place: table.title.clone(), source })
}

fn pack(parts: &[(&str, &str)]) -> Result<Vec<u8>, ZipError> {
    // A fixed time: the file says nothing about when it was made.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        package.start_file(*name, options)?;
        package.write_all(xml.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::super::test_tables::{part, sample};
    use super::*;
    use crate::outline::TableLayout;
    use quick_xml::{Reader, events::Event};

    const NAMES: [&str; 10] = [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
    ];

    #[test]
    fn every_part_is_well_formed_whatever_the_words() {
        let mut table = sample(TableLayout::Decomposition, 2);
        table.title = "<甲>&\"乙\"\u{0}\u{c}'丙'\u{FFFF}".into();
        table.note = "一\n二".into();
        let bytes = to_docx(&table).unwrap();
        for name in NAMES {
            let xml = part(&bytes, name);
            let mut reader = Reader::from_str(&xml);
            let mut elements = 0;
            loop {
                match reader.read_event().unwrap() {
                    Event::Eof => break,
                    Event::Start(_) | Event::Empty(_) => elements += 1,
                    _ => {}
                }
            }
            assert!(elements > 0, "{name}");
            assert!(!xml.contains(['\0', '\u{c}', '\u{FFFF}']), "{name}");
        }
        assert_eq!(bytes, to_docx(&table).unwrap());
    }

    #[test]
    fn one_head_repeats_and_only_long_rows_split() {
        for (layout, columns, long) in [(TableLayout::Decomposition, 7, 10), (TableLayout::Checklist, 8, 15)]
        {
            let xml = part(&to_docx(&sample(layout, 30)).unwrap(), "word/document.xml");
            let count = |what: &str| xml.matches(what).count();
            assert_eq!(count("<w:tblHeader/>"), 1);
            assert_eq!(count("<w:tr>"), 1 + 2 + 30);
            assert_eq!(count("<w:cantSplit/>"), count("<w:tr>") - long);
            assert_eq!(count(&format!("<w:gridSpan w:val=\"{columns}\"/>")), 2);
            assert_eq!(count("<w:gridCol "), columns);
            assert!(xml.contains("w:orient=\"landscape\""));
        }
    }
}
