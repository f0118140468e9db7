//! Files cut at every byte, and lines spoiled in the middle.

use crate::{
    project::{Desk, import, note},
    sites::{Site, union},
};
use luoshi::{
    change::{Op, Record, state_hash},
    model::{ReadingId, Value},
    store::{self, Access, Opened, OsStorage, Severity},
};
use std::{fs, sync::Arc};

/// The records of all sites as lines, readings renamed to those of the project.
pub(crate) fn lines_of(sites: &[Site], desk: &Desk) -> Vec<Vec<u8>> {
    let plan = desk.open(Access::Read).plan;
    let real = |id: &ReadingId| {
        let text = &sites[0].readings.iter().find(|(known, _)| known == id).unwrap().1.text;
        plan.reading_ids().find(|id| plan.reading(*id).unwrap().text == *text).unwrap()
    };
    let scratch = Desk::new();
    let mut lines = Vec::new();
    for mut record in union(sites) {
        for op in &mut record.change.ops {
            match op {
                Op::CreateDocument { reading, .. } => *reading = real(reading),
                Op::Set { value: Some(Value::Reading(adoption)), .. } => {
                    adoption.reading = real(&adoption.reading);
                }
                Op::Set { value: Some(Value::Pieces(pieces)), .. } => {
                    for piece in pieces {
                        if let luoshi::model::Piece::Source(reading, _) = piece {
                            *reading = real(reading);
                        }
                    }
                }
                _ => {}
            }
        }
        lines.push(line(&scratch, &record));
    }
    lines
}

/// One record as the store writes it.
fn line(scratch: &Desk, record: &Record) -> Vec<u8> {
    let mut writer = scratch.open(Access::Write).writer.unwrap();
    let id = writer.next_record();
    writer.append(&Record { id, ..record.clone() });
    writer.close().unwrap();
    let file = scratch.record_files().pop().unwrap();
    let bytes = fs::read(&file).unwrap();
    fs::remove_file(file).unwrap();
    // The scratch writer's id gives way to the record's own.
    let text = String::from_utf8(bytes).unwrap().replacen(&id.to_string(), &record.id.to_string(), 1);
    let body = text.split_once(",record:").unwrap().1.strip_suffix(")\n").unwrap();
    let digest = luoshi::model::SourceId::of(body.as_bytes()).to_string();
    format!("(sum:\"{}\",record:{body})\n", &digest[..32]).into_bytes()
}

fn written(desk: &Desk) -> Vec<String> {
    let Opened { mut plan, writer, .. } = desk.open(Access::Write);
    let mut writer = writer.unwrap();
    let mut hashes = vec![state_hash(&plan).to_string()];
    import(&mut plan, &mut writer);
    hashes.push(state_hash(&plan).to_string());
    for round in 0..2 {
        note(&mut plan, &mut writer, &format!("第{round}次"));
        hashes.push(state_hash(&plan).to_string());
    }
    writer.close().unwrap();
    hashes
}

#[test]
fn cut_at_every_byte_a_file_gives_a_prefix_of_its_records() {
    let desk = Desk::new();
    let hashes = written(&desk);
    let file = desk.record_files().remove(0);
    let whole = fs::read(&file).unwrap();
    for length in 0..=whole.len() {
        fs::write(&file, &whole[..length]).unwrap();
        let ended = whole[..length].split(|byte| *byte == b'\n').count() - 1;
        let hash = desk.hash();
        let found = hashes.iter().position(|known| *known == hash).expect("a prefix");
        // A line that lacks only its break is a whole record.
        assert!(
            found == ended || (found == ended + 1 && whole[length] == b'\n'),
            "{length}: {found} of {ended}"
        );
        let report = store::verify(&OsStorage, &desk.dir).unwrap();
        assert_eq!(report.records, found);
        let clean = length == 0 || whole[length - 1] == b'\n';
        assert_eq!(report.findings.iter().any(|finding| finding.code == "torn_tail"), !clean, "{length}");
        assert!(!report.is_damaged());
    }
}

#[test]
fn a_spoiled_byte_in_the_middle_is_told_and_the_rest_is_read() {
    let desk = Desk::new();
    written(&desk);
    let file = desk.record_files().remove(0);
    let whole = fs::read(&file).unwrap();
    let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let second = first + whole[first..].iter().position(|byte| *byte == b'\n').unwrap();
    for at in (first..second).step_by(7) {
        let mut spoiled = whole.clone();
        spoiled[at] ^= 1;
        fs::write(&file, &spoiled).unwrap();
        let report = store::verify(&OsStorage, &desk.dir).unwrap();
        assert!(report.is_damaged(), "byte {at}");
        let told = report.findings.iter().find(|finding| finding.code == "damaged_line").expect("told");
        assert_eq!((told.severity, told.line), (Severity::Damage, Some(2)));
        assert_eq!(report.records, 2);
        assert_eq!(
            store::open(
                Arc::new(OsStorage),
                &desk.places,
                &desk.dir,
                Access::Read,
                &luoshi::model::NoReport,
                &luoshi::model::CancelToken::new()
            )
            .unwrap()
            .plan
            .note(),
            "第1次"
        );
    }
}

#[test]
fn ops_and_fields_of_a_newer_version_lock_only_what_they_are_about() {
    let desk = Desk::new();
    written(&desk);
    let plan = desk.open(Access::Read).plan;
    let nodes = plan.walk(plan.documents().next().unwrap().id);
    let body = format!(
        "(id:\"00000000000000aa-1\",prev:\"\",lamport:9,at:1,person:\"{0}\",device:\"{0}\",colour:(1,[2],\"x\"),label:\"future\",ops:[(op:\"paint\",on:\"{1}\",how:Some((a:1))),(op:\"set\",on:\"{2}\",field:\"smell\",value:(text:[\"a\"])),(op:\"set\",on:\"{3}\",field:\"note\",value:(text:\"懂\"),tone:3)])",
        "0000000000000001", nodes[1], nodes[2], nodes[3]
    );
    let digest = luoshi::model::SourceId::of(body.as_bytes()).to_string();
    let device = desk.dir.join("devices/0000000000000001");
    fs::create_dir_all(&device).unwrap();
    fs::write(device.join("future.ron"), format!("(sum:\"{}\",record:{body})\n", &digest[..32])).unwrap();
    let plan = desk.open(Access::Read).plan;
    let locked: Vec<bool> =
        nodes.iter().map(|node| plan.is_locked(luoshi::model::Entity::Node(*node))).collect();
    assert_eq!(locked.iter().filter(|locked| **locked).count(), 2);
    assert!(locked[1] && locked[2]);
    assert_eq!(plan.node(nodes[3]).unwrap().note(), "懂");
    assert_eq!(store::verify(&OsStorage, &desk.dir).unwrap().findings, []);
}
