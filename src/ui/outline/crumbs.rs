//! The path of the selected node above the text, and the ways back and forward.

use crate::words::{Message, Messages};
use crate::{
    model::{DocumentId, NodeId, Parent, Plan},
    ui::{
        commands::{TABLE, UiCommand, Verb, keys_text},
        theme::{self, Theme, space},
    },
};
use egui::{Button, FontId, Frame, Label, Margin, RichText, Ui};

/// What the path is drawn from.
pub struct CrumbsContext<'a> {
    /// The project.
    pub plan: &'a Plan,
    /// The report in the middle.
    pub document: Option<DocumentId>,
    /// The selected node.
    pub selected: Option<NodeId>,
    /// Whether there is a place to go back to, and one to go forward to.
    pub ways: (bool, bool),
    /// The palette.
    pub theme: &'a Theme,
    /// The words.
    pub words: Messages,
}

/// Characters of a step that are shown; the rest is in its hint.
const LONGEST: usize = 14;
/// Between two steps.
const GAP: &str = "/";

struct Step {
    words: String,
    to: UiCommand,
}

/// Draws the line.
pub fn show(ui: &mut Ui, context: &CrumbsContext<'_>, queue: &mut Vec<UiCommand>) {
    let frame = Frame::new().inner_margin(Margin::symmetric(space::L as i8, 0));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            way(ui, Verb::Back, context.ways.0, context, queue);
            way(ui, Verb::Forward, context.ways.1, context, queue);
            ui.add_space(space::S);
            path(ui, context, queue);
        });
    });
}

fn way(ui: &mut Ui, verb: Verb, possible: bool, context: &CrumbsContext<'_>, queue: &mut Vec<UiCommand>) {
    let Some(row) = TABLE.iter().find(|row| row.verb == verb) else { return };
    let text = RichText::new(context.words.text(row.label)).small();
    let keys = row.keys.as_ref().map(keys_text).unwrap_or_default();
    let button = Button::new(text).frame_when_inactive(false);
    if ui.add_enabled(possible, button).on_hover_text(keys).clicked() {
        queue.push(UiCommand::Verb(verb));
    }
}

fn path(ui: &mut Ui, context: &CrumbsContext<'_>, queue: &mut Vec<UiCommand>) {
    let steps = steps(context);
    let font = theme::regular(theme::CAPTION);
    let gap = width_of(ui, GAP.to_owned(), &font) + 2.0 * space::XS;
    let widths: Vec<f32> = steps.iter().map(|step| width_of(ui, short(&step.words), &font) + gap).collect();
    // From the end: where one is counts more than where one came from.
    let mut room = ui.available_width() - gap - space::XL;
    let fits = |width: &&f32| {
        room -= **width + 2.0 * space::XS;
        room >= 0.0
    };
    let kept = widths.iter().rev().take_while(fits).count().max(1);
    let hidden = steps.len().saturating_sub(kept);
    if hidden > 0 {
        let text = RichText::new("…").font(font.clone()).color(context.theme.accent);
        let response = ui.add(Button::new(text).frame_when_inactive(false));
        let name = context.words.text(Message::CrumbsAbove);
        response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name));
        egui::Popup::menu(&response).style(theme::menu_style).show(|ui| {
            for step in &steps[..hidden] {
                if ui.button(&step.words).clicked() {
                    queue.push(step.to.clone());
                }
            }
        });
        between(ui, &font, context.theme);
    }
    for (at, step) in steps.iter().enumerate().skip(hidden) {
        let text = short(&step.words);
        let cut = text != step.words;
        let is_last = at + 1 == steps.len();
        let colour = if is_last { context.theme.ink2 } else { context.theme.accent };
        let button = Button::new(RichText::new(text).font(font.clone()).color(colour));
        let mut response = ui.add(button.frame_when_inactive(false).truncate());
        if cut {
            response = response.on_hover_text(&step.words);
        }
        if response.clicked() {
            queue.push(step.to.clone());
        }
        if !is_last {
            between(ui, &font, context.theme);
        }
    }
}

fn between(ui: &mut Ui, font: &FontId, theme: &Theme) {
    let text = RichText::new(GAP).font(font.clone()).color(theme.ink2);
    ui.add(Label::new(text));
}

fn width_of(ui: &Ui, text: String, font: &FontId) -> f32 {
    ui.painter().layout_no_wrap(text, font.clone(), egui::Color32::PLACEHOLDER).size().x
}

fn short(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// The report, what the node hangs under from the top, and the node.
fn steps(context: &CrumbsContext<'_>) -> Vec<Step> {
    let plan = context.plan;
    let mut steps = Vec::new();
    let mut above = context.selected.map(Parent::Node).or(context.document.map(Parent::Document));
    while let Some(parent) = above {
        above = match parent {
            Parent::Node(id) => {
                let Some(node) = plan.node(id) else { break };
                let title = super::row::title_of(plan, id, context.words);
                let words = format!("{} {title}", node.marker()).trim().to_owned();
                steps.push(Step { words, to: UiCommand::Select(Some(id)) });
                Some(node.parent())
            }
            Parent::Document(id) => {
                let title = plan.document(id).map(|document| document.title().into_owned());
                steps.extend(title.map(|words| Step { words, to: UiCommand::JumpTo(id) }));
                None
            }
        };
    }
    steps.reverse();
    steps
}
