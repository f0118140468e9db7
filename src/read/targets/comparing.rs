//! How a number binds: the words right before and behind it.

use crate::{
    model::Comparator::{self, About, AtLeast, AtMost, Exceed, Reach},
    read::quantity,
};

/// Right after the number.
const AFTER: &[(&str, Comparator)] = &[
    ("及以上", AtLeast),
    ("（含）以上", AtLeast),
    ("以上", AtLeast),
    ("左右", About),
    ("上下", About),
    ("及以下", AtMost),
    ("以内", AtMost),
    ("之内", AtMost),
    ("以下", AtMost),
];

/// Right before the number; longer words before their own endings.
const BEFORE: &[(&str, Comparator)] = &[
    ("不得低于", AtLeast),
    ("不得少于", AtLeast),
    ("不低于", AtLeast),
    ("不少于", AtLeast),
    ("不小于", AtLeast),
    ("至少有", AtLeast),
    ("至少", AtLeast),
    ("≥", AtLeast),
    ("不得超过", AtMost),
    ("不超过", AtMost),
    ("不突破", AtMost),
    ("不高于", AtMost),
    ("不大于", AtMost),
    ("控制在", AtMost),
    ("低于", AtMost),
    ("少于", AtMost),
    ("小于", AtMost),
    ("≤", AtMost),
    ("＜", AtMost),
    ("<", AtMost),
    ("突破", Exceed),
    ("冲破", Exceed),
    ("超过", Exceed),
    ("跨越", Exceed),
    ("跨过", Exceed),
    ("迈过", Exceed),
    ("高于", Exceed),
    ("大于", Exceed),
    ("多于", Exceed),
    ("超", Exceed),
    ("破", Exceed),
    ("＞", Exceed),
    (">", Exceed),
    ("提高到", Reach),
    ("提高至", Reach),
    ("提升到", Reach),
    ("提升至", Reach),
    ("增加到", Reach),
    ("增加至", Reach),
    ("增长到", Reach),
    ("增长至", Reach),
    ("扩大到", Reach),
    ("扩大至", Reach),
    ("上升到", Reach),
    ("上升至", Reach),
    ("发展到", Reach),
    ("稳定在", Reach),
    ("保持在", Reach),
    ("维持在", Reach),
    ("下降到", Reach),
    ("下降至", Reach),
    ("降低到", Reach),
    ("降低至", Reach),
    ("减少到", Reach),
    ("减少至", Reach),
    ("压减到", Reach),
    ("压减至", Reach),
    ("压缩到", Reach),
    ("压缩至", Reach),
    ("缩短到", Reach),
    ("缩短至", Reach),
    ("压降至", Reach),
    ("降到", Reach),
    ("降至", Reach),
    ("减至", Reach),
    ("升至", Reach),
    ("增至", Reach),
    ("达到", Reach),
    ("冲刺", Reach),
    ("迈上", Reach),
    ("达", Reach),
    ("大约", About),
    ("接近", About),
    ("约", About),
    ("近", About),
];

/// All words that compare before a number.
pub(super) fn comparators() -> impl Iterator<Item = &'static str> {
    BEFORE.iter().map(|(word, _)| *word).chain(["过"])
}

/// The comparator at the start of what follows a number, and its bytes.
pub(super) fn after(rest: &str) -> Option<(Comparator, usize)> {
    let blank = rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
    let rest = &rest[blank..];
    AFTER
        .iter()
        .find(|(word, _)| rest.starts_with(word))
        .map(|(word, comparator)| (*comparator, blank + word.len()))
}

/// The comparator at the end of what stands before a number, and where it begins.
pub(super) fn before(head: &str) -> Option<(Comparator, usize)> {
    let mut trimmed = head.trim_end();
    // 提高到每人每年4800元: what it is told per stands between.
    while let Some(rest) = ["每人每年", "每人每月", "每人", "每月", "每年", "每天", "人均"]
        .iter()
        .find_map(|per| trimmed.strip_suffix(per))
    {
        if !BEFORE.iter().any(|(word, _)| rest.ends_with(word)) {
            break;
        }
        trimmed = rest;
    }
    if let Some(reached) = trimmed.strip_suffix('过') {
        // 过百亿 exceeds; 通过5项 does not.
        let plain = !["通", "经", "不", "超"].iter().any(|word| reached.ends_with(word));
        if plain {
            return Some((Exceed, reached.len()));
        }
    }
    let (word, comparator) = BEFORE.iter().find(|(word, _)| trimmed.ends_with(word))?;
    let start = trimmed.len() - word.len();
    // 附近, and 签约 4个, 节约 3万元: the end of another word.
    let other = match *word {
        "近" => trimmed[..start].ends_with(['附', '邻', '靠']),
        "约" => trimmed[..start].ends_with(['签', '节', '契', '预', '履', '集']),
        _ => false,
    };
    (!other).then_some((*comparator, start))
}

/// What stands before and behind the first number that `words` compare so: 突破 before it, 以上
/// behind it. Both are empty where no word says so.
pub fn comparison(words: &str, wanted: Comparator) -> (&str, &str) {
    for quantity in quantity::scan(words) {
        let (head, rest) = (&words[..quantity.range.start], &words[quantity.range.end..]);
        let before = self::before(head).filter(|(comparator, _)| *comparator == wanted);
        let after = self::after(rest).filter(|(comparator, _)| *comparator == wanted);
        if before.is_some() || after.is_some() {
            let before = before.map_or("", |(_, at)| head[at..].trim());
            return (before, after.map_or("", |(_, end)| rest[..end].trim()));
        }
    }
    ("", "")
}

#[cfg(test)]
mod tests {
    use super::comparison;
    use crate::model::Comparator::{AtLeast, AtMost, Exceed, Reach};

    #[test]
    fn the_words_beside_the_number_are_found() {
        for (words, comparator, found) in [
            ("地区生产总值突破1200亿元", Exceed, ("突破", "")),
            ("产值超过80亿元", Exceed, ("超过", "")),
            ("达标率不低于95%", AtLeast, ("不低于", "")),
            ("新增规上企业20家以上", AtLeast, ("", "以上")),
            ("失业率控制在5%以内", AtMost, ("控制在", "以内")),
            ("城镇化率提高到65%", Reach, ("提高到", "")),
            ("城镇化率提高到65%", Exceed, ("", "")),
            ("推动发展", Exceed, ("", "")),
        ] {
            assert_eq!(comparison(words, comparator), found, "{words}");
        }
    }
}
