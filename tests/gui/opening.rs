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
    user.click(Role::Button, "处责任单位");
    assert!(user.rows() < all, "{} of {all}", user.rows());
    assert!(!user.has(Role::TreeItem, "惠民生"));
    assert!(user.selected(|node| node.text().contains("地区生产总值")), "the first hit is shown in the text");
    user.click(Role::Button, "处责任单位");
    assert_eq!(user.rows(), all);
    user.click(Role::Button, "处缺右括号");
    assert!(user.has(Role::TreeItem, "抓项目") && !user.has(Role::TreeItem, "稳增长"));
    user.click(Role::Button, "显示全部");
    assert_eq!(user.rows(), all);
}

#[test]
fn the_units_found_are_listed_and_each_is_a_filter() {
    let home = tempdir().unwrap();
    let path = home.path().join("方案.txt");
    std::fs::write(&path, REPORT).unwrap();
    let mut user = User::at(home.path(), Start::Path(path));
    user.wait("the report", |user| user.has(Role::Button, "个单位"));
    user.click(Role::Button, "个单位");
    assert!(user.has(Role::Button, "县发改局　2项"));
    user.click(Role::Button, "县统计局　1项");
    assert!(user.has(Role::TreeItem, "稳增长") && !user.has(Role::TreeItem, "抓项目"));
    user.click(Role::Button, "显示全部");
    assert!(user.has(Role::TreeItem, "抓项目"));
}

#[test]
fn a_report_opened_beside_the_sample_gets_a_project_of_its_own() {
    let home = tempdir().unwrap();
    let path = home.path().join("方案.txt");
    std::fs::write(&path, REPORT).unwrap();
    let mut user = User::with_sample(home.path());
    user.drops(&path);
    user.wait("the report", |user| user.has(Role::TreeItem, "稳增长"));
    assert!(!user.has(Role::TreeItem, "县域经济争先进位行动方案"), "nothing of the sample is mixed in");
    assert!(user.sees("方案.luoshi"), "the status line says where the project lies");
    let rows = user.rows();
    user.keys(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(user.rows(), rows, "what made the project is no step to take back");
    assert!(!user.has(Role::Button, "通知"), "nothing to undo is no trouble");
}

#[test]
fn a_report_comes_into_an_open_project_once_and_the_outline_jumps_to_it() {
    let home = tempdir().unwrap();
    let (one, two) = (home.path().join("一.txt"), home.path().join("二.txt"));
    std::fs::write(&one, REPORT).unwrap();
    std::fs::write(&two, REPORT.replace("某县二〇二六年", "某市二〇二七年").replace("稳增长", "促消费"))
        .unwrap();
    let mut user = User::at(home.path(), Start::Path(one.clone()));
    user.wait("the report", |user| user.has(Role::TreeItem, "稳增长"));
    user.drops(&two);
    user.wait("the second report", |user| user.has(Role::TreeItem, "促消费"));
    assert!(user.selected(|node| node.title().contains("重点任务")));
    let rows = user.rows();
    user.drops(&one);
    user.wait("a word about it", |user| user.sees("已在项目中"));
    assert_eq!(user.rows(), rows, "the same report is not taken twice");
    user.activate(Role::TreeItem, "促消费");
    user.types("备注", "按季报送");
    user.keys(egui::Modifiers::NONE, egui::Key::Escape);
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

#[test]
fn a_second_report_is_scrolled_to_and_the_outline_stays_there() {
    let home = tempdir().unwrap();
    let (first, second) = (home.path().join("甲.txt"), home.path().join("乙.txt"));
    let tasks = |place: &str| -> String {
        let line = |at| format!("{at}．推进{place}第{at}个产业园区基础设施建设，完善配套服务。\n");
        (1..=40).map(line).collect::<Vec<_>>().concat()
    };
    std::fs::write(&first, format!("甲县重点工作安排\n\n一、做强产业\n{}", tasks("甲县"))).unwrap();
    std::fs::write(&second, format!("乙县重点工作安排\n\n一、做优服务\n{}", tasks("乙县"))).unwrap();
    let mut user = User::at(home.path(), Start::Path(first));
    user.wait("the report", |user| user.has(Role::TreeItem, "做强产业"));
    user.drops(&second);
    user.wait("the other report", |user| user.has(Role::TreeItem, "做优服务"));
    for _ in 0..60 {
        user.look();
    }
    assert!(user.has(Role::TreeItem, "做优服务"), "{:?}", user.all(Role::TreeItem));
    assert!(user.has(Role::TreeItem, "推进乙县第9个"), "what follows is in view");
    assert!(!user.has(Role::TreeItem, "推进甲县第40个"));
}

#[test]
fn several_files_dropped_together_come_into_the_project_and_what_failed_is_summed_up() {
    let home = tempdir().unwrap();
    let path = |name: &str| home.path().join(name);
    std::fs::write(path("一.txt"), REPORT).unwrap();
    std::fs::write(path("二.txt"), REPORT.replace("稳增长", "促消费")).unwrap();
    std::fs::write(path("三.md"), REPORT.replace("稳增长", "保供应")).unwrap();
    std::fs::write(path("空.txt"), "").unwrap();
    std::fs::write(path("坏.docx"), "PK\u{3}\u{4}").unwrap();
    let mut user = User::at(home.path(), Start::Path(path("一.txt")));
    user.wait("the report", |user| user.has(Role::TreeItem, "稳增长"));
    let two = path("二.txt");
    user.drops_all(&[&path("一.txt"), &two, &path("三.md"), &path("空.txt"), &path("坏.docx")]);
    user.wait("the others", |user| user.has(Role::Button, "知道了"));
    assert!(user.sees("有 2 个文件没有导入") && user.sees("空.txt、坏.docx"));
    user.click(Role::Button, "知道了");
    assert!(user.sees("已导入 2 个文件"));
    user.wait("the outline", |user| user.has(Role::TreeItem, "促消费"));
}

#[test]
fn a_folder_of_reports_becomes_one_project_beside_it() {
    let home = tempdir().unwrap();
    let folder = home.path().join("2026年报告");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("一.txt"), REPORT).unwrap();
    std::fs::write(folder.join("二.csv"), "序号,工作任务,责任单位\n1,新建水厂2座,县水利局\n").unwrap();
    std::fs::write(folder.join("图.png"), "x").unwrap();
    let mut user = User::at(home.path(), Start::Welcome);
    user.drops(&folder);
    user.wait("the reports", |user| user.has(Role::TreeItem, "稳增长"));
    assert!(folder.with_extension("luoshi").is_dir());
    assert!(!user.has(Role::Button, "知道了"), "a picture is passed over");
    user.keys(egui::Modifiers::NONE, egui::Key::End);
    user.wait("the second", |user| user.has(Role::TreeItem, "新建水厂"));
}

#[test]
fn the_open_project_opened_again_stays_open_for_writing() {
    let home = tempdir().unwrap();
    let path = home.path().join("方案.txt");
    std::fs::write(&path, REPORT).unwrap();
    let mut user = User::at(home.path(), Start::Path(path));
    user.wait("the report", |user| user.has(Role::TreeItem, "稳增长"));
    user.wait("the import on disk", |user| user.sees("已保存"));
    let dir = home.path().join("方案.luoshi");
    for path in [dir.join("project.ron"), dir] {
        user.drops(&path);
        user.wait("the word", |user| user.sees("已在本窗口打开"));
        user.harness.run_steps(20);
        assert!(!user.sees("只读") && user.desk().is_some_and(luoshi::ui::Desk::is_writing));
        user.click(Role::TreeItem, "稳增长");
        user.types("备注", "按月报送");
        user.click(Role::TreeItem, "惠民生");
    }
}

#[test]
fn a_report_read_for_one_project_does_not_land_in_the_next() {
    let home = tempdir().unwrap();
    let (first, second) = (home.path().join("方案.txt"), home.path().join("另一方案.txt"));
    std::fs::write(&first, REPORT).unwrap();
    let other = REPORT.replace("稳增长", "修道路").replace("某县", "某区");
    std::fs::write(&second, &other).unwrap();
    let mut user = User::at(home.path(), Start::Path(second.clone()));
    user.wait("the other project", |user| user.has(Role::TreeItem, "修道路"));
    user.ends();
    let mut user = User::at(home.path(), Start::Path(first));
    user.wait("the project", |user| user.has(Role::TreeItem, "稳增长"));
    let third = home.path().join("第三方案.txt");
    std::fs::write(&third, REPORT.replace("稳增长", "办学校").repeat(40)).unwrap();
    user.drops(&third);
    user.drops(&home.path().join("另一方案.luoshi"));
    user.wait("the other project", |user| user.has(Role::TreeItem, "修道路"));
    for _ in 0..100 {
        user.look();
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(!user.has(Role::TreeItem, "办学校"), "it was read for the project that was left");
    assert_eq!(user.desk().map(|desk| desk.plan().documents().count()), Some(1));
}

#[test]
fn the_same_trouble_twice_is_one_notification_and_escape_takes_it_off() {
    let home = tempdir().unwrap();
    let (one, two) = (home.path().join("空.txt"), home.path().join("没有.txt"));
    std::fs::write(&one, "").unwrap();
    std::fs::write(&two, " ").unwrap();
    let mut user = User::with_sample(home.path());
    user.drops(&one);
    user.wait("the trouble", |user| user.has(Role::Button, "知道了"));
    user.drops(&one);
    user.wait("the count", |user| user.sees("（2次）"));
    assert_eq!(user.count(Role::Button, "知道了"), 1);
    user.drops(&two);
    user.wait("the other", |user| user.count(Role::Button, "知道了") == 2);
    user.enters("搜索");
    user.keys(egui::Modifiers::NONE, egui::Key::Escape);
    assert_eq!(user.count(Role::Button, "知道了"), 2, "the field has the key");
    user.keys(egui::Modifiers::NONE, egui::Key::Escape);
    assert!(user.count(Role::Button, "知道了") == 1 && !user.sees("没有.txt"), "the newest goes first");
    user.keys(egui::Modifiers::NONE, egui::Key::Escape);
    assert!(!user.has(Role::Button, "知道了"));
}
