//! Words in old workbooks.

use super::{CHECK_EVERY, ReadError};
use crate::model::CancelToken;
use crate::read::MAX_FILE_BYTES;
use crate::read::formats::ole::{u16_at, u32_at};
use encoding_rs::{Encoding, GBK};

/// How words are written: in Unicode since Excel 97, else in the bytes of a code page.
pub(super) struct Letters {
    unicode: bool,
    page: &'static Encoding,
}

impl Letters {
    /// `version` as the stream's first record names it.
    pub(super) fn new(version: u16) -> Self {
        Self { unicode: version >= 0x0600, page: GBK }
    }

    pub(super) fn set_page(&mut self, page: u16) {
        self.page = match page {
            950 => encoding_rs::BIG5,
            1252 => encoding_rs::WINDOWS_1252,
            // 936, 1200, and what nobody in this field uses.
            _ => GBK,
        };
    }

    /// The name in a record that lists a sheet.
    pub(super) fn sheet_name(&self, data: &[u8]) -> String {
        let length = usize::from(data.get(6).copied().unwrap_or(0));
        self.words(data.get(7..).unwrap_or_default(), length)
    }

    /// The code in a record of a number format.
    pub(super) fn format_code(&self, data: &[u8]) -> String {
        if self.unicode {
            self.words(data.get(4..).unwrap_or_default(), usize::from(u16_at(data, 2)))
        } else {
            let length = usize::from(data.get(2).copied().unwrap_or(0));
            self.words(data.get(3..).unwrap_or_default(), length)
        }
    }

    /// Words with their length in two bytes before them.
    pub(super) fn label(&self, data: &[u8]) -> String {
        self.words(data.get(2..).unwrap_or_default(), usize::from(u16_at(data, 0)))
    }

    /// `length` letters; in Unicode a byte before them says how wide they are.
    fn words(&self, data: &[u8], length: usize) -> String {
        if !self.unicode {
            return self.page.decode_without_bom_handling(&data[..length.min(data.len())]).0.into_owned();
        }
        let Some((flags, letters)) = data.split_first() else { return String::new() };
        let mut units = Vec::with_capacity(length.min(letters.len()));
        if flags & 1 == 0 {
            units.extend(letters.iter().take(length).map(|byte| u16::from(*byte)));
        } else {
            units.extend(letters.chunks_exact(2).take(length).map(|two| u16_at(two, 0)));
        }
        String::from_utf16_lossy(&units)
    }
}

/// Bytes that records carry one after another.
struct Parts<'a> {
    parts: &'a [&'a [u8]],
    at: usize,
}

impl<'a> Parts<'a> {
    /// What is left of the present part; the next one when that is used up.
    fn rest(&mut self) -> &'a [u8] {
        while let Some((first, others)) = self.parts.split_first() {
            if self.at < first.len() {
                return &first[self.at..];
            }
            self.parts = others;
            self.at = 0;
        }
        &[]
    }

    /// Numbers do not break between records, or hardly ever.
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            *byte = *self.rest().first()?;
            self.at += 1;
        }
        Some(bytes)
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let step = self.rest().len().min(count);
            if step == 0 {
                return;
            }
            self.at += step;
            count -= step;
        }
    }
}

/// The strings that cells share, from the records that hold them.
pub(super) fn shared_strings(parts: &[&[u8]], cancel: &CancelToken) -> Result<Vec<String>, ReadError> {
    let mut parts = Parts { parts, at: 0 };
    let mut strings = Vec::new();
    let mut bytes = 0;
    let Some(head) = parts.take::<8>() else { return Ok(strings) };
    for nth in 0..u32_at(&head, 4) as usize {
        if nth.is_multiple_of(CHECK_EVERY) {
            cancel.check()?;
        }
        let Some(string) = string(&mut parts) else { break };
        bytes += string.len() as u64;
        if bytes > MAX_FILE_BYTES {
            return Err(ReadError::TooLarge { bytes, limit: MAX_FILE_BYTES });
        }
        strings.push(string);
    }
    Ok(strings)
}

fn string(parts: &mut Parts<'_>) -> Option<String> {
    let mut left = usize::from(u16::from_le_bytes(parts.take()?));
    let [mut flags] = parts.take()?;
    let runs = if flags & 8 == 0 { 0 } else { usize::from(u16::from_le_bytes(parts.take()?)) };
    let extra = if flags & 4 == 0 { 0 } else { u32::from_le_bytes(parts.take()?) as usize };
    let mut units = Vec::new();
    while left > 0 {
        let before = parts.parts.len();
        let rest = parts.rest();
        // In the next record the letters may be of another width.
        if parts.parts.len() != before {
            [flags] = parts.take()?;
        }
        let rest = if parts.parts.len() == before { rest } else { parts.rest() };
        if rest.is_empty() {
            break;
        }
        let width = if flags & 1 == 0 { 1 } else { 2 };
        let count = (rest.len() / width).min(left);
        if count == 0 {
            parts.at += rest.len();
            continue;
        }
        if width == 1 {
            units.extend(rest[..count].iter().map(|byte| u16::from(*byte)));
        } else {
            units.extend(rest[..count * 2].chunks_exact(2).map(|two| u16_at(two, 0)));
        }
        parts.at += count * width;
        left -= count;
    }
    parts.skip(runs * 4 + extra);
    Some(String::from_utf16_lossy(&units))
}
