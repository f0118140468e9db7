//! The reports of the genre in `tests/genre`, read and scored by the definitions of their labels:
//! prints micro F1 for each part, and holds floors so that no later change loses accuracy in silence.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what failed by breaking")]

#[path = "genre/opening.rs"]
mod opening;
#[path = "genre/score.rs"]
mod score;

use luoshi::model::{CancelToken, NoReport};
use luoshi::read::{read, to_json};
use score::{Sums, score};
use std::{fs, path::PathBuf};

/// Reads and scores every document of a folder.
fn sums(set: &str) -> Sums {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/genre").join(set);
    let mut golds: Vec<PathBuf> =
        fs::read_dir(folder.join("gold")).unwrap().flatten().map(|entry| entry.path()).collect();
    golds.sort();
    let mut sums = Sums::default();
    for path in golds {
        let gold: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let name = gold["doc"].as_str().unwrap();
        let bytes = fs::read(folder.join(name)).unwrap();
        let reading = read(&bytes, name, &NoReport, &CancelToken::new())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let read = serde_json::to_value(to_json(&reading)).unwrap();
        score(&gold, &read, &score::view(name, &bytes), &mut sums);
    }
    sums
}

/// Micro F1 of each part in a thousand, and the shares of hits that are right in a detail.
#[derive(Debug)]
struct Floors {
    sections: u32,
    levels: u32,
    tasks: u32,
    tasks_without_splits: u32,
    units: u32,
    lead: u32,
    targets: u32,
    comparators: u32,
    measures: u32,
    kinds: u32,
    indicators: u32,
    noise: u32,
    deadlines: u32,
}

fn hold(set: &str, floors: &Floors) {
    let sums = sums(set);
    println!("{set}\n{sums}");
    for (part, reached, floor) in [
        ("sections", sums.sections.f1(), floors.sections),
        ("levels", sums.levels.share(), floors.levels),
        ("tasks", sums.tasks.f1(), floors.tasks),
        ("tasks, extra splits wrong", sums.tasks_with_splits().f1(), floors.tasks_without_splits),
        ("units", sums.units.f1(), floors.units),
        ("lead", sums.lead.f1(), floors.lead),
        ("targets", sums.targets.f1(), floors.targets),
        ("comparators", sums.comparators.share(), floors.comparators),
        ("measures", sums.measures.share(), floors.measures),
        ("kinds", sums.kinds.share(), floors.kinds),
        ("indicators", sums.indicators.share(), floors.indicators),
        ("noise", sums.noise.f1(), floors.noise),
        ("deadlines", sums.deadlines.share(), floors.deadlines),
    ] {
        assert!(reached * 1000.0 >= f64::from(floor), "{set}: {part} {reached:.3} is below {floor}‰");
    }
}

#[test]
fn reports_for_learning() {
    hold(
        "learn",
        &Floors {
            sections: 990,
            levels: 970,
            tasks: 985,
            tasks_without_splits: 980,
            units: 985,
            lead: 985,
            targets: 960,
            comparators: 980,
            measures: 985,
            kinds: 985,
            indicators: 935,
            noise: 970,
            deadlines: 970,
        },
    );
}

#[test]
fn reports_held_back() {
    hold(
        "held",
        &Floors {
            sections: 990,
            levels: 970,
            tasks: 985,
            tasks_without_splits: 975,
            units: 980,
            lead: 980,
            targets: 945,
            comparators: 980,
            measures: 985,
            kinds: 980,
            indicators: 925,
            noise: 930,
            deadlines: 930,
        },
    );
}

#[test]
fn reports_written_later() {
    hold(
        "fresh",
        &Floors {
            sections: 990,
            levels: 970,
            tasks: 985,
            tasks_without_splits: 980,
            units: 985,
            lead: 985,
            targets: 975,
            comparators: 980,
            measures: 985,
            kinds: 985,
            indicators: 950,
            noise: 980,
            deadlines: 970,
        },
    );
}

#[test]
fn reports_scored_once() {
    hold(
        "late",
        &Floors {
            sections: 980,
            levels: 970,
            tasks: 980,
            tasks_without_splits: 970,
            units: 975,
            lead: 975,
            targets: 940,
            comparators: 970,
            measures: 985,
            kinds: 985,
            indicators: 900,
            noise: 970,
            deadlines: 950,
        },
    );
}
