//! Fields that words are typed into.

use super::*;

#[test]
fn every_field_is_there_and_can_be_edited() {
    let mut user = User::new();
    let task = user.selected();
    user.types("编号", "甲、");
    user.types("标题", "推进园区建设");
    user.key(Key::Enter);
    user.types("原文", "推进园区建设，完善配套。");
    user.types("牵头领导", "分管副县长");
    user.types("备注", "按月报送");
    user.types("完成时限", "年底前");
    assert!(user.sees("即 2026年12月31日"), "said while one types");
    user.harness.state_mut().queue.push(UiCommand::Flush);
    user.look();
    let view = user.desk().plan().node(task).expect("there");
    assert_eq!(
        (view.marker().as_ref(), view.text().as_str(), view.leader(), view.note()),
        ("甲、", "推进园区建设，完善配套。", "分管副县长", "按月报送")
    );
    assert!(user.sees("已改写"));
    user.click(accesskit::Role::ComboBox, "状态");
    user.presses("部分完成");
    user.click(accesskit::Role::ComboBox, "类别");
    user.presses("章节");
    let view = user.desk().plan().node(task).expect("there");
    assert_eq!((view.kind(), view.status()), (NodeKind::Section, TaskStatus::Mixed));
}

#[test]
fn tab_goes_through_the_fields_in_order_and_keys_lead_back_to_the_outline() {
    let mut user = User::new();
    user.harness.state_mut().desk.side.focus(TextField::Title);
    user.look();
    let mut order = Vec::new();
    for _ in 0..16 {
        order.extend(user.focused());
        user.key(Key::Tab);
    }
    let place = |name: &str| order.iter().position(|label| label == name);
    let wanted =
        ["标题", "编号", "类别", "状态", "原文", "添加指标", "添加单位", "牵头领导", "完成时限", "备注"];
    let places: Vec<_> = wanted.iter().map(|name| place(name)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {order:?}");
    user.types("备注", "写错了");
    user.key(Key::Escape);
    assert_eq!(user.reads("备注"), "");
    assert!(!user.harness.state().outline_asked, "the first Esc only takes the words back");
    user.key(Key::Escape);
    assert!(user.harness.state().outline_asked);
    user.harness.state_mut().outline_asked = false;
    user.types("备注", "写对了");
    user.key(Key::Tab);
    let task = user.selected();
    assert_eq!(user.desk().plan().node(task).expect("there").note(), "写对了");
}

#[test]
fn a_target_is_entered_in_one_line_and_corrected() {
    let mut user = User::new();
    let task = user.selected();
    user.presses("添加指标");
    user.writes("推动发展");
    assert!(user.sees("没有看出数字和计量单位"));
    user.types("整句录入指标", "新增规上企业20家以上");
    assert!(user.sees("读作：新增规上企业"));
    assert_eq!((user.reads("目标值"), user.reads("计量单位")), ("20".to_owned(), "家".to_owned()));
    user.types("目标值", "突破1200亿元");
    assert!(user.sees("读作：突破 1200亿元"));
    user.types("目标值", "二十五");
    assert!(user.sees("25家"));
    user.types("期限", "年底前");
    assert!(user.sees("即 2026年12月31日"));
    user.presses("完成");
    let targets = user.desk().plan().node(task).expect("there").targets();
    assert_eq!(targets.len(), 1);
    let value = targets[0].value();
    assert_eq!(value.amount, crate::model::Amount::Single(25.0));
    assert_eq!((value.measure.as_str(), targets[0].quote().as_ref()), ("家", "新增规上企业20家以上"));
}

#[test]
fn two_numbers_in_one_line_are_two_targets_and_one_step() {
    let mut user = User::new();
    let task = user.selected();
    user.presses("添加指标");
    user.types("整句录入指标", "地区生产总值突破1350亿元，年均增长7%以上");
    assert!(user.sees("7%"));
    user.presses("完成");
    let quotes = |user: &User| {
        let targets = user.desk().plan().node(task).expect("there").targets();
        targets.iter().map(|target| target.quote().into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(quotes(&user), ["地区生产总值突破1350亿元", "年均增长7%以上"]);
    user.run(Command::Undo);
    assert!(quotes(&user).is_empty());
}

#[test]
fn what_stands_in_a_targets_fields_is_kept_when_another_is_opened() {
    let mut user = User::new();
    let task = user.selected();
    for line in ["新增规上企业20家", "新建厂房5栋"] {
        user.presses("添加指标");
        user.writes(line);
        user.presses("完成");
    }
    user.presses("新增规上企业20家");
    user.types("目标值", "25");
    user.presses("新建厂房5栋");
    user.types("目标值", "6");
    user.presses("添加指标");
    user.writes("培育专精特新企业3家");
    user.harness.state_mut().queue.push(UiCommand::NewTarget(task, "引进项目8个".to_owned()));
    user.look();
    let amounts = |user: &User| {
        let targets = user.desk().plan().node(task).expect("there").targets();
        targets.iter().map(|target| target.value().amount).collect::<Vec<_>>()
    };
    let single = crate::model::Amount::Single;
    assert_eq!(amounts(&user), [single(25.0), single(6.0), single(3.0)]);
    user.types("目标值", "若干");
    user.harness.state_mut().queue.push(UiCommand::NewTarget(task, "签约2家".to_owned()));
    user.look();
    assert_eq!(user.harness.state().notices.len(), 1, "words that are no target yet are told");
}

#[test]
fn letters_of_an_input_method_are_recorded_nowhere() {
    let mut user = User::new();
    let (task, other) = (user.selected(), user.tasks()[1]);
    for field in ["备注", "标题", "牵头领导", "添加单位"] {
        let title = user.desk().plan().node(task).expect("there").title().into_owned();
        user.field(field).focus();
        user.look();
        user.composes("fa gai");
        assert!(user.desk().side.draft.composing);
        // Keys belong to the input method while it composes.
        user.keys(Modifiers::COMMAND, Key::R);
        user.harness.state_mut().queue.push(UiCommand::Flush);
        user.look();
        let view = user.desk().plan().node(task).expect("there");
        assert_eq!((view.note(), view.leader(), view.title().as_ref()), ("", "", title.as_str()), "{field}");
        assert!(user.names_of(task).is_empty(), "{field}");
        assert_eq!(user.selected(), task);
        user.composes("");
    }
    user.field("添加单位").focus();
    user.look();
    user.composes("fa gai wei");
    user.ime(ImeEvent::Commit("发改".to_owned()));
    user.key(Key::Enter);
    assert_eq!(user.names_of(task), ["市发改委"]);
    user.field("备注").focus();
    user.look();
    user.composes("an yue");
    user.ime(ImeEvent::Commit("按月".to_owned()));
    user.select(other);
    assert_eq!(user.desk().plan().node(task).expect("there").note(), "按月");
}

#[test]
fn no_words_are_lost_when_another_row_is_activated() {
    let mut user = User::new();
    let (task, other) = (user.selected(), user.tasks()[1]);
    user.types("添加单位", "县某某专班");
    user.select(other);
    assert_eq!(user.names_of(task), ["县某某专班"]);
    assert_eq!(user.reads("添加单位"), "");
    user.types("添加单位", "sfgw");
    user.select(task);
    assert_eq!(user.names_of(other), ["市发改委"], "letters that mean one unit only are that unit");
    user.types("添加单位", "s");
    user.select(other);
    assert_eq!(user.names_of(task), ["县某某专班"], "letters are no name");
    user.types("牵头领导", "县长");
    user.select(task);
    assert_eq!(user.desk().plan().node(other).expect("there").leader(), "县长");
}

#[test]
fn a_comment_is_answered_reworded_and_removed() {
    let mut user = User::new();
    let task = user.selected();
    let (body, author) = ("请补充资金来源".to_owned(), "市金融办".to_owned());
    user.run(Command::Annotate { node: task, quote: String::new(), start: None, body, author });
    user.presses("回复");
    user.writes("已列入预算");
    user.types("回复单位", "市发改委");
    user.presses("保存");
    let notes = user.desk().plan().node(task).expect("there").annotations();
    assert_eq!(notes.len(), 2);
    assert_eq!((notes[1].body(), notes[1].author()), ("已列入预算", "市发改委"));
    assert_eq!(notes[1].reply_to(), Some(notes[0].id()));
    user.presses("修改");
    user.types("批注内容", "请注明资金来源");
    user.presses("保存");
    assert_eq!(user.desk().plan().node(task).expect("there").annotations()[0].body(), "请注明资金来源");
    user.presses("办结");
    assert!(user.desk().plan().node(task).expect("there").annotations()[0].is_resolved());
    user.presses("删除批注");
    assert!(user.desk().plan().node(task).expect("there").annotations().is_empty());
}
