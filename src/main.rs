//! The program: the window, or one subcommand.

use luoshi::cli::{self, Wanted};
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run() {
        Wanted::Done(code) => code,
        Wanted::Window(_path) => ExitCode::SUCCESS,
    }
}
