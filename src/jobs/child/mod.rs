//! Untrusted files are decoded in a process of their own.
//!
//! The same program is started again with a hidden subcommand. It limits itself before it looks at
//! anything, is given bytes through its standard input and answers through its standard output. What
//! it answers is checked; when it dies, hangs or talks nonsense, that is an error of the file it was
//! given, and nothing else is touched. Plain text is decoded in this process: nothing but this
//! program's own splitting of lines looks at it, and it may be large.

mod decoder;
mod limits;
mod serve;
mod wire;

pub use decoder::ChildDecoder;
pub use limits::Limits;
pub use serve::{ServeError, serve};

use std::{env, io, path::PathBuf};

/// The hidden subcommand that makes this program a decoder of another.
pub const SUBCOMMAND: &str = "decode-child";

/// This program's own file. On Linux by the way that still leads to it after an update has put
/// another in its place, so that both ends of the pipe are of one version.
pub fn this_program() -> io::Result<PathBuf> {
    let own = PathBuf::from("/proc/self/exe");
    if cfg!(target_os = "linux") && own.exists() { Ok(own) } else { env::current_exe() }
}
