//! Checking every byte of a project. Writes nothing.

use super::{
    Storage, StoreError,
    notice::{Finding, Severity},
    open::{gather, held},
    people,
    project::{self, DEVICES, PROJECT, READINGS, SOURCES, names, people_files},
    storage::ASIDE,
};
use crate::{
    change::fold,
    model::{CancelToken, NoReport, SourceId},
};
use std::path::{Path, PathBuf};

/// What was checked and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Number of files read.
    pub files: usize,
    /// Number of records.
    pub records: usize,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
}

impl VerifyReport {
    /// True when something is changed or gone.
    pub fn is_damaged(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Damage)
    }
}

/// Checks the project in `dir`: `project.ron`, checksums and chain of the records, hashes of
/// readings, their texts and sources, what records name, and files left unfinished. A project that
/// cannot be read at all is an error; everything else is a finding.
pub fn verify(storage: &dyn Storage, dir: &Path) -> Result<VerifyReport, StoreError> {
    let mut findings = Vec::new();
    match project::summary(storage, dir) {
        Ok(summary) if summary.is_newer() => {
            let (major, minor) = summary.format;
            let file = Path::new(PROJECT);
            findings.push(Finding::new(Severity::Warning, "newer_format", file, format!("{major}.{minor}")));
        }
        Ok(_) => {}
        Err(StoreError::ProjectDamaged { detail, .. }) => {
            findings.push(Finding::new(Severity::Damage, "project_damaged", Path::new(PROJECT), detail));
        }
        Err(error) => return Err(error),
    }
    let cancel = CancelToken::new();
    let gathered = gather(storage, dir, &NoReport, &cancel)?;
    findings.extend(gathered.findings);
    let mut files = 1 + gathered.files + gathered.readings.len() * 2;
    for path in people_files(storage, dir)? {
        files += 1;
        if let Err(detail) = people::read(storage, &path) {
            let file = path.strip_prefix(dir).unwrap_or(&path);
            findings.push(Finding::new(Severity::Damage, "people_damaged", file, detail));
        }
    }
    files += sources(storage, dir, &mut findings)?;
    unfinished(storage, dir, &mut findings)?;
    let records = gathered.records.len();
    let plan = fold(gathered.readings, gathered.records, &cancel)?;
    findings.extend(held(&plan));
    findings
        .sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| (&a.file, a.line).cmp(&(&b.file, b.line))));
    Ok(VerifyReport { files, records, findings })
}

fn sources(storage: &dyn Storage, dir: &Path, findings: &mut Vec<Finding>) -> Result<usize, StoreError> {
    let folder = dir.join(SOURCES);
    let mut count = 0;
    for name in names(storage, &folder)?.iter().filter(|name| !name.starts_with('.')) {
        count += 1;
        let file = Path::new(SOURCES).join(name);
        let sound = match storage.read(&folder.join(name)) {
            Ok(bytes) => {
                name.starts_with(&SourceId::of(&bytes).to_string()).then_some(()).ok_or_else(String::new)
            }
            Err(error) => Err(error.to_string()),
        };
        if let Err(detail) = sound {
            findings.push(Finding::new(Severity::Damage, "source_damaged", &file, detail));
        }
    }
    Ok(count)
}

/// Files that were being written when a run ended. They are no part of the project.
fn unfinished(storage: &dyn Storage, dir: &Path, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let devices =
        names(storage, &dir.join(DEVICES))?.into_iter().map(|device| Path::new(DEVICES).join(device));
    let folders = [PathBuf::new(), SOURCES.into(), READINGS.into(), DEVICES.into()];
    for folder in folders.into_iter().chain(devices) {
        for name in names(storage, &dir.join(&folder))?.iter().filter(|name| name.ends_with(ASIDE)) {
            findings.push(Finding::new(Severity::Note, "unfinished_file", &folder.join(name), ""));
        }
    }
    Ok(())
}
