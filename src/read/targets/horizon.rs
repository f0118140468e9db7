//! By when a target holds, as written: 到2025年, 一季度, 全年, 每年.

/// A phrase of time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Horizon<'t> {
    /// The words to show, without 到.
    pub(super) words: &'t str,
    /// The year, where one is written.
    pub(super) year: Option<i16>,
    /// Bytes from the start, 到 and a closing 前 or 底 included.
    pub(super) len: usize,
    /// A span of months gone by (1-8月, 前三季度), where nothing else makes it a plan.
    pub(super) elapsed: bool,
}

/// The phrase of time that `rest` starts with.
pub(super) fn at(rest: &str) -> Option<Horizon<'_>> {
    let lead = if rest.starts_with('到') { '到'.len_utf8() } else { 0 };
    let body = &rest[lead..];
    if let Some(found) = year(body) {
        return Some(Horizon { len: lead + found.len, ..found });
    }
    for word in
        ["全年", "今年底前", "今年底", "今年内", "今年", "明年", "年底前", "年内", "年底", "每年", "首季"]
    {
        if body.starts_with(word) {
            return Some(Horizon { words: word, year: None, len: lead + word.len(), elapsed: false });
        }
    }
    for word in ["上半年", "下半年", "前三季度", "一季度", "二季度", "三季度", "四季度"]
    {
        if let Some(rest) = body.strip_prefix(word) {
            // 上半年，全市完成… reports; 上半年建成… plans.
            let told = rest.trim().is_empty() || rest.trim_start().starts_with(['全', '我', '累']);
            let elapsed = word == "前三季度" || told;
            return Some(Horizon { words: word, year: None, len: lead + word.len(), elapsed });
        }
    }
    if let Some(found) = five_years(body) {
        return Some(Horizon { len: lead + found.len, ..found });
    }
    months(body).map(|found| Horizon { len: lead + found.len, ..found })
}

/// “十四五”末, “十三五”期间, 十五五时期: the plan ends with a year.
fn five_years(body: &str) -> Option<Horizon<'_>> {
    let open = ["“", "\""].iter().find(|mark| body.starts_with(**mark)).map_or(0, |mark| mark.len());
    let nth = ["十一五", "十二五", "十三五", "十四五", "十五五", "十六五"]
        .iter()
        .position(|name| body[open..].starts_with(name))?;
    let mut len = open + "十一五".len();
    let close = ["”", "\""].iter().find(|mark| body[len..].starts_with(**mark)).map_or(0, |mark| mark.len());
    len += close;
    let term = ["末", "期间", "时期", "期末"].iter().find(|word| body[len..].starts_with(**word))?;
    len += term.len();
    let year = 2010 + 5 * i16::try_from(nth).ok()?;
    Some(Horizon { words: &body[..len], year: Some(year), len, elapsed: false })
}

fn year(body: &str) -> Option<Horizon<'_>> {
    let digits: String = body
        .chars()
        .take(4)
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            other => other,
        })
        .collect();
    let year: i16 = digits.parse().ok().filter(|year| (1949..2100).contains(year))?;
    let mut len: usize = body.chars().take(4).map(char::len_utf8).sum();
    len += if body[len..].starts_with('年') { '年'.len_utf8() } else { return None };
    let mut end = len;
    if let Some(inner) = months(&body[len..]) {
        end += inner.len;
    } else {
        for word in ["一季度", "二季度", "三季度", "四季度", "上半年", "下半年", "底前", "末前", "底", "末"]
        {
            if body[len..].starts_with(word) {
                end += word.len();
                break;
            }
        }
    }
    Some(Horizon { words: &body[..end], year: Some(year), len: end, elapsed: false })
}

/// 6月底前, 1-8月.
fn months(body: &str) -> Option<Horizon<'_>> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let first = digits(body);
    if first == 0 || first > 2 {
        return None;
    }
    let rest = &body[first..];
    if let Some(after) = rest.strip_prefix(['-', '—', '－', '至', '~']) {
        let second = digits(after);
        if second > 0 && after[second..].starts_with('月') {
            let len = body.len() - after.len() + second + '月'.len_utf8();
            return Some(Horizon { words: &body[..len], year: None, len, elapsed: true });
        }
        return None;
    }
    if !rest.starts_with('月') {
        return None;
    }
    let mut len = first + '月'.len_utf8();
    for word in ["底前", "末前", "底", "末", "前"] {
        if body[len..].starts_with(word) {
            len += word.len();
            break;
        }
    }
    Some(Horizon { words: &body[..len], year: None, len, elapsed: false })
}

/// The last phrase of time in `text` that names an end, and the years and elapsed spans met.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Times<'t> {
    /// Words of the last phrase, or empty.
    pub(super) by: &'t str,
    /// The last year written.
    pub(super) year: Option<i16>,
    /// 1-8月 or 前三季度 was met.
    pub(super) elapsed: bool,
}

/// Reads all phrases of time in `text`.
pub(super) fn times(text: &str) -> Times<'_> {
    let mut times = Times::default();
    let mut from = 0;
    let opens = |c: char| {
        matches!(c, '0'..='9' | '０'..='９' | '到' | '全' | '今' | '明' | '年' | '每' | '首' | '上' | '下' | '前' | '“' | '十')
            || matches!(c, '一' | '二' | '三' | '四')
    };
    while let Some(step) = text[from..].find(opens) {
        from += step;
        match at(&text[from..]) {
            // 三年内, 5年底: counted years.
            // 比2015年, 在2022年的基础上: the year a change is counted from.
            Some(found) if compared(&text[..from], &text[from + found.len..]) => from += found.len.max(1),
            Some(found) if !(found.words.starts_with('年') && counted(&text[..from])) => {
                times.by = found.words;
                times.year = found.year.or(times.year);
                times.elapsed |= found.elapsed;
                from += found.len.max(1);
            }
            _ => {
                // A whole run of digits is stepped over: its tail is no month.
                let digits = text[from..].chars().take_while(char::is_ascii_digit).count();
                from += digits.max(text[from..].chars().next().map_or(1, char::len_utf8));
            }
        }
    }
    times
}

fn compared(before: &str, after: &str) -> bool {
    before.ends_with(['比', '较', '与', '从', '由', '自'])
        || ["的基础上", "基础上", "水平", "相比", "年均"].iter().any(|word| after.starts_with(word))
}

fn counted(before: &str) -> bool {
    before.chars().next_back().is_some_and(|c| c.is_numeric() || "一二两三四五六七八九十几".contains(c))
}
