//! Where a change starts from: 由62%提高到85%, 在2023年建成12个的基础上. Its numbers have been.

use std::ops::Range;

/// Words by which a change ends.
const ENDS: &[&str] = &[
    "提高到",
    "提高至",
    "提升到",
    "提升至",
    "增加到",
    "增加至",
    "增长到",
    "增长至",
    "扩大到",
    "扩大至",
    "上升到",
    "上升至",
    "发展到",
    "下降到",
    "下降至",
    "降低到",
    "降低至",
    "减少到",
    "减少至",
    "压减到",
    "压减至",
    "压缩到",
    "压缩至",
    "缩短到",
    "缩短至",
    "压降至",
    "压降到",
    "降到",
    "降至",
    "减至",
    "减到",
    "升至",
    "升到",
    "增至",
    "增到",
    "达到",
    "调整为",
    "调整到",
    "调整至",
    "扩展到",
    "扩展至",
    "优化到",
    "优化至",
    "优化为",
    "变为",
    "提至",
    "延长至",
    "延长到",
    "精简到",
    "精简至",
    "精简为",
    "拓展到",
    "拓展至",
    "扩面到",
    "扩容到",
    "跃升至",
    "跃升到",
    "翻番到",
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
        if opener != '在' && !(rest.contains(['到', '至', '为']) && rest.contains(numeric)) {
            continue;
        }
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
    bracketed(text, &mut found);
    found.sort_by_key(|range| range.start);
    found
}

/// （2020年为92%）, （上年32个）: where it starts from, told in a bracket.
fn bracketed(text: &str, found: &mut Vec<Range<usize>>) {
    for (at, open) in text.match_indices(['（', '(']) {
        let from = at + open.len();
        let Some(close) = text[from..].find(['）', ')']).filter(|close| *close <= 90) else { continue };
        let inner = &text[from..from + close];
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        let year = digits == 4 && inner[4..].starts_with('年') && {
            let rest = inner[4 + '年'.len_utf8()..].trim_start_matches(['底', '末']);
            ["为", "是", "仅", "实际", "完成", "达", "基数", "现状", "的"]
                .iter()
                .any(|word| rest.starts_with(word))
                && later_year(&text[..at], &inner[..4])
        };
        let told = ["上年", "去年", "目前", "现为", "现状", "基期", "基数", "原为"]
            .iter()
            .any(|word| inner.starts_with(word));
        if year || told {
            found.push(at..from + close);
        }
    }
}

/// Whether a later year than `year` is named before.
fn later_year(before: &str, year: &str) -> bool {
    before.match_indices('年').any(|(at, _)| {
        at.checked_sub(4)
            .and_then(|from| before.get(from..at))
            .is_some_and(|other| other.bytes().all(|byte| byte.is_ascii_digit()) && other > year)
    })
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
