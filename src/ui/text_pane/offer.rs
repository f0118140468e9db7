//! What can be done with selected words: a small bar beside them, and the context menu.

use super::{
    TextContext, TextEvent, TextPane,
    paint::parts,
    selection::{Quote, Selection, quote},
    shown::Shown,
};
use crate::model::{Plan, SourceSpan};
use crate::read::looks_like_unit;
use crate::ui::theme::space;
use crate::words::Message;
use egui::{Area, Frame, Order, Pos2, Rect, Response};

/// Punctuation that a hasty selection takes along.
const EDGES: [char; 22] = [
    '、', '，', '。', '；', '：', '（', '）', '(', ')', '[', ']', '〔', '〕', '【', '】', ',', ';', ':', '“',
    '”', '《', '》',
];

impl TextPane {
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
        let quote = selected.and_then(|selection| quote(context.plan, &page.passages, selection.span()));
        let dragging = response.dragged() || self.pressed.is_some();
        let menu_open = response.context_menu_opened();
        let before = events.len();
        if let Some(selection) = selected
            && self.used != Some(selection)
            && !dragging
            && !menu_open
        {
            let rows = shown.iter().flat_map(|chunk| parts(page, chunk, selection.span()));
            if let Some(last) = rows.last() {
                let at = Pos2::new(last.rect.right(), last.rect.bottom() + space::XS);
                let area = Area::new(response.id.with("offer")).order(Order::Foreground).fixed_pos(at);
                area.constrain_to(rect).show(ui.ctx(), |ui| {
                    Frame::popup(ui.style()).show(ui, |ui| {
                        if quote.as_ref().is_some_and(|quote| self.takes_less(quote)) {
                            let line = context.messages.text(Message::SelectionFirstItem);
                            ui.label(egui::RichText::new(line).small().color(context.theme.warn));
                        }
                        ui.horizontal(|ui| self.verbs(ui, context, quote.as_ref(), events));
                    });
                });
            }
        }
        let whole = self.menu_at.and_then(|byte| self.node_at(context, byte));
        response.context_menu(|ui| {
            if selected.is_some() {
                self.verbs(ui, context, quote.as_ref(), events);
            } else if let Some(node) = whole {
                let comment = ui.add_enabled(
                    !context.read_only,
                    egui::Button::new(context.messages.text(Message::AnnotationWhole)),
                );
                if comment.clicked() {
                    events.push(TextEvent::Comment { node, quote: String::new(), start: None });
                }
            }
        });

        if events.len() > before {
            self.used = selected;
            if let (Some(selection), Some(quote)) = (selected, &quote) {
                self.take(selection, quote);
                // The side panel shows what came of it.
                if context.selected != Some(quote.node) {
                    events.insert(before, TextEvent::Select(quote.node));
                }
            }
        }
    }

    /// True when words that are selected do not go into the quote.
    fn takes_less(&self, quote: &Quote) -> bool {
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

    fn verbs(
        &self,
        ui: &mut egui::Ui,
        context: &TextContext<'_>,
        quote: Option<&Quote>,
        events: &mut Vec<TextEvent>,
    ) {
        let verb = |ui: &mut egui::Ui, message: Message, enabled: bool| {
            let button = egui::Button::new(context.messages.text(message)).frame_when_inactive(false);
            ui.add_enabled(enabled, button).clicked()
        };
        if let Some(quote) = quote.filter(|_| !context.read_only) {
            let words = quote.words.trim().trim_matches(EDGES).trim().to_owned();
            let node = quote.node;
            if verb(ui, Message::CommentSelection, true) {
                events.push(TextEvent::Comment { node, quote: quote.words.clone(), start: quote.start });
            }
            let named = !words.is_empty();
            let is_unit = names_units(context.plan, &words);
            let assign = egui::Button::new(context.messages.text(Message::AssignSelection));
            let assign = ui.add_enabled(is_unit, assign.frame_when_inactive(false));
            if assign.on_disabled_hover_text(context.messages.text(Message::SelectionNotUnit)).clicked() {
                events.push(TextEvent::UseAsUnit { node, words: words.clone() });
            }
            if verb(ui, Message::DeadlineSelection, named) {
                events.push(TextEvent::UseAsDeadline { node, words: words.clone() });
            }
            if verb(ui, Message::TargetSelection, named) {
                events.push(TextEvent::UseAsTarget { node, words });
            }
        }
        if verb(ui, Message::CopySelection, true) {
            self.copy(ui);
        }
    }
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
