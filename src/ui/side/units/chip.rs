//! One unit as a chip: its part, its name, a menu, and a place in the order that a drag changes.

use super::{Ask, UnitsState, keys::UnitKey, role_word};
use crate::words::Message;
use crate::{
    model::{Assignment, NodeId, Role, normalised_name},
    ui::{
        side::SideContext,
        theme::{self, space},
    },
};
use egui::{
    Align2, CursorIcon, Id, Popup, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit,
    pos2, vec2,
};

/// Room for the × at a chip's right end.
const CROSS: f32 = 20.0;

/// Where a chip stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub node: NodeId,
    pub at: usize,
    pub count: usize,
}

/// Draws one; `known` is false for a name that no directory or report has.
pub(super) fn chip(
    ui: &mut Ui,
    place: Place,
    (unit, known): (&Assignment, bool),
    context: &SideContext<'_>,
    state: &mut UnitsState,
) {
    let (theme, words) = (context.theme, context.words);
    let lead = unit.role == Role::Lead;
    let role = words.text(role_word(unit.role));
    let (ink, role_ink, ground) = if lead {
        (theme.paper, theme.paper, theme.unit.ink)
    } else {
        (theme.unit.ink, theme.ink2, theme.unit.ground)
    };
    let name = ui.painter().layout_no_wrap(unit.name.clone(), theme::regular(theme::BODY), ink);
    let part = if known { role.to_owned() } else { format!("{} {role}", words.text(Message::NewUnitMark)) };
    let part = ui.painter().layout_no_wrap(part, theme::regular(theme::CAPTION), role_ink);
    let most = (ui.max_rect().width() - space::S).max(60.0);
    let width = (space::S + part.size().x + space::XS + name.size().x + CROSS).min(most);
    let (_, rect) = ui.allocate_space(vec2(width, theme::CHIP));
    let id = Id::unique(("unit-chip", place.node, normalised_name(&unit.name)));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| {
        let label = words.with(Message::UnitMenu, &[&unit.name, &role]);
        WidgetInfo::labeled(accesskit::Role::Button, context.writing, label)
    });

    let painter = ui.painter_at(rect.expand(2.0));
    let edge =
        if response.has_focus() { Stroke::new(2.0, theme.accent) } else { Stroke::new(1.0, theme.unit.ink) };
    painter.rect(rect, theme::CHIP / 2.0, ground, edge, StrokeKind::Inside);
    let middle = |height: f32| rect.center().y - height / 2.0;
    let left = rect.left() + space::S;
    let name_at = pos2(left + part.size().x + space::XS, middle(name.size().y));
    painter.galley(pos2(left, middle(part.size().y)), part, role_ink);
    let clip = Rect::from_min_max(rect.min, pos2(rect.right() - CROSS + space::XS, rect.max.y));
    ui.painter_at(clip).galley(name_at, name, ink);
    let cross = Rect::from_min_max(pos2(rect.right() - CROSS, rect.top()), rect.max);
    if !context.writing {
        return;
    }
    if response.hovered() || response.has_focus() {
        painter.text(cross.center(), Align2::CENTER_CENTER, "×", theme::regular(theme::BODY), ink);
    }
    let on_cross = response.interact_pointer_pos().is_some_and(|pointer| cross.contains(pointer));
    if response.clicked() && on_cross {
        state.ask = Some(Ask::Remove(place.at));
        return;
    }
    if response.has_focus() {
        state.chip_has_keyboard();
        if let Some(key) = state.take_key() {
            state.ask = of_key(key, place);
        }
    }
    drag(ui, &response, place, context, state);
    menu(&response, place, unit, context, state);
}

/// What a key asks of the unit at a place.
pub(super) fn of_key(key: UnitKey, place: Place) -> Option<Ask> {
    let Place { at, count, .. } = place;
    match key {
        UnitKey::Role(role) => Some(Ask::Role(at, role)),
        UnitKey::Remove => Some(Ask::Remove(at)),
        UnitKey::Earlier => at.checked_sub(1).map(|to| Ask::Move(at, to)),
        UnitKey::Later => (at + 1 < count).then_some(Ask::Move(at, at + 1)),
    }
}

fn menu(
    response: &Response,
    place: Place,
    unit: &Assignment,
    context: &SideContext<'_>,
    state: &mut UnitsState,
) {
    let words = context.words;
    let Place { at, count, .. } = place;
    let opens = response.clicked().then_some(egui::SetOpenCommand::Toggle);
    Popup::menu(response).style(theme::menu_style).open_memory(opens).show(|ui| {
        let mut done = false;
        for (role, key) in Role::ALL.into_iter().zip(["Alt+1", "Alt+2", "Alt+3", "Alt+4"]) {
            let label = words.with(Message::MakeRole, &[&words.text(role_word(role))]);
            if ui.add_enabled(role != unit.role, egui::Button::new(label).shortcut_text(key)).clicked() {
                (state.ask, done) = (Some(Ask::Role(at, role)), true);
            }
        }
        ui.separator();
        let earlier = egui::Button::new(words.text(Message::MoveUnitEarlier)).shortcut_text("Alt+←");
        if ui.add_enabled(at > 0, earlier).clicked() {
            (state.ask, done) = (Some(Ask::Move(at, at.saturating_sub(1))), true);
        }
        let later = egui::Button::new(words.text(Message::MoveUnitLater)).shortcut_text("Alt+→");
        if ui.add_enabled(at + 1 < count, later).clicked() {
            (state.ask, done) = (Some(Ask::Move(at, at + 1)), true);
        }
        if unit.group && ui.button(words.text(Message::ExpandGroup)).clicked() {
            state.expand(place.node, &unit.name);
            done = true;
        }
        if ui.add(egui::Button::new(words.text(Message::RemoveUnit)).shortcut_text("Delete")).clicked() {
            (state.ask, done) = (Some(Ask::Remove(at)), true);
        }
        if done {
            // Also when it was chosen with the keyboard.
            ui.close();
        }
    });
}

/// Dragging a chip onto another puts it there.
fn drag(ui: &Ui, response: &Response, place: Place, context: &SideContext<'_>, state: &mut UnitsState) {
    response.dnd_set_drag_payload((place.node, place.at));
    if response.dragged() {
        ui.set_cursor_icon(CursorIcon::Grabbing);
    }
    let same_list = |payload: &(NodeId, usize)| payload.0 == place.node && payload.1 != place.at;
    if let Some(payload) =
        response.dnd_hover_payload::<(NodeId, usize)>().filter(|payload| same_list(payload))
    {
        // It lands before a chip that stands before it, and behind one that stands behind it.
        let x = if payload.1 < place.at {
            response.rect.right() + space::XS
        } else {
            response.rect.left() - space::XS
        };
        ui.painter().vline(x, response.rect.y_range(), Stroke::new(2.0, context.theme.accent));
    }
    if let Some(payload) =
        response.dnd_release_payload::<(NodeId, usize)>().filter(|payload| same_list(payload))
    {
        state.ask = Some(Ask::Move(payload.1, place.at));
    }
}
