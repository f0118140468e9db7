//! The program: the window, or one subcommand.

use std::process::ExitCode;

fn main() -> ExitCode {
    luoshi::cli::main()
}
