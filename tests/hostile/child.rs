//! The decoding process: started, kept, replaced, stopped, and not believed.

use luoshi::{
    jobs::child::{ChildDecoder, Limits},
    model::{CancelToken, NoReport},
    read::{self, Decode, Decoded, InProcess, ReadError},
};
use std::{
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_luoshi");

fn decode(decoder: &ChildDecoder, bytes: &[u8], name: &str) -> Result<Decoded, ReadError> {
    decoder.decode(bytes, name, &NoReport, &CancelToken::new())
}

fn seed(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name)).unwrap()
}

#[test]
fn a_child_reads_what_this_process_reads_and_is_kept_for_the_next_file() {
    let decoder = ChildDecoder::new(PROGRAM);
    let mut first = None;
    for name in ["work-report.docx", "web-page.html", "work-report.docx"] {
        let bytes = seed(name);
        let own = InProcess.decode(&bytes, name, &NoReport, &CancelToken::new()).unwrap();
        assert_eq!(decode(&decoder, &bytes, name).unwrap(), own);
        let resting = decoder.resting();
        assert!(resting.is_some() && *first.get_or_insert(resting) == resting);
    }
}

#[test]
fn plain_text_needs_no_child() {
    let decoder = ChildDecoder::new("/no/such/program");
    for (bytes, name) in [("一、任务".as_bytes(), "a.txt"), ("序号,任务\n1,甲".as_bytes(), "a.csv")]
    {
        assert!(decode(&decoder, bytes, name).is_ok());
    }
    assert_eq!(decode(&decoder, b"\x89PNG\r\n\x1a\n\0\0\0", "a.txt").unwrap_err().code(), "not_text");
    let page = "<html><p>正文";
    assert_eq!(decode(&decoder, page.as_bytes(), "a.txt").unwrap_err().code(), "reader_not_started");
    let hidden: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(page.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(decode(&decoder, &hidden, "a.txt").unwrap_err().code(), "reader_not_started");
}

#[test]
fn errors_of_a_file_come_through_and_the_child_lives_on() {
    let decoder = ChildDecoder::new(PROGRAM);
    assert!(decode(&decoder, &seed("work-report.docx"), "a.docx").is_ok());
    let child = decoder.resting();
    assert_eq!(decode(&decoder, b"PK\x03\x04 cut off", "a.docx").unwrap_err().code(), "malformed");
    assert_eq!(decode(&decoder, b"<html>", "a.html").unwrap_err().code(), "empty");
    assert_eq!(decoder.resting(), child);
}

#[test]
fn another_program_is_not_taken_for_a_decoder() {
    for program in ["/bin/true", "/bin/false", "/bin/cat", "/usr/bin/yes"] {
        let decoder = ChildDecoder::new(program);
        let error = decode(&decoder, b"<html><p>a", "a.html").unwrap_err();
        assert_eq!(error.code(), "reader_not_started", "{program}: {error}");
    }
}

/// A script that says it is a decoder and then does as told.
#[cfg(unix)]
fn liar(folder: &Path, then: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join("liar");
    // What a decoder says first: a frame of 18 bytes, variant 0, the greeting, version 1.
    let hello = "printf '\\021\\000\\000\\000\\000\\016luoshi decoder\\001'";
    std::fs::write(&path, format!("#!/bin/sh\n{hello}\n{then}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[cfg(unix)]
#[test]
fn a_child_that_hangs_dies_or_lies_is_an_error_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let quick = Limits { silence: Duration::from_millis(400), ..Limits::default() };
    for (then, code) in [
        ("exec sleep 100", "too_slow"),
        ("exit 3", "reader_died"),
        ("kill -SEGV $$", "reader_died"),
        ("kill -XCPU $$", "too_slow"),
        ("exec yes", "reader_died"),
        ("printf '\\377\\377\\377\\377'; exec cat >/dev/null", "reader_died"),
        // A text of one letter whose only block lies outside it.
        (
            "printf '\\010\\000\\000\\000\\002\\001a\\001\\000\\005\\000\\000'; exec cat >/dev/null",
            "reader_died",
        ),
        // The same, sound, but sent before the question was heard to its end.
        ("printf '\\010\\000\\000\\000\\002\\001a\\001\\000\\001\\000\\000'; exec sleep 100", "reader_died"),
        // A greeting is no answer.
        ("printf '\\021\\000\\000\\000\\000\\016luoshi decoder\\001'; exec cat >/dev/null", "reader_died"),
    ] {
        let decoder = ChildDecoder::with_limits(liar(folder.path(), then), quick);
        let mut page = b"<html><p>a".to_vec();
        page.resize(1 << 20, b' ');
        let error = decode(&decoder, &page, "a.html").unwrap_err();
        assert_eq!(error.code(), code, "{then}: {error}");
        assert_eq!(decoder.resting(), None, "{then}");
    }
    let then = "printf '\\010\\000\\000\\000\\002\\001a\\001\\000\\001\\000\\000'; exec cat >/dev/null";
    let decoder = ChildDecoder::with_limits(liar(folder.path(), then), quick);
    assert_eq!(&*decode(&decoder, b"<html><p>a", "a.html").unwrap().text, "a");
}

#[cfg(unix)]
#[test]
fn a_cancel_ends_the_child() {
    let folder = tempfile::tempdir().unwrap();
    let pid = folder.path().join("pid");
    let decoder =
        ChildDecoder::new(liar(folder.path(), &format!("echo $$ > {}; exec sleep 100", pid.display())));
    let cancel = CancelToken::new();
    thread::scope(|scope| {
        let reading = scope.spawn(|| decoder.decode(b"<html><p>a", "a.html", &NoReport, &cancel));
        while std::fs::read_to_string(&pid).map_or(true, |words| words.is_empty()) {
            thread::sleep(Duration::from_millis(5));
        }
        cancel.cancel();
        assert_eq!(reading.join().unwrap(), Err(ReadError::Cancelled));
    });
    let pid: u32 = std::fs::read_to_string(&pid).unwrap().trim().parse().unwrap();
    assert!(!Path::new(&format!("/proc/{pid}")).exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_child_that_was_killed_between_two_files_is_replaced() {
    let decoder = ChildDecoder::new(PROGRAM);
    let page = "<html><p>正文";
    assert!(decode(&decoder, page.as_bytes(), "a.html").is_ok());
    let first = decoder.resting().unwrap();
    let killed = std::process::Command::new("kill").args(["-KILL", &first.to_string()]).status().unwrap();
    assert!(killed.success());
    assert!(decode(&decoder, page.as_bytes(), "a.html").is_ok());
    assert_ne!(decoder.resting(), Some(first));
}

#[cfg(target_os = "linux")]
#[test]
fn a_child_limits_itself_before_it_listens() {
    let decoder = ChildDecoder::new(PROGRAM);
    assert!(decode(&decoder, b"<html><p>a", "a.html").is_ok());
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", decoder.resting().unwrap())).unwrap();
    let of = |name: &str| {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len()..].split_whitespace().next().unwrap().to_owned()
    };
    assert_eq!(of("Max address space"), (1_u64 << 30).to_string());
    assert_eq!(of("Max core file size"), "0");
    assert_eq!(of("Max cpu time"), "180");
    assert_eq!(of("Max file size"), "0");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_beyond_the_limit_ends_the_child_and_nothing_else() {
    // Enough to start in, and too little for the tree of a large page.
    let small = Limits { memory: 280 << 20, ..Limits::default() };
    let decoder = ChildDecoder::with_limits(PROGRAM, small);
    let page = format!("<html>{}", "<p>正</p>".repeat(3 << 20));
    let error = decode(&decoder, page.as_bytes(), "a.html").unwrap_err();
    assert_eq!(error.code(), "reader_died", "{error}");
    assert!(decode(&decoder, b"<html><p>a", "a.html").is_ok());
}

#[test]
fn a_file_that_a_child_decoded_is_recognised_here() {
    let decoder = ChildDecoder::new(PROGRAM);
    let bytes = seed("work-report.docx");
    let cancel = CancelToken::new();
    let own = read::read(&bytes, "a.docx", &NoReport, &cancel).unwrap();
    assert_eq!(read::read_by(&decoder, &bytes, "a.docx", &NoReport, &cancel).unwrap(), own);
}
