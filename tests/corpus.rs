//! The corpus beside the project, where it is present: reads every report, writes the JSON for the
//! scorer when `LUOSHI_DUMP` names a folder, and holds the counts that were agreed on.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what failed by breaking")]

use luoshi::model::{CancelToken, NoReport, NodeKind, Reading};
use luoshi::read::{read, to_json};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn reports() -> Vec<(String, Vec<u8>)> {
    let root = std::env::var_os("LUOSHI_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"), PathBuf::from)
        .join("reports");
    let Ok(entries) = fs::read_dir(&root) else {
        eprintln!("no corpus at {}: skipped", root.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
        .into_iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect()
}

fn read_or_fail(name: &str, bytes: &[u8]) -> Reading {
    read(bytes, name, &NoReport, &CancelToken::new()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_report_reads_and_keeps_its_text() {
    let dump = std::env::var_os("LUOSHI_DUMP").map(PathBuf::from);
    for (name, bytes) in reports() {
        let reading = read_or_fail(&name, &bytes);
        let json = serde_json::to_value(to_json(&reading)).unwrap();
        assert!(reading.nodes.iter().any(|node| node.kind == NodeKind::Section), "{name}");
        if Path::new(&name).extension().is_some_and(|extension| extension == "txt") {
            assert_eq!(reading.text.as_bytes(), bytes, "{name}");
        }
        if let Some(dir) = &dump {
            fs::create_dir_all(dir).unwrap();
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            fs::write(dir.join(format!("{stem}.json")), serde_json::to_vec_pretty(&json).unwrap()).unwrap();
        }
    }
}

#[test]
fn the_action_plan_has_its_clauses_and_units() {
    for (name, bytes) in reports().into_iter().filter(|(name, _)| name.starts_with("002_")) {
        let reading = read_or_fail(&name, &bytes);
        let clauses: usize = reading.nodes.iter().map(|node| node.clauses.len()).sum();
        let unclosed = reading.warnings.iter().filter(|warning| warning.code == "unclosed_bracket").count();
        assert_eq!((clauses, unclosed), (18, 4));
        let tasks: Vec<_> = reading.nodes.iter().filter(|node| node.kind == NodeKind::Task).collect();
        assert_eq!(tasks.len(), 22);
        let by_clause = tasks.iter().filter(|task| !task.clauses.is_empty());
        let named: Vec<_> = by_clause.flat_map(|task| &task.units.items).collect();
        // Groups are counted apart: a person expands them.
        let groups: BTreeSet<&str> =
            named.iter().filter(|unit| unit.group).map(|unit| unit.name.as_str()).collect();
        assert_eq!(groups.len(), 1);
        let single: Vec<_> = named.iter().filter(|unit| !unit.group).collect();
        let names: BTreeSet<&str> = single.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!((single.len(), names.len()), (68, 28));
        let all: Vec<_> =
            tasks.iter().flat_map(|task| &task.units.items).filter(|unit| !unit.group).collect();
        let names: BTreeSet<&str> = all.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!((all.len(), names.len()), (69, 29));
    }
}
