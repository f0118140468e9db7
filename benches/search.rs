//! What searching costs at 100,000 tasks and 33 MB of text, beside a bare scan of the same text.
//!
//! `cargo bench --bench search` prints one line a figure. The first page of a keystroke is what
//! bars are about; the count may follow in later frames.

use luoshi::{
    change::{Mint, Record, actions, apply},
    model::{
        CancelToken, CivilDate, NoReport, NodeId, NodeKind, Plan, ReadingId, RecordId, SourceId, Stamp,
        WriterId,
    },
    outline::search::{Due, Search, SearchIndex, SearchQuery, Trait},
    read,
};
use memchr::memmem;
use std::{
    fmt::Write,
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

/// Rows of a first page.
const PAGE: usize = 50;

/// An action plan of `tasks` tasks: sections of ten, units on each, a target on every second; the
/// words differ from task to task.
fn report(tasks: usize) -> String {
    let verbs = ["加快", "推进", "完善", "深化", "统筹", "强化", "扩大", "优化", "落实", "培育"];
    let things = [
        "现代产业体系",
        "城市更新",
        "乡村振兴",
        "营商环境",
        "科技创新",
        "教育公平",
        "医疗服务",
        "生态治理",
        "港口物流",
        "数字政府",
        "养老托育",
    ];
    let means = ["补链强链", "数据共享", "专班推进", "定期调度", "政策兑现", "要素保障", "督查考核"];
    let mut text = String::from("某市高质量发展行动方案\n\n一、重点任务\n\n");
    for task in 0..tasks {
        if task % 10 == 0 {
            let gap = if task == 0 { "" } else { "\n\n" };
            let _ = write!(text, "{gap}（{0}）推进第{0}批重点工作。", task / 10 + 1);
        }
        let ordinal = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"][task % 10];
        let (verb, thing, mean) = (verbs[task % 10], things[task / 3 % 11], means[task / 7 % 7]);
        let _ = write!(
            text,
            "{ordinal}是{verb}{thing}。聚焦主导产业{mean}，推动重点项目落地见效，完善配套服务，编号{task}，确保全年新增规模以上工业企业{}家以上（责任单位：市经信局、市发改委、市财政局，相关区镇街道）",
            task % 90 + 10
        );
        if task % 20_011 == 7 {
            text.push_str("鑫晟项目另行安排。");
        }
    }
    text
}

fn median(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort_unstable();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

fn line(what: &str, time: Duration, note: &str) {
    println!("{what:<52} {:>9.3} ms   {note}", time.as_secs_f64() * 1e3);
}

struct Project {
    plan: Plan,
    seq: u64,
}

impl Project {
    fn of(text: &str) -> Self {
        let reading = read::read(text.as_bytes(), "report.txt", &NoReport, &CancelToken::new())
            .unwrap_or_else(|_| std::process::exit(1));
        let id = ReadingId::of(text.as_bytes());
        let mut project = Self { plan: Plan::new(), seq: 0 };
        project.plan.add_reading(id, Arc::new(reading));
        let source = SourceId::of(text.as_bytes());
        project.write(|_, mint| Some(actions::import(mint, source, "txt", "report.txt", id)));
        project
    }

    fn write(&mut self, make: impl FnOnce(&Plan, &mut Mint) -> Option<luoshi::change::Change>) {
        self.seq += 1;
        let id = RecordId { writer: WriterId(1), seq: self.seq };
        if let Some(change) = make(&self.plan, &mut Mint::new(id)) {
            let record = Record { id, lamport: self.seq, stamp: Stamp::default(), change };
            let applied = apply(&mut self.plan, &record);
            assert!(applied.is_ok());
        }
    }
}

fn today() -> CivilDate {
    CivilDate::new(2026, 11, 22).unwrap_or(CivilDate { year: 2026, month: 1, day: 1 })
}

fn words(words: &str) -> SearchQuery {
    SearchQuery { words: words.to_owned(), ..SearchQuery::default() }
}

/// One keystroke: times to the first page and to the count.
fn keystroke(index: &SearchIndex, plan: &Plan, query: &SearchQuery) -> (Duration, Duration, usize) {
    let start = Instant::now();
    let mut search = Search::new(query, today());
    let mut more = true;
    while more && search.hits().len() < PAGE {
        more = search.step(index, plan);
    }
    let page = start.elapsed();
    search.run(index, plan);
    (page, start.elapsed(), black_box(search.hits().len()))
}

fn measure(tasks: usize) {
    let text = report(tasks);
    let mut project = Project::of(&text);
    let start = Instant::now();
    let mut index = SearchIndex::default();
    let mut slices = Vec::new();
    loop {
        let slice = Instant::now();
        let more = index.step(&project.plan);
        slices.push(slice.elapsed());
        if !more {
            break;
        }
    }
    let megabytes = text.len() as f64 / 1e6;
    println!("{tasks} tasks, {megabytes:.1} MB of text, {} nodes", index.len());
    let (_, slice) = median(slices);
    line(
        "  making the index",
        start.elapsed(),
        &format!("{:.1} MB, a slice p99 {slice:?}", index.size() as f64 / 1e6),
    );

    let mut all = Vec::new();
    let queries = [
        words("的"),
        words("重"),
        words("项目"),
        words("项目落地见效"),
        words("鑫"),
        words("鑫晟"),
        words("展发"),
        words("没有的话"),
        words("编号5001，"),
        words("港口 督查 编号77"),
        words("5"),
        words("gdp"),
        words("市发改委"),
        SearchQuery { traits: vec![Trait::Unassigned], ..words("") },
        SearchQuery { traits: vec![Trait::NoDeadline], ..words("项目") },
        SearchQuery { unit: Some("市财政局".into()), ..words("港口") },
        SearchQuery { unit: Some("没有的局".into()), ..words("重点") },
        SearchQuery { due: Some(Due::Past), ..words("") },
    ];
    for query in &queries {
        let runs: Vec<_> = (0..25).map(|_| keystroke(&index, &project.plan, query)).collect();
        all.extend(runs.iter().map(|(page, ..)| *page));
        let page = median(runs.iter().map(|(page, ..)| *page).collect()).0;
        let whole = median(runs.iter().map(|(_, whole, _)| *whole).collect()).0;
        let bare = median(
            (0..9)
                .map(|_| {
                    let finder = memmem::Finder::new(query.words.as_bytes());
                    let start = Instant::now();
                    black_box(finder.find_iter(black_box(text.as_bytes())).count());
                    start.elapsed()
                })
                .collect(),
        )
        .0;
        let ratio = whole.as_secs_f64() / bare.as_secs_f64();
        let note = if query.words.is_empty() {
            format!("count {whole:?}, {} hits", runs[0].2)
        } else {
            format!("count {whole:?} = {ratio:.2} x bare scan {bare:?}, {} hits", runs[0].2)
        };
        let more = if query.has_filter() { " + filter" } else { "" };
        line(&format!("  first page of {:?}{more}", query.words), page, &note);
    }
    // As a person types: every beginning of some words.
    for typed in ["推进第五批重点工作", "规模以上工业企业", "市发改委港口物流", "zdgz", "鑫晟项目另行安排"]
    {
        for (at, c) in typed.char_indices() {
            all.extend(
                (0..10).map(|_| keystroke(&index, &project.plan, &words(&typed[..at + c.len_utf8()])).0),
            );
        }
    }
    let (half, p99) = median(all);
    line("  first page of a keystroke, median", half, &format!("p99 {:.3} ms", p99.as_secs_f64() * 1e3));

    let nodes: Vec<NodeId> =
        project.plan.documents().flat_map(|document| project.plan.walk(document.id)).collect();
    let tasks: Vec<NodeId> = nodes
        .into_iter()
        .filter(|id| project.plan.node(*id).is_some_and(|node| node.kind() == NodeKind::Task))
        .collect();
    let mut times = Vec::new();
    for (at, task) in tasks.iter().step_by(tasks.len() / 200).enumerate() {
        project.write(|plan, _| actions::set_node_note(plan, *task, &at.to_string()).ok());
        let start = Instant::now();
        index.refresh(&project.plan);
        times.push(start.elapsed());
    }
    let (half, p99) = median(times);
    line("  following an edit", half, &format!("p99 {:.3} ms", p99.as_secs_f64() * 1e3));
}

fn main() {
    // `cargo test` builds benches with this flag and only wants to know that they start.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    measure(1_000);
    measure(100_000);
}
