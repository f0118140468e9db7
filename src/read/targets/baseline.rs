//! Where a change starts from: 由62%提高到85%, 在2023年建成12个的基础上. Its numbers have been.

use std::ops::Range;

/// Words by which a change ends.
const ENDS: &[&str] = &[
    "提高到", "提高至", "提升到", "提升至", "增加到", "增加至", "增长到", "增长至", "扩大到", "扩大至", "上升到", "上升至", "发展到", "下降到",
    "下降至", "降低到", "降低至", "减少到", "减少至", "压减到", "压减至", "压缩到", "压缩至", "缩短到", "缩短至", "压降至", "压降到", "降到", "降至",
    "减至", "减到", "升至", "升到", "增至", "增到", "达到", "调整为", "调整到", "调整至", "扩展到", "扩展至", "优化到", "优化至", "优化为", "变为",
    "提至", "延长至", "延长到", "精简到", "精简至", "精简为", "拓展到", "拓展至", "扩面到", "扩容到", "跃升至", "跃升到", "翻番到",
];

/// Longest start of a change, in characters.
const LONGEST: usize = 50;

/// The stretches of `text` that tell where a change starts from, in order.
pub(super) fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(step) = text[from..].find(['由', '从', '在']) {
        let at = from + step;
        let opener = text[at..].chars().next().unwrap_or_default();
        from = at + opener.len_utf8();
        let rest = clause(&text[from..]);
        let end = if opener == '在' {
            rest.find("基础上").map(|end| end + "基础上".len())
        } else {
            ENDS.iter().filter_map(|word| rest.find(word)).min()
        };
        let Some(end) = end else { continue };
        if opener != '在' && !rest[..end].contains(numeric) {
            continue;
        }
        found.push(at..from + end);
        from += end;
    }
    found
}

/// Up to the end of the clause, and no further than a start of a change may be long.
fn clause(rest: &str) -> &str {
    let longest = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    let end = rest[..longest].find(['，', ',', '；', ';', '。', '！', '：', '\n']).unwrap_or(longest);
    &rest[..end]
}

fn numeric(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百千万亿两".contains(c)
}

/// The words a change is told of, before the stretch that tells where it starts from.
pub(super) fn within(ranges: &[Range<usize>], at: usize) -> bool {
    ranges.iter().any(|range| range.contains(&at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_of_changes() {
        let of = |text: &str| -> Vec<String> {
            ranges(text).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(of("覆盖率由2020年的62%提高到85%"), ["由2020年的62%"]);
        assert_eq!(of("企业由目前的386家增加到520家"), ["由目前的386家"]);
        assert_eq!(of("在2023年建成12个的基础上，再建18个"), ["在2023年建成12个的基础上"]);
        assert!(of("由市发改委牵头，增加到20家").is_empty());
        assert!(of("在全县推广，达到20家").is_empty());
    }
}
