//! The deadline: its words, and the day that the reader's grammar makes of them, also while one types.

use super::SideContext;
use crate::words::{Message, Messages};
use crate::{
    model::{Deadline, DocumentId, NodeId, Plan, ReadingId},
    read,
};
use egui::{RichText, Ui};

/// The year that deadlines without a year mean; looked up once a report.
#[derive(Clone, Copy, Debug, Default)]
pub struct BaseYear(Option<(DocumentId, ReadingId, Option<i16>)>);

impl BaseYear {
    /// The year of the report that a node belongs to.
    pub(super) fn of(&mut self, plan: &Plan, node: NodeId) -> Option<i16> {
        let document = plan.node_state(node)?.document;
        let view = plan.document(document)?;
        let reading = view.reading_id();
        match self.0 {
            Some((of, from, year)) if (of, from) == (document, reading) => year,
            _ => {
                let year = view.reading().and_then(|reading| read::base_year(reading));
                self.0 = Some((document, reading, year));
                year
            }
        }
    }
}

/// What the words of a deadline mean; the flag tells words that give no day.
pub(super) fn meaning(deadline: &Deadline, words: Messages) -> (String, bool) {
    match deadline.due {
        _ if deadline.ongoing => (words.text(Message::DeadlineOngoing).to_owned(), true),
        Some(due) => {
            let day = words.with(Message::Day, &[&due.year, &due.month, &due.day]);
            (words.with(Message::DeadlineMeans, &[&day]), true)
        }
        None => (words.text(Message::DeadlineNoDate).to_owned(), false),
    }
}

/// One line under a field: the day that its words mean.
pub(super) fn line(ui: &mut Ui, typed: &str, year: Option<i16>, context: &SideContext<'_>) {
    if typed.trim().is_empty() {
        return;
    }
    let (means, sure) = meaning(&read::deadline::parse(typed, year), context.words);
    let ink = if sure { context.theme.ink2 } else { context.theme.warn };
    ui.label(RichText::new(means).small().color(ink));
}
