//! The program: the window, or one subcommand.

use luoshi::{
    cli::{self, Wanted},
    ui::{self, Start},
    words::Language,
};
use std::process::ExitCode;

fn main() -> ExitCode {
    let start = match cli::run() {
        Wanted::Done(code) => return code,
        Wanted::Window(None) => Start::Usual,
        Wanted::Window(Some(path)) => Start::Path(path),
    };
    match ui::run(start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", error.sentence(Language::default()));
            ExitCode::FAILURE
        }
    }
}
