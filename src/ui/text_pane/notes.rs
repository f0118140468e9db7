//! Annotations in the pane: which is the current one, and what is being written about it.

use super::{TextContext, TextPane, typing::Typing};
use crate::model::{AnnotationId, Entity, NodeId, Plan, Revision};
use crate::outline::{NoteOrder, TextPlace};
use crate::session::Command;
use rustc_hash::FxHashMap;

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Writing {
    /// Another wording of the annotation.
    Words,
    /// An answer to it.
    Reply,
}

/// Words about an annotation, being written.
#[derive(Clone, Debug)]
pub(super) struct NoteDraft {
    pub(super) note: AnnotationId,
    pub(super) writing: Writing,
    pub(super) body: Typing,
    pub(super) author: String,
    pub(super) take_focus: bool,
    first: String,
}

impl NoteDraft {
    /// True when nothing was written that would be lost.
    pub(super) fn is_unchanged(&self) -> bool {
        self.body.words().trim() == self.first.trim()
    }

    /// The edit that it amounts to.
    pub(super) fn command(&self) -> Option<Command> {
        let body = self.body.words().trim().to_owned();
        if body.is_empty() || self.is_unchanged() {
            return None;
        }
        Some(match self.writing {
            Writing::Words => Command::SetAnnotation(self.note, body),
            Writing::Reply => {
                Command::Reply { annotation: self.note, body, author: self.author.trim().to_owned() }
            }
        })
    }
}

/// The pane's annotations.
#[derive(Default)]
pub(super) struct Notes {
    /// The one shown: by key, or by a click on its card or sign.
    pub(super) current: Option<AnnotationId>,
    /// One to scroll to in the next frame.
    pub(super) reveal: Option<AnnotationId>,
    pub(super) draft: Option<NoteDraft>,
    /// Heights of cards as they were last drawn.
    pub(super) heights: FxHashMap<AnnotationId, f32>,
    /// Who replied last: most replies of a sitting come from one unit.
    pub(super) last_author: String,
    order: Option<(Revision, NoteOrder)>,
    /// Whether the report shown has any, at a revision.
    any: Option<(Revision, crate::model::DocumentId, bool)>,
}

impl Notes {
    /// All in the order of the text, as of this revision.
    fn order(&mut self, plan: &Plan) -> &NoteOrder {
        if self.order.as_ref().is_none_or(|(revision, _)| *revision != plan.revision()) {
            self.order = None;
        }
        &self.order.get_or_insert_with(|| (plan.revision(), NoteOrder::of(plan))).1
    }

    /// The place of the current one among all, from 1, and their number. Known once a key went
    /// through them.
    pub(super) fn place(&self, note: AnnotationId) -> Option<(usize, usize)> {
        let (_, order) = self.order.as_ref()?;
        Some((order.rank(note)? + 1, order.len()))
    }

    /// Whether the shown report has annotations: the margin is wide then.
    pub(super) fn any(&mut self, context: &TextContext<'_>) -> bool {
        let plan = context.plan;
        match self.any {
            Some((revision, document, any))
                if (revision, document) == (plan.revision(), context.document) =>
            {
                any
            }
            _ => {
                let here = |node: NodeId| {
                    plan.node_state(node).is_some_and(|state| state.document == context.document)
                };
                let any = plan.annotations().any(|note| {
                    note.anchor().is_some_and(|anchor| here(anchor.node))
                        && plan.is_shown(Entity::Annotation(note.id()))
                });
                self.any = Some((plan.revision(), context.document, any));
                any
            }
        }
    }
}

impl TextPane {
    /// Goes to the next or the previous annotation of the project and returns its node.
    pub fn step_note(&mut self, plan: &Plan, selected: Option<NodeId>, forward: bool) -> Option<NodeId> {
        let current = self.notes.current;
        let from = selected.and_then(|node| TextPlace::of(plan, node));
        let (node, note) = self.notes.order(plan).step(current, from, forward)?;
        self.show_note(note);
        Some(node)
    }

    /// Shows an annotation.
    pub fn show_note(&mut self, note: AnnotationId) {
        self.notes.current = Some(note);
        self.notes.reveal = Some(note);
    }

    /// The annotation that a verb is about: the current one, else the first open one of the
    /// selected node.
    pub fn note(&self, plan: &Plan, selected: Option<NodeId>) -> Option<AnnotationId> {
        let is_shown = |note: &AnnotationId| plan.is_shown(Entity::Annotation(*note));
        self.notes.current.filter(is_shown).or_else(|| {
            let notes = plan.node(selected?)?.annotations();
            let mut firsts = notes.iter().filter(|note| note.reply_to().is_none());
            let open = firsts.clone().find(|note| !note.is_resolved());
            open.or_else(|| firsts.next()).map(crate::model::AnnotationView::id)
        })
    }

    /// Starts an answer to an annotation, on its card; gives the edit that what was being written on
    /// another one amounts to.
    #[must_use]
    pub fn start_reply(&mut self, note: AnnotationId) -> Option<Command> {
        self.show_note(note);
        self.write(note, Writing::Reply, "")
    }

    #[must_use]
    pub(super) fn write(&mut self, note: AnnotationId, writing: Writing, first: &str) -> Option<Command> {
        let same = |draft: &&mut NoteDraft| draft.note == note && draft.writing == writing;
        if let Some(open) = self.notes.draft.as_mut().filter(same) {
            open.take_focus = true;
            return None;
        }
        let before = self.notes.draft.replace(NoteDraft {
            note,
            writing,
            body: Typing::of(first),
            author: self.notes.last_author.clone(),
            take_focus: true,
            first: first.to_owned(),
        });
        before.and_then(|before| before.command())
    }
}
