//! What stands before the first heading, once a report is part of a project.

use luoshi::{
    model::{CancelToken, DocumentId, Entity, Field, NoReport, NodeId, NodeKind, TargetId},
    session::{self, Command, Session},
    store::{Access, Places},
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The seeds, the labelled reports, and the corpus where it is present.
fn reports() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sets = ["seeds", "tests/genre/learn", "tests/genre/held", "tests/genre/fresh", "tests/genre/late"];
    let mut folders = sets.map(|dir| root.join(dir)).to_vec();
    folders.extend(std::env::var_os("LUOSHI_CORPUS").map(|corpus| PathBuf::from(corpus).join("reports")));
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap().flatten());
    let mut files: Vec<PathBuf> = files.map(|file| file.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// Runs `test` on a new project.
fn in_project(test: impl FnOnce(&mut Session)) {
    let folder = tempfile::tempdir().unwrap();
    let (places, dir) = (Places::under(folder.path()), folder.path().join("引言.luoshi"));
    session::create(&dir, "引言").unwrap();
    let mut open = session::open(&places, &dir, Access::Write, &NoReport, &CancelToken::new()).unwrap();
    test(&mut open);
    open.close().unwrap();
}

fn import(open: &mut Session, bytes: &[u8], name: &str) -> DocumentId {
    let prepared = session::prepare_bytes(bytes, name, &NoReport, &CancelToken::new()).unwrap();
    open.import(&prepared).unwrap().0
}

#[test]
fn every_recognised_target_hangs_on_a_node_of_the_outline() {
    in_project(|open| {
        let (mut targets, mut openings) = (0, 0);
        for file in reports() {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let document = import(open, &fs::read(&file).unwrap(), &name);
            let plan = open.plan();
            let shown: BTreeSet<NodeId> = plan.walk(document).into_iter().collect();
            let reading = plan.document(document).unwrap().reading().unwrap();
            for ordinal in 0..reading.targets.len() as u32 {
                let target = plan.target(TargetId { record: document.record, ordinal }).unwrap();
                let node = target.node().unwrap_or_else(|| panic!("{name}: {} is nowhere", target.quote()));
                assert!(shown.contains(&node), "{name}: {}", target.quote());
                assert!(plan.node(node).unwrap().targets().iter().any(|own| own.id() == target.id()));
                targets += 1;
            }
            openings += reading.nodes.iter().filter(|node| node.is_opening()).count();
        }
        assert!(targets > 100 && openings > 10, "{targets} targets, {openings} openings");
    });
}

const REPORT: &str = "某市政府工作报告\n\n2026年预期目标：地区生产总值增长5%以上，居民收入增长6%。\n\n\
                      一、重点任务\n\n（一）建成产业园。\n";

#[test]
fn the_opening_is_named_commented_and_kept_by_a_newer_draft() {
    in_project(|open| {
        let document = import(open, REPORT.as_bytes(), "报告.txt");
        let opening = open.plan().walk(document)[0];
        let view = open.plan().node(opening).unwrap();
        assert_eq!(
            (view.title().as_ref(), view.kind(), view.targets().len()),
            ("引言", NodeKind::Section, 2)
        );
        let quote = "居民收入增长6%".to_owned();
        let (body, author) = ("偏低".to_owned(), "市统计局".to_owned());
        open.run(&Command::Annotate { node: opening, quote, start: None, body, author }).unwrap();

        let newer = REPORT.replace("6%", "7%").replace("2026年预期目标：", "今年，要实现以下目标：");
        let prepared =
            session::prepare_bytes(newer.as_bytes(), "报告.txt", &NoReport, &CancelToken::new()).unwrap();
        open.adopt(document, &prepared).unwrap();
        assert_eq!(open.plan().walk(document)[0], opening);
        let view = open.plan().node(opening).unwrap();
        assert!(view.text().starts_with("今年，要实现以下目标："), "{}", view.text());
        assert_eq!((view.targets().len(), view.annotations().len()), (2, 1));
    });
}

#[test]
fn the_opening_made_a_task_says_only_what_the_report_says() {
    in_project(|open| {
        let document = import(open, REPORT.as_bytes(), "报告.txt");
        let opening = open.plan().walk(document)[0];
        let words = open.plan().node(opening).unwrap().text();
        open.run(&Command::SetKind(opening, NodeKind::Task)).unwrap();
        let view = open.plan().node(opening).unwrap();
        assert_eq!((view.text(), view.title().as_ref()), (words.clone(), words.trim_end_matches('。')));
        open.run(&Command::SetKind(opening, NodeKind::Section)).unwrap();
        assert_eq!(open.plan().node(opening).unwrap().title(), "引言");
        let set = |field| open.plan().set_value(Entity::Node(opening), field).is_some();
        assert!(![Field::Kind, Field::Title, Field::Text].into_iter().any(set), "as it was read");
    });
}
