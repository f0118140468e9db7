//! Several selected nodes: what they have in common to be done.

use super::{
    Draft, SideContext,
    draft::Recipients,
    fields,
    names::UnitNames,
    units::{self, Offers, UnitsState, add, input},
    when, widgets,
};
use crate::words::Message;
use crate::{
    model::{Assignment, NodeId, NodeKind, Plan, Revision, normalised_name},
    session::Command,
    ui::{
        commands::{Tab, UiCommand, Verb},
        selection::Selection,
        theme::{self, space},
    },
};
use egui::{Key, RichText, Ui};
use std::sync::Arc;

/// Whether units typed for many nodes join theirs or take their place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Add,
    Replace,
}

/// What is chosen and typed for many nodes.
#[derive(Default)]
pub(super) struct Many {
    mode: Mode,
    /// The units that take the place of the nodes' own, so far.
    instead: Vec<Assignment>,
    deadline: String,
    facts: Option<Facts>,
}

/// Counts over the chosen nodes, made once a revision and choice.
struct Facts {
    revision: Revision,
    /// The selection's version.
    chosen: u64,
    /// Number of tasks among them.
    tasks: usize,
    /// The nodes that edits are about.
    nodes: Recipients,
    unassigned: usize,
}

impl Facts {
    fn of(plan: &Plan, chosen: &Selection) -> Self {
        let is_task = |node: &NodeId| plan.node(*node).is_some_and(|view| view.kind() == NodeKind::Task);
        let tasks: Vec<NodeId> = chosen.iter().copied().filter(is_task).collect();
        let bare =
            |node: &&NodeId| plan.node(**node).is_some_and(|view| view.stored_units().items.is_empty());
        let unassigned = tasks.iter().filter(bare).count();
        let count = tasks.len();
        // A section among tasks is what they stand under: it is not assigned with them.
        let nodes = if tasks.is_empty() { Arc::from(&**chosen) } else { tasks.into() };
        let nodes = Recipients::Many(nodes);
        Self { revision: plan.revision(), chosen: chosen.version(), tasks: count, nodes, unassigned }
    }
}

/// Draws what can be done to all of them.
pub(super) fn show(
    ui: &mut Ui,
    many: &mut Many,
    context: &SideContext<'_>,
    draft: &mut Draft,
    (names, state): (&UnitNames, &mut UnitsState),
    queue: &mut Vec<UiCommand>,
) {
    let (theme, words, plan) = (context.theme, context.words, context.plan);
    let chosen = context.chosen;
    let same = many.facts.as_ref().is_some_and(|facts| facts.chosen == chosen.version());
    if !same {
        let fresh = Many { mode: many.mode, ..Many::default() };
        let before = std::mem::replace(many, fresh);
        if !before.deadline.trim().is_empty() {
            draft.unfinished.push(before.deadline);
        }
    }
    if many.facts.as_ref().is_none_or(|facts| facts.revision != plan.revision()) {
        many.facts = Some(Facts::of(plan, chosen));
    }
    let Some(facts) = &many.facts else { return };
    ui.add_space(space::S);
    let head = words.with(Message::ManyChosen, &[&chosen.len()]);
    ui.label(RichText::new(head).font(theme::bold(theme::REPORT)).color(theme.ink));
    fields::hint(ui, &words.with(Message::ManyFacts, &[&facts.tasks, &facts.unassigned]), theme);
    if !context.writing {
        return;
    }
    let nodes = facts.nodes.nodes();

    widgets::group(ui, words.text(Message::ResponsibleUnits), theme);
    ui.horizontal(|ui| {
        for (mode, label) in [(Mode::Add, Message::ManyAdd), (Mode::Replace, Message::ManyReplace)] {
            if ui.radio(many.mode == mode, words.text(label)).clicked() {
                many.mode = mode;
                many.instead.clear();
            }
        }
    });
    if many.mode == Mode::Replace && !many.instead.is_empty() {
        let so_far: Vec<&str> = many.instead.iter().map(|unit| unit.name.as_str()).collect();
        fields::hint(ui, &words.with(Message::ManyInstead, &[&so_far.join("、")]), theme);
    }
    ui.add_space(space::XS);
    let offers = Offers { of: &facts.nodes, assigned: &many.instead };
    let done = input(ui, &offers, context, (names, draft), state.takes_focus());
    state.note_field(done.has_keyboard);
    if done.wants_directory {
        queue.push(UiCommand::Show(Tab::Units));
    }
    if done.leaves {
        queue.push(UiCommand::FocusOutline);
    }
    if let Some(name) = done.name {
        match many.mode {
            Mode::Add => queue.extend(with_unit(plan, nodes, &name).into_iter().map(UiCommand::Run)),
            Mode::Replace => {
                add(&mut many.instead, &name, plan.first_unit());
                queue.push(UiCommand::Run(Command::AssignAll(lists(plan, nodes, &many.instead))));
            }
        }
    }
    if let Some(last) = names.last().filter(|last| !last.is_empty()) {
        let said: Vec<&str> = last.iter().map(|unit| unit.name.as_str()).collect();
        let label = words.with(Message::RepeatNamed, &[&said.join("、")]);
        if widgets::text_button(ui, &label, theme).on_hover_text("Ctrl+R").clicked() {
            queue.push(UiCommand::Verb(Verb::RepeatUnits));
        }
    }
    if widgets::text_button(ui, words.text(Message::ManyClear), theme).clicked() {
        queue.push(UiCommand::Run(Command::AssignAll(lists(plan, nodes, &[]))));
    }

    ui.add_space(space::S);
    let label = words.text(Message::Deadline);
    let field = widgets::line(ui, "many-deadline", label, &mut many.deadline, theme);
    let year = nodes.first().and_then(|node| draft.year.of(plan, *node));
    when::line(ui, &many.deadline, year, context);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) && !draft.composing;
    let ready = !many.deadline.trim().is_empty();
    let apply = egui::Button::new(RichText::new(words.text(Message::ManyApply)).color(theme.accent));
    if (ui.add_enabled(ready, apply).clicked() || entered) && ready {
        let typed = std::mem::take(&mut many.deadline);
        queue.push(UiCommand::Run(Command::SetDeadlineAll(nodes.to_vec(), typed.trim().to_owned())));
    }
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        many.deadline.clear();
        queue.push(UiCommand::FocusOutline);
    }

    ui.add_space(space::S);
    ui.label(RichText::new(words.text(Message::Status)).small().color(theme.ink2));
    ui.horizontal(|ui| {
        for (status, label) in super::head::STATUSES {
            if ui.button(words.text(label)).clicked() {
                queue.push(UiCommand::Run(Command::SetStatusAll(nodes.to_vec(), status)));
            }
        }
    });
    ui.add_space(space::L);
    let remove = RichText::new(words.with(Message::ManyRemove, &[&chosen.len()])).color(theme.bad);
    if ui.button(remove).clicked() {
        queue.push(UiCommand::Verb(Verb::Remove));
    }
}

/// The edit that adds a name to each of these nodes.
pub(super) fn with_unit(plan: &Plan, nodes: &[NodeId], name: &str) -> Option<Command> {
    if let [node] = nodes {
        return units::with_unit(plan, *node, name);
    }
    let first = plan.first_unit();
    let lists: Vec<(NodeId, Vec<Assignment>)> = nodes
        .iter()
        .filter_map(|node| {
            let mut items = plan.node(*node)?.stored_units().items.clone();
            add(&mut items, name, first).then_some((*node, items))
        })
        .collect();
    (!lists.is_empty()).then_some(Command::AssignAll(lists))
}

/// The lists of those of these nodes that lack some of the units. What a task has already stays:
/// the report may have named it.
pub(super) fn added(plan: &Plan, nodes: &[NodeId], units: &[Assignment]) -> Vec<(NodeId, Vec<Assignment>)> {
    let list = |node: &NodeId| {
        let mut items = plan.node(*node)?.stored_units().items.clone();
        let before = items.len();
        for unit in units {
            let name = normalised_name(&unit.name);
            if !items.iter().any(|known| normalised_name(&known.name) == name) {
                items.push(unit.clone());
            }
        }
        (items.len() > before).then_some((*node, items))
    };
    nodes.iter().filter_map(list).collect()
}

/// The lists of those of these nodes that have other units.
pub(super) fn lists(plan: &Plan, nodes: &[NodeId], units: &[Assignment]) -> Vec<(NodeId, Vec<Assignment>)> {
    let alike = |a: &Assignment, b: &Assignment| {
        a.role == b.role && normalised_name(&a.name) == normalised_name(&b.name)
    };
    let differs = |node: &&NodeId| {
        plan.node(**node).is_some_and(|view| {
            let now = view.stored_units();
            now.items.len() != units.len() || !now.items.iter().zip(units).all(|(a, b)| alike(a, b))
        })
    };
    nodes.iter().filter(differs).map(|node| (*node, units.to_vec())).collect()
}
