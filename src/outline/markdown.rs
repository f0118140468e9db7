//! Subtrees as Markdown, for other programs and back.
//!
//! Sections are headings, tasks list items. What a node says beyond its words stands in lines of
//! brackets behind it: （牵头单位：…；配合单位：…）（时限：…）. What was written here is read back whole;
//! of other programs' Markdown headings become sections and list items tasks.

mod brackets;
mod reader;
#[cfg(test)]
mod tests;

use crate::{
    change::actions::Sketch,
    model::{NodeId, NodeKind, Numbering, Parent, Plan},
    read,
};
use brackets::{Bracket, all_brackets};

pub use reader::read_markdown;

/// Deepest heading that Markdown has.
const DEEPEST: usize = 6;

/// The nodes with all below them, in the order given. Clauses of the report that only name units
/// stand in the brackets alone.
pub fn outline_markdown(plan: &Plan, nodes: &[NodeId]) -> String {
    let mut out = String::new();
    let step = |node: NodeId, depth: usize, indent: Option<usize>| {
        let kind = plan.node(node)?.kind();
        Some(Step { node, kind, depth, indent })
    };
    let mut stack: Vec<Step> = nodes.iter().rev().filter_map(|node| step(*node, 0, None)).collect();
    lists_where_needed(&mut stack);
    while let Some(Step { node, depth, indent, .. }) = stack.pop() {
        let Some(view) = plan.node(node) else { continue };
        let sketch = Sketch::of(plan, &view);
        let document = plan.document(view.document());
        let year = document.and_then(|document| read::base_year(document.reading()?));
        let words = view.wording();
        match indent {
            None => heading(&mut out, &sketch, &words, depth, year),
            Some(indent) => item(&mut out, &sketch, &words, indent, year),
        }
        let inside = indent.map(|indent| indent + 1);
        let from = stack.len();
        stack.extend(
            plan.children(Parent::Node(node)).rev().filter_map(|child| step(child, depth + 1, inside)),
        );
        lists_where_needed(&mut stack[from..]);
    }
    out
}

struct Step {
    node: NodeId,
    kind: NodeKind,
    depth: usize,
    /// Depth of the list it stands in; `None` for a heading.
    indent: Option<usize>,
}

/// What stands behind a heading belongs to it: a section that a task follows stands in the list.
/// Siblings come in reverse order.
fn lists_where_needed(siblings: &mut [Step]) {
    let mut only_sections = true;
    for step in siblings {
        only_sections &= step.kind == NodeKind::Section && step.depth < DEEPEST;
        if step.indent.is_none() && !only_sections {
            step.indent = Some(0);
        }
    }
}

fn heading(out: &mut String, sketch: &Sketch, body: &str, depth: usize, year: Option<i16>) {
    blank_line(out);
    out.extend(std::iter::repeat_n('#', depth + 1));
    out.push(' ');
    let (line, mut brackets) = lines(sketch, &sketch.title, year);
    escape(out, &line, "&#10;");
    out.push('\n');
    // A body that looks like brackets is told from them by brackets before it.
    if brackets.is_empty() && all_brackets(body).is_some() {
        brackets.push(Bracket::Section);
    }
    if !brackets.is_empty() {
        out.push('\n');
        bracket_lines(out, &brackets, "", "");
    }
    if !body.is_empty() {
        out.push('\n');
        escape(out, body, "\\\n");
        out.push('\n');
    }
}

fn item(out: &mut String, sketch: &Sketch, words: &str, indent: usize, year: Option<i16>) {
    let last = out.trim_end().rsplit('\n').next().unwrap_or_default();
    if !last.starts_with(['-', ' ']) {
        blank_line(out);
    }
    let space = "  ".repeat(indent + 1);
    out.push_str(&space[2..]);
    out.push_str("- ");
    let section = sketch.kind == NodeKind::Section;
    let (line, mut brackets) = lines(sketch, if section { &sketch.title } else { words }, year);
    if section {
        brackets.insert(0, Bracket::Section);
    }
    if line.is_empty() {
        // An item needs something behind its sign.
        bracket_lines(out, &brackets, "", &space);
    } else {
        escape(out, &line, &format!("\\\n{space}"));
        out.push('\n');
        bracket_lines(out, &brackets, &space, &space);
    }
    if section && !words.is_empty() {
        out.push('\n');
        out.push_str(&space);
        escape(out, words, &format!("\\\n{space}"));
        out.push_str("\n\n");
    }
}

fn blank_line(out: &mut String) {
    while !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// The brackets, `first` before them and `space` before every further line.
fn bracket_lines(out: &mut String, brackets: &[Bracket], first: &str, space: &str) {
    if brackets.is_empty() {
        return;
    }
    out.push_str(first);
    for (at, bracket) in brackets.iter().enumerate() {
        // A target takes a line of its own.
        if at > 0 && matches!(bracket, Bracket::Target(..)) {
            out.push('\n');
            out.push_str(space);
        }
        escape(out, &bracket.to_string(), "&#10;");
    }
    out.push('\n');
}

/// The first line of a node and the brackets behind it. Words that would be read back otherwise
/// stand in brackets themselves.
fn lines(sketch: &Sketch, words: &str, year: Option<i16>) -> (String, Vec<Bracket>) {
    let mut brackets = Vec::new();
    let mut line = format!("{}{words}", sketch.marker);
    if split_marker(&line) != (sketch.marker.as_str(), words) {
        brackets.push(Bracket::Marker(sketch.marker.clone()));
        words.clone_into(&mut line);
    }
    if line.trim().is_empty() || all_brackets(&line).is_some() {
        brackets.push(Bracket::Words(std::mem::take(&mut line)));
    }
    if sketch.kind == NodeKind::Task && !sketch.title.is_empty() {
        brackets.push(Bracket::Title(sketch.title.clone()));
    }
    brackets.extend(Bracket::of(sketch, year));
    (line, brackets)
}

/// The numeral that a line begins with, and the words behind it.
fn split_marker(line: &str) -> (&str, &str) {
    let end = line
        .char_indices()
        .take(12)
        .find(|(_, c)| {
            matches!(c, '、' | '.' | '．' | ')' | '）' | '是' | '章' | '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿')
        })
        .map(|(at, c)| at + c.len_utf8());
    let Some((marker, rest)) = end.and_then(|end| line.split_at_checked(end)) else { return ("", line) };
    let Some((form, number)) = Numbering::of(marker).filter(|(_, number)| *number < 1000) else {
        return ("", line);
    };
    let sound = form.opens_and_closes() && form.marker(number) == marker;
    // 1.5亿元 is an amount.
    let decimal = rest.starts_with(|c: char| c.is_ascii_digit()) && marker.ends_with(['.', '．']);
    if sound && !decimal { (marker, rest) } else { ("", line) }
}

/// Appends words as Markdown that reads back as these words, and as nothing else.
fn escape(out: &mut String, words: &str, line_break: &str) {
    let mut before = None;
    let mut characters = words.chars().peekable();
    while let Some(c) = characters.next() {
        let after = characters.peek().copied();
        let at_edge = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c.is_control());
        match c {
            '\n' if !at_edge(before) && !at_edge(after) => out.push_str(line_break),
            c if (c.is_whitespace() || c.is_control()) && (c != ' ' || at_edge(before) || at_edge(after)) => {
                out.extend(["&#", &u32::from(c).to_string(), ";"]);
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '~' | '|' => {
                out.push('\\');
                out.push(c);
            }
            // A list or a line under a heading, at the beginning of a line.
            '-' | '+' | '=' if before.is_none_or(|before| before == '\n') => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if before.is_some_and(|before| before.is_ascii_digit()) => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        before = Some(c);
    }
}
