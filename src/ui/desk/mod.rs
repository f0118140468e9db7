//! One open project on the screen: the session, what is selected, and the panes' own state.

mod notes;
mod panes;
mod places;
mod tree;
mod units;

use super::{
    commands::{Tab, UiCommand},
    directory::DirectoryPane,
    matrix::MatrixPane,
    notices::Notices,
    outline::{Counts, Filter, Found, OutlinePanel, Ready},
    print_desk::PrintDesk,
    search::SearchPanel,
    selection::Selection,
    sheets::Sheet,
    side::{Flush, SidePanel, stands, with_unit},
    table::TablePane,
    text_pane::TextPane,
};
use crate::words::{Message, Trouble};
use crate::{
    model::{DocumentId, Entity, NodeId, Parent, Plan, Revision},
    session::{Command, Outcome, Session, SessionError},
};

use places::{Places, Visit};

/// An open project.
pub struct Desk {
    /// The project.
    pub session: Session,
    /// The selected node that the panes show.
    pub selected: Option<NodeId>,
    /// All selected nodes in the order of the outline; empty, or with `selected` among them.
    pub chosen: Selection,
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
    /// Words for the clipboard; the window takes them.
    pub to_clipboard: Option<String>,
    counts: Counts,
    places: Places,
    /// The selection moved by arrow keys since places were noted.
    stepped: bool,
    /// The revision that the selection was held against.
    seen: Revision,
}

impl Desk {
    /// A project just opened.
    pub fn new(session: Session, ready: Ready) -> Self {
        let document = session.plan().documents().next().map(|document| document.id);
        let Ready { mut counts, rows } = ready;
        counts.refresh(session.plan(), document);
        let seen = session.plan().revision();
        Self {
            session,
            selected: None,
            chosen: Selection::default(),
            document,
            tab: Tab::Text,
            outline: OutlinePanel::of(rows),
            side: SidePanel::default(),
            text: TextPane::default(),
            table: TablePane::default(),
            matrix: MatrixPane::default(),
            directory: DirectoryPane::default(),
            print: PrintDesk::default(),
            search: SearchPanel::default(),
            sheet: None,
            to_clipboard: None,
            counts,
            places: Places::default(),
            stepped: false,
            seen,
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
        self.counts.found()
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
        if self.seen != plan.revision() {
            self.seen = plan.revision();
            if self.chosen.retain(|node| stands(plan, *node)) {
                self.outline.set_chosen(&self.chosen);
            }
        }
        let table = self.table.forget_gone(plan);
        let gone = self.side.draft.forget_gone(plan).into_iter().chain(table);
        for words in gone.chain(self.text.forget_gone(plan)) {
            notices.add(Trouble::new("unsent", "", words));
        }
        for words in self.side.draft.unfinished.drain(..).chain(self.directory.unfinished.drain(..)) {
            notices.add(Trouble { bad: false, ..Trouble::new("unfinished", "", words) });
        }
        let gone = |sheet: &Sheet| sheet.node().is_some_and(|node| !stands(plan, node));
        self.sheet.take_if(|sheet| gone(sheet));
        self.counts.refresh(plan, self.document);
        let visit = Visit { node: self.selected, tab: self.tab };
        let stepped = std::mem::take(&mut self.stepped);
        // Nothing is selected for a moment, while what was selected is gone.
        if visit.node.is_some() {
            self.places.note(visit, stepped);
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
        self.outline.bring_to_top();
    }

    /// Makes a node the selected one, after what was typed about the last one became edits.
    pub fn select(&mut self, node: Option<NodeId>, notices: &mut Notices) {
        self.chosen.set(node.into_iter().collect());
        self.outline.set_chosen(&self.chosen);
        self.show_node(node, notices);
    }

    /// Makes several nodes the selected ones, in the order of the outline; `lead` is the one that
    /// the panes show.
    pub fn choose(&mut self, nodes: Vec<NodeId>, lead: NodeId, notices: &mut Notices) {
        if nodes != *self.chosen {
            // What was typed is for those that were selected.
            self.flush(Flush::All, notices);
        }
        self.chosen.set(nodes);
        self.outline.set_chosen(&self.chosen);
        self.show_node(Some(lead), notices);
    }

    fn show_node(&mut self, node: Option<NodeId>, notices: &mut Notices) {
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
        match nodes.last().copied() {
            Some(lead) => self.choose(nodes, lead, notices),
            None => self.select(None, notices),
        }
    }

    /// Makes edits of what was typed.
    pub fn flush(&mut self, how_far: Flush, notices: &mut Notices) {
        let mut commands = self.side.draft.flush(self.session.plan(), how_far);
        if let Some(sheet) = &self.sheet {
            commands.extend(sheet.flush(self.session.plan()));
        }
        commands.extend(self.table.flush(self.session.plan()));
        commands.extend(self.directory.flush(self.session.plan()));
        commands.extend(self.text.flush(how_far));
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
                self.side.note_done(command);
                if let Command::Annotate { .. } = command {
                    // What the words were chosen for is done: nothing lies over the new comment.
                    self.text.done_with_words();
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
                self.keep_words(command, Trouble::from(&error), notices);
                None
            }
        }
    }

    /// Of an edit that the project did not take, nothing typed is lost: the words stay in their field
    /// with the reason, and where they have none, the notice holds them.
    fn keep_words(&mut self, command: &Command, why: Trouble, notices: &mut Notices) {
        if let Some(words) = self.side.draft.refuse(self.session.plan(), command, &why) {
            notices.add(Trouble::new("refused", "", words));
        }
        notices.add(why);
    }

    /// Tells the words that no edit took, before their fields go.
    pub fn tell_refused(&mut self, notices: &mut Notices) {
        for words in self.side.draft.forget_refused(self.session.plan(), true) {
            notices.add(Trouble::new("refused", "", words));
        }
    }

    /// What the status bar says once the edit is done; of most edits it is seen anyway.
    fn said(&self, command: &Command) -> Option<(Message, String)> {
        match command {
            Command::Undo => Some((Message::DoneUndo, self.session.undo_label()?.to_owned())),
            Command::Redo => Some((Message::DoneRedo, self.session.redo_label()?.to_owned())),
            Command::Remove(Entity::Node(node)) => Some((Message::DoneRemove, self.title_of(*node)?)),
            Command::RemoveAll(nodes) => match nodes[..] {
                [only] => Some((Message::DoneRemove, self.title_of(only)?)),
                _ => Some((Message::DoneRemoveMany, nodes.len().to_string())),
            },
            _ => None,
        }
    }

    /// Carries out a command that concerns only this project's panes; gives others back.
    pub fn take(&mut self, command: UiCommand, notices: &mut Notices) -> Option<UiCommand> {
        match command {
            UiCommand::Run(command) => {
                self.run(&command, notices);
            }
            UiCommand::RunNew(command) => {
                if let Some(Outcome::Saved { record, .. }) = self.run(&command, notices) {
                    self.select(Some(NodeId { record, ordinal: 0 }), notices);
                }
            }
            UiCommand::Select(node) => self.select(node, notices),
            UiCommand::SelectAll(nodes) => self.select_all(nodes, notices),
            UiCommand::Choose { nodes, lead } => self.choose(nodes, lead, notices),
            UiCommand::Step(node) => {
                self.stepped = true;
                self.select(Some(node), notices);
            }
            UiCommand::JumpTo(document) => self.jump_to(document, notices),
            UiCommand::Hang { nodes, parent, before } => self.hang(nodes, parent, before, notices),
            UiCommand::PasteTree(words) => self.paste(words, notices),
            UiCommand::SearchFor(query) => self.search.search_for(query),
            UiCommand::Flush => self.flush(Flush::Fields, notices),
            UiCommand::Show(tab) => {
                self.flush(Flush::Fields, notices);
                self.tab = tab;
            }
            UiCommand::Toggle(parent) => self.outline.toggle(parent),
            UiCommand::Filter(filter) => {
                let follow = !matches!(filter, Filter::Nodes(_));
                self.outline.toggle_filter(filter, self.document);
                // A search shows its hits itself; it takes nobody from where they are.
                if !follow {
                    return None;
                }
                let hit = self.outline.hit(self.session.plan(), self.selected);
                if hit.is_some() {
                    self.tab = Tab::Text;
                    self.select(hit, notices);
                }
            }
            UiCommand::ShowAll => {
                self.outline.show_all();
                self.table.show_all();
                self.matrix.show_all();
            }
            UiCommand::ShowNodes(nodes, caption) => {
                self.table.show_only(&nodes, caption);
                self.outline.show_all();
                self.outline.toggle_filter(Filter::nodes(nodes), None);
            }
            UiCommand::Say(message, what) => notices.say(Some((message, what))),
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
            UiCommand::NextUnassigned => self.next_unassigned(notices),
            UiCommand::SplitAt(node, at) => {
                self.flush(Flush::All, notices);
                if let Some(Outcome::Saved { record, .. }) = self.commit(&Command::Split(node, at), notices) {
                    self.select(Some(NodeId { record, ordinal: 0 }), notices);
                }
            }
            UiCommand::EditTarget(node, target) => {
                self.select(Some(node), notices);
                self.flush(Flush::Fields, notices);
                let plan = self.session.plan();
                let before = plan.target(target).and_then(|view| self.side.edit_target(node, &view));
                if let Some(command) = before {
                    self.commit(&command, notices);
                }
            }
            UiCommand::NewTarget(node, quote) => {
                self.select(Some(node), notices);
                self.flush(Flush::Fields, notices);
                if let Some(command) = self.side.start_target(node, quote) {
                    self.commit(&command, notices);
                }
            }
            other => return Some(other),
        }
        None
    }
}
