//! What can be done with selected words: the verbs, and a small bar with them beside the words.

use super::{
    TextContext, TextEvent, TextPane,
    paint::parts,
    selection::{Quote, Selection, quote},
    shown::Shown,
};
use crate::model::{NodeId, NodeKind, Plan, SourceSpan};
use crate::read::looks_like_unit;
use crate::ui::theme::space;
use crate::words::Message;
use egui::{Area, Frame, Order, Pos2, Rect, Response};
use std::ops::Range;

/// Punctuation that a hasty selection takes along.
const EDGES: [char; 22] = [
    '、', '，', '。', '；', '：', '（', '）', '(', ')', '[', ']', '〔', '〕', '【', '】', ',', ';', ':', '“',
    '”', '《', '》',
];

/// What is offered for selected words.
pub(super) struct Offer<'a> {
    /// The words of the first node that the selection touches.
    pub(super) quote: Option<&'a Quote>,
    /// The selected words, in the source.
    pub(super) span: SourceSpan,
}

impl TextPane {
    /// The bar beside selected words.
    pub(super) fn offer(
        &mut self,
        ui: &egui::Ui,
        response: &Response,
        rect: Rect,
        shown: &[Shown],
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) {
        let Some(page) = &self.page else { return };
        let selected = self.selection.filter(|selection| !selection.is_empty());
        let Some(selection) = selected.filter(|_| self.used != selected) else { return };
        if response.dragged() || self.pressed.is_some() || Self::menu_open(response) || self.wording.is_some()
        {
            return;
        }
        let quote = quote(context.plan, &page.passages, selection.span());
        let before = events.len();
        let rows = shown.iter().flat_map(|chunk| parts(page, chunk, selection.span()));
        let Some(last) = rows.last() else { return };
        let at = Pos2::new(last.rect.right(), last.rect.bottom() + space::XS);
        let area = Area::new(response.id.with("offer")).order(Order::Middle).fixed_pos(at);
        let offer = Offer { quote: quote.as_ref(), span: selection.span() };
        area.constrain_to(rect).show(ui.ctx(), |ui| {
            ui.set_max_width(rect.width() - 2.0 * space::L);
            Frame::popup(ui.style()).show(ui, |ui| {
                if quote.as_ref().is_some_and(|quote| self.takes_less(quote)) {
                    let line = context.messages.text(Message::SelectionFirstItem);
                    ui.label(egui::RichText::new(line).small().color(context.theme.warn));
                }
                ui.horizontal_wrapped(|ui| self.verbs(ui, context, &offer, events));
            });
        });
        self.after_verbs(selection, quote.as_ref(), before, context, events);
    }

    /// What was done with selected words: what was taken of them stays marked.
    pub(super) fn after_verbs(
        &mut self,
        selection: Selection,
        quote: Option<&Quote>,
        before: usize,
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) {
        if events.len() == before {
            return;
        }
        self.used = Some(selection);
        let makes_node = matches!(events.last(), Some(TextEvent::MakeTask { .. } | TextEvent::TakeUp { .. }));
        if let Some(quote) = quote {
            self.take(selection, quote);
            // The side panel shows what came of it; a new task is selected once it is made.
            if context.selected != Some(quote.node) && !makes_node {
                events.insert(before, TextEvent::Select(quote.node));
            }
        }
    }

    /// True when words that are selected do not go into the quote.
    pub(super) fn takes_less(&self, quote: &Quote) -> bool {
        let (Some(page), Some(selection)) = (&self.page, self.selection) else { return false };
        let (source, all) = (&page.passages.reading().text, selection.span());
        let before = SourceSpan { start: all.start, end: quote.span.start.max(all.start) };
        let after = SourceSpan { start: quote.span.end.min(all.end), end: all.end };
        [before, after].iter().any(|rest| rest.of(source).contains(char::is_alphanumeric))
    }

    /// What was taken of a selection stays marked, and no more; nothing else is offered for it.
    fn take(&mut self, selection: Selection, taken: &Quote) {
        self.selection = Some(selection.within(taken.span));
        self.used = self.selection;
        self.followed = Some(taken.node);
    }

    /// The verbs, in the bar side by side, in the menu one below the other. Returns the first that
    /// can be used, for the keyboard.
    pub(super) fn verbs(
        &self,
        ui: &mut egui::Ui,
        context: &TextContext<'_>,
        offer: &Offer<'_>,
        events: &mut Vec<TextEvent>,
    ) -> Option<Response> {
        let Some(page) = &self.page else { return None };
        let mut first: Option<Response> = None;
        let mut verb = |ui: &mut egui::Ui, message: Message, why_not: Option<Message>| {
            let button = egui::Button::new(context.messages.text(message)).frame_when_inactive(false);
            let mut response = ui.add_enabled(why_not.is_none(), button);
            if let Some(why_not) = why_not {
                response = response.on_disabled_hover_text(context.messages.text(why_not));
            } else if first.is_none() {
                first = Some(response.clone());
            }
            response.clicked()
        };
        if let Some(quote) = offer.quote.filter(|_| !context.read_only) {
            let words = quote.words.trim().trim_matches(EDGES).trim().to_owned();
            let node = quote.node;
            let unnamed = words.is_empty().then_some(Message::SelectionNoWords);
            if let Some(range) = quote.start.map(|start| start..start + quote.words.len()) {
                let whole = is_whole_task(context.plan, node, &range).then_some(Message::TaskSelectionIs);
                if verb(ui, Message::TaskSelection, unnamed.or(whole)) {
                    events.push(TextEvent::MakeTask { node, words: range });
                }
            }
            if verb(ui, Message::TargetSelection, unnamed) {
                events.push(TextEvent::UseAsTarget { node, words: words.clone() });
            }
            let no_unit = (!names_units(context.plan, &words)).then_some(Message::SelectionNotUnit);
            if verb(ui, Message::AssignSelection, no_unit) {
                events.push(TextEvent::UseAsUnit { node, words: words.clone() });
            }
            if verb(ui, Message::DeadlineSelection, unnamed) {
                events.push(TextEvent::UseAsDeadline { node, words });
            }
            if verb(ui, Message::CommentSelection, None) {
                events.push(TextEvent::Comment { node, quote: quote.words.clone(), start: quote.start });
            }
        } else if !context.read_only {
            let said = offer.span.of(&page.passages.reading().text).contains(char::is_alphanumeric);
            let unnamed = (!said).then_some(Message::SelectionNoWords);
            if verb(ui, Message::TaskSelection, unnamed) {
                let (parent, before) = page.passages.place_for(context.plan, offer.span);
                events.push(TextEvent::TakeUp { parent, before, passage: offer.span });
            }
        }
        if verb(ui, Message::CopySelection, None) {
            self.copy(ui);
        }
        first
    }
}

/// True when words are all that a task says.
fn is_whole_task(plan: &Plan, node: NodeId, words: &Range<usize>) -> bool {
    let Some(view) = plan.node(node).filter(|view| view.kind() == NodeKind::Task) else { return false };
    let text = view.text();
    let rest = [text.get(..words.start), text.get(words.end..)];
    !rest.into_iter().flatten().any(|rest| rest.contains(char::is_alphanumeric))
}

/// Most characters of a name that does not end as a body's name does.
const LONGEST_ODD_NAME: usize = 14;

/// True when words can be names of units: a sentence must not get into the directory by a slip.
fn names_units(plan: &Plan, words: &str) -> bool {
    let names: Vec<&str> = words.split(['、', '，', ',', '；', ';']).map(str::trim).collect();
    let known = |name: &str| plan.unit_named(name).is_some() || looks_like_unit(name);
    match names.as_slice() {
        [] => false,
        // 县天文馆: no common ending, yet a body.
        [one] => {
            let prose =
                |char: char| char.is_numeric() || char.is_whitespace() || "的了等和及。：".contains(char);
            known(one) || ((3..=LONGEST_ODD_NAME).contains(&one.chars().count()) && !one.contains(prose))
        }
        several => several.iter().all(|name| known(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::names_units;
    use crate::model::Plan;

    #[test]
    fn sentences_are_not_names_of_units() {
        let plan = Plan::new();
        for names in ["县工信局", "县工信局、县发改委", "县天文馆", "相关区镇街道"] {
            assert!(names_units(&plan, names), "{names}");
        }
        for prose in ["市治理等方面的广泛应用,深化", "2026年底前", "推进园区扩建，新增规模以上工业企业", ""]
        {
            assert!(!names_units(&plan, prose), "{prose}");
        }
    }
}
