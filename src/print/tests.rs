//! Printouts of tables built by hand: pages, rows, heads, glyphs.

use super::{MissingGlyph, Pages, PdfChoice, PrintError, PrintFonts, layout, missing_glyphs};
use crate::model::{CancelToken, NoReport, NodeId, RecordId, Reporter, UnitList};
use crate::outline::{Row, TableLayout, TaskRow, TaskTable};
use typst::layout::{Frame, FrameItem, Point};

fn task(number: u32, text: &str, target: &str, lead: &str, others: &str) -> Row {
    Row::Task(TaskRow {
        node: NodeId { record: RecordId::default(), ordinal: number },
        number,
        place: String::new(),
        text: text.to_owned(),
        reworded: false,
        targets: if target.is_empty() { Vec::new() } else { target.split('\n').map(str::to_owned).collect() },
        leader: String::new(),
        units: UnitList::default(),
        lead: lead.to_owned(),
        lead_missing: lead == "待明确",
        others: others.to_owned(),
        deadline: if number.is_multiple_of(3) {
            "2026年12月底前".to_owned()
        } else {
            "持续推进".to_owned()
        },
        note: String::new(),
    })
}

fn group(depth: usize, name: &str) -> Row {
    Row::Group { depth, name: name.to_owned() }
}

fn table(layout: TableLayout, rows: Vec<Row>) -> TaskTable {
    TaskTable {
        layout,
        title: "《柳河县2026年〈政府工作报告〉》重点任务分解表".to_owned(),
        note: "注：列第一位的为牵头单位。".to_owned(),
        lead_head: "牵头单位",
        others_head: "配合单位",
        has_leader: false,
        has_note: false,
        left_out_done: 0,
        absent_units: Vec::new(),
        rows,
    }
}

const WORDS: &str = "加快推进城区老旧管网改造，年内完成供水管网更新42公里、雨污分流改造18公里，\
    同步建设智慧排水监测平台，切实解决群众反映强烈的内涝积水问题，健全长效管护机制，确保汛期安全。";

/// A table like a real one: sections of a few tasks, long and short wordings.
fn sample(layout: TableLayout, count: u32) -> TaskTable {
    let mut rows = Vec::new();
    for number in 1..=count {
        if number % 20 == 1 {
            rows.push(group(0, "三、重点任务"));
        }
        if number % 5 == 1 {
            rows.push(group(1, "（一）持续增强县城综合承载能力"));
        }
        let length = [12, 30, 55, WORDS.chars().count()][number as usize % 4];
        let text: String = WORDS.chars().take(length).collect();
        let target = if number.is_multiple_of(2) {
            "供水管网更新42公里\n雨污分流改造18公里"
        } else {
            ""
        };
        let lead = if number.is_multiple_of(7) { "待明确" } else { "县住房和城乡建设局" };
        rows.push(task(number, &text, target, lead, "县发展和改革局、县财政局等，相关乡镇街道"));
    }
    table(layout, rows)
}

fn printed(table: &TaskTable) -> Pages {
    layout(table, PrintFonts::carried(), &NoReport, &CancelToken::new()).unwrap()
}

/// Words with the height at which they stand on the page, in points, in painting order.
fn words(pages: &Pages, page: usize) -> Vec<(f64, String)> {
    fn walk(frame: &Frame, at: Point, words: &mut Vec<(f64, String)>) {
        for (place, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, at + *place, words),
                FrameItem::Text(text) => words.push(((at + *place).y.to_pt(), text.text.to_string())),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(&pages.document().pages()[page].frame, Point::zero(), &mut found);
    found
}

fn page_text(pages: &Pages, page: usize) -> String {
    words(pages, page).into_iter().map(|(_, word)| word).collect()
}

/// 序号 of the tasks that begin on a page: words that are nothing but a number.
fn numbers(pages: &Pages, page: usize) -> Vec<u32> {
    words(pages, page).iter().filter_map(|(_, word)| word.trim().parse().ok()).collect()
}

#[test]
fn every_row_once_and_the_head_on_every_page() {
    for layout in [TableLayout::Checklist, TableLayout::Decomposition] {
        let pages = printed(&sample(layout, 60));
        assert!(pages.len() > 3);
        let mut all = Vec::new();
        for page in 0..pages.len() {
            let text = page_text(&pages, page);
            assert!(text.contains("序号") && text.contains("工作任务"), "no head on page {page}: {text}");
            assert!(text.contains(&format!("— {} —", page + 1)), "no page number on page {page}");
            all.extend(numbers(&pages, page));
        }
        assert_eq!(all, (1..=60).collect::<Vec<_>>());
        assert!(page_text(&pages, 0).contains("重点任务分解表"));
        assert!(!page_text(&pages, 1).contains("重点任务分解表"));
        assert!(page_text(&pages, pages.len() - 1).contains("列第一位的为牵头单位"));
    }
}

#[test]
fn nothing_stands_below_the_text_area_and_no_section_row_ends_a_page() {
    let pages = printed(&sample(TableLayout::Checklist, 200));
    // Bottom margin of 27 mm, on a page 210 mm high.
    let floor = (210.0 - 27.0) / 25.4 * 72.0 + 0.5;
    for page in 0..pages.len() {
        let words = words(&pages, page);
        let body: Vec<_> = words.iter().filter(|(_, word)| !word.starts_with('—')).collect();
        assert!(body.iter().all(|(y, _)| *y < floor), "page {page} runs over");
        let lowest = body.iter().max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
        assert!(
            !lowest.1.starts_with("三、") && !lowest.1.starts_with("（一）"),
            "{lowest:?} ends page {page}"
        );
    }
}

#[test]
fn a_row_taller_than_a_page_goes_on_and_loses_nothing() {
    let long: String = (0..1500).map(|at| if at % 100 == 99 { '。' } else { '改' }).collect();
    let rows = vec![
        task(1, "短。", "", "甲局", ""),
        task(2, &long, "", "甲局", ""),
        task(3, "末。", "", "甲局", ""),
    ];
    let pages = printed(&table(TableLayout::Checklist, rows));
    let text: String = (0..pages.len()).map(|page| page_text(&pages, page)).collect();
    assert_eq!(text.matches('改').count(), 1485);
    assert!(pages.len() > 2 && text.contains("末。"));
}

#[test]
fn long_rows_leave_no_page_half_empty() {
    // Rows of 13 lines on pages of 25: kept whole, each would take a page of its own.
    let rows: Vec<Row> = (1..=20).map(|number| task(number, &"改".repeat(13 * 19), "", "甲局", "")).collect();
    let pages = printed(&table(TableLayout::Checklist, rows));
    assert!(pages.len() <= 13, "{} pages", pages.len());
    let all: Vec<u32> = (0..pages.len()).flat_map(|page| numbers(&pages, page)).collect();
    assert_eq!(all, (1..=20).collect::<Vec<_>>());
}

#[test]
fn a_long_row_begins_below_its_section_and_goes_on_over_the_page() {
    // The page holds about 25 lines of 15 characters.
    for lines in 20..27 {
        let text = "改".repeat(lines * 15);
        let rows = vec![
            task(1, "短。", "", "甲局", ""),
            group(0, "三、重点任务"),
            group(1, "（一）持续增强县城综合承载能力"),
            task(2, &text, "", "甲局", ""),
            task(3, "末。", "", "甲局", ""),
        ];
        let pages = printed(&table(TableLayout::Checklist, rows));
        let texts: Vec<String> = (0..pages.len()).map(|page| page_text(&pages, page)).collect();
        let section = texts.iter().position(|text| text.contains("持续增强")).unwrap();
        assert!(texts[section].contains('改'), "{lines} lines: the section stands alone on page {section}");
        assert_eq!(texts.iter().map(|text| text.matches('改').count()).sum::<usize>(), lines * 15);
        let floor = (210.0 - 27.0) / 25.4 * 72.0 + 0.5;
        for page in 0..pages.len() {
            assert!(
                words(&pages, page).iter().all(|(y, _)| *y < floor),
                "{lines} lines run over on page {page}"
            );
        }
    }
}

#[test]
fn a_run_of_letters_breaks_inside_its_cell() {
    fn right_edge(frame: &Frame, at: Point) -> f64 {
        let edge = |(place, item): &(Point, FrameItem)| match item {
            FrameItem::Group(group) => right_edge(&group.frame, at + *place),
            FrameItem::Text(text) => (at + *place).x.to_pt() + text.width().to_pt(),
            _ => 0.0,
        };
        frame.items().map(edge).fold(0.0, f64::max)
    }
    let long = "W".repeat(300);
    let mut table = table(TableLayout::Checklist, vec![group(0, &long), task(1, &long, "", "甲局", "")]);
    table.title.clone_from(&long);
    table.note.clone_from(&long);
    let pages = printed(&table);
    let text: String = (0..pages.len()).map(|page| page_text(&pages, page)).collect();
    assert_eq!(text.matches('W').count(), 1200);
    let edge = 842.0 - 37.0 / 25.4 * 72.0 + 1.0;
    for page in pages.document().pages() {
        assert!(right_edge(&page.frame, Point::zero()) < edge);
    }
    // The task's words stay in their column, the third of eight.
    let task = printed(&super::tests::table(TableLayout::Checklist, vec![task(1, &long, "", "甲局", "")]));
    let widest = words(&task, 0).iter().map(|(_, word)| word.chars().filter(|c| *c == 'W').count()).max();
    assert!(widest < Some(25), "{widest:?}");
}

#[test]
fn the_note_never_stands_alone_on_a_page() {
    for layout in [TableLayout::Checklist, TableLayout::Decomposition] {
        for count in 5..30 {
            let rows = (1..=count).map(|number| task(number, "短。", "", "甲局", "")).collect();
            let pages = printed(&table(layout, rows));
            let last = pages.len() - 1;
            assert!(page_text(&pages, last).contains("注："));
            assert!(!numbers(&pages, last).is_empty(), "{count} rows: the note stands alone");
        }
    }
}

#[test]
fn a_long_table_laid_out_in_parts_has_no_seam() {
    let pages = printed(&sample(TableLayout::Checklist, 1000));
    let all: Vec<u32> = (0..pages.len()).flat_map(|page| numbers(&pages, page)).collect();
    assert_eq!(all, (1..=1000).collect::<Vec<_>>());
    let fewest = (1..pages.len() - 1).map(|page| numbers(&pages, page).len()).min().unwrap();
    assert!(fewest >= 3, "a page inside the table is nearly empty");
    let pdf = pages.pdf(PdfChoice { tagged: true }).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
}

#[test]
fn parts_make_the_pages_of_one_run() {
    let mut table = sample(TableLayout::Checklist, 120);
    // A row over several pages at about the place where a part ends.
    if let Some(Row::Task(task)) = table.rows.get_mut(48) {
        task.text = "改".repeat(1200);
    }
    let in_parts = |part| {
        super::layout::layout_in_parts(&table, PrintFonts::carried(), &NoReport, &CancelToken::new(), part)
            .unwrap()
    };
    let whole = in_parts(1000);
    for part in [20, 37, 50] {
        let pages = in_parts(part);
        assert_eq!(pages.len(), whole.len());
        for page in 0..pages.len() {
            assert_eq!(words(&pages, page), words(&whole, page), "page {page} in parts of {part}");
        }
    }
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    let table = sample(TableLayout::Decomposition, 22);
    for choice in [PdfChoice { tagged: false }, PdfChoice { tagged: true }] {
        let first = printed(&table).pdf(choice).unwrap();
        comemo::evict(0);
        assert_eq!(first, printed(&table).pdf(choice).unwrap());
    }
}

#[test]
fn a_missing_glyph_is_named_and_printed_as_a_mark() {
    let rows = vec![
        task(1, "建设\u{E123}产业园\u{200b}。", "", "甲局", ""),
        task(2, "按期\u{20000}完成。", "", "甲局", ""),
    ];
    let table = table(TableLayout::Checklist, rows);
    let missing = missing_glyphs(&table, PrintFonts::carried());
    assert_eq!(
        missing,
        [
            MissingGlyph { character: '\u{E123}', numbers: vec![1] },
            MissingGlyph { character: '\u{20000}', numbers: vec![2] },
        ]
    );
    assert_eq!(missing[1].name(), "𠀀（U+20000）");
    let text = page_text(&printed(&table), 0);
    assert!(text.contains("建设〓产业园。"), "{text}");
    // The same character by another code is no missing glyph.
    let radical =
        super::tests::table(TableLayout::Checklist, vec![task(1, "第\u{2F00}\u{2003}项。", "", "甲局", "")]);
    assert!(missing_glyphs(&radical, PrintFonts::carried()).is_empty());
    assert!(page_text(&printed(&radical), 0).contains("第一 项。"));
    assert!(missing_glyphs(&sample(TableLayout::Checklist, 5), PrintFonts::carried()).is_empty());
}

#[test]
fn an_empty_table_is_an_error_not_an_empty_page() {
    let table = table(TableLayout::Checklist, vec![group(0, "一、总体要求")]);
    let error = layout(&table, PrintFonts::carried(), &NoReport, &CancelToken::new()).err().unwrap();
    assert!(matches!(error, PrintError::NothingToPrint));
    assert_eq!(error.code(), "nothing_to_print");
}

#[test]
fn a_cancelled_printout_stops_between_parts() {
    struct Stop(CancelToken);
    impl Reporter for Stop {
        fn progress(&self, _stage: &'static str, done: u64, _total: u64) {
            if done > 0 {
                self.0.cancel();
            }
        }
    }
    let cancel = CancelToken::new();
    let table = sample(TableLayout::Checklist, 1500);
    let stopped = layout(&table, PrintFonts::carried(), &Stop(cancel.clone()), &cancel);
    assert!(matches!(stopped.err(), Some(PrintError::Cancelled(_))));
}

#[test]
fn a_preview_has_the_size_asked_for() {
    let pages = printed(&sample(TableLayout::Checklist, 3));
    let preview = pages.preview(0, 1.0).unwrap();
    assert_eq!((preview.width, preview.height), (842, 595));
    assert_eq!(preview.rgba.len(), 842 * 595 * 4);
    assert!(preview.rgba.chunks(4).all(|pixel| pixel[3] == 255) && preview.rgba.contains(&0));
    assert!(matches!(pages.preview(9, 1.0), Err(PrintError::NoSuchPage { .. })));
    assert!(matches!(pages.preview(0, f32::NAN), Err(PrintError::Scale(_))));
}

#[test]
fn pages_go_from_the_job_to_the_window() {
    fn crosses_threads<T: Send + Sync>() {}
    crosses_threads::<Pages>();
}
