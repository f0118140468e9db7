//! `kill -9` at any moment: what was answered as saved is there afterwards.

use crate::program::{Program, node};
use luoshi::store::{OsStorage, records};
use serde_json::json;
use std::{
    io::{BufRead, BufReader, Write},
    process::Stdio,
    sync::mpsc,
    thread,
    time::Duration,
};

/// Kills per run; the full count is set through `LUOSHI_KILLS`.
const KILLS: u64 = 100;

#[test]
fn every_acknowledged_edit_survives_a_kill() {
    let kills = std::env::var("LUOSHI_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(KILLS);
    let seed: u64 =
        std::env::var("LUOSHI_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_260_101);
    println!("{kills} kills, seed {seed}");
    let program = Program::new();
    let dir = program.project();
    let id = node(&program.show(&dir), "做强制造业")["id"].as_str().unwrap().to_owned();
    let mut random = seed;
    let mut saved: Vec<(String, String)> = Vec::new();
    let mut last_note = String::new();
    for round in 0..kills {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let wait = Duration::from_micros(random >> 33).min(Duration::from_millis(40 + (random >> 58)));
        let mut child = program
            .command()
            .arg("apply")
            .arg(&dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (send, answers) = mpsc::channel();
        let reader = thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let _ = send.send(line);
            }
        });
        let id = id.clone();
        let writer = thread::spawn(move || {
            for step in 0..10_000 {
                let line = json!({"op": "set_note", "node": id, "value": format!("{round}-{step}")});
                if writeln!(input, "{line}").is_err() {
                    break;
                }
            }
        });
        // Killed from its first answer on, at a random moment; some rounds even before it.
        if round % 10 != 0 {
            let first = answers.recv_timeout(Duration::from_secs(20)).unwrap();
            note(&first, round, 0, &mut saved, &mut last_note);
        }
        thread::sleep(wait / 8);
        child.kill().unwrap();
        child.wait().unwrap();
        reader.join().unwrap();
        writer.join().unwrap();
        let from = u64::from(round % 10 != 0);
        for (step, answer) in (from..).zip(answers.try_iter()) {
            note(&answer, round, step, &mut saved, &mut last_note);
        }
    }
    assert!(saved.len() > 100, "only {} edits were acknowledged: the test proves little", saved.len());
    let present: std::collections::HashSet<String> =
        records(&OsStorage, &dir).unwrap().iter().map(|record| record.id.to_string()).collect();
    for (record, value) in &saved {
        assert!(present.contains(record), "{record} ({value}) was answered as saved and is gone");
    }
    let shown = program.show(&dir);
    let now = node(&shown, "做强制造业")["note"].as_str().unwrap();
    assert!(later_or_same(now, &last_note), "{now:?} stands, {last_note:?} was saved");
    let verified = program.ok(&[std::path::Path::new("verify"), &dir]);
    println!("{} saved edits, all there\n{verified}", saved.len());
}

fn note(answer: &str, round: u64, step: u64, saved: &mut Vec<(String, String)>, last: &mut String) {
    let mut words = answer.split(' ');
    assert_eq!(words.next(), Some("saved"), "{answer}");
    let value = format!("{round}-{step}");
    saved.push((format!("{}-{}", words.next().unwrap(), words.next().unwrap()), value.clone()));
    *last = value;
}

/// An edit may be on disk though its answer never came: the state may be later, never earlier.
fn later_or_same(now: &str, saved: &str) -> bool {
    let pair = |note: &str| -> (u64, u64) {
        let (round, step) = note.split_once('-').unwrap();
        (round.parse().unwrap(), step.parse().unwrap())
    };
    pair(now) >= pair(saved)
}
