//! Records as lines: `(sum:"…",record:(…))`, each a RON value by itself.

use super::op::{self, DiskOp};
use super::text::{list, put, quote};
use crate::change::{Change, Record};
use crate::model::Stamp;

const HEAD: &str = "(sum:\"";
const MIDDLE: &str = "\",record:";
const SUM_DIGITS: usize = 32;

/// A record with its place in its writer's chain.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) struct Line {
    /// The record.
    pub(in crate::store) record: Record,
    /// Checksum of the record's bytes.
    pub(in crate::store) sum: String,
    /// Checksum of the writer's record before it; empty for the first.
    pub(in crate::store) prev: String,
}

/// Why a line is not a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum LineError {
    /// Bytes were changed or lost.
    Damaged,
    /// The checksum is right, but the record has a form unknown here.
    Unreadable,
}

/// The line for `record`, line break included, and its checksum.
pub(in crate::store) fn encode(record: &Record, prev: &str) -> (Vec<u8>, String) {
    let mut body = String::with_capacity(256);
    let stamp = record.stamp;
    put(&mut body, format_args!("(id:\"{}\",prev:\"{prev}\",lamport:{},", record.id, record.lamport));
    put(
        &mut body,
        format_args!("at:{},person:\"{}\",device:\"{}\",label:", stamp.at, stamp.person, stamp.device),
    );
    quote(&mut body, &record.change.label);
    body.push_str(",ops:");
    list(&mut body, &record.change.ops, op::encode);
    body.push(')');
    let sum = super::checksum(body.as_bytes());
    let mut line = String::with_capacity(body.len() + 64);
    line.extend([HEAD, &sum, MIDDLE, &body, ")\n"]);
    (line.into_bytes(), sum)
}

#[derive(serde::Deserialize)]
struct DiskRecord<O> {
    id: String,
    #[serde(default)]
    prev: String,
    lamport: u64,
    at: i64,
    person: String,
    device: String,
    #[serde(default)]
    label: String,
    ops: Vec<O>,
}

impl<O> DiskRecord<O> {
    fn line(self, sum: &str, op: impl FnMut(O) -> crate::change::Op) -> Result<Line, LineError> {
        fn id<T: std::str::FromStr>(text: &str) -> Result<T, LineError> {
            text.parse().map_err(|_| LineError::Unreadable)
        }
        let stamp = Stamp { at: self.at, person: id(&self.person)?, device: id(&self.device)? };
        let change = Change { label: self.label, ops: self.ops.into_iter().map(op).collect() };
        let record = Record { id: id(&self.id)?, lamport: self.lamport, stamp, change };
        Ok(Line { record, sum: sum.to_owned(), prev: self.prev })
    }
}

/// Reads one line, given without its line break.
pub(in crate::store) fn decode(line: &[u8]) -> Result<Line, LineError> {
    let (sum, body) = split(line).ok_or(LineError::Damaged)?;
    if super::checksum(body.as_bytes()) != sum {
        return Err(LineError::Damaged);
    }
    if let Ok(record) = super::parse::<DiskRecord<DiskOp>>(body) {
        return record.line(sum, DiskOp::model);
    }
    // Some op has a form that a newer version gave it: read the ops one by one.
    let record =
        super::parse::<DiskRecord<Box<ron::value::RawValue>>>(body).map_err(|_| LineError::Unreadable)?;
    record.line(sum, |raw| op::decode(raw.get_ron()))
}

/// Checksum and record of a line.
fn split(line: &[u8]) -> Option<(&str, &str)> {
    let text = std::str::from_utf8(line).ok()?;
    let rest = text.strip_prefix(HEAD)?;
    let (sum, rest) = rest.split_at_checked(SUM_DIGITS)?;
    let body = rest.strip_prefix(MIDDLE)?.strip_suffix(')')?;
    Some((sum, body))
}
