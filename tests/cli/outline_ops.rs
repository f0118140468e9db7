//! `apply` on kinds, numerals, several nodes, Markdown, threads and the directory.

use crate::program::{Program, node, nodes};
use serde_json::{Value as Json, json};
use std::path::Path;

fn id(show: &Json, words: &str) -> Json {
    node(show, words)["id"].clone()
}

fn by_id<'a>(show: &'a Json, id: &Json) -> &'a Json {
    nodes(show).iter().find(|node| node["id"] == *id).unwrap()
}

/// Every line is saved, is one record, and one undo leaves what was there before.
fn saved_and_undone(program: &Program, dir: &Path, lines: &[Json]) {
    for line in lines {
        let before = program.show(dir)["state_hash"].clone();
        let answers = program.apply(dir, &[line.clone(), json!({"op": "undo"}), json!({"op": "redo"})]);
        assert!(answers.iter().all(|answer| answer.starts_with("saved ")), "{line}: {answers:?}");
        let undone = program.apply(dir, &[line.clone(), json!({"op": "nonsense"})]);
        assert!(undone[1].starts_with("error unknown_op"), "{undone:?}");
        assert_ne!(program.show(dir)["state_hash"], before, "{line}");
    }
}

#[test]
fn kind_status_and_numerals() {
    let program = Program::new();
    let dir = program.project();
    let before = program.show(&dir);
    let made = id(&before, "做强制造业");
    let parent = node(&before, "做强制造业")["parent"].clone();
    saved_and_undone(
        &program,
        &dir,
        &[
            json!({"op": "set_marker", "node": made, "value": "三是"}),
            json!({"op": "renumber", "parent": parent}),
            json!({"op": "set_status", "node": made, "value": "done"}),
            json!({"op": "set_kind", "node": made, "value": "section"}),
        ],
    );
    let show = program.show(&dir);
    let made_now = by_id(&show, &made);
    assert_eq!((&made_now["kind"], &made_now["status"]), (&json!("section"), &json!("done")));
    assert_eq!(node(&show, "发展服务业")["marker"], "三是");
    // No word of the task is lost in the section.
    let words = format!("{}。{}", made_now["title"].as_str().unwrap(), made_now["text"].as_str().unwrap());
    assert_eq!(words, node(&before, "做强制造业")["text"].as_str().unwrap());
    program.apply(&dir, &[json!({"op": "set_kind", "node": made, "value": "task"})]);
    assert_eq!(by_id(&program.show(&dir), &made)["text"], node(&before, "做强制造业")["text"]);
}

#[test]
fn several_nodes_at_once() {
    let program = Program::new();
    let dir = program.project();
    let before = program.show(&dir);
    let (made, served, met) = (id(&before, "做强制造业"), id(&before, "发展服务业"), id(&before, "联席会议"));
    let goal = node(&before, "联席会议")["parent"].clone();
    saved_and_undone(
        &program,
        &dir,
        &[
            json!({"op": "assign_all", "items": [
                {"node": made, "units": [{"name": "市财政局", "role": "lead"}]},
                {"node": served, "units": ["市商务局", "市教育局"]},
            ]}),
            json!({"op": "move_all", "nodes": [served, made], "parent": goal, "before": met}),
            json!({"op": "duplicate", "nodes": [made, served]}),
        ],
    );
    let show = program.show(&dir);
    let under: Vec<&str> = nodes(&show)
        .iter()
        .filter(|node| node["parent"] == goal)
        .map(|node| node["text"].as_str().unwrap().get(..15).unwrap())
        .collect();
    assert_eq!(under[0], under[1]);
    assert!(under[0].starts_with("做强制造业") && under.len() >= 5, "{under:?}");
    let answers = program.apply(&dir, &[json!({"op": "remove_all", "nodes": [made, goal]})]);
    assert!(answers[0].starts_with("saved"), "{answers:?}");
    let left = program.show(&dir);
    assert!(nodes(&left).iter().all(|node| node["id"] != goal && node["parent"] != goal));
}

#[test]
fn markdown_is_pasted_as_sections_and_tasks() {
    let program = Program::new();
    let dir = program.project();
    let before = program.show(&dir);
    let document = before["documents"][0]["id"].clone();
    let markdown = "# 三、保障措施\n\n- （一）强化督导\n  （牵头单位：市政府办；配合单位：市财政局）（时限：2026年6月底前）\n  - 每季度通报\n1. 另一条\n";
    saved_and_undone(
        &program,
        &dir,
        &[json!({"op": "paste", "parent": document, "before": null, "markdown": markdown})],
    );
    let show = program.show(&dir);
    let section = node(&show, "保障措施");
    assert_eq!((&section["kind"], &section["marker"]), (&json!("section"), &json!("三、")));
    let task = node(&show, "强化督导");
    assert_eq!((&task["parent"], &task["marker"]), (&section["id"], &json!("（一）")));
    assert_eq!(
        task["units"],
        json!([{"name": "市政府办", "role": "lead"}, {"name": "市财政局", "role": "support"}])
    );
    assert_eq!(task["due"], "2026-06-30");
    assert_eq!(node(&show, "每季度通报")["parent"], task["id"]);
    let empty = program.apply(&dir, &[json!({"op": "paste", "parent": document, "markdown": " "})]);
    assert!(empty[0].starts_with("error empty_value"), "{empty:?}");
}

#[test]
fn a_thread_of_annotations_and_an_earlier_value() {
    let program = Program::new();
    let dir = program.project();
    let made = id(&program.show(&dir), "做强制造业");
    program.apply(
        &dir,
        &[json!({"op": "annotate", "node": made, "quote": "200家", "body": "请核", "author": "市统计局"})],
    );
    let note = by_id(&program.show(&dir), &made)["annotations"][0].clone();
    assert_eq!(note["reply_to"], Json::Null);
    saved_and_undone(
        &program,
        &dir,
        &[
            json!({"op": "set_annotation", "node": note["id"], "body": "请核口径"}),
            json!({"op": "reply", "node": note["id"], "body": "已核", "author": "市经信局"}),
            json!({"op": "restore", "node": made, "field": "title", "value": "旧题"}),
        ],
    );
    let show = program.show(&dir);
    let made_now = by_id(&show, &made);
    let thread = made_now["annotations"].as_array().unwrap();
    assert!(thread.len() >= 2);
    assert!(thread[1..].iter().all(|reply| reply["reply_to"] == note["id"] && reply["span"] == note["span"]));
    assert_eq!((&thread[0]["body"], &made_now["title"]), (&json!("请核口径"), &json!("旧题")));
    let answers = program.apply(
        &dir,
        &[
            json!({"op": "restore", "node": made, "field": "units", "value": "x"}),
            json!({"op": "remove", "node": note["id"]}),
        ],
    );
    assert!(answers[0].starts_with("error") && answers[1].starts_with("saved"), "{answers:?}");
    assert_eq!(by_id(&program.show(&dir), &made)["annotations"], json!([]));
}

#[test]
fn units_are_edited_renamed_merged_ordered_and_removed() {
    let program = Program::new();
    let dir = program.project();
    let lines = [
        json!({"op": "enter_units", "units": [{"full_name": "市工信局", "order": 1}, "市商务局", {"full_name": "市经贸委", "order": 3}]}),
        json!({"op": "edit_unit", "unit": "市工信局", "value": {"full_name": "市工业和信息化局", "short_name": "工信局"}}),
        json!({"op": "edit_unit", "unit": "市经贸委", "value": {"merged_into": "工信局", "since": "2019-01-01"}}),
        json!({"op": "edit_unit", "unit": "市商务局", "value": {"aliases": ["商务口"], "posts": [{"post": "局长", "holder": "甲"}]}}),
        json!({"op": "order_units", "units": ["商务口", "工信局"]}),
    ];
    for line in lines {
        let before = program.show(&dir)["state_hash"].clone();
        let answers = program.apply(&dir, &[line.clone(), json!({"op": "undo"})]);
        assert!(answers.iter().all(|answer| answer.starts_with("saved ")), "{line}: {answers:?}");
        assert_eq!(program.show(&dir)["state_hash"], before, "{line}");
        program.apply(&dir, std::slice::from_ref(&line));
    }
    let directory = program.show(&dir)["directory"].clone();
    let names: Vec<_> = directory.as_array().unwrap().iter().map(|unit| unit["full_name"].clone()).collect();
    assert_eq!(names, ["市商务局", "市工业和信息化局", "市经贸委"]);
    assert_eq!(directory[0]["posts"], json!([{"post": "局长", "holder": "甲"}]));
    assert_eq!(directory[1]["aliases"], json!(["市工信局"]));
    assert_eq!(
        (&directory[2]["merged_into"], &directory[2]["since"]),
        (&directory[1]["id"], &json!("2019-01-01"))
    );
    let answers = program.apply(
        &dir,
        &[
            json!({"op": "edit_unit", "unit": "工信局", "value": {"merged_into": "市经贸委"}}),
            json!({"op": "edit_unit", "unit": "没有的单位", "value": {}}),
            json!({"op": "remove_unit", "unit": "商务口"}),
        ],
    );
    assert!(
        answers[0].starts_with("error circle") && answers[1].starts_with("error unknown_id"),
        "{answers:?}"
    );
    assert!(answers[2].starts_with("saved"));
    assert_eq!(program.show(&dir)["directory"].as_array().unwrap().len(), 2);
}
