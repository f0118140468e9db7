//! The words on disk: RON types of their own, apart from the model's, with conversions both ways.
//!
//! Lines and readings are written by hand: it is several times faster than a general serialiser,
//! and it alone decides that no raw line break ever stands inside a line while Chinese stays
//! readable. They are read through `ron`.

mod op;
mod reading;
mod record;
mod text;
mod value;

pub(super) use reading::{check as check_reading, decode as decode_reading, encode as encode_reading};
pub(super) use record::{Line, LineError, decode as decode_line, encode as encode_line};
pub(super) use text::quote;

/// The first 16 bytes of a SHA-256, as 32 hexadecimal digits: a record's checksum.
pub(super) fn checksum(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(bytes);
    digest[..16].iter().fold(String::with_capacity(32), |mut text, byte| {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
        text
    })
}

/// Reads a RON value in which present fields need no `Some(…)`.
pub(super) fn parse<'a, T: serde::Deserialize<'a>>(text: &'a str) -> Result<T, ron::error::SpannedError> {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME).from_str(text)
}
