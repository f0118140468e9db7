//! The pane as a user meets it, over pages made by hand.

use super::{PageSource, PrintContext, PrintCounts, PrintEvent, PrintFormat, PrintPane, PrintState};
use crate::outline::{Grouping, TableLayout, TableOptions};
use crate::print::Preview;
use crate::{
    ui::{fonts, theme},
    words::Messages,
};
use egui::Vec2;
use egui_kittest::{Harness, kittest::Queryable};
use std::cell::RefCell;

/// White pages that remember which of them were asked for.
struct Plain {
    pages: usize,
    asked: RefCell<Vec<usize>>,
    ready: bool,
}

impl PageSource for Plain {
    fn len(&self) -> usize {
        self.pages
    }

    fn size_points(&self, _page: usize) -> (f32, f32) {
        (842.0, 595.0)
    }

    fn request(&self, page: usize, pixels_per_point: f32) -> Option<Preview> {
        self.asked.borrow_mut().push(page);
        let (width, height) = ((842.0 * pixels_per_point) as u32, (595.0 * pixels_per_point) as u32);
        self.ready.then(|| Preview { width, height, rgba: vec![255; (width * height * 4) as usize] })
    }
}

struct Desk {
    pane: PrintPane,
    options: TableOptions,
    title: String,
    source: Plain,
    layout: u64,
    counts: PrintCounts,
    events: Vec<PrintEvent>,
}

fn desk(pages: usize, ready: bool) -> Harness<'static, Desk> {
    let options = TableOptions {
        layout: TableLayout::Checklist,
        by: Grouping::Section,
        units: Vec::new(),
        title: None,
        with_done: false,
    };
    let state = Desk {
        pane: PrintPane::default(),
        options,
        title: String::new(),
        source: Plain { pages, asked: RefCell::default(), ready },
        layout: 1,
        counts: PrintCounts { tasks: 22, rows: 22, unsettled: 3, has_leads: true, ..PrintCounts::default() },
        events: Vec::new(),
    };
    Harness::builder()
        .with_size(Vec2::new(1100.0, 800.0))
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(64)
        .with_context_setup(|ctx| {
            fonts::install(ctx);
            theme::install(ctx);
        })
        .build_ui_state(
            |ui, desk: &mut Desk| {
                let units = ["县发改委", "县工信局", "县住建局"].map(str::to_owned);
                let context = PrintContext {
                    options: &desk.options,
                    title: &desk.title,
                    made_title: "青山县重点任务督办清单",
                    note: "",
                    made_note: "",
                    units: &units,
                    pages: Some(&desk.source),
                    layout: desk.layout,
                    state: PrintState::Idle,
                    counts: desk.counts,
                    missing_glyphs: "",
                    theme: theme::Theme::of(ui.ctx()),
                    messages: Messages::default(),
                    read_only: false,
                };
                let events = desk.pane.show(ui, &context);
                for event in &events {
                    match event {
                        PrintEvent::Options(options) => desk.options = options.clone(),
                        PrintEvent::SetTitle(title) => desk.title = title.clone(),
                        _ => {}
                    }
                }
                desk.events.extend(events);
            },
            state,
        )
}

#[test]
fn another_table_and_other_units_are_new_options() {
    let mut harness = desk(2, true);
    harness.run();
    harness.get_by_label("任务分解表").click();
    harness.run();
    harness.get_by_label("按单位").click();
    harness.run();
    assert!(harness.query_by_label("县住建局").is_none());
    harness.get_by_label("只印这些单位").click();
    harness.run();
    for unit in ["县住建局", "县发改委"] {
        harness.get_by_label(unit).click();
        harness.run();
    }
    let options = &harness.state().options;
    assert_eq!((options.layout, options.by), (TableLayout::Decomposition, Grouping::Unit));
    assert_eq!(options.units, ["县发改委", "县住建局"]);
    harness.get_by_label("全部单位").click();
    harness.run();
    assert!(harness.state().options.units.is_empty());
}

#[test]
fn a_typed_title_is_set_before_the_table_is_saved() {
    let mut harness = desk(2, true);
    harness.run();
    harness.get_by_label("表格标题").focus();
    harness.run();
    harness.get_by_label("表格标题").type_text("重点任务清单");
    harness.run();
    assert!(harness.state().events.is_empty());
    harness.get_by_label("存为 Word").click_accesskit();
    harness.run();
    let title = PrintEvent::SetTitle("重点任务清单".to_owned());
    assert_eq!(harness.state().events, [title, PrintEvent::Save(PrintFormat::Docx)]);
}

#[test]
fn only_pages_on_the_screen_are_drawn_and_each_once() {
    let mut harness = desk(400, true);
    harness.run();
    harness.run();
    let asked = harness.state().source.asked.borrow().clone();
    let mut once = asked.clone();
    once.dedup();
    assert_eq!(asked, once);
    assert!((1..=3).contains(&asked.len()), "{asked:?}");
    assert!(harness.query_by_label("第 1 页，共 400 页").is_some());
    assert!(harness.query_by_label("第 9 页，共 400 页").is_none());
    harness.state_mut().layout = 2;
    harness.run();
    assert_eq!(harness.state().source.asked.borrow().len(), 2 * asked.len());
}

#[test]
fn a_page_that_is_late_is_asked_for_again() {
    let mut harness = desk(1, false);
    harness.run();
    let before = harness.state().source.asked.borrow().len();
    harness.step();
    assert_eq!(harness.state().source.asked.borrow().len(), before + 1);
    harness.state_mut().source.ready = true;
    harness.step();
    let after = harness.state().source.asked.borrow().len();
    harness.step();
    assert_eq!(harness.state().source.asked.borrow().len(), after);
}

#[test]
fn tasks_without_a_lead_are_counted_beside_the_table() {
    let mut harness = desk(1, true);
    harness.run();
    assert!(harness.query_by_label("22 项任务").is_some());
    assert!(harness.query_by_label("▲ 3 项牵头单位待明确").is_some());
    harness.state_mut().counts.unsettled = 0;
    harness.run();
    assert!(harness.query_by_label("▲ 3 项牵头单位待明确").is_none());
}

#[test]
fn tasks_are_told_from_rows_and_those_left_out_are_told() {
    let mut harness = desk(1, true);
    harness.state_mut().counts =
        PrintCounts { tasks: 14, rows: 38, left_out_done: 8, unsettled: 2, has_leads: false };
    harness.run();
    assert!(harness.query_by_label("14 项任务（按单位共 38 行）").is_some());
    assert!(harness.query_by_label("另有 8 项已完成的未列入").is_some());
    assert!(harness.query_by_label("▲ 2 项责任单位待明确").is_some());
}
