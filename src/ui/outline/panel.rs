//! Drawing the outline, and its keys.

use super::{
    found::{Filter, has_conflict, is_unsure},
    rows::{Row, RowOf, Rows},
};
use crate::words::{Message, Messages};
use crate::{
    model::{Conflict, DocumentId, NodeId, NodeView, Plan, TaskStatus},
    ui::{
        commands::{UiCommand, Verb},
        theme::{self, Theme, space},
    },
};
use egui::{
    Align2, Color32, EventFilter, Id, Key, Modifiers, Rect, Response, RichText, ScrollArea, Sense, Stroke,
    Ui, WidgetInfo, accesskit::Role, pos2, text::LayoutJob, vec2,
};

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

/// The outline's own state: folding, filter, scroll.
#[derive(Default)]
pub struct OutlinePanel {
    rows: Rows,
    /// A row to bring into view.
    reveal: Option<NodeId>,
    /// Take the keyboard in the next frame.
    take_focus: bool,
    /// Where the rows were scrolled to, and how high they were, in the last frame.
    scroll: (f32, f32),
}

/// What a row says, made for the rows in view only.
struct RowWords {
    mark: Mark,
    marker: String,
    title: String,
    counts: String,
    /// A report or section.
    strong: bool,
}

/// The sign before a row: shape, colour and word, never colour alone.
struct Mark {
    shape: &'static str,
    colour: Color32,
    word: Message,
}

impl OutlinePanel {
    /// The filter in force.
    pub fn filter(&self) -> Option<Filter> {
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
        let first = self.rows.first_hit(plan)?;
        let at = selected.and_then(|node| self.rows.position(plan, node));
        let passes = at.and_then(|at| self.rows.of(plan).get(at)).is_some_and(|row| row.matches);
        selected.filter(|_| passes).or(Some(first))
    }

    /// Folds or unfolds.
    pub fn toggle(&mut self, parent: crate::model::Parent) {
        self.rows.toggle(parent);
    }

    /// What is folded.
    pub fn folded(&self) -> impl Iterator<Item = crate::model::Parent> + '_ {
        self.rows.folded()
    }

    /// Counts changes of what is folded.
    pub fn folds(&self) -> u64 {
        self.rows.folds()
    }

    /// Folds these and nothing else.
    pub fn fold(&mut self, parents: Vec<crate::model::Parent>) {
        self.rows.fold(parents);
    }

    /// Unfolds what hides a node and scrolls to it.
    pub fn reveal(&mut self, plan: &Plan, node: NodeId) {
        self.rows.reveal(plan, node);
        self.reveal = Some(node);
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
        if plan.documents().next().is_none() {
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
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Tree, true, context.words.text(Message::Outline));
            info.selected = None;
            info
        });
        if std::mem::take(&mut self.take_focus) {
            response.request_focus();
        }
        let has_focus = response.has_focus();
        if has_focus {
            let arrows =
                EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(tree, arrows));
            self.keys(ui, context, queue);
        }
        let at = self.reveal.take().and_then(|node| self.rows.position(plan, node));
        let rows = self.rows.of(plan);
        if rows.is_empty() {
            ui.add_space(space::L);
            ui.weak(context.words.text(Message::NothingMatches));
            return;
        }
        let conflicts = plan.conflicts();
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut scroll = ScrollArea::vertical().auto_shrink(false).id_salt("rows");
        if let Some(at) = at {
            let (offset, height) = self.scroll;
            // Nothing was drawn yet: the rows get the room there is.
            let height = if height > 0.0 { height } else { ui.available_height() };
            scroll = scrolled_to(scroll, (offset, height), at);
        }
        let output = scroll.show_rows(ui, theme::TREE_ROW, rows.len(), |ui, range| {
            for row in &rows[range] {
                let clicked = draw_row(ui, row, context, &conflicts, tree, has_focus, queue);
                if clicked {
                    ui.memory_mut(|memory| memory.request_focus(tree));
                }
            }
        });
        self.scroll = (output.state.clamped_offset().y, output.inner_rect.height());
    }

    fn keys(&mut self, ui: &Ui, context: &OutlineContext<'_>, queue: &mut Vec<UiCommand>) {
        let plan = context.plan;
        let selected = context.selected;
        let at = selected.and_then(|node| self.rows.position(plan, node));
        let page = (ui.available_height() / theme::TREE_ROW).max(2.0) as usize - 1;
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let rows = self.rows.of(plan);
        let last = rows.len().saturating_sub(1);
        let to = if pressed(Key::ArrowDown) {
            Some(at.map_or(0, |at| (at + 1).min(last)))
        } else if pressed(Key::ArrowUp) {
            Some(at.map_or(last, |at| at.saturating_sub(1)))
        } else if pressed(Key::PageDown) {
            Some(at.map_or(0, |at| (at + page).min(last)))
        } else if pressed(Key::PageUp) {
            Some(at.map_or(0, |at| at.saturating_sub(page)))
        } else if pressed(Key::Home) {
            Some(0)
        } else if pressed(Key::End) {
            Some(last)
        } else {
            None
        };
        if let Some(node) = to.and_then(|to| rows.get(to)).and_then(|row| row.of.node()) {
            queue.push(UiCommand::Select(Some(node)));
        }
        let Some(row) = at.and_then(|at| rows.get(at)).copied() else { return };
        if pressed(Key::ArrowRight) && row.has_children {
            if row.open {
                let child = at.and_then(|at| rows.get(at + 1)).and_then(|row| row.of.node());
                queue.extend(child.map(|child| UiCommand::Select(Some(child))));
            } else {
                queue.push(UiCommand::Toggle(row.of.parent()));
            }
        }
        if pressed(Key::ArrowLeft) {
            if row.open {
                queue.push(UiCommand::Toggle(row.of.parent()));
            } else if let Some(crate::model::Parent::Node(above)) =
                selected.and_then(|node| plan.node_state(node)).map(|state| state.parent)
            {
                queue.push(UiCommand::Select(Some(above)));
            }
        }
        if pressed(Key::Enter) {
            queue.push(UiCommand::Verb(Verb::EditTitle));
        }
    }
}

/// Brings row `at` into view, moving no further than needed.
fn scrolled_to(scroll: ScrollArea, (offset, height): (f32, f32), at: usize) -> ScrollArea {
    let top = at as f32 * theme::TREE_ROW;
    if top < offset {
        scroll.vertical_scroll_offset(top)
    } else if top + theme::TREE_ROW > offset + height {
        scroll.vertical_scroll_offset((top + theme::TREE_ROW * 2.0 - height).max(0.0))
    } else {
        scroll
    }
}

/// Room for a title, eight Han characters, below which the counts beside it are left out.
const TITLE_LEAST: f32 = 8.0 * theme::BODY;

/// What the menu of a row offers.
const ROW_VERBS: [(Verb, Message); 8] = [
    (Verb::EditTitle, Message::EditTitle),
    (Verb::Annotate, Message::AddAnnotation),
    (Verb::AddTask, Message::AddTask),
    (Verb::Split, Message::SplitTask),
    (Verb::Merge, Message::MergeNext),
    (Verb::MoveUp, Message::MoveUp),
    (Verb::MoveDown, Message::MoveDown),
    (Verb::Remove, Message::Remove),
];

/// Draws a row; true when it was clicked.
fn draw_row(
    ui: &mut Ui,
    row: &Row,
    context: &OutlineContext<'_>,
    conflicts: &[Conflict],
    tree: Id,
    tree_has_focus: bool,
    queue: &mut Vec<UiCommand>,
) -> bool {
    let Some(words) = row_words(row.of, context, conflicts) else { return false };
    let theme = context.theme;
    let width = ui.available_width();
    let (_, rect) = ui.allocate_space(vec2(width, theme::TREE_ROW));
    // Arrow keys move inside the outline; Tab leaves it. So a row takes clicks, not the keyboard.
    let response = ui.interact(rect, tree.with(row.of), Sense::CLICK);
    let selected = row.of.node().is_some() && row.of.node() == context.selected;
    describe(&response, row, &words, selected, context.words);

    let painter = ui.painter();
    if selected {
        painter.rect_filled(rect, theme::RADIUS, theme.select);
        if tree_has_focus {
            let ring = Stroke::new(2.0, theme.accent);
            painter.rect_stroke(rect, theme::RADIUS, ring, egui::StrokeKind::Inside);
        }
    } else if response.hovered() {
        painter.rect_filled(rect, theme::RADIUS, theme.select.gamma_multiply(0.5));
    }
    let left = rect.left() + space::XS;
    for level in 0..row.level {
        let x = left + (level as f32 + 0.5) * space::L;
        painter.vline(x, rect.y_range(), Stroke::new(1.0, theme.line));
    }
    let mut x = left + row.level as f32 * space::L;
    let fold = Rect::from_min_size(pos2(x, rect.top()), vec2(space::L, rect.height()));
    let mut fold_clicked = false;
    if row.has_children {
        let shape = triangle(fold.center(), row.open);
        painter.add(egui::Shape::convex_polygon(shape, theme.ink2, Stroke::NONE));
        fold_clicked = response.clicked()
            && response.interact_pointer_pos().is_some_and(|pointer| fold.expand(2.0).contains(pointer));
    }
    x += space::L;
    let mark = pos2(x + space::S, rect.center().y);
    painter.text(
        mark,
        Align2::CENTER_CENTER,
        words.mark.shape,
        theme::regular(theme::CAPTION),
        words.mark.colour,
    );
    x += space::L + space::XS;

    let counts = painter.layout_no_wrap(words.counts.clone(), theme::regular(theme::CAPTION), theme.ink2);
    let mut room = rect.right() - space::S - counts.size().x;
    // Counts give way to the title: they are in the hint as well.
    if room - space::S - x < TITLE_LEAST {
        room = rect.right();
    } else {
        painter.galley(pos2(room, rect.center().y - counts.size().y / 2.0), counts, theme.ink2);
    }

    let ink = if row.matches { theme.ink } else { theme.ink2 };
    let job = line(&words, theme, ink, room - space::S - x);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let elided = galley.elided;
    painter.galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ink);

    let hint = if elided { format!("{} {}", words.marker, words.title) } else { String::new() };
    let response = response.on_hover_ui(|ui| {
        ui.set_max_width(360.0);
        if !hint.is_empty() {
            ui.label(hint.trim());
        }
        let state = format!("{}　{}", context.words.text(words.mark.word), words.counts);
        ui.label(RichText::new(state.trim()).small().color(theme.ink2));
    });
    if let (true, RowOf::Node(node)) = (context.writing, row.of) {
        response.context_menu(|ui| {
            for (verb, label) in ROW_VERBS {
                if ui.button(context.words.text(label)).clicked() {
                    queue.push(UiCommand::Select(Some(node)));
                    queue.push(UiCommand::Verb(verb));
                }
            }
        });
    }
    if fold_clicked {
        queue.push(UiCommand::Toggle(row.of.parent()));
    } else if response.clicked() {
        match row.of {
            RowOf::Node(node) => queue.push(UiCommand::Select(Some(node))),
            RowOf::Document(_) => queue.push(UiCommand::Toggle(row.of.parent())),
        }
    }
    if let (true, RowOf::Node(node)) = (response.double_clicked(), row.of) {
        queue.push(UiCommand::Select(Some(node)));
        queue.push(UiCommand::Verb(Verb::EditTitle));
    }
    response.clicked()
}

/// The sign of a row that folds: pointing down while it is open. No font has it.
fn triangle(middle: egui::Pos2, open: bool) -> Vec<egui::Pos2> {
    let (long, short) = (4.0, 2.5);
    let corners = if open {
        [(-long, -short), (long, -short), (0.0, short)]
    } else {
        [(-short, -long), (short, 0.0), (-short, long)]
    };
    corners.map(|(x, y)| middle + vec2(x, y)).to_vec()
}

fn line(words: &RowWords, theme: &Theme, ink: Color32, width: f32) -> LayoutJob {
    let font = if words.strong { theme::bold(theme::BODY) } else { theme::regular(theme::BODY) };
    let mut job = LayoutJob::default();
    let format = |colour| egui::TextFormat::simple(font.clone(), colour);
    if !words.marker.is_empty() {
        job.append(&words.marker, 0.0, format(theme.ink2));
    }
    let gap = if words.marker.is_empty() { 0.0 } else { space::XS };
    job.append(&words.title, gap, format(ink));
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    job
}

fn describe(response: &Response, row: &Row, words: &RowWords, selected: bool, table: Messages) {
    let label = format!("{} {}", words.marker, words.title);
    response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, label.trim()));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_level(row.level + 1);
        node.set_position_in_set(row.position);
        node.set_size_of_set(row.set_size);
        node.set_selected(selected);
        if row.has_children {
            node.set_expanded(row.open);
        }
        let state = table.text(words.mark.word);
        node.set_description(format!("{state} {}", words.counts));
    });
}

fn row_words(of: RowOf, context: &OutlineContext<'_>, conflicts: &[Conflict]) -> Option<RowWords> {
    let theme = context.theme;
    match of {
        RowOf::Document(id) => {
            let document = context.plan.document(id)?;
            let mark = Mark { shape: "◇", colour: theme.ink2, word: Message::Report };
            let title = document.title().into_owned();
            Some(RowWords { mark, marker: String::new(), title, counts: String::new(), strong: true })
        }
        RowOf::Node(id) => {
            let node = context.plan.node(id)?;
            let title = node.title();
            // A task that a person made has its text for a title.
            let title = if title.is_empty() { node.text() } else { title.into_owned() };
            Some(RowWords {
                mark: mark(&node, conflicts, theme),
                marker: node.marker().into_owned(),
                title,
                counts: counts(&node, context.words),
                strong: node.kind() == crate::model::NodeKind::Section,
            })
        }
    }
}

fn mark(node: &NodeView<'_>, conflicts: &[Conflict], theme: &Theme) -> Mark {
    let (shape, colour, word) = if has_conflict(node, conflicts) {
        ("■", theme.bad, Message::StatusConflict)
    } else if is_unsure(node) {
        ("▲", theme.warn, Message::StatusUnsure)
    } else if node.kind() == crate::model::NodeKind::Section {
        ("", theme.ink2, Message::Section)
    } else {
        match node.status() {
            TaskStatus::Planned => ("○", theme.ink2, Message::StatusPlanned),
            TaskStatus::Mixed => ("●", theme.ok, Message::StatusMixed),
            TaskStatus::Done => ("✓", theme.ok, Message::StatusDone),
        }
    };
    Mark { shape, colour, word }
}

fn counts(node: &NodeView<'_>, words: Messages) -> String {
    let open = node.annotations().iter().filter(|note| !note.is_resolved()).count();
    let counts = [
        (node.targets().len(), Message::CountTargets),
        (node.stored_units().items.len(), Message::CountUnits),
        (open, Message::CountNotes),
    ];
    let mut text = String::new();
    for (count, message) in counts.into_iter().filter(|(count, _)| *count > 0) {
        if !text.is_empty() {
            text.push_str(" · ");
        }
        text.push_str(&words.with(message, &[&count]));
    }
    text
}
