//! Holds `src/` to the floors of ARCHITECTURE.md: imports go only downward, siblings do not know
//! one another, egui stays in the window, and files are touched only in their homes.

#![expect(clippy::unwrap_used, reason = "a test says what failed by breaking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// From the ground up; floors of one line are siblings.
const FLOORS: [&[&str]; 9] = [
    &["words"],
    &["model"],
    &["change"],
    &["store", "read", "review", "follow"],
    &["outline"],
    &["print", "exchange"],
    &["session"],
    &["jobs"],
    &["ui", "cli"],
];

/// Places that may name `std::fs`: the store, and where the one
/// font that may not be embedded is read.
const FILE_HOMES: [&str; 2] = ["src/store/", "src/print/fonts"];

/// Places that may start processes: the decoder of untrusted files, the converter of old Office
/// files, and the printer.
const PROCESS_HOMES: [&str; 3] = ["src/jobs/child", "src/jobs/office", "src/print/printer"];

fn level(floor: &str) -> Option<usize> {
    FLOORS.iter().position(|names| names.contains(&floor))
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut open = vec![root.join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
                // Files of tests beside their subject are no part of the program.
                if !(stem == "tests"
                    || stem.ends_with("_tests")
                    || stem.starts_with("test_")
                    || name.contains("/tests/"))
                {
                    found.push((name, fs::read_to_string(&path).unwrap()));
                }
            }
        }
    }
    found.sort();
    found
}

fn floor_of(name: &str) -> &str {
    let rest = name.strip_prefix("src/").unwrap_or(name);
    rest.split(['/', '.']).next().unwrap_or(rest)
}

/// Code before the first `#[cfg(test)]` module, without comments.
fn code(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text);
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Floors that a piece of code names through `crate::`, also inside a grouped `use`.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 && (c.is_alphanumeric() || c == '_') {
                    word.push(c);
                } else if !word.is_empty() {
                    found.push(std::mem::take(&mut word));
                }
            }
            found.extend((!word.is_empty()).then_some(word));
        } else {
            found.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found.retain(|name| level(name).is_some());
    found
}

#[test]
fn imports_go_only_downward() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        let own = floor_of(&name);
        let Some(height) = level(own) else {
            assert!(["lib", "main"].contains(&own), "{name}: a floor that ARCHITECTURE.md does not know");
            continue;
        };
        for other in imports(&code(&text)) {
            let below = level(&other).is_some_and(|other| other < height);
            if other != own && !below {
                wrong.push(format!("{name} imports {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "upward or sideways imports:\n{}", wrong.join("\n"));
}

#[test]
fn the_check_sees_grouped_and_single_imports() {
    let code = "use crate::{\n    change::{Op, Record},\n    model::Plan,\n};\nfn f() { crate::ui::run() }";
    assert_eq!(imports(code), ["change", "model", "ui"]);
}

#[test]
fn egui_stays_in_the_window() {
    for (name, text) in sources() {
        let code = code(&text);
        let uses = ["egui::", "eframe::", "use egui", "use eframe"].iter().any(|word| code.contains(word));
        assert!(!uses || floor_of(&name) == "ui", "{name} uses egui");
    }
}

#[test]
fn files_are_touched_only_in_their_homes() {
    for (name, text) in sources() {
        let code = code(&text);
        let uses = ["std::fs", "fs::File", "File::open", "fs::{", "use std::{fs", "    fs,", "OpenOptions"]
            .iter()
            .any(|word| code.contains(word));
        assert!(!uses || FILE_HOMES.iter().any(|home| name.starts_with(home)), "{name} touches files");
    }
}

#[test]
fn processes_are_started_only_in_their_homes() {
    for (name, text) in sources() {
        let code = code(&text);
        let uses = ["process::Command", "Command::new(", "process::Child", "process::{Child"]
            .iter()
            .any(|word| code.contains(word));
        let home = PROCESS_HOMES.iter().any(|home| name.starts_with(home));
        assert!(!uses || home, "{name} starts processes");
    }
}
