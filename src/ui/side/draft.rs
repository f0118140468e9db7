//! What is being typed: kept apart from the plan until it becomes a command.

use crate::words::Message;
use crate::{
    model::{Entity, NodeId, Parent, Plan, Revision},
    session::Command,
};

use super::{comment::CommentDraft, refused::Refused, target_draft::TargetDraft};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// What was typed is saved when nothing more was typed for so long.
const IDLE: Duration = Duration::from_millis(1500);
/// Who types on without a pause loses no more than so much if the power fails.
const LONGEST: Duration = Duration::from_secs(3);

/// A field of one line or paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// Title of a section, words of a task in the outline.
    Title,
    /// Numeral.
    Marker,
    /// What the report says, reworded.
    Text,
    /// The leader's post.
    Leader,
    /// Words of the deadline.
    Deadline,
    /// Note.
    Note,
}

impl TextField {
    /// The field's label.
    pub fn label(self) -> Message {
        match self {
            Self::Title => Message::Title,
            Self::Marker => Message::Marker,
            Self::Text => Message::SourceWording,
            Self::Leader => Message::Leader,
            Self::Deadline => Message::Deadline,
            Self::Note => Message::Note,
        }
    }

    /// What the plan says now.
    pub fn value(self, plan: &Plan, node: NodeId) -> String {
        let Some(view) = plan.node(node) else { return String::new() };
        match self {
            // What the window calls the text before the first heading is nobody's title.
            Self::Title if view.is_unnamed_opening() => String::new(),
            Self::Title => view.title().into_owned(),
            Self::Text => view.text(),
            Self::Marker => view.marker().into_owned(),
            Self::Leader => view.leader().to_owned(),
            Self::Deadline => view.deadline().map(|deadline| deadline.words.clone()).unwrap_or_default(),
            Self::Note => view.note().to_owned(),
        }
    }

    fn command(self, node: NodeId, text: String) -> Command {
        match self {
            Self::Title => Command::SetTitle(node, text),
            Self::Text => Command::SetText(node, text),
            Self::Marker => Command::SetMarker(node, text),
            Self::Leader => Command::SetLeader(node, text),
            Self::Deadline => Command::SetDeadline(node, text),
            Self::Note => Command::SetNote(node, text),
        }
    }
}

/// Words typed into a field.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Typed {
    node: NodeId,
    field: TextField,
    /// As it stands in the field; while an input method composes, with the letters typed so far.
    text: String,
    /// As it stood when nothing was being composed.
    settled: String,
    /// What the plan said when typing began: Esc goes back to it.
    first: String,
    /// When the first and the last letter came that are not saved; `None` once they are.
    since: Option<(Instant, Instant)>,
}

/// The forms that are flushed whole: a target, a comment, a unit's name, other words for a comment.
type Forms = (Option<TargetDraft>, Option<CommentDraft>, UnitDraft, Option<super::comment::EditedComment>);

/// A unit's name being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitDraft {
    /// The nodes it is for.
    pub of: Recipients,
    /// As typed.
    pub text: String,
    /// Which completion is marked.
    pub marked: Option<usize>,
    /// What is offered, and for which letters, names and state of the plan.
    pub offered: Vec<String>,
    /// What `offered` was made from.
    pub offered_for: Option<(String, u64, Revision)>,
    /// Only letters were typed: no name, but on the way to one.
    pub letters: bool,
    /// The only name that the letters can mean.
    pub meant: Option<String>,
    /// Letters that mean no unit and that Enter was pressed behind: once more takes them as a name.
    pub unmatched: Option<String>,
}

/// Who gets what is typed: one node, or all selected ones. It is told apart in every frame, and is
/// not read for that.
#[derive(Clone, Debug, Default, Eq)]
pub enum Recipients {
    /// Nothing is typed for anybody.
    #[default]
    Nobody,
    /// One node.
    One(NodeId),
    /// Several.
    Many(Arc<[NodeId]>),
}

impl Recipients {
    /// Them.
    pub fn nodes(&self) -> &[NodeId] {
        match self {
            Self::Nobody => &[],
            Self::One(node) => std::slice::from_ref(node),
            Self::Many(nodes) => nodes,
        }
    }
}

impl PartialEq for Recipients {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Many(one), Self::Many(other)) => Arc::ptr_eq(one, other) || one == other,
            _ => self.nodes() == other.nodes(),
        }
    }
}

impl UnitDraft {
    /// The name typed, as far as it is one.
    fn name(self) -> Option<String> {
        let typed = if self.letters { self.meant? } else { self.text };
        Some(typed).filter(|name| !name.trim().is_empty())
    }
}

/// How far a flush goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flush {
    /// The keyboard left a field, or another command follows: half-typed new things stay.
    Fields,
    /// The node is left, or the window closes: everything becomes a command that can.
    All,
}

/// Whether a node can be edited: it, all above it and its report are there.
pub fn stands(plan: &Plan, node: NodeId) -> bool {
    let mut above = node;
    loop {
        if !plan.is_shown(Entity::Node(above)) {
            return false;
        }
        match plan.node_state(above).map(|state| state.parent) {
            Some(Parent::Node(parent)) => above = parent,
            Some(Parent::Document(_)) => return true,
            None => return false,
        }
    }
}

/// All that is typed and not yet a command.
#[derive(Default)]
pub struct Draft {
    typed: Option<Typed>,
    /// A target being edited or made.
    pub target: Option<TargetDraft>,
    /// A comment being written.
    pub comment: Option<CommentDraft>,
    /// A unit being typed.
    pub unit: UnitDraft,
    /// A comment being reworded, or the answer to one.
    pub edited: Option<super::comment::EditedComment>,
    /// Years that deadlines without a year mean, for the report looked at.
    pub year: super::when::BaseYear,
    /// An input method is composing: what stands in the field is not yet what is meant.
    pub composing: bool,
    /// What stood in the larger forms before an input method began to compose.
    settled: Option<Box<Forms>>,
    /// The revision that the nodes of `unit` were looked up in.
    stood: Option<Revision>,
    /// Words that are no edit yet and whose fields gave way to others; to be told.
    pub unfinished: Vec<String>,
    /// What the project did not take.
    pub(super) refused: Refused,
}

impl Draft {
    /// What a field shows: what is being typed, else what the plan says.
    pub fn shown(&self, plan: &Plan, node: NodeId, field: TextField) -> String {
        match &self.typed {
            Some(typed) if typed.node == node && typed.field == field => typed.text.clone(),
            _ => match self.refused.field(node, field) {
                Some((refused, _)) => refused.to_owned(),
                None => field.value(plan, node),
            },
        }
    }

    /// Notes what stands in a field now. Returns the edit of another field that was still open.
    pub fn set_typed(
        &mut self,
        plan: &Plan,
        node: NodeId,
        field: TextField,
        text: String,
    ) -> Option<Command> {
        let same = self.typed.as_ref().is_some_and(|typed| typed.node == node && typed.field == field);
        let other = if same { None } else { self.flush_typed(plan) };
        let now = Instant::now();
        let (settled, first, begun) = match self.typed.take() {
            Some(typed) => (typed.settled, typed.first, typed.since.map_or(now, |(begun, _)| begun)),
            None => (field.value(plan, node), field.value(plan, node), now),
        };
        let settled = if self.composing { settled } else { text.clone() };
        self.refused.forget_field(node, field);
        self.typed = Some(Typed { node, field, text, settled, first, since: Some((begun, now)) });
        other
    }

    /// Gives up what is being typed into a field: the edit back to what it said before, if some of
    /// it was saved already.
    pub fn forget_typed(&mut self, plan: &Plan, node: NodeId, field: TextField) -> Option<Command> {
        self.refused.forget_field(node, field);
        let typed = self.typed.take_if(|typed| typed.node == node && typed.field == field)?;
        let saved = typed.field.value(plan, typed.node) != typed.first;
        saved.then(|| typed.field.command(typed.node, typed.first))
    }

    /// True while something stands in a field that Esc would take back.
    pub fn is_typed(&self, plan: &Plan, node: NodeId, field: TextField) -> bool {
        let typed = self.typed.as_ref().is_some_and(|typed| {
            typed.node == node
                && typed.field == field
                && (typed.text != typed.first || field.value(plan, node) != typed.first)
        });
        typed || self.refused.field(node, field).is_some()
    }

    /// How long until what was typed should be saved, if something waits for it.
    pub fn idle_in(&self) -> Option<Duration> {
        let (begun, last) = self.typed.as_ref().filter(|_| !self.composing)?.since?;
        Some(IDLE.saturating_sub(last.elapsed()).min(LONGEST.saturating_sub(begun.elapsed())))
    }

    /// True while something was typed that is no edit yet.
    pub fn is_unsaved(&self) -> bool {
        self.typed.as_ref().is_some_and(|typed| typed.since.is_some())
            || self.comment.as_ref().is_some_and(|draft| !draft.body.trim().is_empty())
    }

    /// The edit that saves what stands in the field; it stays being typed.
    pub fn idle(&mut self, plan: &Plan) -> Option<Command> {
        let typed = self.typed.as_mut()?;
        typed.since = None;
        let text = typed.text.trim();
        // An emptied title may be on its way to another one.
        let differs = text != typed.field.value(plan, typed.node).trim();
        (differs && !text.is_empty()).then(|| typed.field.command(typed.node, text.to_owned()))
    }

    /// Follows the input method; called once a frame, before the fields are drawn.
    pub fn follow(&mut self, composing: bool) {
        if composing && !self.composing {
            self.settled = Some(Box::new(self.forms()));
        } else if !composing {
            self.settled = None;
        }
        self.composing = composing;
    }

    fn forms(&self) -> Forms {
        (self.target.clone(), self.comment.clone(), self.unit.clone(), self.edited.clone())
    }

    /// Lets go of the letters being composed: where the fields go, nothing will come of them.
    pub fn settle(&mut self) {
        if let Some(typed) = self.typed.as_mut().filter(|_| self.composing) {
            typed.settled.clone_into(&mut typed.text);
        }
        if let Some(forms) = self.settled.take() {
            (self.target, self.comment, self.unit, self.edited) = *forms;
        }
        self.composing = false;
    }

    /// Opens the fields of a target. What stands in the fields of another becomes an edit; where it
    /// is none yet, its words are kept to be told.
    pub fn open_target(&mut self, target: TargetDraft) -> Option<Command> {
        let before = self.target.replace(target)?;
        before.command().unwrap_or_else(|_| {
            if before.is_touched() {
                self.unfinished.push(before.words());
            }
            None
        })
    }

    /// Gives up what is meant for nodes that are gone, and returns the words so that they are not
    /// lost with them.
    pub fn forget_gone(&mut self, plan: &Plan) -> Vec<String> {
        let gone = |node: NodeId| !stands(plan, node);
        let mut words = Vec::new();
        words.extend(self.typed.take_if(|typed| gone(typed.node)).map(|typed| typed.text));
        words.extend(self.target.take_if(|target| gone(target.node)).map(|target| target.words()));
        words.extend(
            self.edited
                .take_if(|edited| !plan.is_shown(Entity::Annotation(edited.of)))
                .map(|edited| edited.body),
        );
        words.extend(self.comment.take_if(|draft| draft.node.is_some_and(gone)).map(|draft| draft.body));
        let looked = self.stood.replace(plan.revision()) == Some(plan.revision());
        if !looked && self.unit.of.nodes().iter().copied().any(gone) {
            words.push(std::mem::take(&mut self.unit).text);
        }
        words.extend(self.forget_refused(plan, false));
        words.retain(|words| !words.trim().is_empty());
        words
    }

    /// The edits that what was typed amounts to.
    pub fn flush(&mut self, plan: &Plan, how_far: Flush) -> Vec<Command> {
        let mut commands: Vec<Command> = self.flush_typed(plan).into_iter().collect();
        if self.composing {
            return commands;
        }
        if let Some(target) = &mut self.target
            && (how_far == Flush::All || target.id.is_some())
            && let Ok(command) = target.command()
        {
            commands.extend(command);
            if how_far == Flush::All {
                self.target = None;
            } else {
                target.note_saved();
            }
        }
        if how_far == Flush::All {
            // Fields opened and left empty are given up.
            self.target.take_if(|target| target.id.is_none() && target.is_empty());
            self.comment.take_if(|comment| comment.body.trim().is_empty());
            commands.extend(self.edited.take().and_then(|edited| edited.command(plan)));
            commands.extend(self.comment.take().and_then(CommentDraft::command));
            let mut unit = std::mem::take(&mut self.unit);
            let of = std::mem::take(&mut unit.of);
            if let Some(name) = unit.name() {
                commands.extend(super::many::with_unit(plan, of.nodes(), &name));
            }
        }
        commands
    }

    fn flush_typed(&mut self, plan: &Plan) -> Option<Command> {
        let typed = self.typed.take()?;
        let text = if self.composing { typed.settled } else { typed.text };
        (text.trim() != typed.field.value(plan, typed.node).trim())
            .then(|| typed.field.command(typed.node, text.trim().to_owned()))
    }
}
