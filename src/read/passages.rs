//! Sixty-six passages of the genre with what a careful reader expects of them, in
//! `passages/seen.txt` and `passages/unseen.txt`: the reader is changed with the first in view, the
//! second only tell how it does on wordings nobody tuned it for.
//!
//! A file holds the text of a passage, `>`, its expected lines in the notation of `genre`, and `====`
//! before the next one. `cargo test --lib passages -- --nocapture` prints the scores.

use super::genre::shown;
use super::read_text;
use crate::model::{CancelToken, NoReport};

/// Lines found, expected, and both.
#[derive(Default)]
struct Score {
    found: usize,
    expected: usize,
    hits: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.hits as f64 / (self.found + self.expected).max(1) as f64
    }
}

/// Whether a line says what is expected: the same words, or the same number of an indicator that
/// shares three fifths of its characters.
fn says(found: &str, expected: &str) -> bool {
    let target = |line: &str| {
        let (name, number) = line.strip_prefix('=')?.rsplit_once(' ')?;
        Some((name.to_owned(), number.to_owned()))
    };
    match (target(found), target(expected)) {
        (Some((name, number)), Some((wanted, amount))) => {
            let shared = wanted.chars().filter(|c| name.contains(*c)).count();
            number == amount && shared * 5 >= wanted.chars().count() * 3
        }
        _ => found == expected,
    }
}

fn score(passages: &str, name: &str) -> Score {
    let mut score = Score::default();
    for passage in passages.split("====\n") {
        let (text, expected) = passage.split_once("\n>\n").unwrap();
        let reading = read_text(text, &NoReport, &CancelToken::default()).unwrap();
        let found = shown(&reading);
        let mut left: Vec<&str> = expected.lines().filter(|line| !line.is_empty()).collect();
        score.expected += left.len();
        score.found += found.len();
        for line in &found {
            match left.iter().position(|wanted| says(line, wanted)) {
                Some(at) => {
                    left.remove(at);
                    score.hits += 1;
                }
                // What the unseen ones miss stays unseen.
                None if name == "seen" => println!("{text}\n    not expected: {line}"),
                None => {}
            }
        }
        if name == "seen" {
            for line in left {
                println!("{text}\n    missed: {line}");
            }
        }
    }
    println!(
        "passages, {name}: {} lines, {} found, {} right, F1 {:.3}",
        score.expected,
        score.found,
        score.hits,
        score.f1()
    );
    score
}

#[test]
fn passages_in_view() {
    assert!(score(include_str!("passages/seen.txt"), "seen").f1() >= 0.95);
}

#[test]
fn passages_kept_unread() {
    assert!(score(include_str!("passages/unseen.txt"), "unseen").f1() >= 0.85);
}
