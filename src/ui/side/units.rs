//! The responsible units of the selected node, as ordered chips.

use super::{Draft, SideContext, names::UnitNames, widgets};
use crate::words::Message;
use crate::{
    model::{Assignment, FirstUnit, Joint, NodeId, Plan, Role, normalised_name},
    session::Command,
    ui::{
        commands::UiCommand,
        theme::{self, space},
    },
};
use egui::{
    Align2, CursorIcon, EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, RichText,
    Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, accesskit, pos2, vec2,
};

/// Room for the × at a chip's right end.
const CROSS: f32 = 20.0;

/// The role's word.
pub(super) fn role_word(role: Role) -> Message {
    match role {
        Role::Lead => Message::RoleLead,
        Role::Collecting => Message::RoleCollecting,
        Role::Responsible => Message::RoleResponsible,
        Role::Support => Message::RoleSupport,
    }
}

/// What a chip asks for.
enum Ask {
    Role(usize, Role),
    /// From where to where.
    Move(usize, usize),
    Remove(usize),
}

/// Draws the chips and the input behind them.
pub(super) fn show(
    ui: &mut Ui,
    node: NodeId,
    context: &SideContext<'_>,
    draft: &mut Draft,
    names: &mut UnitNames,
    queue: &mut Vec<UiCommand>,
) {
    let (theme, words) = (context.theme, context.words);
    widgets::group(ui, words.text(Message::ResponsibleUnits), theme);
    let Some(view) = context.plan.node(node) else { return };
    let list = view.units();
    let mut ask = None;
    if !list.items.is_empty() {
        ui.add_space(space::XS);
    }
    let chips = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        for (at, unit) in list.items.iter().enumerate() {
            let new = !unit.group && !names.is_known(context.plan, &unit.name);
            chip(ui, (node, at, list.items.len()), (unit, new), context, &mut ask);
        }
        if list.open {
            ui.label(RichText::new(words.text(Message::UnitsOpen)).small().color(theme.ink2));
        }
    };
    if !list.items.is_empty() {
        ui.horizontal_wrapped(chips);
    }
    if !list.items.is_empty() && !list.has_lead() {
        ui.label(RichText::new(words.text(Message::NoLead)).small().color(theme.ink2));
    }
    if let Some(command) = ask.and_then(|ask| asked(context.plan, node, &ask)) {
        queue.push(UiCommand::Run(command));
    }
    if context.writing {
        ui.add_space(space::XS);
        input(ui, node, context, draft, names, queue);
    }
}

/// The list as it would be stored after what a chip asked for.
fn asked(plan: &Plan, node: NodeId, ask: &Ask) -> Option<Command> {
    let view = plan.node(node)?;
    let mut items = match ask {
        // Naming one part settles what the switch only supposed about the others.
        Ask::Role(..) => view.units().items,
        Ask::Move(..) | Ask::Remove(_) => view.stored_units().items.clone(),
    };
    match *ask {
        Ask::Role(at, role) => {
            let mut unit = (at < items.len()).then(|| items.remove(at))?;
            unit.role = role;
            let leads = items.iter().filter(|unit| unit.role == Role::Lead).count();
            let to = if role == Role::Lead { leads.min(at) } else { at };
            items.insert(to, unit);
        }
        Ask::Move(from, to) => {
            let mut unit = (from < items.len() && to < items.len()).then(|| items.remove(from))?;
            unit.joint = Joint::Same;
            items.insert(to, unit);
        }
        Ask::Remove(at) => drop((at < items.len()).then(|| items.remove(at))?),
    }
    Some(Command::Assign(node, items))
}

/// The edit that adds what was typed: one name, or several joined by 、 outside brackets.
pub fn with_unit(plan: &Plan, node: NodeId, typed: &str) -> Option<Command> {
    let view = plan.node(node)?;
    let mut items = view.stored_units().items.clone();
    let before = items.len();
    for name in names_in(typed) {
        if items.iter().any(|unit| normalised_name(&unit.name) == normalised_name(name)) {
            continue;
        }
        let role = role_of_next(&items, plan.first_unit());
        items.push(Assignment::new(name, role));
    }
    (items.len() > before).then_some(Command::Assign(node, items))
}

/// The part of a unit that is added: that of the others; of the first, what the project's switch says.
fn role_of_next(items: &[Assignment], first: FirstUnit) -> Role {
    let leads = |unit: &&Assignment| matches!(unit.role, Role::Lead | Role::Collecting);
    match items.iter().rfind(|unit| !unit.group && !leads(unit)) {
        Some(other) => other.role,
        None if items.is_empty() => match first {
            FirstUnit::None => Role::Responsible,
            FirstUnit::Lead => Role::Lead,
            FirstUnit::Collecting => Role::Collecting,
        },
        None if items.iter().any(|unit| leads(&unit)) => Role::Support,
        None => Role::Responsible,
    }
}

fn names_in(typed: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let parts = typed.split(|c: char| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        depth <= 0 && matches!(c, '、' | '，' | ',' | '；' | ';' | '\n' | '\t')
    });
    parts.map(str::trim).filter(|name| !name.is_empty()).collect()
}

fn chip(
    ui: &mut Ui,
    (node, at, count): (NodeId, usize, usize),
    (unit, new): (&Assignment, bool),
    context: &SideContext<'_>,
    ask: &mut Option<Ask>,
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
    let part = if new { format!("{} {role}", words.text(Message::NewUnitMark)) } else { role.to_owned() };
    let part = ui.painter().layout_no_wrap(part, theme::regular(theme::CAPTION), role_ink);
    let most = (ui.max_rect().width() - space::S).max(60.0);
    let width = (space::S + part.size().x + space::XS + name.size().x + CROSS).min(most);
    let (_, rect) = ui.allocate_space(vec2(width, theme::CHIP));
    let id = Id::unique(("unit-chip", node, normalised_name(&unit.name)));
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
        *ask = Some(Ask::Remove(at));
        return;
    }
    keys(ui, &response, at, count, ask);
    drag(ui, &response, (node, at), theme, ask);
    Popup::menu(&response).open_memory(response.clicked().then_some(egui::SetOpenCommand::Toggle)).show(
        |ui| {
            for role in Role::ALL {
                let label = words.with(Message::MakeRole, &[&words.text(role_word(role))]);
                if ui.add_enabled(role != unit.role, egui::Button::new(label)).clicked() {
                    *ask = Some(Ask::Role(at, role));
                }
            }
            ui.separator();
            if ui.add_enabled(at > 0, egui::Button::new(words.text(Message::MoveUnitEarlier))).clicked() {
                *ask = Some(Ask::Move(at, at - 1));
            }
            if ui.add_enabled(at + 1 < count, egui::Button::new(words.text(Message::MoveUnitLater))).clicked()
            {
                *ask = Some(Ask::Move(at, at + 1));
            }
            if ui.button(words.text(Message::RemoveUnit)).clicked() {
                *ask = Some(Ask::Remove(at));
            }
            if ask.is_some() {
                // Also when it was chosen with the keyboard.
                ui.close();
            }
        },
    );
}

/// ← and → move a chip that has the keyboard; Delete removes it.
fn keys(ui: &Ui, response: &Response, at: usize, count: usize, ask: &mut Option<Ask>) {
    if !response.has_focus() || Popup::is_id_open(ui, Popup::default_response_id(response)) {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if at > 0 && pressed(Key::ArrowLeft) {
        *ask = Some(Ask::Move(at, at - 1));
    } else if at + 1 < count && pressed(Key::ArrowRight) {
        *ask = Some(Ask::Move(at, at + 1));
    } else if pressed(Key::Delete) || pressed(Key::Backspace) {
        *ask = Some(Ask::Remove(at));
    }
}

/// Dragging a chip onto another puts it there.
fn drag(ui: &Ui, response: &Response, place: (NodeId, usize), theme: &theme::Theme, ask: &mut Option<Ask>) {
    response.dnd_set_drag_payload(place);
    if response.dragged() {
        ui.set_cursor_icon(CursorIcon::Grabbing);
    }
    let same_list = |payload: &(NodeId, usize)| payload.0 == place.0 && payload.1 != place.1;
    if response.dnd_hover_payload::<(NodeId, usize)>().is_some_and(|payload| same_list(&payload)) {
        let x = response.rect.left() - space::XS;
        ui.painter().vline(x, response.rect.y_range(), Stroke::new(2.0, theme.accent));
    }
    if let Some(payload) =
        response.dnd_release_payload::<(NodeId, usize)>().filter(|payload| same_list(payload))
    {
        *ask = Some(Ask::Move(payload.1, place.1));
    }
}

/// The last place in the row: a name typed, completed from what is known.
fn input(
    ui: &mut Ui,
    node: NodeId,
    context: &SideContext<'_>,
    draft: &mut Draft,
    names: &mut UnitNames,
    queue: &mut Vec<UiCommand>,
) {
    let (theme, words) = (context.theme, context.words);
    if draft.unit.node != Some(node) {
        draft.unit = super::draft::UnitDraft { node: Some(node), ..Default::default() };
    }
    let composing = draft.composing;
    let unit = &mut draft.unit;
    let id = ui.scope_id().with("unit-input");
    let assigned = context.plan.node(node).map(|view| view.stored_units().into_owned()).unwrap_or_default();
    let is_assigned =
        |name: &str| assigned.items.iter().any(|item| normalised_name(&item.name) == normalised_name(name));
    let mut offered = names.completions(context.plan, &unit.text);
    offered.retain(|name| !is_assigned(name));
    let mut chosen = None;
    if ui.memory(|memory| memory.has_focus(id)) && !composing {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if !offered.is_empty() && pressed(Key::ArrowDown) {
            unit.marked = Some(unit.marked.map_or(0, |at| (at + 1).min(offered.len() - 1)));
        } else if !offered.is_empty() && pressed(Key::ArrowUp) {
            unit.marked = unit.marked.and_then(|at| at.checked_sub(1));
        } else if !unit.text.trim().is_empty() && pressed(Key::Enter) {
            let marked = unit.marked.and_then(|at| offered.get(at)).cloned();
            chosen = Some(marked.unwrap_or_else(|| unit.text.clone()));
        }
    }
    let edit = TextEdit::singleline(&mut unit.text).hint_text(words.text(Message::AddUnitHint));
    let response = widgets::bare_field(ui, id, edit, theme).accessible_name(words.text(Message::AddUnit));
    if response.changed() {
        unit.marked = None;
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) && !unit.text.is_empty() {
        unit.text.clear();
        unit.marked = None;
        response.request_focus();
    }
    let popup = Popup::from_response(&response).close_behavior(PopupCloseBehavior::IgnoreClicks);
    let over =
        popup.get_popup_rect().is_some_and(|rect| ui.rect_contains_pointer(rect) || pointer_in(ui, rect));
    let open = !offered.is_empty() && (response.has_focus() || over);
    let typed = unit.text.trim().to_owned();
    let new = !typed.is_empty() && names_in(&typed).len() == 1 && !names.is_known(context.plan, &typed);
    let open = open || (new && response.has_focus());
    popup.open(open).width(response.rect.width()).show(|ui| {
        if new {
            let line = words.with(Message::NewUnit, &[&typed]);
            ui.label(RichText::new(line).small().color(theme.warn));
        }
        for (at, name) in offered.iter().enumerate() {
            if ui.selectable_label(unit.marked == Some(at), name.as_str()).clicked() {
                chosen = Some(name.clone());
            }
        }
    });
    if let Some(name) = chosen {
        queue.extend(with_unit(context.plan, node, &name).map(UiCommand::Run));
        unit.text.clear();
        unit.marked = None;
        response.request_focus();
    }
}

fn pointer_in(ui: &Ui, rect: Rect) -> bool {
    ui.input(|input| input.pointer.interact_pos().is_some_and(|pointer| rect.contains(pointer)))
}

#[cfg(test)]
mod tests {
    use super::names_in;

    #[test]
    fn several_names_may_be_typed_at_once_and_brackets_hold_together() {
        assert_eq!(names_in(" 县发改局、县财政局，各镇 "), ["县发改局", "县财政局", "各镇"]);
        assert_eq!(names_in("县公安局（交警大队、特警大队）"), ["县公安局（交警大队、特警大队）"]);
    }
}
