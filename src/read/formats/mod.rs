//! Bytes → text and the blocks that the format itself marks.
//!
//! The format is told by content first and by the file's name second. Knows nothing about numbering
//! in words, tasks or noise.

mod assemble;
mod csv;
mod docx;
mod html;
mod markdown;
mod ofd;
mod ole;
mod package;
mod page;
mod pdf;
mod sheets;
mod sniff;
mod text;
mod xml;

use super::{Decoded, ReadError};
use crate::model::{CancelToken, Reporter};
use sniff::Format;

/// The largest file that is read, in bytes (128 MiB). A caller that knows the size from the
/// directory refuses before loading.
pub const MAX_FILE_BYTES: u64 = 128 << 20;

/// Extensions of files that may be reports. Only for choosing files: what is in one decides.
pub const EXTENSIONS: [&str; 25] = [
    "docx", "doc", "wps", "pdf", "ofd", "xlsx", "xls", "et", "txt", "md", "html", "htm", "csv", "rtf", "docm",
    "dot", "wpt", "xlsm", "ods", "odt", "tsv", "text", "markdown", "xhtml", "shtml",
];

/// The extension under which an office suite takes a file that only it can read (old Word and WPS
/// texts, rich text, OpenDocument texts); `None` for all that is read here.
pub fn convertible(bytes: &[u8], file_name: &str) -> Option<&'static str> {
    sniff::convertible(bytes, file_name)
}

/// Decodes a file.
///
/// `file_name` is only looked at for its extension, and only where the content does not decide
/// (Markdown, a page without its outer tags).
///
/// # Errors
/// Every case of [`ReadError`] but `Classified`, which [`super::secret`] finds.
pub fn decode(
    bytes: &[u8],
    file_name: &str,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Decoded, ReadError> {
    begin(bytes, reporter, cancel)?;
    let decoded = match sniff::format(bytes, file_name)? {
        Format::Docx => docx::decode(bytes, cancel)?,
        Format::Html => html::decode(bytes, cancel)?,
        Format::Xlsx => sheets::xlsx(bytes, cancel)?,
        Format::Xls => sheets::xls(bytes, cancel)?,
        Format::Ods => sheets::ods(bytes, cancel)?,
        Format::Pdf => pdf::decode(bytes, reporter, cancel)?,
        Format::Ofd => ofd::decode(bytes, reporter, cancel)?,
        Format::Csv => csv::decode(text::characters(bytes, cancel)?, cancel)?,
        Format::Markdown => markdown::decode(text::characters(bytes, cancel)?, cancel)?,
        Format::Text => {
            let characters = text::characters(bytes, cancel)?;
            // UTF-16 hides a page from the first look at the bytes.
            if sniff::is_html(characters.text.as_bytes()) {
                html::decode_text(&characters.text, characters.warnings, cancel)?
            } else {
                text::decode(characters, cancel)?
            }
        }
    };
    finish(decoded, bytes, reporter)
}

/// Decodes a file that needs no parser but this program's own for lines and fields: plain text and
/// CSV. `None` for all others, which are decoded in a process of their own.
pub fn decode_plain(
    bytes: &[u8],
    file_name: &str,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Option<Result<Decoded, ReadError>> {
    let decode = || {
        begin(bytes, reporter, cancel)?;
        // What a package holds is looked into by the other process.
        if sniff::is_package(bytes) {
            return Ok(None);
        }
        let is_csv = match sniff::format(bytes, file_name)? {
            Format::Csv => true,
            Format::Text => false,
            _ => return Ok(None),
        };
        let characters = text::characters(bytes, cancel)?;
        let decoded = if is_csv {
            csv::decode(characters, cancel)?
        } else if sniff::is_html(characters.text.as_bytes()) {
            return Ok(None);
        } else {
            text::decode(characters, cancel)?
        };
        finish(decoded, bytes, reporter).map(Some)
    };
    decode().transpose()
}

fn begin(bytes: &[u8], reporter: &dyn Reporter, cancel: &CancelToken) -> Result<(), ReadError> {
    cancel.check()?;
    let total = bytes.len() as u64;
    if total > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { bytes: total, limit: MAX_FILE_BYTES });
    }
    reporter.progress("decode", 0, total);
    Ok(())
}

fn finish(decoded: Decoded, bytes: &[u8], reporter: &dyn Reporter) -> Result<Decoded, ReadError> {
    if decoded.blocks.is_empty() {
        return Err(ReadError::Empty);
    }
    let total = bytes.len() as u64;
    reporter.progress("decode", total, total);
    Ok(decoded)
}

/// The opening of a file, enough to look for a secrecy mark: the first lines of a text, the whole
/// of a package or a page.
///
/// # Errors
/// As [`decode`].
pub(super) fn opening(bytes: &[u8], file_name: &str, cancel: &CancelToken) -> Result<Decoded, ReadError> {
    const OPENING: usize = 64 << 10;
    if bytes.len() > OPENING
        && matches!(sniff::format(bytes, file_name)?, Format::Text | Format::Markdown | Format::Csv)
    {
        let head = &bytes[..OPENING];
        // Both bytes of a line end in UTF-16 stay together.
        let end = memchr::memrchr(b'\n', head).map_or(OPENING, |at| (at + 2) & !1);
        return text::decode(text::characters(&head[..end.min(OPENING)], cancel)?, cancel);
    }
    decode(bytes, file_name, &crate::model::NoReport, cancel)
}

/// Blocks of a pasted text: one line each, as for a plain text file.
///
/// # Errors
/// `Empty`, `TooLarge`, `Cancelled`.
pub fn decode_pasted(text: &str, cancel: &CancelToken) -> Result<Decoded, ReadError> {
    let bytes = text.len() as u64;
    if bytes > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { bytes, limit: MAX_FILE_BYTES });
    }
    let decoded = text::decode(text::Characters { text: text.into(), warnings: Vec::new() }, cancel)?;
    if decoded.blocks.is_empty() { Err(ReadError::Empty) } else { Ok(decoded) }
}

/// True when nothing of `c` is seen on paper.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// `text` without blanks at its ends, and how many bytes were cut off before it.
fn trimmed(text: &str) -> (usize, &str) {
    let rest = text.trim_start_matches(is_blank);
    (text.len() - rest.len(), rest.trim_end_matches(is_blank))
}

#[cfg(test)]
fn blocks_are_sound(decoded: &Decoded) -> bool {
    let mut last = 0;
    decoded.blocks.iter().all(|super::Block { span, .. }| {
        let sound = span.start >= last
            && !span.is_empty()
            && decoded.text.get(span.range()).is_some_and(|words| trimmed(words).1.len() == words.len());
        last = span.end;
        sound
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NoReport;
    use proptest::prelude::*;

    fn read(bytes: &[u8], name: &str) -> Result<Decoded, ReadError> {
        decode(bytes, name, &NoReport, &CancelToken::new())
    }

    #[test]
    fn other_formats_have_codes_of_their_own() {
        for (bytes, name, code) in [
            (&b""[..], "a.txt", "empty"),
            (" \r\n\u{3000}\u{a0}\u{200b}\n".as_bytes(), "a.txt", "empty"),
            (b"\x89PNG\r\n\x1a\n\0\0\0", "a.txt", "not_text"),
            (b"\x7fELF\x02\x01\x01\0\0", "a", "not_text"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "a.doc", "malformed"),
            (b"%PDF-1.7\n", "a.pdf", "malformed"),
            (b"no document at all", "a.pdf", "unknown_format"),
            (b"{\\rtf1\\ansi }", "a.doc", "legacy_office"),
            (b"no package at all", "a.docx", "unknown_format"),
            (b"PK\x03\x04 cut off", "a.docx", "malformed"),
            (b"ab\0\0\0\x01\x02cd\0\0", "a.txt", "not_text"),
        ] {
            let error = read(bytes, name).expect_err(name);
            assert_eq!(error.code(), code, "{name} {bytes:?}");
        }
    }

    #[test]
    fn a_large_file_is_refused_by_size() {
        let bytes = vec![b'a'; MAX_FILE_BYTES as usize + 1];
        assert_eq!(
            read(&bytes, "a.txt"),
            Err(ReadError::TooLarge { bytes: MAX_FILE_BYTES + 1, limit: MAX_FILE_BYTES })
        );
    }

    #[test]
    fn a_cancelled_reading_stops() {
        let cancel = CancelToken::new();
        cancel.cancel();
        assert_eq!(decode(b"a", "a.txt", &NoReport, &cancel), Err(ReadError::Cancelled));
    }

    #[test]
    fn a_page_named_txt_is_a_page_and_a_text_named_txt_is_never_markdown() {
        let page = read("<!DOCTYPE html><p>正文</p>".as_bytes(), "a.txt").expect("a page");
        assert_eq!(&*page.text, "正文");
        let text = read("# 标题\n正文".as_bytes(), "a.txt").expect("a text");
        assert!(text.blocks.iter().all(|block| block.kind == crate::read::BlockKind::Line));
    }

    proptest! {
        #[test]
        fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), name in "[a-z]{1,4}\\.(txt|md|html|docx|doc|csv)") {
            if let Ok(decoded) = read(&bytes, &name) {
                prop_assert!(blocks_are_sound(&decoded));
            }
        }

        #[test]
        fn any_text_gives_sound_blocks(text in "(\\PC|[ \n\r\u{3000}\u{200b}<>*#|&;-]){0,200}", name in "a\\.(txt|md|html|csv)") {
            if let Ok(decoded) = read(text.as_bytes(), &name) {
                prop_assert!(blocks_are_sound(&decoded), "{:?}", decoded);
            }
        }
    }
}
