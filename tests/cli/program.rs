//! Running the program with its own folders, away from the user's.

use serde_json::Value as Json;
use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// An action plan in small: two items with units (one bracket never closed), one without.
pub(crate) const REPORT: &str = "\
某某市县域经济行动方案

一、重点任务

（一）提升产业能级。一是做强制造业。新增规模以上工业企业24家以上，总数超过200家（责任单位：市经信局、市发改委、市科技局二是发展服务业。引进商业综合体，12月底前建成2个邻里服务中心（责任单位：市商务局，相关区镇街道）

二、组织保障

（一）强化推进机制。建立联席会议制度，及时协调解决问题。
";

/// A folder that goes away with the test, and the program that keeps its own files in it.
pub(crate) struct Program {
    folder: tempfile::TempDir,
}

impl Program {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_luoshi"));
        for (key, name) in [
            ("XDG_CONFIG_HOME", "c"),
            ("XDG_CACHE_HOME", "k"),
            ("XDG_STATE_HOME", "s"),
            ("XDG_DATA_HOME", "d"),
        ] {
            command.env(key, self.path(name));
        }
        command.env("HOME", self.folder.path()).env("LC_ALL", "C.UTF-8");
        command
    }

    pub(crate) fn run<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S]) -> Output {
        self.command().args(arguments).output().unwrap()
    }

    /// Runs and expects success; gives what was printed.
    pub(crate) fn ok<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs and expects exit code 1; gives what was said.
    pub(crate) fn fails<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(!said.contains("panicked"), "{said}");
        assert!(!said.trim().is_empty());
        said
    }

    /// A project of `REPORT`.
    pub(crate) fn project(&self) -> PathBuf {
        let report = self.write("方案.txt", REPORT);
        let dir = self.path("试点.luoshi");
        self.ok(&[Path::new("new"), &dir, &report]);
        dir
    }

    pub(crate) fn show(&self, dir: &Path) -> Json {
        serde_json::from_str(&self.ok(&[Path::new("show"), dir, Path::new("--json")])).unwrap()
    }

    /// Gives one line to `apply`, which may fail; what it answered.
    pub(crate) fn run_apply_raw(&self, dir: &Path, line: &Json) -> String {
        let mut child = self
            .command()
            .arg("apply")
            .arg(dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(child.stdin.take().unwrap(), "{line}").unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
    }

    /// Gives `lines` to `apply`; the answers.
    pub(crate) fn apply(&self, dir: &Path, lines: &[Json]) -> Vec<String> {
        let mut child = self
            .command()
            .arg("apply")
            .arg(dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        for line in lines {
            writeln!(input, "{line}").unwrap();
        }
        drop(input);
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    }
}

/// The nodes of the first document.
pub(crate) fn nodes(show: &Json) -> &Vec<Json> {
    show["documents"][0]["nodes"].as_array().unwrap()
}

/// The first node whose text or title holds `words`.
pub(crate) fn node<'a>(show: &'a Json, words: &str) -> &'a Json {
    let holds =
        |node: &&Json| ["text", "title"].iter().any(|key| node[key].as_str().unwrap().contains(words));
    let task = nodes(show).iter().filter(|node| node["kind"] == "task").find(holds);
    task.or_else(|| nodes(show).iter().find(holds)).unwrap_or_else(|| panic!("no node says {words}"))
}
