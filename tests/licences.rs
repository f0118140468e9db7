//! Every dependency's licence is one that `deny.toml` allows.

#![expect(clippy::unwrap_used, reason = "a test says what failed by breaking")]

use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn every_dependency_has_an_allowed_licence() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let deny = fs::read_to_string(root.join("deny.toml")).unwrap();
    let list = deny.split_once("allow = [").unwrap().1.split_once("\n]").unwrap().0;
    let allowed: BTreeSet<&str> = list
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with('"'))
        .map(|line| line.trim_end_matches(',').trim_matches('"'))
        .collect();
    assert!(allowed.len() > 5, "the list in deny.toml was not understood");
    // All platforms' crates where they are here or can be had; else those of this platform, which
    // building this test has brought.
    let metadata = metadata(root, &[]).unwrap_or_else(|error| {
        println!("crates of other platforms are not at hand ({error}): only this platform's are checked");
        metadata(root, &["--offline", &format!("--filter-platform={}", host())]).unwrap()
    });
    assert!(metadata.packages.len() > 100);
    for package in &metadata.packages {
        let licence = package.license.as_deref().unwrap_or_default();
        let expression =
            spdx::Expression::parse_mode(licence, spdx::ParseMode::LAX).unwrap_or_else(|error| {
                panic!("{} {}: licence {licence:?}: {error}", package.name, package.version)
            });
        let holds = expression.evaluate(|requirement| allowed.contains(requirement.to_string().as_str()));
        assert!(
            holds,
            "{} {}: licence {licence:?} is not allowed by deny.toml",
            package.name, package.version
        );
    }
}

fn metadata(root: &Path, more: &[&str]) -> Result<cargo_metadata::Metadata, cargo_metadata::Error> {
    let options = ["--locked"].iter().chain(more).map(|option| (*option).to_owned()).collect::<Vec<_>>();
    cargo_metadata::MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .other_options(options)
        .exec()
}

/// The triple that this is built for, as `rustc -vV` tells it.
fn host() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let told = std::process::Command::new(rustc).arg("-vV").output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}
