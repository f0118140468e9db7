//! Where a page is done with its report: links to other pages, their titles and summaries follow.

use super::super::wording::{folded, has_any, opens_with};
use super::super::{BlockKind, Lines, numeral};

/// What may follow of other pages, as a share of the report's own lines of content.
const SHARE: usize = 8;

/// How many lines from the end are looked at.
const WINDOW: usize = 400;

/// The first line that closes the report, where what follows holds no numbered part, no table and
/// little prose. `content` tells a line of content.
pub(super) fn start(lines: Lines<'_>, top: usize, content: impl Fn(usize) -> bool) -> Option<usize> {
    let window = top.max(lines.len().saturating_sub(WINDOW));
    // What lies before the window is the report's: most of its lines are content.
    let mut all = (window - top) / 2;
    let told: Vec<bool> = (window..lines.len()).map(content).collect();
    all += told.iter().filter(|content| **content).count();
    let mut after = 0;
    let mut found = None;
    for (index, content) in (window..lines.len()).zip(told).rev() {
        let words = lines.words(index);
        if content {
            if matches!(lines.kind(index), BlockKind::Cell { .. }) || numeral::opens_numbered(words) {
                break;
            }
            after += 1;
            if after > 1 && after * SHARE > all - after {
                break;
            }
        } else if words.len() <= 240 && closes(&folded(words)) {
            found = Some(index);
        }
    }
    found
}

/// 上一篇, 相关链接, 责任编辑: what a page writes behind a report and never inside it.
fn closes(bare: &str) -> bool {
    const CLOSERS: &[&str] = &[
        "上一篇",
        "下一篇",
        "上一条",
        "下一条",
        "前一篇",
        "后一篇",
        "相关阅读",
        "相关链接",
        "相关文章",
        "相关新闻",
        "相关信息",
        "相关推荐",
        "相关解读",
        "相关政策",
        "相关文件",
        "相关文档",
        "相关稿件",
        "政策解读",
        "媒体解读",
        "图解",
        "网民留言",
        "政策问答",
        "推荐阅读",
        "推荐文章",
        "延伸阅读",
        "猜你喜欢",
        "您可能",
        "你可能",
        "热门",
        "热点推荐",
        "最新文",
        "最近更新",
        "为您推荐",
        "大家都在",
        "责任编辑",
        "责编",
        "扫一扫",
        "分享到",
        "友情链接",
        "版权所有",
        "版权声明",
        "免责声明",
        "我要评论",
        "网友评论",
        "发表评论",
        "留言与评论",
        "打印本页",
        "关闭窗口",
        "[打印",
        "[关闭",
        "本文来源",
        "本文链接",
        "主办单位:",
        "主办:",
    ];
    let bare = bare.trim_start_matches([
        '>', '·', '|', '[', '«', '<', '◆', '◇', '■', '□', '●', '○', '▲', '∷', '*', '-', '(',
    ]);
    bare.chars().count() <= 60
        && (opens_with(bare, CLOSERS) || opens_with(&format!("[{bare}"), CLOSERS))
        && !has_any(bare, &["。", "；"])
        && bare.matches(',').count() < 2
}
