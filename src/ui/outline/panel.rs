//! The outline pane: its own state, scrolling, and what is drawn where.

use super::{
    badges,
    cut::Cut,
    drag::Drag,
    filter::Filter,
    row::{self, RowPlace},
    rows::Rows,
    seek::Seek,
};
use crate::words::{Message, Messages};
use crate::{
    model::{DocumentId, NodeId, Parent, Plan},
    ui::{
        commands::{UiCommand, Verb},
        theme::{self, Theme, space},
    },
};
use egui::{EventFilter, Id, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder};
use egui::{WidgetInfo, accesskit::Role, pos2, vec2};
use rustc_hash::FxHashSet;

/// What the outline is drawn from.
pub struct OutlineContext<'a> {
    /// The project.
    pub plan: &'a Plan,
    /// The selected node.
    pub selected: Option<NodeId>,
    /// The palette.
    pub theme: &'a Theme,
    /// The words.
    pub words: Messages,
    /// False when nothing can be edited.
    pub writing: bool,
}

/// The outline's own state: folding, filter, scroll, and what is under way in it.
#[derive(Default)]
pub struct OutlinePanel {
    pub(super) rows: Rows,
    /// All selected nodes, for the rows in view; the desk says which.
    pub(super) chosen: FxHashSet<NodeId>,
    /// Where a range of rows begins that Shift extends.
    pub(super) anchor: Option<NodeId>,
    /// A row to bring into view.
    reveal: Option<NodeId>,
    /// What is revealed is to stand at the top.
    to_top: bool,
    /// How many rows there were in the last frame.
    drawn: usize,
    /// Take the keyboard in the next frame.
    take_focus: bool,
    /// Something was done here since the keyboard came: Tab indents from then on. Who only walks
    /// through the window by Tab walks on, and indents nothing on the way.
    pub(super) acted: bool,
    /// Where the rows were scrolled to, and how many were in view, in the last frame.
    scroll: f32,
    pub(super) page: usize,
    pub(super) drag: Option<Drag>,
    pub(super) seek: Seek,
    pub(super) cut: Option<Cut>,
}

/// Height of the line under the rows.
const FOOT: f32 = 20.0;

impl OutlinePanel {
    /// An outline of these rows.
    pub fn of(rows: Rows) -> Self {
        Self { rows, ..Self::default() }
    }

    /// The filter in force.
    pub fn filter(&self) -> Option<&Filter> {
        self.rows.filter()
    }

    /// Shows only rows of one sort, or all again.
    pub fn toggle_filter(&mut self, filter: Filter, document: Option<DocumentId>) {
        self.rows.toggle_filter(filter, document);
    }

    /// Shows all rows.
    pub fn show_all(&mut self) {
        self.rows.show_all();
    }

    /// The node that a filter just set leads to: `selected` if it passes, else the first that does.
    pub fn hit(&mut self, plan: &Plan, selected: Option<NodeId>) -> Option<NodeId> {
        self.rows.refresh(plan);
        let first = self.rows.first_hit()?;
        let at = selected.and_then(|node| self.rows.position(node));
        let passes = at.and_then(|at| self.rows.row(at)).is_some_and(|row| row.matches);
        selected.filter(|_| passes).or(Some(first))
    }

    /// Folds or unfolds.
    pub fn toggle(&mut self, parent: Parent) {
        self.rows.toggle(parent);
    }

    /// What is folded, to be remembered between sessions.
    pub fn folded(&self) -> impl Iterator<Item = Parent> + '_ {
        self.rows.folded()
    }

    /// Counts changes of what is folded.
    pub fn folds(&self) -> u64 {
        self.rows.folds()
    }

    /// Folds just these.
    pub fn fold(&mut self, folded: impl IntoIterator<Item = Parent>) {
        self.rows.fold(folded);
    }

    /// Unfolds all.
    pub fn expand_all(&mut self) {
        self.rows.expand_all();
    }

    /// Folds all that holds something.
    pub fn collapse_all(&mut self, plan: &Plan) {
        self.rows.collapse_all(plan);
    }

    /// The rows, as of the plan's revision.
    pub fn rows(&mut self, plan: &Plan) -> &Rows {
        self.rows.refresh(plan);
        &self.rows
    }

    /// Which nodes are selected. The desk keeps them in order; here they are looked up by row.
    pub fn set_chosen(&mut self, chosen: &[NodeId]) {
        self.chosen.clear();
        self.chosen.extend(chosen);
        if let [only] = chosen {
            self.anchor = Some(*only);
        }
    }

    /// Unfolds what hides a node and scrolls to it.
    pub fn reveal(&mut self, plan: &Plan, node: NodeId) {
        self.rows.reveal(plan, node);
        self.reveal = Some(node);
    }

    /// Scrolls on until what is revealed next stands at the top.
    pub fn bring_to_top(&mut self) {
        self.to_top = true;
    }

    /// Gives the outline the keyboard.
    pub fn focus(&mut self) {
        self.take_focus = true;
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, context: &OutlineContext<'_>, queue: &mut Vec<UiCommand>) {
        let plan = context.plan;
        // The pane keeps the width the user gave it, whatever stands in it.
        ui.set_min_width(ui.available_width());
        self.rows.refresh(plan);
        if self.rows.is_empty() && self.rows.filter().is_none() && plan.documents().next().is_none() {
            ui.add_space(space::L);
            ui.weak(context.words.text(Message::OutlineEmpty));
            if ui.button(context.words.text(Message::OpenReport)).clicked() {
                queue.push(UiCommand::Verb(Verb::OpenReport));
            }
            return;
        }
        let tree = ui.scope_id().with("outline");
        let area = ui.available_rect_before_wrap();
        let response = ui.interact(area, tree, Sense::focusable_noninteractive());
        if std::mem::take(&mut self.take_focus) {
            self.acted = true;
            // Whoever comes by the keyboard sees where it is.
            self.reveal = self.reveal.or(context.selected);
            response.request_focus();
        }
        let has_focus = response.has_focus();
        if has_focus {
            self.leave_cut(ui);
            self.keys(ui, context, queue);
            self.seek_on(ui, context, queue);
            let filter = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                tab: self.acted && context.writing,
                // Esc ends a drag, forgets typed letters or what is cut before it gives the keyboard away.
                escape: self.drag.is_some() || self.seek.is_open() || self.cut.is_some(),
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(tree, filter));
        } else {
            self.acted = false;
            self.seek = Seek::default();
        }
        self.describe(&response, tree, context);
        self.drag_on(ui, context);
        if self.rows.is_empty() {
            ui.add_space(space::L);
            ui.weak(context.words.text(Message::NothingMatches));
            return;
        }
        // What hangs in the tree is told as hanging in it.
        ui.scope_builder(UiBuilder::new().accessibility_parent(tree), |ui| {
            self.list(ui, context, (tree, has_focus), queue);
        });
        if has_focus && context.selected.and_then(|node| self.rows.position(node)).is_none() {
            // No row shows that the keyboard is here.
            ui.painter().rect_stroke(
                area,
                theme::RADIUS,
                egui::Stroke::new(2.0, context.theme.accent),
                egui::StrokeKind::Inside,
            );
        }
        self.foot(ui, has_focus, context);
        if let Some(command) = self.land(ui) {
            queue.push(command);
        }
    }

    fn describe(&self, response: &egui::Response, tree: Id, context: &OutlineContext<'_>) {
        let words = context.words;
        response.widget_info(|| WidgetInfo::labeled(Role::Tree, true, words.text(Message::Outline)));
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_multiselectable();
            node.set_description(words.text(Message::OutlineKeys));
            if let Some(selected) = context.selected.filter(|node| self.rows.position(*node).is_some()) {
                node.set_active_descendant(row::id_of(tree, selected).accesskit_id());
            }
        });
    }

    /// The rows in view. They stand on whole rows wherever one scrolls, as in a spreadsheet, so
    /// that none is ever cut in half.
    fn list(
        &mut self,
        ui: &mut Ui,
        context: &OutlineContext<'_>,
        (tree, has_focus): (Id, bool),
        queue: &mut Vec<UiCommand>,
    ) {
        const ROW: f32 = theme::TREE_ROW;
        let room = ui.available_height() - FOOT;
        self.page = (room / ROW).floor().max(1.0) as usize;
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = self.page as f32 * ROW;
        let mut scroll = ScrollArea::vertical()
            .auto_shrink(false)
            .id_salt("rows")
            .max_height(height)
            .min_scrolled_height(height);
        // Beyond what the area held in its last frame it would spring back: with more rows, one frame later.
        let grew = std::mem::replace(&mut self.drawn, self.rows.len()) < self.rows.len();
        if grew && self.reveal.is_some() {
            ui.request_repaint();
        } else if let Some(at) = self.reveal.take().and_then(|node| self.rows.position(node)) {
            let offset = if std::mem::take(&mut self.to_top) {
                // What it stands under is shown too.
                Some(at.saturating_sub(1) as f32 * ROW)
            } else {
                offset_to_show(self.scroll, self.page, at)
            };
            if let Some(offset) = offset {
                scroll = scroll.vertical_scroll_offset(offset);
            }
        } else if let Some(offset) = self.drag_scroll(ui, self.scroll) {
            scroll = scroll.vertical_scroll_offset(offset);
        }
        let output = scroll.show_viewport(ui, |ui, viewport| {
            ui.set_height(self.rows.len() as f32 * ROW);
            ui.set_width(ui.available_width());
            let first = (viewport.min.y / ROW).round().max(0.0) as usize;
            let (left, top) = (ui.max_rect().left(), ui.max_rect().top() + viewport.min.y);
            let width = ui.available_width();
            let last = (first + self.page).min(self.rows.len());
            let rows =
                Rect::from_min_size(pos2(left, top), vec2(width, (last - first.min(last)) as f32 * ROW));
            for at in first..last {
                let Some(row) = self.rows.row(at) else { break };
                let rect = Rect::from_min_size(pos2(left, top + (at - first) as f32 * ROW), vec2(width, ROW));
                let place = RowPlace { rect, tree, tree_has_focus: has_focus };
                self.row(ui, &row, &place, context, queue);
            }
            (first, rows)
        });
        self.scroll = output.state.clamped_offset().y;
        let (first, rows) = output.inner;
        self.drag_over(ui, context, first, rows);
    }

    /// What the keys do, what is being typed, or how many rows are selected.
    fn foot(&self, ui: &mut Ui, has_focus: bool, context: &OutlineContext<'_>) {
        let words = context.words;
        let said = if let Some(typed) = self.seek.typed() {
            words.with(Message::OutlineSeeking, &[&typed])
        } else if self.chosen.len() > 1 {
            words.with(Message::OutlineChosen, &[&self.chosen.len()])
        } else if has_focus {
            words.text(Message::OutlineKeys).to_owned()
        } else {
            String::new()
        };
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), FOOT));
        if !said.is_empty() {
            let text = RichText::new(said).small().color(context.theme.ink2);
            ui.put(rect, egui::Label::new(text).truncate().halign(egui::Align::Min));
        }
    }

    /// A hint for a row: what is cut off, and its state in words.
    pub(super) fn hint(ui: &mut Ui, title: Option<&str>, said: &str, theme: &Theme) {
        ui.set_max_width(360.0);
        if let Some(title) = title {
            ui.label(title);
        }
        ui.label(RichText::new(said).small().color(theme.ink2));
    }

    /// The words of a row's badges.
    pub(super) fn said(of: super::RowOf, context: &OutlineContext<'_>) -> String {
        badges::words(of, context.plan, context.words)
    }
}

/// Where to scroll so that row `at` is in view, moving no further than needed; `None` when it is.
fn offset_to_show(offset: f32, page: usize, at: usize) -> Option<f32> {
    let first = (offset / theme::TREE_ROW).round() as usize;
    if at < first {
        return Some(at as f32 * theme::TREE_ROW);
    }
    // Nothing was drawn yet while the page is 0.
    let page = page.max(1);
    // The row after it is shown too: one sees where one is going.
    (at + 1 >= first + page).then(|| (at + 2).saturating_sub(page) as f32 * theme::TREE_ROW)
}
