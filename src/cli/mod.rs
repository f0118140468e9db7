//! The command line: one file per subcommand over the same library. Knows nothing about egui.

mod apply;
mod decode_child;
mod directory;
mod error;
mod export;
mod history;
mod import;
mod inputs;
mod json;
mod read;
mod settings;
mod show;
mod verify;

pub use error::CliError;

use crate::{
    jobs::{
        child::{self, ChildDecoder},
        office::OfficeDecoder,
    },
    model::{CancelToken, NoReport},
    session::{self, Session},
    store::{Access, Places, Severity},
};
use clap::{Parser, Subcommand};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// 落实: 读工作报告，分任务，定责任单位，印清单
#[derive(Debug, Parser)]
#[command(name = "luoshi", version, about, after_help = AFTER, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Verb>,
    /// 要打开的报告文件或项目文件夹（不给则打开示例项目） / a report or a project folder to open
    path: Option<PathBuf>,
}

const AFTER: &str = "不带子命令时打开窗口。/ Without a subcommand the window opens.\n\n\
    可读的格式 / formats read: txt md csv html docx pdf ofd xlsx xls et ods";

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
    /// Decodes files for another process of this program.
    #[command(name = child::SUBCOMMAND, hide = true)]
    DecodeChild(decode_child::DecodeChild),
}

/// What the arguments ask for.
#[derive(Debug)]
pub enum Wanted {
    /// The window, with a report or project, or with the sample project.
    Window(Option<PathBuf>),
    /// Nothing more: a subcommand has run and ended so.
    Done(ExitCode),
}

/// Reads the program's arguments and runs a subcommand, if they name one.
pub fn run() -> Wanted {
    let arguments = Arguments::parse();
    let Some(command) = arguments.command else { return Wanted::Window(arguments.path) };
    let outcome = match command {
        Verb::Read(verb) => verb.run(),
        Verb::New(verb) => verb.run(),
        Verb::Import(verb) => verb.run(),
        Verb::Units(verb) => verb.run(),
        Verb::Settings(verb) => verb.run(),
        Verb::Show(verb) => verb.run(),
        Verb::History(verb) => verb.run(),
        Verb::Apply(verb) => verb.run(),
        Verb::Export(verb) => verb.run(),
        Verb::DecodeChild(verb) => verb.run(),
        Verb::Verify(verb) => match verb.run() {
            Ok(code) => return Wanted::Done(code),
            Err(error) => Err(error),
        },
    };
    Wanted::Done(match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of our output went away (`| head`): nothing is wrong.
        Err(CliError::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", error.sentence());
            ExitCode::FAILURE
        }
    })
}

/// Decodes the files of one subcommand.
fn decoder() -> Result<OfficeDecoder<ChildDecoder>, CliError> {
    let program = child::this_program().map_err(|error| CliError::Input { path: PathBuf::new(), error })?;
    Ok(OfficeDecoder::new(ChildDecoder::new(program)))
}

/// Opens a project for one subcommand.
fn open(dir: &Path, access: Access) -> Result<Session, CliError> {
    let session = session::open(&Places::of_user()?, dir, access, &NoReport, &CancelToken::new())?;
    if access == Access::Write
        && let Some(reason) = session.read_only()
    {
        return Err(CliError::Session(session::SessionError::ReadOnly(reason.clone())));
    }
    for notice in session.notices().iter().filter(|notice| notice.severity > Severity::Note) {
        eprintln!("{}", error::finding(notice));
    }
    Ok(session)
}
