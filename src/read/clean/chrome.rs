//! Page chrome: menus, links, notices of download and copyright, contact footers, page numbers.

use super::wording::{fold_into, folded, has_any, opens_with};
use super::{BlockKind, Lines, Mark, Marks, formal, numeral};
use crate::model::SourceSpan;

/// Chrome before the body is looked for in this many lines.
const TOP: usize = 120;
/// Longer lines are prose unless they are a notice, in characters.
const SHORT: usize = 60;

/// How a line of chrome begins; folded. These are chrome wherever a short line stands.
const OPENINGS: &[&str] = &[
    "上一篇",
    "下一篇",
    "上一页",
    "下一页",
    "上一条",
    "下一条",
    "上篇:",
    "下篇:",
    "前一篇",
    "后一篇",
    "当前位置",
    "您的位置",
    "您现在的位置",
    "您当前的位置",
    "您当前位置",
    "您所在的位置",
    "您所在位置",
    "所在位置:",
    "现在位置",
    "今天是",
    "欢迎您",
    "欢迎访问",
    "欢迎光临",
    "热门搜索",
    "热搜词",
    "热搜:",
    "搜索:",
    "站内搜索",
    "请输入",
    "本站搜索",
    "全站搜索",
    "全文检索",
    "设为首页",
    "加入收藏",
    "收藏本站",
    "返回首页",
    "返回顶部",
    "返回列表",
    "回到顶部",
    "网站首页",
    "打印本页",
    "打印本文",
    "打印此页",
    "关闭窗口",
    "关闭本页",
    "关闭此页",
    "分享到",
    "分享:",
    "分享至",
    "扫一扫",
    "扫码",
    "微信扫",
    "手机扫",
    "用手机",
    "字体大小",
    "字体:",
    "[字体",
    "字号:",
    "[字号",
    "字号大小",
    "[大中小]",
    "大中小",
    "点击数",
    "点击次数",
    "点击总量",
    "点击量",
    "点击:",
    "点击率",
    "浏览次数",
    "浏览量",
    "浏览:",
    "阅读次数",
    "阅读量",
    "访问量",
    "访问次数",
    "访问统计",
    "您是第",
    "总访问",
    "累计访问",
    "相关阅读",
    "相关文章",
    "相关链接",
    "相关文档",
    "相关推荐",
    "相关信息",
    "相关新闻",
    "相关稿件",
    "相关范文",
    "相关下载",
    "推荐阅读",
    "推荐文章",
    "延伸阅读",
    "猜你喜欢",
    "热门文章",
    "热门推荐",
    "热门文档",
    "热点推荐",
    "精彩推荐",
    "本类排行",
    "本类推荐",
    "本月排行",
    "最新文档",
    "最新文章",
    "最新推荐",
    "最新更新",
    "最近更新",
    "为您推荐",
    "看了又看",
    "大家都在看",
    "友情链接",
    "快速链接",
    "网站地图",
    "站点地图",
    "网站声明",
    "合集下载",
    "下载本文",
    "下载文档",
    "下载此文",
    "下载全文",
    "点击下载",
    "立即下载",
    "免费下载",
    "下载地址",
    "下载声明",
    "文档下载",
    "支付方式",
    "支付宝",
    "微信支付",
    "开通vip",
    "开通VIP",
    "开通会员",
    "付费",
    "本文档",
    "举报",
    "侵权投诉",
    "免责声明",
    "版权声明",
    "版权所有",
    "版权归",
    "本文地址",
    "本文链接",
    "本文网址",
    "原文链接",
    "原文地址",
    "转载请",
    "链接地址",
    "文章来源",
    "信息来源",
    "稿源:",
    "留言",
    "我要评论",
    "发表评论",
    "网友评论",
    "验证码",
    "用户名:",
    "密码:",
    "登录|",
    "登陆|",
    "登录注册",
    "注册登录",
    "网站标识码",
    "网站备案",
    "备案号",
    "公网安备",
    "Copyright",
    "copyright",
    "©",
    "技术支持",
    "建议使用",
    "网站维护",
    "无障碍",
    "长者助手",
    "适老化",
    "繁体",
    "繁體",
    "简体|",
    "English",
    "RSS",
    "微信公众号",
    "官方微信",
    "政务微博",
    "手机版",
    "线下政府信息查询",
    "打印|",
    "[打印",
    "[关闭",
    "[收藏",
    "责任编辑",
    "责编:",
    "网站编辑",
];

/// What a line of chrome holds somewhere; folded.
const CONTENTS: &[&str] = &[
    "网站标识码",
    "公网安备",
    "版权所有",
    "Copyright",
    "CopyRight",
    "设为首页",
    "加入收藏",
    "打印本页",
    "关闭窗口",
    "下载本文档",
    "快捷下载",
    "下载通道",
    "VIP",
    "浏览次数",
    "点击总量",
    "点击次数",
    "阅读次数",
    "字体大小",
    "[打印",
    "[关闭",
    "无障碍浏览",
    "E-mail:",
    "Email:",
    "首页>",
    "首页>>",
    "网站地图",
    "不代表本站",
    "分享到",
    "[大中小]",
    "字体:[",
    "最佳浏览",
    "当前位置",
    "微信号",
    "QQ:",
    "登录|注册",
];

/// Openings that are chrome at the edges only: in the body they are words of a report.
const EDGE_OPENINGS: &[&str] = &[
    "来源:",
    "作者:",
    "编辑:",
    "审核:",
    "校对:",
    "监制:",
    "发布时间:",
    "发布日期:",
    "发表时间:",
    "更新时间:",
    "时间:",
    "发布人:",
    "发布者:",
    "信息员:",
    "浏览",
    "阅读:",
    "主办:",
    "承办:",
    "主办单位:",
    "承办单位:",
    "协办:",
    "版权:",
    "首页",
    "导航",
    "网站",
    "搜索",
    "登录",
    "注册",
    "收藏",
    "打印",
    "关闭",
    "标签:",
    "关键词:",
    "关键字:",
    "分类:",
    "栏目:",
    "天气",
    "关注我们",
    "联系我们",
    "关于我们",
    "附近",
    "上传",
    "大小:",
    "页数:",
    "格式:",
    "下载",
    "点击",
    "目前位置",
    "星期",
];

/// Lines of contact.
const CONTACT: &[&str] = &[
    "地址:",
    "邮编:",
    "邮政编码",
    "联系电话",
    "电话:",
    "传真:",
    "联系人:",
    "邮箱",
    "E-mail",
    "Email",
    "单位名称:",
    "单位地址:",
    "办公地址",
    "联系方式",
    "微信:",
    "QQ",
    "值班电话",
    "咨询电话",
    "监督电话",
    "投诉电话",
    "办公时间",
    "客服",
];

/// Items of menus, alone or in a row.
const MENU: &[&str] = &[
    "首页",
    "网站首页",
    "登录",
    "注册",
    "繁體",
    "繁体",
    "简体",
    "English",
    "EN",
    "搜索",
    "导航",
    "网站导航",
    "政务公开",
    "信息公开",
    "政府信息公开",
    "政务服务",
    "办事服务",
    "网上办事",
    "互动交流",
    "政民互动",
    "新闻中心",
    "新闻动态",
    "政务动态",
    "工作动态",
    "要闻动态",
    "通知公告",
    "公示公告",
    "政策文件",
    "政策解读",
    "政策法规",
    "机构概况",
    "机构设置",
    "领导之窗",
    "专题专栏",
    "数据开放",
    "数据发布",
    "走进",
    "投资",
    "旅游",
    "打印",
    "关闭",
    "收藏",
    "分享",
    "微信",
    "微博",
    "QQ空间",
    "联系我们",
    "关于我们",
    "返回",
    "更多",
    "更多>>",
    "更多>",
    "大",
    "中",
    "小",
    "无障碍",
    "长者模式",
    "关怀版",
    "手机版",
    "网站地图",
    "站点地图",
    "RSS",
    "RSS订阅",
    "帮助",
    "个人中心",
    "退出",
    "网站声明",
    "隐私声明",
    "法律声明",
    "版权声明",
    "使用帮助",
    "我的收藏",
    "微信公众号",
    "客户端",
    "移动版",
    "范文",
    "文库",
    "工作总结",
    "论文",
    "会员中心",
    "充值",
];

/// Words of a notice by a site, and words in which it speaks to its visitor.
const NOTICE: &[&str] = &[
    "下载",
    "预览",
    "退款",
    "客服",
    "付费",
    "支付",
    "会员",
    "侵权",
    "侵犯",
    "权益",
    "版权",
    "转载",
    "免责",
    "不代表",
    "仅供参考",
    "仅供学习",
    "原创",
    "上传",
    "甄别",
    "附加服务",
    "及时删除",
    "予以处理",
    "予以删除",
    "联系我们",
    "浏览",
    "法律责任",
    "来源于网络",
    "源于网络",
    "立场",
    "收费",
];
const VOICE: &[&str] = &[
    "本站",
    "本网",
    "您",
    "平台不",
    "我们会",
    "联系我们",
    "客服",
    "下载文档",
    "本文档",
    "网友",
    "请联系",
    "如有侵权",
    "作者观点",
    "作者所有",
    "用户上传",
    "非本",
    "在线预览",
    "申请退款",
    "的文档",
    "如文档",
];

/// Marks page chrome and page numbers, and the document's formalities at its edges.
pub(super) fn mark(lines: Lines<'_>) -> Marks {
    let count = lines.len();
    let mut marks = Marks(vec![Mark::Body; count]);
    let first = (0..count.min(TOP)).find(|&index| is_content(lines, index));
    let top = first.unwrap_or_else(|| count.min(TOP));
    let last = (top..count).rev().find(|&index| is_content(lines, index)).unwrap_or(top);
    let mut bare = String::new();
    for index in 0..top {
        fold_into(lines.words(index), &mut bare);
        marks.set(index, top_mark(&bare, first.is_none()));
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
    marks
}

/// Prose, a numbered line or a cell: not chrome and not a formality.
fn is_content(lines: Lines<'_>, index: usize) -> bool {
    let words = lines.words(index);
    match lines.kind(index) {
        BlockKind::Cell { .. } => return true,
        BlockKind::Heading(level) if level > 1 => return true,
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
    if is_toc_line(bare) || formal::is_formal(bare) || formal::is_formal_at_top(bare) {
        Mark::Boilerplate
    } else if is_page_number(bare) || is_strong(bare) || is_notice(bare) || is_menu(bare) {
        Mark::Noise
    } else if !whole && is_edge_chrome(bare) {
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
        let contact = short && has_any(bare, CONTACT);
        let mark = if is_page_number(bare) {
            Mark::Noise
        } else if is_strong(bare)
            || is_notice(bare)
            || is_menu(bare)
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
    (!sentence && (opens_with(bare, OPENINGS) || is_bullet_of(bare, OPENINGS)))
        || has_any(bare, CONTENTS)
        || is_icp(bare)
        || !bare.chars().any(char::is_alphanumeric)
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
        && opens_with(bare, EDGE_OPENINGS)
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
    has_any(bare, VOICE)
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
    (items.len() >= 2
        && known * 2 >= items.len()
        && known >= 1
        && items.iter().all(|item| item.chars().count() <= 12))
        || (bare.starts_with("首页") && bare.contains('>'))
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

/// The spans of a line of noise: one for a line, one for each item of a menu and each sentence of
/// a long notice, so that a person can take a single one back. Together they cover the line.
pub(super) fn noise_spans(text: &str, span: SourceSpan, out: &mut Vec<SourceSpan>) {
    let words = span.of(text);
    let named = words.split('|').filter(|item| item.chars().any(char::is_alphanumeric)).count();
    let cut: &[char] = if named >= 2 {
        &['|']
    } else if words.chars().count() > SHORT {
        &['。']
    } else {
        out.push(span);
        return;
    };
    let mut start = 0;
    for part in words.split_inclusive(cut) {
        let (skipped, kept) = (part.len() - part.trim_start().len(), part.trim());
        if !kept.is_empty() {
            let from = span.start as usize + start + skipped;
            out.push(SourceSpan::new(from, from + kept.len()));
        }
        start += part.len();
    }
}

#[cfg(test)]
mod tests;
