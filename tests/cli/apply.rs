//! `apply` and `show`: every op, and what it leaves.

use crate::program::{Program, node, nodes};
use serde_json::{Value as Json, json};
use std::path::Path;

fn id(show: &Json, words: &str) -> Json {
    node(show, words)["id"].clone()
}

#[test]
fn every_op_on_a_small_project() {
    let program = Program::new();
    let dir = program.project();
    let before = program.show(&dir);
    let (made, served, met) = (id(&before, "做强制造业"), id(&before, "发展服务业"), id(&before, "联席会议"));
    let target = node(&before, "做强制造业")["targets"][0]["id"].clone();
    assert!(target.is_string(), "{before:#}");
    let answers = program.apply(
        &dir,
        &[
            json!({"op": "set_title", "node": made, "value": "做强做优制造业"}),
            json!({"op": "set_title", "node": made, "value": "做强做优制造业"}),
            json!({"op": "set_note", "node": made, "value": "周一核对"}),
            json!({"op": "set_deadline", "node": made, "value": "2026年6月底前"}),
            json!({"op": "assign", "node": met, "units": [{"name": "市发改委", "role": "lead"}, {"name": "市财政局", "role": "support"}]}),
            json!({"op": "set_leader", "node": met, "value": "常务副市长"}),
            json!({"op": "set_target", "node": made, "value": {"id": target, "value": 30}}),
            json!({"op": "set_target", "node": met, "value": {"indicator": "会议", "comparator": "at_least", "value": 4, "unit": "次", "kind": "count", "by": "全年"}}),
            json!({"op": "annotate", "node": made, "quote": "总数超过200家", "body": "口径请核实", "author": "市统计局"}),
            json!({"op": "nonsense", "node": made}),
            json!({"op": "set_note", "node": "n0000000000000000-1-99", "value": "x"}),
            json!({"op": "split", "node": served, "offset": 9999}),
        ],
    );
    let expected = [
        "saved",
        "unchanged",
        "saved",
        "saved",
        "saved",
        "saved",
        "saved",
        "saved",
        "saved",
        "error",
        "error",
        "error",
    ];
    let kinds: Vec<&str> = answers.iter().map(|answer| answer.split(' ').next().unwrap()).collect();
    assert_eq!(kinds, expected, "{answers:#?}");

    let show = program.show(&dir);
    let made_now = nodes(&show).iter().find(|node| node["id"] == made).unwrap();
    assert_eq!(made_now["title"], "做强做优制造业");
    assert_eq!(made_now["note"], "周一核对");
    assert_eq!((&made_now["deadline"], &made_now["due"]), (&json!("2026年6月底前"), &json!("2026-06-30")));
    assert_eq!(made_now["targets"][0]["value"], 30);
    assert_eq!(made_now["units"].as_array().unwrap().len(), 3);
    let note = &made_now["annotations"][0];
    assert_eq!(
        (&note["body"], &note["author"], &note["resolved"]),
        (&json!("口径请核实"), &json!("市统计局"), &json!(false))
    );
    let text: Vec<char> = made_now["text"].as_str().unwrap().chars().collect();
    let span = |at: usize| usize::try_from(note["span"][at].as_u64().unwrap()).unwrap();
    assert_eq!(text[span(0)..span(1)].iter().collect::<String>(), "总数超过200家");
    let met_now = nodes(&show).iter().find(|node| node["id"] == met).unwrap();
    assert_eq!(
        met_now["units"],
        json!([{"name": "市发改委", "role": "lead"}, {"name": "市财政局", "role": "support"}])
    );
    assert_eq!((&met_now["leader"], &met_now["targets"][0]["unit"]), (&json!("常务副市长"), &json!("次")));
}

/// A line of `apply` for the project as it stands.
type Line = fn(&Json) -> Json;

#[test]
fn structure_and_its_undo() {
    let ops: [(Line, i64); 6] = [
        (|show| json!({"op": "split", "node": id(show, "做强制造业"), "offset": 6}), 1),
        (|show| json!({"op": "merge", "node": id(show, "做强制造业")}), -1),
        (
            |show| json!({"op": "move", "node": id(show, "做强制造业"), "parent": node(show, "联席会议")["parent"], "before": id(show, "联席会议")}),
            0,
        ),
        (
            |show| json!({"op": "add_task", "parent": node(show, "联席会议")["parent"], "before": id(show, "联席会议"), "text": "每季度通报进展"}),
            1,
        ),
        (|show| json!({"op": "remove", "node": id(show, "发展服务业")}), -1),
        (
            |show| json!({"op": "set_text", "node": id(show, "做强制造业"), "value": "做强制造业，年内见效。"}),
            0,
        ),
    ];
    for (op, count) in ops {
        let program = Program::new();
        let dir = program.project();
        let before = program.show(&dir);
        let line = op(&before);
        let answers = program.apply(&dir, &[line.clone(), json!({"op": "undo"}), json!({"op": "redo"})]);
        assert!(answers.iter().all(|answer| answer.starts_with("saved ")), "{line}: {answers:?}");
        let after = program.show(&dir);
        let counted = |show: &Json| i64::try_from(nodes(show).len()).unwrap();
        assert_eq!(counted(&after), counted(&before) + count, "{line}");
        assert_ne!(after["state_hash"], before["state_hash"], "{line}");
    }
}

#[test]
fn edits_of_one_field_go_back_and_forth_one_by_one() {
    let program = Program::new();
    let dir = program.project();
    let made = id(&program.show(&dir), "做强制造业");
    let note = |value: &str| json!({"op": "set_note", "node": made, "value": value});
    let mut lines = vec![note("一"), note("二"), note("三")];
    lines.extend(["undo", "undo", "undo", "redo", "redo", "redo", "undo"].map(|op| json!({"op": op})));
    let answers = program.apply(&dir, &lines);
    assert!(answers.iter().all(|answer| answer.starts_with("saved ")), "{answers:#?}");
    assert_eq!(node(&program.show(&dir), "做强制造业")["note"], "二");
}

#[test]
fn one_line_undone_is_as_if_it_never_was() {
    let program = Program::new();
    let dir = program.project();
    let before = program.show(&dir);
    let made = id(&before, "做强制造业");
    for line in [
        json!({"op": "set_title", "node": made, "value": "另一个标题"}),
        json!({"op": "assign", "node": made, "units": [{"name": "市教育局", "role": "lead"}]}),
        json!({"op": "split", "node": made, "offset": 6}),
        json!({"op": "merge", "node": made}),
        json!({"op": "remove", "node": made}),
        json!({"op": "annotate", "node": made, "quote": "", "body": "整体意见", "author": ""}),
        json!({"op": "remove_target", "node": node(&before, "做强制造业")["targets"][0]["id"]}),
    ] {
        let answers = program.apply(&dir, &[line.clone(), json!({"op": "undo"})]);
        assert!(answers.iter().all(|answer| answer.starts_with("saved ")), "{line}: {answers:?}");
        assert_eq!(program.show(&dir)["state_hash"], before["state_hash"], "{line}");
    }
}

#[test]
fn a_newer_draft_keeps_what_people_set() {
    let program = Program::new();
    let dir = program.project();
    let before = program.show(&dir);
    let (made, document) =
        (id(&before, "做强制造业"), before["documents"][0]["id"].as_str().unwrap().to_owned());
    program.apply(&dir, &[json!({"op": "set_note", "node": made, "value": "保留"})]);
    let newer = crate::program::REPORT
        .replace("24家以上", "26家以上")
        .replace("一是做强制造业", "一是做强做优制造业");
    let draft = program.write("二稿.txt", newer);
    program.ok(&[Path::new("import"), &dir, &draft, Path::new("--version-of"), Path::new(&document)]);
    let after = program.show(&dir);
    assert_eq!(after["documents"].as_array().unwrap().len(), 1);
    let kept = nodes(&after).iter().find(|node| node["id"] == made).unwrap();
    assert_eq!(kept["note"], "保留");
    assert!(kept["text"].as_str().unwrap().contains("26家以上"));
    assert_eq!(nodes(&after).len(), nodes(&before).len());
}

#[test]
fn the_directory_the_switch_and_the_history() {
    let program = Program::new();
    let dir = program.project();
    let directory = program.write(
        "名录.txt",
        "1\t政府部门\t某某市经济和信息化局\t市经信局\n2\t政府部门\t某某市商务局\t市商务局\n",
    );
    program.ok(&[Path::new("units"), &dir, Path::new("--from"), &directory]);
    let roles = |show: &Json| node(show, "做强制造业")["units"].clone();
    assert!(roles(&program.show(&dir)).as_array().unwrap().iter().all(|unit| unit["role"] == "responsible"));
    program.ok(&[Path::new("settings"), &dir, Path::new("first_unit"), Path::new("lead")]);
    let now = roles(&program.show(&dir));
    assert_eq!((&now[0]["role"], &now[1]["role"]), (&json!("lead"), &json!("support")));
    program.fails(&[Path::new("settings"), &dir, Path::new("first_unit"), Path::new("maybe")]);
    let made = id(&program.show(&dir), "做强制造业");
    program.apply(&dir, &[json!({"op": "set_note", "node": made, "value": "记录"})]);
    let history = program.ok(&[Path::new("history"), &dir]);
    assert_eq!(history.lines().count(), 4, "{history}");
    let one =
        program.ok(&[Path::new("history"), &dir, Path::new("--node"), Path::new(made.as_str().unwrap())]);
    assert!(one.lines().count() == 1 && one.contains("记录"), "{one}");
}
