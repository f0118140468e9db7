//! The child's side: limits first, then one file after another until the parent hangs up.

use super::limits::limit_this_process;
use super::wire::{Answer, MAX_NAME, Question, read_question, write_answer};
use crate::{
    model::{CancelToken, Reporter},
    read::{MAX_FILE_BYTES, ReadError, formats},
};
use std::{
    io::{self, BufReader, BufWriter, Read, Write},
    panic::{self, AssertUnwindSafe},
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// Parsers that go down into what is nested need more than a main thread has.
const STACK: usize = 64 << 20;
/// The parent is told of progress this often.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Why a child stopped before its parent hung up.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It could not limit itself, so it looked at nothing.
    #[error("limits: {0}")]
    Limits(io::Error),
    /// The pipe to the parent broke.
    #[error("pipe: {0}")]
    Pipe(#[from] io::Error),
}

/// Decodes files for a parent until it hangs up.
pub fn serve(
    memory: u64,
    processor: u64,
    input: impl Read + Send,
    output: impl Write + Send,
) -> Result<(), ServeError> {
    limit_this_process(memory, processor).map_err(ServeError::Limits)?;
    // A panic is an answer; nobody reads what it would print.
    panic::set_hook(Box::new(|_| {}));
    thread::scope(|scope| {
        let served = thread::Builder::new()
            .name("decode".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, || answer_all(input, output))?;
        served.join().unwrap_or_else(|_| Err(io::Error::other("a panic between two files")))
    })
    .map_err(ServeError::Pipe)
}

fn answer_all(input: impl Read, output: impl Write + Send) -> io::Result<()> {
    let mut input = BufReader::new(input);
    let teller = Teller { out: Mutex::new((BufWriter::new(output), Instant::now())) };
    teller.tell(&Answer::ready())?;
    loop {
        let question = match read_question(&mut input) {
            Ok(question) => question,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        };
        let answer = answer(&mut input, &question, &teller)?;
        teller.tell(&answer)?;
    }
}

fn answer(
    input: &mut impl Read,
    question: &Question,
    teller: &Teller<impl Write + Send>,
) -> io::Result<Answer> {
    if question.bytes > MAX_FILE_BYTES || question.name.len() > MAX_NAME {
        return Err(io::Error::other("a question too large"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(question.bytes).unwrap_or(0));
    let read = input.take(question.bytes).read_to_end(&mut bytes)?;
    if read as u64 != question.bytes {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let decoded = panic::catch_unwind(AssertUnwindSafe(|| {
        formats::decode(&bytes, &question.name, teller, &CancelToken::new())
    }));
    Ok(match decoded {
        Ok(Ok(decoded)) => Answer::Decoded(decoded),
        Ok(Err(error)) => Answer::Failed(error),
        Err(panic) => {
            let how = crate::jobs::words_of(panic.as_ref());
            Answer::Failed(ReadError::ReaderDied { how: format!("panic: {how}") })
        }
    })
}

/// The way to the parent.
struct Teller<W> {
    out: Mutex<(W, Instant)>,
}

impl<W: Write> Teller<W> {
    fn tell(&self, answer: &Answer) -> io::Result<()> {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        out.1 = Instant::now();
        write_answer(&mut out.0, answer)
    }
}

impl<W: Write + Send> Reporter for Teller<W> {
    fn progress(&self, stage: &'static str, done: u64, total: u64) {
        let due = self.out.lock().unwrap_or_else(PoisonError::into_inner).1.elapsed() >= TELL_EVERY;
        if due {
            // A broken pipe is found out when the answer is written.
            let _ = self.tell(&Answer::Progress { stage: stage.to_owned(), done, total });
        }
    }
}
