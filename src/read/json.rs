//! A reading as the JSON object of the stable contract.

use crate::model::{Amount, NodeKind, ReadNode, Reading, Role, SourceSpan, TaskStatus};
use serde_json::{Value, json};

/// The JSON object of `luoshi read FILE --json`. Spans count Unicode scalars in `text`; every key is
/// always present; ids are `s1`, `k1`, `t1`: sections, tasks, targets, each counted in the order of
/// the text.
pub fn to_json(reading: &Reading) -> Value {
    let scalars = Scalars::of(&reading.text);
    let ids = ids(&reading.nodes);
    let (mut sections, mut tasks) = (Vec::new(), Vec::new());
    for (node, id) in reading.nodes.iter().zip(&ids) {
        match node.kind {
            NodeKind::Section => sections.push(section(reading, node, id, &scalars)),
            NodeKind::Task => tasks.push(task(reading, node, id, &ids, &scalars)),
        }
    }
    let targets: Vec<Value> = reading
        .targets
        .iter()
        .enumerate()
        .map(|(at, target)| {
            let value = &target.value;
            json!({
                "id": format!("t{}", at + 1),
                "task": target.node.and_then(|node| task_id(&reading.nodes, &ids, node)),
                "indicator": value.indicator,
                "comparator": value.comparator.name(),
                "value": match value.amount {
                    Amount::Single(number) => number_value(number),
                    Amount::Range(from, to) => json!([number_value(from), number_value(to)]),
                },
                "unit": value.measure,
                "kind": value.kind.name(),
                "by": value.by,
                "stretch": value.stretch,
                "quote": target.span.of(&reading.text),
                "confidence": confidence(target.confidence),
                "rule": target.rule,
                "span": scalars.span(target.span),
            })
        })
        .collect();
    let warnings: Vec<Value> = reading
        .warnings
        .iter()
        .map(|warning| {
            json!({
                "code": warning.code,
                "message": warning.message,
                "span": warning.span.map(|span| scalars.span(span)),
            })
        })
        .collect();
    json!({
        "text": &*reading.text,
        "title": one_line(reading.title.of(&reading.text)),
        "document_number": reading.document_number,
        "issuer": reading.issuer,
        "date": reading.date,
        "default_units": reading.default_units,
        "sections": sections,
        "tasks": tasks,
        "targets": targets,
        "noise": reading.noise.iter().map(|span| span.of(&reading.text)).collect::<Vec<_>>(),
        "noise_spans": reading.noise.iter().map(|span| scalars.span(*span)).collect::<Vec<_>>(),
        "warnings": warnings,
    })
}

fn section(reading: &Reading, node: &ReadNode, id: &str, scalars: &Scalars<'_>) -> Value {
    json!({
        "id": id,
        "level": node.level,
        "number": node.marker.of(&reading.text),
        "title": one_line(node.title.of(&reading.text)),
        "span": scalars.span(node.span),
    })
}

fn task(reading: &Reading, node: &ReadNode, id: &str, ids: &[String], scalars: &Scalars<'_>) -> Value {
    let names = |keep: &dyn Fn(&crate::model::Assignment) -> bool| -> Vec<&str> {
        node.units.items.iter().filter(|unit| keep(unit)).map(|unit| unit.name.as_str()).collect()
    };
    json!({
        "id": id,
        "section": section_id(&reading.nodes, ids, node),
        "marker": node.marker.of(&reading.text),
        "text": reading.words(&node.pieces),
        "status": match node.status {
            TaskStatus::Planned => "planned",
            TaskStatus::Done => "done",
            TaskStatus::Mixed => "mixed",
        },
        "units": names(&|_| true),
        "lead": names(&|unit| unit.role == Role::Lead),
        "groups": names(&|unit| unit.group),
        "open": node.units.open,
        "deadline": node.deadline.as_ref().map(|deadline| deadline.words.as_str()),
        "due": node.deadline.as_ref().and_then(|deadline| deadline.due).map(|day| day.to_string()),
        "confidence": confidence(node.confidence),
        "rule": node.rule,
        "span": scalars.span(node.span),
    })
}

fn ids(nodes: &[ReadNode]) -> Vec<String> {
    let (mut sections, mut tasks) = (0, 0);
    nodes
        .iter()
        .map(|node| match node.kind {
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
        if found.kind == NodeKind::Section {
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

/// Whole numbers print without a decimal point.
fn number_value(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 { json!(number as i64) } else { json!(number) }
}

/// Two decimals: more would be noise of the binary fraction.
fn confidence(value: f32) -> Value {
    json!((f64::from(value) * 100.0).round() / 100.0)
}

/// A title that runs over two lines, on one.
fn one_line(words: &str) -> String {
    words.lines().map(str::trim).collect()
}

/// Turns byte offsets into counts of Unicode scalars: one pass to build, a short count to ask.
struct Scalars<'a> {
    bytes: &'a [u8],
    /// Scalars that begin before each multiple of `STEP` bytes.
    before: Vec<u32>,
}

const STEP: usize = 64;

impl<'a> Scalars<'a> {
    fn of(text: &'a str) -> Self {
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

    fn span(&self, span: SourceSpan) -> Value {
        json!([self.count(span.start), self.count(span.end)])
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

    #[test]
    fn every_key_of_the_contract_is_there() {
        let text = "三、重点工作\n（一）建水网。加固水库12座（责任单位：县水利局等，相关乡镇";
        let reading =
            crate::read::read_text(text, &crate::model::NoReport, &crate::model::CancelToken::new());
        let json = to_json(&reading.unwrap());
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
