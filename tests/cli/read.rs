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

#[test]
fn the_programs_own_workbook_reads_back_with_its_tasks() {
    let program = Program::new();
    let dir = program.project();
    for layout in ["checklist", "decomposition"] {
        let out = program.path(&format!("{layout}.xlsx"));
        let arguments = ["export", dir.to_str().unwrap(), "--layout", layout, "--format", "xlsx", "-o"];
        program.ok(&[&arguments[..], &[out.to_str().unwrap()]].concat());
        let read: Json =
            serde_json::from_str(&program.ok(&[Path::new("read"), &out, Path::new("--json")])).unwrap();
        let tasks = read["tasks"].as_array().unwrap();
        assert_eq!(tasks.len(), 3, "{layout} {tasks:#?}");
        assert_eq!(tasks[0]["units"], serde_json::json!(["市经信局", "市发改委", "市科技局"]));
        assert_eq!(tasks[1]["deadline"], "12月底前", "{layout}");
        assert_eq!(read["warnings"], serde_json::json!([]), "{layout}");
    }
}

#[test]
fn a_task_table_as_wps_writes_it() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let program = Program::new();
    let mut book = Workbook::new();
    let plain = Format::new();
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let percent = Format::new().set_num_format("0.0%");
    for (name, unit) in [("经济", "市发改委"), ("民生", "市教育局")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.merge_range(0, 0, 0, 5, "某市2026年重点任务分解表", &plain).unwrap();
        for (column, head) in
            ["序号", "类别", "工作任务", "年度目标", "责任单位", "完成时限"].iter().enumerate()
        {
            sheet.write(1, u16::try_from(column).unwrap(), *head).unwrap();
        }
        sheet.merge_range(2, 1, 3, 1, "产业发展", &plain).unwrap();
        sheet.merge_range(2, 4, 3, 4, unit, &plain).unwrap();
        for (row, task) in [(2, "规模以上工业增加值增长"), (3, "推进园区道路建设")] {
            sheet.write(row, 0, row - 1).unwrap();
            sheet.write(row, 2, task).unwrap();
            let due = ExcelDateTime::from_ymd(2026, 12, 31).unwrap();
            sheet.write_with_format(row, 5, &due, &day).unwrap();
        }
        sheet.write_with_format(2, 3, 0.085, &percent).unwrap();
    }
    let file = program.path("分解表.xlsx");
    book.save(&file).unwrap();
    let read: Json =
        serde_json::from_str(&program.ok(&[Path::new("read"), &file, Path::new("--json")])).unwrap();
    let tasks = read["tasks"].as_array().unwrap();
    assert_eq!(tasks.len(), 4, "{tasks:#?}");
    let sections: Vec<&str> = read["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| section["title"].as_str().unwrap())
        .collect();
    assert!(sections.contains(&"经济") && sections.contains(&"民生"), "{sections:?}");
    for (task, unit) in tasks.iter().zip(["市发改委", "市发改委", "市教育局", "市教育局"]) {
        assert_eq!(task["units"], serde_json::json!([unit]), "{task}");
        assert_eq!(task["due"], "2026-12-31", "{task}");
    }
    let targets = read["targets"].as_array().unwrap();
    assert!(targets.iter().any(|target| target["value"] == 8.5 && target["unit"] == "%"), "{targets:#?}");
}
