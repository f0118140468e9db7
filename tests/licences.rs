//! Every dependency's licence is one that `deny.toml` allows.

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
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .other_options(["--locked".to_owned(), "--offline".to_owned()])
        .exec()
        .unwrap();
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
