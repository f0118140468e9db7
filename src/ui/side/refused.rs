//! Words that the project did not take: they stay where they were typed, with the reason beside them.

use super::{
    comment::{CommentDraft, EditedComment},
    draft::{Draft, TextField, stands},
    target_draft::TargetDraft,
};
use crate::{
    change::actions::TargetEdit,
    model::{Assignment, Entity, NodeId, Plan},
    session::Command,
    words::Trouble,
};

/// Words typed into a field of one line or paragraph, and why they were not taken.
struct Words {
    node: NodeId,
    of: TextField,
    text: String,
    why: Trouble,
}

/// What was refused: of each field and form the latest.
#[derive(Default)]
pub(super) struct Refused {
    fields: Vec<Words>,
    comments: Vec<CommentDraft>,
    edited: Vec<EditedComment>,
    targets: Vec<TargetDraft>,
}

impl Refused {
    /// Why the words in a field were not taken, with the words.
    pub(super) fn field(&self, node: NodeId, field: TextField) -> Option<(&str, &Trouble)> {
        let kept = self.fields.iter().find(|kept| kept.node == node && kept.of == field)?;
        Some((&kept.text, &kept.why))
    }

    /// Other words stand in the field now, or none.
    pub(super) fn forget_field(&mut self, node: NodeId, field: TextField) -> bool {
        let before = self.fields.len();
        self.fields.retain(|kept| kept.node != node || kept.of != field);
        self.fields.len() < before
    }

    fn is_empty(&self) -> bool {
        self.fields.is_empty()
            && self.comments.is_empty()
            && self.edited.is_empty()
            && self.targets.is_empty()
    }
}

impl Draft {
    /// Takes the words of a command back that was refused; what has no field of its own is given
    /// back, to be told.
    pub fn refuse(&mut self, plan: &Plan, command: &Command, why: &Trouble) -> Option<String> {
        let words = words_of(plan, command).filter(|words| !words.trim().is_empty())?;
        let stands = |node: &NodeId| stands(plan, *node);
        let refused = &mut self.refused;
        let field = |node: &NodeId, field, text: &String| (*node, field, text.clone());
        let (node, field, text) = match command {
            Command::SetTitle(node, text) => field(node, TextField::Title, text),
            Command::SetText(node, text) => field(node, TextField::Text, text),
            Command::SetMarker(node, text) => field(node, TextField::Marker, text),
            Command::SetLeader(node, text) => field(node, TextField::Leader, text),
            Command::SetDeadline(node, text) => field(node, TextField::Deadline, text),
            Command::SetNote(node, text) => field(node, TextField::Note, text),
            Command::Annotate { node, quote, start, body, author } if stands(node) => {
                refused.comments.retain(|kept| kept.node != Some(*node));
                refused.comments.push(CommentDraft {
                    node: Some(*node),
                    quote: quote.clone(),
                    start: *start,
                    body: body.clone(),
                    author: author.clone(),
                    take_focus: false,
                    refusal: Some(why.clone()),
                });
                return None;
            }
            Command::SetAnnotation(of, body) | Command::Reply { annotation: of, body, .. }
                if plan.is_shown(Entity::Annotation(*of)) =>
            {
                let author = match command {
                    Command::Reply { author, .. } => author.clone(),
                    _ => String::new(),
                };
                refused.edited.retain(|kept| kept.of != *of);
                refused.edited.push(EditedComment {
                    of: *of,
                    is_reply: matches!(command, Command::Reply { .. }),
                    body: body.clone(),
                    author,
                    take_focus: false,
                    refusal: Some(why.clone()),
                });
                return None;
            }
            Command::SetTarget(node, id, edit) if stands(node) => {
                let view = id.and_then(|id| plan.target(id));
                let mut target = match &view {
                    Some(view) => TargetDraft::of(*node, view),
                    None if id.is_some() => return Some(words),
                    None => TargetDraft::new(*node),
                };
                target.put(edit);
                (target.take_focus, target.refusal) = (false, Some(why.clone()));
                refused.targets.retain(|kept| kept.node != *node || kept.id != *id);
                refused.targets.push(target);
                return None;
            }
            _ => return Some(words),
        };
        if !stands(&node) {
            return Some(words);
        }
        refused.forget_field(node, field);
        refused.fields.push(Words { node, of: field, text, why: why.clone() });
        None
    }

    /// Why the words that stand in a field were not taken.
    pub(super) fn refusal(&self, node: NodeId, field: TextField) -> Option<&Trouble> {
        self.refused.field(node, field).map(|(_, why)| why)
    }

    /// Opens the forms again whose words were refused, where they are free.
    pub(super) fn bring_back(&mut self, plan: &Plan, node: NodeId) {
        if self.refused.is_empty() {
            return;
        }
        let of_node = |of: &EditedComment| {
            let anchor = plan.annotation(of.of).and_then(|note| note.anchor());
            anchor.is_some_and(|anchor| anchor.node == node)
        };
        if self.comment.is_none() {
            let at = self.refused.comments.iter().position(|kept| kept.node == Some(node));
            self.comment = at.map(|at| self.refused.comments.remove(at));
        }
        if self.edited.is_none() {
            let at = self.refused.edited.iter().position(of_node);
            self.edited = at.map(|at| self.refused.edited.remove(at));
        }
        if self.target.is_none() {
            let at = self.refused.targets.iter().position(|kept| kept.node == node);
            self.target = at.map(|at| self.refused.targets.remove(at));
        }
    }

    /// True while words wait that no edit has taken: they would be lost with the window.
    pub fn has_refused(&self) -> bool {
        let open = [
            self.comment.as_ref().is_some_and(|comment| comment.refusal.is_some()),
            self.edited.as_ref().is_some_and(|edited| edited.refusal.is_some()),
            self.target.as_ref().is_some_and(|target| target.refusal.is_some()),
        ];
        !self.refused.is_empty() || open.contains(&true)
    }

    /// Gives up what was refused and is meant for what is gone, or all of it, and returns the words.
    pub fn forget_refused(&mut self, plan: &Plan, all: bool) -> Vec<String> {
        let unfinished = |target: &TargetDraft| target.command().is_err() && target.is_touched();
        let half = self.target.take_if(|target| all && unfinished(target)).map(|target| target.words());
        if self.refused.is_empty() {
            return half.into_iter().collect();
        }
        let goes = |node: NodeId| all || !stands(plan, node);
        let Refused { fields, comments, edited, targets } = &mut self.refused;
        let mut words: Vec<String> = half.into_iter().collect();
        words.extend(fields.extract_if(.., |kept| goes(kept.node)).map(|kept| kept.text));
        words.extend(comments.extract_if(.., |kept| kept.node.is_some_and(goes)).map(|kept| kept.body));
        let note_gone = |kept: &mut EditedComment| all || !plan.is_shown(Entity::Annotation(kept.of));
        words.extend(edited.extract_if(.., note_gone).map(|kept| kept.body));
        words.extend(targets.extract_if(.., |kept| goes(kept.node)).map(|kept| kept.words()));
        words
    }
}

/// What somebody typed to give this command; nothing for one that is only a click.
fn words_of(plan: &Plan, command: &Command) -> Option<String> {
    // Names that a list had before were not typed for this.
    let new_names = |node: NodeId, units: &[Assignment]| {
        let now = plan.node(node).map(|view| view.units()).unwrap_or_default();
        let new = units.iter().filter(|unit| now.items.iter().all(|known| known.name != unit.name));
        new.map(|unit| unit.name.as_str()).collect::<Vec<_>>().join("、")
    };
    Some(match command {
        Command::SetTitle(_, text)
        | Command::SetText(_, text)
        | Command::SetMarker(_, text)
        | Command::SetLeader(_, text)
        | Command::SetDeadline(_, text)
        | Command::SetDeadlineAll(_, text)
        | Command::SetNote(_, text)
        | Command::SetAnnotation(_, text)
        | Command::SetDocumentTitle(_, text)
        | Command::SetProjectTitle(text)
        | Command::SetProjectNote(text) => text.clone(),
        Command::Annotate { body, .. } | Command::Reply { body, .. } => body.clone(),
        Command::SetTarget(_, _, edit) => said(edit),
        Command::Assign(node, units) => new_names(*node, units),
        Command::AssignAll(lists) => {
            lists.first().map(|(node, units)| new_names(*node, units)).unwrap_or_default()
        }
        Command::EditUnit(_, unit) => {
            format!("{} {} {}", unit.full_name, unit.short_name, unit.group).trim().to_owned()
        }
        Command::Several(commands) => {
            let words = commands.iter().filter_map(|command| words_of(plan, command));
            words.collect::<Vec<_>>().join("；")
        }
        _ => return None,
    })
}

/// What a target's edit says, in one line.
fn said(edit: &TargetEdit) -> String {
    let amount = edit.amount.map(super::target_draft::amount_words);
    let words = [&edit.indicator, &amount, &edit.measure, &edit.by, &edit.quote];
    words.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ").trim().to_owned()
}
