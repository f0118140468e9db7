//! The panel as a user meets it: a real project, the accessibility tree, keys.

use super::SideContext;
use crate::{
    model::{CancelToken, NoReport, NodeId, NodeKind, Role, TaskStatus},
    outline::parse_directory,
    session::{self, Command, Session},
    store::{Access, Places, SaveStatus},
    ui::{
        commands::{UiCommand, Verb, pressed},
        desk::Desk,
        fonts, ime,
        notices::Notices,
        side::TextField,
        theme,
    },
    words::Messages,
};
use egui::{Event, ImeEvent, Key, Modifiers, accesskit};
use egui_kittest::{
    Harness, Node,
    kittest::{NodeT, Queryable},
};
use std::fmt::Write;
use tempfile::TempDir;

mod changes;
mod kept;
mod many;
mod typing;
mod units;

const HEAD: &str = "青山县2026年重点工作安排\n\n一、做强产业\n";

/// A project with a directory and thirty tasks that nobody answers for.
fn session(home: &TempDir) -> Session {
    let mut text = HEAD.to_owned();
    for at in 1..=30 {
        let _ = writeln!(text, "{at}．推进第{at}个产业园区基础设施建设，完善配套服务。");
    }
    session_of(home, &text)
}

/// A project with a directory and a report of these words.
fn session_of(home: &TempDir, text: &str) -> Session {
    let (places, dir) = (Places::under(home.path()), home.path().join("青山县"));
    session::create(&dir, "青山县").expect("a project is made");
    let cancel = CancelToken::new();
    let mut session = session::open(&places, &dir, Access::Write, &NoReport, &cancel).expect("it opens");
    let report = session::prepare_bytes(text.as_bytes(), "安排.txt", &NoReport, &cancel).expect("it is read");
    session.import(&report).expect("it comes in");
    let units = parse_directory(include_str!("../../../seeds/units.txt")).expect("the directory is read");
    let more =
        parse_directory("区镇街道\t园林街道\t园林街道\n区镇街道\t青龙镇\t青龙镇\n区镇街道\t白马镇\t白马镇")
            .expect("so are these");
    let more = more.into_iter().map(|mut unit| {
        unit.order += 100;
        unit
    });
    session.run(&Command::EnterUnits(units.into_iter().chain(more).collect())).expect("it is entered");
    session
}

/// A project on the screen, of which only the panel is drawn.
struct Bench {
    desk: Desk,
    notices: Notices,
    queue: Vec<UiCommand>,
    /// Verbs that other panes carry out.
    verbs: Vec<Verb>,
    outline_asked: bool,
    _home: TempDir,
}

/// A user at the panel.
struct User {
    harness: Harness<'static, Bench>,
    /// Keys pressed and clicks made.
    strokes: usize,
}

impl User {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let session = session(&home);
        Self::at(home, session)
    }

    fn at(home: TempDir, session: Session) -> Self {
        let desk = Desk::new(session, crate::ui::outline::Ready::default());
        let bench = Bench {
            desk,
            notices: Notices::default(),
            queue: Vec::new(),
            verbs: Vec::new(),
            outline_asked: false,
            _home: home,
        };
        let harness = Harness::builder()
            .with_size(egui::vec2(360.0, 1400.0))
            .with_max_steps(16)
            .with_context_setup(|ctx| {
                fonts::install(ctx);
                theme::install(ctx);
                ime::install(ctx);
            })
            .build_ui_state(frame, bench);
        let mut user = Self { harness, strokes: 0 };
        user.look();
        let first = user.tasks()[0];
        user.select(first);
        user
    }

    fn look(&mut self) {
        self.harness.run_steps(5);
    }

    fn desk(&self) -> &Desk {
        &self.harness.state().desk
    }

    fn tasks(&self) -> Vec<NodeId> {
        let plan = self.desk().plan();
        let document = plan.documents().next().expect("a report").id;
        let is_task = |node: &NodeId| plan.node(*node).is_some_and(|view| view.kind() == NodeKind::Task);
        plan.walk(document).into_iter().filter(is_task).collect()
    }

    /// As the outline does after a click on a row.
    fn select(&mut self, node: NodeId) {
        self.harness.state_mut().queue.push(UiCommand::Select(Some(node)));
        self.look();
    }

    fn select_all(&mut self, nodes: Vec<NodeId>) {
        self.harness.state_mut().queue.push(UiCommand::SelectAll(nodes));
        self.look();
    }

    fn run(&mut self, command: Command) {
        self.harness.state_mut().queue.push(UiCommand::Run(command));
        self.look();
    }

    fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.strokes += 1;
        self.look();
    }

    fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    /// Types words where the keyboard is.
    fn writes(&mut self, words: &str) {
        self.strokes += words.chars().count();
        self.harness.event(Event::Text(words.to_owned()));
        self.look();
    }

    fn named<'a>(&'a self, role: accesskit::Role, name: &'a str) -> Option<Node<'a>> {
        let mut nodes: Vec<_> = self
            .harness
            .query_all_by_role(role)
            .filter(|node| node.accesskit_node().label().is_some_and(|label| label.contains(name)))
            .collect();
        nodes.sort_by_key(|node| node.accesskit_node().label().is_some_and(|label| label != name));
        nodes.into_iter().next()
    }

    fn click(&mut self, role: accesskit::Role, name: &str) {
        let Some(node) = self.named(role, name) else { panic!("no {role:?} called {name}") };
        node.click();
        self.strokes += 1;
        self.look();
    }

    fn presses(&mut self, name: &str) {
        self.click(accesskit::Role::Button, name);
    }

    fn has(&self, name: &str) -> bool {
        self.named(accesskit::Role::Button, name).is_some()
    }

    fn sees(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
            || self
                .harness
                .query_all_by_role(accesskit::Role::Label)
                .any(|node| node.accesskit_node().value().is_some_and(|value| value.contains(words)))
    }

    fn field<'a>(&'a self, name: &'a str) -> Node<'a> {
        let fields = [accesskit::Role::TextInput, accesskit::Role::MultilineTextInput];
        let found = fields.into_iter().find_map(|role| {
            self.harness.query_all_by_label(name).find(|node| node.accesskit_node().role() == role)
        });
        found.unwrap_or_else(|| panic!("no field called {name}"))
    }

    /// Puts the keyboard into a field and replaces what stands there.
    fn types(&mut self, field: &str, words: &str) {
        self.field(field).focus();
        self.look();
        self.keys(Modifiers::COMMAND, Key::A);
        if words.is_empty() {
            self.key(Key::Delete);
        } else {
            self.writes(words);
        }
    }

    fn reads(&self, field: &str) -> String {
        self.field(field).value().unwrap_or_default()
    }

    fn focused(&self) -> Option<String> {
        self.harness
            .query_all(egui_kittest::kittest::By::new())
            .find(Node::is_focused)
            .and_then(|node| node.accesskit_node().label())
    }

    fn units_of(&self, node: NodeId) -> Vec<(String, Role)> {
        let view = self.desk().plan().node(node).expect("the node is there");
        view.stored_units().items.iter().map(|unit| (unit.name.clone(), unit.role)).collect()
    }

    fn names_of(&self, node: NodeId) -> Vec<String> {
        self.units_of(node).into_iter().map(|(name, _)| name).collect()
    }

    fn selected(&self) -> NodeId {
        self.desk().selected.expect("something is selected")
    }

    fn ime(&mut self, event: ImeEvent) {
        self.harness.event(Event::Ime(event));
        self.look();
    }

    fn composes(&mut self, letters: &str) {
        self.ime(ImeEvent::Preedit { text: letters.to_owned(), active_range_chars: None });
    }
}

fn frame(ui: &mut egui::Ui, bench: &mut Bench) {
    let typing = ui.ctx().text_edit_focused();
    let Bench { desk, notices, queue, verbs, outline_asked, .. } = bench;
    if !desk.side.draft.composing {
        ui.input_mut(|input| desk.side.first_keys(input));
        queue.extend(ui.input_mut(|input| pressed(input, typing)).map(UiCommand::Verb));
    }
    for command in std::mem::take(queue) {
        match command {
            UiCommand::Verb(verb @ (Verb::EditUnits | Verb::RepeatUnits)) => desk.unit_verb(verb, notices),
            UiCommand::Verb(verb) => verbs.push(verb),
            UiCommand::FocusOutline => *outline_asked = true,
            command => drop(desk.take(command, notices)),
        }
    }
    desk.refresh(notices);
    let writing = desk.is_writing();
    let Desk { session, selected, chosen, side, .. } = desk;
    let context = SideContext {
        plan: session.plan(),
        selected: *selected,
        chosen,
        dir: session.dir(),
        saved: !matches!(session.save_status(), Some(SaveStatus::Saving { .. })),
        writing,
        theme: theme::Theme::of(ui.ctx()),
        words: Messages::default(),
    };
    side.show(ui, &context, queue);
}
