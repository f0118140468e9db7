//! All records of a project: every line of every record file, checked.

use super::{
    Storage, StoreError,
    format::{Line, LineError, decode_line},
    notice::{Finding, Severity},
    project::record_files,
};
use crate::{
    change::Record,
    model::{CancelToken, RecordId},
};
use rustc_hash::FxHashMap;
use std::path::Path;

/// What the record files hold.
#[derive(Debug, Default)]
pub(super) struct Journal {
    /// Each record once, in the order of files and lines.
    pub(super) records: Vec<Record>,
    /// Lines, cut tails and breaks in the chain that a person should know of.
    pub(super) findings: Vec<Finding>,
    /// Number of record files.
    pub(super) files: usize,
}

/// Reads all record files. Damage is reported, never an error: the rest is read.
pub(super) fn read(storage: &dyn Storage, dir: &Path, cancel: &CancelToken) -> Result<Journal, StoreError> {
    let mut journal = Journal::default();
    let mut known: FxHashMap<RecordId, (String, usize)> = FxHashMap::default();
    let mut chain: Vec<(RecordId, String)> = Vec::new();
    for path in record_files(storage, dir)? {
        cancel.check()?;
        let file = path.strip_prefix(dir).unwrap_or(&path).to_owned();
        journal.files += 1;
        let bytes = match storage.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let detail = error.to_string();
                journal.findings.push(Finding::new(Severity::Damage, "unreadable_file", &file, detail));
                continue;
            }
        };
        scan(&bytes, &file, &mut journal.findings, |line, number, findings| {
            let Line { record, sum, prev } = line;
            match known.get(&record.id) {
                Some((same, _)) if *same == sum => {}
                Some((_, at)) => {
                    // No run of this program writes one id twice; whoever did, all devices must
                    // show the same state: the one with the smaller checksum counts.
                    let detail = record.id.to_string();
                    findings.push(
                        Finding::new(Severity::Damage, "record_differs", &file, detail).at_line(number),
                    );
                    let at = *at;
                    if known.get(&record.id).is_some_and(|(other, _)| sum < *other) {
                        known.insert(record.id, (sum, at));
                        chain[at].1 = prev;
                        journal.records[at] = record;
                    }
                }
                None => {
                    known.insert(record.id, (sum, journal.records.len()));
                    chain.push((record.id, prev));
                    journal.records.push(record);
                }
            }
        });
    }
    for (id, prev) in chain {
        let before = RecordId { seq: id.seq.wrapping_sub(1), ..id };
        let sound = if id.seq <= 1 {
            prev.is_empty()
        } else {
            known.get(&before).is_some_and(|(sum, _)| *sum == prev)
        };
        if !sound {
            let file = Path::new(super::project::DEVICES);
            journal.findings.push(Finding::new(
                Severity::Damage,
                "chain_broken",
                file,
                format!("{before} < {id}"),
            ));
        }
    }
    Ok(journal)
}

/// Calls `record` for each sound line and adds what is wrong with the others to `findings`.
fn scan(
    bytes: &[u8],
    file: &Path,
    findings: &mut Vec<Finding>,
    mut record: impl FnMut(Line, u64, &mut Vec<Finding>),
) {
    let mut rest = bytes;
    let mut number = 0;
    while !rest.is_empty() {
        number += 1;
        let end = memchr::memchr(b'\n', rest);
        let line = &rest[..end.unwrap_or(rest.len())];
        rest = end.map_or(&[][..], |end| &rest[end + 1..]);
        // A synchroniser that turns line ends into its own kind does no harm.
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() && end.is_some() {
            continue;
        }
        match decode_line(line) {
            Ok(line) => {
                // Cut between the record and its line break: the record itself is whole, and counts.
                if end.is_none() {
                    findings.push(Finding::new(Severity::Note, "torn_tail", file, "0 bytes").at_line(number));
                }
                record(line, number, findings);
            }
            Err(LineError::Unreadable) => {
                findings.push(Finding::new(Severity::Warning, "unreadable_record", file, "").at_line(number));
            }
            Err(LineError::Damaged) => {
                let torn = rest.iter().all(u8::is_ascii_whitespace) && is_torn(line, end.is_some());
                let (severity, code) =
                    if torn { (Severity::Warning, "torn_tail") } else { (Severity::Damage, "damaged_line") };
                let detail = format!("{} bytes", line.len());
                findings.push(Finding::new(severity, code, file, detail).at_line(number));
            }
        }
    }
}

/// Whether a spoiled last line was left by a write that a crash cut short, and not changed since:
/// its end is missing, or whole blocks of it never reached the disk.
fn is_torn(line: &[u8], has_break: bool) -> bool {
    if has_break {
        return line.windows(2).any(|pair| pair == [0, 0]);
    }
    // All there but the break itself, which became something else.
    line.split_last().is_none_or(|(_, whole)| decode_line(whole).is_err())
}
