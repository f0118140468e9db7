//! What was changed before, and by whom.

use super::*;
use std::{fs, path::Path};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("it is read") {
        let path = entry.expect("an entry").path();
        let there = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &there);
        } else {
            fs::copy(&path, &there).expect("it is copied");
        }
    }
}

fn first_task(session: &Session) -> NodeId {
    let plan = session.plan();
    let document = plan.documents().next().expect("a report").id;
    let is_task = |node: &NodeId| plan.node(*node).is_some_and(|view| view.kind() == NodeKind::Task);
    plan.walk(document).into_iter().find(is_task).expect("a task")
}

fn opened(home: &Path, dir: &Path) -> Session {
    let cancel = CancelToken::new();
    session::open(&Places::under(home), dir, Access::Write, &NoReport, &cancel).expect("it opens")
}

#[test]
fn values_set_differently_are_shown_with_who_and_when_and_one_is_chosen() {
    let (home, away) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("another"));
    session(&home).close().expect("saved");
    let (here, there) = (home.path().join("青山县"), away.path().join("青山县"));
    copy(&here, &there);
    for (place, dir, words) in [(home.path(), &here, "上半年完成"), (away.path(), &there, "年底前完成")]
    {
        let mut session = opened(place, dir);
        let task = first_task(&session);
        session.run(&Command::SetNote(task, words.to_owned())).expect("it is set");
        session.close().expect("saved");
    }
    copy(&there.join("devices"), &here.join("devices"));
    let session = opened(home.path(), &here);
    let mut user = User::at(home, session);
    let task = user.selected();
    assert!(user.sees("备注：改动冲突"));
    assert!(user.has("上半年完成") && user.has("年底前完成"));
    assert!(user.sees("，本机") && user.sees("，另一台电脑"), "computer and time");
    user.presses("的：上半年完成");
    assert_eq!(user.desk().plan().node(task).expect("there").note(), "上半年完成");
    assert!(!user.sees("改动冲突"));
}

#[test]
fn the_history_tells_who_changed_what_and_brings_a_value_back() {
    let mut user = User::new();
    let task = user.selected();
    for words in ["按月报送", "按季报送"] {
        user.run(Command::SetNote(task, words.to_owned()));
    }
    user.run(Command::Assign(task, vec![crate::model::Assignment::new("市科技局", Role::Lead)]));
    user.presses("修改记录");
    for _ in 0..200 {
        if user.sees("按月报送 → 按季报送") && user.sees("市科技局（牵头）") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        user.look();
    }
    assert!(user.sees("责任单位：原文识别结果 → 市科技局（牵头）"));
    assert!(user.sees("备注：按月报送 → 按季报送"));
    user.presses("恢复为：按月报送");
    assert_eq!(user.desk().plan().node(task).expect("there").note(), "按月报送");
    user.run(Command::Undo);
    assert_eq!(user.desk().plan().node(task).expect("there").note(), "按季报送", "one step");
}
