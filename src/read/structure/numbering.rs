//! Numerals before headings and items, in all families of the genre.

/// A numbering family, outermost first. The order is that of GB/T 9704 with the chapters of
/// longer plans before and the markers inside a paragraph after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Family {
    /// A heading marked by the format, 1 the highest.
    Heading(u8),
    /// 第一篇, 第一部分.
    Volume,
    /// 第一章.
    Chapter,
    /// 第一节.
    Part,
    /// 一、
    Han,
    /// （一）
    HanParen,
    /// 1. 1、 1． 1)
    Arabic,
    /// （1）
    ArabicParen,
    /// ①
    Circled,
    /// A lead sentence that opens a paragraph.
    Lead,
    /// A lead sentence inside a paragraph.
    SubLead,
}

impl Family {
    /// Families whose items hold others whatever follows.
    pub(crate) fn always_section(self) -> bool {
        self <= Self::HanParen || self >= Self::Lead
    }
}

/// A numeral at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// Its family.
    pub family: Family,
    /// What it counts: （三） is 3.
    pub ordinal: u32,
    /// Bytes, with the stop or bracket and white space after it.
    pub len: usize,
}

/// A marker inside a paragraph: 一是, 二要.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ItemMarker {
    /// What it counts.
    pub ordinal: u32,
    /// Bytes.
    pub len: usize,
    /// The word after the numeral: 是 or 要.
    pub word: char,
}

/// The numeral that `text` begins with.
pub(crate) fn numeral(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    let (family, ordinal, len) = match first {
        '第' => chapter(text)?,
        '（' | '(' => bracketed(text)?,
        '①'..='⑳' => (Family::Circled, u32::from(first) - u32::from('①') + 1, first.len_utf8()),
        '0'..='9' | '０'..='９' => arabic(text)?,
        _ => {
            let (ordinal, len) = han_number(text)?;
            let stop = text[len..].chars().next()?;
            if !matches!(stop, '、' | '．' | '.') {
                return None;
            }
            (Family::Han, ordinal, len + stop.len_utf8())
        }
    };
    let rest = &text[len..];
    Some(Numeral { family, ordinal, len: len + (rest.len() - rest.trim_start().len()) })
}

/// The item marker that `text` begins with.
pub(crate) fn item_marker(text: &str) -> Option<ItemMarker> {
    let (ordinal, len) = han_number(text)?;
    let word = text[len..].chars().next().filter(|c| matches!(c, '是' | '要'))?;
    (ordinal <= 30).then(|| ItemMarker { ordinal, len: len + word.len_utf8(), word })
}

fn chapter(text: &str) -> Option<(Family, u32, usize)> {
    let after = &text['第'.len_utf8()..];
    let (ordinal, len) = han_number(after).or_else(|| arabic_number(after))?;
    let rest = after[len..].trim_start_matches(' ');
    let skipped = after.len() - len - rest.len();
    let family = if rest.starts_with('节') {
        Family::Part
    } else if rest.starts_with('章') {
        Family::Chapter
    } else if rest.starts_with('篇') || rest.starts_with("部分") {
        Family::Volume
    } else {
        return None;
    };
    let word = if rest.starts_with("部分") { "部分".len() } else { "章".len() };
    let mut len = '第'.len_utf8() + len + skipped + word;
    // 第一章、总则
    if let Some(stop) = text[len..].chars().next().filter(|c| matches!(c, '、' | '：' | ':' | '.')) {
        len += stop.len_utf8();
    }
    Some((family, ordinal, len))
}

fn bracketed(text: &str) -> Option<(Family, u32, usize)> {
    let open = text.chars().next()?;
    let mut at = open.len_utf8();
    at += text[at..].len() - text[at..].trim_start_matches(' ').len();
    let inside = &text[at..];
    let (family, (ordinal, len)) = match han_number(inside) {
        Some(number) => (Family::HanParen, number),
        None => (Family::ArabicParen, arabic_number(inside)?),
    };
    at += len;
    at += text[at..].len() - text[at..].trim_start_matches(' ').len();
    let close = text[at..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
    at += close.len_utf8();
    if let Some(stop) = text[at..].chars().next().filter(|c| matches!(c, '、' | '．' | '.')) {
        at += stop.len_utf8();
    }
    Some((family, ordinal, at))
}

fn arabic(text: &str) -> Option<(Family, u32, usize)> {
    let (ordinal, len) = arabic_number(text)?;
    let rest = &text[len..];
    let stop = rest.chars().next().filter(|c| matches!(c, '.' | '．' | '、' | ')' | '）'))?;
    let after = rest[stop.len_utf8()..].chars().next();
    // 12.5% and 2.3公里 are numbers, 1.1 is a decimal outline that this family does not hold.
    if matches!(stop, '.' | '．') && after.is_none_or(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
    {
        return None;
    }
    Some((Family::Arabic, ordinal, len + stop.len_utf8()))
}

fn arabic_number(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut len, mut digits) = (0, 0, 0);
    for c in text.chars() {
        let digit = match c {
            '0'..='9' => u32::from(c) - u32::from('0'),
            '０'..='９' => u32::from(c) - u32::from('０'),
            _ => break,
        };
        digits += 1;
        if digits > 3 {
            return None;
        }
        value = value * 10 + digit;
        len += c.len_utf8();
    }
    (digits > 0 && value > 0).then_some((value, len))
}

fn han_number(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut unit, mut len, mut count) = (0, 0, 0, 0);
    for c in text.chars() {
        match c {
            '十' => {
                value += unit.max(1) * 10;
                unit = 0;
            }
            _ => match "一二三四五六七八九".chars().position(|digit| digit == c) {
                Some(at) if unit == 0 => unit = at as u32 + 1,
                _ => break,
            },
        }
        len += c.len_utf8();
        count += 1;
        if count == 3 {
            break;
        }
    }
    value += unit;
    (value > 0 && value < 100).then_some((value, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_families() {
        let cases = [
            ("第三章 重点任务", Family::Chapter, 3, "重点任务"),
            ("第二节　布局", Family::Part, 2, "布局"),
            ("第一部分：回顾", Family::Volume, 1, "回顾"),
            ("十二、保障措施", Family::Han, 12, "保障措施"),
            ("（三）稳就业", Family::HanParen, 3, "稳就业"),
            ("( 二 ) 稳就业", Family::HanParen, 2, "稳就业"),
            ("（四）、稳就业", Family::HanParen, 4, "稳就业"),
            ("3.稳就业", Family::Arabic, 3, "稳就业"),
            ("１２．稳就业", Family::Arabic, 12, "稳就业"),
            ("7、稳就业", Family::Arabic, 7, "稳就业"),
            ("7)稳就业", Family::Arabic, 7, "稳就业"),
            ("（1）稳就业", Family::ArabicParen, 1, "稳就业"),
            ("③稳就业", Family::Circled, 3, "稳就业"),
        ];
        for (text, family, ordinal, rest) in cases {
            let found = numeral(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.family, found.ordinal, &text[found.len..]), (family, ordinal, rest), "{text}");
        }
    }

    #[test]
    fn numbers_are_not_numerals() {
        for text in
            ["12.5%以上", "2023年", "一批项目", "十强企业", "（含街道）", "第三产业", "一是", "1234.甲", ""]
        {
            assert_eq!(numeral(text), None, "{text}");
        }
    }

    #[test]
    fn items() {
        assert_eq!(item_marker("十一是抓"), Some(ItemMarker { ordinal: 11, len: 9, word: '是' }));
        assert_eq!(item_marker("二要抓"), Some(ItemMarker { ordinal: 2, len: 6, word: '要' }));
        assert_eq!(item_marker("一些"), None);
    }
}
