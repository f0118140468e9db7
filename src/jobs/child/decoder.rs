//! The parent's side: starting a child, asking it, and not believing it.

use super::wire::{Answer, MAX_NAME, Question, read_answer, write_question};
use super::{Limits, SUBCOMMAND};
use crate::{
    model::{CancelToken, Reporter},
    read::{Decode, Decoded, MAX_FILE_BYTES, ReadError, formats},
};
use std::{
    io::{self, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

/// How soon a cancel is heard.
const LISTEN: Duration = Duration::from_millis(20);
/// Stages that a child may name.
const STAGES: [&str; 4] = ["decode", "pages", "sheets", "convert"];

/// Decodes files in a child, which is kept for the next file and replaced when it dies. Plain text
/// is decoded in this process.
#[derive(Debug)]
pub struct ChildDecoder {
    program: PathBuf,
    limits: Limits,
    /// A child without work. Taken out while it works, so that a second file does not wait for the
    /// first.
    resting: Mutex<Option<Running>>,
}

/// Why a child gave no answer.
enum Failure {
    /// It was stopped, for this.
    Stopped(ReadError),
    /// It ended.
    Died(String),
}

impl ChildDecoder {
    /// Children will be `program`, started when the first file needs one.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self::with_limits(program, Limits::default())
    }

    /// As `new`, with limits of one's own.
    pub fn with_limits(program: impl Into<PathBuf>, limits: Limits) -> Self {
        Self { program: program.into(), limits, resting: Mutex::new(None) }
    }

    /// The child that waits for the next file, by its process id.
    pub fn resting(&self) -> Option<u32> {
        let resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        resting.as_ref().map(|running| running.child.id())
    }

    /// A child that is well and not worn, if one rests here.
    fn rested(&self) -> Option<Running> {
        let mut running = self.resting.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        (running.worked < self.limits.shift && running.is_alive()).then_some(running)
    }
}

impl Decode for ChildDecoder {
    fn decode(
        &self,
        bytes: &[u8],
        file_name: &str,
        reporter: &dyn Reporter,
        cancel: &CancelToken,
    ) -> Result<Decoded, ReadError> {
        let size = bytes.len() as u64;
        if size > MAX_FILE_BYTES {
            return Err(ReadError::TooLarge { bytes: size, limit: MAX_FILE_BYTES });
        }
        if let Some(decoded) = formats::decode_plain(bytes, file_name, reporter, cancel) {
            return decoded;
        }
        reporter.progress("decode", 0, size);
        let file = Asked { bytes, name: short(file_name), reporter, cancel, limits: &self.limits };
        let mut rested = self.rested();
        loop {
            let is_new = rested.is_none();
            let mut running = match rested.take() {
                Some(running) => running,
                None => Running::start(&self.program, &self.limits, cancel)?,
            };
            match running.ask(&file) {
                Ok(answer) => {
                    *self.resting.lock().unwrap_or_else(PoisonError::into_inner) = Some(running);
                    return answer;
                }
                Err(Failure::Stopped(error)) => return Err(error),
                // What an earlier file left in the child's memory is not this file's fault.
                Err(Failure::Died(_)) if !is_new => {}
                Err(Failure::Died(how)) => return Err(ReadError::ReaderDied { how }),
            }
        }
    }
}

/// A file for a child.
struct Asked<'a> {
    bytes: &'a [u8],
    name: &'a str,
    reporter: &'a dyn Reporter,
    cancel: &'a CancelToken,
    limits: &'a Limits,
}

/// A child process; killed when dropped.
#[derive(Debug)]
struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    worked: Duration,
}

impl Running {
    fn start(program: &Path, limits: &Limits, cancel: &CancelToken) -> Result<Self, ReadError> {
        let refused = |error: io::Error| ReadError::ReaderNotStarted { why: error.to_string() };
        let mut command = Command::new(program);
        without_console(&mut command);
        let mut child = command
            .arg(SUBCOMMAND)
            .args(["--memory", &limits.memory.to_string(), "--processor", &limits.processor.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(refused)?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(refused(io::ErrorKind::BrokenPipe.into()));
        };
        let mut running =
            Self { child, input, output: BufReader::with_capacity(64 << 10, output), worked: Duration::ZERO };
        // Nothing is sent before it has said what it is and that it is limited.
        match running.talk(None, limits, cancel) {
            Ok(answer) if answer.is_ready() => Ok(running),
            Ok(_) => Err(refused(io::Error::other("another version of the program"))),
            Err(Failure::Stopped(ReadError::Cancelled)) => Err(ReadError::Cancelled),
            Err(Failure::Stopped(error)) => Err(ReadError::ReaderNotStarted { why: error.to_string() }),
            Err(Failure::Died(why)) => Err(ReadError::ReaderNotStarted { why }),
        }
    }

    fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Asks for one file. A child that failed is not to be asked again.
    fn ask(&mut self, file: &Asked<'_>) -> Result<Result<Decoded, ReadError>, Failure> {
        match self.talk(Some(file), file.limits, file.cancel)? {
            Answer::Decoded(decoded) if decoded.is_sound() => Ok(Ok(decoded)),
            Answer::Failed(error) => Ok(Err(error)),
            _ => Err(Failure::Died("an answer that does not fit".to_owned())),
        }
    }

    /// Sends a file, if any, and waits for the answer. The child is dead after any failure.
    fn talk(
        &mut self,
        file: Option<&Asked<'_>>,
        limits: &Limits,
        cancel: &CancelToken,
    ) -> Result<Answer, Failure> {
        let Self { child, input, output, worked } = self;
        let begun = Instant::now();
        let answer = thread::scope(|scope| {
            let (send, heard) = channel();
            let listening = thread::Builder::new()
                .name("decode-answers".to_owned())
                .spawn_scoped(scope, move || listen(output, &send));
            let mut told = None;
            let mut answer = match listening {
                Ok(_) => Ok(()),
                Err(error) => Err(Failure::Died(error.to_string())),
            };
            if let (Ok(()), Some(file)) = (&answer, file) {
                let telling = thread::Builder::new()
                    .name("decode-input".to_owned())
                    // An error shows in the answer that does not come.
                    .spawn_scoped(scope, move || drop(tell(input, file)));
                match telling {
                    Ok(telling) => told = Some(telling),
                    Err(error) => answer = Err(Failure::Died(error.to_string())),
                }
            }
            let reporter = file.map(|file| file.reporter);
            let answer = answer.and_then(|()| watch(&heard, reporter, limits, cancel, begun));
            // An answer before the question was heard to its end is none.
            let grace = Instant::now();
            while answer.is_ok() && grace.elapsed() < limits.silence {
                if told.as_ref().is_none_or(thread::ScopedJoinHandle::is_finished) {
                    break;
                }
                thread::sleep(Duration::from_millis(1));
            }
            let unheard = told.is_some_and(|told| !told.is_finished());
            if answer.is_err() || unheard {
                // Ends the pipes, and with them the threads.
                let _ = child.kill();
            }
            if unheard { answer.and(Err(Failure::Died("an answer too early".to_owned()))) } else { answer }
        });
        *worked += begun.elapsed();
        match answer {
            Err(Failure::Died(how)) => Err(match child.wait() {
                Ok(status) if ran_out_of_time(status) => {
                    Failure::Stopped(ReadError::TooSlow { seconds: begun.elapsed().as_secs() })
                }
                Ok(status) => Failure::Died(format!("{how}; {status}")),
                Err(error) => Failure::Died(format!("{how}; {error}")),
            }),
            answer => answer,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Hands on what the child says until it has answered or says nothing that can be read.
fn listen(output: &mut BufReader<ChildStdout>, send: &Sender<io::Result<Answer>>) {
    loop {
        let answer = read_answer(output);
        let goes_on = matches!(answer, Ok(Answer::Progress { .. }));
        if send.send(answer).is_err() || !goes_on {
            return;
        }
    }
}

fn tell(input: &mut ChildStdin, file: &Asked<'_>) -> io::Result<()> {
    let mut input = BufWriter::new(input);
    write_question(&mut input, &Question { name: file.name.to_owned(), bytes: file.bytes.len() as u64 })?;
    input.write_all(file.bytes)?;
    input.flush()
}

/// Waits for the answer while it is wanted and the child is within its time.
fn watch(
    heard: &Receiver<io::Result<Answer>>,
    reporter: Option<&dyn Reporter>,
    limits: &Limits,
    cancel: &CancelToken,
    begun: Instant,
) -> Result<Answer, Failure> {
    let mut last = Instant::now();
    loop {
        match heard.recv_timeout(LISTEN) {
            Ok(Ok(Answer::Progress { stage, done, total })) => {
                last = Instant::now();
                if let Some(reporter) = reporter {
                    let stage = STAGES.iter().find(|known| **known == stage).unwrap_or(&STAGES[0]);
                    reporter.progress(stage, done, total);
                }
            }
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(error)) => return Err(Failure::Died(error.to_string())),
            Err(RecvTimeoutError::Disconnected) => return Err(Failure::Died("no answer".to_owned())),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if cancel.check().is_err() {
            return Err(Failure::Stopped(ReadError::Cancelled));
        }
        if last.elapsed() > limits.silence || begun.elapsed() > limits.file {
            return Err(Failure::Stopped(ReadError::TooSlow { seconds: begun.elapsed().as_secs() }));
        }
    }
}

/// On Windows a program with a window would else open a console for it.
#[cfg(windows)]
fn without_console(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    /// `CREATE_NO_WINDOW`.
    const NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(NO_WINDOW);
}

#[cfg(not(windows))]
fn without_console(_command: &mut Command) {}

/// The end of a name, with its extension.
fn short(name: &str) -> &str {
    let from = name.len().saturating_sub(MAX_NAME);
    (from..name.len()).find_map(|from| name.get(from..)).unwrap_or_default()
}

/// True when the system ended it for the processor time it took.
#[cfg(unix)]
fn ran_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    /// `SIGXCPU` on Linux and macOS.
    const TIME: i32 = 24;
    status.signal() == Some(TIME)
}

#[cfg(not(unix))]
fn ran_out_of_time(_status: ExitStatus) -> bool {
    false
}
