//! F6 goes round the panes: outline, tab, side panel, search, and on; always to something that shows
//! that it has the keyboard.

use super::App;
use crate::model::NodeId;
use crate::ui::{
    commands::{Tab, UiCommand},
    desk::Desk,
    search::SearchPanel,
    side::TextField,
};
use egui::{Context, Order, Rect, Sense};

/// Where the panes stood in the last frame.
#[derive(Clone, Copy, Default)]
pub(super) struct Panes {
    /// On a narrow window the side panel lies over the tab, while it is asked for.
    pub drawer_shown: bool,
    /// The tab that it was asked for over.
    pub of: Option<Tab>,
    /// The task whose target is edited from its cell in the table, and whether the side panel was
    /// hidden before.
    pub target_of: Option<(NodeId, bool)>,
    /// The outline.
    pub outline: Option<Rect>,
    /// What the tab shows, below the names of the tabs.
    pub tab: Option<Rect>,
    /// The side panel, and whether it lies over the tab.
    pub side: Option<(Rect, bool)>,
}

/// A pane, in the order of the round.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Outline,
    Tab,
    Side,
    Search,
}

const ROUND: [Stop; 4] = [Stop::Outline, Stop::Tab, Stop::Side, Stop::Search];

impl App {
    /// Notes that a target is edited from its cell, before the side panel shows for it.
    pub(super) fn begin_target_cell(&mut self, ctx: &Context) {
        if let Some(node) = self.desk.as_mut().and_then(|desk| desk.table.take_target()) {
            let hidden = !*self.side_shown(ctx);
            self.panes.target_of = Some((node, hidden));
        }
    }

    /// Once its fields are left the side panel goes as it came, and the cell has the keyboard again.
    pub(super) fn end_target_cell(&mut self, ctx: &Context) {
        let Some((node, hidden)) = self.panes.target_of else { return };
        let target = self.desk.as_ref().and_then(|desk| desk.side.draft.target.as_ref());
        if target.is_some_and(|target| target.node == node) {
            return;
        }
        self.panes.target_of = None;
        if self.desk.as_ref().is_none_or(|desk| desk.tab != Tab::Table) {
            return;
        }
        if hidden {
            *self.side_shown(ctx) = false;
        }
        let free = ctx.memory(|memory| memory.focused().is_none());
        if let Some(desk) = self.desk.as_mut().filter(|_| free) {
            desk.table.take_keyboard();
        }
    }

    /// Gives the keyboard to the pane after the one that has it, or to the one before.
    pub(super) fn next_pane(&mut self, ctx: &Context, back: bool) {
        // What floats over the window keeps the keyboard until it is closed.
        let floats = self.palette.is_open() || self.keys.is_open() || self.settings.is_screen_open();
        let Some(desk) = self.desk.as_mut().filter(|desk| desk.sheet.is_none() && !floats) else { return };
        let count = ROUND.len();
        let mut at = match (here(ctx, &self.panes), back) {
            (Some(stop), _) => ROUND.iter().position(|known| *known == stop).unwrap_or_default(),
            (None, false) => count - 1,
            (None, true) => 0,
        };
        if desk.search.query().is_empty() {
            // It was only passed on the way round.
            desk.search.pass();
        }
        // What is typed in the field that is left is taken.
        self.queue.push(UiCommand::Flush);
        for _ in 0..count {
            at = (at + if back { count - 1 } else { 1 }) % count;
            if give(ctx, &self.panes, desk, ROUND[at]) {
                ctx.request_repaint();
                return;
            }
        }
    }
}

/// The pane that has the keyboard.
fn here(ctx: &Context, panes: &Panes) -> Option<Stop> {
    let id = ctx.memory(egui::Memory::focused)?;
    if id == SearchPanel::field_id() {
        return Some(Stop::Search);
    }
    let centre = ctx.viewport(|viewport| viewport.prev_pass.widgets.get(id).map(|one| one.rect.center()))?;
    let inside = |rect: Option<Rect>| rect.is_some_and(|rect| rect.contains(centre));
    if inside(panes.side.map(|(rect, _)| rect)) {
        Some(Stop::Side)
    } else if inside(panes.outline) {
        Some(Stop::Outline)
    } else if inside(panes.tab) {
        Some(Stop::Tab)
    } else {
        None
    }
}

/// Gives a pane the keyboard; false when it is not there or has nothing to give it to.
fn give(ctx: &Context, panes: &Panes, desk: &mut Desk, stop: Stop) -> bool {
    match stop {
        Stop::Outline => {
            if desk.plan().documents().next().is_none() {
                return panes.outline.is_some_and(|room| take(ctx, room, Order::Background));
            }
            // What was found stands in its place while there is no room for both.
            if panes.outline.is_none() && desk.search.is_open() {
                return false;
            }
            desk.outline.focus();
            true
        }
        Stop::Tab => match desk.tab {
            Tab::Text if desk.document.is_some() => {
                desk.text.focus();
                true
            }
            Tab::Table => {
                desk.table.focus();
                true
            }
            _ => panes.tab.is_some_and(|room| take(ctx, room, Order::Background)),
        },
        Stop::Side => {
            let Some((room, over)) = panes.side else { return false };
            if desk.is_writing() && desk.selected.is_some() && desk.chosen.len() < 2 {
                desk.side.focus(TextField::Title);
                return true;
            }
            take(ctx, room, if over { Order::Middle } else { Order::Background })
        }
        Stop::Search => {
            ctx.memory_mut(|memory| memory.request_focus(SearchPanel::field_id()));
            true
        }
    }
}

/// Gives the keyboard to what a pane is about: its table, or the first thing that takes it.
fn take(ctx: &Context, room: Rect, order: Order) -> bool {
    let table = Sense::focusable_noninteractive();
    let id = ctx.viewport(|viewport| {
        let widgets = &viewport.prev_pass.widgets;
        let layers = widgets.layers().filter(|(layer, _)| layer.order == order);
        let mut able = layers.flat_map(|(_, widgets)| widgets).filter(|widget| {
            // The edges by which panes are drawn larger are not meant.
            let takes = widget.sense == table || (widget.sense.senses_click() && widget.sense.is_focusable());
            takes && widget.enabled && room.contains(widget.rect.center())
        });
        let first = able.next()?;
        let found = std::iter::once(first).chain(able).find(|widget| widget.sense == table);
        Some(found.unwrap_or(first).id)
    });
    if let Some(id) = id {
        ctx.memory_mut(|memory| memory.request_focus(id));
    }
    id.is_some()
}
