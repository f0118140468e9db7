//! Secrecy marks. State secrets may not be stored or processed, so a marked file is refused before
//! anything of it is copied.
//!
//! GB/T 9704-2012, 7.2.2: the mark stands at the head of the first page, `机密★1年`, with or without
//! a period; the two characters may be set apart.

use super::{Decoded, ReadError};
use crate::model::{CancelToken, ReadingWarning, SourceSpan};

/// How many lines that are not blank count as the opening.
const OPENING_LINES: usize = 12;
/// How many characters of the text count as the opening.
const OPENING_CHARS: usize = 600;

/// A secrecy mark found at the opening of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Classification {
    /// 绝密, 机密 or 秘密.
    pub mark: &'static str,
    /// The line that carries it.
    pub span: SourceSpan,
}

/// The secrecy mark at the opening of `text`, if there is one. Cheap for any length of text: it
/// looks at the opening only, so it can run before a file is copied.
pub fn classification(text: &str) -> Option<Classification> {
    opening(text).find_map(|(span, line)| {
        mark_of(line).or_else(|| mark_among_fields(line)).map(|mark| Classification { mark, span })
    })
}

/// Refuses a text whose opening carries a secrecy mark.
pub fn refuse_classified(text: &str) -> Result<(), ReadError> {
    match classification(text) {
        Some(found) => Err(ReadError::Classified { mark: found.mark }),
        None => Ok(()),
    }
}

/// Refuses a file whose opening carries a secrecy mark. For use before anything is copied: of a
/// text only the first lines are decoded.
///
/// # Errors
/// `Classified`, and whatever keeps the file from being decoded.
pub fn refuse_classified_file(bytes: &[u8], file_name: &str, cancel: &CancelToken) -> Result<(), ReadError> {
    refuse_classified(&super::formats::opening(bytes, file_name, cancel)?.text)
}

/// A warning when the opening marks the text as internal (`内部资料`, `工作秘密`, `内部文件`).
pub fn internal_material(decoded: &Decoded) -> Option<ReadingWarning> {
    opening(&decoded.text).find_map(|(span, line)| {
        let bare: String = line.chars().filter(|c| !is_frame(*c)).collect();
        let mark = ["内部资料", "内部文件", "工作秘密", "内部材料"].into_iter().find(|mark| {
            bare.strip_prefix(mark).is_some_and(|rest| {
                matches!(rest, "" | "注意保存" | "注意保密" | "不得外传" | "请勿外传" | "妥善保管")
                    || is_period(rest)
            })
        })?;
        Some(ReadingWarning {
            code: "internal_material".into(),
            message: format!("文首标有“{mark}”，请确认可以在本机处理。"),
            span: Some(span),
        })
    })
}

fn opening(text: &str) -> impl Iterator<Item = (SourceSpan, &str)> {
    let end = text.char_indices().nth(OPENING_CHARS).map_or(text.len(), |(at, _)| at);
    let base = text.as_ptr() as usize;
    text.lines()
        .take_while(move |line| line.as_ptr() as usize - base < end.max(1))
        .filter_map(move |line| {
            let line = trim(line);
            let at = line.as_ptr() as usize - base;
            (!line.is_empty()).then(|| (SourceSpan::new(at, at + line.len()), line))
        })
        .take(OPENING_LINES)
}

fn trim(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
}

/// White space, brackets and emphasis that may stand around a mark.
fn is_frame(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200b}'
                | '\u{feff}'
                | '【'
                | '】'
                | '['
                | ']'
                | '（'
                | '）'
                | '('
                | ')'
                | '*'
                | '#'
                | '，'
                | ','
                | '。'
                | '|'
                | '!'
                | '！'
                | '〔'
                | '〕'
                | '<'
                | '>'
        )
}

fn mark_of(field: &str) -> Option<&'static str> {
    // A mark is short; a sentence that speaks of secrets is not.
    if field.len() > 120 {
        return None;
    }
    let bare: String = field.chars().filter(|c| !is_frame(*c)).collect();
    let bare = bare
        .strip_prefix("密级")
        .or_else(|| bare.strip_prefix("秘级"))
        .or_else(|| bare.strip_prefix("保密等级"))
        .map_or(bare.as_str(), |rest| rest.trim_start_matches([':', '：']));
    // 份号 is glued to the mark where white space was lost.
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    ["绝密", "机密", "秘密"].into_iter().find(|mark| {
        bare.strip_prefix(mark)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['★', '☆', '*']) || is_period(rest))
    })
}

/// 份号 and 紧急程度 may stand on the same line, set apart by white space; other words may not.
fn mark_among_fields(line: &str) -> Option<&'static str> {
    let mut mark = None;
    for field in line.split(char::is_whitespace).filter(|field| !field.is_empty()) {
        match mark_of(field) {
            Some(found) => mark = mark.or(Some(found)),
            None if field
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "特急加平件第号份年月长期共页★".contains(c)) =>
                {}
            None => return None,
        }
    }
    mark
}

/// `1年`, `十年`, `6个月`, `长期`, with or without a dash before.
fn is_period(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['★', '☆', '-', '—', ':', '：']);
    if rest == "长期" {
        return true;
    }
    let digits = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c)
    });
    digits.len() < rest.len() && matches!(digits, "年" | "个月" | "月")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(text: &str) -> Option<&'static str> {
        classification(text).map(|found| found.mark)
    }

    #[test]
    fn marks_are_found() {
        for (text, expected) in [
            ("机密★1年\n关于工作的报告", "机密"),
            ("  绝 密★长期\n", "绝密"),
            ("000012\n秘　密\n特急\n某县人民政府文件", "秘密"),
            ("秘密★", "秘密"),
            ("000001 机密★10年 特急\n", "机密"),
            ("密级：秘密\n报告", "秘密"),
            ("【机密】\r\n报告", "机密"),
            ("秘密6个月\n", "秘密"),
            ("\u{a0}秘 密 ★ 5 年\n", "秘密"),
        ] {
            assert_eq!(mark(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_in_sentences_are_no_marks() {
        for text in [
            "关于保守国家秘密工作的总结",
            "要增强机密性、完整性，严守秘密。",
            "秘密工作条例学习情况",
            "机密文件管理办法",
            "机密级计算机的使用",
            "不涉及国家秘密 ，可以公开",
            "我们为您保守 秘密，请放心",
            "不得泄露 秘密",
        ] {
            let found = mark(text);
            assert_eq!(found, None, "{text}");
        }
    }

    #[test]
    fn a_mark_deep_in_the_text_is_not_a_mark_of_the_text() {
        let text = format!("{}秘密\n", "一行正文。\n".repeat(13));
        assert_eq!(mark(&text), None);
        let text = format!("{}\n秘密\n", "正".repeat(700));
        assert_eq!(mark(&text), None);
    }

    #[test]
    fn a_large_file_is_judged_by_its_opening() {
        let text = format!("机密★3年\n{}", "坚持稳中求进，推动高质量发展。\n".repeat(10_000));
        let (gb, _, _) = encoding_rs::GB18030.encode(&text);
        for bytes in [text.as_bytes(), &gb] {
            let error = refuse_classified_file(bytes, "a.txt", &CancelToken::new()).expect_err("a mark");
            assert_eq!(error, ReadError::Classified { mark: "机密" });
        }
        assert_eq!(refuse_classified_file("一、目标\n".as_bytes(), "a.txt", &CancelToken::new()), Ok(()));
    }

    #[test]
    fn internal_material_warns_only_on_its_own_line() {
        let decoded = |text: &str| Decoded {
            text: text.into(),
            blocks: Vec::new(),
            warnings: Vec::new(),
            comments: Vec::new(),
        };
        let found = internal_material(&decoded("某市\n内部资料　注意保存\n正文")).expect("a warning");
        assert_eq!(found.code, "internal_material");
        assert!(internal_material(&decoded("（内部文件）\n正文")).is_some());
        assert!(internal_material(&decoded("加强工作秘密管理和内部资料管理。\n")).is_none());
        assert_eq!(mark("工作秘密\n"), None);
    }
}
