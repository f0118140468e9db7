//! `read`: the contract's keys, and spans that count characters.

use crate::program::{Program, REPORT};
use serde_json::Value as Json;
use std::path::Path;

#[test]
fn the_contract() {
    let program = Program::new();
    let file = program.write("方案.txt", REPORT);
    let json: Json =
        serde_json::from_str(&program.ok(&[Path::new("read"), &file, Path::new("--json")])).unwrap();
    for key in [
        "text",
        "title",
        "document_number",
        "issuer",
        "date",
        "default_units",
        "sections",
        "tasks",
        "targets",
        "noise",
        "noise_spans",
        "warnings",
    ] {
        assert!(json.get(key).is_some(), "no {key}");
    }
    assert_eq!(json["title"], "某某市县域经济行动方案");
    let text: Vec<char> = json["text"].as_str().unwrap().chars().collect();
    let tasks = json["tasks"].as_array().unwrap();
    assert_eq!(tasks.len(), 3, "{tasks:#?}");
    for task in tasks {
        let at = |end: usize| usize::try_from(task["span"][end].as_u64().unwrap()).unwrap();
        let words: String = text[at(0)..at(1)].iter().collect();
        let begin: String = task["text"].as_str().unwrap().chars().take(6).collect();
        assert!(words.contains(&begin), "{words} / {begin}");
    }
    assert_eq!(tasks[0]["units"], serde_json::json!(["市经信局", "市发改委", "市科技局"]));
    assert_eq!(tasks[1]["groups"], serde_json::json!(["相关区镇街道"]));
    assert_eq!(tasks[1]["deadline"], "12月底前");
    assert!(json["warnings"].as_array().unwrap().iter().any(|warning| warning["code"] == "unclosed_bracket"));
    assert!(json["targets"].as_array().unwrap().iter().any(|target| target["value"] == 200));
}

#[test]
fn the_same_report_in_gb18030_reads_the_same() {
    let program = Program::new();
    let utf8 = program.write("a.txt", REPORT);
    let (bytes, _, _) = encoding_rs::GB18030.encode(REPORT);
    let gb = program.write("b.txt", bytes);
    let read = |file: &Path| program.ok(&[Path::new("read"), file, Path::new("--json")]);
    assert_eq!(read(&utf8), read(&gb));
}

#[test]
fn a_folder_gives_one_object_a_report_and_tells_what_failed() {
    let program = Program::new();
    let inputs = program.path("in");
    std::fs::create_dir_all(inputs.join("下级")).unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(inputs.join(name), bytes).unwrap();
    write("方案.txt", REPORT.as_bytes());
    write("下级/方案.md", REPORT.as_bytes());
    write("坏.docx", b"PK\x03\x04 cut off");
    write("照片.png", b"\x89PNG\r\n\x1a\n");
    write("~$方案.docx", b"x");
    let out = program.path("out");
    let said = program.fails(&[Path::new("read"), &inputs, Path::new("--json"), Path::new("--out"), &out]);
    assert!(said.contains("坏.docx") && said.contains('1') && !said.contains('~'), "{said}");
    let mut names: Vec<String> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["方案-2.json", "方案.json"]);
    let read =
        |name: &str| -> Json { serde_json::from_slice(&std::fs::read(out.join(name)).unwrap()).unwrap() };
    assert_eq!(read("方案.json")["tasks"].as_array().unwrap().len(), 3);
    // Without a place for several results.
    program.fails(&[Path::new("read"), &inputs, Path::new("--json")]);
    std::fs::remove_file(inputs.join("坏.docx")).unwrap();
    program.ok(&[Path::new("read"), &inputs, Path::new("--json"), Path::new("--out"), &out]);
}

#[test]
fn several_files_and_folders_are_imported_once() {
    let program = Program::new();
    let dir = program.project();
    let folder = program.path("in");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("二.txt"), format!("{REPORT}\n三、其他\n")).unwrap();
    std::fs::write(folder.join("坏.docx"), b"PK\x03\x04").unwrap();
    let third = program.write("三.txt", format!("{REPORT}\n四、其他\n"));
    let said = program.fails(&[Path::new("import"), &dir, &folder, &third]);
    assert!(said.contains("坏.docx"), "{said}");
    let documents = |show: &Json| show["documents"].as_array().unwrap().len();
    assert_eq!(documents(&program.show(&dir)), 3);
    std::fs::remove_file(folder.join("坏.docx")).unwrap();
    let known = program.ok(&[Path::new("import"), &dir, &folder, &third]);
    assert_eq!(known.lines().count(), 2);
    assert_eq!(documents(&program.show(&dir)), 3);
    let made = program.path("新.luoshi");
    program.ok(&[Path::new("new"), &made, &folder]);
    assert_eq!(documents(&program.show(&made)), 1);
}
