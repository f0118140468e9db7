//! Tables for the tests of this floor, and a look into what was made of them.

use crate::model::{Assignment, NodeId, RecordId, Role, UnitList, WriterId};
use crate::outline::{Row, TableLayout, TaskRow, TaskTable};
use std::io::Read as _;

/// A table of two nested groups and `tasks` tasks.
pub(super) fn sample(layout: TableLayout, tasks: u32) -> TaskTable {
    let mut rows = vec![
        Row::Group { depth: 0, name: "一、测试章节".into() },
        Row::Group { depth: 1, name: "（一）小节".into() },
    ];
    rows.extend((0..tasks).map(|at| Row::Task(task(at))));
    TaskTable {
        layout,
        title: "××县2026年〈政府工作报告〉重点任务分解表".into(),
        note: "注：列第一位的为牵头单位".into(),
        lead_head: "牵头单位",
        others_head: "配合单位",
        has_leader: true,
        has_note: false,
        left_out_done: 0,
        absent_units: Vec::new(),
        rows,
    }
}

/// The task of that index (from 0), led by 市一局.
pub(super) fn task(at: u32) -> TaskRow {
    let record = RecordId { writer: WriterId(1), seq: 1 };
    TaskRow {
        node: NodeId { record, ordinal: at },
        number: at + 1,
        place: "一（一）".into(),
        text: "加快推进示范园区基础设施建设，完善道路、供水、供电等配套，".repeat(1 + at as usize % 6),
        reworded: at == 1,
        targets: vec!["增长12%以上".into(), "新增规上企业5家".into()],
        leader: "副县长".into(),
        units: UnitList {
            items: vec![Assignment::new("市一局", Role::Lead), Assignment::new("市二局", Role::Support)],
            open: false,
        },
        lead: "市一局".into(),
        lead_missing: false,
        others: "市二局".into(),
        deadline: "12月底前".into(),
        note: String::new(),
    }
}

/// One part of a zip package as text.
pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}
