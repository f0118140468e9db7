//! Markdown as subtrees.

use super::{
    brackets::{Bracket, brackets_of},
    split_marker,
};
use crate::{
    change::actions::Sketch,
    model::{NodeKind, Piece},
};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Deeper lists are hung at this depth: no outline is nested so.
const DEEPEST: usize = 64;

/// Reads an outline: headings become sections, list items tasks, nested as they are; other paragraphs
/// are the text of what they stand under, or tasks where they stand alone. `year` is what deadlines
/// without a year mean.
pub fn read_markdown(markdown: &str, year: Option<i16>) -> Vec<Sketch> {
    let mut reader = Reader { year, nodes: Vec::new(), above: Vec::new(), lines: vec![String::new()] };
    for event in Parser::new_ext(markdown, Options::empty()) {
        reader.event(event);
    }
    reader.paragraph();
    reader.finish()
}

/// A node in the making.
struct Node {
    sketch: Sketch,
    parent: Option<usize>,
    /// The numeral that was taken off the first words.
    split: String,
    /// Its first words have come.
    begun: bool,
    /// Its brackets have come, or something that no brackets follow.
    told: bool,
}

/// What encloses the present place.
#[derive(Clone, Copy)]
enum Above {
    /// A heading of this level.
    Heading(u8, usize),
    /// A list item.
    Item(usize),
    /// A list that numbers its items.
    List(Option<u64>),
}

struct Reader {
    year: Option<i16>,
    nodes: Vec<Node>,
    above: Vec<Above>,
    /// Lines of the present paragraph: hard breaks stay inside of a line.
    lines: Vec<String>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.paragraph();
                let level = level as u8;
                let shallower = |above: &Above| matches!(above, Above::Heading(known, _) if *known < level);
                let keep = self.above.iter().rposition(shallower).map_or(0, |at| at + 1);
                self.above.truncate(keep);
                let node = self.open(NodeKind::Section);
                self.above.push(Above::Heading(level, node));
            }
            Event::Start(Tag::List(start)) => {
                self.paragraph();
                self.above.push(Above::List(start));
            }
            Event::Start(Tag::Item) => {
                self.paragraph();
                let number = match self.above.last_mut() {
                    Some(Above::List(Some(number))) => {
                        *number += 1;
                        Some(*number - 1)
                    }
                    _ => None,
                };
                let node = self.open(NodeKind::Task);
                if let Some(number) = number {
                    self.nodes[node].sketch.marker = format!("{number}.");
                }
                self.above.push(Above::Item(node));
            }
            Event::End(TagEnd::Item) => {
                self.paragraph();
                if matches!(self.above.last(), Some(Above::Item(_))) {
                    self.above.pop();
                }
            }
            Event::End(TagEnd::List(_)) => {
                if matches!(self.above.last(), Some(Above::List(_))) {
                    self.above.pop();
                }
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                self.paragraph();
            }
            // What looks like HTML is words all the same: nothing pasted is dropped.
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) => self.push(&words),
            Event::Html(words) => self.push(words.trim_end_matches('\n')),
            Event::HardBreak => self.push("\n"),
            Event::SoftBreak => self.lines.push(String::new()),
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.push_str(words);
        }
    }

    fn here(&self) -> Option<usize> {
        self.above.iter().rev().find_map(|above| match above {
            Above::Heading(_, node) | Above::Item(node) => Some(*node),
            Above::List(_) => None,
        })
    }

    fn open(&mut self, kind: NodeKind) -> usize {
        let mut parent = self.here();
        let deep = self.above.iter().filter(|above| !matches!(above, Above::List(_))).count() > DEEPEST;
        if deep {
            parent = parent.and_then(|parent| self.nodes[parent].parent);
        }
        let (split, sketch) = (String::new(), Sketch::new(kind));
        self.nodes.push(Node { sketch, parent, split, begun: false, told: false });
        self.nodes.len() - 1
    }

    /// The present paragraph is at its end.
    fn paragraph(&mut self) {
        let lines = std::mem::replace(&mut self.lines, vec![String::new()]);
        let heading_ends =
            matches!(self.above.last(), Some(Above::Heading(_, node)) if !self.nodes[*node].begun);
        if lines.iter().all(String::is_empty) && !heading_ends {
            return;
        }
        match self.here() {
            Some(node) => self.tell(node, lines),
            // Plain lines from another program, a task each.
            None => {
                for line in lines.into_iter().filter(|line| !line.trim().is_empty()) {
                    let node = self.open(NodeKind::Task);
                    self.tell(node, vec![line]);
                }
            }
        }
    }

    fn tell(&mut self, node: usize, mut lines: Vec<String>) {
        let year = self.year;
        let node = &mut self.nodes[node];
        let mut brackets: Vec<Bracket> = Vec::new();
        if !node.told {
            // Brackets stand at the end; the first line is words, unless they stand in brackets too.
            while let Some(told) = lines.last().and_then(|line| brackets_of(line, year)) {
                let first = lines.len() == 1 && !node.begun;
                if first && !told.iter().chain(&brackets).any(|bracket| matches!(bracket, Bracket::Words(_)))
                {
                    break;
                }
                brackets.splice(0..0, told);
                lines.pop();
            }
        }
        if !brackets.is_empty() {
            node.told = true;
        }
        if let Some(at) = brackets.iter().position(|bracket| *bracket == Bracket::Section) {
            brackets.remove(at).tell(&mut node.sketch);
        }
        let explicit = brackets.iter().any(|bracket| matches!(bracket, Bracket::Marker(_)));
        let words = joined(&lines);
        if !lines.is_empty() && node.begun {
            // A paragraph of the text: no brackets follow it.
            node.told = true;
            let gap = if node.sketch.text.is_empty() { "" } else { "\n" };
            node.sketch.text.push(Piece::Own(format!("{gap}{words}")));
        } else if !lines.is_empty() {
            let (marker, words) = if explicit { ("", words.as_str()) } else { split_marker(&words) };
            if !marker.is_empty() {
                marker.clone_into(&mut node.sketch.marker);
                marker.clone_into(&mut node.split);
            }
            match node.sketch.kind {
                NodeKind::Section => words.clone_into(&mut node.sketch.title),
                NodeKind::Task if words.is_empty() => {}
                NodeKind::Task => node.sketch.text = vec![Piece::Own(words.to_owned())],
            }
        }
        node.begun = true;
        if explicit {
            // What looked like a numeral belongs to the title of the heading.
            node.sketch.title.insert_str(0, &std::mem::take(&mut node.split));
        }
        for bracket in brackets {
            bracket.tell(&mut node.sketch);
        }
    }

    /// The nodes as a tree; those that say nothing and hold nothing are passed over.
    fn finish(mut self) -> Vec<Sketch> {
        let mut top = Vec::new();
        while let Some(Node { mut sketch, parent, begun, .. }) = self.nodes.pop() {
            sketch.children.reverse();
            if !begun && sketch.children.is_empty() {
                continue;
            }
            match parent.and_then(|parent| self.nodes.get_mut(parent)) {
                Some(parent) => parent.sketch.children.push(sketch),
                None => top.push(sketch),
            }
        }
        top.reverse();
        top
    }
}

/// Lines that another program broke: Chinese has no space between them.
fn joined(lines: &[String]) -> String {
    let mut words = String::new();
    for line in lines {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
        if !words.is_empty() && latin(words.chars().last()) && latin(line.chars().next()) {
            words.push(' ');
        }
        words.push_str(line);
    }
    words
}
