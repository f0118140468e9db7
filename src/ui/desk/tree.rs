//! Verbs about the shape of the outline: cutting, pasting, moving, numbering, and going back. What
//! several rows are selected for happens to all of them, as one step to take back.

use super::{Desk, places::Visit};
use crate::ui::{
    commands::{Tab, Verb},
    notices::Notices,
    sheets::Sheet,
    side::{Flush, TextField, stands},
};
use crate::words::Message;
use crate::{
    model::{Entity, NodeId, NodeKind, Parent, RecordId},
    outline::outline_markdown,
    session::{Command, Outcome},
};
use rustc_hash::FxHashSet;
use std::sync::Arc;

impl Desk {
    /// Carries out a verb about the outline.
    pub fn tree_verb(&mut self, verb: Verb, notices: &mut Notices) {
        match verb {
            Verb::Cut => {
                if let Some((nodes, words)) = self.copy(notices) {
                    notices.say(Some((Message::DoneCut, nodes.len().to_string())));
                    let plan = self.session.plan();
                    let alone = |node: NodeId| (node, outline_markdown(plan, &[node]));
                    self.outline.set_cut(nodes.into_iter().map(alone).collect(), words);
                }
            }
            Verb::Copy => {
                if self.copy(notices).is_some() {
                    self.outline.forget_cut();
                }
            }
            Verb::Duplicate => self.duplicate(notices),
            Verb::Indent => self.indent(notices),
            Verb::Outdent => self.outdent(notices),
            Verb::SwitchKind => self.switch_kind(notices),
            Verb::Renumber => self.renumber(notices),
            Verb::SelectAll => self.choose_all(notices),
            Verb::ExpandAll => self.outline.expand_all(),
            Verb::CollapseAll => self.outline.collapse_all(self.session.plan()),
            Verb::Back | Verb::Forward => return self.travel(verb, notices),
            _ => return,
        }
        self.outline.focus();
    }

    /// Of the selected nodes those that hang under no other of them, in the order of the outline.
    fn roots(&mut self) -> Vec<NodeId> {
        let rows = self.outline.rows(self.session.plan());
        match (&self.chosen[..], self.selected) {
            ([], selected) => selected.into_iter().collect(),
            (chosen, _) => rows.roots(chosen),
        }
    }

    /// The selected nodes that stand side by side, run by run.
    fn runs(&mut self) -> Vec<Vec<NodeId>> {
        let roots = self.roots();
        let plan = self.session.plan();
        let mut runs: Vec<Vec<NodeId>> = Vec::new();
        for node in roots {
            match runs.last_mut() {
                Some(run) if run.last().is_some_and(|last| plan.next_sibling(*last) == Some(node)) => {
                    run.push(node);
                }
                _ => runs.push(vec![node]),
            }
        }
        runs
    }

    /// The selected nodes as Markdown, for this program and others.
    fn copy(&mut self, notices: &mut Notices) -> Option<(Vec<NodeId>, String)> {
        self.flush(Flush::Fields, notices);
        let roots = self.roots();
        if roots.is_empty() {
            return None;
        }
        let words = outline_markdown(self.session.plan(), &roots);
        self.to_clipboard = Some(words.clone());
        notices.say(Some((Message::DoneCopied, roots.len().to_string())));
        Some((roots, words))
    }

    /// Puts what the clipboard holds behind the selected node; tasks go into a selected section.
    pub(super) fn paste(&mut self, markdown: String, notices: &mut Notices) {
        let first = markdown.trim_start();
        if first.is_empty() {
            notices.say(Some((Message::PasteNothing, String::new())));
            return;
        }
        let kind = if first.starts_with('#') { NodeKind::Section } else { NodeKind::Task };
        let Some((parent, before)) = self.place_for(kind) else { return };
        // Where nothing is selected nobody said where: only an empty report has but one place.
        if self.selected.is_none() && self.plan().children(parent).next().is_some() {
            notices.say(Some((Message::PasteWhere, String::new())));
            return;
        }
        let plan = self.session.plan();
        let parts = self.outline.cut_as(&markdown).unwrap_or_default();
        let cut: Vec<NodeId> =
            parts.iter().map(|(node, _)| *node).filter(|node| stands(plan, *node)).collect();
        let document = match parent {
            Parent::Document(document) => Some(document),
            Parent::Node(node) => plan.node_state(node).map(|state| state.document),
        };
        let here = |node: &NodeId| plan.node_state(*node).map(|state| state.document) == document;
        if !cut.is_empty() && cut.iter().all(here) {
            let parts = parts.to_vec();
            self.paste_cut(&parts, parent, before, notices);
            return self.outline.focus();
        }
        let command = Command::Paste { parent, before, markdown };
        if let Some(Outcome::Saved { record, .. }) = self.run(&command, notices) {
            if !cut.is_empty() {
                notices.say(Some((Message::CutElsewhere, String::new())));
            }
            self.outline.forget_cut();
            self.choose_made(record, &[parent], notices);
            self.outline.focus();
        }
    }

    /// Moves what was cut: its comments, its words of the report and its history stay with it. What
    /// was removed since comes anew from its words, at its place among the others.
    fn paste_cut(
        &mut self,
        parts: &[(NodeId, String)],
        parent: Parent,
        before: Option<NodeId>,
        notices: &mut Notices,
    ) {
        let plan = self.session.plan();
        let moved: FxHashSet<NodeId> = parts.iter().map(|(node, _)| *node).collect();
        let mut before = before;
        // What moves itself is no landmark for what comes behind it.
        while let Some(node) = before.filter(|node| moved.contains(node)) {
            before = plan.next_sibling(node);
        }
        let is_there: FxHashSet<NodeId> = moved.into_iter().filter(|node| stands(plan, *node)).collect();
        let mut shown = Vec::new();
        for run in parts.chunk_by(|(one, _), (other, _)| is_there.contains(one) == is_there.contains(other)) {
            if run.iter().any(|(node, _)| is_there.contains(node)) {
                let nodes: Vec<NodeId> = run.iter().map(|(node, _)| *node).collect();
                if self.run(&Command::MoveAll(nodes.clone(), parent, before), notices).is_none() {
                    return;
                }
                shown.extend(nodes);
            } else {
                let words: Vec<&str> = run.iter().map(|(_, words)| words.trim_end()).collect();
                let markdown = words.join("\n");
                let Some(Outcome::Saved { record, .. }) =
                    self.run(&Command::Paste { parent, before, markdown }, notices)
                else {
                    return;
                };
                shown.extend(self.made(record, &[parent]));
            }
        }
        self.outline.forget_cut();
        self.choose_first(shown, notices);
    }

    /// Selects nodes and shows the first.
    fn choose_first(&mut self, nodes: Vec<NodeId>, notices: &mut Notices) {
        if let Some(lead) = nodes.first().copied() {
            self.choose(nodes, lead, notices);
        }
    }

    /// Undoes or redoes, and shows where: what came or went may not be what is selected.
    pub fn step_back(&mut self, command: &Command, notices: &mut Notices) {
        self.flush(Flush::Fields, notices);
        let before = Arc::clone(self.session.plan());
        if self.commit(command, notices).is_none() {
            return;
        }
        let plan = Arc::clone(self.session.plan());
        let changed = plan.nodes_changed_since(before.revision()).unwrap_or_default();
        let mut came: FxHashSet<NodeId> = FxHashSet::default();
        let mut went: FxHashSet<NodeId> = FxHashSet::default();
        for node in &changed {
            match (stands(&before, *node), stands(&plan, *node)) {
                (false, true) => drop(came.insert(*node)),
                (true, false) => drop(went.insert(*node)),
                _ => {}
            }
        }
        let selected = self.selected.filter(|node| stands(&plan, *node));
        let under = |node: &NodeId| match plan.node_state(*node).map(|state| state.parent) {
            Some(Parent::Node(above)) => Some(above),
            _ => None,
        };
        let tops = |of: &FxHashSet<NodeId>| -> Vec<NodeId> {
            let top = |node: &&NodeId| under(node).is_none_or(|above| !of.contains(&above));
            of.iter().filter(top).copied().collect()
        };
        let back = self.outline.rows(&plan).in_order(tops(&came));
        let holds = |node: NodeId| back.iter().any(|back| under(back) == Some(node));
        // What came back is shown, but where the shown one changed with it.
        let shown = selected.is_some_and(|node| changed.contains(&node) && !holds(node));
        if !back.is_empty() && !shown {
            self.choose_first(back, notices);
        } else if selected.is_none() && !went.is_empty() {
            // Where it stood: what one worked at before is before what one made there.
            let gone = tops(&went).into_iter().min_by_key(|node| plan.place_of(*node).map(|(_, at)| at));
            let beside = gone.and_then(|node| self.sibling_before(node).or_else(|| self.beside(node, &[])));
            self.selected = None;
            self.select(beside, notices);
        } else if let Some(node) = changed.iter().find(|node| !shown && stands(&plan, **node)) {
            self.select(Some(*node), notices);
        }
        let elsewhere = match self.tab {
            Tab::Text => self.text.has_keyboard(),
            Tab::Table => self.table.has_keyboard(),
            Tab::Units => self.directory.has_keyboard(),
            Tab::Matrix | Tab::Print => false,
        };
        let any = !came.is_empty() || !went.is_empty();
        if any && !elsewhere {
            self.outline.focus();
        }
    }

    fn duplicate(&mut self, notices: &mut Notices) {
        let roots = self.roots();
        let plan = self.session.plan();
        let mut parents: Vec<Parent> =
            roots.iter().filter_map(|node| Some(plan.node_state(*node)?.parent)).collect();
        parents.dedup();
        if let Some(Outcome::Saved { record, .. }) = self.run(&Command::Duplicate(roots), notices) {
            self.choose_made(record, &parents, notices);
        }
    }

    /// Selects what a record made under some parents.
    fn choose_made(&mut self, record: RecordId, parents: &[Parent], notices: &mut Notices) {
        let made = self.made(record, parents);
        self.choose_first(made, notices);
    }

    /// What a record made under some parents, in the order of the outline.
    fn made(&mut self, record: RecordId, parents: &[Parent]) -> Vec<NodeId> {
        let plan = self.session.plan();
        let children = parents.iter().flat_map(|parent| plan.children(*parent));
        let made: Vec<NodeId> = children.filter(|node| node.record == record).collect();
        self.outline.rows(plan).in_order(made)
    }

    /// Runs edits of the selected nodes as one step; they stay selected and in view.
    fn reshape(&mut self, mut commands: Vec<Command>, none: Message, notices: &mut Notices) {
        let command = match commands.len() {
            0 => {
                notices.say(Some((none, String::new())));
                return;
            }
            1 => commands.remove(0),
            _ => Command::Several(commands),
        };
        self.run(&command, notices);
        if let Some(selected) = self.selected {
            self.outline.reveal(self.session.plan(), selected);
        }
    }

    /// Hangs the selected nodes under the sibling before them.
    fn indent(&mut self, notices: &mut Notices) {
        let runs = self.runs();
        let before = |node: &NodeId| self.sibling_before(*node);
        let under = runs.into_iter().filter_map(|run| {
            let above = run.first().and_then(before)?;
            Some(Command::MoveAll(run, Parent::Node(above), None))
        });
        let commands = under.collect();
        self.reshape(commands, Message::CannotIndent, notices);
    }

    /// Hangs the selected nodes behind what they hang under.
    fn outdent(&mut self, notices: &mut Notices) {
        let roots = self.roots();
        let plan = self.session.plan();
        let mut groups: Vec<(NodeId, Vec<NodeId>)> = Vec::new();
        for node in roots {
            let Some(Parent::Node(above)) = plan.node_state(node).map(|state| state.parent) else { continue };
            match groups.iter_mut().find(|(parent, _)| *parent == above) {
                Some((_, nodes)) => nodes.push(node),
                None => groups.push((above, vec![node])),
            }
        }
        let beside = groups.into_iter().filter_map(|(above, nodes)| {
            let parent = plan.node_state(above)?.parent;
            Some(Command::MoveAll(nodes, parent, plan.next_sibling(above)))
        });
        let commands = beside.collect();
        self.reshape(commands, Message::CannotOutdent, notices);
    }

    /// Moves the selected nodes one place up or down among their siblings.
    pub fn shift(&mut self, down: bool, notices: &mut Notices) {
        let runs = self.runs();
        let plan = self.session.plan();
        let moves = runs.into_iter().filter_map(|run| {
            let parent = plan.node_state(*run.first()?)?.parent;
            let before = if down {
                plan.next_sibling(plan.next_sibling(*run.last()?)?)
            } else {
                Some(self.sibling_before(*run.first()?)?)
            };
            Some(Command::MoveAll(run, parent, before))
        });
        let commands = moves.collect();
        let none = if down { Message::CannotMoveDown } else { Message::CannotMoveUp };
        self.reshape(commands, none, notices);
    }

    /// Hangs nodes where they were dropped.
    pub(super) fn hang(
        &mut self,
        nodes: Vec<NodeId>,
        parent: Parent,
        before: Option<NodeId>,
        notices: &mut Notices,
    ) {
        self.reshape(vec![Command::MoveAll(nodes, parent, before)], Message::DragNowhere, notices);
        self.outline.focus();
    }

    /// Makes all selected nodes what the shown one is not: a mixed selection becomes of one kind.
    fn switch_kind(&mut self, notices: &mut Notices) {
        let plan = self.session.plan();
        let Some(lead) = self.selected.and_then(|node| plan.node(node)) else { return };
        let kind = match lead.kind() {
            NodeKind::Section => NodeKind::Task,
            NodeKind::Task => NodeKind::Section,
        };
        let others = |node: &NodeId| plan.node(*node).is_some_and(|view| view.kind() != kind);
        let nodes = self.chosen.iter().copied().filter(others);
        let commands = nodes.map(|node| Command::SetKind(node, kind)).collect();
        self.reshape(commands, Message::NothingChanged, notices);
    }

    /// Numbers the selected nodes and their siblings anew.
    fn renumber(&mut self, notices: &mut Notices) {
        let roots = self.roots();
        let plan = self.session.plan();
        let mut parents: Vec<Parent> =
            roots.iter().filter_map(|node| Some(plan.node_state(*node)?.parent)).collect();
        parents.sort_unstable();
        parents.dedup();
        let commands = parents.into_iter().map(Command::Renumber).collect();
        self.reshape(commands, Message::NothingChanged, notices);
    }

    /// Selects all rows; the shown node stays the one shown.
    fn choose_all(&mut self, notices: &mut Notices) {
        let rows = self.outline.rows(self.session.plan());
        let Some(last) = rows.len().checked_sub(1) else { return };
        let nodes: Vec<NodeId> = rows.nodes(0..=last).collect();
        let shown = self.selected.filter(|node| rows.position(*node).is_some());
        if let Some(lead) = shown.or(nodes.first().copied()) {
            self.choose(nodes, lead, notices);
        }
    }

    /// Whether there is a place to go back to, and one to go forward to.
    pub fn ways(&self) -> (bool, bool) {
        self.places.ways(|visit| self.is_there(visit))
    }

    fn is_there(&self, visit: &Visit) -> bool {
        visit.node.is_some_and(|node| stands(self.session.plan(), node))
    }

    fn travel(&mut self, verb: Verb, notices: &mut Notices) {
        let plan = self.session.plan();
        let is_there = |visit: &Visit| visit.node.is_some_and(|node| stands(plan, node));
        let to = match verb {
            Verb::Back => self.places.back(is_there),
            _ => self.places.forward(is_there),
        };
        let Some(visit) = to else { return };
        self.flush(Flush::Fields, notices);
        self.tab = visit.tab;
        self.select(visit.node, notices);
    }

    /// Adds a task or section beside the selected node and puts the keyboard into its title.
    pub fn add(&mut self, kind: NodeKind, words: &str, notices: &mut Notices) {
        let Some((parent, before)) = self.place_for(kind) else { return };
        let text = words.to_owned();
        let command = match kind {
            NodeKind::Task => Command::AddTask { parent, before, text },
            NodeKind::Section => Command::AddSection { parent, before, title: text },
        };
        if let Some(Outcome::Saved { record, .. }) = self.run(&command, notices) {
            self.select(Some(NodeId { record, ordinal: 0 }), notices);
            self.side.focus(TextField::Title);
        }
    }

    /// In a section for a task, else behind the selected node.
    fn place_for(&self, kind: NodeKind) -> Option<(Parent, Option<NodeId>)> {
        let plan = self.plan();
        let Some(selected) = self.selected else { return Some((Parent::Document(self.document?), None)) };
        let node = plan.node(selected)?;
        if kind == NodeKind::Task && node.kind() == NodeKind::Section {
            return Some((Parent::Node(selected), None));
        }
        Some((node.parent(), plan.next_sibling(selected)))
    }

    fn sibling_before(&self, node: NodeId) -> Option<NodeId> {
        let plan = self.plan();
        let (parent, at) = plan.place_of(node)?;
        let before = plan.all_children(parent)[..at].iter().rev();
        before.copied().find(|sibling| plan.is_alive(Entity::Node(*sibling)))
    }

    /// The sibling that takes a removed node's place, else what it hung under: never a heading
    /// further on, which a second press would remove with all its tasks.
    fn beside(&self, node: NodeId, removed: &[NodeId]) -> Option<NodeId> {
        let plan = self.plan();
        let removed: FxHashSet<NodeId> = removed.iter().copied().collect();
        let stays = |node: &NodeId| !removed.contains(node);
        let after = plan.next_sibling(node).filter(stays);
        let before = || {
            let mut before = self.sibling_before(node);
            while let Some(gone) = before.filter(|node| !stays(node)) {
                before = self.sibling_before(gone);
            }
            before
        };
        after.or_else(before).or(match plan.node_state(node)?.parent {
            Parent::Node(above) => Some(above),
            Parent::Document(_) => None,
        })
    }

    /// Opens the sheet on which the selected node is split, at first where the caret stands in the report.
    pub fn ask_where_to_split(&mut self, notices: &mut Notices) {
        self.flush(Flush::Fields, notices);
        let plan = self.session.plan();
        self.sheet = self.selected.and_then(|node| {
            let caret = self.text.caret(plan).filter(|(of, _)| *of == node);
            Sheet::split(plan, node, caret.map(|(_, at)| at))
        });
        if self.sheet.is_none() {
            notices.say(Some((Message::SplitNothing, String::new())));
        }
    }

    /// Removes the selected nodes; undo brings them back. The next row is selected then.
    pub fn remove(&mut self, notices: &mut Notices) {
        let roots = self.roots();
        let Some(last) = roots.last().copied() else { return };
        let next = self.beside(last, &roots);
        if self.run(&Command::RemoveAll(roots), notices).is_some() {
            self.selected = None;
            self.select(next, notices);
            self.outline.focus();
        }
    }

    /// Number and title of a node, as messages name it.
    pub(super) fn title_of(&self, node: NodeId) -> Option<String> {
        let view = self.plan().node(node)?;
        Some(format!("{} {}", view.marker(), view.title()).trim().to_owned())
    }
}
