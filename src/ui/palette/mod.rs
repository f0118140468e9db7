//! All commands, units and reports, found by typing; sections and tasks behind a space or `#`.

mod found;

use super::{
    commands::{Needs, Row, TABLE, UiCommand, keys_text},
    desk::Desk,
    ime,
    search::select_all,
    theme::{self, Theme, space},
    top,
};
use crate::{
    model::{Plan, UnitId},
    outline::search::{Search, SearchQuery, path_of},
    words::{Message, Messages},
};
use egui::{
    Align2, Area, Context, Frame, Id, Key, Margin, Modifiers, Order, RichText, ScrollArea, Sense, TextEdit,
    Ui, WidgetInfo, accesskit::Role, vec2,
};
use found::{Item, Known};

/// Width of the list.
const WIDTH: f32 = 560.0;
/// Most rows shown.
const MOST: usize = 50;
/// Rows in view.
const ROWS: f32 = 12.0;
/// What was run lately, remembered.
const RECENT: usize = 12;

/// The list of commands.
#[derive(Default)]
pub(crate) struct Palette {
    open: bool,
    typed: String,
    at: usize,
    reveal: bool,
    take_focus: bool,
    /// What had the keyboard before.
    before: Option<Id>,
    /// Run lately, the latest first.
    recent: Vec<Item>,
    known: Known,
    /// What answers to what is typed.
    found: Vec<Item>,
    /// What `found` was made for.
    made_for: Option<String>,
    nodes: Option<Search>,
}

impl Palette {
    /// Opens it, or puts it away.
    pub(crate) fn toggle(&mut self, ctx: &Context) {
        if self.open {
            self.close(ctx);
            return;
        }
        *self = Self {
            open: true,
            take_focus: true,
            before: ctx.memory(egui::Memory::focused),
            recent: std::mem::take(&mut self.recent),
            ..Self::default()
        };
    }

    /// Puts it away and gives the keyboard back.
    fn close(&mut self, ctx: &Context) {
        self.open = false;
        self.nodes = None;
        if let Some(before) = self.before.take() {
            ctx.memory_mut(|memory| memory.request_focus(before));
        }
    }

    /// True while it is shown.
    pub(crate) fn is_open(&self) -> bool {
        self.open
    }

    /// Takes Esc while it is open, before anything else sees it.
    pub(crate) fn escape(&mut self, ctx: &Context) {
        if self.open && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.close(ctx);
        }
    }

    /// Draws it while it is open.
    pub(crate) fn show(
        &mut self,
        ui: &Ui,
        mut desk: Option<&mut Desk>,
        (theme, words): (&'static Theme, Messages),
        queue: &mut Vec<UiCommand>,
    ) {
        if !self.open {
            return;
        }
        let ctx = ui.ctx().clone();
        let id = Id::unique("palette field");
        let has_focus = ctx.memory(|memory| memory.has_focus(id));
        // The keyboard went elsewhere: a click beside the list.
        if !has_focus && !self.take_focus {
            self.before = None;
            self.close(&ctx);
            return;
        }
        self.find(&ctx, desk.as_deref_mut(), words);
        let run = self.keys(&ctx);
        let desk = desk.as_deref();
        let mut clicked = None;
        let width = WIDTH.min(ctx.content_rect().width() - 2.0 * space::XL);
        Area::new(Id::unique("palette"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_TOP, [0.0, 64.0])
            .show(&ctx, |ui| {
                Frame::popup(ui.style()).fill(theme.paper).inner_margin(Margin::same(space::S as i8)).show(
                    ui,
                    |ui| {
                        ui.set_width(width);
                        self.field(ui, id, theme, words);
                        clicked = self.list(ui, desk, theme, words);
                    },
                );
            });
        let chosen = clicked.or(run.then_some(self.at));
        if let Some(item) = chosen.and_then(|at| self.found.get(at)).cloned()
            && why_not(&item, desk).is_none()
        {
            self.recent.retain(|known| *known != item);
            self.recent.insert(0, item.clone());
            self.recent.truncate(RECENT);
            self.close(&ctx);
            queue.push(item.command());
        }
    }

    fn field(&mut self, ui: &mut Ui, id: Id, theme: &Theme, words: Messages) {
        let frame = Frame::new().inner_margin(Margin::symmetric(space::S as i8, space::S as i8));
        let edit = TextEdit::singleline(&mut self.typed)
            .id(id)
            .hint_text(words.text(Message::PaletteHint))
            .desired_width(f32::INFINITY)
            .font(theme::regular(theme::REPORT))
            .frame(frame);
        let response = ui.add(edit);
        let name = words.text(Message::Palette);
        response.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, name));
        if std::mem::take(&mut self.take_focus) {
            response.request_focus();
            select_all(ui, id, &self.typed);
        }
        ui.painter().hline(
            response.rect.x_range(),
            response.rect.bottom(),
            egui::Stroke::new(1.0, theme.line),
        );
        ui.add_space(space::XS);
    }

    /// Keys that move in the list; true when the chosen row is to be run.
    fn keys(&mut self, ctx: &Context) -> bool {
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = self.found.len().saturating_sub(1);
        let to = if pressed(Key::ArrowDown) {
            Some(if self.at >= last { 0 } else { self.at + 1 })
        } else if pressed(Key::ArrowUp) {
            Some(self.at.checked_sub(1).unwrap_or(last))
        } else if pressed(Key::PageDown) {
            Some((self.at + ROWS as usize).min(last))
        } else if pressed(Key::PageUp) {
            Some(self.at.saturating_sub(ROWS as usize))
        } else {
            None
        };
        if let Some(to) = to {
            (self.at, self.reveal) = (to, true);
        }
        pressed(Key::Enter)
    }

    /// Finds what answers to what is typed, once for what is typed; nodes slice by slice.
    fn find(&mut self, ctx: &Context, desk: Option<&mut Desk>, words: Messages) {
        // Letters that an input method is still composing are not what is meant.
        let fresh = self.made_for.as_ref() != Some(&self.typed) && !ime::composing(ctx);
        if fresh {
            self.made_for = Some(self.typed.clone());
            (self.at, self.reveal) = (0, true);
        }
        let of_nodes = self.typed.strip_prefix(['#', '＃', ' ', '　']);
        match (of_nodes, desk) {
            (Some(typed), Some(desk)) => {
                if fresh {
                    self.nodes = Some(Search::of_titles(typed));
                }
                let Some(search) = &mut self.nodes else { return };
                let Desk { session, search: panel, .. } = desk;
                if panel.go_on(search, session.plan()) && search.hits().len() < MOST {
                    ctx.request_repaint();
                }
                let hits = search.hits().iter().take(MOST);
                self.found = hits.map(|hit| Item::Node(hit.node)).collect();
            }
            (Some(_), None) => self.found.clear(),
            (None, desk) => {
                if fresh {
                    self.known.refresh(desk.as_deref(), words);
                    self.found = self.known.find(&self.typed, &self.recent, MOST);
                }
            }
        }
    }

    fn list(&mut self, ui: &mut Ui, desk: Option<&Desk>, theme: &Theme, words: Messages) -> Option<usize> {
        let list = ui.interact(ui.available_rect_before_wrap(), ui.scope_id().with("list"), Sense::hover());
        list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, words.text(Message::PaletteList)));
        ui.spacing_mut().item_spacing.y = 0.0;
        if self.found.is_empty() {
            ui.add_space(space::S);
            ui.label(RichText::new(words.text(Message::SearchNothing)).color(theme.ink2));
            ui.add_space(space::S);
            return None;
        }
        let mut clicked = None;
        let reveal = std::mem::take(&mut self.reveal);
        ScrollArea::vertical().max_height(ROWS * theme::TREE_ROW).auto_shrink([false, true]).show(ui, |ui| {
            for (at, item) in self.found.iter().enumerate() {
                let chosen = at == self.at;
                let response = row(ui, (at, self.found.len()), chosen, item, desk, (theme, words));
                if chosen && reveal {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(at);
                }
            }
        });
        clicked
    }
}

/// Why an item cannot be run now, if so.
fn why_not(item: &Item, desk: Option<&Desk>) -> Option<Message> {
    match item {
        Item::Verb(verb) => {
            let row = TABLE.iter().find(|row| row.verb == *verb);
            row.and_then(|row| top::why_not(row.needs, desk))
        }
        _ => top::why_not(Needs::Project, desk),
    }
}

/// What a row says: its words, and at the right its keys or where it stands.
fn says(item: &Item, desk: Option<&Desk>, words: Messages) -> (String, String) {
    let plan = desk.map(Desk::plan);
    let menu = |row: &Row| {
        let menu = super::commands::Menu::ALL.iter().find(|(menu, _)| *menu == row.menu);
        menu.map_or("", |(_, message)| words.text(*message))
    };
    match item {
        Item::Verb(verb) => TABLE.iter().find(|row| row.verb == *verb).map_or_else(Default::default, |row| {
            let keys = row.keys.as_ref().map(keys_text);
            (top::label_of(row, desk, words), keys.unwrap_or_else(|| menu(row).to_owned()))
        }),
        Item::Unit(name) => (name.clone(), words.text(Message::PaletteUnit).to_owned()),
        Item::Document(document) => {
            let title = plan.and_then(|plan| plan.document(*document)).map(|view| view.title().into_owned());
            (title.unwrap_or_default(), words.text(Message::Report).to_owned())
        }
        Item::Node(node) => {
            let title = |plan: &Plan| {
                let view = plan.node(*node)?;
                Some((format!("{}{}", view.marker(), view.title_in(words)), path_of(plan, *node, words)))
            };
            plan.and_then(title).unwrap_or_default()
        }
    }
}

fn row(
    ui: &mut Ui,
    (at, count): (usize, usize),
    chosen: bool,
    item: &Item,
    desk: Option<&Desk>,
    (theme, words): (&Theme, Messages),
) -> egui::Response {
    let (text, aside) = says(item, desk, words);
    let why = why_not(item, desk).map(|why| words.text(why));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::TREE_ROW));
    let response = ui.interact(rect, ui.scope_id().with(("item", at)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, why.is_none(), &text));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(at + 1);
        node.set_size_of_set(count);
        node.set_selected(chosen);
        node.set_description(why.map_or_else(|| aside.clone(), str::to_owned));
    });
    if chosen || response.hovered() {
        let fill = if chosen { theme.select } else { theme.select.gamma_multiply(0.5) };
        ui.painter().rect_filled(rect, theme::RADIUS, fill);
    }
    let inner = rect.shrink2(vec2(space::S, 0.0));
    let line = |text: &str, size: f32, ink, width: f32| {
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), theme::regular(size), ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    // A greyed row says why where others say their keys.
    let ink = if why.is_some() { theme.ink2 } else { theme.ink };
    let aside = line(why.unwrap_or(&aside), theme::CAPTION, theme.ink2, inner.width() * 0.5);
    let room = inner.width() - aside.size().x - space::L;
    let text = line(&text, theme::BODY, ink, room.max(0.0));
    let middle = |height: f32| inner.center().y - height / 2.0;
    ui.painter().galley(egui::pos2(inner.left(), middle(text.size().y)), text, ink);
    let x = inner.right() - aside.size().x;
    ui.painter().galley(egui::pos2(x, middle(aside.size().y)), aside, theme.ink2);
    response
}

impl Item {
    /// What running it asks for.
    fn command(self) -> UiCommand {
        match self {
            Self::Verb(verb) => UiCommand::Verb(verb),
            Self::Document(document) => UiCommand::JumpTo(document),
            Self::Unit(unit) => {
                UiCommand::SearchFor(SearchQuery { unit: Some(unit), ..SearchQuery::default() })
            }
            Self::Node(node) => UiCommand::Select(Some(node)),
        }
    }
}

/// A unit's key for telling whether a name was entered already.
fn key_of(name: &str) -> UnitId {
    UnitId::of(name)
}
