//! When an action must be finished: the words, and the day where they name one.

use super::Passage;
use crate::model::{CivilDate, Deadline};
use memchr::memmem::Finder;
use std::{ops::Range, sync::LazyLock};

/// A deadline read from running text.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundDeadline {
    /// Its words and day.
    pub deadline: Deadline,
    /// Bytes of the passage's text.
    pub range: Range<usize>,
    /// 0 to 1.
    pub confidence: f32,
    /// What found it: `deadline.labelled` or `deadline.phrase`.
    pub rule: &'static str,
}

/// The words of `passage` that say when the action must be finished, the latest where it has steps. `base_year` is the year
/// that 年底前 and months without a year belong to.
///
/// 持续推进 in running text sets no deadline, nor does a term of validity, a date already past in
/// the telling (截至…), or a rhythm (每月10日前).
pub fn find(passage: &Passage, base_year: Option<i16>) -> Option<FoundDeadline> {
    let text = passage.text.as_str();
    if let Some(range) = labelled(text) {
        return Some(FoundDeadline {
            deadline: parse(&text[range.clone()], base_year),
            range,
            confidence: 0.95,
            rule: "deadline.labelled",
        });
    }
    let mut found: Option<FoundDeadline> = None;
    // Every phrase of time holds one of these; most texts hold none.
    if !TIMES.iter().any(|time| time.find(text.as_bytes()).is_some()) {
        return None;
    }
    let mut at = 0;
    while let Some(step) = text[at..].find(|c: char| opens(c)) {
        at += step;
        match phrase(&text[at..]) {
            Some(len) => {
                if binds(text, at, len) {
                    let deadline = parse(&text[at..at + len], base_year);
                    // 到2020年 in a plan of 2021: where things stood.
                    let over = !text[at..at + len].ends_with('前')
                        && deadline.due.zip(base_year).is_some_and(|(due, base)| due.year < base);
                    if over {
                        at += len;
                        continue;
                    }
                    // Of several steps the last one ends the work.
                    let later = found.as_ref().is_none_or(|first| {
                        first.deadline.due.zip(deadline.due).is_some_and(|(first, next)| next > first)
                    });
                    if later {
                        found = Some(FoundDeadline {
                            deadline,
                            range: at..at + len,
                            confidence: 0.85,
                            rule: "deadline.phrase",
                        });
                    }
                }
                at += len;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

static TIMES: LazyLock<[Finder<'static>; 4]> =
    LazyLock::new(|| ["年", "月", "季", "前"].map(|word| Finder::new(word.as_bytes())));

/// 完成时限：2021年6月底: the words behind the label, up to what ends them.
fn labelled(text: &str) -> Option<Range<usize>> {
    const LABELS: &[&str] = &[
        "时限",
        "完成时间",
        "时限要求",
        "完成期限",
        "时间节点",
        "时间要求",
        "完成日期",
        "进度要求",
        "完成节点",
    ];
    text.match_indices(['：', ':']).find_map(|(at, colon)| {
        LABELS.iter().find(|label| text[..at].ends_with(*label))?;
        let start = at + colon.len();
        let rest = &text[start..];
        let end = rest
            .find(['；', ';', '。', '）', ')', '】', ']', '〕', '\n', '，', ','])
            .map_or(text.len(), |end| start + end);
        let words = text[start..end].trim();
        let from = start + (text[start..end].len() - text[start..end].trim_start().len());
        ((2..=20).contains(&words.chars().count()) && words != "无").then(|| from..from + words.len())
    })
}

/// What `words` mean as a deadline: from a table cell, from running text, or as a person types them.
/// Words that are not understood are kept, without a day. `12月前` names no day: whether the month
/// itself counts is not agreed.
pub fn parse(words: &str, base_year: Option<i16>) -> Deadline {
    let words = words.trim();
    let ongoing =
        ["持续", "长期", "常态", "贯穿", "全年推进", "全年坚持"].iter().any(|word| words.contains(word));
    let due = if ongoing { None } else { day(&plain(words), base_year) };
    Deadline { words: words.into(), due, ongoing }
}

fn opens(character: char) -> bool {
    matches!(character, '汛' | '主' | '春' | '国' | '元' | '中' | '入' | '供' | '采' | '冬' | '秋' | '开' | '两' | '高' | '0'..='9' | '０'..='９' | '年' | '今' | '明' | '本' | '上' | '下' | '前' | '月' | '首' | '十')
        || matches!(character, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
}

/// Times of the year that have no date of their own: 汛前, 春节前.
const SEASONS: &[&str] = &[
    "汛期",
    "主汛期",
    "汛",
    "春节",
    "国庆节",
    "国庆",
    "元旦",
    "中秋节",
    "入冬",
    "供暖季",
    "供暖期",
    "采暖季",
    "采暖期",
    "冬春",
    "春耕",
    "秋季学期",
    "春季学期",
    "秋季开学",
    "春季开学",
    "开学",
    "两会",
    "高考",
];

/// Length of a phrase of time that may be a deadline: [年][月][日][底末…][前|内].
fn phrase(rest: &str) -> Option<usize> {
    let mut len = 0;
    let mut parts = 0;
    if let Some(word) = ["今年", "明年", "本年度", "本年"].iter().find(|word| rest.starts_with(*word))
    {
        len += word.len();
        parts += 1;
    } else if let Some(digits) = number(rest)
        && rest[digits..].starts_with('年')
        && rest[..digits].chars().count() == 4
    {
        len += digits + '年'.len_utf8();
        parts += 1;
        if rest[len..].starts_with('度') {
            return None;
        }
    }
    if let Some(word) =
        ["上半年", "下半年", "前三季度", "首季"].iter().find(|word| rest[len..].starts_with(*word))
    {
        len += word.len();
        parts += 1;
    } else if let Some(digits) = rest[len..].strip_prefix('第').and_then(number)
        && rest[len + '第'.len_utf8() + digits..].starts_with("季度")
    {
        len += '第'.len_utf8() + digits + "季度".len();
        parts += 1;
    } else if let Some(digits) = number(&rest[len..]) {
        let after = &rest[len + digits..];
        if after.starts_with("季度") {
            len += digits + "季度".len();
            parts += 1;
        } else if after.starts_with('月') {
            len += digits + '月'.len_utf8();
            parts += 1;
            if let Some(digits) = number(&rest[len..])
                && (rest[len + digits..].starts_with('日') || rest[len + digits..].starts_with('号'))
            {
                len += digits + '日'.len_utf8();
            }
        }
    }
    if parts == 0 {
        if let Some(season) = SEASONS.iter().find(|season| rest.starts_with(*season)) {
            return ["之前", "来临前", "到来前", "前"]
                .iter()
                .find(|word| rest[season.len()..].starts_with(*word))
                .map(|word| season.len() + word.len());
        }
        if rest.starts_with("年底") || rest.starts_with("年末") || rest.starts_with("年内") {
            len = "年底".len();
        } else if rest.starts_with("月底前") {
            return Some("月底前".len());
        } else {
            return None;
        }
    }
    for word in ["年底", "年末", "上旬", "中旬", "下旬", "底", "末", "中", "内"] {
        if rest[len..].starts_with(word) {
            len += word.len();
            break;
        }
    }
    for word in ["之前", "以前", "前"] {
        if rest[len..].starts_with(word) {
            return Some(len + word.len());
        }
    }
    Some(len)
}

/// Bytes of a number of one to four digits, Chinese or Arabic.
fn number(rest: &str) -> Option<usize> {
    let len: usize = rest
        .chars()
        .take_while(|c| {
            c.is_ascii_digit() || ('０'..='９').contains(c) || "〇一二三四五六七八九十".contains(*c)
        })
        .take(4)
        .map(char::len_utf8)
        .sum();
    (len > 0).then_some(len)
}

/// What the end of a month or quarter before it closes: 12月底完成.
const CLOSES: &[&str] = &[
    "完成",
    "全面完成",
    "建成",
    "投产",
    "开工",
    "竣工",
    "投入",
    "实现",
    "基本",
    "全部",
    "力争",
    "形成",
    "达到",
    "全面",
    "交付",
    "通车",
    "运营",
    "启用",
    "上线",
    "验收",
    "封顶",
    "贯通",
    "出台",
    "印发",
    "完工",
    "开放",
    "试运",
    "销号",
    "清零",
    "落地",
    "落成",
    "通过",
    "主体",
    "发布",
    "入库",
    "投运",
    "并网",
    "挂牌",
    "实施",
    "覆盖",
    "举办",
    "召开",
    "启动",
    "制定",
    "编制",
    "完善",
    "建立",
    "提交",
    "报送",
    "下达",
    "分解",
    "具备",
    "正式",
    "争取",
    "确保",
    "发放",
    "入驻",
    "完结",
    "办结",
    "见效",
];

/// What a month before it is the end of: 6月竣工投用.
const FINISHED: &[&str] = &[
    "完成",
    "全面完成",
    "全部完成",
    "建成",
    "竣工",
    "投产",
    "投用",
    "投入使用",
    "通车",
    "交付",
    "验收",
    "完工",
    "实现",
    "基本完成",
    "基本建成",
];

/// Whether the phrase at `at` says by when, not merely when.
fn binds(text: &str, at: usize, len: usize) -> bool {
    let (words, before, after) = (&text[at..at + len], &text[..at], &text[at + len..]);
    let last = before.chars().next_back().unwrap_or('，');
    if ["截至", "截止", "有效期至", "有效期", "自", "从", "每", "每年", "每年的"]
        .iter()
        .any(|word| before.ends_with(word))
    {
        return false;
    }
    // 毕业5年内, 三年内: a span of years; 2020－2022年底.
    let within_number =
        words.starts_with('年') && (last.is_numeric() || "一二三四五六七八九十两几半".contains(last));
    if within_number || matches!(last, '-' | '—' | '－' | '~' | '至') && !words.ends_with('前') {
        return false;
    }
    if ["起", "止", "至", "—", "-", "印发", "开始", "以来", "发布"].iter().any(|word| after.starts_with(word))
    {
        return false;
    }
    let by = before.ends_with('到') && !before.ends_with("得到") && !before.ends_with("达到");
    let ends = words.ends_with('前') || words.ends_with("年内");
    // 12月底完成 names the day as well as 12月底前; a bare month or year does not bind.
    // 下半年 in a plan for the second half ends with the plan.
    let term = words.ends_with("上半年") || words.ends_with("季度");
    let closes = (words.ends_with('底') || words.ends_with('末') || term)
        && CLOSES.iter().any(|word| after.starts_with(word));
    // 2025年6月竣工投用: a month that something is finished in.
    let finished = words.ends_with('月') && {
        let after = after.strip_prefix('份').unwrap_or(after);
        FINISHED.iter().any(|word| after.starts_with(word))
    };
    let year = words.ends_with('年') && (words.len() == "2025年".len() || words.starts_with('二'));
    let named =
        words.ends_with('年') || words.ends_with('底') || words.ends_with('末') || words.ends_with("季度");
    // 一季度开工率达到35% measures, it does not bind.
    let rate = ["开工率", "完成率", "竣工率"].iter().any(|word| after.starts_with(word));
    let closes = closes && !rate;
    // 到2020年，全国已有…: what was reached by then.
    let clause = after.trim_start_matches(['，', ',']);
    let clause = &clause[..clause.find(['，', ',', '；', ';', '。']).unwrap_or(clause.len())];
    let reached = clause.char_indices().nth(12).map_or(clause, |(at, _)| &clause[..at]);
    let done = !words.ends_with('前')
        && (["已", "就已", "共", "累计"].iter().any(|word| after.starts_with(word))
            || ["已有", "已建", "已完成", "已达", "已经", "现有"].iter().any(|word| reached.contains(word)));
    // （县商务局，2021年10月底）
    let noted = matches!(last, '，' | ',' | '；' | ';')
        && after.starts_with(['）', ')', '】', ']', '〕'])
        && (named || words.ends_with('月') || words.ends_with("半年"));
    // 2022年底上云率达到100%, at the beginning of a clause.
    let stated = words.contains('年')
        && words.chars().any(char::is_numeric)
        && words.ends_with('底')
        && matches!(last, '，' | ',' | '；' | ';' | '。')
        && !after.starts_with(['，', ',', '的', '、']);
    // 2022年建立统计制度。
    let founded = year
        && words.starts_with('2')
        && matches!(last, '，' | ',' | '；' | ';' | '。')
        && ["建立", "建成", "完成", "出台", "投运", "启用", "通车", "竣工", "投产"]
            .iter()
            .any(|word| after.starts_with(word));
    !done && (ends || founded || finished || closes || stated || noted || by && (year || named))
}

/// Half-width digits in place of full-width and Chinese ones, blanks dropped.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut run = String::new();
    for character in words.chars().chain(['\0']) {
        if "〇零一二三四五六七八九十".contains(character) {
            run.push(character);
            continue;
        }
        if !run.is_empty() {
            out.push_str(&spoken(&run));
            run.clear();
        }
        match character {
            '０'..='９' => out.extend(char::from_digit(u32::from(character) - u32::from('０'), 10)),
            '\0' => {}
            blank if blank.is_whitespace() => {}
            other => out.push(other),
        }
    }
    out
}

fn spoken(run: &str) -> String {
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|d| d == c).or((c == '零').then_some(0));
    match run.split_once('十') {
        Some((tens, ones)) => {
            let tens = tens.chars().next().and_then(digit).unwrap_or(1);
            let ones = ones.chars().next().and_then(digit).unwrap_or(0);
            (tens * 10 + ones).to_string()
        }
        None => run.chars().filter_map(digit).map(|d| d.to_string()).collect(),
    }
}

/// The number that stands right before `word`.
fn before(words: &str, word: &str) -> Option<u16> {
    let head = &words[..words.find(word)?];
    let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    head[head.len() - digits..].parse().ok()
}

fn day(words: &str, base_year: Option<i16>) -> Option<CivilDate> {
    if let Some(date) = dotted(words) {
        return Some(date);
    }
    let written = before(words, "年").filter(|year| *year >= 1900).and_then(|year| i16::try_from(year).ok());
    let year = match written {
        Some(year) => year,
        None if words.contains("明年") => base_year?.checked_add(1)?,
        None => base_year?,
    };
    let small = |value: u16| u8::try_from(value).ok();
    if let Some(month) = before(words, "月").and_then(small) {
        if !(1..=12).contains(&month) {
            return None;
        }
        let last = CivilDate::last_day(year, month);
        if let Some(day) = before(words, "日").or_else(|| before(words, "号")).and_then(small) {
            return CivilDate::new(year, month, day);
        }
        let tail = words.split_once('月').map_or("", |(_, tail)| tail);
        return match tail.trim_end_matches("之前").trim_end_matches("以前").trim_end_matches('前') {
            "" if tail.is_empty() || tail == "份" => CivilDate::new(year, month, last),
            tail if tail.starts_with(['底', '末', '内']) || tail.starts_with("下旬") => {
                CivilDate::new(year, month, last)
            }
            tail if tail.starts_with("上旬") => CivilDate::new(year, month, 10),
            tail if tail.starts_with("中旬") => CivilDate::new(year, month, 20),
            _ => None,
        };
    }
    if words.contains("季度") {
        let quarter =
            if words.contains("首季") { Some(1) } else { before(words, "季度").and_then(small) };
        let quarter = quarter.filter(|quarter| (1..=4).contains(quarter))?;
        return CivilDate::new(year, quarter * 3, CivilDate::last_day(year, quarter * 3));
    }
    if words.contains("首季") {
        return CivilDate::new(year, 3, 31);
    }
    if words.contains("上半年") || words.contains("半年前") {
        return CivilDate::new(year, 6, 30);
    }
    let whole = ["下半年", "年底", "年末", "年内", "全年", "今年", "明年", "本年"]
        .iter()
        .any(|word| words.contains(word));
    let bare = written.is_some_and(|year| {
        let rest = words.replacen(&format!("{year}年"), "", 1);
        ["", "底", "末", "底前", "末前", "度", "内", "到"].contains(&rest.as_str())
    });
    if whole || bare {
        return CivilDate::new(year, 12, 31);
    }
    None
}

/// 2026-06-30, 2026/6/30, 2026.6.30.
fn dotted(words: &str) -> Option<CivilDate> {
    let mut parts = words.trim_end_matches('前').split(['-', '/', '.']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    CivilDate::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests;
