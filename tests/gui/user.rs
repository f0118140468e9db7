//! A user at the window: finds things by name, clicks, types, waits.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use luoshi::{
    model::NodeView,
    store::Places,
    ui::{App, Place, Start},
};
use std::fmt::Write;
use std::{path::Path, time::Duration};

/// The window, made in its first frame: fonts are there from the second on.
pub(crate) struct State {
    place: Place,
    start: Option<Start>,
    app: Option<App>,
}

/// Roles of things that are operated by themselves.
const OPERATED: [Role; 12] = [
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::Link,
    Role::MenuItem,
    Role::MultilineTextInput,
    Role::RadioButton,
    Role::SearchInput,
    Role::Slider,
    Role::Tab,
    Role::TextInput,
    Role::TreeItem,
];

/// A file let go over the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("only its path is asked for".into())
    }
}

/// A user at a window.
pub(crate) struct User {
    pub(crate) harness: Harness<'static, State>,
}

impl User {
    /// Opens a window whose projects and settings live under `home`.
    pub(crate) fn at(home: &Path, start: Start) -> Self {
        let mut user = Self::new_at(home, start);
        if user.has(Role::Button, "已知悉") {
            user.click(Role::Button, "已知悉");
        }
        user
    }

    /// The same, and nobody has read the notice of the first start.
    pub(crate) fn new_at(home: &Path, start: Start) -> Self {
        let reader = env!("CARGO_BIN_EXE_luoshi").into();
        let place = Place { places: Places::under(home), home: home.to_owned(), reader };
        let state = State { place, start: Some(start), app: None };
        let harness = Harness::builder()
            .with_size(egui::vec2(1280.0, 900.0))
            .with_theme(egui::Theme::Light)
            .with_max_steps(16)
            .build_ui_state(
                |ui, state: &mut State| match (&mut state.app, state.start.take()) {
                    (Some(app), _) => {
                        app.step(ui.ctx());
                        app.draw(ui);
                    }
                    (None, Some(start)) => state.app = Some(App::new(ui.ctx(), state.place.clone(), start)),
                    (None, None) => {}
                },
                state,
            );
        let mut user = Self { harness };
        user.harness.run_steps(3);
        user
    }

    /// Opens the sample project.
    pub(crate) fn with_sample(home: &Path) -> Self {
        let mut user = Self::at(home, Start::Sample);
        user.wait("the sample project", |user| user.has(Role::TreeItem, "三、 重点任务"));
        user
    }

    /// Draws frames until something is so.
    pub(crate) fn wait(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..600 {
            self.harness.step();
            if is_so(self) {
                self.harness.run_steps(2);
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("waited in vain for {what}");
    }

    /// Closes the window as the program does at its end.
    pub(crate) fn ends(mut self) {
        if let Some(app) = &mut self.harness.state_mut().app {
            eframe::App::on_exit(app, None);
        }
    }

    /// The size of all words, as a factor.
    pub(crate) fn zoom(&self) -> f32 {
        self.harness.ctx.zoom_factor()
    }

    /// Whether light ink stands on dark paper.
    pub(crate) fn is_dark(&self) -> bool {
        self.harness.ctx.theme() == egui::Theme::Dark
    }

    /// Draws a few frames.
    pub(crate) fn look(&mut self) {
        self.harness.run_steps(4);
    }

    fn names<'a>(&'a self, role: Role, name: &'a str) -> Vec<egui_kittest::Node<'a>> {
        let mut nodes: Vec<_> = self
            .harness
            .query_all_by_role(role)
            .filter(|node| node.accesskit_node().label().is_some_and(|label| label.contains(name)))
            .collect();
        // The one that is called just so comes first.
        nodes.sort_by_key(|node| node.accesskit_node().label().is_some_and(|label| label != name));
        nodes
    }

    /// Whether there is such a thing.
    pub(crate) fn has(&self, role: Role, name: &str) -> bool {
        !self.names(role, name).is_empty()
    }

    /// Where the first thing of that role and name stands.
    pub(crate) fn place(&self, role: Role, name: &str) -> egui::Rect {
        let nodes = self.names(role, name);
        let Some(node) = nodes.first() else { panic!("no {role:?} called {name}") };
        node.rect()
    }

    /// What assistive technology says besides the name of the first thing of that role and name, and
    /// whether it can be operated.
    pub(crate) fn describes(&self, role: Role, name: &str) -> (String, bool) {
        let nodes = self.names(role, name);
        let Some(node) = nodes.first() else { panic!("no {role:?} called {name}") };
        let node = node.accesskit_node();
        (node.description().unwrap_or_default(), !node.is_disabled())
    }

    /// Names of all things of that role, in the order of the window.
    pub(crate) fn all(&self, role: Role) -> Vec<String> {
        self.everything()
            .filter(|node| node.accesskit_node().role() == role)
            .filter_map(|node| node.accesskit_node().label())
            .collect()
    }

    /// All that assistive technology is told, as one text.
    pub(crate) fn picture(&self) -> String {
        let mut picture = String::new();
        for node in self.everything() {
            let node = node.accesskit_node();
            let said = (node.role(), node.label(), node.value(), node.description(), node.is_selected());
            let _ = writeln!(picture, "{said:?} {:?} {}", node.data().is_expanded(), node.is_focused());
        }
        picture
    }

    /// Whether these words stand anywhere.
    pub(crate) fn sees(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
            || self
                .harness
                .query_all_by_role(Role::Label)
                .any(|node| node.accesskit_node().value().is_some_and(|value| value.contains(words)))
    }

    /// How many rows the outline shows.
    pub(crate) fn rows(&self) -> usize {
        self.harness.query_all_by_role(Role::TreeItem).count()
    }

    /// Whether this tab is the one shown.
    pub(crate) fn is_on_tab(&self, name: &str) -> bool {
        self.names(Role::Tab, name).iter().any(|tab| tab.accesskit_node().is_selected() == Some(true))
    }

    /// Everything in the window, as assistive technology is told of it.
    fn everything(&self) -> impl Iterator<Item = egui_kittest::Node<'_>> {
        self.harness.root().children_recursive()
    }

    /// Role and name of what has the keyboard.
    pub(crate) fn has_keyboard(&self) -> Option<(Role, String)> {
        let node = self.everything().find(|node| node.accesskit_node().is_focused())?;
        let node = node.accesskit_node();
        Some((node.role(), node.label().unwrap_or_default()))
    }

    /// Presses Tab, in the outline F6, until the keyboard is with this.
    pub(crate) fn tabs_to(&mut self, role: Role, name: &str) {
        let mut passed = Vec::new();
        let mut worked_in = true;
        for _ in 0..200 {
            if self.has_keyboard().is_some_and(|(known, label)| known == role && label.contains(name)) {
                return;
            }
            // Where one works in the outline Tab indents; F6 leads on from there.
            let in_outline = self.has_keyboard().is_some_and(|(known, _)| known == Role::TreeItem);
            passed.extend(self.has_keyboard());
            self.keys(Modifiers::NONE, if in_outline && worked_in { Key::F6 } else { Key::Tab });
            // Who comes to it by Tab goes on by Tab.
            worked_in = false;
        }
        panic!("no {role:?} called {name} can be reached by Tab; passed {passed:?}");
    }

    /// What can be operated and has no name, and rows that do not say where they stand.
    pub(crate) fn unclear(&self) -> Vec<String> {
        let mut unclear = Vec::new();
        for node in self.everything() {
            let node = node.accesskit_node();
            let (role, label) = (node.role(), node.label().unwrap_or_default());
            let can_be_operated = node.data().supports_action(egui::accesskit::Action::Click)
                || node.data().supports_action(egui::accesskit::Action::SetValue)
                || OPERATED.contains(&role);
            // A scroll bar is told by its role and by what it stands in.
            let can_be_operated = can_be_operated && role != Role::ScrollBar;
            if can_be_operated && !node.is_hidden() && label.trim().is_empty() {
                unclear.push(format!("{role:?} at {:?} has no name", node.raw_bounds()));
            }
            if role == Role::TreeItem {
                let known = (node.level(), node.position_in_set(), node.size_of_set(), node.is_selected());
                if !matches!(known, (Some(1..), Some(1..), Some(1..), Some(_))) {
                    unclear.push(format!("row {label}: level, position, size, state are {known:?}"));
                }
            }
        }
        unclear
    }

    /// Names of the text fields that can be typed into, in the order of the window.
    pub(crate) fn fields(&self) -> Vec<String> {
        let fields = self.everything().filter(|node| {
            let node = node.accesskit_node();
            matches!(node.role(), Role::TextInput | Role::MultilineTextInput | Role::SearchInput)
                && !node.is_disabled()
                && !node.is_read_only()
        });
        fields.filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// Puts the keyboard into the field of this name.
    pub(crate) fn enters(&mut self, field: &str) {
        self.field(field).focus();
        self.look();
    }

    /// How often the project was edited since it was opened.
    pub(crate) fn revision(&self) -> Option<luoshi::model::Revision> {
        self.harness.state().app.as_ref().and_then(App::desk).map(|desk| desk.plan().revision())
    }

    /// Clicks the first thing of that role whose name holds these words.
    pub(crate) fn click(&mut self, role: Role, name: &str) {
        let nodes = self.names(role, name);
        let Some(node) = nodes.first() else { panic!("no {role:?} called {name}") };
        node.click();
        self.look();
    }

    /// How many things of that role have these words in their names.
    pub(crate) fn count(&self, role: Role, name: &str) -> usize {
        self.names(role, name).len()
    }

    /// Clicks one of several things of that role and name, counted from 0.
    pub(crate) fn click_nth(&mut self, role: Role, name: &str, at: usize) {
        let nodes = self.names(role, name);
        let Some(node) = nodes.get(at) else { panic!("no {role:?} called {name} at {at}") };
        node.click();
        self.look();
    }

    /// Activates it through the accessibility interface, without a pointer.
    pub(crate) fn activate(&mut self, role: Role, name: &str) {
        let nodes = self.names(role, name);
        let Some(node) = nodes.first() else { panic!("no {role:?} called {name}") };
        node.click_accesskit();
        self.look();
    }

    fn field<'a>(&'a self, name: &'a str) -> egui_kittest::Node<'a> {
        let fields = [Role::TextInput, Role::MultilineTextInput, Role::SearchInput];
        let found = fields.into_iter().find_map(|role| {
            self.harness.query_all_by_label(name).find(|node| node.accesskit_node().role() == role)
        });
        found.unwrap_or_else(|| panic!("no field called {name}"))
    }

    /// What stands in a field.
    pub(crate) fn reads(&self, field: &str) -> String {
        self.field(field).value().unwrap_or_default()
    }

    /// Puts the keyboard into a field, replaces what stands there, and stays in it.
    pub(crate) fn types(&mut self, field: &str, words: &str) {
        self.field(field).focus();
        self.look();
        self.keys(Modifiers::COMMAND, Key::A);
        self.harness.event(egui::Event::Text(words.to_owned()));
        self.look();
    }

    /// Presses a key.
    pub(crate) fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.look();
    }

    /// Drops a file on the window.
    pub(crate) fn drops(&mut self, path: &Path) {
        self.drops_all(&[path]);
    }

    /// Drops several files on the window together.
    pub(crate) fn drops_all(&mut self, paths: &[&Path]) {
        for path in paths {
            self.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped((*path).to_owned())));
        }
        self.look();
    }

    /// Sends something else.
    pub(crate) fn event(&mut self, event: egui::Event) {
        self.harness.event(event);
        self.look();
    }

    /// The open project.
    pub(crate) fn desk(&self) -> Option<&luoshi::ui::Desk> {
        self.harness.state().app.as_ref().and_then(App::desk)
    }

    /// The text of the selected node.
    pub(crate) fn selected_text(&self) -> String {
        let desk = self.harness.state().app.as_ref().and_then(App::desk).expect("a project is open");
        desk.selected.and_then(|node| desk.plan().node(node)).expect("something is selected").text()
    }

    /// The selected node, as the project has it.
    pub(crate) fn selected<T>(&self, read: impl FnOnce(&NodeView<'_>) -> T) -> T {
        let desk = self.harness.state().app.as_ref().and_then(App::desk).expect("a project is open");
        let node = desk.selected.expect("something is selected");
        read(&desk.plan().node(node).expect("the selected node is there"))
    }

    /// Closes the project by the menu.
    pub(crate) fn close_project(&mut self) {
        self.keys(Modifiers::COMMAND, Key::W);
        self.look();
    }
}
