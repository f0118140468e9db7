//! What was found: a list of two lines a row, drawn for the rows in view only.

use super::{SearchContext, SearchPanel, caption, views};
use crate::{
    outline::search::{Hit, Lane, SearchQuery, Snippet, path_of, snippet},
    ui::{
        commands::UiCommand,
        theme::{self, Theme, space},
    },
    words::Message,
};
use egui::{
    Button, Color32, RichText, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, pos2, text::LayoutJob,
    vec2,
};

/// Height of a row.
pub(super) const ROW: f32 = 46.0;
/// Characters of a snippet.
const SNIPPET: usize = 60;
/// What stands between the titles of a path.
const STEP: &str = " › ";
/// Snippets kept.
const KEPT: usize = 400;

impl Lane {
    /// The word for the part of a node.
    pub fn word(self) -> Message {
        match self {
            Self::Title => Message::LaneTitle,
            Self::Units => Message::LaneUnits,
            Self::Targets => Message::LaneTargets,
            Self::Notes => Message::LaneNotes,
            Self::Text => Message::LaneText,
        }
    }
}

impl SearchPanel {
    /// Draws conditions, count and list.
    pub fn results(&mut self, ui: &mut Ui, context: &SearchContext<'_>, queue: &mut Vec<UiCommand>) {
        let (theme, words) = (context.theme, context.words);
        ui.set_min_width(ui.available_width());
        self.head(ui, context, queue);
        self.conditions(ui, context);
        ui.add_space(space::XS);
        if self.query.is_empty() {
            ui.add_space(space::S);
            ui.label(RichText::new(words.text(Message::SearchEmpty)).color(theme.ink2));
            return;
        }
        if self.hits().is_empty() {
            ui.add_space(space::S);
            ui.label(RichText::new(words.text(Message::SearchNothing)).color(theme.ink2));
            if self.query.has_filter() && ui.button(words.text(Message::SearchClear)).clicked() {
                self.set(SearchQuery { words: self.query.words.clone(), ..SearchQuery::default() });
            }
            return;
        }
        self.list(ui, context, queue);
    }

    /// How many were found, and what can be done with them: on two lines where one is too narrow.
    fn head(&mut self, ui: &mut Ui, context: &SearchContext<'_>, queue: &mut Vec<UiCommand>) {
        let (theme, words) = (context.theme, context.words);
        let count = self.hits().len();
        let whole =
            self.search.as_ref().is_some_and(|search| search.is_whole(&self.index)) && self.index.is_whole();
        ui.horizontal_wrapped(|ui| {
            if !self.query.is_empty() {
                let said = if whole { Message::SearchCount } else { Message::SearchCounting };
                ui.label(RichText::new(words.with(said, &[&count])).color(theme.ink2));
            }
            let only = Button::new(RichText::new(words.text(Message::SearchOnly)).color(theme.accent))
                .frame_when_inactive(false);
            let response = ui.add_enabled(count > 0, only).on_hover_text(words.text(Message::SearchOnlyHint));
            if response.clicked() {
                let nodes = self.all_nodes(context.plan);
                queue.push(UiCommand::ShowNodes(nodes, caption(&self.query, context.plan, words)));
            }
            views::menu(self, ui, context, queue);
            if quiet(ui, words.text(Message::SearchClose), "×", theme).clicked() {
                self.close(ui);
            }
        });
    }

    fn list(&mut self, ui: &mut Ui, context: &SearchContext<'_>, queue: &mut Vec<UiCommand>) {
        let id = ui.scope_id().with("results");
        let list = ui.interact(ui.available_rect_before_wrap(), id, Sense::hover());
        let name = context.words.text(Message::SearchResults);
        list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut scroll = ScrollArea::vertical().auto_shrink(false).id_salt("hits");
        if std::mem::take(&mut self.reveal) {
            let (offset, height) = self.scroll;
            let top = self.at as f32 * ROW;
            if top < offset {
                scroll = scroll.vertical_scroll_offset(top);
            } else if height > 0.0 && top + ROW > offset + height {
                scroll = scroll.vertical_scroll_offset(top + ROW - height);
            }
        }
        let count = self.hits().len();
        let mut chosen = None;
        let output = scroll.show_rows(ui, ROW, count, |ui, range| {
            for at in range {
                let Some(hit) = self.hits().get(at).copied() else { continue };
                if self.row(ui, (at, count), hit, context) {
                    chosen = Some((at, hit));
                }
            }
        });
        self.scroll = (output.state.clamped_offset().y, output.inner_rect.height());
        if let Some((at, hit)) = chosen {
            self.at = at;
            queue.push(UiCommand::Select(Some(hit.node)));
        }
    }

    /// Draws one hit; true when it was clicked.
    fn row(
        &mut self,
        ui: &mut Ui,
        (at, count): (usize, usize),
        hit: Hit,
        context: &SearchContext<'_>,
    ) -> bool {
        let theme = context.theme;
        if self.shown.len() > KEPT {
            self.shown.clear();
        }
        let query = &self.query;
        let (snippet, path) = self.shown.entry(hit).or_insert_with(|| {
            let mut path = path_of(context.plan, hit.node, context.words);
            let title = context.plan.node(hit.node).map(|node| node.title_in(context.words).into_owned());
            let title = title.unwrap_or_default();
            if hit.lane != Lane::Title && !title.is_empty() {
                path = if path.is_empty() { title } else { format!("{path}{STEP}{title}") };
            }
            (snippet(context.plan, hit, query, SNIPPET), path)
        });
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let response = ui.interact(rect, ui.scope_id().with(("hit", hit.node)), Sense::CLICK);
        let lane = context.words.text(hit.lane.word());
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &snippet.text));
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(at + 1);
            node.set_size_of_set(count);
            node.set_selected(at == self.at);
            node.set_description(format!("{lane}　{path}"));
        });
        let painter = ui.painter();
        if at == self.at {
            painter.rect_filled(rect, theme::RADIUS, theme.select);
        } else if response.hovered() {
            painter.rect_filled(rect, theme::RADIUS, theme.select.gamma_multiply(0.5));
        }
        let left = rect.left() + space::S;
        let width = (rect.right() - space::S - left).max(0.0);
        let first = ui.fonts_mut(|fonts| fonts.layout_job(words(snippet, lane, hit.lane, theme, width)));
        let second = above(ui, path, width, theme);
        let top = rect.top() + space::XS;
        let painter = ui.painter();
        let between = top + first.size().y;
        painter.galley(pos2(left, top), first, theme.ink);
        painter.galley(pos2(left, between), second, theme.ink2);
        response.on_hover_text(format!("{}\n{path}", snippet.text)).clicked()
    }
}

/// Where a hit stands, in the room there is: its report or outermost section and what is nearest to
/// it are kept longest.
fn above(ui: &Ui, path: &str, width: f32, theme: &Theme) -> std::sync::Arc<egui::Galley> {
    let layout = |text: String| {
        let mut job = LayoutJob::simple_singleline(text, theme::regular(theme::CAPTION), theme.ink2);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let mut galley = layout(path.to_owned());
    for shorter in shortened(path) {
        if !galley.elided {
            break;
        }
        galley = layout(shorter);
    }
    galley
}

/// The path, shorter and shorter: without what stands between its ends, then with a shorter beginning.
fn shortened(path: &str) -> impl Iterator<Item = String> + '_ {
    let (first, rest) = path.split_once(STEP).unwrap_or(("", path));
    let nearer = std::iter::successors(rest.split_once(STEP), |(_, rest)| rest.split_once(STEP));
    let without = nearer.map(move |(_, rest)| format!("{first}{STEP}…{STEP}{rest}"));
    let nearest = rest.rsplit(STEP).next().unwrap_or(rest);
    let least =
        [12, 8, 5].into_iter().filter(move |least| first.chars().count() > *least).map(move |least| {
            let begins: String = first.chars().take(least).collect();
            format!("{begins}…{STEP}{nearest}")
        });
    without.chain(least).chain((!first.is_empty()).then(|| nearest.to_owned()))
}

/// A snippet with its marks; of a hit outside the title the part of the node is said first.
fn words(snippet: &Snippet, lane: &str, of: Lane, theme: &Theme, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    let format = |font, ink: Color32, ground: Color32| egui::TextFormat {
        background: ground,
        ..egui::TextFormat::simple(font, ink)
    };
    let plain = || format(theme::regular(theme::BODY), theme.ink, Color32::TRANSPARENT);
    let mut gap = 0.0;
    if of != Lane::Title {
        job.append(lane, 0.0, format(theme::regular(theme::CAPTION), theme.ink2, Color32::TRANSPARENT));
        gap = space::XS;
    }
    let mut from = 0;
    for mark in &snippet.marks {
        if mark.start > from {
            job.append(&snippet.text[from..mark.start], std::mem::take(&mut gap), plain());
        }
        let found = format(theme::bold(theme::BODY), theme.target.ink, theme.target.ground);
        job.append(&snippet.text[mark.clone()], std::mem::take(&mut gap), found);
        from = mark.end;
    }
    job.append(&snippet.text[from..], gap, plain());
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    job
}

/// A button of one sign with a name.
pub(super) fn quiet(ui: &mut Ui, name: &str, sign: &str, theme: &Theme) -> egui::Response {
    let button = Button::new(RichText::new(sign).color(theme.ink2)).frame_when_inactive(false);
    let response = ui.add(button).on_hover_text(name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_long_path_keeps_its_report_and_what_is_nearest() {
        let path = "临江市县域经济行动方案 › 三、重点任务 › （一）做强产业 › 补链强链";
        let shorter: Vec<String> = shortened(path).collect();
        assert_eq!(shorter[0], "临江市县域经济行动方案 › … › （一）做强产业 › 补链强链");
        assert_eq!(shorter[1], "临江市县域经济行动方案 › … › 补链强链");
        assert_eq!(shorter[3], "临江市县域… › 补链强链");
        assert_eq!(shorter.last().map(String::as_str), Some("补链强链"));
        assert!(shorter.iter().all(|path| !path.starts_with('…')));
    }
}
