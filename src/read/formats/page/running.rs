//! Running heads and feet, and page numbers: what comes again at the edges of the pages.

use super::Page;
use super::columns::Part;
use super::lines::Run;
use rustc_hash::FxHashMap;

/// Share of a page at its top and bottom where heads and feet stand.
const EDGE: f32 = 0.13;
/// So many lines at each edge may be running ones.
const LINES: usize = 2;

/// Marks running lines by taking them out of the leaves; they stand in `Page::stamps` then.
pub(super) fn mark(pages: &mut [Page]) {
    let mut seen: FxHashMap<(String, bool), u32> = FxHashMap::default();
    let mut found: Vec<Vec<(usize, usize)>> = Vec::with_capacity(pages.len());
    for page in pages.iter() {
        let edges = edges(page);
        for &(leaf, part) in &edges {
            if let Part::Run(run) = &page.leaves[leaf].parts[part] {
                *seen.entry((pattern(&run.words), run.y < page.height / 2.0)).or_default() += 1;
            }
        }
        found.push(edges);
    }
    let count = pages.len() as u32;
    for (page, edges) in pages.iter_mut().zip(found) {
        let mut taken: Vec<(usize, usize)> = edges
            .into_iter()
            .filter(|&(leaf, part)| match &page.leaves[leaf].parts[part] {
                Part::Run(run) => {
                    let times =
                        seen.get(&(pattern(&run.words), run.y < page.height / 2.0)).copied().unwrap_or(0);
                    is_page_number(run) || times >= 3 || times == 2 && count <= 4
                }
                Part::Table(_) => false,
            })
            .collect();
        taken.sort_unstable();
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

/// The outermost lines at the top and at the bottom, by leaf and part.
fn edges(page: &Page) -> Vec<(usize, usize)> {
    let mut lines: Vec<(f32, usize, usize)> = Vec::new();
    let mut edges: Vec<(usize, usize)> = Vec::new();
    for (at, leaf) in page.leaves.iter().enumerate() {
        for (part, of) in leaf.parts.iter().enumerate() {
            if leaf.is_aside {
                // On a page on its side head and foot stand on their sides.
                edges.push((at, part));
            } else {
                lines.push((of.y(), at, part));
            }
        }
    }
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    let top = lines.iter().take(LINES).filter(|(y, ..)| *y < page.height * EDGE);
    let bottom = lines.iter().rev().take(LINES).filter(|(y, ..)| *y > page.height * (1.0 - EDGE));
    edges.extend(top.chain(bottom).map(|(_, leaf, part)| (*leaf, *part)));
    edges.sort_unstable();
    edges.dedup();
    edges
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
fn is_page_number(run: &Run) -> bool {
    let pattern = pattern(&run.words);
    let bare = pattern.trim_matches(['-', '—', '–', '－', '·', '•', '~', '〜', '_', '/', '|']);
    matches!(bare, "#" | "第#页" | "第#页共#页" | "第#页,共#页" | "第#页，共#页" | "#/#" | "共#页第#页" | "Page#of#" | "Page#")
}
