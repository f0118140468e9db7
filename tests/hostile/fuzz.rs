//! Files that were sound and have been spoiled: cut off at every kilobyte, and changed at random.

use crate::made::ofd;
use crate::made::pdf::{Coding, report};
use luoshi::{
    jobs::child::{ChildDecoder, Limits},
    model::{CancelToken, NoReport},
    read::{self, ReadError},
};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _, Write as _},
    path::Path,
    time::Duration,
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Sound files of each format, by the format's extension.
fn sound() -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let seed =
        |name: &str| std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name)).unwrap();
    let text = String::from_utf8(seed("action-plan.txt")).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let printed = |format: &str| {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_luoshi"))
            .args(["export", "seeds/briefing.txt", "--layout", "checklist", "--format", format, "-o"])
            .arg(&out)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::read(&out).unwrap()
    };
    let table = "| 序号 | 任务 |\n|---|---|\n| 1 | 推进改造 |\n";
    vec![
        ("docx", vec![seed("work-report.docx"), printed("docx")]),
        ("xlsx", vec![printed("xlsx")]),
        (
            "pdf",
            vec![
                report(Coding::Gbk, &lines),
                report(Coding::Table, &lines[..lines.len().min(6)]),
                report(Coding::Unicode, &lines[..lines.len().min(6)]),
                printed("pdf"),
            ],
        ),
        ("ofd", vec![ofd::report(&lines)]),
        ("html", vec![seed("web-page.html")]),
        ("md", vec![format!("# 方案\n\n{}\n\n{table}", lines.join("\n\n")).into_bytes()]),
        ("csv", vec!["序号,任务,单位\n1,\"推进,改造\",市住建局\n".repeat(40).into_bytes()]),
        ("txt", vec![seed("summary-gb18030.txt"), text.into_bytes()]),
    ]
}

/// How many mutated files are tried for each format.
fn wanted() -> usize {
    std::env::var("LUOSHI_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(60)
}

/// Numbers that look random and come again with their seed.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }
}

/// Words that parsers believe in.
const LURES: [&[u8]; 24] = [
    b"-1",
    b"0",
    b"4294967295",
    b"2147483648",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
    b"<",
    b">",
    b"&",
    b"\"",
    b"]]>",
    b"<!DOCTYPE x [",
    b"<![CDATA[",
    b"\0\0\0\0",
    b"\xff\xff\xff\xff",
    b" 0 R",
    b"endobj",
    b"<<",
    b">>",
    b"[",
    b"stream\n",
    b"XFD1048576",
    b"\xe4\xb8",
];

/// Spoils a file in a few places.
fn spoiled(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(5) {
        let length = bytes.len();
        if length == 0 {
            return bytes;
        }
        let at = dice.below(length);
        let some = at..(at + 1 + dice.below(64)).min(length);
        match dice.below(8) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = dice.next() as u8,
            2 => drop(bytes.drain(some)),
            3 => {
                let again = bytes[some].to_vec();
                let times = 1 + dice.below(20);
                bytes.splice(at..at, again.repeat(times));
            }
            4 => {
                let lure = LURES[dice.below(LURES.len())];
                bytes.splice(at..at, lure.iter().copied());
            }
            5 => {
                let lure = LURES[dice.below(LURES.len())];
                let end = (at + lure.len()).min(length);
                bytes.splice(at..end, lure.iter().copied());
            }
            6 => {
                let from = dice.below(length);
                let piece = bytes[from..(from + 200).min(length)].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                // A number becomes another.
                if let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
                    let lure = LURES[dice.below(6)];
                    bytes.splice(at + digit..=at + digit, lure.iter().copied());
                }
            }
        }
    }
    bytes
}

/// Spoils one part of a package, so that what is unpacked is spoiled and the zip is not.
fn spoiled_inside(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = dice.below(archive.len());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let mut inner = Vec::new();
        part.read_to_end(&mut inner).ok()?;
        if index == chosen {
            inner = spoiled(&inner, dice);
        }
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(part.name().ok()?, plain).ok()?;
        zip.write_all(&inner).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// How the files of one format ended.
#[derive(Default)]
struct Ends {
    counts: BTreeMap<&'static str, usize>,
    /// How processes ended that did, each way once, with the seed that shows it.
    deaths: BTreeMap<String, u64>,
}

impl Ends {
    fn take(&mut self, decoder: &ChildDecoder, bytes: &[u8], name: &str, seed: u64) {
        let cancel = CancelToken::new();
        let end = match read::read_by(decoder, bytes, name, &NoReport, &cancel) {
            Ok(_) => "read",
            Err(ReadError::ReaderNotStarted { why }) => panic!("{name}, seed {seed}: {why}"),
            Err(error) => {
                if let ReadError::ReaderDied { how } = &error {
                    self.deaths.entry(how.clone()).or_insert(seed);
                }
                error.code()
            }
        };
        *self.counts.entry(end).or_default() += 1;
    }

    fn tell(&self, what: &str) {
        println!("{what}: {:?}", self.counts);
        for (how, seed) in &self.deaths {
            println!("  seed {seed}: {how}");
        }
    }
}

fn decoder() -> ChildDecoder {
    let limits = Limits {
        silence: Duration::from_secs(10),
        processor: 600,
        shift: Duration::from_secs(500),
        ..Limits::default()
    };
    ChildDecoder::with_limits(env!("CARGO_BIN_EXE_luoshi"), limits)
}

#[test]
fn files_cut_off_at_every_kilobyte_end_well() {
    let decoder = decoder();
    for (format, files) in sound() {
        let mut ends = Ends::default();
        for bytes in files {
            // Larger files by larger steps where everybody waits for the tests.
            let step = if wanted() > 1000 { 1024 } else { (bytes.len() / 40).max(1024) };
            for end in (0..bytes.len()).step_by(step) {
                ends.take(&decoder, &bytes[..end], &format!("a.{format}"), end as u64);
            }
        }
        ends.tell(&format!("{format}, cut off"));
    }
}

#[test]
fn files_changed_at_random_end_well() {
    let decoder = decoder();
    let only = std::env::var("LUOSHI_SEED").ok().and_then(|seed| seed.parse::<u64>().ok());
    let one = std::env::var("LUOSHI_FORMAT").ok();
    for (format, files) in sound() {
        if one.as_deref().is_some_and(|one| one != format) {
            continue;
        }
        let mut ends = Ends::default();
        let seeds = only.map_or(1..=wanted() as u64, |seed| seed..=seed);
        for seed in seeds {
            let mut dice = Dice(seed);
            let file = &files[dice.below(files.len())];
            let inside = (dice.below(4) > 0).then(|| spoiled_inside(file, &mut dice)).flatten();
            let bytes = inside.unwrap_or_else(|| spoiled(file, &mut dice));
            ends.take(&decoder, &bytes, &format!("a.{format}"), seed);
        }
        ends.tell(&format!("{format}, changed, seeds from 1"));
    }
}
