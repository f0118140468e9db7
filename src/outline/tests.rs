//! Tables of a plan built by hand: a report of two sections, read and then edited.

use super::{Column, Grouping, Row, TableLayout, TableOptions, TaskTable, task_table};
use crate::change::{
    Change, Mint, Record,
    actions::{self, TargetEdit},
    apply,
};
use crate::model::{
    Amount, Assignment, CivilDate, Comparator, Deadline, Evidence, FirstUnit, Joint, MeasureKind, NodeId,
    NodeKind, Plan, ReadNode, ReadTarget, Reading, ReadingId, RecordId, ResponsibleUnit, Role, SourceId,
    SourceSpan, Stamp, TargetValue, TaskStatus, UnitList, WriterId,
};
use std::sync::Arc;

const TEXT: &str = "柳河县2026年政府工作报告\n三、重点任务\n（一）壮大产业。\n1.建成产业园，产值达到50亿元。（责任单位：甲局、乙局等，相关乡镇）\n2.完成技改30项。\n（二）改善民生。\n1.新建学校3所。（责任单位：教育局）\n2.去年建成公园2座。\n";

/// A plan in the making.
pub(super) struct Field {
    pub(super) plan: Plan,
    seq: u64,
}

impl Field {
    pub(super) fn write(&mut self, make: impl FnOnce(&Plan, &mut Mint) -> Change) {
        self.seq += 1;
        let id = RecordId { writer: WriterId(7), seq: self.seq };
        let change = make(&self.plan, &mut Mint::new(id));
        let record = Record { id, lamport: self.seq, stamp: Stamp::default(), change };
        apply(&mut self.plan, &record).unwrap();
    }

    pub(super) fn node(ordinal: u32) -> NodeId {
        NodeId { record: RecordId { writer: WriterId(7), seq: 1 }, ordinal }
    }

    pub(super) fn table(&self, options: &TableOptions) -> TaskTable {
        task_table(&self.plan, options)
    }
}

fn span(words: &str) -> SourceSpan {
    if words.is_empty() {
        return SourceSpan::default();
    }
    let start = TEXT.find(words).unwrap();
    SourceSpan::new(start, start + words.len())
}

fn clause(span: SourceSpan) -> Evidence {
    Evidence { span, confidence: 0.97, rule: "units.bracket".into() }
}

fn node(parent: Option<u32>, kind: NodeKind, marker: &str, words: &str) -> ReadNode {
    let body = span(words);
    let marker = SourceSpan { start: body.start - marker.len() as u32, end: body.start };
    ReadNode {
        parent,
        kind,
        level: 1,
        marker,
        title: body,
        pieces: if kind == NodeKind::Task { vec![body] } else { Vec::new() },
        span: SourceSpan { start: marker.start, end: body.end },
        clauses: Vec::new(),
        doers: Vec::new(),
        units: UnitList::default(),
        deadline: None,
        deadline_from: None,
        status: TaskStatus::Planned,
        confidence: 1.0,
        rule: "test".into(),
    }
}

/// Nodes: 0 三、 1 （一） 2, 3 tasks 4 （二） 5 task 6 done task.
pub(super) fn report() -> Field {
    let mut reading = Reading::over(TEXT.into(), SourceId::of(b"report"));
    reading.title = span("柳河县2026年政府工作报告");
    let mut plant = node(
        Some(1),
        NodeKind::Task,
        "1.",
        "建成产业园，产值达到50亿元。（责任单位：甲局、乙局等，相关乡镇）",
    );
    plant.clauses = vec![clause(span("（责任单位：甲局、乙局等，相关乡镇）"))];
    plant.units = UnitList {
        items: vec![
            Assignment::new("甲局", Role::Responsible),
            Assignment::new("乙局", Role::Responsible),
            Assignment {
                joint: Joint::NewClass,
                group: true,
                ..Assignment::new("相关乡镇", Role::Responsible)
            },
        ],
        open: true,
    };
    plant.deadline =
        Some(Deadline { words: "年底前".into(), due: CivilDate::new(2026, 12, 31), ongoing: false });
    let mut school = node(Some(4), NodeKind::Task, "1.", "新建学校3所。（责任单位：教育局）");
    school.clauses = vec![clause(span("（责任单位：教育局）"))];
    school.units.items.push(Assignment::new("教育局", Role::Responsible));
    school.deadline =
        Some(Deadline { words: "8月底前".into(), due: CivilDate::new(2026, 8, 31), ongoing: false });
    let mut park = node(Some(4), NodeKind::Task, "2.", "去年建成公园2座。");
    park.status = TaskStatus::Done;
    reading.nodes = vec![
        node(None, NodeKind::Section, "三、", "重点任务"),
        node(Some(0), NodeKind::Section, "（一）", "壮大产业"),
        plant,
        node(Some(1), NodeKind::Task, "2.", "完成技改30项。"),
        node(Some(0), NodeKind::Section, "（二）", "改善民生"),
        school,
        park,
    ];
    reading.targets = vec![ReadTarget {
        node: Some(2),
        value: TargetValue {
            indicator: "产值".into(),
            comparator: Comparator::Reach,
            ..TargetValue::default()
        },
        span: span("产值达到50亿元"),
        confidence: 1.0,
        rule: "test".into(),
    }];
    let id = ReadingId::of(b"reading");
    let mut field = Field { plan: Plan::new(), seq: 0 };
    field.plan.add_reading(id, Arc::new(reading));
    field.write(|_, mint| actions::import(mint, SourceId::of(b"report"), "txt", "报告.txt", id));
    field
}

fn options(layout: TableLayout, by: Grouping) -> TableOptions {
    TableOptions { layout, by, units: Vec::new(), title: None, with_done: false }
}

/// Groups as `[name]`, tasks as number, lead and others.
fn outline(table: &TaskTable) -> Vec<String> {
    table
        .rows
        .iter()
        .map(|row| match row {
            Row::Group { depth, name } => format!("{}[{name}]", "  ".repeat(*depth)),
            Row::Targets(words) => words.clone(),
            Row::Task(task) => format!("{} {} | {} | {}", task.number, task.place, task.lead, task.others),
        })
        .collect()
}

#[test]
fn without_leads_there_is_one_unit_column() {
    let table = report().table(&options(TableLayout::Checklist, Grouping::Section));
    assert_eq!(
        outline(&table),
        [
            "[三、重点任务]",
            "  [（一）壮大产业]",
            "1 三（一）1. |  | 甲局、乙局等，相关乡镇",
            "2 三（一）2. |  | 待明确",
            "  [（二）改善民生]",
            "3 三（二）1. |  | 教育局",
        ]
    );
    assert_eq!((table.lead_head, table.others_head, table.unsettled()), ("", "责任单位", 1));
    assert!(table.columns().contains(&Column::Others) && !table.columns().contains(&Column::Lead));
    assert_eq!(table.title, "《柳河县2026年政府工作报告》重点任务督办清单");
    assert_eq!(table.note, "");
    let first = table.tasks().next().unwrap();
    assert_eq!(first.text, "建成产业园，产值达到50亿元。");
    assert_eq!(first.targets, ["产值达到50亿元"]);
    assert!(!first.reworded);
}

/// A target that hangs on no task is a thing that a supervisor asks after: it is never left off paper.
#[test]
fn targets_of_sections_stand_under_their_names_or_are_counted_in_the_note() {
    let mut field = report();
    let edit = |words: &str| TargetEdit {
        indicator: Some("地区生产总值".into()),
        amount: Some(Amount::Single(8.0)),
        quote: Some(words.into()),
        ..TargetEdit::default()
    };
    for words in ["地区生产总值增长8%左右", "地区生产总值突破1200亿元"] {
        let node = Field::node(4);
        field.write(|plan, mint| actions::set_target(plan, mint, node, None, &edit(words)).unwrap());
    }
    // The section's only tasks are not in the table.
    let school = Field::node(5);
    field.write(|plan, _| actions::set_status(plan, school, TaskStatus::Done).unwrap());
    let table = field.table(&options(TableLayout::Checklist, Grouping::Section));
    let rows = outline(&table);
    assert_eq!(rows[4..], ["  [（二）改善民生]", "指标：地区生产总值增长8%左右；地区生产总值突破1200亿元"]);
    assert_eq!((table.tasks().count(), table.note.as_str()), (2, ""));

    let table = field.table(&options(TableLayout::Checklist, Grouping::Deadline));
    assert!(!table.rows.iter().any(|row| matches!(row, Row::Targets(_))));
    assert_eq!(table.note, "注：另有2项指标由章节提出，不属于某一任务，见按章节分组的表。");

    let one =
        TableOptions { units: vec!["甲局".into()], ..options(TableLayout::Checklist, Grouping::Section) };
    assert!(!field.table(&one).rows.iter().any(|row| matches!(row, Row::Targets(_))), "a unit's own sheet");
}

#[test]
fn the_switch_makes_the_first_unit_lead() {
    let mut field = report();
    field.write(|plan, _| actions::set_first_unit(plan, FirstUnit::Lead).unwrap());
    let table = field.table(&options(TableLayout::Decomposition, Grouping::Section));
    let tasks: Vec<_> = outline(&table).into_iter().filter(|row| !row.ends_with(']')).collect();
    assert_eq!(
        tasks,
        ["1 三（一）1. | 甲局 | 乙局等，相关乡镇", "2 三（一）2. | 待明确 | ", "3 三（二）1. | 教育局 | "]
    );
    assert_eq!((table.lead_head, table.others_head, table.unsettled()), ("牵头单位", "配合单位", 1));
    assert_eq!(table.note, "注：列第一位的为牵头单位。");
    assert!(!table.columns().contains(&Column::Leader));

    field.write(|plan, _| actions::set_first_unit(plan, FirstUnit::Collecting).unwrap());
    let table = field.table(&options(TableLayout::Decomposition, Grouping::Section));
    assert_eq!((table.lead_head, table.tasks().next().unwrap().lead.as_str()), ("汇总单位", "甲局"));
}

#[test]
fn by_unit_follows_the_directory_then_the_text() {
    let mut field = report();
    field.write(|plan, _| {
        let unit = |order, full: &str, short: &str| ResponsibleUnit {
            order,
            group: String::new(),
            full_name: full.into(),
            short_name: short.into(),
            ..ResponsibleUnit::default()
        };
        actions::enter_units(plan, &[unit(2, "甲管理局", "甲局"), unit(1, "县教育局", "教育局")]).unwrap()
    });
    let table = field.table(&options(TableLayout::Checklist, Grouping::Unit));
    let groups: Vec<_> = outline(&table).into_iter().filter(|row| row.ends_with(']')).collect();
    assert_eq!(groups, ["[教育局]", "[甲局]", "[乙局]", "[相关乡镇]", "[待明确]"]);
    assert_eq!(table.tasks().map(|task| task.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);

    let mut only = options(TableLayout::Checklist, Grouping::Unit);
    only.units = vec!["甲 管理局".into()];
    let table = field.table(&only);
    assert_eq!(outline(&table), ["[甲局]", "1 三（一）1. |  | 甲局、乙局等，相关乡镇"]);
}

#[test]
fn by_deadline_dated_first_and_words_never_dates() {
    let table = report().table(&options(TableLayout::Checklist, Grouping::Deadline));
    let groups: Vec<_> = outline(&table).into_iter().filter(|row| row.ends_with(']')).collect();
    assert_eq!(groups, ["[8月底前]", "[年底前]", "[未定时限]"]);
}

#[test]
fn what_people_wrote_is_printed() {
    let mut field = report();
    field.write(|plan, _| actions::set_leader(plan, Field::node(3), "副县长").unwrap());
    field.write(|plan, _| actions::set_text(plan, Field::node(3), "完成技改40项。").unwrap());
    field.write(|plan, _| actions::set_project_title(plan, "任务表").unwrap());
    let table = field.table(&options(TableLayout::Decomposition, Grouping::Section));
    let task = table.tasks().nth(1).unwrap();
    assert_eq!((task.text.as_str(), task.reworded, task.leader.as_str()), ("完成技改40项。", true, "副县长"));
    assert!(table.columns().contains(&Column::Leader));
    assert_eq!(table.title, "任务表");
}

#[test]
fn notes_stand_in_both_tables_where_there_are_some() {
    let mut field = report();
    let notes = |field: &Field, layout| {
        let table = field.table(&options(layout, Grouping::Section));
        let column = table.columns().contains(&Column::Note);
        column.then(|| table.tasks().map(|task| Column::Note.cell(task)).collect::<String>())
    };
    for layout in [TableLayout::Checklist, TableLayout::Decomposition] {
        assert_eq!(notes(&field, layout), None, "no empty column");
    }
    field.write(|plan, _| actions::set_node_note(plan, Field::node(3), "按月报送").unwrap());
    for layout in [TableLayout::Checklist, TableLayout::Decomposition] {
        assert_eq!(notes(&field, layout).as_deref(), Some("按月报送"));
    }
}

#[test]
fn done_tasks_stand_only_where_there_are_no_others() {
    let mut field = report();
    for ordinal in [2, 3, 5] {
        field.write(|plan, _| {
            actions::remove(plan, crate::model::Entity::Node(Field::node(ordinal))).unwrap()
        });
    }
    let table = field.table(&options(TableLayout::Checklist, Grouping::Section));
    assert_eq!(table.tasks().map(|task| task.text.as_str()).collect::<Vec<_>>(), ["去年建成公园2座。"]);
}

#[test]
fn what_is_left_out_is_counted_and_assigned_work_is_not() {
    let mut field = report();
    let mut wanted = options(TableLayout::Checklist, Grouping::Section);
    assert_eq!(field.table(&wanted).left_out_done, 1);
    wanted.units = vec!["甲局".into(), "无此局".into()];
    let table = field.table(&wanted);
    assert_eq!((table.left_out_done, table.absent_units), (0, vec!["无此局".to_owned()]));
    wanted.units.clear();
    let park = field
        .plan
        .documents()
        .flat_map(|document| field.plan.walk(document.id))
        .find(|node| field.plan.node(*node).is_some_and(|view| view.status() == TaskStatus::Done))
        .unwrap();
    field.write(|plan, _| actions::assign(plan, park, &[Assignment::new("园林局", Role::Lead)]).unwrap());
    let table = field.table(&wanted);
    assert_eq!(table.left_out_done, 0);
    assert!(table.tasks().any(|task| task.node == park));
    // A person's word that it is done outweighs what it was assigned for.
    field.write(|plan, _| actions::set_status(plan, park, TaskStatus::Planned).unwrap());
    field.write(|plan, _| actions::set_status(plan, park, TaskStatus::Done).unwrap());
    assert_eq!(field.table(&wanted).left_out_done, 1);
}

#[test]
fn a_task_after_a_subsection_is_not_shown_as_its_own() {
    let mut field = report();
    field.write(|plan, mint| {
        actions::add_task(plan, mint, crate::model::Parent::Node(Field::node(0)), None, "编制年报。").unwrap()
    });
    let table = field.table(&options(TableLayout::Checklist, Grouping::Section));
    assert_eq!(outline(&table)[6..], ["[三、重点任务]", "4 三 |  | 待明确"]);
}

#[test]
fn a_target_without_words_gets_them_from_its_value() {
    let mut field = report();
    for (indicator, comparator, amount, measure, kind) in [
        ("工业增加值", Comparator::AtLeast, Amount::Single(12.5), "%", MeasureKind::Growth),
        ("能耗", Comparator::Equal, Amount::Single(-3.0), "%", MeasureKind::Growth),
        ("位次", Comparator::RankUp, Amount::Single(20.0), "位", MeasureKind::Rank),
        ("企业", Comparator::Range, Amount::Range(3.0, 5.0), "家", MeasureKind::Count),
    ] {
        let edit = actions::TargetEdit {
            indicator: Some(indicator.into()),
            comparator: Some(comparator),
            amount: Some(amount),
            measure: Some(measure.into()),
            kind: Some(kind),
            ..Default::default()
        };
        field.write(|plan, mint| actions::set_target(plan, mint, Field::node(3), None, &edit).unwrap());
    }
    let table = field.table(&options(TableLayout::Checklist, Grouping::Section));
    let targets = &table.tasks().nth(1).unwrap().targets;
    assert_eq!(targets, &["工业增加值增长12.5%以上", "能耗下降3%", "位次前移20位", "企业3—5家"]);
}

#[test]
fn a_changed_target_is_printed_as_changed() {
    let mut field = report();
    let before = field.table(&options(TableLayout::Checklist, Grouping::Section));
    let with_target = before.tasks().find(|task| !task.targets.is_empty()).unwrap();
    let (node, words) = (with_target.node, with_target.targets[0].clone());
    let id = field.plan.node(node).unwrap().targets()[0].id();
    let edit = actions::TargetEdit { amount: Some(Amount::Single(777.0)), ..Default::default() };
    field.write(|plan, mint| actions::set_target(plan, mint, node, Some(id), &edit).unwrap());
    let printed = |field: &Field| {
        let table = field.table(&options(TableLayout::Checklist, Grouping::Section));
        table.tasks().find(|task| task.node == node).unwrap().targets[0].clone()
    };
    assert!(printed(&field).contains("777"), "{}", printed(&field));
    // New source words by a person are printed as they are.
    let edit = actions::TargetEdit { quote: Some("达到777家".into()), ..Default::default() };
    field.write(|plan, mint| actions::set_target(plan, mint, node, Some(id), &edit).unwrap());
    assert_eq!(printed(&field), "达到777家");
    assert_ne!(words, printed(&field));
}

#[test]
fn a_corrected_title_is_printed_and_marked() {
    let mut field = report();
    let before = field.table(&options(TableLayout::Checklist, Grouping::Section));
    let row = before.tasks().nth(1).unwrap();
    let (node, text) = (row.node, row.text.clone());
    let title = field.plan.node(node).unwrap().title().into_owned();
    assert!(text.starts_with(&title), "{title} / {text}");
    field.write(|plan, _| actions::set_title(plan, node, "改过的标题").unwrap());
    let after = field.table(&options(TableLayout::Checklist, Grouping::Section));
    let row = after.tasks().find(|task| task.node == node).unwrap();
    assert_eq!(row.text, text.replacen(&title, "改过的标题", 1));
    assert!(row.reworded && Column::Task.cell(row).ends_with("（已改写）"));
}

#[test]
fn a_notice_gives_way_to_what_it_passes_on() {
    let mut field = report();
    let document = field.plan.documents().next().unwrap().id;
    field.write(|plan, _| {
        actions::set_document_title(plan, document, "县政府关于印发《柳河县落实〈意见〉 行动方案》的通知")
            .unwrap()
    });
    let table = field.table(&options(TableLayout::Decomposition, Grouping::Section));
    assert_eq!(table.title, "《柳河县落实〈意见〉行动方案》重点任务分解表");
}

/// The year in a report's title is the horizon of its targets and stands in none of their words.
#[test]
fn a_horizon_that_the_report_only_implies_is_not_put_before_a_changed_target() {
    let value = |by: &str| TargetValue {
        indicator: "地区生产总值".into(),
        amount: Amount::Single(1300.0),
        comparator: crate::model::Comparator::Exceed,
        measure: "亿元".into(),
        by: by.into(),
        ..TargetValue::default()
    };
    let said = "地区生产总值突破1200亿元";
    let words = |by: &str, said: &str, by_read: &str| super::value_words(&value(by), said, by_read);
    assert_eq!(words("2025年", said, "2025年"), "地区生产总值突破1300亿元");
    // Named by the report, or entered by a person, it stays.
    assert_eq!(words("2025年", &format!("2025年{said}"), "2025年"), "2025年地区生产总值突破1300亿元");
    assert_eq!(words("2027年", said, "2025年"), "2027年地区生产总值突破1300亿元");
}
