//! Searching as one types, with conditions, and searches kept under names.

use super::user::User;
use egui::{Event, ImeEvent, Key, Modifiers, accesskit::Role};
use luoshi::ui::Start;
use tempfile::tempdir;

const NONE: Modifiers = Modifiers::NONE;
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

/// What is found, as the list says it.
fn found(user: &User) -> Vec<String> {
    user.all(Role::ListBoxOption)
}

fn searches(user: &mut User, words: &str) {
    user.types("搜索", words);
    user.wait("the count", |user| user.sees("找到") && !user.sees("已找到"));
}

#[test]
fn words_and_initials_find_and_enter_goes_there() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(CTRL_SHIFT, Key::F);
    assert_eq!(user.has_keyboard(), Some((Role::SearchInput, "搜索".into())));
    assert!(user.sees("输入文字或拼音首字母"));
    for typed in ["现代产业体系", "gjxdcy", "XIANDAICHANYE"] {
        searches(&mut user, typed);
        let first = found(&user).first().cloned().unwrap_or_default();
        assert!(first.contains("构建现代产业体系"), "{typed}: {first}");
    }
    let (path, _) = user.describes(Role::ListBoxOption, "构建现代产业体系");
    assert!(path.contains("标题") && path.contains("提升产业发展能级"), "{path}");
    user.keys(NONE, Key::Enter);
    assert!(user.selected_text().contains("产业链图谱"));
    // The keyboard stays for the next hit; the list follows the arrows.
    searches(&mut user, "责任单位");
    let hits = found(&user);
    assert!(hits.len() > 3, "{hits:?}");
    user.keys(NONE, Key::ArrowDown);
    user.keys(NONE, Key::ArrowDown);
    user.keys(NONE, Key::Enter);
    let third = user.selected(|node| node.title().into_owned());
    assert!(user.describes(Role::ListBoxOption, &hits[2]).0.contains(&third), "{third}");
    user.keys(NONE, Key::Escape);
    assert!(found(&user).is_empty());
}

#[test]
fn units_are_found_by_initials_and_said_to_be_units() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(CTRL_SHIFT, Key::F);
    searches(&mut user, "sjxj");
    assert!(!found(&user).is_empty());
    let (path, _) = user.describes(Role::ListBoxOption, "市经信局");
    assert!(path.starts_with("单位"), "{path}");
}

#[test]
fn conditions_combine_with_words_and_are_taken_off_again() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(CTRL_SHIFT, Key::F);
    searches(&mut user, "园区");
    let all = found(&user).len();
    user.click(Role::Button, "未分派");
    let fewer = found(&user).len();
    assert!(fewer < all && fewer > 0, "{fewer} of {all}");
    user.click(Role::Button, "状态");
    user.click(Role::Button, "已完成");
    user.click(Role::Button, "有批注");
    assert!(user.sees("没有找到"));
    user.click(Role::Button, "清除条件");
    assert_eq!(found(&user).len(), all);
    assert_eq!(user.reads("搜索"), "园区");
}

#[test]
fn esc_puts_the_search_away_after_a_click_on_a_condition() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(CTRL_SHIFT, Key::F);
    searches(&mut user, "园区");
    user.click(Role::Button, "未分派");
    assert!(!found(&user).is_empty());
    user.keys(NONE, Key::Escape);
    assert!(found(&user).is_empty() && !user.has(Role::Button, "关闭搜索"));
    user.keys(NONE, Key::Escape);
    assert_eq!(user.reads("搜索"), "");
}

#[test]
fn one_esc_closes_the_list_and_the_next_ends_the_search_and_what_it_hid() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(CTRL_SHIFT, Key::F);
    searches(&mut user, "产业体系");
    user.click(Role::Button, "只看结果");
    user.enters("搜索");
    assert!(!user.has(Role::TreeItem, "补齐县城短板弱项"));
    user.keys(NONE, Key::Escape);
    assert!(!user.has(Role::Button, "关闭搜索"), "the list is gone");
    assert_eq!(user.reads("搜索"), "产业体系");
    assert_eq!(user.has_keyboard().map(|(_, name)| name).as_deref(), Some("搜索"));
    user.keys(NONE, Key::Escape);
    assert_eq!(user.reads("搜索"), "");
    assert!(user.has(Role::TreeItem, "补齐县城短板弱项"), "all rows are there again");
}

#[test]
fn only_what_was_found_stands_in_the_outline_until_all_is_asked_for() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(CTRL_SHIFT, Key::F);
    searches(&mut user, "产业体系");
    user.click(Role::Button, "只看结果");
    user.click(Role::Button, "关闭搜索");
    assert!(user.has(Role::TreeItem, "构建现代产业体系") && !user.has(Role::TreeItem, "补齐县城短板弱项"));
    user.click(Role::Button, "× 显示全部");
    assert!(user.has(Role::TreeItem, "补齐县城短板弱项"));
}

#[test]
fn a_search_with_a_name_is_there_again_the_next_time() {
    let home = tempdir().unwrap();
    let path = home.path().join("方案.txt");
    let report = "某县二〇二六年重点工作方案\n\n一、重点任务\n（一）稳增长。地区生产总值增长6%以上。（责任单位：县发改局、县统计局）\n（二）抓项目。新开工重点项目20个。（责任单位：县财政局）\n";
    std::fs::write(&path, report).unwrap();
    let mut user = User::at(home.path(), Start::Path(path));
    user.wait("the report", |user| user.has(Role::TreeItem, "稳增长"));
    user.keys(CTRL_SHIFT, Key::F);
    searches(&mut user, "项目");
    user.click(Role::Button, "无时限");
    user.click(Role::Button, "常用搜索");
    assert!(user.sees("还没有保存的搜索"));
    user.types("保存这次搜索", "没有时限的项目");
    user.click(Role::Button, "保存");
    user.ends();

    let mut user = User::at(home.path(), Start::Usual);
    user.wait("the project", |user| user.has(Role::TreeItem, "稳增长"));
    user.keys(CTRL_SHIFT, Key::F);
    assert_eq!(user.reads("搜索"), "");
    user.click(Role::Button, "常用搜索");
    user.click(Role::Button, "没有时限的项目");
    user.look();
    assert_eq!(user.reads("搜索"), "项目");
    assert!(found(&user).iter().any(|hit| hit.contains("新开工重点项目")), "{:?}", found(&user));
    user.click(Role::Button, "常用搜索");
    user.click(Role::Button, "改名：没有时限的项目");
    user.types("名称", "补时限");
    user.keys(NONE, Key::Enter);
    assert!(user.has(Role::Button, "补时限") && !user.has(Role::Button, "没有时限的项目"));
    user.click(Role::Button, "删除：补时限");
    assert!(!user.has(Role::Button, "补时限"));
}

#[test]
fn a_slash_searches_from_the_outline_and_is_a_letter_in_a_field() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.click(Role::TreeItem, "构建现代产业体系");
    user.event(Event::Text("/".into()));
    user.keys(NONE, Key::Slash);
    assert_eq!(user.has_keyboard(), Some((Role::SearchInput, "搜索".into())));
    user.types("备注", "甲");
    user.keys(NONE, Key::Slash);
    user.event(Event::Text("/乙".into()));
    assert_eq!(user.reads("备注"), "甲/乙");
}

#[test]
fn what_an_input_method_composes_is_searched_for_when_it_is_done() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(CTRL_SHIFT, Key::F);
    user.event(Event::Ime(ImeEvent::Preedit { text: "chan ye".into(), active_range_chars: None }));
    user.keys(NONE, Key::ArrowDown);
    user.keys(NONE, Key::Enter);
    assert!(user.sees("输入文字或拼音首字母") && found(&user).is_empty());
    user.event(Event::Ime(ImeEvent::Commit("产业体系".into())));
    assert!(found(&user).first().is_some_and(|hit| hit.contains("产业体系")));
}

#[test]
fn what_is_edited_is_found_at_once() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(CTRL_SHIFT, Key::F);
    searches(&mut user, "盯住不放");
    assert!(user.sees("没有找到"));
    user.click(Role::TreeItem, "三、 重点任务");
    user.types("备注", "盯住不放");
    user.keys(NONE, Key::Tab);
    user.wait("the hit", |user| !found(user).is_empty());
    assert!(user.describes(Role::ListBoxOption, "盯住不放").0.starts_with("批注"));
}
