//! Assistive technology: everything has a name, every row says where it stands, and the main job is
//! done by the keyboard alone.

use super::user::User;
use egui::{Event, Key, Modifiers, accesskit::Role};
use luoshi::ui::Start;
use tempfile::tempdir;

const NONE: Modifiers = Modifiers::NONE;

fn writes(user: &mut User, words: &str) {
    user.event(Event::Text(words.to_owned()));
}

#[test]
fn the_main_job_is_done_by_the_keyboard_alone() {
    let home = tempdir().unwrap();
    let mut user = User::new_at(home.path(), Start::Welcome);
    user.tabs_to(Role::Button, "已知悉");
    user.keys(NONE, Key::Enter);
    user.tabs_to(Role::Button, "示例项目");
    user.keys(NONE, Key::Space);
    user.wait("the sample", |user| user.has(Role::TreeItem, "三、 重点任务"));

    user.tabs_to(Role::Tree, "");
    user.keys(NONE, Key::Home);
    for _ in 0..60 {
        if user.selected(|node| node.title() == "巩固制造业核心地位") {
            break;
        }
        user.keys(NONE, Key::ArrowDown);
    }
    user.keys(NONE, Key::F2);
    user.keys(Modifiers::COMMAND, Key::A);
    writes(&mut user, "做强制造业");
    user.keys(NONE, Key::Enter);
    assert_eq!(user.selected(|node| node.title().into_owned()), "做强制造业");

    user.keys(Modifiers::COMMAND, Key::U);
    for unit in ["市财政局", "市审计局"] {
        writes(&mut user, unit);
        user.keys(NONE, Key::Enter);
    }
    let units =
        user.selected(|node| node.units().items.iter().map(|unit| unit.name.clone()).collect::<Vec<_>>());
    assert!(units.ends_with(&["市财政局".to_owned(), "市审计局".to_owned()]), "{units:?}");
    user.keys(NONE, Key::Escape);

    user.keys(Modifiers::COMMAND, Key::M);
    writes(&mut user, "请补充资金来源");
    user.tabs_to(Role::Button, "保存");
    user.keys(NONE, Key::Enter);
    assert_eq!(user.selected(|node| node.annotations()[0].body().to_owned()), "请补充资金来源");

    user.keys(Modifiers::COMMAND, Key::P);
    user.wait("pages", |user| user.sees("第 1 页"));
    assert!(user.is_on_tab("打印"));
}

#[test]
fn everything_that_can_be_operated_has_a_name_and_rows_say_where_they_stand() {
    let home = tempdir().unwrap();
    let mut user = User::new_at(home.path(), Start::Welcome);
    let mut unclear = Vec::new();
    let mut look = |user: &User, screen: &str| {
        unclear.extend(user.unclear().into_iter().map(|what| format!("{screen}: {what}")));
    };
    look(&user, "first start");
    user.click(Role::Button, "已知悉");
    user.click(Role::Button, "示例项目");
    user.wait("the sample", |user| user.has(Role::TreeItem, "三、 重点任务"));
    look(&user, "text");
    user.click(Role::TreeItem, "巩固制造业核心地位");
    look(&user, "side panel");
    user.click(Role::Button, "添加指标");
    user.keys(Modifiers::COMMAND, Key::M);
    look(&user, "target and comment");
    for (screen, modifiers, key) in [
        ("find in text", Modifiers::COMMAND, Key::F),
        ("search", Modifiers { shift: true, ..Modifiers::COMMAND }, Key::F),
        ("palette", Modifiers::COMMAND, Key::K),
        ("keys", NONE, Key::F1),
        ("settings", Modifiers::COMMAND, Key::Comma),
        ("task table", Modifiers::COMMAND, Key::Num2),
        ("matrix", Modifiers::COMMAND, Key::Num3),
        ("units", Modifiers::COMMAND, Key::Num4),
        ("print", Modifiers::COMMAND, Key::Num5),
    ] {
        user.keys(modifiers, key);
        look(&user, screen);
        user.keys(NONE, Key::Escape);
        user.keys(NONE, Key::Escape);
    }
    for (menu, verb) in [("项目", "项目设置"), ("项目", "单位名录"), ("项目", "关于"), ("结构", "拆分")]
    {
        user.click(Role::Button, menu);
        look(&user, menu);
        user.click(Role::Button, verb);
        look(&user, verb);
        user.keys(NONE, Key::Escape);
    }
    assert!(unclear.is_empty(), "{}", unclear.join("\n"));
}
