//! The command line: one file per subcommand over the same library. Knows nothing about egui.

mod apply;
mod directory;
mod error;
mod export;
mod history;
mod import;
mod json;
mod read;
mod settings;
mod show;
mod verify;

pub use error::CliError;

use crate::{
    model::{CancelToken, NoReport},
    session::{self, Session},
    store::{Access, Places},
};
use clap::{Parser, Subcommand};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// 落实: 读工作报告，分任务，定责任单位，印清单
#[derive(Debug, Parser)]
#[command(name = "luoshi", version, about, after_help = AFTER)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Verb>,
    /// 要打开的报告文件或项目文件夹（不给则打开示例项目） / a report or a project folder to open
    path: Option<PathBuf>,
}

const AFTER: &str = "不带子命令时打开窗口。/ Without a subcommand the window opens.";

#[derive(Debug, Subcommand)]
enum Verb {
    /// 识别报告，输出 JSON / read reports and print what was recognised as JSON
    Read(read::Read),
    /// 新建项目并导入报告 / make a project and bring reports in
    New(import::New),
    /// 导入报告 / bring a report into a project
    Import(import::Import),
    /// 录入单位名录 / enter the directory of units
    Units(directory::Units),
    /// 查看或更改设置 / show or change settings
    Settings(settings::Settings),
    /// 输出项目现状 / print the state of a project
    Show(show::Show),
    /// 检查项目文件夹，不改动 / check a project folder, never writing
    Verify(verify::Verify),
    /// 列出修改历史 / list what was changed, when and by whom
    History(history::History),
    /// 逐行执行 JSON 命令 / carry out one JSON command a line
    Apply(apply::Apply),
    /// 导出或打印成文件 / export the task tables
    Export(export::Export),
}

/// Runs the program on its arguments.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        None => open_window(arguments.path),
        Some(Verb::Read(verb)) => verb.run(),
        Some(Verb::New(verb)) => verb.run(),
        Some(Verb::Import(verb)) => verb.run(),
        Some(Verb::Units(verb)) => verb.run(),
        Some(Verb::Settings(verb)) => verb.run(),
        Some(Verb::Show(verb)) => verb.run(),
        Some(Verb::Verify(verb)) => return verb.run(),
        Some(Verb::History(verb)) => verb.run(),
        Some(Verb::Apply(verb)) => verb.run(),
        Some(Verb::Export(verb)) => verb.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of our output went away (`| head`): nothing is wrong.
        Err(CliError::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", error.sentence());
            ExitCode::FAILURE
        }
    }
}

/// Opens a project for one subcommand.
fn open(dir: &Path, access: Access) -> Result<Session, CliError> {
    let session = session::open(&Places::of_user()?, dir, access, &NoReport, &CancelToken::new())?;
    if access == Access::Write
        && let Some(reason) = session.read_only()
    {
        return Err(CliError::Session(session::SessionError::ReadOnly(reason.clone())));
    }
    Ok(session)
}
