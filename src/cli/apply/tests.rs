//! Every verb of the window has an op of `apply`.

use super::{OPS, command::parse};
use crate::{
    model::{CancelToken, Entity, Field, NoReport},
    session::{self, Command, Outcome, Session},
    store::{Access, Places},
};

/// For each command a line that asks for it. A command that is not listed does not compile here:
/// it needs an op. `S`, `K`, `T`, `A` and `D` stand for the ids of a section, a task, a target, an
/// annotation and the document.
macro_rules! lines {
    ($($command:pat => $line:literal,)*) => {
        /// True when the line at that place asks for this command.
        fn asked_for(command: &Command, at: usize) -> bool {
            let mut place = 0;
            $(
                if at == place {
                    return matches!(command, $command);
                }
                place += 1;
            )*
            at > place
        }

        fn names_all(command: &Command) {
            match command {
                $($command => {})*
            }
        }

        const LINES: &[&str] = &[$($line),*];
    };
}

lines! {
    Command::SetTitle(..) => r#"{"op":"set_title","node":"S","value":"要点"}"#,
    Command::SetText(..) => r#"{"op":"set_text","node":"K","value":"建成产业园三个。"}"#,
    Command::SetNote(..) => r#"{"op":"set_note","node":"K","value":"按月报送"}"#,
    Command::SetDeadline(..) => r#"{"op":"set_deadline","node":"K","value":"12月底前"}"#,
    Command::Assign(..) => r#"{"op":"assign","node":"K","units":["市发改委"]}"#,
    Command::SetLeader(..) => r#"{"op":"set_leader","node":"K","value":"副市长"}"#,
    Command::SetTarget(..) => r#"{"op":"set_target","node":"K","value":{"id":"T","value":9}}"#,
    Command::Annotate { .. } => r#"{"op":"annotate","node":"K","body":"核","author":"市发改委"}"#,
    Command::Resolve(..) => r#"{"op":"resolve","node":"A"}"#,
    Command::SetAnnotation(..) => r#"{"op":"set_annotation","node":"A","body":"再核"}"#,
    Command::Reply { .. } => r#"{"op":"reply","node":"A","body":"已核"}"#,
    Command::Split(..) => r#"{"op":"split","node":"K","offset":3}"#,
    Command::ExtractTask(..) => r#"{"op":"extract_task","node":"S","start":0,"end":4}"#,
    Command::TakeUp { .. } => r#"{"op":"take_up","parent":"S","start":4,"end":14}"#,
    Command::Merge(..) => r#"{"op":"merge","node":"K"}"#,
    Command::Move(..) => r#"{"op":"move","node":"K","parent":"D","before":null}"#,
    Command::AddTask { .. } => r#"{"op":"add_task","parent":"S","text":"新任务"}"#,
    Command::AddSection { .. } => r#"{"op":"add_section","parent":"D","title":"新章节"}"#,
    Command::SetKind(..) => r#"{"op":"set_kind","node":"K","value":"section"}"#,
    Command::SetStatus(..) => r#"{"op":"set_status","node":"K","value":"done"}"#,
    Command::SetMarker(..) => r#"{"op":"set_marker","node":"K","value":"9."}"#,
    Command::Renumber(..) => r#"{"op":"renumber","parent":"S"}"#,
    Command::Duplicate(..) => r#"{"op":"duplicate","nodes":["K"]}"#,
    Command::Paste { .. } => r#"{"op":"paste","parent":"S","markdown":"- 新任务"}"#,
    Command::MoveAll(..) => r#"{"op":"move_all","nodes":["K"],"parent":"D"}"#,
    Command::RemoveAll(..) => r#"{"op":"remove_all","nodes":["K"]}"#,
    Command::AssignAll(..) => r#"{"op":"assign_all","items":[{"node":"K","units":["市发改委"]}]}"#,
    Command::SetDeadlineAll(..) => r#"{"op":"set_deadline_all","nodes":["K"],"value":"6月底前"}"#,
    Command::SetStatusAll(..) => r#"{"op":"set_status_all","nodes":["K"],"value":"mixed"}"#,
    Command::Restore(..) => r#"{"op":"restore","node":"K","field":"note","value":"旧注"}"#,
    Command::Choose(..) => r#"{"op":"choose","node":"K","field":"note","value":0}"#,
    Command::RemoveTarget(..) => r#"{"op":"remove_target","node":"T"}"#,
    Command::EnterUnits(..) => r#"{"op":"enter_units","units":["市统计局","市林业局"]}"#,
    Command::EditUnit(..) => r#"{"op":"edit_unit","unit":"市统计局","value":{"short_name":"统计局"}}"#,
    Command::OrderUnits(..) => r#"{"op":"order_units","units":["市林业局","市统计局"]}"#,
    Command::RemoveUnit(..) => r#"{"op":"remove_unit","unit":"市林业局"}"#,
    Command::SetDocumentTitle(..) => r#"{"op":"set_title","node":"D","value":"方案"}"#,
    Command::SetProjectTitle(..) => r#"{"op":"set_title","node":"project","value":"任务清单"}"#,
    Command::SetProjectNote(..) => r#"{"op":"set_note","node":"project","value":"注"}"#,
    Command::SetFirstUnit(..) => r#"{"op":"set_first_unit","value":"lead"}"#,
    Command::Several(..) => r#"{"op":"several","commands":[{"op":"set_note","node":"K","value":"一"},{"op":"set_note","node":"S","value":"二"}]}"#,
    Command::Remove(..) => r#"{"op":"remove","node":"K"}"#,
    Command::Undo => r#"{"op":"undo"}"#,
    Command::Redo => r#"{"op":"redo"}"#,
}

/// Ops whose effect later lines need.
const KEPT: [&str; 7] =
    ["annotate", "enter_units", "edit_unit", "order_units", "set_first_unit", "undo", "redo"];

const REPORT: &str = "某市方案\n为推动发展，制定本方案。\n一、重点任务\n全市上下一心，抓好落实。\n\
                      1.建成产业园，产值达到50亿元。\n3.新建学校3所。\n";

fn ids(open: &Session, line: &str) -> String {
    let plan = open.plan();
    let document = plan.documents().next().unwrap().id;
    let nodes: Vec<_> = plan.walk(document).into_iter().map(|node| plan.node(node).unwrap()).collect();
    let section = nodes.iter().find(|node| node.title() == "重点任务").unwrap();
    let task = nodes.iter().find(|node| node.text().contains("产业园")).unwrap();
    let target = task.targets().first().map(|target| target.id().to_string()).unwrap_or_default();
    let note = task.annotations().first().map(|note| note.id().to_string()).unwrap_or_default();
    let known = [
        ("S", section.id().to_string()),
        ("K", task.id().to_string()),
        ("T", target),
        ("A", note),
        ("D", document.to_string()),
    ];
    known
        .iter()
        .fold(line.to_owned(), |line, (sign, id)| line.replace(&format!("\"{sign}\""), &format!("\"{id}\"")))
}

#[test]
fn every_command_has_an_op_that_is_described_and_works() {
    let folder = tempfile::tempdir().unwrap();
    let (places, dir) = (Places::under(folder.path()), folder.path().join("令.luoshi"));
    session::create(&dir, "令").unwrap();
    let mut open = session::open(&places, &dir, Access::Write, &NoReport, &CancelToken::new()).unwrap();
    let prepared =
        session::prepare_bytes(REPORT.as_bytes(), "方案.txt", &NoReport, &CancelToken::new()).unwrap();
    open.import(&prepared).unwrap();
    for (at, line) in LINES.iter().enumerate() {
        let words: serde_json::Value = serde_json::from_str(line).unwrap();
        let described = format!("{{\"op\":{}", words["op"]);
        assert!(OPS.contains(&described), "{described} is not described");
        let asked = parse(open.plan(), &ids(&open, line));
        if line.contains("choose") {
            // Nobody else writes here.
            assert!(asked.is_err_and(|error| error.code() == "no_conflict"), "{line}");
            continue;
        }
        let command = asked.unwrap_or_else(|error| panic!("{line}: {}", error.sentence()));
        names_all(&command);
        assert!(asked_for(&command, at), "{line} asks for {command:?}");
        let outcome = open.run(&command).unwrap_or_else(|error| panic!("{line}: {error}"));
        assert!(matches!(outcome, Outcome::Saved { .. }), "{line} does nothing");
        // Each line finds the report as it was.
        if !KEPT.iter().any(|op| words["op"] == *op) {
            open.run(&Command::Undo).unwrap();
        }
    }
    let document = open.plan().documents().next().unwrap().id;
    assert!(open.plan().is_alive(Entity::Document(document)));
    assert!(open.plan().set_value(Entity::Project, Field::FirstUnit).is_some());
    open.close().unwrap();
}
