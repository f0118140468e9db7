//! Bad input gets a clear error that names the file, and nothing is harmed.

use crate::program::{Program, REPORT, node};
use serde_json::json;
use std::{fs, path::Path};

fn refused(program: &Program, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let file = program.write(name, bytes);
    let dir = program.path("不应出现.luoshi");
    let said = program.fails(&[Path::new("new"), &dir, &file]);
    assert!(said.contains(name), "names the file: {said}");
    assert!(!dir.exists(), "nothing was made");
    said
}

#[test]
fn files_that_are_no_reports() {
    let program = Program::new();
    refused(&program, "空.txt", "");
    refused(&program, "空白.txt", " \r\n\u{3000}\n");
    refused(&program, "程序.txt", [0x7f, b'E', b'L', b'F', 0, 1, 2, 3, 0, 0, 0, 255, 254].repeat(50));
    refused(&program, "坏.docx", "这不是压缩文件");
    let missing = program.path("没有.txt");
    let said = program.fails(&[Path::new("new"), &program.path("x.luoshi"), &missing]);
    assert!(said.contains("没有.txt"), "{said}");
}

#[test]
fn text_too_large_is_refused_by_its_size() {
    let program = Program::new();
    let file = program.path("巨大.txt");
    // Sparse: refused without being read.
    fs::File::create(&file).unwrap().set_len(200 << 20).unwrap();
    let said = program.fails(&[Path::new("new"), &program.path("x.luoshi"), &file]);
    assert!(said.contains("巨大.txt") && said.contains("128"), "{said}");
}

#[test]
fn a_classified_report_is_refused_before_anything_is_copied() {
    let program = Program::new();
    let said = refused(&program, "机密.txt", format!("机密★1年\n\n{REPORT}"));
    assert!(said.contains("机密"), "{said}");
}

#[test]
fn broken_utf8_is_read_with_a_warning() {
    let program = Program::new();
    let mut bytes = REPORT.as_bytes().to_vec();
    bytes.splice(30..30, [0xff, 0xc0]);
    let file = program.write("破损.txt", bytes);
    let read = program.ok(&[Path::new("read"), &file, Path::new("--json")]);
    let json: serde_json::Value = serde_json::from_str(&read).unwrap();
    assert!(!json["tasks"].as_array().unwrap().is_empty());
    assert!(!json["warnings"].as_array().unwrap().is_empty());
}

#[test]
fn several_files_some_bad() {
    let program = Program::new();
    let (good, bad) = (program.write("好.txt", REPORT), program.write("坏.txt", ""));
    let out = program.path("out");
    let said =
        program.fails(&[Path::new("read"), &bad, &good, Path::new("--json"), Path::new("--out"), &out]);
    assert!(said.contains("坏.txt"), "{said}");
    assert!(out.join("好.json").exists() && !out.join("坏.json").exists());
}

#[test]
fn a_project_half_copied() {
    let program = Program::new();
    let dir = program.project();
    let id = node(&program.show(&dir), "做强制造业")["id"].clone();
    program.apply(&dir, &[json!({"op": "set_note", "node": id, "value": "一"})]);

    // Without its readings: told, held, and all comes back with them.
    let (readings, aside) = (dir.join("readings"), program.path("aside"));
    fs::rename(&readings, &aside).unwrap();
    fs::create_dir(&readings).unwrap();
    let show = program.show(&dir);
    assert!(!show["held"].as_array().unwrap().is_empty());
    assert_eq!(program.run(&[Path::new("verify"), &dir]).status.code(), Some(1));
    fs::remove_dir(&readings).unwrap();
    fs::rename(&aside, &readings).unwrap();
    assert_eq!(node(&program.show(&dir), "做强制造业")["note"], "一");

    // Without project.ron: an error that names it.
    fs::rename(dir.join("project.ron"), program.path("project.ron")).unwrap();
    let said = program.fails(&[Path::new("show"), &dir, Path::new("--json")]);
    assert!(said.contains("project.ron"), "{said}");
    fs::rename(program.path("project.ron"), dir.join("project.ron")).unwrap();

    // A record file cut in its last line: the rest is there.
    let records = record_files(&dir);
    let last = records.iter().max_by_key(|file| fs::metadata(file).unwrap().modified().unwrap()).unwrap();
    let whole = fs::read(last).unwrap();
    fs::write(last, &whole[..whole.len() - 5]).unwrap();
    assert_eq!(node(&program.show(&dir), "做强制造业")["note"], "");
    assert!(program.run(&[Path::new("verify"), &dir]).status.code().is_some());
    fs::write(last, whole).unwrap();
    assert_eq!(node(&program.show(&dir), "做强制造业")["note"], "一");
    assert!(program.ok(&[Path::new("verify"), &dir]).contains("ok"));
}

#[test]
fn not_a_project_and_one_that_stands_already() {
    let program = Program::new();
    let dir = program.project();
    let said = program.fails(&[Path::new("new"), &dir]);
    assert!(said.contains("试点.luoshi"), "{said}");
    let empty = program.path("空文件夹");
    fs::create_dir(&empty).unwrap();
    program.fails(&[Path::new("show"), &empty, Path::new("--json")]);
    program.fails(&[Path::new("show"), &program.path("没有"), Path::new("--json")]);
}

/// A full disk and a read-only one, where this machine lets us mount them.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_read_only_folder() {
    use std::process::Command;
    let program = Program::new();
    let disk = program.path("disk");
    fs::create_dir(&disk).unwrap();
    let mount = |arguments: &[&str]| {
        Command::new("mount").args(arguments).arg(&disk).output().is_ok_and(|output| output.status.success())
    };
    if !mount(&["-t", "tmpfs", "-o", "size=256k", "tmpfs"]) {
        println!("skipped: no right to mount a small disk here (faults are injected in the laws instead)");
        return;
    }
    let report = program.write("方案.txt", REPORT);
    let dir = disk.join("试点.luoshi");
    program.ok(&[Path::new("new"), &dir, &report]);
    let id = node(&program.show(&dir), "做强制造业")["id"].clone();
    program.apply(&dir, &[json!({"op": "set_note", "node": id, "value": "先"})]);
    // Filled to the last byte: the edit is refused and said so; what was saved stands.
    let _ = fs::write(disk.join("filler"), vec![7; 1 << 20]);
    let note = "满".repeat(2000);
    let answers = program.run_apply_raw(&dir, &json!({"op": "set_note", "node": id, "value": note}));
    assert!(answers.starts_with("error "), "{answers}");
    assert_eq!(node(&program.show(&dir), "做强制造业")["note"], "先");
    fs::remove_file(disk.join("filler")).unwrap();
    // Read-only: shown, not edited.
    assert!(mount(&["-o", "remount,ro"]));
    assert_eq!(node(&program.show(&dir), "做强制造业")["note"], "先");
    program.fails(&[Path::new("settings"), &dir, Path::new("title"), Path::new("新")]);
    let unmounted = Command::new("umount").arg(&disk).status().unwrap();
    assert!(unmounted.success());
}

fn record_files(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for device in fs::read_dir(dir.join("devices")).unwrap() {
        files.extend(fs::read_dir(device.unwrap().path()).unwrap().map(|file| file.unwrap().path()));
    }
    files.retain(|file| {
        file.extension().is_some_and(|extension| extension == "ron") && !file.ends_with("people.ron")
    });
    files
}
