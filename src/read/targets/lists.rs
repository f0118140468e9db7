//! Lists of names that share their numbers, or the noun they end in.

use super::indicator::before;

/// The names that a 分别 list gives numbers to, exactly `count` of them.
pub(super) fn shared_out(head: &str, count: usize) -> Vec<String> {
    let head = head.split("分别").next().unwrap_or(head);
    let phrase = before(head);
    let mut names: Vec<&str> = phrase.split(['、']).collect();
    if let Some(last) = names.pop() {
        let tail = last.strip_prefix("以及").unwrap_or(last);
        match split_and(tail, count > names.len() + 1) {
            Some((left, right)) => names.extend([left, right]),
            None => names.push(tail),
        }
    }
    if names.len() < count {
        return vec![phrase.clone(); count];
    }
    let names = names.split_off(names.len() - count);
    let last = names.last().copied().unwrap_or_default();
    names.iter().map(|name| [*name, shared_noun(name, last)].concat()).collect()
}

/// What the last name of a list says for all: 省级、国家级[孵化器], 城镇、农村[居民人均可支配收入],
/// 甲企业和乙企业[产值], 甲和乙[覆盖率].
pub(super) fn shared_noun<'a>(name: &str, last: &'a str) -> &'a str {
    const PLACES: &[&str] =
        &["农村", "乡村", "城镇", "城市", "国外", "国内", "省外", "境外", "市外", "区外", "县外"];
    const MEASURED: &[&str] = &[
        "率", "比重", "比例", "占比", "总额", "产值", "收入", "产量", "面积", "人数", "数量", "规模", "总量",
        "余额", "金额",
    ];
    if name == last || MEASURED.iter().any(|word| name.ends_with(word)) {
        return "";
    }
    if name.ends_with('级') {
        return last.find('级').map_or("", |at| &last[at + '级'.len_utf8()..]);
    }
    for word in ["居民", "企业", "项目", "学校", "园区", "群众", "人员", "产业", "医院", "小区"]
    {
        if name.ends_with(word)
            && let Some(at) = last.find(word)
        {
            return &last[at + word.len()..];
        }
    }
    let two = |words: &'a str| words.char_indices().nth(2).map_or("", |(at, _)| &words[at..]);
    if name.chars().count() <= 3 && PLACES.iter().any(|place| last.starts_with(place)) {
        return two(last);
    }
    // The measured noun alone, at most four characters: 覆盖率, 综合利用率.
    match MEASURED.iter().find(|word| last.ends_with(**word)) {
        Some(_) => {
            let cut = [
                "覆盖率",
                "处理率",
                "达标率",
                "利用率",
                "入学率",
                "参保率",
                "普及率",
                "合格率",
                "完成率",
                "满意率",
                "就诊率",
                "办结率",
            ]
            .iter()
            .find(|word| last.ends_with(**word))
            .or_else(|| MEASURED.iter().find(|word| last.ends_with(**word)));
            cut.map_or("", |word| &last[last.len() - word.len()..])
        }
        None => "",
    }
}

/// The names that 均 speaks of: each ends as a measured thing does, or takes the noun of the last.
pub(super) fn each(head: &str) -> Vec<String> {
    let phrase = before(head);
    let mut names: Vec<&str> = phrase.split('、').collect();
    if let Some(last) = names.pop() {
        match split_and(last, true) {
            Some((left, right)) if left.chars().count() >= 2 => names.extend([left, right]),
            _ => names.push(last),
        }
    }
    let measured = |name: &&str| name.ends_with(['率', '额', '值', '量', '数', '入', '度', '重', '比', '积']);
    let last = names.last().copied().unwrap_or_default();
    if names.len() < 2 || !measured(&last) {
        return Vec::new();
    }
    names.iter().map(|name| [*name, shared_noun(name, last)].concat()).collect()
}

fn split_and(phrase: &str, wanted: bool) -> Option<(&str, &str)> {
    if !wanted {
        return None;
    }
    ["以及", "和", "与", "及"]
        .iter()
        .find_map(|word| phrase.split_once(word))
        .filter(|(a, b)| !a.is_empty() && !b.is_empty())
}
