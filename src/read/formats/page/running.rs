//! Running heads and feet, and page numbers: what comes again at the edges of the pages.

use super::Page;
use super::columns::Part;
use rustc_hash::FxHashMap;

/// Share of a page at its top and bottom where heads and feet stand.
const EDGE: f32 = 0.13;
/// So many lines at each edge may be running ones.
const LINES: usize = 2;

/// Takes running lines out of the leaves; they stand in `Page::stamps` then.
pub(super) fn mark(pages: &mut [Page]) {
    let mut seen: FxHashMap<(String, bool), u32> = FxHashMap::default();
    let found: Vec<Vec<Edge>> = pages.iter().map(edges).collect();
    for edge in found.iter().flatten().filter(|edge| edge.is_apart) {
        *seen.entry((edge.pattern.clone(), edge.at_top)).or_default() += 1;
    }
    let count = pages.len() as u32;
    for (page, edges) in pages.iter_mut().zip(found) {
        let mut taken: Vec<(usize, usize)> = edges
            .into_iter()
            .filter(|edge| {
                let times = seen.get(&(edge.pattern.clone(), edge.at_top)).copied().unwrap_or(0);
                is_page_number(&edge.pattern) || edge.is_apart && (times >= 3 || times == 2 && count <= 4)
            })
            .map(|edge| (edge.leaf, edge.part))
            .collect();
        taken.sort_unstable();
        taken.dedup();
        let mut words = Vec::new();
        for &(leaf, part) in taken.iter().rev() {
            if let Part::Run(run) = page.leaves[leaf].parts.remove(part) {
                words.push(run.words);
            }
        }
        words.reverse();
        page.stamps.splice(0..0, words);
        page.leaves.retain(|leaf| !leaf.parts.is_empty());
    }
}

/// A line at the edge of a page.
struct Edge {
    leaf: usize,
    part: usize,
    pattern: String,
    at_top: bool,
    /// It stands further from the text than lines from one another, or is smaller.
    is_apart: bool,
}

/// The outermost lines at the top and at the bottom, and all on their side: on a page on its side
/// head and foot are.
fn edges(page: &Page) -> Vec<Edge> {
    let mut lines: Vec<(f32, f32, usize, usize)> = Vec::new();
    let mut edges = Vec::new();
    for (at, leaf) in page.leaves.iter().enumerate() {
        for (nth, part) in leaf.parts.iter().enumerate() {
            match part {
                Part::Run(run) if leaf.is_aside => edges.push(Edge {
                    leaf: at,
                    part: nth,
                    pattern: pattern(&run.words),
                    at_top: true,
                    is_apart: true,
                }),
                Part::Run(run) => lines.push((run.y, run.size, at, nth)),
                // A table is no head, and whatever stands over it is apart from it.
                Part::Table(table) => lines.push((table.y0, 0.0, at, nth)),
            }
        }
    }
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut pitches: Vec<f32> =
        lines.windows(2).map(|pair| pair[1].0 - pair[0].0).filter(|pitch| *pitch > 2.0).collect();
    let pitch = middle(&mut pitches).unwrap_or(0.0);
    let mut sizes: Vec<f32> = lines.iter().map(|line| line.1).filter(|size| *size > 0.0).collect();
    let size = middle(&mut sizes).unwrap_or(0.0);
    let mut edge = |line: &(f32, f32, usize, usize), next: Option<&(f32, f32, usize, usize)>| {
        let (y, own, leaf, part) = *line;
        if let Some(Part::Run(run)) = page.leaves.get(leaf).and_then(|leaf| leaf.parts.get(part)) {
            edges.push(Edge {
                leaf,
                part,
                pattern: pattern(&run.words),
                at_top: y < page.height / 2.0,
                is_apart: own < 0.9 * size || next.is_none_or(|next| (next.0 - y).abs() > 1.25 * pitch),
            });
        }
    };
    for (nth, line) in lines.iter().enumerate().take(LINES) {
        if line.0 < page.height * EDGE {
            edge(line, lines.get(nth + 1));
        }
    }
    for (nth, line) in lines.iter().enumerate().rev().take(LINES) {
        if line.0 > page.height * (1.0 - EDGE) {
            edge(line, nth.checked_sub(1).and_then(|before| lines.get(before)));
        }
    }
    edges
}

fn middle(values: &mut [f32]) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Words without blanks, any number as one mark: what two pages share.
fn pattern(words: &str) -> String {
    let mut pattern = String::new();
    for c in words.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_ascii_digit() {
            pattern.push(c);
        } else if !pattern.ends_with('#') {
            pattern.push('#');
        }
    }
    pattern
}

/// `— 3 —`, `第3页 共8页`, `3/8`, `3`: nothing but a number and what stands around it.
fn is_page_number(pattern: &str) -> bool {
    let bare = pattern.trim_matches(['-', '—', '–', '－', '·', '•', '~', '〜', '_', '/', '|']);
    matches!(
        bare,
        "#" | "第#页"
            | "第#页共#页"
            | "第#页,共#页"
            | "第#页，共#页"
            | "#/#"
            | "共#页第#页"
            | "Page#of#"
            | "Page#"
    )
}
