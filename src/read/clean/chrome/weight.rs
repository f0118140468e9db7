//! How much a line looks like a part of the page that carries the report: labels of a page, its
//! words, addresses and rows of links against the marks of prose, summed up.

use super::super::formal;
use super::super::numeral;
use super::line::is_icp;
use super::words::{PAGE_LABELS, PAGE_WORDS};
use crate::read::structure::leads_with_verb;

/// From here on a line at the edge of the document is taken for chrome.
pub(in crate::read::clean) const SURE: f32 = 0.5;

/// Longest line that the words of a page can tell, in characters.
const LONGEST: usize = 120;

/// What speaks for chrome less what speaks against it, by the line alone: where it stands is for
/// the caller to add. `bare` is `words` folded.
pub(in crate::read::clean) fn weight(words: &str, bare: &str) -> f32 {
    let length = bare.chars().count();
    if length == 0 || length > LONGEST {
        return 0.0;
    }
    let labels = labels(bare);
    let covered = covered(bare) as f32 / length as f32;
    let row = row(words);
    let mut weight = 0.45 * labels.min(3) as f32 + 0.9 * covered;
    for (holds, evidence) in [
        (is_address(bare), 0.5),
        (row, if covered > 0.0 { 0.4 } else { 0.25 }),
        (is_path(bare), 0.6),
        (is_dated_link(bare), 0.4),
        (is_latin(bare), 0.5),
        (is_bracketed_row(bare), 0.35),
        (keeps_the_site(bare), 0.5),
        // A report does not speak to whoever looks at it.
        (bare.contains('您'), 0.5),
        // Against it: what prose, headings and tasks are made of.
        (bare.contains('。'), -0.7),
        (numeral::opens_item(bare) && !is_dated_link(bare), -0.6),
        (bare.contains(['%', '‰']), -0.4),
        (labels == 0 && leads_with_verb(bare), -0.3),
        (labels == 0 && formal::has_title_ending(bare), -0.2),
        (length > 60 && labels < 2, -0.2),
    ] {
        if holds {
            weight += evidence;
        }
    }
    weight - 0.2 * bare.matches([',', '、', ';']).count().min(4) as f32
}

/// A line of metadata that only a page has: two labels, one of them not among those of a document.
pub(super) fn tells_of_the_page(bare: &str) -> bool {
    bare.chars().count() <= LONGEST
        && labels(bare) >= 2
        && !bare.contains('。')
        && ["来源:", "作者:", "浏览", "点击", "阅读", "访问", "字体", "字号", "编辑", "打印", "人气", "稿源:"]
            .iter()
            .any(|label| bare.contains(label))
}

/// Labels of a page (来源:, 浏览次数:) and counts without their colon (阅读892次).
fn labels(bare: &str) -> usize {
    let mut count = 0;
    for (at, c) in bare.char_indices() {
        let before = &bare[..at];
        if c == ':' {
            // 10:15 is a time.
            let time = before.ends_with(|c: char| c.is_ascii_digit());
            count += usize::from(!time && PAGE_LABELS.iter().any(|label| before.ends_with(label)));
        } else if c.is_ascii_digit() && !before.ends_with(|c: char| c.is_ascii_digit() || c == ':') {
            let counts = [
                "阅读",
                "浏览",
                "点击",
                "访问",
                "人气",
                "热度",
                "点赞",
                "评论",
                "下载",
                "阅",
                "浏览量",
                "阅读量",
                "访问量",
            ];
            let told = counts.iter().any(|label| before.ends_with(label));
            let dated =
                ["发表于", "发布于", "更新于", "发表", "更新"].iter().any(|label| before.ends_with(label));
            count += usize::from(dated && bare[at..].starts_with("20"));
            let rest = bare[at..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
            count += usize::from(told && (rest.is_empty() || rest.starts_with(['次', '人', ']', '|', '['])));
        }
    }
    count
}

/// Characters that words of a page cover.
fn covered(bare: &str) -> usize {
    let mut covered = 0;
    let mut at = 0;
    while let Some(c) = bare[at..].chars().next() {
        let rest = &bare[at..];
        match PAGE_WORDS.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len()) {
            Some(word) => {
                covered += word.chars().count();
                at += word.len();
            }
            None => at += c.len_utf8(),
        }
    }
    covered
}

/// www.…, name@…, an ICP number, a size of screen, the code of a site.
fn is_address(bare: &str) -> bool {
    let lower = bare.to_ascii_lowercase();
    let host =
        ["www.", "http", ".com", ".cn", ".gov", ".org", ".net"].iter().any(|part| lower.contains(part));
    let screen = ["1024", "1280", "1366", "1920"].iter().any(|width| {
        lower.find(width).is_some_and(|at| lower[at + width.len()..].starts_with(['*', 'x', '×', '*']))
    });
    host || screen || is_icp(bare) || bare.contains("ICP证") || lower.contains('@') && lower.contains('.')
}

/// Short items side by side that only blanks or strokes part: 简体 | 繁體, 新闻 · 政务 · 服务.
fn row(words: &str) -> bool {
    let parts = |c: char| {
        c.is_whitespace() || matches!(c, '|' | '┊' | '│' | '丨' | '┃' | '¦' | '·' | '/' | '｜' | '•')
    };
    let (mut items, mut letters) = (0, 0);
    for item in words.split(parts).filter(|item| item.chars().any(char::is_alphanumeric)) {
        let length = item.chars().count();
        if length > 8 || item.contains(['，', '。', '、', '；', '：', ':', ',']) {
            return false;
        }
        items += 1;
        letters += length;
    }
    // 关 于 印 发: a title set apart for looks.
    items >= 3 && letters >= 2 * items
}

/// 某局主办 某中心维护: who keeps the site, said behind the names.
fn keeps_the_site(bare: &str) -> bool {
    let ends = ["主办", "承办", "维护", "运维", "制作", "版权所有", "技术支持"];
    bare.chars().count() <= 40
        && ends.iter().any(|end| bare.ends_with(end))
        && !leads_with_verb(bare)
        && !bare.contains(',')
}

/// 首页 > 公开 > 文件: steps of a path, none of them a sentence.
fn is_path(bare: &str) -> bool {
    let steps: Vec<&str> = bare.split('>').filter(|step| !step.is_empty()).collect();
    steps.len() >= 3 && steps[..steps.len() - 1].iter().all(|step| step.chars().count() <= 12)
}

/// The title of another page with its date behind or before it: 某市召开会议[2011-01-10].
fn is_dated_link(bare: &str) -> bool {
    let inner = bare.strip_suffix([']', ')']).unwrap_or(bare);
    let date = |words: &str| {
        let digits = words.bytes().filter(u8::is_ascii_digit).count();
        digits >= 4 && words.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.'))
    };
    let tail = inner.len()
        - inner.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.')).len();
    tail >= 5
        && inner.chars().count() > tail + 4
        && date(&inner[inner.len() - tail..])
        && inner[inner.len() - tail..].contains(['-', '/', '.'])
        && !bare.contains(['。', ':'])
}

/// English on a Chinese page.
fn is_latin(bare: &str) -> bool {
    let letters = bare.chars().filter(char::is_ascii_alphabetic).count();
    letters >= 2 && letters * 10 >= bare.chars().filter(|c| c.is_alphanumeric()).count() * 8
}

/// 【我要打印】【关闭】: a line of brackets and nothing else.
fn is_bracketed_row(bare: &str) -> bool {
    let mut depth = 0_usize;
    let mut groups = 0;
    for c in bare.chars() {
        match c {
            '[' => depth += 1,
            ']' => {
                depth = depth.saturating_sub(1);
                groups += usize::from(depth == 0);
            }
            _ if depth == 0 => return false,
            _ => {}
        }
    }
    groups >= 2
}

#[cfg(test)]
mod tests {
    use super::super::super::wording::folded;
    use super::*;

    fn of(words: &str) -> f32 {
        weight(words, &folded(words))
    }

    #[test]
    fn parts_of_pages_weigh_more_than_words_of_reports() {
        for line in [
            "发布单位：某局　更新：2013-03-11　人气：5620",
            "【字体：大 中 小】 【2011-3-28 16:20】 【阅读 892 次】 【关闭】",
            "无障碍阅读 长者助手 简 繁",
            "图书馆 > 公文 > 总结 > 某局工作总结",
            "建议使用1024×768分辨率浏览",
            "某县新闻网  www.example.cn",
            "About the City",
            "热线：12345　值班电话：0000-7000000",
            "网站声明 ┊ 联系方式 ┊ 网站地图",
            "15积分 下载 收藏 举报",
        ] {
            assert!(of(line) >= SURE, "{line} {}", of(line));
        }
        for line in [
            "加强组织领导",
            "某县人民政府",
            "附件：1.任务分解表",
            "增强网站安全防护能力",
            "（一）做好网站建设",
            "联系人：某某",
            "牵头单位：县教育局",
            "县财政局 县教育局 县水利局",
            "新增就业2万人",
            "某县2025年工作方案",
            "二〇二五年三月一日",
            "完善下载、查询、打印等服务功能",
        ] {
            assert!(of(line) < SURE, "{line} {}", of(line));
        }
    }
}
