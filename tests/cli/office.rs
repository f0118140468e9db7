//! Files that LibreOffice writes, where it is installed.

use crate::program::{Program, REPORT};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value as Json;
use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The file in another format; `None`, said, where there is no LibreOffice.
fn converted(program: &Program, file: &Path, to: &str) -> Option<PathBuf> {
    let profile = format!("-env:UserInstallation=file://{}", program.path("profile").display());
    let made = Command::new("soffice")
        .arg(profile)
        .args(["--headless", "--norestore", "--convert-to", to, "--outdir"])
        .arg(program.path(""))
        .arg(file)
        .env("HOME", program.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if made.is_err() {
        eprintln!("skipped: LibreOffice is not installed");
        return None;
    }
    let made = file.with_extension(to.split(':').next().unwrap());
    assert!(made.is_file(), "{}", made.display());
    Some(made)
}

fn read(program: &Program, file: &Path) -> Json {
    serde_json::from_str(&program.ok(&[Path::new("read"), file, Path::new("--json")])).unwrap()
}

#[test]
fn workbooks_of_all_kinds_read_the_same() {
    let program = Program::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("任务").unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 4, "某市2026年重点任务分解表", &plain).unwrap();
    for (column, head) in (0..).zip(["序号", "工作任务", "年度目标", "责任单位", "完成时限"])
    {
        sheet.write(1, column, head).unwrap();
    }
    let percent = Format::new().set_num_format("0.0%");
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    for row in 2..5 {
        sheet.write(row, 0, row - 1).unwrap();
        sheet.write(row, 1, format!("第{row}项产业增加值增长")).unwrap();
        sheet.write_with_format(row, 2, 0.085, &percent).unwrap();
        sheet.write_with_format(row, 4, 46_387, &day).unwrap();
    }
    sheet.merge_range(2, 3, 4, 3, "市发改委、市统计局", &plain).unwrap();
    sheet.write(5, 0, 4).unwrap();
    sheet.write(5, 1, "藏起来的一项").unwrap();
    sheet.set_row_hidden(5).unwrap();
    let hidden = book.add_worksheet().set_name("草稿").unwrap();
    hidden.write(0, 0, "不看").unwrap();
    hidden.set_hidden(true);
    let file = program.path("表.xlsx");
    book.save(&file).unwrap();
    let own = read(&program, &file);
    assert_eq!(own["tasks"].as_array().unwrap().len(), 3, "{}", own["tasks"]);
    for kind in ["xls", "ods"] {
        let Some(other) = converted(&program, &file, kind) else { return };
        let other = read(&program, &other);
        for key in ["text", "title", "tasks", "targets"] {
            assert_eq!(other[key], own[key], "{kind} {key}");
        }
        let codes = |json: &Json| -> Vec<String> {
            json["warnings"].as_array().unwrap().iter().map(|warning| warning["code"].to_string()).collect()
        };
        assert_eq!(codes(&other), codes(&own), "{kind}");
    }
}

#[test]
fn texts_of_all_kinds_read_the_same() {
    let program = Program::new();
    let file = program.write("方案.txt", format!("\u{feff}{REPORT}"));
    let own = read(&program, &file);
    for kind in ["docx:MS Word 2007 XML", "doc:MS Word 97", "odt", "rtf"] {
        let Some(other) = converted(&program, &file, kind) else { return };
        let other = read(&program, &other);
        let words = |json: &Json| -> Vec<(String, Json)> {
            let tasks = json["tasks"].as_array().unwrap();
            tasks.iter().map(|task| (task["text"].to_string(), task["units"].clone())).collect()
        };
        assert_eq!(words(&other), words(&own), "{kind}");
    }
}

#[test]
fn an_old_text_without_an_office_suite_names_the_way_out() {
    let program = Program::new();
    let file = program.write("老文件.rtf", "{\\rtf1 x}");
    let mut command = program.command();
    let output = command.args(["read".as_ref(), file.as_os_str(), "--json".as_ref()]);
    // Where LibreOffice stands at its usual place the path does not hide it.
    if Path::new("/usr/lib/libreoffice/program/soffice").exists() {
        eprintln!("skipped: LibreOffice stands at its usual place");
        return;
    }
    let output = output.env("PATH", "").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("老文件.rtf") && said.contains("WPS") && said.contains("docx"), "{said}");
}

#[test]
fn comments_of_a_docx_become_annotations_with_their_authors() {
    use std::io::Write;
    let program = Program::new();
    let p = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let document = format!(
        "<w:document xmlns:w=\"w\"><w:body>{}{}<w:p><w:r><w:t>1．新建水厂</w:t></w:r><w:commentRangeStart w:id=\"5\"/><w:r><w:t>2座</w:t></w:r><w:commentRangeEnd w:id=\"5\"/><w:r><w:commentReference w:id=\"5\"/></w:r><w:r><w:t>。（责任单位：县水利局）</w:t></w:r></w:p>{}</w:body></w:document>",
        p("某县2026年重点工作方案"),
        p("一、重点任务"),
        p("2．改造老旧小区10个。（责任单位：县住建局）"),
    );
    let comments = "<w:comments xmlns:w=\"w\" xmlns:w14=\"x\"><w:comment w:id=\"5\" w:author=\"综合科\" w:date=\"2026-03-01T09:30:00Z\"><w:p w14:paraId=\"1\"><w:r><w:t>请核数</w:t></w:r></w:p></w:comment></w:comments>";
    let relations = "<Relationships><Relationship Id=\"r\" Type=\"http://x/comments\" Target=\"comments.xml\"/></Relationships>";
    let file = program.path("方案.docx");
    let mut writer = zip::ZipWriter::new(std::fs::File::create(&file).unwrap());
    for (name, part) in [
        ("word/document.xml", document.as_str()),
        ("word/comments.xml", comments),
        ("word/_rels/document.xml.rels", relations),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(part.as_bytes()).unwrap();
    }
    writer.finish().unwrap();
    let dir = program.path("试点.luoshi");
    program.ok(&[Path::new("new"), &dir, &file]);
    let show = program.show(&dir);
    let node = crate::program::node(&show, "新建水厂");
    let notes = node["annotations"].as_array().unwrap();
    assert_eq!(notes.len(), 1, "{node}");
    assert_eq!(notes[0]["quote"], "2座");
    assert_eq!(notes[0]["author"], "综合科");
    assert!(notes[0]["body"].as_str().unwrap().starts_with("请核数"), "{}", notes[0]);
    assert!(program.ok(&[Path::new("verify"), &dir]).ends_with("ok\n"));
}
