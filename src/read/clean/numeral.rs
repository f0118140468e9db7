//! Whether a line opens an item.

/// Numerals of Chinese numbering.
const CHINESE: &str = "一二三四五六七八九十百〇零";

/// `一、`, `（一）`, `第一章`, `一是`, `1.`, `1、`, `（1）`, `①`, bullets, 附件, notes: what opens with such
/// a thing is never the rest of a broken line.
pub(super) fn opens_item(words: &str) -> bool {
    opens_numbered(words)
        || words.starts_with(|c: char| {
            matches!(c, '①'..='⑳' | '㈠'..='㈩' | '⑴'..='⒇' | '⒈'..='⒛' | '●' | '■' | '◆' | '▲' | '★' | '※' | '□' | '☐' | '•' | '◎' | '○' | '◇' | '\u{f000}'..='\u{f0ff}')
        })
        || opens_arabic(words)
        || ["附件", "附表", "附：", "附:", "注：", "注:", "备注：", "- ", "* "].iter().any(|mark| words.starts_with(mark))
}

/// A numeral that only a section or a listed item of the report opens with.
pub(super) fn opens_numbered(words: &str) -> bool {
    let (inner, bracketed) = match words.strip_prefix(['（', '(', '〔', '【']) {
        Some(rest) => (rest, true),
        None => (words.strip_prefix('第').unwrap_or(words), false),
    };
    let rest = inner.trim_start_matches(|c| CHINESE.contains(c));
    let digits = (inner.len() - rest.len()) / '一'.len_utf8();
    if digits == 0 || digits > 5 {
        // `第3章`
        let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit());
        return !bracketed
            && inner.len() < words.len()
            && rest.len() < inner.len()
            && rest.starts_with(['章', '节', '条']);
    }
    if bracketed {
        return rest.starts_with(['）', ')', '〕', '】']);
    }
    if inner.len() < words.len() {
        return ["章", "节", "条", "部分", "篇"].iter().any(|unit| rest.starts_with(unit));
    }
    rest.starts_with(['、', '．', '.', '是', '要']) && !rest.starts_with("要求") && !rest.starts_with("要素")
}

/// `1.`, `1、`, `1．`, `(1)`, `1）`; not a decimal, a date or a year.
pub(super) fn opens_arabic(words: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let inner = words.strip_prefix(['（', '(']).unwrap_or(words);
    let rest = inner.trim_start_matches(digit);
    let count = inner[..inner.len() - rest.len()].chars().count();
    if count == 0 || count > 3 {
        return false;
    }
    match rest.chars().next() {
        Some('、' | '）' | ')') => true,
        Some('.' | '．') => !rest.chars().nth(1).is_some_and(digit),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_from_the_rest_of_a_sentence() {
        for item in [
            "一、目标",
            "（十二）抓",
            "(三)抓",
            "第一章 总则",
            "第3节",
            "一是抓",
            "二要抓",
            "1.抓",
            "１、抓",
            "（2）抓",
            "3）抓",
            "①抓",
            "● 抓",
            "附件1",
            "注：甲",
        ] {
            assert!(opens_item(item), "{item}");
        }
        for rest in [
            "一体化",
            "十大产业",
            "三大行动",
            "1.5亿元",
            "2025年",
            "12月底",
            "第一产业",
            "（市发改委）",
            "一要求",
            "5%以上",
            "活动为抓手",
        ] {
            assert!(!opens_item(rest), "{rest}");
        }
    }
}
