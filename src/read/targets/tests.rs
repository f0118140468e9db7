//! Passages and the targets they hold.

use super::{TargetContext, find};
use crate::model::SourceSpan;
use crate::read::Passage;

/// Runs over a folder of labelled reports when `LUOSHI_REPORTS` and `LUOSHI_PREDICTIONS` name folders;
/// writes one `<stem>.json` a report for the scorer.
#[test]
fn dump_predictions() {
    let (Ok(reports), Ok(out)) = (std::env::var("LUOSHI_REPORTS"), std::env::var("LUOSHI_PREDICTIONS"))
    else {
        return;
    };
    for entry in std::fs::read_dir(reports).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut targets = Vec::new();
        let past =
            text.lines().filter(|line| !line.trim().is_empty()).take(1).any(|line| line.contains("总结"));
        let mut heading = String::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if line.chars().count() < 30 && !line.contains('。') {
                heading = line.to_owned();
            }
            let passage = Passage::new(line, &[SourceSpan::new(0, line.len())]);
            let context = TargetContext { past, heading: &heading, ..TargetContext::default() };
            for found in find(&passage, &context) {
                let value = match found.value.amount {
                    crate::model::Amount::Single(one) => serde_json::json!(one),
                    crate::model::Amount::Range(low, high) => serde_json::json!([low, high]),
                };
                targets.push(serde_json::json!({
                    "indicator": found.value.indicator, "comparator": found.value.comparator.name(),
                    "value": value, "unit": found.value.measure, "kind": found.value.kind.name(),
                    "by": found.value.by, "stretch": found.value.stretch, "quote": &passage.text[found.range.clone()],
                    "confidence": found.confidence, "rule": found.rule,
                }));
            }
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned() + ".json";
        let json = serde_json::to_string_pretty(&serde_json::json!({ "targets": targets })).unwrap();
        std::fs::write(std::path::Path::new(&out).join(name), json).unwrap();
    }
}
