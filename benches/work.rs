//! What the main job costs, each figure beside one that scales with the same machine.
//!
//! `cargo bench --bench work` prints one line a figure: median of the runs, and the ratio to plain
//! UTF-8 validation of the same bytes or to the work in bare form. Nothing is asserted.

use luoshi::{
    change::{Mint, Record, actions, apply},
    exchange,
    model::{CancelToken, NoReport, NodeKind, Plan, ReadingId, RecordId, SourceId, Stamp},
    outline::{Grouping, TableLayout, TableOptions, task_table},
    print::{self, PdfChoice, PrintFonts},
    read,
    session::{self, Command},
    store::{Access, Places},
};
use std::{
    fmt::Write,
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

/// An action plan of `tasks` tasks: sections of ten, units on each, a target on every second.
fn report(tasks: usize) -> String {
    let mut text = String::from("某市高质量发展行动方案\n\n一、重点任务\n\n");
    for task in 0..tasks {
        if task % 10 == 0 {
            let _ = write!(
                text,
                "{}（{}）推进第{}批重点工作。",
                if task == 0 { "" } else { "\n\n" },
                task / 10 + 1,
                task / 10 + 1
            );
        }
        let ordinal = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"][task % 10];
        let _ = write!(
            text,
            "{ordinal}是加快建设现代产业体系。聚焦主导产业补链强链，推动重点项目落地见效，完善配套服务，确保全年新增规模以上工业企业{}家以上（责任单位：市经信局、市发改委、市财政局，相关区镇街道）",
            task % 90 + 10
        );
    }
    text
}

fn median(runs: usize, mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

fn line(what: &str, time: Duration, note: &str) {
    println!("{what:<44} {:>10.3} ms   {note}", time.as_secs_f64() * 1e3);
}

fn plan_of(text: &str) -> Plan {
    let reading = read::read(text.as_bytes(), "report.txt", &NoReport, &CancelToken::new())
        .unwrap_or_else(|_| std::process::exit(1));
    let (id, mut plan) = (ReadingId::of(text.as_bytes()), Plan::new());
    plan.add_reading(id, Arc::new(reading));
    let change = actions::import(
        &Mint::new(RecordId::default()),
        SourceId::of(text.as_bytes()),
        "txt",
        "report.txt",
        id,
    );
    let record = Record { id: RecordId::default(), lamport: 1, stamp: Stamp::default(), change };
    let applied = apply(&mut plan, &record);
    assert!(applied.is_ok());
    plan
}

fn reading() {
    let mut before = None;
    for tasks in [100, 1_000, 10_000, 100_000] {
        let text = report(tasks);
        let runs = if tasks > 10_000 { 5 } else { 15 };
        let plain = median(runs, || {
            black_box(simdutf8::basic::from_utf8(black_box(text.as_bytes())).is_ok());
        });
        let time = median(runs, || {
            black_box(read::read(text.as_bytes(), "report.txt", &NoReport, &CancelToken::new()).is_ok());
        });
        let megabytes = text.len() as f64 / 1e6;
        let growth = before.map_or_else(String::new, |before: (f64, f64)| {
            let exponent = (time.as_secs_f64() / before.1).ln() / (megabytes / before.0).ln();
            format!(", growth exponent {exponent:.2}")
        });
        before = Some((megabytes, time.as_secs_f64()));
        let rate = megabytes / time.as_secs_f64();
        let ratio = time.as_secs_f64() / plain.as_secs_f64();
        line(
            &format!("read {tasks} tasks, {megabytes:.1} MB"),
            time,
            &format!("{rate:.0} MB/s, {ratio:.0} x UTF-8 validation{growth}"),
        );
    }
}

fn project(tasks: usize) -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let places = Places::under(folder.path());
    let dir = folder.path().join("bench.luoshi");
    let (reporter, cancel) = (&NoReport, &CancelToken::new());
    let prepared = session::prepare_bytes(report(tasks).as_bytes(), "report.txt", reporter, cancel)?;
    session::create(&dir, "bench")?;
    let mut open = session::open(&places, &dir, Access::Write, reporter, cancel)?;
    let (document, _) = open.import(&prepared)?;
    let nodes = open.plan().walk(document);
    let task = nodes
        .iter()
        .copied()
        .find(|id| open.plan().node(*id).is_some_and(|node| node.kind() == NodeKind::Task));
    let task = task.ok_or("no task")?;
    let mut step = 0;
    let edit = median(200, || {
        step += 1;
        black_box(open.run(&Command::SetNote(task, step.to_string())).is_ok());
    });
    line(&format!("one edit at {tasks} tasks, until handed over"), edit, "");
    let mut held = open.plan().clone();
    let shared = median(200, || {
        step += 1;
        black_box(open.run(&Command::SetNote(task, step.to_string())).is_ok());
        held = open.plan().clone();
    });
    line("the same while a job reads the state before", shared, "");
    drop(held);
    open.close()?;
    for (what, cached) in [("with the cache", true), ("without it", false)] {
        let time = median(5, || {
            if !cached {
                let _ = std::fs::remove_dir_all(&places.cache);
            }
            black_box(session::open(&places, &dir, Access::Read, reporter, cancel).is_ok());
        });
        line(&format!("open {tasks} tasks {what}"), time, "");
    }
    Ok(())
}

fn printing() {
    let options = TableOptions {
        layout: TableLayout::Checklist,
        by: Grouping::Section,
        units: Vec::new(),
        title: None,
        with_done: false,
    };
    let table = task_table(&plan_of(&report(1_000)), &options);
    let time = median(3, || {
        let pages = print::layout(&table, PrintFonts::carried(), &NoReport, &CancelToken::new());
        black_box(pages.and_then(|pages| pages.pdf(PdfChoice::default())).is_ok());
    });
    line("checklist of 1,000 rows as PDF", time, "");
    let plan = plan_of(&report(10_000));
    let build = median(5, || {
        black_box(task_table(&plan, &options));
    });
    line("the table of 10,000 rows", build, "");
    let table = task_table(&plan, &options);
    let sheet = median(3, || {
        black_box(exchange::to_xlsx(&table, Grouping::Section).is_ok());
    });
    line("xlsx of 10,000 rows", sheet, "");
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // `cargo test` builds benches with this flag and only wants to know that they start.
    if std::env::args().any(|argument| argument == "--test") {
        return Ok(());
    }
    reading();
    project(1_000)?;
    project(100_000)?;
    printing();
    Ok(())
}
