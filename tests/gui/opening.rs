//! Opening: the sample, a path, what was found, what went wrong.

use super::user::User;
use egui::accesskit::Role;
use luoshi::ui::Start;
use tempfile::tempdir;

const REPORT: &str = "某县二〇二六年重点工作方案\n\n一、重点任务\n（一）稳增长。地区生产总值增长6%以上。（责任单位：县发改局、县统计局）\n（二）抓项目。新开工重点项目20个。（责任单位：县发改局、县财政局\n（三）惠民生。新建农村公路30公里。\n";

#[test]
fn the_sample_opens_and_tells_what_was_found() {
    let home = tempdir().unwrap();
    let user = User::with_sample(home.path());
    for words in ["项任务", "个指标", "处责任单位", "缺右括号", "个单位", "行网页内容"]
    {
        assert!(user.has(Role::Button, words), "{words}");
    }
    assert!(user.sees("已保存"));
}

#[test]
fn a_part_of_what_was_found_filters_the_outline_and_shows_all_again() {
    let home = tempdir().unwrap();
    let path = home.path().join("方案.txt");
    std::fs::write(&path, REPORT).unwrap();
    let mut user = User::at(home.path(), Start::Path(path));
    user.wait("the report", |user| user.has(Role::Button, "个指标"));
    let all = user.rows();
    user.click(Role::Button, "个单位");
    assert!(user.rows() < all, "{} of {all}", user.rows());
    assert!(!user.has(Role::TreeItem, "惠民生"));
    user.click(Role::Button, "个单位");
    assert_eq!(user.rows(), all);
}

#[test]
fn a_report_opens_by_its_path_from_the_welcome_screen() {
    let home = tempdir().unwrap();
    let path = home.path().join("方案.txt");
    std::fs::write(&path, REPORT).unwrap();
    let mut user = User::at(home.path(), Start::Welcome);
    user.types("文件或项目的路径", path.to_str().unwrap());
    user.click(Role::Button, "打开");
    user.keys(egui::Modifiers::NONE, egui::Key::Enter);
    user.wait("the report", |user| user.has(Role::TreeItem, "稳增长"));
    assert!(path.with_extension("luoshi").is_dir(), "the project stands beside the report");
}

#[test]
fn what_cannot_be_opened_is_told_with_file_and_way_out_until_it_is_read() {
    let home = tempdir().unwrap();
    let path = home.path().join("空.txt");
    std::fs::write(&path, "").unwrap();
    let mut user = User::at(home.path(), Start::Path(path));
    user.wait("the notification", |user| user.has(Role::Button, "知道了"));
    assert!(user.sees("内容为空") && user.sees("空.txt") && user.sees("怎么办"));
    user.click(Role::Button, "知道了");
    assert!(!user.sees("内容为空"));
}

#[test]
fn a_classified_report_is_refused_and_nothing_is_made() {
    let home = tempdir().unwrap();
    let path = home.path().join("件.txt");
    std::fs::write(&path, format!("机密★1年\n{REPORT}")).unwrap();
    let mut user = User::at(home.path(), Start::Path(path.clone()));
    user.wait("the notification", |user| user.sees("密级标志"));
    assert!(!path.with_extension("luoshi").exists());
}

#[test]
fn pasted_words_become_a_project() {
    let home = tempdir().unwrap();
    let mut user = User::at(home.path(), Start::Welcome);
    user.types("或粘贴报告文字", REPORT);
    user.click(Role::Button, "导入粘贴的文字");
    user.wait("the report", |user| user.has(Role::TreeItem, "抓项目"));
}
