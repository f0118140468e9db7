//! A reading as the JSON object of the stable contract.

use crate::model::{Amount, NodeKind, ReadNode, Reading, Role, SourceSpan, TargetValue, TaskStatus};
use serde::{Serialize, Serializer};

/// The JSON object of `luoshi read FILE --json`, written as it is walked: nothing of it is built in
/// memory. Spans count Unicode scalars in `text`; every key is always present; ids are `s1`, `k1`,
/// `t1`: sections, tasks, targets, each counted in the order of the text.
pub fn to_json(reading: &Reading) -> impl Serialize + '_ {
    let contract = Contract { reading, ids: ids(&reading.nodes), scalars: Scalars::of(&reading.text) };
    Whole(contract)
}

struct Contract<'a> {
    reading: &'a Reading,
    ids: Vec<String>,
    scalars: Scalars<'a>,
}

struct Whole<'a>(Contract<'a>);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let contract = &self.0;
        let reading = contract.reading;
        let of_kind = |kind: NodeKind| {
            let nodes = reading.nodes.iter().zip(&contract.ids);
            nodes.filter(move |(node, _)| node.kind == kind && !node.is_opening())
        };
        Object {
            text: &reading.text,
            title: one_line(reading.title.of(&reading.text)),
            document_number: &reading.document_number,
            issuer: &reading.issuer,
            date: &reading.date,
            default_units: &reading.default_units,
            sections: list(|| of_kind(NodeKind::Section).map(|(node, id)| contract.section(node, id))),
            tasks: list(|| of_kind(NodeKind::Task).map(|(node, id)| contract.task(node, id))),
            targets: list(|| {
                (1..).zip(&reading.targets).map(|(count, target)| contract.target(count, target))
            }),
            noise: list(|| reading.noise.iter().map(|span| span.of(&reading.text))),
            noise_spans: list(|| reading.noise.iter().map(|span| contract.scalars.span(*span))),
            warnings: list(|| {
                reading.warnings.iter().map(|warning| Warning {
                    code: &warning.code,
                    message: &warning.message,
                    span: warning.span.map(|span| contract.scalars.span(span)),
                })
            }),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
struct Object<'a, A: Serialize, B: Serialize, C: Serialize, D: Serialize, E: Serialize, F: Serialize> {
    text: &'a str,
    title: String,
    document_number: &'a str,
    issuer: &'a str,
    date: &'a str,
    default_units: &'a [String],
    sections: A,
    tasks: B,
    targets: C,
    noise: D,
    noise_spans: E,
    warnings: F,
}

#[derive(Serialize)]
struct Section<'a> {
    id: &'a str,
    level: u8,
    number: &'a str,
    title: String,
    span: [u32; 2],
}

#[derive(Serialize)]
struct Task<'a> {
    id: &'a str,
    section: Option<&'a str>,
    marker: &'a str,
    text: String,
    status: &'static str,
    units: Vec<&'a str>,
    lead: Vec<&'a str>,
    groups: Vec<&'a str>,
    open: bool,
    deadline: Option<&'a str>,
    due: Option<String>,
    confidence: f64,
    rule: &'a str,
    span: [u32; 2],
}

#[derive(Serialize)]
struct Target<'a> {
    id: String,
    task: Option<&'a str>,
    #[serde(flatten)]
    value: ValueJson<'a>,
    quote: &'a str,
    confidence: f64,
    rule: &'a str,
    span: [u32; 2],
}

#[derive(Serialize)]
struct Warning<'a> {
    code: &'a str,
    message: &'a str,
    span: Option<[u32; 2]>,
}

/// What a target says, under the contract's keys; `show` gives the same ones.
#[derive(Serialize)]
pub struct ValueJson<'a> {
    indicator: &'a str,
    comparator: &'static str,
    value: AmountJson,
    unit: &'a str,
    kind: &'static str,
    by: Option<&'a str>,
    stretch: bool,
}

impl<'a> From<&'a TargetValue> for ValueJson<'a> {
    fn from(value: &'a TargetValue) -> Self {
        Self {
            indicator: &value.indicator,
            comparator: value.comparator.name(),
            value: AmountJson(value.amount),
            unit: &value.measure,
            kind: value.kind.name(),
            by: Some(value.by.as_str()).filter(|by| !by.is_empty()),
            stretch: value.stretch,
        }
    }
}

impl Contract<'_> {
    fn section<'a>(&'a self, node: &'a ReadNode, id: &'a str) -> Section<'a> {
        Section {
            id,
            level: node.level,
            number: node.marker.of(&self.reading.text),
            title: one_line(node.title.of(&self.reading.text)),
            span: self.scalars.span(node.span),
        }
    }

    fn task<'a>(&'a self, node: &'a ReadNode, id: &'a str) -> Task<'a> {
        let names = |keep: fn(&crate::model::Assignment) -> bool| -> Vec<&str> {
            node.units.items.iter().filter(|unit| keep(unit)).map(|unit| unit.name.as_str()).collect()
        };
        Task {
            id,
            section: section_id(&self.reading.nodes, &self.ids, node),
            marker: node.marker.of(&self.reading.text),
            text: self.words(node),
            status: match node.status {
                TaskStatus::Planned => "planned",
                TaskStatus::Done => "done",
                TaskStatus::Mixed => "mixed",
            },
            units: names(|_| true),
            lead: names(|unit| unit.role == Role::Lead),
            groups: names(|unit| unit.group),
            open: node.units.open,
            deadline: node
                .deadline
                .as_ref()
                .filter(|deadline| !deadline.ongoing)
                .map(|deadline| deadline.words.as_str()),
            due: node.deadline.as_ref().and_then(|deadline| deadline.due).map(|day| day.to_string()),
            confidence: confidence(node.confidence),
            rule: &node.rule,
            span: self.scalars.span(node.span),
        }
    }

    /// The words of a task; those of a row with what parts its cells, a short cell between included.
    fn words(&self, node: &ReadNode) -> String {
        const BETWEEN: u32 = 60;
        if node.rule != super::tasks::TABLE_ROW {
            return self.reading.words(&node.pieces);
        }
        let mut words = String::new();
        let mut end = None;
        for piece in &node.pieces {
            match end {
                Some(end) if end <= piece.start && piece.start - end <= BETWEEN => {
                    words.push_str(SourceSpan { start: end, end: piece.start }.of(&self.reading.text));
                }
                Some(_) => words.push('\n'),
                None => {}
            }
            words.push_str(piece.of(&self.reading.text));
            end = Some(piece.end);
        }
        words
    }

    fn target<'a>(&'a self, count: usize, target: &'a crate::model::ReadTarget) -> Target<'a> {
        Target {
            id: format!("t{count}"),
            task: target.node.and_then(|node| task_id(&self.reading.nodes, &self.ids, node)),
            value: ValueJson::from(&target.value),
            quote: target.span.of(&self.reading.text),
            confidence: confidence(target.confidence),
            rule: &target.rule,
            span: self.scalars.span(target.span),
        }
    }
}

/// A sequence that is made while it is written.
struct List<F>(F);

fn list<F, I>(items: F) -> List<F>
where
    F: Fn() -> I,
    I: Iterator,
    I::Item: Serialize,
{
    List(items)
}

impl<F, I> Serialize for List<F>
where
    F: Fn() -> I,
    I: Iterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

fn ids(nodes: &[ReadNode]) -> Vec<String> {
    let (mut sections, mut tasks) = (0, 0);
    nodes
        .iter()
        .map(|node| match node.kind {
            // No heading of the report: the contract lists headings.
            _ if node.is_opening() => String::new(),
            NodeKind::Section => {
                sections += 1;
                format!("s{sections}")
            }
            NodeKind::Task => {
                tasks += 1;
                format!("k{tasks}")
            }
        })
        .collect()
}

/// The nearest section around a node.
fn section_id<'a>(nodes: &[ReadNode], ids: &'a [String], node: &ReadNode) -> Option<&'a str> {
    let mut parent = node.parent;
    while let Some(at) = parent {
        let found = nodes.get(at as usize)?;
        if found.kind == NodeKind::Section && !found.is_opening() {
            return ids.get(at as usize).map(String::as_str);
        }
        // Parents always come before their children, so this ends.
        parent = found.parent.filter(|up| *up < at);
    }
    None
}

/// The id of a node when it is a task.
fn task_id<'a>(nodes: &[ReadNode], ids: &'a [String], node: u32) -> Option<&'a str> {
    let at = node as usize;
    (nodes.get(at)?.kind == NodeKind::Task).then(|| ids.get(at).map(String::as_str)).flatten()
}

/// A target's number, or the two ends of its range.
pub struct AmountJson(pub Amount);

impl Serialize for AmountJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Amount::Single(number) => Number(number).serialize(serializer),
            Amount::Range(from, to) => [Number(from), Number(to)].serialize(serializer),
        }
    }
}

/// A number; a whole one without a decimal point.
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < 9e15 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// Two decimals: more would be noise of the binary fraction.
pub fn confidence(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

/// A title that runs over two lines, on one.
fn one_line(words: &str) -> String {
    words.lines().map(str::trim).collect()
}

/// Turns byte offsets into counts of Unicode scalars: one pass to build, a short count to ask.
pub struct Scalars<'a> {
    bytes: &'a [u8],
    /// Scalars that begin before each multiple of `STEP` bytes.
    before: Vec<u32>,
}

const STEP: usize = 64;

impl<'a> Scalars<'a> {
    /// For one text.
    pub fn of(text: &'a str) -> Self {
        let mut total = 0;
        let before = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let at = total;
                total += begins(chunk);
                at
            })
            .collect();
        Self { bytes: text.as_bytes(), before }
    }

    fn count(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.bytes.len());
        let step = (offset / STEP).min(self.before.len().saturating_sub(1));
        let before = self.before.get(step).copied().unwrap_or(0);
        before + self.bytes.get(step * STEP..offset).map_or(0, begins)
    }

    /// First scalar and one past the last.
    pub fn span(&self, span: SourceSpan) -> [u32; 2] {
        [self.count(span.start), self.count(span.end)]
    }
}

/// Bytes that begin a scalar.
fn begins(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn every_key_of_the_contract_is_there() {
        let text = "三、重点工作\n（一）建水网。加固水库12座（责任单位：县水利局等，相关乡镇";
        let reading =
            crate::read::read_text(text, &crate::model::NoReport, &crate::model::CancelToken::new());
        let json = serde_json::to_value(to_json(&reading.unwrap())).unwrap();
        let keys = |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
        for key in [
            "text",
            "title",
            "document_number",
            "issuer",
            "date",
            "default_units",
            "sections",
            "tasks",
            "targets",
            "noise",
            "noise_spans",
            "warnings",
        ] {
            assert!(keys(&json).iter().any(|known| known == key), "{key}");
        }
        let task = &json["tasks"][0];
        assert_eq!(
            (&task["id"], &task["section"], &task["units"], &task["groups"], &task["open"]),
            (
                &json!("k1"),
                &json!("s2"),
                &json!(["县水利局", "相关乡镇"]),
                &json!(["相关乡镇"]),
                &json!(true)
            )
        );
        assert_eq!(
            (&task["deadline"], &task["due"], &task["lead"]),
            (&Value::Null, &Value::Null, &json!([]))
        );
        assert_eq!(json["targets"][0]["task"], json!("k1"));
        assert_eq!(json["warnings"][0]["code"], json!("unclosed_bracket"));
        let quote: String = text.chars().skip(7).take(5).collect();
        assert_eq!(quote, "（一）建水");
        assert_eq!(json["sections"][1]["span"][0], json!(7));
    }

    proptest! {
        #[test]
        fn scalars_agree_with_counting(text in "[a落é😀\n]{0,300}") {
            let scalars = Scalars::of(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(scalars.count(at as u32) as usize, count);
            }
            prop_assert_eq!(scalars.count(text.len() as u32) as usize, text.chars().count());
        }
    }
}
