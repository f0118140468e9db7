//! The program as a user runs it: a bad file is a message with its name and a way out.

use crate::made::pdf::{Coding, Maker, report};
use std::{
    path::Path,
    process::{Command, Output},
};

fn read(folder: &Path, name: &str, bytes: &[u8]) -> Output {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    Command::new(env!("CARGO_BIN_EXE_luoshi"))
        .arg("read")
        .arg(path)
        .arg("--json")
        .env("HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap()
}

#[test]
fn a_pdf_is_read_to_its_tasks() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = report(
        Coding::Gbk,
        &[
            "某市行动方案",
            "一、重点任务",
            "（一）推进10个老旧小区改造，确保12月底前完工（责任单位：市住建局、市发改委，各区政府）。",
        ],
    );
    let output = read(folder.path(), "方案.pdf", &bytes);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["title"], "某市行动方案");
    assert_eq!(json["tasks"][0]["units"][0], "市住建局");
    assert_eq!(json["tasks"][0]["deadline"], "12月底前");
}

#[test]
fn a_bad_file_is_a_message_with_its_name_and_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut maker = Maker::default();
    let font = maker.font(Coding::Gbk, None);
    let image = maker.stream(
        " /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        b"\xff",
    );
    maker.page(font, "q 595 0 0 842 0 0 cm /I Do Q", &format!("/XObject <</I {image} 0 R>>"));
    for (name, bytes, said) in [
        ("扫描.pdf", maker.finish(""), "扫描件"),
        ("无字.pdf", report(Coding::Bare, &["这些字没有编码，取不出来"]), "没有文字编码"),
        ("坏.pdf", b"%PDF-1.7\nnothing".to_vec(), "已损坏"),
        ("坏.ofd", b"PK\x03\x04OFD.xml".to_vec(), "已损坏"),
        ("不是.pdf", "这是一段文字".as_bytes().to_vec(), "扩展名不符"),
    ] {
        let output = read(folder.path(), name, &bytes);
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{name}: {words}");
        assert!(words.contains(name) && words.contains(said) && words.contains("怎么办"), "{words}");
    }
}

/// An update may take the program's file away while it runs.
#[cfg(target_os = "linux")]
#[test]
fn a_program_whose_file_is_gone_still_reads() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("luoshi");
    std::fs::copy(env!("CARGO_BIN_EXE_luoshi"), &program).unwrap();
    let fifo = folder.path().join("报告.pdf");
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let child = Command::new(&program)
        .arg("read")
        .arg(&fifo)
        .arg("--json")
        .env("HOME", folder.path())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // It waits for the report when its file goes.
    let mut pipe = std::fs::OpenOptions::new().write(true).open(&fifo).unwrap();
    std::fs::remove_file(&program).unwrap();
    pipe.write_all(&report(Coding::Gbk, &["一、重点任务", "推进10个老旧小区改造，确保12月底前完工。"]))
        .unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("老旧小区"));
}
