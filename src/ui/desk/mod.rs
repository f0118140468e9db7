//! One open project on the screen: the session, what is selected, and the panes' own state.

mod notes;
mod tree;
mod units;

use super::{
    commands::{Tab, UiCommand},
    directory::DirectoryPane,
    matrix::MatrixPane,
    notices::Notices,
    outline::{Found, OutlinePanel},
    print_desk::PrintDesk,
    search::SearchPanel,
    sheets::Sheet,
    side::{Flush, SidePanel, TextField, stands, with_unit},
    table::TablePane,
    text_pane::TextPane,
};
use crate::words::{Message, Trouble};
use crate::{
    model::{DocumentId, Entity, NodeId, NodeKind, Parent, Plan},
    session::{Command, Outcome, Session, SessionError},
};

/// An open project.
pub struct Desk {
    /// The project.
    pub session: Session,
    /// The selected node that the panes show.
    pub selected: Option<NodeId>,
    /// All selected nodes in the order of the outline; empty, or with `selected` among them.
    pub chosen: Vec<NodeId>,
    /// The report in the middle.
    pub document: Option<DocumentId>,
    /// The middle pane shown.
    pub tab: Tab,
    /// The outline.
    pub outline: OutlinePanel,
    /// The side panel.
    pub side: SidePanel,
    /// The report.
    pub text: TextPane,
    /// The task table.
    pub table: TablePane,
    /// Who is responsible for what.
    pub matrix: MatrixPane,
    /// The directory of units.
    pub directory: DirectoryPane,
    /// The tables to print.
    pub print: PrintDesk,
    /// Searching.
    pub search: SearchPanel,
    /// Settings or directory, while open.
    pub sheet: Option<Sheet>,
    found: Found,
}

impl Desk {
    /// A project just opened.
    pub fn new(session: Session) -> Self {
        let document = session.plan().documents().next().map(|document| document.id);
        let found = Found::count(session.plan(), document);
        Self {
            session,
            selected: None,
            chosen: Vec::new(),
            document,
            tab: Tab::Text,
            outline: OutlinePanel::default(),
            side: SidePanel::default(),
            text: TextPane::default(),
            table: TablePane::default(),
            matrix: MatrixPane::default(),
            directory: DirectoryPane::default(),
            print: PrintDesk::default(),
            search: SearchPanel::default(),
            sheet: None,
            found,
        }
    }

    /// The state.
    pub fn plan(&self) -> &Plan {
        self.session.plan()
    }

    /// True when edits are taken.
    pub fn is_writing(&self) -> bool {
        self.session.read_only().is_none()
    }

    /// What was found, as of this revision.
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// Brings what is derived to the plan's revision; called once a frame, before drawing.
    pub fn refresh(&mut self, notices: &mut Notices) {
        let plan = self.session.plan();
        if self.document.is_none_or(|document| !plan.is_alive(Entity::Document(document))) {
            self.document = plan.documents().next().map(|document| document.id);
        }
        // A node is also gone with its section or its report.
        if self.selected.is_some_and(|node| !stands(plan, node)) {
            self.selected = None;
        }
        self.chosen.retain(|node| stands(plan, *node));
        for words in self.side.draft.forget_gone(plan) {
            notices.add(Trouble::new("unsent", "", words));
        }
        let gone = |sheet: &Sheet| sheet.node().is_some_and(|node| !stands(plan, node));
        self.sheet.take_if(|sheet| gone(sheet));
        if (self.found.revision, self.found.document) != (plan.revision(), self.document) {
            self.found = Found::count(plan, self.document);
        }
    }

    /// Shows a document: its first row is selected and scrolled to, in the outline and in the text.
    pub fn jump_to(&mut self, document: DocumentId, notices: &mut Notices) {
        self.flush(Flush::All, notices);
        self.document = Some(document);
        self.tab = Tab::Text;
        let first = self.plan().children(Parent::Document(document)).next();
        self.outline.show_all();
        self.select(first, notices);
    }

    /// Makes a node the selected one, after what was typed about the last one became edits.
    pub fn select(&mut self, node: Option<NodeId>, notices: &mut Notices) {
        self.chosen.clear();
        self.chosen.extend(node);
        if node != self.selected {
            self.flush(Flush::All, notices);
            self.selected = node;
            // Words chosen elsewhere are no longer what a command is about.
            if self.text.chosen(self.session.plan()).is_some_and(|chosen| Some(chosen.node) != node) {
                self.text.choose_nothing();
            }
        }
        let Some(node) = node else { return };
        let plan = self.session.plan();
        if let Some(view) = plan.node(node) {
            self.document = Some(view.document());
            self.outline.reveal(plan, node);
            self.text.reveal(node);
        }
    }

    /// Makes several nodes the selected ones; the last is the one that the panes show.
    pub fn select_all(&mut self, nodes: Vec<NodeId>, notices: &mut Notices) {
        self.select(nodes.last().copied(), notices);
        self.chosen = nodes;
    }

    /// Makes edits of what was typed.
    pub fn flush(&mut self, how_far: Flush, notices: &mut Notices) {
        let mut commands = self.side.draft.flush(self.session.plan(), how_far);
        if let Some(sheet) = &self.sheet {
            commands.extend(sheet.flush(self.session.plan()));
        }
        for command in commands {
            self.commit(&command, notices);
        }
    }

    /// Starts a comment on the words chosen in the text, else on the selected node.
    pub fn annotate(&mut self, notices: &mut Notices) {
        let chosen = self.text.chosen(self.session.plan());
        let (node, quote, start) = match (chosen, self.selected) {
            (Some(chosen), _) => (chosen.node, chosen.words, chosen.start),
            (None, Some(node)) => (node, String::new(), None),
            (None, None) => return,
        };
        self.select(Some(node), notices);
        self.flush(Flush::Fields, notices);
        self.side.start_comment(node, quote, start);
    }

    /// Saves what stands in a field that nobody has typed into for a while.
    pub fn save_idle(&mut self, notices: &mut Notices) {
        if let Some(command) = self.side.draft.idle(self.session.plan()) {
            self.commit(&command, notices);
        }
    }

    /// Carries out an edit, after what was typed became edits.
    pub fn run(&mut self, command: &Command, notices: &mut Notices) -> Option<Outcome> {
        self.flush(Flush::Fields, notices);
        self.commit(command, notices)
    }

    fn commit(&mut self, command: &Command, notices: &mut Notices) -> Option<Outcome> {
        let said = self.said(command);
        match self.session.run(command) {
            Ok(outcome) => {
                notices.say(said);
                if let Command::Annotate { author, .. } = command {
                    self.side.commented(author);
                }
                if let Outcome::Saved { left, .. } = &outcome
                    && !left.is_empty()
                {
                    let mut trouble = Trouble::new("undo_left", "", left.len().to_string());
                    trouble.bad = false;
                    notices.add(trouble);
                }
                Some(outcome)
            }
            // Nothing went wrong: the status bar's buttons say that there is nothing.
            Err(SessionError::NothingToUndo | SessionError::NothingToRedo) => None,
            Err(error) => {
                notices.add(Trouble::from(&error));
                None
            }
        }
    }

    /// What the status bar says once the edit is done; of most edits it is seen anyway.
    fn said(&self, command: &Command) -> Option<(Message, String)> {
        match command {
            Command::Undo => Some((Message::DoneUndo, self.session.undo_label()?.to_owned())),
            Command::Redo => Some((Message::DoneRedo, self.session.redo_label()?.to_owned())),
            Command::Remove(Entity::Node(node)) => {
                let view = self.plan().node(*node)?;
                Some((Message::DoneRemove, format!("{} {}", view.marker(), view.title()).trim().to_owned()))
            }
            _ => None,
        }
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
        let next = plan.children(node.parent()).skip_while(|sibling| *sibling != selected).nth(1);
        Some((node.parent(), next))
    }

    /// Moves the selected node one place up or down among its siblings.
    pub fn shift(&mut self, down: bool, notices: &mut Notices) {
        let Some(selected) = self.selected else { return };
        let plan = self.session.plan();
        let Some(parent) = plan.node_state(selected).map(|state| state.parent) else { return };
        let siblings: Vec<NodeId> = plan.children(parent).collect();
        let Some(at) = siblings.iter().position(|sibling| *sibling == selected) else { return };
        let before = if down {
            if at + 1 == siblings.len() {
                return;
            }
            siblings.get(at + 2).copied()
        } else {
            match at.checked_sub(1) {
                Some(above) => Some(siblings[above]),
                None => return,
            }
        };
        self.run(&Command::Move(selected, parent, before), notices);
        self.outline.reveal(self.session.plan(), selected);
    }

    /// The sibling that takes a removed node's place, else what it hung under: never a heading
    /// further on, which a second press would remove with all its tasks.
    fn beside(&self, node: NodeId) -> Option<NodeId> {
        let plan = self.plan();
        let parent = plan.node_state(node)?.parent;
        let siblings: Vec<NodeId> = plan.children(parent).collect();
        let at = siblings.iter().position(|sibling| *sibling == node)?;
        let above = at.checked_sub(1).and_then(|above| siblings.get(above));
        siblings.get(at + 1).or(above).copied().or(match parent {
            Parent::Node(above) => Some(above),
            Parent::Document(_) => None,
        })
    }

    /// Removes the selected node; undo brings it back. The next row is selected then.
    pub fn remove(&mut self, notices: &mut Notices) {
        let Some(selected) = self.selected else { return };
        let next = self.beside(selected);
        if self.run(&Command::Remove(Entity::Node(selected)), notices).is_some() {
            self.selected = None;
            self.select(next, notices);
            self.outline.focus();
        }
    }

    /// Carries out a command that concerns only this project's panes; gives others back.
    pub fn take(&mut self, command: UiCommand, notices: &mut Notices) -> Option<UiCommand> {
        match command {
            UiCommand::Run(command) => {
                self.run(&command, notices);
            }
            UiCommand::Select(node) => self.select(node, notices),
            UiCommand::SelectAll(nodes) => self.select_all(nodes, notices),
            UiCommand::SearchFor(query) => self.search.search_for(query),
            UiCommand::GoTo(document) => self.jump_to(document, notices),
            UiCommand::Flush => self.flush(Flush::Fields, notices),
            UiCommand::Show(tab) => {
                self.flush(Flush::Fields, notices);
                self.tab = tab;
            }
            UiCommand::Toggle(parent) => self.outline.toggle(parent),
            UiCommand::Filter(filter) => {
                self.outline.toggle_filter(filter, self.document);
                let hit = self.outline.hit(self.session.plan(), self.selected);
                if hit.is_some() {
                    self.tab = Tab::Text;
                    self.select(hit, notices);
                }
            }
            UiCommand::ShowAll => self.outline.show_all(),
            UiCommand::FocusOutline => self.outline.focus(),
            UiCommand::ShowNoise(document) => {
                self.tab = Tab::Text;
                self.document = Some(document);
                self.text.show_noise();
            }
            UiCommand::Comment { node, quote, start } => {
                self.select(Some(node), notices);
                self.flush(Flush::Fields, notices);
                self.side.start_comment(node, quote, start);
            }
            UiCommand::AddUnit(node, name) => {
                // What is changed is what the side panel shows.
                self.select(Some(node), notices);
                if let Some(command) = with_unit(self.session.plan(), node, &name) {
                    self.run(&command, notices);
                }
            }
            UiCommand::SplitAt(node, at) => {
                self.flush(Flush::All, notices);
                if let Some(Outcome::Saved { record, .. }) = self.commit(&Command::Split(node, at), notices) {
                    self.select(Some(NodeId { record, ordinal: 0 }), notices);
                }
            }
            UiCommand::NewTarget(node, quote) => {
                self.select(Some(node), notices);
                self.flush(Flush::Fields, notices);
                self.side.start_target(node, quote);
            }
            other => return Some(other),
        }
        None
    }
}
