//! Lead sentences: short, verb-led, without a number, before the body that they name.

use super::words::{chars, head, leads_with_verb, tail};

/// Longest lead, in characters, its stop left out.
const LONGEST: usize = 22;

/// True when `sentence` (without its stop) has the shape of a heading.
pub(crate) fn could_lead(sentence: &str) -> bool {
    let sentence = sentence.trim();
    let length = chars(sentence);
    (4..=LONGEST).contains(&length)
        && leads_with_verb(sentence)
        && !sentence.contains(['，', ',', '；', ';', '：', ':', '。', '！', '？', '!', '?', '（', '('])
        && !sentence.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
        && !sentence.ends_with(['了', '的'])
        // 把着力点放在实体经济上: a principle, in the words of a sentence.
        && (!sentence.contains('把') || !sentence.ends_with('上'))
        // A statement about a thing, not an action: 发展是硬道理.
        && (!sentence.contains('是') || sentence.ends_with("求是"))
}

/// Evidence of parallel wording: the same beginning, or the same frame around different words.
pub(crate) fn parallel(one: &str, other: &str) -> bool {
    let same_head = head(one, 2) == head(other, 2);
    same_head && one != other
}

/// Stronger, for sentences inside one paragraph, where 推动… begins many tasks: four characters
/// alike at the beginning, or two at the beginning and two at the end.
pub(crate) fn strictly_parallel(one: &str, other: &str) -> bool {
    one != other
        && (head(one, 4) == head(other, 4)
            || (head(one, 2) == head(other, 2) && tail(one, 2) == tail(other, 2))
            // 做优农业 … 做强工业: the shorter, the plainer the frame.
            || (head(one, 1) == head(other, 1) && chars(one) <= 5 && chars(other) <= 5))
}

/// What stands after the dashes of `——稳就业`, a lead however short; `None` without dashes.
pub(crate) fn dashed(sentence: &str) -> Option<&str> {
    let rest = sentence
        .strip_prefix("——")
        .or_else(|| sentence.strip_prefix("--"))?
        .trim_start_matches(['—', '-', ' ']);
    Some(rest)
}

/// True when the words after dashes have the shape of a heading.
pub(crate) fn could_lead_after_dashes(sentence: &str) -> bool {
    (2..=18).contains(&chars(sentence))
        && !sentence.contains(['，', ',', '；', '：', ':', '。', '（'])
        && !sentence.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for yes in ["着力扩大有效投资", "聚力打造更高水平的开放平台", "狠抓安全生产", "实施百企技改行动"]
        {
            assert!(could_lead(yes), "{yes}");
        }
        for no in [
            "完成投资200亿元",
            "新建学校12所",
            "发展是硬道理",
            "推动项目落地，加快建设",
            "全县经济平稳运行",
            "取得了显著成效",
        ] {
            assert!(!could_lead(no), "{no}");
        }
    }

    #[test]
    fn parallels() {
        assert!(parallel("聚力扩投资", "聚力促消费"));
        assert!(strictly_parallel("实施强链行动", "实施招商行动"));
        assert!(strictly_parallel("全力推进招商", "全力推进开工"));
        assert!(!strictly_parallel("推动道路建设", "推动园区发展"));
    }
}
