//! Which format a file has, told by its bytes and, where they do not decide, by its name.

use super::ReadError;
use super::ole::{Ole, u16_at};
use memchr::memmem;

/// The flag in the head of an old Word text that says it is locked with a password.
const LOCKED: u16 = 0x0100;
/// How many bytes are looked at.
const SAMPLE: usize = 64 << 10;

/// A PDF begins within so many bytes.
const PDF_WITHIN: usize = 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Markdown,
    Csv,
    Html,
    Docx,
    Xlsx,
    Xls,
    Ods,
    Pdf,
    Ofd,
}

pub(super) fn format(bytes: &[u8], file_name: &str) -> Result<Format, ReadError> {
    let extension = extension(file_name);
    let extension = extension.as_str();
    if let Some(what) = foreign(bytes) {
        return Err(match what {
            "ole" => return compound(bytes),
            "pdf" => return Ok(Format::Pdf),
            "rtf" => ReadError::LegacyOffice,
            _ => ReadError::NotText { what },
        });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(bytes, extension);
    }
    match extension {
        "docx" | "docm" | "xlsx" | "xlsm" | "ods" | "ofd" | "pdf" if !bytes.is_empty() => {
            // Some programs write a few bytes before a PDF.
            if extension == "pdf" && memmem::find(&bytes[..bytes.len().min(PDF_WITHIN)], b"%PDF-").is_some() {
                return Ok(Format::Pdf);
            }
            let expected = match extension {
                "ofd" => "ofd",
                "pdf" => "pdf",
                "ods" => "ods",
                "xlsx" | "xlsm" => "xlsx",
                _ => "docx",
            };
            // A page or a text under an Office name is common; a page is told by its tags.
            if is_html(bytes) { Ok(Format::Html) } else { Err(ReadError::UnknownFormat { expected }) }
        }
        "md" | "markdown" => Ok(Format::Markdown),
        "csv" | "tsv" if !is_html(bytes) => Ok(Format::Csv),
        "html" | "htm" | "xhtml" | "shtml" | "mht" => Ok(Format::Html),
        _ if is_html(bytes) => Ok(Format::Html),
        _ => Ok(Format::Text),
    }
}

fn extension(file_name: &str) -> String {
    file_name.rsplit_once('.').map(|(_, extension)| extension.trim().to_ascii_lowercase()).unwrap_or_default()
}

/// The kind of a file that is neither text nor a package, by its first bytes.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 16] = [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"%PDF-", "pdf"),
        (b"{\\rtf", "rtf"),
        (b"\x89PNG\r\n", "png"),
        (b"\xff\xd8\xff", "jpeg"),
        (b"GIF8", "gif"),
        (b"\x7fELF", "elf"),
        (b"MZ\x90\0", "exe"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a\x07", "rar"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"BZh9", "bzip2"),
        (b"\xfd7zXZ\0", "xz"),
        (b"SQLite format 3\0", "sqlite"),
        (b"RIFF", "riff"),
        (b"\0\x01\0\0\0", "font"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}

/// True for a package of parts, a zip or an old compound file.
pub(super) fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || Ole::is(bytes)
}

/// What a compound file of the old binary formats holds, by the names of its streams.
fn compound(bytes: &[u8]) -> Result<Format, ReadError> {
    let file = Ole::open(bytes, "ole")?;
    if file.holds("EncryptedPackage") {
        Err(ReadError::Encrypted)
    } else if file.holds("Workbook") || file.holds("Book") {
        Ok(Format::Xls)
    } else if file.holds("PowerPoint Document") {
        Err(ReadError::NotText { what: "ppt" })
    } else if file.stream("WordDocument")?.is_some_and(|head| u16_at(&head, 10) & LOCKED != 0) {
        Err(ReadError::Encrypted)
    } else {
        Err(ReadError::LegacyOffice)
    }
}

/// The extension under which an office suite takes a file that only it can read: old Word and WPS
/// texts, rich text, OpenDocument texts.
pub(super) fn convertible(bytes: &[u8], file_name: &str) -> Option<&'static str> {
    if format(bytes, file_name) != Err(ReadError::LegacyOffice) {
        None
    } else if bytes.starts_with(b"PK") {
        Some("odt")
    } else if bytes.starts_with(b"{") {
        Some("rtf")
    } else {
        Some("doc")
    }
}

/// What a zip package holds, by the names in it (they stand in the clear).
fn package(bytes: &[u8], extension: &str) -> Result<Format, ReadError> {
    let holds = |name: &str| memmem::find(bytes, name.as_bytes()).is_some();
    if holds("word/document.xml") {
        Ok(Format::Docx)
    } else if holds("xl/workbook.xml") {
        Ok(Format::Xlsx)
    } else if holds("OFD.xml") {
        Ok(Format::Ofd)
    } else if holds("mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
        Ok(Format::Ods)
    } else if holds("META-INF/manifest.xml") && holds("content.xml") {
        // Texts of the OpenDocument family are converted as the old formats are.
        Err(ReadError::LegacyOffice)
    } else if holds("[Content_Types].xml") || matches!(extension, "docx" | "docm") {
        // The reader looks into the directory and says what is missing.
        Ok(Format::Docx)
    } else {
        Err(ReadError::NotText { what: "zip" })
    }
}

/// True when the bytes open as an HTML page, or are strewn with tags.
pub(super) fn is_html(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let sample = sample.strip_prefix(b"\xef\xbb\xbf").unwrap_or(sample);
    let head = sample.trim_ascii_start();
    let opens = |tag: &[u8]| head.get(..tag.len()).is_some_and(|open| open.eq_ignore_ascii_case(tag));
    if opens(b"<!doctype html") || opens(b"<html") || opens(b"<head") || opens(b"<body") {
        return true;
    }
    if !head.starts_with(b"<") && memchr::memchr(b'<', head).is_none() {
        return false;
    }
    let mut tags = 0;
    for at in memchr::memchr_iter(b'<', sample) {
        let rest = &sample[at + 1..];
        let name_length = rest.iter().take(8).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = rest[..name_length].to_ascii_lowercase();
        if name == b"html" {
            return true;
        }
        if matches!(
            name.as_slice(),
            b"p" | b"div"
                | b"br"
                | b"td"
                | b"tr"
                | b"table"
                | b"span"
                | b"li"
                | b"ul"
                | b"a"
                | b"h1"
                | b"h2"
                | b"h3"
        ) && rest
            .get(name_length)
            .is_some_and(|byte| matches!(byte, b'>' | b' ' | b'/' | b'\n' | b'\r' | b'\t'))
        {
            tags += 1;
        }
    }
    // A page starts with a tag; a text that quotes one or two does not.
    tags >= if head.starts_with(b"<") { 2 } else { 12 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_their_tags() {
        assert!(is_html(b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>"));
        assert!(is_html(b"<?xml version='1.0'?>\n<html xmlns='x'>"));
        assert!(is_html(b"<div><p>a</p></div>"));
        assert!(!is_html("增速<10%，占比<5%".as_bytes()));
        assert!(!is_html("标签<p>只提到一次".as_bytes()));
    }

    #[test]
    fn names_decide_where_bytes_do_not() {
        assert_eq!(format(b"# a", "A.MD"), Ok(Format::Markdown));
        assert_eq!(format(b"# a", "a.txt"), Ok(Format::Text));
        assert_eq!(format(b"a", "a.htm"), Ok(Format::Html));
        assert_eq!(format(b"PK\x03\x04....readme", "a.zip"), Err(ReadError::NotText { what: "zip" }));
        assert_eq!(format(b"PK\x03\x04....xl/workbook.xml", "a.xlsx"), Ok(Format::Xlsx));
    }
}
