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
