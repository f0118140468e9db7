//! Chinese input: letters that an input method is still composing are nowhere recorded, and keys that
//! it uses do nothing else.

use super::user::User;
use egui::{Event, ImeEvent, Key, Modifiers, accesskit::Role};
use luoshi::ui::Start;
use tempfile::tempdir;

const NONE: Modifiers = Modifiers::NONE;

fn composes(user: &mut User, letters: &str) {
    user.event(Event::Ime(ImeEvent::Preedit { text: letters.to_owned(), active_range_chars: None }));
}

fn commits(user: &mut User, words: &str) {
    user.event(Event::Ime(ImeEvent::Commit(words.to_owned())));
}

/// Composes in every field that the screen has.
fn all_fields(user: &mut User, screen: &str, least: usize) {
    let fields = user.fields();
    assert!(fields.len() >= least, "{screen}: only {fields:?}");
    // What was opened last comes first: going elsewhere may put it away with its fields.
    for field in fields.into_iter().rev() {
        if !user.fields().contains(&field) {
            continue;
        }
        user.enters(&field);
        // Words that are selected would give way.
        user.keys(NONE, Key::End);
        let keyboard = user.has_keyboard();
        assert!(keyboard.is_some(), "{screen}, {field}");
        let (before, revision, rows) = (user.reads(&field), user.revision(), user.rows());
        composes(user, "fa");
        composes(user, "fa zhan");
        for key in [Key::Enter, Key::Tab, Key::Escape, Key::ArrowDown, Key::F2, Key::F9, Key::Delete] {
            user.keys(NONE, key);
            assert_eq!(user.has_keyboard(), keyboard, "{screen}, {field}: {key:?} leaves the field");
        }
        user.keys(Modifiers::COMMAND, Key::Num5);
        assert_eq!(user.revision(), revision, "{screen}, {field}: letters were recorded");
        assert_eq!(user.rows(), rows, "{screen}, {field}: letters or keys changed the outline");
        commits(user, "发展");
        let after = user.reads(&field);
        assert_eq!(
            after.matches("发展").count(),
            before.matches("发展").count() + 1,
            "{screen}, {field}: {after}"
        );
        assert!(!after.contains("fa zhan"), "{screen}, {field}: {after}");
        assert_eq!(user.has_keyboard(), keyboard, "{screen}, {field}");
        if field == "搜索" {
            // What was found stands over the outline.
            user.keys(NONE, Key::Escape);
        }
    }
}

#[test]
fn no_field_records_what_is_being_composed() {
    let home = tempdir().unwrap();
    let mut user = User::at(home.path(), Start::Welcome);
    all_fields(&mut user, "welcome", 2);
    user.click(Role::Button, "示例项目");
    user.wait("the sample", |user| user.has(Role::TreeItem, "三、 重点任务"));
    user.click(Role::TreeItem, "巩固制造业核心地位");
    all_fields(&mut user, "side panel", 5);
    user.click(Role::TreeItem, "巩固制造业核心地位");
    user.click(Role::Button, "添加指标");
    all_fields(&mut user, "target", 6);
    for (screen, modifiers, key, least) in [
        ("find in text", Modifiers::COMMAND, Key::F, 6),
        ("search", Modifiers { shift: true, ..Modifiers::COMMAND }, Key::F, 1),
        ("palette", Modifiers::COMMAND, Key::K, 1),
        ("settings", Modifiers::COMMAND, Key::Comma, 2),
        ("task table", Modifiers::COMMAND, Key::Num2, 0),
        ("matrix", Modifiers::COMMAND, Key::Num3, 0),
        ("units", Modifiers::COMMAND, Key::Num4, 0),
        ("print", Modifiers::COMMAND, Key::Num5, 2),
    ] {
        user.keys(modifiers, key);
        all_fields(&mut user, screen, least);
        user.keys(NONE, Key::Escape);
        user.keys(NONE, Key::Escape);
    }
}

#[test]
fn what_was_composed_is_one_record_and_one_step_back() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.click(Role::TreeItem, "巩固制造业核心地位");
    user.types("备注", "");
    let revision = user.revision();
    for (letters, words) in [("an", "按"), ("ji", "季"), ("bao song", "报送")] {
        composes(&mut user, letters);
        user.keys(NONE, Key::Enter);
        commits(&mut user, words);
    }
    assert_eq!(user.revision(), revision, "what is typed is an edit only when the field is left");
    user.activate(Role::TreeItem, "建设美丽乡村");
    user.activate(Role::TreeItem, "巩固制造业核心地位");
    assert_eq!(user.selected(|node| node.note().to_owned()), "按季报送");
    user.click(Role::Button, "撤销");
    assert_eq!(user.selected(|node| node.note().to_owned()), "");
}

#[test]
fn a_comment_is_kept_when_the_window_goes_while_its_end_is_being_composed() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.click(Role::TreeItem, "巩固制造业核心地位");
    let task = user.selected_text();
    user.activate(Role::Button, "添加批注");
    user.types("批注内容", "请补充资金来源");
    composes(&mut user, "he shi");
    user.ends();
    let mut user = User::with_sample(home.path());
    assert_eq!(user.selected_text(), task, "the last place");
    user.look();
    let body = user
        .selected(|node| node.annotations().iter().map(|note| note.body().to_owned()).collect::<Vec<_>>());
    assert_eq!(body, ["请补充资金来源"]);
}
