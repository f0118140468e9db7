use super::*;
use crate::{model::NoReport, read::InProcess};

const RTF: &str = "{\\rtf1\\ansi\\ansicpg936\\deff0 \\u19968?\\u12289?\\u24635?\\u20307?\\par \\u22686?\\u38271?8%\\par}";

fn read(decoder: &dyn Decode, cancel: &CancelToken) -> Result<Decoded, ReadError> {
    decoder.decode(RTF.as_bytes(), "报告.rtf", &NoReport, cancel)
}

#[test]
fn without_an_office_suite_the_way_out_is_told() {
    let error = read(&OfficeDecoder::with_office(InProcess, None), &CancelToken::new()).expect_err("none");
    assert_eq!(error.code(), "legacy_office");
    let gone = OfficeDecoder::with_office(InProcess, Some("/nowhere/soffice".into()));
    assert_eq!(read(&gone, &CancelToken::new()).expect_err("gone").code(), "legacy_office");
    // What needs no office suite never meets it.
    let plain = gone.decode("一、总体".as_bytes(), "a.txt", &NoReport, &CancelToken::new());
    assert_eq!(&*plain.expect("read").text, "一、总体");
}

#[test]
fn an_installed_office_suite_is_used() {
    let Some(office) = installed() else {
        eprintln!("skipped: LibreOffice is not installed");
        return;
    };
    let decoder = OfficeDecoder::with_office(InProcess, Some(office)).within(Duration::from_secs(300));
    assert_eq!(&*read(&decoder, &CancelToken::new()).expect("read").text, "一、总体\n增长8%");
}

#[cfg(unix)]
mod stuck {
    use super::*;

    /// A program that starts another, and both never end.
    fn stuck(dir: &Path) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let file = dir.join("soffice");
        let script = format!("#!/bin/sh\nsleep 1000 &\necho $! > '{}'\nwait\n", dir.join("child").display());
        std::fs::write(&file, script).expect("written");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o700)).expect("set");
        file
    }

    #[test]
    fn one_that_hangs_or_is_no_longer_wanted_is_killed_with_its_children() {
        let home = tempfile::tempdir().expect("a folder");
        let decoder = OfficeDecoder::with_office(InProcess, Some(stuck(home.path())));
        let cancel = CancelToken::new();
        let stop = cancel.clone();
        let waited = thread::spawn(move || {
            thread::sleep(Duration::from_millis(300));
            stop.cancel();
        });
        assert_eq!(read(&decoder, &cancel).expect_err("cancelled").code(), "cancelled");
        waited.join().expect("joined");
        let slow = decoder.within(Duration::from_millis(400));
        let begun = Instant::now();
        assert_eq!(read(&slow, &CancelToken::new()).expect_err("slow").code(), "too_slow");
        assert!(begun.elapsed() < Duration::from_secs(30));
        let child = std::fs::read_to_string(home.path().join("child")).expect("its id");
        let alive = Path::new("/proc").join(child.trim()).join("stat");
        let state = std::fs::read_to_string(alive).unwrap_or_default();
        assert!(state.is_empty() || state.contains(") Z "), "still there: {state}");
    }
}
