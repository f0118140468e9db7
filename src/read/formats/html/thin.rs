//! What is taken out of a page's source before it is parsed.

use memchr::memmem;
use std::borrow::Cow;

/// A longer tag has more attributes than a page means; a parser compares each with all others.
const LONGEST_TAG: usize = 64 << 10;
/// Deeper than any page is nested on purpose.
const MAX_DEPTH: usize = 1_000;

/// The page without `<% … %>`, code of a server that leaked into it.
pub(super) fn without_server_code(page: &str) -> Cow<'_, str> {
    if memmem::find(page.as_bytes(), b"<%").is_none() {
        return Cow::Borrowed(page);
    }
    let mut kept = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<%") {
        let Some((_, next)) = after.split_once("%>") else { break };
        kept.push_str(before);
        rest = next;
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// The page without tags nested deeper than [`MAX_DEPTH`]; `None` when there are none.
///
/// Depth is counted by names alone: elements that close by themselves (`p`, `li`, `td`) do not
/// count, so a page that leaves them open is not taken for a deep one.
pub(super) fn without_deep_tags(page: &str) -> Option<String> {
    let mut deepest = 0;
    let mut depth = 0_usize;
    for tag in tags(page) {
        depth = tag.depth_after(depth);
        deepest = deepest.max(depth);
    }
    if deepest <= MAX_DEPTH {
        return None;
    }
    let mut kept = String::with_capacity(page.len());
    let (mut depth, mut written) = (0_usize, 0);
    for tag in tags(page) {
        let before = depth;
        depth = tag.depth_after(depth);
        if before.max(depth) > MAX_DEPTH {
            kept.push_str(&page[written..tag.start]);
            // Words on both sides stay apart.
            kept.push('\n');
            written = tag.end;
        }
    }
    kept.push_str(&page[written..]);
    Some(kept)
}

/// The page with tags of a name only where they are longer than [`LONGEST_TAG`].
pub(super) fn without_long_tags(page: &str) -> Cow<'_, str> {
    let long = |tag: &RawTag<'_>| tag.end - tag.start > LONGEST_TAG;
    if !tags(page).any(|tag| long(&tag)) {
        return Cow::Borrowed(page);
    }
    let mut kept = String::new();
    let mut written = 0;
    for tag in tags(page).filter(long) {
        let name_end = tag.start + 1 + usize::from(tag.closes) + tag.name.len();
        kept.push_str(&page[written..name_end]);
        kept.push('>');
        written = tag.end;
    }
    kept.push_str(&page[written..]);
    Cow::Owned(kept)
}

struct RawTag<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    closes: bool,
}

impl RawTag<'_> {
    fn depth_after(&self, depth: usize) -> usize {
        const UNCOUNTED: [&str; 26] = [
            "p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "dt", "dd", "option", "optgroup", "br",
            "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr",
            "param",
        ];
        if UNCOUNTED.iter().any(|name| self.name.eq_ignore_ascii_case(name)) {
            depth
        } else if self.closes {
            depth.saturating_sub(1)
        } else {
            depth + 1
        }
    }
}

fn tags(page: &str) -> impl Iterator<Item = RawTag<'_>> {
    let bytes = page.as_bytes();
    let mut after = 0;
    memchr::memchr_iter(b'<', bytes).filter_map(move |start| {
        if start < after {
            return None;
        }
        let closes = bytes.get(start + 1) == Some(&b'/');
        let from = start + 1 + usize::from(closes);
        let length =
            bytes[from..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
        if length == 0 || !bytes[from].is_ascii_alphabetic() {
            return None;
        }
        let Some(end) = memchr::memchr(b'>', &bytes[from..]) else {
            // Nor does any later tag end.
            after = bytes.len();
            return None;
        };
        let end = end + from + 1;
        after = end;
        Some(RawTag { start, end, name: &page[from..from + length], closes })
    })
}
