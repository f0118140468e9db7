//! What the two processes say to one another: frames of a length and a postcard value.

use crate::read::{Decoded, ReadError};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    io::{self, Read, Write},
    mem,
};

/// Raised when a message changes its form.
const VERSION: u16 = 1;
/// What a decoder says first, so that another program is not taken for one.
const HELLO: &str = "luoshi decoder";
/// The largest answer: the largest text, and a block for every few bytes of it.
const MAX_ANSWER: u32 = 512 << 20;
/// The largest question, its bytes not counted.
const MAX_QUESTION: u32 = 64 << 10;
/// What follows a question, in bytes.
pub(super) const MAX_NAME: usize = 4 << 10;

/// What the parent asks; so many bytes follow.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Question {
    /// The file's name, for its extension.
    pub(super) name: String,
    /// How many bytes follow.
    pub(super) bytes: u64,
}

/// What the child answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// It has limited itself and listens.
    Ready {
        /// `HELLO`.
        hello: String,
        /// `VERSION`.
        version: u16,
    },
    /// How far it is.
    Progress {
        /// The stage.
        stage: String,
        /// Steps done.
        done: u64,
        /// Steps of this stage.
        total: u64,
    },
    /// The text.
    Decoded(Decoded),
    /// There is none.
    Failed(ReadError),
}

impl Answer {
    pub(super) fn ready() -> Self {
        Self::Ready { hello: HELLO.to_owned(), version: VERSION }
    }

    pub(super) fn is_ready(&self) -> bool {
        matches!(self, Self::Ready { hello, version } if hello == HELLO && *version == VERSION)
    }
}

pub(super) fn write_answer(out: &mut impl Write, answer: &Answer) -> io::Result<()> {
    write(out, answer)
}

pub(super) fn read_answer(input: &mut impl Read) -> io::Result<Answer> {
    read(input, MAX_ANSWER)
}

pub(super) fn write_question(out: &mut impl Write, question: &Question) -> io::Result<()> {
    write(out, question)
}

pub(super) fn read_question(input: &mut impl Read) -> io::Result<Question> {
    read(input, MAX_QUESTION)
}

/// Writes a frame without making it in memory first: an answer may be large, and its process is
/// short of memory.
fn write(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let size = postcard::serialize_with_flavor(value, postcard::ser_flavors::Size::default());
    let size = size.ok().and_then(|size| u32::try_from(size).ok()).filter(|size| *size <= MAX_ANSWER);
    let size = size.ok_or_else(|| io::Error::other("a frame too large"))?;
    out.write_all(&size.to_le_bytes())?;
    postcard::to_io(value, &mut *out).map_err(io::Error::other)?;
    out.flush()
}

/// Reads a frame. Memory is taken as bytes arrive, never on the word of a length.
fn read<T: DeserializeOwned>(input: &mut impl Read, limit: u32) -> io::Result<T> {
    let mut size = [0; mem::size_of::<u32>()];
    input.read_exact(&mut size)?;
    let size = u32::from_le_bytes(size);
    if size > limit {
        return Err(io::Error::other("a frame too large"));
    }
    let mut frame = Vec::new();
    let read = input.take(u64::from(size)).read_to_end(&mut frame)?;
    if read as u64 != u64::from(size) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let (value, rest) = postcard::take_from_bytes(&frame).map_err(io::Error::other)?;
    if rest.is_empty() { Ok(value) } else { Err(io::Error::other("a frame with a tail")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn framed(answer: &Answer) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_answer(&mut bytes, answer).expect("it fits");
        bytes
    }

    #[test]
    fn errors_come_through_with_the_words_this_program_knows() {
        let error = ReadError::malformed("pdf", "cut off");
        let bytes = framed(&Answer::Failed(error.clone()));
        match read_answer(&mut bytes.as_slice()) {
            Ok(Answer::Failed(read)) => assert_eq!(read, error),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_length_is_not_believed() {
        let mut bytes = framed(&Answer::ready());
        bytes[..4].copy_from_slice(&(MAX_ANSWER + 1).to_le_bytes());
        assert!(read_answer(&mut bytes.as_slice()).is_err());
        bytes[..4].copy_from_slice(&MAX_ANSWER.to_le_bytes());
        assert!(read_answer(&mut bytes.as_slice()).is_err());
    }

    #[test]
    fn a_tail_is_no_part_of_an_answer() {
        let mut bytes = framed(&Answer::ready());
        let size = u32::from_le_bytes(bytes[..4].try_into().expect("four")) + 1;
        bytes[..4].copy_from_slice(&size.to_le_bytes());
        bytes.push(0);
        assert!(read_answer(&mut bytes.as_slice()).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_an_answer_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut framed = u32::try_from(bytes.len()).expect("short").to_le_bytes().to_vec();
            framed.extend(bytes);
            if let Ok(Answer::Decoded(decoded)) = read_answer(&mut framed.as_slice()) {
                // Whatever it is, asking whether it is sound does not break.
                let _ = decoded.is_sound();
            }
        }
    }
}
