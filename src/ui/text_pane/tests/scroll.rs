//! What is laid out, where it is scrolled to, what is folded.

use super::*;

#[test]
fn noise_is_one_line_until_it_is_opened() {
    let mut harness = desk(reading());
    harness.run();
    assert!(harness.query_by_label("网站地图").is_none());
    harness.get_by_label("已折叠 2 行网页内容").click();
    harness.run();
    assert!(harness.query_by_label("网站地图").is_some());
    harness.get_by_label("收起网页内容").click();
    harness.run();
    assert!(harness.query_by_label("网站地图").is_none());
}

#[test]
fn all_noise_is_shown_when_asked_from_elsewhere() {
    let mut harness = desk(reading());
    harness.run();
    harness.state_mut().pane.show_noise();
    harness.run();
    assert!(harness.query_by_label("首页").is_some());
}

fn layouts(harness: &Harness<'_, Desk>) -> usize {
    harness.state().pane.page.as_ref().map_or(0, |page| page.layouts)
}

#[test]
fn of_twenty_thousand_lines_only_those_on_the_screen_are_laid_out() {
    let mut harness = desk(long_reading(20_000));
    wait_for_page(&mut harness);
    let visible = harness.state().pane.page.as_ref().map_or(0, |page| page.layouts);
    assert!(visible > 5 && visible < 60, "{visible} layouts in the first frame");
    // The same again per frame, wherever it is scrolled to: 600 points are at most 23 rows.
    harness.state_mut().selected = Some(harness.state().node(15_000));
    let before = layouts(&harness);
    harness.step();
    let revealing = layouts(&harness) - before;
    assert!(revealing < 120, "{revealing} layouts in the frame that scrolls");
    let before = layouts(&harness);
    harness.step();
    let steady = layouts(&harness) - before;
    assert!(steady < 60, "{steady} layouts in a frame that only draws");
    println!("layouts: first frame {visible}, scrolling {revealing}, steady {steady}");
}

fn position(harness: &Harness<'_, Desk>) -> f64 {
    harness.state().pane.page.as_ref().map_or(0.0, super::super::page::Page::position)
}

#[test]
fn a_task_selected_elsewhere_is_scrolled_to_once_and_nothing_moves_afterwards() {
    let mut harness = desk(long_reading(3_000));
    wait_for_page(&mut harness);
    harness.run();
    let node = harness.state().node(2_345);
    harness.state_mut().selected = Some(node);
    harness.step();
    let selected_top = |harness: &Harness<'_, Desk>| {
        let marked = harness
            .get_all_by_role(egui::accesskit::Role::Paragraph)
            .find(|paragraph| paragraph.accesskit_node().is_selected() == Some(true))
            .expect("the passage is on the screen");
        marked.rect().top()
    };
    let top = selected_top(&harness);
    assert!((0.0..300.0).contains(&top), "{top}");
    for _ in 0..3 {
        harness.step();
        assert!((selected_top(&harness) - top).abs() < 0.01);
    }
    // Scrolling away afterwards is the reader's business: it does not jump back.
    harness.hover_at(Pos2::new(400.0, 300.0));
    harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -5_000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run();
    let before = position(&harness);
    harness.run();
    assert!((position(&harness) - before).abs() < f64::EPSILON);
    assert!(
        harness
            .get_all_by_role(egui::accesskit::Role::Paragraph)
            .all(|paragraph| paragraph.accesskit_node().is_selected() != Some(true))
    );
}

#[test]
fn the_end_of_the_text_stands_at_the_bottom_of_the_pane() {
    let mut harness = desk(long_reading(500));
    harness.run();
    harness.hover_at(Pos2::new(400.0, 300.0));
    for _ in 0..3 {
        harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: Vec2::new(0.0, -100_000.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        harness.run();
    }
    let bottom = harness
        .get_all_by_role(egui::accesskit::Role::Paragraph)
        .map(|paragraph| paragraph.rect().bottom())
        .fold(0.0, f32::max);
    assert!((bottom - 576.0).abs() < 20.0, "{bottom}");
}

#[test]
fn no_row_ends_with_an_opening_bracket_and_words_keep_their_places() {
    let harness = desk(reading());
    let opening = |galley: &egui::Galley| {
        let rows = galley.rows.iter().rev().skip(1);
        rows.filter_map(|row| row.glyphs.last()).any(|glyph| glyph.chr == '（')
    };
    let text = "推进园区扩建（一期）和厂房改造（二期），新增企业（责任单位：县工信局）。".repeat(3);
    let mut broken = 0;
    for width in 5..40 {
        let format = egui::TextFormat::simple(theme::regular(16.0), egui::Color32::BLACK);
        let mut job = egui::text::LayoutJob::single_section(text.clone(), format);
        job.wrap.max_width = width as f32 * 16.0;
        let lay_out = |job: egui::text::LayoutJob| harness.ctx.fonts_mut(|fonts| fonts.layout_job(job));
        broken += usize::from(opening(&lay_out(job.clone())));
        let galley = lay_out(super::super::rows::set(job, lay_out));
        assert!(!opening(&galley), "{width} characters wide");
        let shown = super::super::shown::Shown::new(0, galley, false);
        assert_eq!(shown.words(), text);
        let at = text.rfind("县工信局").expect("there");
        let parts = shown.parts(at..at + "县工信局".len());
        let wide: f32 = parts.iter().map(|part| part.rect.width()).sum();
        assert!((wide - 64.0).abs() < 4.0, "{width}: {wide}");
    }
    assert!(broken > 0, "egui minds them by itself now");
}

#[test]
fn pointing_selecting_and_commenting_cost_what_is_on_the_screen() {
    let mut harness = desk(long_reading(20_000));
    wait_for_page(&mut harness);
    let mut most = 0;
    let mut step = |harness: &mut Harness<'_, Desk>| {
        let before = layouts(harness);
        harness.step();
        most = most.max(layouts(harness) - before);
    };
    for y in 0..20 {
        harness.hover_at(Pos2::new(400.0, 30.0 * y as f32));
        step(&mut harness);
    }
    // Words over all that was scrolled through.
    drag(&mut harness, Pos2::new(300.0, 40.0), Pos2::new(500.0, 560.0));
    harness.state_mut().selected = Some(harness.state().node(19_000));
    step(&mut harness);
    let state = harness.state_mut();
    state.pane.selection = Some(super::super::selection::Selection { anchor: 0, head: 1_500_000 });
    step(&mut harness);
    step(&mut harness);
    harness.state_mut().comment(2, 19_000, "", "请核实");
    step(&mut harness);
    step(&mut harness);
    assert!(most < 150, "{most} layouts in a frame");
    println!("layouts in the costliest frame: {most}");
}

#[test]
fn the_index_of_passages_follows_the_shape_of_the_plan_only() {
    let mut harness = desk(reading());
    harness.run();
    let builds = |harness: &Harness<'_, Desk>| {
        harness.state().pane.page.as_ref().map_or(0, |page| page.passages.builds)
    };
    assert_eq!(builds(&harness), 1);
    let node = harness.state().node(2);
    harness.state_mut().comment(2, 2, "盘活", "请核实");
    let units = [Assignment::new("县自规局", Role::Lead)];
    let change = actions::assign(&harness.state().plan, node, &units).expect("a unit");
    commit(&mut harness.state_mut().plan, 3, change);
    harness.run();
    assert_eq!(builds(&harness), 1, "neither a comment nor a unit changes where passages are");
    let change = actions::set_text(&harness.state().plan, node, "改造老旧厂房，用好闲置用地。");
    commit(&mut harness.state_mut().plan, 4, change.expect("another text"));
    harness.run();
    assert_eq!(builds(&harness), 2);
}
