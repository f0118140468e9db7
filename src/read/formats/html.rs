//! Web pages: the visible text, one block for each element that stands as a block.
//!
//! The tree is built by html5ever and walked by its edges, never by recursion. Deeply nested tags
//! make html5ever's scope checks quadratic, so tags beyond a depth no page needs are left out
//! before parsing; their words stay.

use super::ReadError;
use super::assemble::Assembly;
use super::text::{self, Characters};
use crate::model::{CancelToken, ReadingWarning};
use crate::read::{BlockKind, Decoded};
use ego_tree::iter::Edge;
use encoding_rs::{Encoding, GB18030, GBK, UTF_8};
use scraper::{ElementRef, Html, Node};
use std::borrow::Cow;

mod table;
mod thin;

use table::Tables;

/// Nodes between two looks at the cancel token.
const CHECK_EVERY: usize = 1 << 12;

pub(super) fn decode(bytes: &[u8], cancel: &CancelToken) -> Result<Decoded, ReadError> {
    // UTF-8 that is sound is UTF-8, whatever the page claims: saved pages keep the old claim.
    if simdutf8::basic::from_utf8(bytes).is_err()
        && Encoding::for_bom(bytes).is_none()
        && let Some(encoding) = claimed(bytes)
    {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        if !broken {
            return decode_text(&text, Vec::new(), cancel);
        }
    }
    let Characters { text, warnings } = text::characters(bytes, cancel)?;
    decode_text(&text, warnings, cancel)
}

/// The encoding that a page claims in its head.
fn claimed(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let at = memchr::memmem::find_iter(head, b"charset").next()? + b"charset".len();
    let label: Vec<u8> = head[at..]
        .iter()
        .skip_while(|byte| matches!(byte, b'=' | b' ' | b'"' | b'\''))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .copied()
        .collect();
    match Encoding::for_label(&label)? {
        encoding if encoding == GBK => Some(GB18030),
        encoding if encoding == UTF_8 => None,
        encoding => Some(encoding),
    }
}

/// Reads a page whose characters are known.
pub(super) fn decode_text(
    page: &str,
    mut warnings: Vec<ReadingWarning>,
    cancel: &CancelToken,
) -> Result<Decoded, ReadError> {
    // Places of damage point into the page's source, not into its visible text.
    for warning in &mut warnings {
        warning.span = None;
    }
    let page = thin::without_server_code(page);
    let page = thin::without_long_tags(&page);
    let page = match thin::without_deep_tags(&page) {
        Some(thinned) => Cow::Owned(thinned),
        None => page,
    };
    cancel.check()?;
    let html = Html::parse_document(&page);
    let mut walk = Walk {
        out: Assembly::default(),
        words: String::new(),
        broken: false,
        frames: Vec::new(),
        tables: Tables::default(),
        pre: 0,
    };
    let mut hidden = 0_usize;
    for (count, edge) in html.tree.root().traverse().enumerate() {
        if count.is_multiple_of(CHECK_EVERY) {
            cancel.check()?;
            walk.out.check_size()?;
        }
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) if is_hidden(element.name()) || element.attr("hidden").is_some() => {
                    hidden += 1;
                }
                Node::Element(_) if hidden == 0 => {
                    if let Some(element) = ElementRef::wrap(node) {
                        walk.open(element);
                    }
                }
                Node::Text(text) if hidden == 0 => walk.text(&text.text),
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                Node::Element(element) if is_hidden(element.name()) || element.attr("hidden").is_some() => {
                    hidden -= 1;
                }
                Node::Element(element) if hidden == 0 => walk.close(element.name()),
                _ => {}
            },
        }
    }
    walk.flush();
    walk.out.check_size()?;
    Ok(walk.out.finish(warnings))
}

fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "svg"
            | "noscript"
            | "template"
            | "head"
            | "iframe"
            | "object"
            | "canvas"
            | "math"
            | "select"
            | "textarea"
            | "audio"
            | "video"
            | "rt"
            | "rp"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

struct Walk {
    out: Assembly,
    /// Words of the block so far; forced breaks are `\n`.
    words: String,
    /// The last character was white space that is not yet written.
    broken: bool,
    /// Kinds of the open blocks that give theirs to the words in them.
    frames: Vec<(&'static str, BlockKind)>,
    tables: Tables,
    pre: usize,
}

impl Walk {
    fn open(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        match name {
            "br" => return self.force_break(),
            "pre" => self.pre += 1,
            "img" => return,
            _ => {}
        }
        if !is_block(name) {
            return;
        }
        if self.tables.in_cell() && !matches!(name, "td" | "th" | "tr" | "table") {
            // Paragraphs within a cell are lines of the cell.
            return self.force_break();
        }
        self.flush();
        match name {
            "table" => self.tables.open(element),
            "tr" => self.tables.open_row(),
            "td" | "th" => self.tables.open_cell(element.value()),
            "h1" => self.frames.push(("h1", BlockKind::Heading(1))),
            "h2" => self.frames.push(("h2", BlockKind::Heading(2))),
            "h3" => self.frames.push(("h3", BlockKind::Heading(3))),
            "h4" => self.frames.push(("h4", BlockKind::Heading(4))),
            "h5" => self.frames.push(("h5", BlockKind::Heading(5))),
            "h6" => self.frames.push(("h6", BlockKind::Heading(6))),
            "li" => self.frames.push(("li", BlockKind::ListItem)),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == "pre" {
            self.pre = self.pre.saturating_sub(1);
        }
        if !is_block(name) {
            return;
        }
        if self.tables.in_cell() && !matches!(name, "td" | "th" | "tr" | "table") {
            return self.force_break();
        }
        match name {
            "td" | "th" => {
                let words = std::mem::take(&mut self.words);
                self.broken = false;
                if let Some(rest) = self.tables.close_cell(words, &mut self.out) {
                    self.words = rest;
                    self.flush();
                }
            }
            "tr" => {
                self.flush();
                self.tables.close_row(&mut self.out);
            }
            "table" => {
                self.flush();
                self.tables.close();
            }
            _ => {
                self.flush();
                if self.frames.last().is_some_and(|(open, _)| *open == name) {
                    self.frames.pop();
                }
            }
        }
    }

    fn force_break(&mut self) {
        self.broken = false;
        if !self.words.is_empty() && !self.words.ends_with('\n') {
            self.words.push('\n');
        }
    }

    /// White space of the source is one space, and none between two Chinese characters: a source
    /// line broken there is no gap on the screen worth keeping.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if self.pre > 0 && c == '\n' {
                self.force_break();
            } else if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.broken = true;
            } else {
                if std::mem::take(&mut self.broken)
                    && let Some(last) = self.words.chars().next_back()
                    && last != '\n'
                    && (last.is_ascii() || c.is_ascii())
                {
                    self.words.push(' ');
                }
                self.words.push(c);
            }
        }
    }

    fn flush(&mut self) {
        self.broken = false;
        if self.words.is_empty() {
            return;
        }
        let kind = self.frames.last().map_or(BlockKind::Paragraph, |(_, kind)| *kind);
        self.out.push_paragraph(&self.words, kind);
        self.words.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> Vec<(String, BlockKind)> {
        let decoded = decode(page.as_bytes(), &CancelToken::new()).expect("decoded");
        decoded.blocks.iter().map(|block| (block.span.of(&decoded.text).to_owned(), block.kind)).collect()
    }

    fn words(page: &str) -> Vec<String> {
        read(page).into_iter().map(|(words, _)| words).collect()
    }

    fn owned<const N: usize>(expected: [(&str, BlockKind); N]) -> Vec<(String, BlockKind)> {
        expected.map(|(words, kind)| (words.to_owned(), kind)).to_vec()
    }

    #[test]
    fn only_what_is_seen_is_text() {
        assert_eq!(
            words(
                "<html><head><title>站名</title><style>p{}</style></head><body><script>var a='甲';</script>\
                 <p>增长&gt;7%&nbsp;<b>以上</b>\n  的目标</p><% out.print(1) %><noscript>请开启</noscript><p hidden>不见</p>\
                 <svg><text>图</text></svg></body></html>"
            ),
            ["增长>7%\u{a0}以上的目标"]
        );
    }

    #[test]
    fn blocks_have_the_kind_of_their_element() {
        use BlockKind::{Heading, Line, ListItem, Paragraph};
        assert_eq!(
            read("<h2>一、目标</h2><div>前<p>中</p>后</div><ul><li>甲</li><li>乙</li></ul>上行<br>下行"),
            owned([
                ("一、目标", Heading(2)),
                ("前", Paragraph),
                ("中", Paragraph),
                ("后", Paragraph),
                ("甲", ListItem),
                ("乙", ListItem),
                ("上行", Line),
                ("下行", Line),
            ])
        );
    }

    #[test]
    fn merged_cells_stand_in_every_place_they_cover() {
        let cell = |row, column| BlockKind::Cell { table: 0, row, column };
        assert_eq!(
            read(
                "<table><tr><th colspan=2>一、产业</th><th>单位</th></tr>\
                 <tr><td>1</td><td>任务甲<p>分步</p></td><td rowspan=2>发改局</td></tr>\
                 <tr><td>2</td><td>任务乙</td></tr></table>"
            ),
            owned([
                ("一、产业", cell(0, 0)),
                ("一、产业", cell(0, 1)),
                ("单位", cell(0, 2)),
                ("1", cell(1, 0)),
                ("任务甲\n分步", cell(1, 1)),
                ("发改局", cell(1, 2)),
                ("2", cell(2, 0)),
                ("任务乙", cell(2, 1)),
                ("发改局", cell(2, 2)),
            ])
        );
    }

    #[test]
    fn tables_that_lay_out_the_page_are_not_tables() {
        assert_eq!(
            read("<table><tr><td><p>第一段。</p><p>第二段。</p></td></tr></table>"),
            owned([("第一段。", BlockKind::Paragraph), ("第二段。", BlockKind::Paragraph)])
        );
    }

    #[test]
    fn pages_in_gb2312_are_read_by_their_claim() {
        let page = "<html><head><meta charset=gb2312></head><body><p>工作方案</p></body></html>";
        let (bytes, _, _) = GB18030.encode(page);
        let decoded = decode(&bytes, &CancelToken::new()).expect("decoded");
        assert_eq!(&*decoded.text, "工作方案");
        // A page saved anew as UTF-8 keeps the old claim.
        assert_eq!(words(page), ["工作方案"]);
    }

    #[test]
    fn depth_does_no_harm() {
        let page = format!("<html><body>{}底{}<p>后</p>", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(words(&page), ["底", "后"]);
        let page = format!("<html>{}底", "<b><table><tr><td>".repeat(5_000));
        assert_eq!(words(&page), ["底"]);
    }

    #[test]
    fn a_claim_to_merge_millions_of_cells_is_cut() {
        let row = format!("<td colspan=9999999 rowspan=9999999>{}</td>", "甲".repeat(1000));
        let page = format!("<table>{}</table>", format!("<tr>{row}{row}</tr>").repeat(40));
        let decoded = decode(page.as_bytes(), &CancelToken::new()).expect("decoded");
        assert!(decoded.text.len() < 24 << 20);
    }
}
