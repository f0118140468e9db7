//! Handing a finished PDF to a printer, or to whatever shows PDFs here.

use std::{
    io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// What became of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The print spooler took it; its answer (a job number) as it gave it.
    Queued(String),
    /// No spooler is installed: the system's viewer was asked to show it, to print from there.
    Shown,
}

/// Why it could not be handed over.
#[derive(Debug, thiserror::Error)]
pub enum PrinterError {
    /// The spooler refused, mostly because no printer is set up.
    #[error("{program} refused {path}: {message}")]
    Refused {
        /// The program asked.
        program: String,
        /// The file.
        path: PathBuf,
        /// What it said.
        message: String,
    },
    /// Neither a spooler nor a viewer is installed.
    #[error("nothing here prints or shows {0}")]
    NoProgram(PathBuf),
    /// A program is there but could not be started.
    #[error("{program} could not be started: {source}")]
    Start {
        /// The program.
        program: String,
        /// Why.
        source: io::Error,
    },
}

impl PrinterError {
    /// Stable name, `snake_case`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused { .. } => "printer_refused",
            Self::NoProgram(_) => "no_printer",
            Self::Start { .. } => "printer_not_started",
        }
    }
}

#[cfg(target_os = "windows")]
const VIEWERS: &[&[&str]] = &[&["cmd", "/C", "start", ""]];
#[cfg(target_os = "macos")]
const VIEWERS: &[&[&str]] = &[&["open"]];
#[cfg(not(any(target_os = "windows", target_os = "macos")))]
const VIEWERS: &[&[&str]] = &[&["xdg-open"], &["gio", "open"]];

/// Sends the PDF at `path` to the default printer through `lp`; where that is not installed, the
/// system's viewer shows it. Waits for the spooler, not for the viewer. The file must stay until
/// the viewer has read it.
pub fn send(path: &Path) -> Result<Sent, PrinterError> {
    send_with("lp", VIEWERS, path)
}

fn send_with(spooler: &str, viewers: &[&[&str]], path: &Path) -> Result<Sent, PrinterError> {
    let start = |program: &str, source| PrinterError::Start { program: program.to_owned(), source };
    match Command::new(spooler).arg("--").arg(path).stdin(Stdio::null()).output() {
        Ok(answer) if answer.status.success() => {
            return Ok(Sent::Queued(String::from_utf8_lossy(&answer.stdout).trim().to_owned()));
        }
        Ok(answer) => {
            return Err(PrinterError::Refused {
                program: spooler.to_owned(),
                path: path.to_owned(),
                message: String::from_utf8_lossy(&answer.stderr).trim().to_owned(),
            });
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(start(spooler, error)),
    }
    for viewer in viewers {
        let Some((program, arguments)) = viewer.split_first() else { continue };
        let mut command = Command::new(program);
        command.args(arguments).arg(path);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match command.spawn() {
            // One that ends badly at once has shown nothing: the next one is tried.
            Ok(mut started) => {
                if !fails_at_once(&mut started) {
                    return Ok(Sent::Shown);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(start(program, error)),
        }
    }
    Err(PrinterError::NoProgram(path.to_owned()))
}

/// How long a viewer is watched for a failure to start.
const PATIENCE: Duration = Duration::from_secs(2);

fn fails_at_once(viewer: &mut Child) -> bool {
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        match viewer.try_wait() {
            Ok(Some(status)) => return !status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(20)),
            Err(_) => return false,
        }
    }
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_spooler_comes_first_then_the_viewer() {
        let path = Path::new("table.pdf");
        assert_eq!(send_with("echo", &[], path).unwrap(), Sent::Queued("-- table.pdf".into()));
        assert_eq!(
            send_with("no-such-spooler", &[&["no-such-viewer"], &["true"]], path).unwrap(),
            Sent::Shown
        );
        // A viewer that ends badly showed nothing.
        assert_eq!(send_with("no-such-spooler", &[&["false"]], path).unwrap_err().code(), "no_printer");
        let refused = send_with("false", &[&["true"]], path).unwrap_err();
        assert_eq!(refused.code(), "printer_refused");
        let nothing = send_with("no-such-spooler", &[&["no-such-viewer"]], path).unwrap_err();
        assert_eq!(nothing.code(), "no_printer");
    }
}
