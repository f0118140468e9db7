//! Fonts that are embedded without a table of what their codes mean.
//!
//! Older Chinese programs embed a font, name one of the standard encodings and leave the rest to the
//! reader. The encoding tells the characters all the same: such fonts are given the table they lack,
//! by an update appended to the file in memory, as the format itself provides for.

use super::{ReadError, open};
use encoding_rs::{BIG5, Encoding, GBK};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream, dict};
use memchr::memmem;
use std::fmt::Write as _;

/// More fonts than a report uses.
const MOST: i32 = 512;
/// Objects that are looked at.
const MOST_OBJECTS: usize = 200_000;

/// Where the meaning of a font's codes is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Meaning {
    /// Codes are bytes of an encoding of two bytes.
    Bytes(&'static Encoding),
    /// Codes are UTF-16.
    Unicode,
    /// Codes are numbers of a character collection, for which there is a table of this name.
    Collection(&'static str),
}

/// The file, with tables for the fonts that lack them.
pub(super) fn opened(bytes: Vec<u8>) -> Result<Pdf, ReadError> {
    let pdf = open(bytes)?;
    match update(&pdf) {
        // What was appended must not make a file unreadable that is readable without.
        Some(bytes) => {
            Ok(open(bytes).ok().filter(|new| new.pages().len() == pdf.pages().len()).unwrap_or(pdf))
        }
        None => Ok(pdf),
    }
}

/// The file with an update that completes its fonts; `None` when there is nothing to complete.
fn update(pdf: &Pdf) -> Option<Vec<u8>> {
    let bytes: &[u8] = pdf.data().as_ref();
    let has = |word: &str| memmem::find(bytes, word.as_bytes()).is_some();
    // Only composite fonts need it, and words of an encrypted file could not be added in the clear.
    if has("/Encrypt") {
        return None;
    }
    let fonts = wanting(pdf);
    if fonts.is_empty() {
        return None;
    }
    let previous = last_table(bytes)?;
    let highest = fonts.iter().map(|(id, ..)| id.obj_number).max()?.max(i32::try_from(pdf.len()).ok()?);
    // Room for the tables: no more than there are fonts.
    let mut next = highest.checked_add(1).filter(|next| *next < i32::MAX - MOST)?;
    let mut out = bytes.to_vec();
    let mut places: Vec<(i32, i32, usize)> = Vec::new();
    let mut made: Vec<(Meaning, i32)> = Vec::new();
    for (id, raw, meaning) in fonts {
        let map = match meaning {
            Meaning::Collection(name) => format!("/{name}"),
            meaning => {
                let known = made.iter().find(|(of, _)| *of == meaning).map(|(_, number)| *number);
                let number = known.unwrap_or_else(|| {
                    let table = table(meaning);
                    places.push((next, 0, out.len() + 1));
                    let head = format!("\n{next} 0 obj\n<</Length {}>>\nstream\n", table.len());
                    out.extend_from_slice(head.as_bytes());
                    out.extend_from_slice(table.as_bytes());
                    out.extend_from_slice(b"\nendstream\nendobj\n");
                    made.push((meaning, next));
                    next += 1;
                    next - 1
                });
                format!("{number} 0 R")
            }
        };
        let inner = raw.strip_suffix(b">>")?;
        places.push((id.obj_number, id.gen_number, out.len() + 1));
        out.extend_from_slice(format!("\n{} {} obj\n", id.obj_number, id.gen_number).as_bytes());
        out.extend_from_slice(inner);
        out.extend_from_slice(format!(" /ToUnicode {map}>>\nendobj\n").as_bytes());
    }
    let begin = out.len() + 1;
    let mut tail = "\nxref\n".to_owned();
    for (number, generation, at) in places {
        // Writing to a string does not fail.
        let _ = write!(tail, "{number} 1\n{at:010} {generation:05} n \n");
    }
    let root = pdf.xref().root_id();
    let _ = write!(
        tail,
        "trailer\n<</Size {next} /Root {} {} R /Prev {previous}>>\nstartxref\n{begin}\n%%EOF\n",
        root.obj_number, root.gen_number
    );
    out.extend_from_slice(tail.as_bytes());
    Some(out)
}

/// Fonts whose codes have a meaning that the file does not spell out.
fn wanting(pdf: &Pdf) -> Vec<(ObjectIdentifier, &[u8], Meaning)> {
    let objects = pdf.objects().into_iter().take(MOST_OBJECTS);
    objects
        .filter_map(|object| {
            let font = object.into_dict()?;
            let is_composite =
                font.get::<Name<'_>>(dict::keys::SUBTYPE).is_some_and(|name| &*name == b"Type0");
            if !is_composite || font.contains_key(dict::keys::TO_UNICODE) {
                return None;
            }
            let encoding = font.get::<Name<'_>>(dict::keys::ENCODING)?;
            let own = font.get::<Array<'_>>(dict::keys::DESCENDANT_FONTS)?.iter::<Dict<'_>>().next()?;
            let embedded = own.get::<Dict<'_>>(dict::keys::FONT_DESC).is_some_and(|descriptor| {
                [dict::keys::FONT_FILE, dict::keys::FONT_FILE2, dict::keys::FONT_FILE3]
                    .iter()
                    .any(|key| descriptor.get::<Stream<'_>>(*key).is_some())
            });
            // A font that is not embedded is looked up in these tables anyway.
            let meaning = embedded.then(|| meaning(&encoding, &own)).flatten()?;
            Some((font.obj_id()?, font.data(), meaning))
        })
        .take(MOST as usize)
        .collect()
}

fn meaning(encoding: &[u8], own: &Dict<'_>) -> Option<Meaning> {
    let name = std::str::from_utf8(encoding).ok()?;
    if name.starts_with("GB") && !name.starts_with("GBT") {
        return Some(Meaning::Bytes(GBK));
    }
    if name.starts_with("B5") || name.starts_with("ETen") || name.starts_with("HKscs") {
        return Some(Meaning::Bytes(BIG5));
    }
    if name.starts_with("Uni") && (name.contains("UCS2") || name.contains("UTF16")) {
        return Some(Meaning::Unicode);
    }
    if !name.starts_with("Identity") {
        return None;
    }
    let collection = own.get::<Dict<'_>>(dict::keys::CIDSYSTEMINFO)?;
    let ordering = collection.get::<hayro_syntax::object::String<'_>>(dict::keys::ORDERING)?;
    match ordering.as_bytes() {
        b"GB1" => Some(Meaning::Collection("Adobe-GB1-UCS2")),
        b"CNS1" => Some(Meaning::Collection("Adobe-CNS1-UCS2")),
        _ => None,
    }
}

/// Where the last table of objects begins.
fn last_table(bytes: &[u8]) -> Option<usize> {
    let at = memmem::rfind(bytes, b"startxref")? + b"startxref".len();
    let digits: Vec<u8> = bytes
        .get(at..)?
        .iter()
        .copied()
        .skip_while(u8::is_ascii_whitespace)
        .take_while(u8::is_ascii_digit)
        .collect();
    String::from_utf8(digits).ok()?.parse().ok()
}

/// A table from codes to characters, in the language of PDF.
fn table(meaning: Meaning) -> String {
    let mut pairs: Vec<(u32, char)> = Vec::new();
    match meaning {
        Meaning::Bytes(encoding) => {
            for code in (0x81_u8..=0xfe).flat_map(|lead| (0x40_u8..=0xfe).map(move |trail| [lead, trail])) {
                let (words, broken) = encoding.decode_without_bom_handling(&code);
                let mut words = words.chars();
                if let (Some(c), None, false) = (words.next(), words.next(), broken) {
                    pairs.push((u32::from(u16::from_be_bytes(code)), c));
                }
            }
        }
        Meaning::Unicode | Meaning::Collection(_) => {
            pairs.extend((0x20..0x1_0000).filter_map(|code| Some((code, char::from_u32(code)?))));
        }
    }
    let mut table = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n\
        1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        .to_owned();
    if matches!(meaning, Meaning::Bytes(_)) {
        table.push_str("95 beginbfchar\n");
        for code in 0x20..0x7f {
            let _ = writeln!(table, "<{code:02X}> <{code:04X}>");
        }
        table.push_str("endbfchar\n");
    }
    for some in pairs.chunks(100) {
        let _ = writeln!(table, "{} beginbfchar", some.len());
        for (code, c) in some {
            let mut units = [0; 2];
            let _ = write!(table, "<{code:04X}> <");
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(table, "{unit:04X}");
            }
            table.push_str(">\n");
        }
        table.push_str("endbfchar\n");
    }
    table.push_str("endcmap end end\n");
    table
}
