//! Small files that claim, or unfold to, more than there is room for.

use crate::made::ofd;
use crate::made::pdf::{Coding, Maker, line};
use luoshi::{
    jobs::child::{ChildDecoder, Limits},
    model::{CancelToken, NoReport},
    read::{Decode, ReadError},
    session::{self, SessionError},
};
use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
    time::Duration,
};
use zip::{ZipWriter, write::SimpleFileOptions};

fn decoder() -> ChildDecoder {
    let limits = Limits { silence: Duration::from_secs(30), processor: 60, ..Limits::default() };
    ChildDecoder::with_limits(env!("CARGO_BIN_EXE_luoshi"), limits)
}

/// How a file ends: its text, or the code of an error.
fn end(decoder: &ChildDecoder, bytes: &[u8], name: &str) -> Result<String, &'static str> {
    match decoder.decode(bytes, name, &NoReport, &CancelToken::new()) {
        Ok(decoded) => {
            assert!(decoded.is_sound(), "{name}");
            Ok(decoded.text.to_string())
        }
        Err(error @ (ReadError::ReaderNotStarted { .. } | ReadError::Cancelled)) => panic!("{name}: {error}"),
        Err(error) => Err(error.code()),
    }
}

/// 4 GB by hand, less where everybody waits for the tests.
fn large() -> u64 {
    if std::env::var_os("LUOSHI_FUZZ").is_some() { 4 << 30 } else { 320 << 20 }
}

/// A zip whose part `name` unfolds to `size` blanks.
fn bomb(name: &str, size: u64) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default().large_file(true)).unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..size >> 20 {
        zip.write_all(&blanks).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The packed bytes of the first part of a zip, as a PDF has them.
fn packed(zip: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let last = archive.len() - 1;
    let part = archive.by_index_raw(last).unwrap();
    let (from, size) = (part.data_start().unwrap(), part.compressed_size());
    let from = usize::try_from(from).unwrap();
    [b"\x78\x9c", &zip[from..from + usize::try_from(size).unwrap()], b"\0\0\0\0"].concat()
}

#[test]
fn what_unfolds_without_end_is_cut_off() {
    let decoder = decoder();
    let size = large();
    for (name, file) in [("word/document.xml", "a.docx"), ("xl/workbook.xml", "a.xlsx"), ("OFD.xml", "a.ofd")]
    {
        let bytes = bomb(name, size);
        assert!(bytes.len() < 8 << 20, "{}", bytes.len());
        assert_eq!(end(&decoder, &bytes, file), Err("too_large"), "{name}");
    }
    let mut maker = Maker::default();
    let content = maker.stream(" /Filter /FlateDecode", &packed(&bomb("x", size)));
    maker.page_with(&format!("/Contents {content} 0 R"));
    let outcome = end(&decoder, &maker.finish(""), "a.pdf");
    assert!(matches!(outcome, Err("reader_died" | "empty" | "too_slow" | "malformed")), "{outcome:?}");
    assert!(end(&decoder, b"<html><p>a", "a.html").is_ok());
}

fn docx(document: String) -> Vec<u8> {
    ofd::package([("[Content_Types].xml", "<Types/>".to_owned()), ("word/document.xml", document)])
}

fn ofd_page(content: String) -> Vec<u8> {
    ofd::document(&[content], None)
}

#[test]
fn entities_are_not_unfolded() {
    let mut lol = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a0 \"哈哈哈哈哈哈哈哈哈哈\">".to_owned();
    for nth in 1..12 {
        write!(lol, "<!ENTITY a{nth} \"{}\">", format!("&a{};", nth - 1).repeat(10)).unwrap();
    }
    let file = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
    let decoder = decoder();
    for open in [format!("{lol}]>"), file.to_owned()] {
        for entity in ["&a11;", "&f;"] {
            let word = format!("{open}<w:document><w:p><w:r><w:t>{entity}</w:t></w:r></w:p></w:document>");
            assert_eq!(end(&decoder, &docx(word), "a.docx"), Err("malformed"));
            let entry = format!("{open}<o><DocBody><DocRoot>{entity}</DocRoot></DocBody></o>");
            assert_eq!(end(&decoder, &ofd::package([("OFD.xml", entry)]), "a.ofd"), Err("malformed"));
            let page = format!("{open}<html><body><p>正文{entity}</p></body></html>");
            let text = end(&decoder, page.as_bytes(), "a.html").unwrap();
            assert!(text.len() < 4096 && !text.contains("root:"), "{text}");
        }
    }
}

#[test]
fn a_million_nested_elements_and_as_many_attributes_are_an_end_not_a_death_of_this_process() {
    const DEEP: usize = 1_000_000;
    let decoder = decoder();
    let nested =
        |tag: &str| format!("{}字{}", format!("<{tag}>").repeat(DEEP), format!("</{tag}>").repeat(DEEP));
    let mut attributes = String::new();
    for nth in 0..200_000 {
        write!(attributes, " a{nth}=\"{nth}\"").unwrap();
    }
    let same: String = " a=\"1\"".repeat(200_000);
    assert_eq!(end(&decoder, &docx(nested("w:p")), "a.docx"), Err("malformed"));
    assert_eq!(end(&decoder, &ofd_page(nested("ofd:PageBlock")), "a.ofd"), Err("malformed"));
    for tag in ["div", "b", "table", "ul", "font", "svg"] {
        // Whether the parser flattens it or gives up: it ends.
        let outcome = end(&decoder, format!("<html>{}", nested(tag)).as_bytes(), "a.html");
        println!(
            "{DEEP} nested <{tag}>: {}",
            outcome.map_or_else(str::to_owned, |text| format!("{} bytes", text.len()))
        );
    }
    for many in [&attributes, &same] {
        let word = format!("<w:document><w:p{many}><w:r><w:t{many}>正文</w:t></w:r></w:p></w:document>");
        assert_eq!(end(&decoder, &docx(word), "a.docx").as_deref(), Ok("正文"));
        let page = format!("<html><body{many}><p{many}>正文</p></body></html>");
        assert_eq!(end(&decoder, page.as_bytes(), "a.html").as_deref(), Ok("正文"));
        let object = ofd::text(20.0, 20.0, 5.0, 5.0, "正文").replacen(" ID=", &format!("{many} ID="), 1);
        assert_eq!(end(&decoder, &ofd_page(object), "a.ofd").as_deref(), Ok("正文"));
    }
}

#[test]
fn objects_that_name_themselves_end() {
    let decoder = decoder();
    let good = line(Coding::Gbk, 80.0, 700.0, 12.0, "正文在此");
    let with = |change: &dyn Fn(&mut Maker, usize)| {
        let mut maker = Maker::default();
        let font = maker.font(Coding::Gbk, None);
        change(&mut maker, font);
        maker.finish("")
    };
    let next = |maker: &mut Maker| maker.add("null") + 1;
    let drawing_itself = |times: usize| {
        with(&|maker, font| {
            let own = next(maker);
            let resources = format!("/Resources <</XObject <</X {own} 0 R>>>>");
            let form = maker.stream(
                &format!(" /Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources}"),
                "/X Do ".repeat(times).as_bytes(),
            );
            assert_eq!(own, form);
            maker.page(font, &format!("{good} /X Do"), &format!("/XObject <</X {form} 0 R>>"));
        })
    };
    let files = [
        // A form that draws itself.
        drawing_itself(1),
        // Contents that are a list of themselves.
        with(&|maker, _| {
            let own = next(maker);
            maker.add(format!("[{own} 0 R {own} 0 R]"));
            maker.page_with(&format!("/Contents {own} 0 R"));
        }),
        // A length that is its own stream's.
        with(&|maker, font| {
            let own = next(maker);
            maker.add(format!("<</Length {own} 0 R>>\nstream\n{good}\nendstream"));
            maker.page_with(&format!("/Contents {own} 0 R /Resources <</Font <</F {font} 0 R>>>>"));
        }),
        // A font that is its own descendant.
        with(&|maker, _| {
            let own = next(maker);
            maker.add(format!(
                "<</Type /Font /Subtype /Type0 /Encoding {own} 0 R /DescendantFonts [{own} 0 R] /ToUnicode {own} 0 R>>"
            ));
            maker.page(own, &good, "");
        }),
        // An object that is itself.
        with(&|maker, font| {
            let own = next(maker);
            maker.add(format!("{own} 0 R"));
            maker.page(font, &good, &format!("/XObject {own} 0 R /ExtGState {own} 0 R"));
        }),
        // A font of drawings that shows itself.
        with(&|maker, _| {
            let own = next(maker) + 1;
            let shape = maker.stream("", b"1000 0 d0 BT /F 12 Tf (a) Tj ET");
            maker.add(format!(
                "<</Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs <</a {shape} 0 R>> \
                 /Encoding <</Differences [97 /a]>> /FirstChar 97 /LastChar 97 /Widths [1] /Resources <</Font <</F {own} 0 R>>>>>>"
            ));
            maker.page(own, "BT /F 12 Tf 80 700 Td (aaaa) Tj ET", "");
        }),
    ];
    for (nth, bytes) in files.iter().enumerate() {
        let outcome = end(&decoder, bytes, "a.pdf");
        println!("a PDF in circles, {nth}: {outcome:?}");
        if nth == 0 {
            assert_eq!(outcome.as_deref(), Ok("正文在此"));
        }
    }
    // The same three times over is more work than there is time in the world.
    let quick = Limits { silence: Duration::from_secs(2), ..Limits::default() };
    let quick = ChildDecoder::with_limits(env!("CARGO_BIN_EXE_luoshi"), quick);
    assert_eq!(end(&quick, &drawing_itself(3), "a.pdf"), Err("too_slow"));
    // Pages that are their own kids, tables that name themselves as the one before.
    let plain = with(&|maker, font| maker.page(font, &good, ""));
    let text = |from: &str, to: &str| {
        let at = memchr::memmem::find(&plain, from.as_bytes()).unwrap();
        let mut bytes = plain.clone();
        bytes.splice(at..at + from.len(), to.bytes());
        bytes
    };
    let table = memchr::memmem::rfind(&plain, b"xref\n0").unwrap();
    for bytes in [
        text("/Kids [5 0 R]", "/Kids [6 0 R 6 0 R 6 0 R]"),
        text("/Size ", &format!("/Prev {table} /Size ")),
        text("/Pages 6 0 R", "/Pages 7 0 R"),
        text("/MediaBox [0 0 595 842]", "/MediaBox [0 0 1e38 -1e38]"),
        text("/MediaBox [0 0 595 842]", &format!("/MediaBox {}", "[".repeat(1_000_000))),
        text("/Count 1", "/Count 2147483647"),
        text("/DW 1000", "/DW 1e30"),
        text("80 700 Td", "1e30 1e38 Td"),
    ] {
        println!("a PDF with a false word: {:?}", end(&decoder, &bytes, "a.pdf"));
    }
    assert!(end(&decoder, &plain, "a.pdf").is_ok());
}

#[test]
fn false_counts_and_far_cells_take_no_room() {
    let decoder = decoder();
    let book = |strings: &str, rows: &str| {
        ofd::package([
            ("[Content_Types].xml", "<Types/>".to_owned()),
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"http://x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned(),
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"任务\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>".to_owned(),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                 <Relationship Id=\"r2\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>".to_owned(),
            ),
            ("xl/sharedStrings.xml", format!("<sst {strings}><si><t>工作任务</t></si></sst>")),
            (
                "xl/worksheets/sheet1.xml",
                format!("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>"),
            ),
        ])
    };
    let near = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let far = format!(
        "{near}<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>远处</t></is></c></row>"
    );
    let wild = "<row r=\"4294967295\"><c r=\"ZZZZZZZ99999999999\" t=\"s\"><v>99999999999</v></c></row>";
    let counts = "count=\"4294967295\" uniqueCount=\"4294967295\"";
    assert!(end(&decoder, &book(counts, near), "a.xlsx").unwrap().contains("工作任务"));
    assert!(end(&decoder, &book(counts, &far), "a.xlsx").unwrap().contains("远处"));
    println!("cells out of the world: {:?}", end(&decoder, &book(counts, wild), "a.xlsx"));
    let merged =
        format!("{near}</sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells><sheetData>");
    println!(
        "one cell over the sheet: {:?}",
        end(&decoder, &book("", &merged), "a.xlsx").map(|text| text.len())
    );
}

#[test]
fn scripts_are_not_text_and_do_nothing() {
    let decoder = decoder();
    let page = "<html><head><script>document.write('坏话')</script><style>p{content:'坏话'}</style></head>\
        <body onload=\"fetch('http://example.org')\"><p>正文<script src=\"http://example.org/x.js\">坏话</script></p>\
        <iframe src=\"file:///etc/passwd\"></iframe><noscript>坏话</noscript><template>坏话</template>\
        <p hidden>坏话</p></body></html>";
    let text = end(&decoder, page.as_bytes(), "a.html").unwrap();
    assert!(text.contains("正文") && !text.contains("root:"), "{text}");
    assert!(!text.contains("document.write") && !text.contains("content:"), "{text}");
}

#[test]
fn a_text_of_a_gigabyte_is_refused_by_its_size() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("大.txt");
    std::fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let outcome = session::prepare(&path, &decoder(), &NoReport, &CancelToken::new());
    match outcome.unwrap_err() {
        SessionError::Read { file, error: ReadError::TooLarge { bytes, .. } } => {
            assert_eq!((file, bytes), (path, 1 << 30));
        }
        other => panic!("{other}"),
    }
}

#[test]
fn names_in_a_package_are_only_names() {
    let decoder = decoder();
    let word = "<w:document><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:document>".to_owned();
    let bytes = ofd::package([
        ("../../../tmp/luoshi-escaped", "x".to_owned()),
        ("/etc/luoshi-escaped", "x".to_owned()),
        ("C:\\luoshi-escaped", "x".to_owned()),
        ("word/document.xml", word),
        ("word/../word/styles.xml", "<a/>".to_owned()),
    ]);
    assert_eq!(end(&decoder, &bytes, "a.docx").as_deref(), Ok("正文"));
    for place in ["/tmp/luoshi-escaped", "/etc/luoshi-escaped", "C:\\luoshi-escaped"] {
        assert!(!std::path::Path::new(place).exists(), "{place}");
    }
}
