//! Plain text: which encoding, which characters, which lines.

use super::{MAX_FILE_BYTES, ReadError, trimmed};
use crate::model::{CancelToken, ReadingWarning, SourceSpan};
use crate::read::{Block, BlockKind, Decoded};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::sync::Arc;

/// How many bytes the encoding detector sees.
const SAMPLE: usize = 256 << 10;
/// Damaged places are told one by one up to here, the rest as a sum.
const TOLD: usize = 10;
/// Lines between two looks at the cancel token.
const CHECK_EVERY: usize = 1 << 14;

/// The characters of a file.
pub(super) struct Characters {
    pub(super) text: Arc<str>,
    pub(super) warnings: Vec<ReadingWarning>,
}

/// Decodes bytes that should be text: a byte order mark, then strict UTF-8, then UTF-16 without a
/// mark, then damaged UTF-8, then what the detector says, GB18030 where it is unsure.
pub(super) fn characters(bytes: &[u8], cancel: &CancelToken) -> Result<Characters, ReadError> {
    cancel.check()?;
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = &bytes[mark..];
        if encoding == UTF_8 {
            if let Ok(text) = simdutf8::basic::from_utf8(body) {
                return sound(text.into());
            }
            return damaged(encoding, body);
        }
        return damaged(encoding, body);
    }
    if looks_binary(bytes) {
        return match utf_16(bytes) {
            Some(encoding) => damaged(encoding, bytes),
            None => Err(ReadError::NotText { what: "unknown" }),
        };
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return sound(text.into());
    }
    if let Some(encoding) = utf_16(bytes) {
        return damaged(encoding, bytes);
    }
    if is_damaged_utf_8(bytes) {
        return damaged(UTF_8, bytes);
    }
    cancel.check()?;
    damaged(detect(bytes), bytes)
}

/// Splits a text into lines that hold something.
pub(super) fn decode(characters: Characters, cancel: &CancelToken) -> Result<Decoded, ReadError> {
    let Characters { text, warnings } = characters;
    let bytes = text.as_bytes();
    // Texts from old systems end their lines with CR alone.
    let end = if memchr::memchr(b'\n', bytes).is_none() { b'\r' } else { b'\n' };
    let mut blocks = Vec::new();
    let mut start = 0;
    for (count, at) in memchr::memchr_iter(end, bytes).chain(std::iter::once(bytes.len())).enumerate() {
        if count.is_multiple_of(CHECK_EVERY) {
            cancel.check()?;
        }
        let (skipped, words) = trimmed(&text[start..at]);
        if !words.is_empty() {
            let from = start + skipped;
            blocks.push(Block { span: SourceSpan::new(from, from + words.len()), kind: BlockKind::Line });
        }
        start = at + 1;
    }
    Ok(Decoded { text, blocks, warnings, comments: Vec::new() })
}

fn sound(text: Arc<str>) -> Result<Characters, ReadError> {
    let bytes = text.len() as u64;
    if bytes > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { bytes, limit: MAX_FILE_BYTES });
    }
    Ok(Characters { text, warnings: Vec::new() })
}

/// Decodes with replacement characters for what is no text, and names their places.
fn damaged(encoding: &'static Encoding, bytes: &[u8]) -> Result<Characters, ReadError> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    // Random bytes pass for GB18030 now and then, but not for words.
    let private = text.chars().filter(|c| is_private(*c)).count();
    if private * 30 > text.chars().count() {
        return Err(ReadError::NotText { what: "unknown" });
    }
    let characters = sound(text.into())?;
    if !broken {
        return Ok(characters);
    }
    let text = &characters.text;
    let mut places: Vec<usize> = Vec::new();
    let mut next = usize::MAX;
    for (at, mark) in text.match_indices('\u{fffd}') {
        // A run of bad bytes is one place.
        if at != next {
            places.push(at);
        }
        next = at + mark.len();
    }
    // More damage than text: these bytes were never characters.
    if places.len() * 20 > text.chars().count() {
        return Err(ReadError::NotText { what: "unknown" });
    }
    Ok(Characters { warnings: damage(text, &places), text: Arc::clone(text) })
}

/// One warning a line, in order; the rest as a sum.
fn damage(text: &str, places: &[usize]) -> Vec<ReadingWarning> {
    let mut lines: Vec<(usize, usize, usize)> = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for &at in places {
        line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..at]).count();
        counted = at;
        match lines.last_mut() {
            Some((last, _, count)) if *last == line => *count += 1,
            _ => lines.push((line, at, 1)),
        }
    }
    let mut warnings: Vec<ReadingWarning> = lines
        .iter()
        .take(TOLD)
        .map(|&(line, at, count)| ReadingWarning {
            code: "bytes_not_text".into(),
            message: format!("第{line}行有{count}处字节不是文字，已用“\u{fffd}”代替。"),
            span: Some(SourceSpan::new(at, at + '\u{fffd}'.len_utf8())),
        })
        .collect();
    if let Some(rest) = lines.get(TOLD..).filter(|rest| !rest.is_empty()) {
        let count: usize = rest.iter().map(|(_, _, count)| count).sum();
        warnings.push(ReadingWarning {
            code: "bytes_not_text".into(),
            message: format!("另有{}行共{count}处字节不是文字，已用“\u{fffd}”代替。", rest.len()),
            span: None,
        });
    }
    warnings
}

/// NUL, or more than one control byte in a hundred, does not occur in text.
fn looks_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if memchr::memchr(0, sample).is_some() {
        return true;
    }
    let control =
        sample.iter().filter(|byte| matches!(byte, 0x01..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)).count();
    control * 100 > sample.len()
}

/// UTF-16 without a mark: nearly everything is then Chinese, Latin or punctuation in one of the
/// two byte orders, and in no other encoding.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(8 << 10)];
    let share = |unit: fn([u8; 2]) -> u16| {
        let expected = sample.chunks_exact(2).filter(|pair| expected_unit(unit([pair[0], pair[1]]))).count();
        expected * 100 / (sample.len() / 2).max(1)
    };
    let has_common = |unit: fn([u8; 2]) -> u16| {
        // Line ends, blanks, digits and Chinese punctuation occur in every report.
        sample.chunks_exact(2).any(|pair| {
            matches!(unit([pair[0], pair[1]]), 0x0a | 0x20 | 0x30..=0x39 | 0x3001 | 0x3002 | 0xff0c)
        })
    };
    if share(u16::from_le_bytes) >= 97 && has_common(u16::from_le_bytes) {
        Some(UTF_16LE)
    } else if share(u16::from_be_bytes) >= 97 && has_common(u16::from_be_bytes) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn expected_unit(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0xa0 | 0xb7 | 0x2000..=0x206f | 0x2160..=0x217f | 0x2460..=0x24ff
        | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff00..=0xffef)
}

/// Mostly sound UTF-8 beyond ASCII, with a few bad bytes: at least ten sound characters for each
/// bad place. Bytes of GB18030 hardly ever form UTF-8.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut bad) = (0_usize, 0_usize);
    for chunk in bytes[..bytes.len().min(4 << 20)].utf8_chunks() {
        sound += chunk.valid().bytes().filter(|byte| *byte >= 0xc2).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    sound >= bad * 10
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    detector.feed(sample, sample.len() == bytes.len());
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    let clean = |encoding: &'static Encoding| {
        encoding
            .decode_without_bom_handling_and_without_replacement(sample_at_character(sample, bytes))
            .is_some()
    };
    // Two readings without an error happen in short texts: the one with ordinary words is right.
    if clean(BIG5) && ordinary(BIG5, sample) > ordinary(GB18030, sample) {
        BIG5
    } else if guess != GBK && !clean(GB18030) && clean(guess) {
        guess
    } else {
        GB18030
    }
}

/// The sample without a character cut at its end.
fn sample_at_character<'a>(sample: &'a [u8], bytes: &[u8]) -> &'a [u8] {
    if sample.len() == bytes.len() {
        return sample;
    }
    // ASCII never occurs as a second byte below 0x30: a line end is a safe place.
    memchr::memrchr(b'\n', sample).map_or(sample, |at| &sample[..at])
}

/// How much a reading looks like a report: characters that every report has, less those that no
/// report has, in a thousand.
fn ordinary(encoding: &'static Encoding, sample: &[u8]) -> isize {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let (mut total, mut common, mut private) = (1, 0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        total += 1;
        common += isize::from("，。、：；（）“”《》的一是和在年工作展建市業业發发".contains(c));
        private += isize::from(is_private(c));
    }
    (common - private) * 1000 / total
}

/// Characters without a meaning of their own; rows of the Chinese encodings left free map here.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str =
        "一、指导思想\r\n　　坚持稳中求进，推动高质量发展。2025年增长7%以上。\r\n\r\n（一）主要目标\r\n";

    fn read(bytes: &[u8]) -> Decoded {
        let token = CancelToken::new();
        decode(characters(bytes, &token).expect("characters"), &token).expect("lines")
    }

    fn lines(decoded: &Decoded) -> Vec<&str> {
        decoded.blocks.iter().map(|block| block.span.of(&decoded.text)).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let utf_16 = |order: fn(u16) -> [u8; 2]| WORDS.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let (gb, _, _) = GB18030.encode(WORDS);
        let cases: [(&str, Vec<u8>); 7] = [
            ("utf-8", WORDS.as_bytes().to_vec()),
            ("utf-8 with mark", [b"\xef\xbb\xbf", WORDS.as_bytes()].concat()),
            ("utf-16le with mark", [vec![0xff, 0xfe], utf_16(u16::to_le_bytes)].concat()),
            ("utf-16be with mark", [vec![0xfe, 0xff], utf_16(u16::to_be_bytes)].concat()),
            ("utf-16le", utf_16(u16::to_le_bytes)),
            ("utf-16be", utf_16(u16::to_be_bytes)),
            ("gb18030", gb.to_vec()),
        ];
        for (name, bytes) in cases {
            let decoded = read(&bytes);
            assert_eq!(&*decoded.text, WORDS, "{name}");
            assert!(decoded.warnings.is_empty(), "{name}");
            assert_eq!(
                lines(&decoded),
                ["一、指导思想", "坚持稳中求进，推动高质量发展。2025年增长7%以上。", "（一）主要目标"]
            );
        }
    }

    #[test]
    fn traditional_texts_in_big5_are_read() {
        let words = "工作報告\n一、產業發展。全年增長百分之七，就業穩定，建設與發展的計畫如下。\n";
        let (bytes, _, _) = BIG5.encode(words);
        assert_eq!(&*read(&bytes).text, words);
    }

    #[test]
    fn a_few_bad_bytes_are_told_by_line_and_spoil_nothing_else() {
        let mut bytes = WORDS.as_bytes().to_vec();
        let at = WORDS.find("推动").expect("the word");
        bytes[at] = 0xff;
        let decoded = read(&bytes);
        assert!(decoded.text.contains("坚持稳中求进"));
        assert!(decoded.text.contains("高质量发展"));
        assert_eq!(decoded.warnings[0].code, "bytes_not_text");
        assert!(decoded.warnings[0].message.contains("第2行"), "{}", decoded.warnings[0].message);
        assert_eq!(decoded.warnings[0].span.expect("a place").of(&decoded.text), "\u{fffd}");
    }

    #[test]
    fn damage_in_many_lines_is_summed() {
        let mut bytes = Vec::new();
        for _ in 0..20 {
            bytes.extend_from_slice("坚持稳中求进，推动高质量发展，确保全年目标任务完成。".as_bytes());
            bytes.extend_from_slice(b"\xff\n");
        }
        let decoded = read(&bytes);
        assert_eq!(decoded.warnings.len(), TOLD + 1);
        assert!(decoded.warnings[TOLD].message.contains("另有10行"));
    }

    #[test]
    fn blanks_of_all_kinds_are_no_part_of_a_line() {
        let decoded = read(
            "\u{a0}\u{2002}\u{2003}\u{3000}\u{200b} 甲 乙 \u{200b}\u{3000}\r\n\u{3000}\u{200b}\n".as_bytes(),
        );
        assert_eq!(lines(&decoded), ["甲 乙"]);
    }

    #[test]
    fn old_line_ends_are_line_ends() {
        assert_eq!(lines(&read("甲\r乙\r".as_bytes())), ["甲", "乙"]);
    }

    #[test]
    fn noise_of_bytes_is_not_text() {
        let token = CancelToken::new();
        let bytes: Vec<u8> =
            (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 0x80).collect();
        assert!(matches!(characters(&bytes, &token), Err(ReadError::NotText { .. })));
    }
}
