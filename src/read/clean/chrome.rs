//! Page chrome: menus, links, notices of download and copyright, contact footers, page numbers.

use super::wording::{fold_into, folded, has_any, opens_with};
use super::{BlockKind, Lines, Mark, Marks, formal, numeral};

mod spans;
mod words;

pub(super) use spans::noise_spans;

use words::{BUTTONS, CONTACT, CONTENTS, EDGE_OPENINGS, MENU, NOTICE, OPENINGS, VOICE};

/// Chrome before the body is looked for in this many lines.
const TOP: usize = 120;
/// Longer lines are prose unless they are a notice, in characters.
const SHORT: usize = 60;

/// Marks page chrome and page numbers, and the document's formalities at its edges.
pub(super) fn mark(lines: Lines<'_>) -> Marks {
    let count = lines.len();
    let mut marks = Marks(vec![Mark::Body; count]);
    formal_tables(lines, &mut marks);
    contents(lines, &mut marks);
    attachments(lines, &mut marks);
    glossary(lines, &mut marks);
    notes(lines, &mut marks);
    let first = (0..count.min(TOP)).find(|&index| marks.get(index) == Mark::Body && is_content(lines, index));
    let top = first.unwrap_or_else(|| count.min(TOP));
    let mut last = (top..count).rev().find(|&index| is_content(lines, index)).unwrap_or(top);
    // A table that holds content is content to its last cell.
    while last + 1 < count && same_table(lines.kind(last), lines.kind(last + 1)) {
        last += 1;
    }
    let mut bare = String::new();
    for index in (0..top).filter(|&index| marks.get(index) == Mark::Body).collect::<Vec<_>>() {
        fold_into(lines.words(index), &mut bare);
        let mark =
            if is_spaced_menu(lines.words(index)) { Mark::Noise } else { top_mark(&bare, first.is_none()) };
        marks.set(index, mark);
    }
    for index in top..count.min(last + 1) {
        let words = lines.words(index);
        // Chrome between lines of content is short.
        if words.len() <= 160 && matches!(lines.kind(index), BlockKind::Line | BlockKind::Paragraph) {
            fold_into(words, &mut bare);
            if is_inner_chrome(&bare) {
                marks.set(index, Mark::Noise);
            }
        }
    }
    bottom(lines, last + 1, &mut marks);
    for index in (0..count).filter(|&index| lines.kind(index) == BlockKind::Running) {
        marks.set(index, Mark::Noise);
    }
    marks
}

fn same_table(one: BlockKind, other: BlockKind) -> bool {
    matches!((one, other), (BlockKind::Cell { table: a, .. }, BlockKind::Cell { table: b, .. }) if a == b)
}

/// A table at the top whose cells are labels of metadata, each beside its value.
fn formal_tables(lines: Lines<'_>, marks: &mut Marks) {
    let table_of = |index: usize| match lines.kind(index) {
        BlockKind::Cell { table, .. } => Some(table),
        _ => None,
    };
    let cells: Vec<(usize, u32)> =
        (0..lines.len().min(TOP)).filter_map(|index| Some((index, table_of(index)?))).collect();
    let labels = |table: u32| {
        let own = cells.iter().filter(|(_, of)| *of == table);
        own.filter(|(index, _)| formal::is_label(&folded(lines.words(*index)))).count()
    };
    for &(index, table) in &cells {
        if labels(table) >= 2 {
            marks.set(index, Mark::Boilerplate);
        }
    }
}

/// Longest entry of a table of contents, in characters.
const LONGEST_ENTRY: usize = 45;
/// Longest table of contents, in lines.
const LONGEST_CONTENTS: usize = 300;
/// So many numbered lines in a row that come again are a table of contents without its heading.
const ENTRIES: usize = 4;

/// A table of contents without leaders: lines that come again below as headings.
fn contents(lines: Lines<'_>, marks: &mut Marks) {
    let top = lines.len().min(TOP);
    let headed = (0..top).find(|&index| {
        let words: String = lines.words(index).chars().filter(|c| !c.is_whitespace()).collect();
        words == "目录" || words == "目次"
    });
    let pure = |index: usize| !lines.words(index).contains('。') && entry(lines, index).is_some();
    let numbered = |index: usize| numeral::opens_numbered(lines.words(index)) && pure(index);
    let from = match headed {
        Some(index) => index + 1,
        None => match (0..top).find(|&at| (at..at + ENTRIES).all(numbered)) {
            Some(index) => index,
            None => return,
        },
    };
    // The body begins where an entry comes again; before that there are entries only. The first
    // of them may be a preface that the body does not name.
    let pages = lines.len().min(from + LONGEST_CONTENTS);
    for first in from..pages.min(from + 3) {
        let Some(key) = entry(lines, first) else { return };
        let again = (first + 1..pages)
            .take_while(|&index| pure(index) || entry(lines, index).as_ref() == Some(&key))
            .find(|&index| entry(lines, index).as_ref() == Some(&key));
        let Some(body) = again else { continue };
        if headed.is_some() || body >= from + ENTRIES && (from..body).all(numbered) {
            for index in from..body {
                marks.set(index, Mark::Boilerplate);
            }
        }
        return;
    }
}

/// 名词解释 and what follows it: words explained, nothing planned.
fn glossary(lines: Lines<'_>, marks: &mut Marks) {
    let from = lines.len() / 2;
    let Some(first) = (from..lines.len()).find(|&index| {
        let words = lines.words(index);
        words.len() <= 60
            && matches!(
                folded(words).trim_matches([':', '(', ')', '[', ']']),
                "名词解释"
                    | "名词注释"
                    | "注释"
                    | "名词说明"
                    | "附:名词解释"
                    | "附件:名词解释"
                    | "有关名词解释"
                    | "相关名词解释"
                    | "部分名词解释"
            )
    }) else {
        return;
    };
    for index in first..lines.len() {
        let words = lines.words(index).trim_start();
        let ends = matches!(lines.kind(index), BlockKind::Cell { .. })
            || index > first && words.starts_with("附件")
            || words.starts_with(['一', '二', '三'])
                && numeral::opens_numbered(words)
                && words.chars().count() <= LONGEST_ENTRY;
        if ends {
            break;
        }
        marks.set(index, Mark::Boilerplate);
    }
}

/// 注：…, and 说明：… right below a table: how to read what stands above.
fn notes(lines: Lines<'_>, marks: &mut Marks) {
    for index in 0..lines.len() {
        let words = lines.words(index);
        if matches!(lines.kind(index), BlockKind::Cell { .. }) {
            continue;
        }
        let labelled = |label: &str| {
            words.strip_prefix(label).is_some_and(|rest| rest.trim_start().starts_with(['：', ':']))
        };
        // A mark above an annex: 附件, 附件1.
        let bare = words.trim().trim_start_matches("附件").trim_matches(['：', ':', ' ']);
        if words.starts_with("附件")
            && bare.len() <= 3
            && bare.chars().all(|c| c.is_ascii_digit() || "一二三四五".contains(c))
        {
            marks.set(index, Mark::Boilerplate);
        }
        let below_table = || index > 0 && matches!(lines.kind(index - 1), BlockKind::Cell { .. });
        if ["注", "备注", "附注"].iter().any(|label| labelled(label))
            || below_table() && ["说明", "填表说明", "填报说明", "附"].iter().any(|label| labelled(label))
        {
            marks.set(index, Mark::Boilerplate);
        }
    }
}

/// 附件：1.… with its second and later entries, each a line of its own near the end.
fn attachments(lines: Lines<'_>, marks: &mut Marks) {
    let Some(first) = (0..lines.len()).rev().take(TOP).find(|&index| {
        let words = lines.words(index).trim_start();
        ["附件：", "附件:"].iter().any(|label| words.starts_with(label)) && entry(lines, index).is_some()
    }) else {
        return;
    };
    for index in first + 1..lines.len() {
        let words = lines.words(index).trim();
        let listed = words.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
            && numeral::opens_numbered(words)
            && words.chars().count() <= LONGEST_ENTRY
            && !words.contains(['。', '；', '，', '：', ':']);
        if !listed {
            break;
        }
        marks.set(index, Mark::Boilerplate);
    }
}

/// What tells an entry of a table of contents: its words without blanks, leaders, page and what
/// runs in behind a heading's stop.
fn entry(lines: Lines<'_>, index: usize) -> Option<String> {
    if matches!(lines.kind(index), BlockKind::Cell { .. }) {
        return None;
    }
    let words = lines.words(index);
    let words = words.split('。').next().unwrap_or(words);
    if words.chars().nth(LONGEST_ENTRY + 30).is_some() {
        return None;
    }
    let key: String =
        words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '…' | '·' | '．')).collect();
    let key = key.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '—' | '-')).to_owned();
    ((2..=LONGEST_ENTRY).contains(&key.chars().count())).then_some(key)
}

/// Prose, a numbered line or a cell: not chrome and not a formality.
fn is_content(lines: Lines<'_>, index: usize) -> bool {
    let words = lines.words(index);
    match lines.kind(index) {
        BlockKind::Running => return false,
        BlockKind::Cell { .. } => {
            // Pages of an older kind lay out their menus in tables.
            let bare = folded(words);
            return !(is_menu(&bare) || is_strong(&bare) || is_notice(&bare) || is_edge_chrome(&bare));
        }
        // A page may mark the document's title as a heading of any level.
        BlockKind::Heading(2 | 3)
            if !numeral::opens_numbered(words) && formal::has_title_ending(&folded(words)) =>
        {
            return false;
        }
        BlockKind::Heading(level) if level > 1 => {
            let bare = folded(words);
            return !(is_strong(&bare)
                || is_menu(&bare)
                || is_edge_chrome(&bare)
                || formal::is_formal_at_bottom(&bare));
        }
        _ => {}
    }
    let bare = folded(words);
    if is_notice(&bare) || formal::is_formal(&bare) {
        return false;
    }
    let characters = bare.chars().count();
    let stopped = bare.contains('。') || bare.ends_with([';', '!', '；']);
    if numeral::opens_numbered(words) {
        return !is_toc_line(words);
    }
    if is_strong(&bare) && characters <= 2 * SHORT {
        return false;
    }
    (stopped && characters >= 25) || (characters >= SHORT && bare.matches([',', '、']).count() >= 2)
}

fn top_mark(bare: &str, whole: bool) -> Mark {
    if is_menu(bare) || !is_toc_line(bare) && is_strong(bare) {
        Mark::Noise
    } else if is_toc_line(bare) || formal::is_formal(bare) || formal::is_formal_at_top(bare) {
        Mark::Boilerplate
    } else if is_page_number(bare) || is_notice(bare) || (!whole && is_edge_chrome(bare)) {
        Mark::Noise
    } else {
        Mark::Body
    }
}

/// What follows the body: formalities first; from the first line of chrome on, short lines are
/// chrome too (titles of other pages, contacts).
fn bottom(lines: Lines<'_>, from: usize, marks: &mut Marks) {
    let folded: Vec<String> = (from..lines.len()).map(|index| folded(lines.words(index))).collect();
    let site_footer = folded
        .iter()
        .any(|bare| has_any(bare, &["网站标识码", "公网安备", "版权所有", "Copyright"]) || is_icp(bare));
    let mut after_chrome = false;
    for (index, bare) in (from..).zip(&folded) {
        let short = bare.chars().count() <= SHORT;
        let contact = short && has_any(bare, &CONTACT);
        let mark = if is_page_number(bare) {
            Mark::Noise
        } else if is_strong(bare)
            || is_notice(bare)
            || is_menu(bare)
            || is_spaced_menu(lines.words(index))
            || (is_edge_chrome(bare) && (after_chrome || !opens_with(bare, &["时间:"])))
        {
            after_chrome = true;
            Mark::Noise
        } else if formal::is_formal(bare) || formal::is_formal_at_bottom(bare) {
            Mark::Boilerplate
        } else if contact {
            if after_chrome || site_footer { Mark::Noise } else { Mark::Boilerplate }
        } else if after_chrome && short && !bare.contains('。') && !numeral::opens_numbered(bare) {
            Mark::Noise
        } else {
            Mark::Body
        };
        marks.set(index, mark);
    }
}

/// Chrome that stands between lines of content.
fn is_inner_chrome(bare: &str) -> bool {
    if is_page_number(bare) {
        return true;
    }
    // `点击率`, `付费`, `留言` and their like open sentences of a report too.
    bare.chars().count() <= 40
        && !bare.contains(['。', ';', '；'])
        && !numeral::opens_item(bare)
        && (opens_with(
            bare,
            &[
                "上一篇",
                "下一篇",
                "上一页",
                "下一页",
                "当前位置:",
                "您现在的位置",
                "您所在的位置",
                "打印本页",
                "关闭窗口",
                "分享到:",
                "字体大小",
                "[字体",
                "点击次数:",
                "浏览次数:",
                "阅读次数:",
                "相关阅读",
                "相关链接:",
                "下载本文档",
                "本文地址:",
                "本文链接:",
                "返回顶部",
                "[打印",
                "[关闭",
                "[返回",
                "[收藏",
                "[大中小]",
                "[大][中][小]",
                "扫一扫",
                "您可能感兴趣",
                "猜你喜欢",
                "请登录",
                "请先登录",
                "登录后可",
                "您需要登录",
                "网站标识码",
                "合集下载",
                "热门搜索:",
            ],
        ) && !has_any(bare, &[","])
            || bare.contains("公网安备") && bare.contains("备"))
}

fn is_strong(bare: &str) -> bool {
    if bare.chars().count() > 2 * SHORT {
        return false;
    }
    // A sentence is not a button.
    let sentence = bare.ends_with('。') || bare.matches(',').count() >= 2;
    (!sentence
        && (names_a_file(bare)
            || opens_with(bare, &OPENINGS)
            || is_button(bare)
            || is_bullet_of(bare, &OPENINGS)))
        || has_any(bare, &CONTENTS)
        || is_icp(bare)
        || !bare.chars().any(char::is_alphanumeric)
}

/// A link to a file: 任务清单.docx.
fn names_a_file(bare: &str) -> bool {
    let name = bare.trim_end_matches(|c: char| matches!(c, ')' | ']' | '}') || c.is_whitespace());
    [".doc", ".docx", ".xls", ".xlsx", ".pdf", ".wps", ".zip", ".rar", ".et", ".ofd"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

fn is_button(bare: &str) -> bool {
    BUTTONS.iter().any(|button| {
        bare.strip_prefix(button)
            .is_some_and(|rest| !rest.starts_with(|c| matches!(c, '\u{4e00}'..='\u{9fff}')))
    })
}

/// `> 相关阅读`, `× 关闭`: marks before the words.
fn is_bullet_of(bare: &str, openings: &[&str]) -> bool {
    let rest = bare
        .trim_start_matches(['×', '>', '<', '|', '·', '*', '-', '[', '+', '▶', '◆', '■', '●', '※', '☆', '^']);
    rest.len() < bare.len() && opens_with(rest, openings)
}

fn is_edge_chrome(bare: &str) -> bool {
    bare.chars().count() <= SHORT
        && !bare.contains('。')
        && opens_with(bare, &EDGE_OPENINGS)
        // 网站建设方案, 旅游下载量: a title is not a button.
        && (bare.contains([':', '|', '>']) || bare.chars().count() <= 6)
        && !formal::has_title_ending(bare)
}

fn is_icp(bare: &str) -> bool {
    // `ICP备案管理` is work, `ICP备05017375号` is a footer.
    bare.match_indices("ICP备").any(|(at, mark)| {
        let rest = bare[at + mark.len()..].trim_start_matches("案号").trim_start_matches([':', '案', '号']);
        rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Words by which a site speaks of its wares and its liability.
fn is_notice(bare: &str) -> bool {
    has_any(bare, &VOICE)
        && NOTICE.iter().filter(|word| bare.contains(**word)).count() >= 2
        && !numeral::opens_numbered(bare)
}

/// `首页 | 登录 | 注册`, `首页 > 政务公开 > 规划`: every item known, or most of many.
fn is_menu(bare: &str) -> bool {
    if bare.chars().count() > 2 * SHORT || bare.contains(['。', ';', '；']) {
        return false;
    }
    if MENU.contains(&bare) {
        return true;
    }
    let items: Vec<&str> = bare.split(['|', '>', '/', '·', '-']).filter(|item| !item.is_empty()).collect();
    let known = items.iter().filter(|item| MENU.contains(item)).count();
    let home = items.first().is_some_and(|item| matches!(*item, "首页" | "网站首页" | "主页" | "本站首页"));
    let brief = |most: usize| items.iter().all(|item| item.chars().count() <= most);
    (items.len() >= 2 && known * 2 >= items.len() && known >= 1 && brief(12))
        || (bare.starts_with("首页") && bare.contains('>'))
        // 首页 > 栏目 > 栏目, 首页 | 市情 | 政务: what begins so goes on so.
        || (home && items.len() >= 3 && brief(14))
        || (home && bare.contains(['>', '|']) && brief(20))
        || (items.last().is_some_and(|last| *last == "正文") && bare.contains('>'))
}

/// A menu whose items only blanks part.
fn is_spaced_menu(words: &str) -> bool {
    if words.len() > 300 || words.contains(['。', '；', '，', '、']) {
        return false;
    }
    let (mut items, mut known) = (0, 0);
    for item in words.split(|c: char| c.is_whitespace() || c == '|').filter(|item| !item.is_empty()) {
        if item.chars().count() > 8 {
            return false;
        }
        items += 1;
        known += usize::from(MENU.contains(&folded(item).as_str()));
    }
    items >= 3 && known * 2 >= items
}

/// `— 1 —`, `- 3 -`, `第3页`, `第3页共10页`, `3/10`.
fn is_page_number(bare: &str) -> bool {
    if bare.len() > 40 {
        return false;
    }
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '─' | '·' | '~' | '―');
    let inner = bare.trim_matches(dash);
    let digits = |words: &str| {
        !words.is_empty() && words.len() <= 4 && words.bytes().all(|byte| byte.is_ascii_digit())
    };
    if digits(inner) {
        // Bare digits may be the first column of a table.
        return bare.starts_with(dash) && bare.ends_with(dash);
    }
    let page =
        |words: &str| words.strip_prefix('第').and_then(|rest| rest.strip_suffix('页')).is_some_and(digits);
    let total =
        |words: &str| words.strip_prefix('共').and_then(|rest| rest.strip_suffix('页')).is_some_and(digits);
    page(inner)
        || inner.split_once('页').is_some_and(|(first, rest)| {
            let rest = rest.trim_start_matches([',', '/', '(', '、']).trim_end_matches(')');
            page(&format!("{first}页")) && total(rest)
        })
        || inner
            .split_once('/')
            .is_some_and(|(a, b)| digits(a) && digits(b) && a.len() <= b.len() && bare.len() <= 7)
            && !inner.starts_with('0')
}

/// A line of a table of contents: leaders and a page.
fn is_toc_line(words: &str) -> bool {
    words.ends_with(|c: char| c.is_ascii_digit())
        && has_any(words, &["....", "……", "····", "．．．", "…"])
        && !words.contains('。')
        || matches!(words, "目录" | "目 录" | "目  录" | "目　录" | "目　　录")
}

#[cfg(test)]
mod tests;
