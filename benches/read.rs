//! What reading costs: text and docx of 100 to 100,000 tasks, with all recognition.
//!
//! `cargo bench --bench read` prints one line a figure, in time of the processor. The bars are
//! ratios: bytes a second beside plain UTF-8 validation of the same bytes, growth from 33 KB to
//! 33 MB, memory beside the text, a whole command beside a Python script that only lists the
//! paragraphs of the same file.

use luoshi::{
    model::{CancelToken, NoReport},
    read,
};
use std::{
    fmt::Write as _,
    fs,
    hint::black_box,
    io::{Cursor, Write as _},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};
use zip::write::SimpleFileOptions;

/// Sizes of reports, in tasks; a task is about 330 bytes.
const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];
/// Shorter work is repeated until it takes so long.
const LONG_ENOUGH: Duration = Duration::from_millis(300);
/// Lists the text of a docx with what Python brings along.
const BARE_LISTING: &str = "import sys, zipfile, xml.etree.ElementTree as tree\n\
w = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'\n\
root = tree.fromstring(zipfile.ZipFile(sys.argv[1]).read('word/document.xml'))\n\
print(sum(len(''.join(t.text or '' for t in p.iter(w + 't'))) for p in root.iter(w + 'p')))";
/// The same through python-docx.
const DOCX_LISTING: &str =
    "import sys, docx\nprint(sum(len(p.text) for p in docx.Document(sys.argv[1]).paragraphs))";

/// The paragraphs of an action plan of `tasks` tasks: sections of ten, units on each, a target on
/// each, a deadline on every third; the words differ from task to task.
fn paragraphs(tasks: usize) -> Vec<String> {
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
    let units = ["市经信局、市发改委", "市住建局、市财政局", "市农业农村局、市水利局", "市教育局、市卫健委"];
    let mut found = vec!["某市高质量发展行动方案".to_owned(), "一、重点任务".to_owned()];
    for task in 0..tasks {
        if task % 10 == 0 {
            found.push(format!("（{}）推进第{}批重点工作", han(task / 10 % 99 + 1), task / 10 + 1));
        }
        let by = if task % 3 == 0 { "2026年10月底前，" } else { "" };
        found.push(format!(
            "{}．{}{}。聚焦主导产业补链强链，推动重点项目落地见效，完善配套服务，{by}确保新增规模以上工业企业{}家以上，增长{}.{}%左右（责任单位：{}，相关区镇街道）",
            task % 10 + 1,
            verbs[task % 10],
            things[task / 3 % 11],
            task % 90 + 10,
            task % 12,
            task % 10,
            units[task % 4],
        ));
    }
    found
}

/// 1 to 99 in Chinese.
fn han(count: usize) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (count / 10, count % 10);
    let tens = match tens {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", digits[tens]),
    };
    format!("{tens}{}", digits[ones])
}

/// The same as Word writes it: runs in two pieces, properties on each.
fn docx(paragraphs: &[String]) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>",
    );
    for (nth, words) in paragraphs.iter().enumerate() {
        let middle = words.char_indices().nth(words.chars().count() / 2).map_or(0, |(at, _)| at);
        let _ = write!(
            xml,
            "<w:p w:rsidR=\"00AB{:04X}\"><w:pPr><w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/></w:pPr>",
            nth % 0xffff
        );
        for part in [&words[..middle], &words[middle..]] {
            let _ = write!(
                xml,
                "<w:r><w:rPr><w:rFonts w:ascii=\"仿宋\" w:eastAsia=\"仿宋\" w:hint=\"eastAsia\"/><w:sz w:val=\"32\"/></w:rPr><w:t xml:space=\"preserve\">{part}</w:t></w:r>"
            );
        }
        xml.push_str("</w:p>");
    }
    xml.push_str("</w:body></w:document>");
    let parts = [
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
        ),
        ("word/document.xml", xml.as_str()),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(part.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

/// Time of the processor that this thread has used.
#[cfg(target_os = "linux")]
fn used() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.cast_unsigned(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(not(target_os = "linux"))]
fn used() -> Duration {
    static BEGUN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    BEGUN.elapsed()
}

/// The shortest of several runs.
fn best(work: impl Fn()) -> Duration {
    let (mut whole, mut shortest) = (Duration::ZERO, Duration::MAX);
    let mut runs = 0;
    while whole < LONG_ENOUGH || runs < 3 {
        let begun = used();
        work();
        let time = used().saturating_sub(begun);
        whole += time;
        shortest = shortest.min(time);
        runs += 1;
    }
    shortest.max(Duration::from_nanos(1))
}

fn mb_per_second(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

fn read_whole(bytes: &[u8], name: &str) {
    black_box(read::read(black_box(bytes), name, &NoReport, &CancelToken::new()).expect("a reading"));
}

/// Growth of the time between two sizes as a power of the size.
fn exponent(from: (usize, Duration), to: (usize, Duration)) -> f64 {
    (to.1.as_secs_f64() / from.1.as_secs_f64()).ln() / (to.0 as f64 / from.0 as f64).ln()
}

fn in_this_process() {
    println!(
        "tasks      text MB   text ms    MB/s   of simdutf8  of std   peak/text   docx ms   docx MB/s of text"
    );
    let mut times: Vec<(usize, Duration, Duration)> = Vec::new();
    for tasks in SIZES {
        let paragraphs = paragraphs(tasks);
        let text = paragraphs.join("\n");
        let bytes = text.as_bytes();
        let time = best(|| read_whole(bytes, "report.txt"));
        let simd = best(|| drop(black_box(simdutf8::basic::from_utf8(black_box(bytes)))));
        let std = best(|| drop(black_box(std::str::from_utf8(black_box(bytes)))));
        let peak = allocation_counter::measure(|| read_whole(bytes, "report.txt")).bytes_max;
        let package = docx(&paragraphs);
        let docx_time = best(|| read_whole(&package, "report.docx"));
        println!(
            "{tasks:>7} {:>10.3} {:>9.2} {:>7.1} {:>9.0} x {:>7.1} x {:>9.2} {:>11.2} {:>11.1}",
            bytes.len() as f64 / 1e6,
            time.as_secs_f64() * 1e3,
            mb_per_second(bytes.len(), time),
            time.as_secs_f64() / simd.as_secs_f64(),
            time.as_secs_f64() / std.as_secs_f64(),
            peak as f64 / bytes.len() as f64,
            docx_time.as_secs_f64() * 1e3,
            mb_per_second(bytes.len(), docx_time),
        );
        times.push((bytes.len(), time, docx_time));
    }
    if let [first, .., last] = times.as_slice() {
        let text = exponent((first.0, first.1), (last.0, last.1));
        let docx = exponent((first.0, first.2), (last.0, last.2));
        println!("growth from the first to the last: text {text:.3}, docx {docx:.3} (1 is linear)");
    }
}

/// Time of the processor that ended children have used, in seconds: hundredths are all the system tells.
fn of_children() -> Option<f64> {
    let told = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = told.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(13)? + ticks(14)?) / 100.0)
}

/// What a command costs, all its processes together; the mean of some runs.
fn command(runs: u32, program: &str, arguments: &[&str]) -> Option<f64> {
    let begun = of_children()?;
    for _ in 0..runs {
        let status = Command::new(program)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .ok()?;
        if !status.success() {
            return None;
        }
    }
    Some((of_children()? - begun) / f64::from(runs))
}

fn whole_commands(dir: &Path) {
    let own = env!("CARGO_BIN_EXE_luoshi");
    let read = |file: &Path, runs| command(runs, own, &["read", &file.display().to_string(), "--json"]);
    let text = paragraphs(100_000).join("\n");
    let file = dir.join("report.txt");
    fs::write(&file, &text).expect("written");
    if let Some(time) = read(&file, 2) {
        println!(
            "luoshi read, {:.0} MB of text, JSON written: {time:.2} s, {:.1} MB/s",
            text.len() as f64 / 1e6,
            text.len() as f64 / 1e6 / time
        );
    }
    let file = dir.join("report.docx");
    fs::write(&file, docx(&paragraphs(10_000))).expect("written");
    let Some(ours) = read(&file, 20) else {
        println!("luoshi read, docx: not measured here");
        return;
    };
    println!("luoshi read, docx of 10,000 tasks, JSON written: {:.0} ms", ours * 1e3);
    let python = |script: &str, runs| command(runs, "python3", &["-c", script, &file.display().to_string()]);
    match python(DOCX_LISTING, 2) {
        Some(theirs) => {
            println!("python-docx listing paragraphs: {:.0} ms, {:.1} x ours", theirs * 1e3, theirs / ours)
        }
        None => println!("python-docx: not installed here"),
    }
    match python(BARE_LISTING, 5) {
        Some(theirs) => {
            println!(
                "zipfile and ElementTree listing w:t: {:.0} ms, {:.1} x ours",
                theirs * 1e3,
                theirs / ours
            );
        }
        None => println!("python3: not installed here"),
    }
}

fn main() {
    in_this_process();
    let dir = tempfile::tempdir().expect("a folder");
    whole_commands(dir.path());
}
