//! Lines, bytes and names that nobody means well.

use crate::program::{Program, node, nodes};
use serde_json::{Value as Json, json};
use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::Stdio,
};

fn id(show: &Json, words: &str) -> Json {
    node(show, words)["id"].clone()
}

fn code(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[test]
fn a_line_that_does_not_fit_is_an_answer_and_changes_nothing() {
    let program = Program::new();
    let dir = program.project();
    let before = program.show(&dir);
    let (made, served) = (id(&before, "做强制造业"), id(&before, "发展服务业"));
    let (target, document) =
        (&node(&before, "做强制造业")["targets"][0]["id"], &before["documents"][0]["id"]);
    let cases = [
        (json!({"op": "set_target", "node": made, "value": {"id": "x", "value": 3}}), "unknown_id"),
        (
            json!({"op": "set_target", "node": made, "value": {"id": made, "indicator": "甲", "value": 3}}),
            "unknown_id",
        ),
        (
            json!({"op": "set_target", "node": made, "value": {"id": 7, "indicator": "甲", "value": 3}}),
            "wrong_value",
        ),
        (json!({"op": "set_target", "node": served, "value": {"id": target, "value": 3}}), "unknown_id"),
        (
            json!({"op": "set_target", "node": made, "value": {"indicator": "甲", "value": [5, 3]}}),
            "impossible_value",
        ),
        (json!({"op": "remove", "node": "project"}), "unknown_id"),
        (json!({"op": "choose", "node": made, "field": "note", "value": ""}), "no_conflict"),
        (json!({"op": "move", "node": made, "parent": document, "before": made}), "no_such_place"),
        (json!({"op": "assign", "node": made, "units": [{"name": " "}]}), "empty_value"),
        (
            json!({"op": "annotate", "node": made, "quote": "做", "start": u64::MAX, "body": "甲"}),
            "quote_not_found",
        ),
    ];
    let lines: Vec<Json> = cases.iter().map(|(line, _)| line.clone()).collect();
    for (answer, (line, wanted)) in program.apply(&dir, &lines).iter().zip(&cases) {
        assert_eq!(code(answer), *wanted, "{line}: {answer}");
    }
    assert_eq!(program.show(&dir), before);
}

#[test]
fn a_line_that_is_not_unicode_is_refused_and_the_next_is_carried_out() {
    let program = Program::new();
    let dir = program.project();
    let made = id(&program.show(&dir), "做强制造业");
    let mut child = program
        .command()
        .arg("apply")
        .arg(&dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let line = |words: &[u8]| {
        [format!("{{\"op\":\"set_note\",\"node\":{made},\"value\":\"").as_bytes(), words, b"\"}\n"].concat()
    };
    input.write_all(&line(b"\xff\xfe")).unwrap();
    input.write_all(&line("甲".as_bytes())).unwrap();
    drop(input);
    let mut answers = String::new();
    child.stdout.take().unwrap().read_to_string(&mut answers).unwrap();
    assert!(child.wait().unwrap().success());
    let kinds: Vec<&str> = answers.lines().map(|answer| answer.split(' ').next().unwrap()).collect();
    assert_eq!(kinds, ["error", "saved"], "{answers}");
}

#[test]
fn what_hangs_on_something_removed_is_not_edited() {
    let program = Program::new();
    let dir = program.project();
    let before = program.show(&dir);
    let (made, met) = (id(&before, "做强制造业"), id(&before, "联席会议"));
    let target = node(&before, "做强制造业")["targets"][0]["id"].clone();
    program.apply(&dir, &[json!({"op": "annotate", "node": made, "quote": "", "body": "请核"})]);
    let note = node(&program.show(&dir), "做强制造业")["annotations"][0]["id"].clone();
    let answers = program.apply(
        &dir,
        &[
            json!({"op": "remove", "node": made}),
            json!({"op": "resolve", "node": note}),
            json!({"op": "remove_target", "node": target}),
            json!({"op": "add_task", "parent": before["documents"][0]["id"], "before": made, "text": "甲"}),
            json!({"op": "remove", "node": before["documents"][0]["id"]}),
            json!({"op": "set_note", "node": met, "value": "无处可见"}),
        ],
    );
    let codes: Vec<&str> = answers
        .iter()
        .map(|answer| if answer.starts_with("saved") { "saved" } else { code(answer) })
        .collect();
    assert_eq!(
        codes,
        ["saved", "unknown_id", "unknown_id", "no_such_place", "saved", "unknown_id"],
        "{answers:#?}"
    );
}

#[test]
fn merging_loses_neither_leader_nor_title() {
    let program = Program::new();
    let dir = program.project();
    let before = program.show(&dir);
    let (made, served) = (id(&before, "做强制造业"), id(&before, "发展服务业"));
    let (first, second) = (id(&before, "重点任务"), id(&before, "组织保障"));
    let answers = program.apply(
        &dir,
        &[
            json!({"op": "set_leader", "node": served, "value": "副市长"}),
            json!({"op": "merge", "node": made}),
            json!({"op": "merge", "node": first}),
            json!({"op": "add_task", "parent": first, "before": id(&before, "提升产业能级"), "text": "新任务"}),
        ],
    );
    assert!(answers.iter().all(|answer| answer.starts_with("saved ")), "{answers:?}");
    let show = program.show(&dir);
    let merged = |wanted: &Json| nodes(&show).iter().find(|node| node["id"] == *wanted).unwrap();
    assert_eq!(merged(&made)["leader"], "副市长");
    assert!(merged(&first)["text"].as_str().unwrap().contains("组织保障"), "{}", merged(&first));
    assert!(nodes(&show).iter().all(|node| node["id"] != second));
    // A task and the section after it are two things.
    let answers = program.apply(&dir, &[json!({"op": "merge", "node": id(&show, "新任务")})]);
    assert_eq!(code(&answers[0]), "nothing_to_merge");
}

#[test]
fn any_changed_byte_of_a_project_is_told() {
    let program = Program::new();
    let dir = program.project();
    let made = id(&program.show(&dir), "做强制造业");
    program.apply(
        &dir,
        &[
            json!({"op": "set_note", "node": made, "value": "一"}),
            json!({"op": "set_note", "node": made, "value": "二"}),
        ],
    );
    let mut files = Vec::new();
    let mut folders = vec![dir.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    assert_eq!(files.len(), 6);
    for file in files {
        let whole = fs::read(&file).unwrap();
        for at in [1, whole.len() / 3, whole.len() / 2, whole.len() - 4, whole.len() - 2] {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(&file, &changed).unwrap();
            let output = program.run(&[Path::new("verify"), &dir]);
            assert_eq!(output.status.code(), Some(1), "{} at {at}", file.display());
        }
        fs::write(&file, &whole).unwrap();
    }
    assert!(program.ok(&[Path::new("verify"), &dir]).ends_with("ok\n"));
}

#[test]
fn a_second_writer_is_told_who_the_first_is() {
    let program = Program::new();
    let dir = program.project();
    let mut first = program
        .command()
        .arg("apply")
        .arg(&dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = first.stdin.take().unwrap();
    let made = id(&program.show(&dir), "做强制造业");
    writeln!(input, "{}", json!({"op": "set_note", "node": made, "value": "先来"})).unwrap();
    let mut answer = [0; 6];
    first.stdout.as_mut().unwrap().read_exact(&mut answer).unwrap();
    let said = program.fails(&[Path::new("settings"), &dir, Path::new("title"), Path::new("后到")]);
    assert!(said.contains(&first.id().to_string()), "{said}");
    drop(input);
    assert!(first.wait().unwrap().success());
}

#[test]
fn halves_of_a_split_task_print_without_the_clause_of_units() {
    let program = Program::new();
    let dir = program.project();
    let show = program.show(&dir);
    let answers = program.apply(
        &dir,
        &[
            json!({"op": "split", "node": id(&show, "发展服务业"), "offset": 6}),
            json!({"op": "merge", "node": id(&show, "做强制造业")}),
        ],
    );
    assert!(answers.iter().all(|answer| answer.starts_with("saved ")), "{answers:?}");
    let out = program.path("清单.docx");
    program.ok(&[
        Path::new("export"),
        &dir,
        Path::new("--layout"),
        Path::new("checklist"),
        Path::new("--format"),
        Path::new("docx"),
        Path::new("-o"),
        &out,
    ]);
    let mut package = zip::ZipArchive::new(fs::File::open(&out).unwrap()).unwrap();
    let mut words = String::new();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut words).unwrap();
    assert!(words.contains("邻里服务中心") && !words.contains("责任单位："), "{words}");
}

#[test]
fn a_failed_new_leaves_nothing_behind() {
    let program = Program::new();
    let report = program.write("方案.txt", crate::program::REPORT);
    let dir = program.path("试点.luoshi");
    // The user's own folder for locks cannot be made.
    let state = program.write("s", "a file, not a folder");
    program.fails(&[Path::new("new"), &dir, &report]);
    assert!(!dir.exists());
    fs::remove_file(state).unwrap();
    program.ok(&[Path::new("new"), &dir, &report]);
}

#[test]
fn units_that_no_task_names_and_tasks_left_out_are_told() {
    let program = Program::new();
    let dir = program.project();
    let export = |format: &str, unit: &[&str], out: &str| {
        let out = program.path(out);
        let mut arguments = vec![
            "export",
            dir.to_str().unwrap(),
            "--layout",
            "checklist",
            "--format",
            format,
            "-o",
            out.to_str().unwrap(),
        ];
        arguments.extend(unit.iter().flat_map(|unit| ["--unit", *unit]));
        program.run(&arguments)
    };
    for format in ["pdf", "docx", "xlsx"] {
        let output = export(format, &["市无此局"], "x");
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains("市无此局"));
        assert!(!program.path("x").exists());
    }
    let output = export("docx", &["市商务局", "市无此局"], "x");
    assert!(output.status.success() && String::from_utf8_lossy(&output.stderr).contains("市无此局"));

    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/summary-gb18030.txt");
    let read: Json =
        serde_json::from_str(&program.ok(&[Path::new("read"), &report, Path::new("--json")])).unwrap();
    let done = read["tasks"].as_array().unwrap().iter().filter(|task| task["status"] == "done").count();
    assert!(done > 0);
    let dir = program.path("总结.luoshi");
    program.ok(&[Path::new("new"), &dir, &report]);
    let out = program.path("总结.docx");
    let output = program.run(&[
        "export",
        dir.to_str().unwrap(),
        "--layout",
        "checklist",
        "--format",
        "docx",
        "-o",
        out.to_str().unwrap(),
    ]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains(&format!("{done} ")), "{said}");
}

#[test]
fn results_never_replace_what_is_not_a_file() {
    let program = Program::new();
    let dir = program.project();
    let export = |out: &Path| {
        let arguments = [
            Path::new("export"),
            &dir,
            Path::new("--layout"),
            Path::new("checklist"),
            Path::new("--format"),
            Path::new("docx"),
        ];
        program.run(&[&arguments[..], &[Path::new("-o"), out]].concat())
    };
    let folder = program.path("文件夹");
    fs::create_dir(&folder).unwrap();
    assert_eq!(export(&folder).status.code(), Some(1));
    assert!(folder.is_dir());
    // As long as a name can be: what it is written beside under must not be longer.
    let long = program.path(&format!("{}.docx", "长".repeat(83)));
    assert!(export(&long).status.success() && long.is_file());
    #[cfg(target_os = "linux")]
    {
        let output = export(Path::new("/dev/stdout"));
        assert!(output.status.success() && output.stdout.starts_with(b"PK\x03\x04"));
    }
}

#[test]
fn a_classified_directory_is_refused() {
    let program = Program::new();
    let dir = program.project();
    let directory = program.write("名录.txt", "机密★1年\n\n市财政局\n");
    program.fails(&[Path::new("units"), &dir, Path::new("--from"), &directory]);
}
