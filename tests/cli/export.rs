//! `export`: the files, and what stands in them.

use crate::program::Program;
use std::{fs, path::Path};

fn export(program: &Program, source: &Path, more: &[&str], out: &Path) -> String {
    let mut arguments = vec![Path::new("export"), source];
    arguments.extend(more.iter().map(Path::new));
    arguments.extend([Path::new("-o"), out]);
    program.ok(&arguments)
}

#[test]
fn both_tables_in_three_formats() {
    let program = Program::new();
    let dir = program.project();
    for layout in ["checklist", "decomposition"] {
        for (format, magic) in [("pdf", &b"%PDF"[..]), ("docx", b"PK\x03\x04"), ("xlsx", b"PK\x03\x04")] {
            let out = program.path(&format!("{layout}.{format}"));
            export(&program, &dir, &["--layout", layout, "--format", format], &out);
            let bytes = fs::read(&out).unwrap();
            assert!(bytes.starts_with(magic), "{layout} {format}");
            export(
                &program,
                &dir,
                &["--layout", layout, "--format", format, "--by", "unit", "--unit", "市商务局"],
                &out,
            );
        }
    }
}

#[test]
fn a_report_straight_to_paper() {
    let program = Program::new();
    let report = program.write("方案.txt", crate::program::REPORT);
    let out = program.path("清单.pdf");
    export(&program, &report, &["--layout", "checklist", "--format", "pdf"], &out);
    assert!(fs::read(&out).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_workbook_for_each_unit() {
    let program = Program::new();
    let dir = program.project();
    let out = program.path("按单位");
    export(
        &program,
        &dir,
        &["--layout", "checklist", "--format", "xlsx", "--per-unit", "--period", "2026年1月"],
        &out,
    );
    let names: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    // The group 相关区镇街道 is nobody's mailbox: a person expands it first.
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(names.iter().any(|name| name.contains("市经信局") && name.contains("2026年1月")), "{names:?}");
}

#[test]
fn nothing_to_write_on() {
    let program = Program::new();
    let dir = program.project();
    let out = program.path("没有这个文件夹/清单.pdf");
    let arguments = [
        "export",
        dir.to_str().unwrap(),
        "--layout",
        "checklist",
        "--format",
        "pdf",
        "-o",
        out.to_str().unwrap(),
    ];
    let said = program.fails(&arguments);
    assert!(said.contains("清单.pdf"), "{said}");
}
