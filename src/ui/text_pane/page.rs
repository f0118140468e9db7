//! One document on the screen: its chunks, where it is scrolled to, and what is laid out.
//!
//! The scroll position is a chunk and an offset in it, so that a corrected estimate of a height
//! elsewhere never moves what the reader looks at.

use super::{
    chunks::{Chunk, ChunkKind, Chunks, INDENT},
    heights::Heights,
    marks::{Mark, marks_of},
    opening::Cut,
    passages::{PassageStamp, Passages},
    rows,
    shown::Shown,
};
use crate::model::{NodeId, Plan, Reading, Revision, SourceSpan};
use crate::ui::theme::{self, Theme, space};
use crate::words::{Message, Messages};
use egui::{Color32, Rect, text::LayoutJob};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Jobs kept beyond those on the screen, so that scrolling back builds none.
const KEPT_JOBS: usize = 256;

/// Nodes whose marks are kept, so that a long sitting with one revision takes no more room.
const KEPT_MARKS: usize = 4_096;

/// How the text is set.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Setting {
    /// Width of the column.
    pub(super) width: f32,
    /// Pixels per point: glyphs stand on whole pixels, and rows break accordingly.
    pub(super) dense: f32,
    pub(super) theme: Theme,
    pub(super) messages: Messages,
}

/// The first thing on the screen.
#[derive(Clone, Copy, Debug, Default)]
struct Anchor {
    chunk: usize,
    /// How far the top of the pane lies below the chunk's top; negative above the first chunk.
    offset: f32,
}

/// A document as shown.
pub(super) struct Page {
    pub(super) passages: Passages,
    pub(super) chunks: Chunks,
    heights: Heights,
    setting: Option<Setting>,
    /// Folds of noise that are open, by chunk.
    open: FxHashSet<u32>,
    jobs: FxHashMap<u32, LayoutJob>,
    marks: FxHashMap<NodeId, Vec<Mark>>,
    extents: FxHashMap<NodeId, Arc<[SourceSpan]>>,
    /// The revision that `marks` and `extents` were made at.
    revision: Option<Revision>,
    anchor: Anchor,
    /// How often a chunk was measured since the page was made.
    #[cfg(test)]
    pub(super) layouts: usize,
}

impl Page {
    pub(super) fn new(plan: &Plan, stamp: PassageStamp, reading: &Arc<Reading>, cut: Cut) -> Self {
        let Cut { chunks, stretches } = cut;
        Self {
            passages: Passages::new(plan, stamp, reading, stretches),
            chunks,
            heights: Heights::default(),
            setting: None,
            open: FxHashSet::default(),
            jobs: FxHashMap::default(),
            marks: FxHashMap::default(),
            extents: FxHashMap::default(),
            revision: None,
            anchor: Anchor { chunk: 0, offset: -space::L },
            #[cfg(test)]
            layouts: 0,
        }
    }

    /// Follows the plan's revision and how the text is set.
    pub(super) fn follow(&mut self, plan: &Plan, setting: Setting) {
        self.passages.follow(plan);
        if self.revision.replace(plan.revision()) != Some(plan.revision()) {
            self.marks.clear();
            self.extents.clear();
        }
        let old = self.setting.replace(setting);
        if old == Some(setting) {
            return;
        }
        self.jobs.clear();
        if old.is_some_and(|old| old.width.to_bits() == setting.width.to_bits()) {
            return;
        }
        let before = self.heights.get(self.anchor.chunk);
        let estimates =
            (0..self.chunks.list.len()).map(|index| self.estimate(index, setting.width)).collect();
        self.heights = Heights::new(estimates);
        if before > 0.0 && self.anchor.offset > 0.0 {
            self.anchor.offset *= self.heights.get(self.anchor.chunk) / before;
        }
    }

    fn estimate(&self, index: usize, width: f32) -> f32 {
        let Some(chunk) = self.chunks.list.get(index) else { return 0.0 };
        if self.is_hidden(index) {
            return 0.0;
        }
        let size = size_of(chunk.kind);
        let rows = (chunk.ems * size / width).ceil().max(1.0);
        rows * line_of(size) + self.gap(index)
    }

    fn gap(&self, index: usize) -> f32 {
        let Some(chunk) = self.chunks.list.get(index).filter(|chunk| chunk.ends_paragraph) else {
            return 0.0;
        };
        match chunk.kind {
            ChunkKind::Noise { .. } => {
                let next = self.chunks.list.get(index + 1).map(|next| next.kind);
                if matches!(next, Some(ChunkKind::Noise { .. })) { 0.0 } else { space::S }
            }
            ChunkKind::Title => space::XL,
            _ if self.chunks.is_heading(index + 1) => space::XL,
            _ => space::S,
        }
    }

    fn is_hidden(&self, index: usize) -> bool {
        matches!(self.chunks.list.get(index), Some(chunk) if matches!(chunk.kind, ChunkKind::Noise { fold } if !self.open.contains(&fold)))
    }

    /// Whether the fold at a chunk is open.
    pub(super) fn is_open(&self, fold: usize) -> bool {
        self.open.contains(&(fold as u32))
    }

    /// Opens or closes a fold.
    pub(super) fn toggle(&mut self, fold: usize) {
        let Some(ChunkKind::Fold { last, .. }) = self.chunks.list.get(fold).map(|chunk| chunk.kind) else {
            return;
        };
        if !self.open.remove(&(fold as u32)) {
            self.open.insert(fold as u32);
        }
        self.jobs.remove(&(fold as u32));
        let Some(setting) = self.setting else { return };
        for index in fold + 1..=last as usize {
            let height = self.estimate(index, setting.width);
            self.heights.set(index, height);
        }
    }

    /// Opens every fold and puts the first at the top.
    pub(super) fn open_all(&mut self) {
        let is_fold = |chunk: &Chunk| matches!(chunk.kind, ChunkKind::Fold { .. });
        let folds = self.chunks.list.iter().enumerate().filter(|(_, chunk)| is_fold(chunk));
        let folds: Vec<usize> = folds.map(|(index, _)| index).collect();
        let first = folds.first().copied();
        for fold in folds {
            if !self.is_open(fold) {
                self.toggle(fold);
            }
        }
        if let Some(chunk) = first {
            self.anchor = Anchor { chunk, offset: -space::L };
        }
    }

    fn next(&self, index: usize) -> Option<usize> {
        let next = match self.chunks.list.get(index)?.kind {
            ChunkKind::Fold { last, .. } if !self.is_open(index) => last as usize + 1,
            _ => index + 1,
        };
        (next < self.chunks.list.len()).then_some(next)
    }

    fn previous(&self, index: usize) -> Option<usize> {
        let before = index.checked_sub(1)?;
        match self.chunks.list.get(before)?.kind {
            ChunkKind::Noise { fold } if self.is_hidden(before) => Some(fold as usize),
            _ => Some(before),
        }
    }

    /// Moves the text up by `delta` points.
    pub(super) fn scroll_by(&mut self, delta: f32, view: f32) {
        if delta.abs() > 4.0 * view {
            self.scroll_to(self.position() + f64::from(delta));
        } else {
            self.anchor.offset += delta;
        }
    }

    /// Puts height `y` of the whole text at the top of the pane.
    pub(super) fn scroll_to(&mut self, y: f64) {
        let (chunk, offset) = self.heights.at(y);
        let offset = if y < 0.0 { y as f32 } else { offset };
        self.anchor = Anchor { chunk, offset };
    }

    /// Height of the text above the pane.
    pub(super) fn position(&self) -> f64 {
        self.heights.before(self.anchor.chunk) + f64::from(self.anchor.offset)
    }

    /// Height of the whole text, as far as it is known.
    pub(super) fn total(&self) -> f64 {
        self.heights.total() + f64::from(2.0 * space::L)
    }

    /// The first byte of the report's own words on the screen.
    pub(super) fn first_byte(&self) -> u32 {
        let top = self.anchor.chunk;
        let first = match self.chunks.list.get(top).map(|chunk| chunk.kind) {
            Some(ChunkKind::Text | ChunkKind::Title) | None => top,
            Some(_) => self.chunks.beside(top, true).unwrap_or(top),
        };
        self.chunks.span(first).start
    }

    /// Scrolls so that a byte of the source is shown, if it is not already well inside the pane.
    pub(super) fn reveal(&mut self, ui: &egui::Ui, byte: u32, view: f32) {
        let mut chunk = self.chunks.at(byte);
        if let Some(ChunkKind::Noise { fold }) = self.chunks.list.get(chunk).map(|chunk| chunk.kind)
            && self.is_hidden(chunk)
        {
            chunk = fold as usize;
        }
        let Some(shown) = self.measure(ui, chunk) else { return };
        let row = shown.row_top(self.chunks.to_words(chunk, byte));
        let margin = line_of(theme::REPORT);
        let top = self.heights.before(chunk) + f64::from(row) - self.position();
        // Far away the sums hold estimates, but there it is not shown either.
        if top < f64::from(margin) || top > f64::from(view - 2.0 * margin) {
            self.anchor = Anchor { chunk, offset: row - view / 4.0 };
        }
    }

    /// Lays out what is on the screen: chunks from the top of `rect` to its bottom.
    pub(super) fn lay_out(&mut self, ui: &egui::Ui, rect: Rect) -> Vec<Shown> {
        self.settle(ui);
        let mut shown = self.fill(ui, rect);
        let end = shown.last().map_or(rect.top(), |last| last.bottom + space::L);
        let at_end = shown.last().is_none_or(|last| self.next(last.index).is_none());
        if at_end && end < rect.bottom() && self.position() > f64::from(-space::L) {
            self.anchor.offset -= rect.bottom() - end;
            self.settle(ui);
            shown = self.fill(ui, rect);
        }
        if self.jobs.len() > KEPT_JOBS + shown.len() {
            self.jobs.retain(|index, _| shown.iter().any(|shown| shown.index == *index as usize));
        }
        shown
    }

    /// Brings the anchor to the chunk that really lies at the top.
    fn settle(&mut self, ui: &egui::Ui) {
        while self.anchor.offset < 0.0 {
            let Some(before) = self.previous(self.anchor.chunk) else {
                self.anchor.offset = self.anchor.offset.max(-space::L);
                break;
            };
            self.measure(ui, before);
            self.anchor = Anchor { chunk: before, offset: self.anchor.offset + self.heights.get(before) };
        }
        loop {
            self.measure(ui, self.anchor.chunk);
            let height = self.heights.get(self.anchor.chunk);
            if self.anchor.offset < height {
                break;
            }
            let Some(next) = self.next(self.anchor.chunk) else { break };
            self.anchor = Anchor { chunk: next, offset: self.anchor.offset - height };
        }
    }

    fn fill(&mut self, ui: &egui::Ui, rect: Rect) -> Vec<Shown> {
        let mut shown = Vec::new();
        let mut top = rect.top() - self.anchor.offset;
        let mut index = Some(self.anchor.chunk);
        while let Some(chunk) = index
            && top < rect.bottom()
        {
            let Some(mut measured) = self.measure(ui, chunk) else { break };
            measured.place(egui::pos2(rect.left(), top), self.setting.map_or(0.0, |setting| setting.width));
            top += self.heights.get(chunk);
            shown.push(measured);
            index = self.next(chunk);
        }
        shown
    }

    /// Lays a chunk out and notes its true height.
    fn measure(&mut self, ui: &egui::Ui, index: usize) -> Option<Shown> {
        let setting = self.setting?;
        if index >= self.chunks.list.len() {
            return None;
        }
        if !self.jobs.contains_key(&(index as u32)) {
            let lay_out = |job| ui.fonts_mut(|fonts| fonts.layout_job(job));
            let job = rows::set(self.job(index, &setting), lay_out);
            self.jobs.insert(index as u32, job);
        }
        #[cfg(test)]
        {
            self.layouts += 1;
        }
        let job = self.jobs.get(&(index as u32))?.clone();
        // egui keeps galleys of the last frame, and renews them when its glyph texture is renewed.
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        self.heights.set(index, galley.size().y + self.gap(index));
        let centred = self.chunks.list.get(index).is_some_and(|chunk| chunk.kind == ChunkKind::Title);
        Some(Shown::new(index, galley, centred))
    }

    /// Where a caret one row on or back from a byte stands, at `x` from the column's left; gives `x`
    /// too, for the next step.
    pub(super) fn row_step(&mut self, ui: &egui::Ui, byte: u32, forward: bool, x: Option<f32>) -> (u32, f32) {
        let mut index = self.chunks.at(byte);
        let Some(shown) = self.placed(ui, index) else { return (byte, x.unwrap_or_default()) };
        let caret = shown.caret_rect(self.chunks.to_words(index, byte));
        let x = x.unwrap_or(caret.left());
        let y = if forward { caret.bottom() + 1.0 } else { caret.top() - 1.0 };
        let rows = shown.rect();
        let (shown, y) = if rows.top() <= y && y < rows.bottom() {
            (shown, y)
        } else {
            loop {
                let next = if forward { self.next(index) } else { self.previous(index) };
                let Some(next) = next else { return (byte, x) };
                index = next;
                // A folded line holds no words.
                if !self.chunks.pieces(index).is_empty() {
                    break;
                }
            }
            let Some(shown) = self.placed(ui, index) else { return (byte, x) };
            let rows = shown.rect();
            let y = if forward { rows.top() + 1.0 } else { rows.bottom() - 1.0 };
            (shown, y)
        };
        let offset = shown.caret(egui::pos2(x, y));
        (self.chunks.to_source(index, offset, offset > 0), x)
    }

    /// The chunk above another one whose top left is given, placed there.
    pub(super) fn chunk_above(
        &mut self,
        ui: &egui::Ui,
        index: usize,
        corner: egui::Pos2,
    ) -> Option<(usize, Shown)> {
        let before = self.previous(index)?;
        let mut chunk = self.measure(ui, before)?;
        let top = corner.y - self.heights.get(before);
        chunk.place(egui::pos2(corner.x, top), self.setting.map_or(0.0, |setting| setting.width));
        Some((before, chunk))
    }

    /// A chunk as if its column began at the origin.
    fn placed(&mut self, ui: &egui::Ui, index: usize) -> Option<Shown> {
        let mut shown = self.measure(ui, index)?;
        shown.place(egui::Pos2::ZERO, self.setting.map_or(0.0, |setting| setting.width));
        Some(shown)
    }

    fn job(&self, index: usize, setting: &Setting) -> LayoutJob {
        let mut job = LayoutJob::default();
        job.wrap.max_width = setting.width;
        let Some(chunk) = self.chunks.list.get(index) else { return job };
        let size = size_of(chunk.kind);
        let format = |bold: bool, color: Color32| egui::TextFormat {
            font_id: if bold { theme::bold(size) } else { theme::regular(size) },
            line_height: Some(line_of(size)),
            color,
            ..Default::default()
        };
        let theme = &setting.theme;
        match chunk.kind {
            ChunkKind::Fold { lines, .. } => {
                let words = if self.is_open(index) {
                    setting.messages.text(Message::NoiseShown).to_owned()
                } else {
                    // Where it stands in several places each tells the whole, as the line over the
                    // report does.
                    match self.passages.reading().noise.len() {
                        all if all == lines as usize => {
                            setting.messages.with(Message::NoiseFolded, &[&lines])
                        }
                        all => setting.messages.with(Message::NoiseFoldedOf, &[&lines, &all]),
                    }
                };
                job.append(&words, 0.0, format(false, theme.ink2));
            }
            ChunkKind::Noise { .. } => {
                let words = self.chunks.words(index, &self.passages.reading().text);
                job.append(&words, 0.0, format(false, theme.ink2));
            }
            ChunkKind::Title => {
                let words = self.chunks.words(index, &self.passages.reading().text);
                job.append(&words, 0.0, format(true, theme.ink));
            }
            ChunkKind::Text => {
                let words = self.chunks.words(index, &self.passages.reading().text);
                let mut indent = if chunk.indented { INDENT * size } else { 0.0 };
                let mut add = |range: std::ops::Range<usize>, bold: bool| {
                    if let Some(words) = words.get(range).filter(|words| !words.is_empty()) {
                        job.append(words, std::mem::take(&mut indent), format(bold, theme.ink));
                    }
                };
                let mut at = 0;
                for heading in self.chunks.headings(self.chunks.span(index)) {
                    let start = self.chunks.to_words(index, heading.start).max(at);
                    let end = self.chunks.to_words(index, heading.end).max(start);
                    add(at..start, false);
                    add(start..end, true);
                    at = end;
                }
                add(at..words.len(), false);
            }
        }
        job
    }

    /// Marks that overlap a chunk.
    pub(super) fn marks(&mut self, plan: &Plan, index: usize) -> Vec<Mark> {
        let span = self.chunks.span(index);
        if self.marks.len() > KEPT_MARKS {
            self.marks.clear();
        }
        let mut marks = Vec::new();
        let mut seen: Vec<NodeId> = Vec::new();
        for node in self.passages.within(plan, span) {
            if seen.contains(&node) {
                continue;
            }
            seen.push(node);
            let of_node = self.marks.entry(node).or_insert_with(|| marks_of(plan, &self.passages, node));
            marks.extend(of_node.iter().filter(|mark| mark.span.overlaps(span)));
        }
        marks
    }

    /// Where a node stands, kept for this revision.
    pub(super) fn extent(&mut self, plan: &Plan, node: NodeId) -> Arc<[SourceSpan]> {
        let extent = self.extents.entry(node).or_insert_with(|| self.passages.extent(plan, node).into());
        Arc::clone(extent)
    }

    /// Where in the words of a chunk a span of the source stands.
    pub(super) fn words_of(&self, index: usize, span: SourceSpan) -> std::ops::Range<usize> {
        let start = self.chunks.to_words(index, span.start);
        // The end goes by the last byte: the end of a piece is not the start of the next.
        let end = if span.is_empty() { start } else { self.chunks.to_words(index, span.end - 1) + 1 };
        start..end.max(start)
    }
}

fn size_of(kind: ChunkKind) -> f32 {
    match kind {
        ChunkKind::Title => theme::TITLE,
        ChunkKind::Text => theme::REPORT,
        ChunkKind::Fold { .. } | ChunkKind::Noise { .. } => theme::CAPTION,
    }
}

/// Line height, whole points so that rows stay sharp.
fn line_of(size: f32) -> f32 {
    (size * theme::REPORT_LINE).round()
}
