//! What one line of page chrome looks like.

use super::super::wording::{date_at_start, folded, has_any, opens_with};
use super::super::{formal, numeral};
use super::SHORT;
use super::words::{BUTTONS, CONTENTS, EDGE_OPENINGS, MENU, NOTICE, OPENINGS, VOICE};

/// Chrome that stands between lines of content.
pub(super) fn is_inner_chrome(bare: &str) -> bool {
    if is_page_number(bare)
        || speaks_for_a_site(bare)
        || is_rule(bare)
        || names_a_file(bare) && bare.chars().count() <= SHORT && !bare.contains(['。', ','])
    {
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
                "本文导航",
                "文章导航",
                "TAG标签",
                "Tags:",
                "点击下载",
                "点击阅读",
                "请继续阅读",
                "更多精彩",
                "欢迎关注",
            ],
        ) && !has_any(bare, &[","])
            || bare.contains("公网安备") && bare.contains("备"))
}

pub(super) fn is_strong(bare: &str) -> bool {
    if bare.chars().count() > 2 * SHORT {
        return false;
    }
    // A sentence is not a button.
    let sentence = bare.ends_with('。') || bare.matches(',').count() >= 2;
    // A report does not speak to a visitor.
    let visitor =
        bare.starts_with('您') || opens_with(bare, &["请登录", "请先登录", "登录后", "未登录", "尚未登录"]);
    visitor
        || (!sentence
            && (names_a_file(bare)
                || opens_with(bare, &OPENINGS)
                || is_button(bare)
                || is_bullet_of(bare, &OPENINGS)
                || turns_over(bare)
                || is_rule(bare)
                || counts_visitors(bare)))
        || has_any(bare, &CONTENTS)
        || is_icp(bare)
        || !bare.chars().any(char::is_alphanumeric)
}

/// ------分隔线------, `[NextPage]`, 第2页：…: what parts the pages of an article.
fn is_rule(bare: &str) -> bool {
    let dashes = bare.chars().filter(|c| matches!(c, '-' | '—' | '=' | '*' | '_' | '─')).count();
    let letters = bare.trim_matches(['[', ']', '(', ')', '_', '/', '-']);
    let parts = dashes >= 6 && dashes * 2 >= bare.chars().count();
    let command =
        bare.starts_with('[') && letters.len() >= 4 && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    let named = bare.strip_prefix('第').is_some_and(|rest| {
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        after.len() < rest.len() && after.starts_with("页:") && bare.chars().count() <= 30
    });
    parts || command || named
}

/// （转下页）, （上接第一版）: a line of the paper that only says where the text goes on.
fn turns_over(bare: &str) -> bool {
    let inner = bare.trim_matches(['(', ')', '[', ']']);
    inner.chars().count() <= 8
        && opens_with(inner, &["上接", "下转", "转下页", "转第", "接上页", "接下页", "接上版"])
        && inner.ends_with(['页', '版'])
}

/// 已有123人浏览, 99人已阅读, 阅读(123).
fn counts_visitors(bare: &str) -> bool {
    const LOOKS: &[&str] = &["浏览", "阅读", "点赞", "评论", "收藏", "下载", "访问", "关注"];
    let digits = |words: &str| {
        let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '万'));
        (rest.len() < words.len()).then_some(rest.len())
    };
    let people = bare.strip_prefix("已有").or_else(|| bare.strip_prefix('共')).unwrap_or(bare);
    let told = digits(people).is_some_and(|rest| {
        let rest = &people[people.len() - rest..];
        let verb = rest
            .strip_prefix('人')
            .or_else(|| rest.strip_prefix("位访客"))
            .map(|verb| verb.trim_start_matches(['已', '次']));
        verb.is_some_and(|verb| verb.is_empty() && people.len() < bare.len() || LOOKS.contains(&verb))
    });
    let inner = LOOKS.iter().find_map(|look| bare.strip_prefix(look)?.strip_prefix('(')?.strip_suffix(')'));
    // 顶一下(0)踩一下(0), 支持(3)反对(0)
    let votes = bare.matches(')').count() >= 2
        && bare.split(')').all(|part| {
            part.is_empty()
                || part.rsplit_once('(').is_some_and(|(word, count)| {
                    word.chars().count() <= 5
                        && !count.is_empty()
                        && count.bytes().all(|byte| byte.is_ascii_digit())
                })
        });
    votes || told || inner.is_some_and(|inner| digits(inner) == Some(0))
}

/// A link to a file: 任务清单.docx.
fn names_a_file(bare: &str) -> bool {
    let name = bare.trim_end_matches(|c: char| matches!(c, ')' | ']' | '}') || c.is_whitespace());
    // .pdf(下载), .xlsx[下载], .doc(45KB)
    let name = ["(下载", "[下载", "(点击下载", "(预览", "下载", "预览"]
        .iter()
        .find_map(|mark| name.strip_suffix(mark))
        .or_else(|| {
            name.rsplit_once('(')
                .filter(|(_, size)| size.ends_with("KB") || size.ends_with("MB"))
                .map(|(name, _)| name)
        })
        .unwrap_or(name);
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
    let rest = bare.trim_start_matches([
        '×', '>', '<', '|', '·', '*', '-', '[', '(', '+', '∷', ':', '▶', '◆', '■', '●', '※', '☆', '^',
    ]);
    rest.len() < bare.len() && opens_with(rest, openings)
}

pub(super) fn is_edge_chrome(bare: &str) -> bool {
    let bare = bare.trim_start_matches(['(', '[']);
    bare.chars().count() <= SHORT
        && !bare.contains('。')
        && opens_with(bare, &EDGE_OPENINGS)
        // 网站建设方案, 旅游下载量: a title is not a button.
        && (bare.contains([':', '|', '>']) || bare.chars().count() <= 6)
        && !formal::has_title_ending(bare)
}

pub(super) fn is_icp(bare: &str) -> bool {
    // `ICP备案管理` is work, `ICP备05017375号` is a footer.
    bare.match_indices("ICP备").any(|(at, mark)| {
        let rest = bare[at + mark.len()..].trim_start_matches("案号").trim_start_matches([':', '案', '号']);
        rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// 本站, 小编, 如有侵权: no report speaks so.
pub(super) fn speaks_for_a_site(bare: &str) -> bool {
    has_any(
        bare,
        &[
            "本站",
            "本文档",
            "小编",
            "如有侵权",
            "侵权请",
            "用户上传",
            "版权归",
            "不代表本",
            "网友上传",
            "仅供学习",
            "请联系我们",
        ],
    ) && !numeral::opens_item(bare)
}

/// Words by which a site speaks of its wares and its liability.
pub(super) fn is_notice(bare: &str) -> bool {
    speaks_for_a_site(bare)
        || has_any(bare, &VOICE)
            && NOTICE.iter().filter(|word| bare.contains(**word)).count() >= 2
            && !numeral::opens_numbered(bare)
}

/// `首页 | 登录 | 注册`, `首页 > 政务公开 > 规划`: every item known, or most of many.
pub(super) fn is_menu(bare: &str) -> bool {
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
pub(super) fn is_spaced_menu(words: &str) -> bool {
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
pub(super) fn is_page_number(bare: &str) -> bool {
    if is_pager(bare) || is_host(bare) {
        return true;
    }
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

/// 首页 上一页 1 2 3 下一页 尾页, [1][2][下一页], 共3页: the pages of an article, to be turned.
fn is_pager(bare: &str) -> bool {
    const TURNS: &[&str] = &[
        "上一页",
        "下一页",
        "上页",
        "下页",
        "首页",
        "尾页",
        "末页",
        "第一页",
        "最后一页",
        "全文阅读",
        "余下全文",
        "阅读全文",
        "显示全文",
        "跳转到",
        "转到",
        "GO",
        "确定",
        "第",
        "共",
        "页",
        "条",
        "全文",
        "本文",
        "当前",
        "现为",
        "文章导航",
        "分页",
        "分页阅读",
        "Page",
        "page",
        "PAGE",
        "of",
    ];
    if bare.len() > 120 || !bare.contains('页') && !bare.contains("Page") {
        return false;
    }
    let (mut rest, mut turns) = (bare, 0);
    while let Some(c) = rest.chars().next() {
        if let Some(after) = TURNS.iter().find_map(|turn| rest.strip_prefix(turn)) {
            rest = after;
            turns += 1;
        } else if c.is_ascii_digit() || "[](){}<>|/-.,:…".contains(c) {
            rest = &rest[c.len_utf8()..];
        } else {
            return false;
        }
    }
    turns >= 1 && (turns >= 2 || bare.len() > "首页".len())
}

/// The address of a site, alone or with its name: 某网www.example.cn.
fn is_host(bare: &str) -> bool {
    let Some(at) = ["www.", "http://", "https://"].iter().filter_map(|start| bare.find(start)).min() else {
        return false;
    };
    let address = |c: char| c.is_ascii_alphanumeric() || "./:-_?=&%#".contains(c);
    let (name, host) = bare.split_at(at);
    let tail = host.trim_start_matches(address);
    bare.len() <= 120
        && name.chars().count() <= 10
        && !name.contains(['。', ',', '、'])
        && tail.chars().all(|c| ")]】）".contains(c))
}

/// 2023-07-12 11:20:33: the hour at which a page was put up; a document is dated by the day.
pub(super) fn is_clocked(bare: &str) -> bool {
    // 2023年7月12日星期三, with the weather or the source.
    if let Some((_, rest)) = date_at_start(bare)
        && bare.chars().count() <= SHORT
        && !bare.contains('。')
        && (rest.starts_with("星期")
            || rest.starts_with("周")
            || opens_with(rest, &["来源:", "作者:", "编辑:", "浏览", "点击", "阅读"]))
    {
        return true;
    }
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    bare.len() <= 24
        && digits >= 8
        && bare.contains(':')
        && bare.starts_with("20")
        && bare.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.' | b':'))
}

/// A line of a table of contents: leaders and a page.
pub(super) fn is_toc_line(words: &str) -> bool {
    words.ends_with(|c: char| c.is_ascii_digit())
        && has_any(words, &["....", "……", "····", "．．．", "…"])
        && !words.contains('。')
        || matches!(words, "目录" | "目 录" | "目  录" | "目　录" | "目　　录")
}
