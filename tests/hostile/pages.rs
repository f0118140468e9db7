//! PDF and OFD: what a page shows, as paragraphs and cells in the order of reading.

use crate::made::ofd;
use crate::made::pdf::{Coding, Maker, coded, line, paragraph, report};
use luoshi::{
    model::{CancelToken, NoReport, Reading},
    read::{self, Block, BlockKind, Decoded, ReadError, formats},
};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

const FONT: &str = "assets/fonts/NotoSansSC-Regular.subset.ttf";
const ONE: &str = "一、主要目标。到2027年，规模以上工业企业达到200家以上，数字经济核心产业增加值占地区生产总值比重达到12%左右，城镇新增就业5万人。";
const TWO: &str =
    "二、重点任务。推进10个老旧小区改造，确保12月底前完工（责任单位：市住建局、市发改委，各区政府）";
const THREE: &str = "三、组织保障。建立联席会议制度，及时协调解决工作中的问题。";

fn decode(bytes: &[u8], name: &str) -> Result<Decoded, ReadError> {
    formats::decode(bytes, name, &NoReport, &CancelToken::new())
}

fn reading(bytes: &[u8], name: &str) -> Reading {
    read::read(bytes, name, &NoReport, &CancelToken::new()).unwrap()
}

/// Words of all blocks of a kind, broken lines joined.
fn words(decoded: &Decoded, wanted: impl Fn(&BlockKind) -> bool) -> Vec<String> {
    let blocks = decoded.blocks.iter().filter(|Block { kind, .. }| wanted(kind));
    blocks.map(|block| block.span.of(&decoded.text).replace('\n', "")).collect()
}

fn paragraphs(decoded: &Decoded) -> Vec<String> {
    words(decoded, |kind| *kind == BlockKind::Paragraph)
}

fn cells(decoded: &Decoded) -> Vec<(u32, u32, String)> {
    let blocks = decoded.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Cell { row, column, .. } => Some((row, column, block.span.of(&decoded.text).to_owned())),
        _ => None,
    });
    blocks.collect()
}

#[test]
fn encodings_that_chinese_programs_use_without_embedding_are_read() {
    for coding in [Coding::Gbk, Coding::Unicode, Coding::Table] {
        let decoded = decode(&report(coding, &[ONE, TWO, THREE]), "a.pdf").unwrap();
        assert_eq!(paragraphs(&decoded), [ONE, TWO, THREE], "{coding:?}");
        assert!(decoded.warnings.is_empty() && decoded.is_sound());
    }
}

#[test]
fn embedded_fonts_that_leave_their_table_out_are_read_by_their_encoding() {
    let font = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(FONT)).unwrap();
    for coding in [Coding::Gbk, Coding::Unicode] {
        let mut maker = Maker::default();
        let number = maker.font(coding, Some(&font));
        let mut content = String::new();
        paragraph(&mut content, coding, (80.0, 700.0), 36, TWO);
        maker.page(number, &content, "");
        assert_eq!(paragraphs(&decode(&maker.finish(""), "a.pdf").unwrap()), [TWO], "{coding:?}");
    }
}

#[test]
fn shapes_without_characters_are_told() {
    let error = decode(&report(Coding::Bare, &[ONE, TWO]), "a.pdf").unwrap_err();
    assert_eq!(error.code(), "no_characters");
}

#[test]
fn tasks_of_a_pdf_are_those_of_its_text() {
    let text = format!("某市行动方案\n{ONE}\n{TWO}\n{THREE}");
    let plain = reading(text.as_bytes(), "a.txt");
    for (bytes, name) in [
        (report(Coding::Gbk, &["某市行动方案", ONE, TWO, THREE]), "a.pdf"),
        (ofd::report(&["某市行动方案", ONE, TWO, THREE]), "a.ofd"),
    ] {
        assert_eq!(found(&reading(&bytes, name)), found(&plain), "{name}");
    }
}

/// Sections, tasks with their units, and targets, by their words.
fn found(reading: &Reading) -> Vec<String> {
    let nodes = reading.nodes.iter().map(|node| {
        let words: String = reading.words(&node.pieces).split_whitespace().collect();
        let units: Vec<&str> = node.units.items.iter().map(|unit| unit.name.as_str()).collect();
        format!("{:?} {} {words} {units:?} {:?}", node.kind, node.level, node.deadline)
    });
    let targets = reading.targets.iter().map(|target| {
        let words: String = target.span.of(&reading.text).split_whitespace().collect();
        format!("{words} {:?}", target.value)
    });
    nodes.chain(targets).collect()
}

#[test]
fn columns_are_read_one_after_the_other_and_what_crosses_them_between() {
    let coding = Coding::Gbk;
    let mut maker = Maker::default();
    let font = maker.font(coding, None);
    let mut content = line(coding, 200.0, 790.0, 18.0, "某市工作简报第一期");
    let prose = |mark: &str| format!("{mark}，{}。", "全市上下坚持稳中求进工作总基调".repeat(8));
    let mut y = paragraph(&mut content, coding, (60.0, 740.0), 19, &prose("左栏"));
    y = y.min(paragraph(&mut content, coding, (320.0, 733.0), 19, &prose("右栏")));
    content += &line(coding, 60.0, y - 20.0, 12.0, &"全幅的一行横跨两栏，其下又是两栏".repeat(2));
    paragraph(&mut content, coding, (60.0, y - 60.0), 19, &prose("下左"));
    paragraph(&mut content, coding, (320.0, y - 60.0), 19, &prose("下右"));
    maker.page(font, &content, "");
    let decoded = decode(&maker.finish(""), "a.pdf").unwrap();
    let heads: Vec<String> =
        paragraphs(&decoded).iter().map(|words| words.chars().take(2).collect()).collect();
    assert_eq!(heads, ["某市", "左栏", "右栏", "全幅", "下左", "下右"]);
    assert!(paragraphs(&decoded).contains(&prose("右栏")));
}

#[test]
fn running_heads_and_page_numbers_are_noise_and_paragraphs_go_on_over_pages() {
    let coding = Coding::Gbk;
    let mut maker = Maker::default();
    let font = maker.font(coding, None);
    let whole = "推进重点工程建设，".repeat(60);
    let letters: Vec<char> = whole.chars().collect();
    for (nth, page) in letters.chunks(180).enumerate() {
        let mut content = line(coding, 220.0, 800.0, 9.0, "某市人民政府公报");
        for (row, words) in page.chunks(36).enumerate() {
            let words: String = words.iter().collect();
            content += &line(coding, 80.0, 740.0 - 20.0 * row as f32, 12.0, &words);
        }
        content += &line(coding, 280.0, 40.0, 10.0, &format!("— {} —", nth + 1));
        maker.page(font, &content, "");
    }
    let decoded = decode(&maker.finish(""), "a.pdf").unwrap();
    assert_eq!(paragraphs(&decoded), [whole]);
    let running = words(&decoded, |kind| *kind == BlockKind::Running);
    assert_eq!(running.len(), 6, "{running:?}");
    let cleaned = read::clean(&decoded);
    assert_eq!(cleaned.noise.len(), 6);
}

/// A table of three columns; the first column of rows two and three is one cell unless `is_whole`.
fn ruled(
    rows: &[[&str; 3]],
    is_whole: bool,
    text: impl Fn(f32, f32, &str) -> String,
    rule: impl Fn([f32; 4]) -> String,
) -> String {
    let xs = [80.0, 130.0, 330.0, 500.0];
    let y = |row: usize| 200.0 + 40.0 * row as f32;
    let mut content = String::new();
    for row in 0..=rows.len() {
        let from = if row == 2 && !is_whole { xs[1] } else { xs[0] };
        content += &rule([from, y(row), xs[3], y(row)]);
    }
    for x in xs {
        content += &rule([x, y(0), x, y(rows.len())]);
    }
    for (at, row) in rows.iter().enumerate() {
        for (column, words) in row.iter().enumerate() {
            let letters: Vec<char> = words.chars().collect();
            let fits = if column == 0 { 3 } else { 13 };
            for (nth, some) in letters.chunks(fits).enumerate() {
                let words: String = some.iter().collect();
                content += &text(xs[column] + 5.0, y(at) + 15.0 + 14.0 * nth as f32, &words);
            }
        }
    }
    content
}

const ROWS: [[&str; 3]; 3] = [
    ["序号", "工作任务", "责任单位"],
    ["1", "推进10个老旧小区改造，完善配套设施", "市住建局"],
    ["", "打通6条断头路", "市交通局、市公安局交警支队、各区人民政府"],
];

fn expected() -> Vec<(u32, u32, String)> {
    let mut cells = Vec::new();
    for (row, words) in (0..).zip(ROWS) {
        for (column, words) in (0..).zip(words) {
            let words = if words.is_empty() { "1" } else { words };
            cells.push((row, column, words.to_owned()));
        }
    }
    cells
}

#[test]
fn ruled_tables_become_cells_and_merged_ones_are_repeated() {
    let coding = Coding::Gbk;
    let mut maker = Maker::default();
    let font = maker.font(coding, None);
    let mut content = line(coding, 80.0, 780.0, 12.0, "任务分解表如下：");
    content += &ruled(
        &ROWS,
        false,
        |x, y, words| line(coding, x, 842.0 - y, 12.0, words),
        |[x0, y0, x1, y1]| format!("{x0} {} m {x1} {} l S\n", 842.0 - y0, 842.0 - y1),
    );
    maker.page(font, &content, "");
    let decoded = decode(&maker.finish(""), "a.pdf").unwrap();
    assert_eq!(cells(&decoded), expected());

    let mm = |points: f32| points * 25.4 / 72.0;
    let content = ruled(
        &ROWS,
        false,
        |x, y, words| ofd::text(mm(x), mm(y - 10.0), mm(12.0), mm(12.0), words),
        |[x0, y0, x1, y1]| ofd::rule(mm(x0), mm(y0), mm(x1), mm(y1)),
    );
    let decoded = decode(&ofd::document(&[content], None), "a.ofd").unwrap();
    assert_eq!(cells(&decoded), expected());
}

#[test]
fn a_table_over_two_pages_is_one_and_a_row_broken_by_the_page_too() {
    let coding = Coding::Gbk;
    let mut maker = Maker::default();
    let font = maker.font(coding, None);
    for (page, rows) in (1..).zip([
        [
            ["序号", "工作任务", "责任单位"],
            ["1", "推进老旧小区改造", "市住建局"],
            ["2", "打通6条断头路，确保", "市交通局、"],
        ],
        [
            ["序号", "工作任务", "责任单位"],
            ["", "12月底前通车", "各区人民政府"],
            ["3", "建立联席会议制度", "市政府办"],
        ],
    ]) {
        let content = ruled(
            &rows,
            true,
            |x, y, words| line(coding, x, 842.0 - y, 12.0, words),
            |[x0, y0, x1, y1]| format!("{x0} {} m {x1} {} l S\n", 842.0 - y0, 842.0 - y1),
        ) + &line(coding, 280.0, 40.0, 10.0, &format!("- {page} -"));
        maker.page(font, &content, "");
    }
    let decoded = decode(&maker.finish(""), "a.pdf").unwrap();
    let words: Vec<(u32, u32, String)> = cells(&decoded);
    let row = |row: u32| -> Vec<&str> {
        words.iter().filter(|cell| cell.0 == row).map(|cell| cell.2.as_str()).collect()
    };
    assert_eq!(row(1), ["1", "推进老旧小区改造", "市住建局"]);
    assert_eq!(row(2), ["2", "打通6条断头路，确保12月底前通车", "市交通局、各区人民政府"]);
    assert_eq!(row(3), ["3", "建立联席会议制度", "市政府办"]);
    assert_eq!(row(4), [""; 0]);
}

#[test]
fn a_page_on_its_side_is_read_as_it_is_held() {
    let coding = Coding::Gbk;
    for (turn, content) in [
        // Turned by the page, by the text, and both.
        ("/Rotate 90", sideways(coding, 0)),
        ("", sideways(coding, 1)),
        ("/Rotate 180", sideways(coding, 1)),
    ] {
        let mut maker = Maker::default();
        let font = maker.font(coding, None);
        let content = maker.stream("", content.as_bytes());
        maker.page_with(&format!("{turn} /Contents {content} 0 R /Resources <</Font <</F {font} 0 R>>>>"));
        let decoded = decode(&maker.finish(""), "a.pdf").unwrap();
        assert_eq!(paragraphs(&decoded), [TWO], "{turn}");
    }
}

/// A paragraph along the long side of the page, by a matrix of its own or not.
fn sideways(coding: Coding, turned: u8) -> String {
    let mut content = String::new();
    paragraph(&mut content, coding, (60.0, 300.0), 36, TWO);
    if turned == 0 { content } else { format!("q 0 1 -1 0 595 0 cm\n{content}Q\n") }
}

#[test]
fn what_nobody_sees_is_not_read() {
    let coding = Coding::Gbk;
    let mut maker = Maker::default();
    let font = maker.font(coding, None);
    let mut content = String::new();
    paragraph(&mut content, coding, (80.0, 700.0), 36, TWO);
    writeln!(content, "BT 3 Tr /F 12 Tf 80 500 Td {} Tj 0 Tr ET", coded(coding, "看不见的字")).unwrap();
    content += &line(coding, 900.0, 500.0, 12.0, "纸外的字");
    // Across the page, and twice the same for bold.
    writeln!(content, "BT /F 40 Tf 0.7 0.7 -0.7 0.7 150 300 Tm {} Tj ET", coded(coding, "内部传阅")).unwrap();
    content += &line(coding, 80.0, 200.0, 12.0, "粗体的字");
    content += &line(coding, 80.3, 200.0, 12.0, "粗体的字");
    maker.page(font, &content, "");
    let decoded = decode(&maker.finish(""), "a.pdf").unwrap();
    assert_eq!(paragraphs(&decoded), [TWO, "粗体的字"]);
    assert_eq!(words(&decoded, |kind| *kind == BlockKind::Running), ["内部传阅"]);
}

#[test]
fn a_scan_says_so_and_a_recognised_scan_is_read() {
    let coding = Coding::Gbk;
    let page = |words: &str| {
        let mut maker = Maker::default();
        let font = maker.font(coding, None);
        let image = maker.stream(
            " /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
            b"\xff",
        );
        let mut content = "q 595 0 0 842 0 0 cm /I Do Q\n".to_owned();
        if !words.is_empty() {
            content += "BT 3 Tr ET\n";
            paragraph(&mut content, coding, (80.0, 700.0), 36, words);
        }
        maker.page(font, &content, &format!("/XObject <</I {image} 0 R>>"));
        maker.finish("")
    };
    assert_eq!(decode(&page(""), "a.pdf").unwrap_err(), ReadError::Scan);
    let decoded = decode(&page(ONE), "a.pdf").unwrap();
    assert_eq!(paragraphs(&decoded), [ONE]);
    assert_eq!(decoded.warnings[0].code, "recognised_text");

    let picture = "<ofd:ImageObject ID=\"5\" Boundary=\"0 0 210 297\" ResourceID=\"7\"/>".to_owned();
    assert_eq!(decode(&ofd::document(&[picture], None), "a.ofd").unwrap_err(), ReadError::Scan);
}

#[test]
fn a_locked_file_says_so() {
    let mut maker = Maker::default();
    let font = maker.font(Coding::Gbk, None);
    maker.page(font, &line(Coding::Gbk, 80.0, 700.0, 12.0, "字"), "");
    let key = "41".repeat(32);
    let lock = maker.add(format!("<</Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{key}> /U <{key}>>>"));
    let bytes = maker.finish(&format!("/Encrypt {lock} 0 R /ID [<{key}> <{key}>]"));
    assert_eq!(decode(&bytes, "a.pdf").unwrap_err(), ReadError::Encrypted);
    let locked = ofd::package([("Encryptions.xml", "<a/>".to_owned()), ("x/OFD.xml.dat", String::new())]);
    assert_eq!(decode(&locked, "a.ofd").unwrap_err(), ReadError::Encrypted);
}

#[test]
fn what_a_template_lays_under_every_page_is_noise() {
    let pages: Vec<String> = (1..=3)
        .map(|page| {
            ofd::text(30.0, 50.0, 5.6, 5.6, &format!("第{page}部分的正文在这一页上，写得足够长以成为正文。"))
        })
        .collect();
    let template = ofd::text(80.0, 150.0, 5.6, 5.6, "某市人民政府公文用纸");
    let decoded = decode(&ofd::document(&pages, Some(&template)), "a.ofd").unwrap();
    assert_eq!(words(&decoded, |kind| *kind == BlockKind::Running).len(), 3);
    assert_eq!(paragraphs(&decoded).len(), 3);
    // Under one page only it belongs to it.
    let decoded = decode(&ofd::document(&pages[..1], Some(&template)), "a.ofd").unwrap();
    assert_eq!(paragraphs(&decoded).len(), 2);
}

#[test]
fn a_package_names_parts_and_never_files() {
    let page = ofd::text(30.0, 50.0, 5.6, 5.6, "包内的字");
    let whole = ofd::document(&[page], None);
    // The same names, led astray: out of the package, absolute, with other slashes.
    for place in ["../../../../etc/passwd", "/etc/passwd", "..\\..\\Windows\\win.ini", "C:/x"] {
        let entry =
            format!("<o:OFD xmlns:o=\"x\"><o:DocBody><o:DocRoot>{place}</o:DocRoot></o:DocBody></o:OFD>");
        let led = ofd::package([("OFD.xml", entry), ("../../etc/passwd", "root".to_owned())]);
        assert_eq!(decode(&led, "a.ofd").unwrap_err().code(), "malformed", "{place}");
    }
    assert_eq!(paragraphs(&decode(&whole, "a.ofd").unwrap()), ["包内的字"]);
}

/// What this program prints comes back as the tasks it printed.
#[test]
fn tables_this_program_printed_are_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let report = seed("action-plan.txt");
    let out = folder.path().join("清单.pdf");
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_luoshi"))
        .args(["export", report.to_str().unwrap(), "--layout", "decomposition", "--format", "pdf", "-o"])
        .arg(&out)
        .output()
        .unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    let plain = reading(&std::fs::read(&report).unwrap(), "a.txt");
    let decoded = decode(&std::fs::read(&out).unwrap(), "a.pdf").unwrap();
    let cells = cells(&decoded);
    assert_eq!(cells[1].2, "工作任务");
    let texts: Vec<String> = cells.iter().map(|(.., words)| words.split_whitespace().collect()).collect();
    let tasks = plain.nodes.iter().filter(|node| node.kind == luoshi::model::NodeKind::Task);
    let mut missing: Vec<String> = Vec::new();
    for task in tasks {
        let words: String =
            plain.words(&task.pieces).chars().filter(|c| !c.is_whitespace()).take(20).collect();
        if !texts.iter().any(|text| text.starts_with(&words)) {
            missing.push(words);
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

fn seed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name)
}

/// `LibreOffice`'s PDF of a report has the tasks of the report.
#[test]
fn what_libreoffice_prints_has_the_tasks_of_its_text() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["briefing.txt", "work-report.docx"] {
        let made = std::process::Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
            .args(["--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder.path())
            .arg(seed(name))
            .output();
        let out = folder.path().join(Path::new(name).with_extension("pdf"));
        if made.is_err() || !out.exists() {
            eprintln!("skipped: no LibreOffice here");
            return;
        }
        let plain = reading(&std::fs::read(seed(name)).unwrap(), name);
        let printed = reading(&std::fs::read(&out).unwrap(), "a.pdf");
        let tasks = |reading: &Reading| -> Vec<String> {
            let tasks = reading.nodes.iter().filter(|node| node.kind == luoshi::model::NodeKind::Task);
            tasks.map(|node| reading.words(&node.pieces).split_whitespace().collect()).collect()
        };
        // A paragraph that fills its last line and is followed by one without indentation does not
        // show where it ends; such a task may have its first words twice.
        let (printed, plain) = (tasks(&printed), tasks(&plain));
        let same = plain.iter().filter(|task| printed.contains(task)).count();
        assert!(same * 10 >= plain.len() * 9 && printed.len() <= plain.len() + 2, "{name}: {printed:#?}");
    }
}
