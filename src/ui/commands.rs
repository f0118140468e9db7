//! What a widget can ask for, and the one table that menus and keys are made of.

mod keys;

pub use keys::{keys_text, pressed};

use crate::words::Message;
use crate::{
    model::{DocumentId, NodeId, Parent, TargetId},
    outline::search::SearchQuery,
    session::Command,
};
use egui::{Key, KeyboardShortcut, Modifiers};
use std::path::PathBuf;

/// The middle pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// 原文.
    #[default]
    Text,
    /// 任务表.
    Table,
    /// 责任矩阵.
    Matrix,
    /// 单位.
    Units,
    /// 打印.
    Print,
}

impl Tab {
    /// All, from left to right, with their words and the verb that shows each.
    pub const ALL: [(Self, Message, Verb); 5] = [
        (Self::Text, Message::TabText, Verb::ShowText),
        (Self::Table, Message::TabTable, Verb::ShowTable),
        (Self::Matrix, Message::TabMatrix, Verb::ShowMatrix),
        (Self::Units, Message::TabUnits, Verb::ShowUnits),
        (Self::Print, Message::TabPrint, Verb::ShowPrint),
    ];
}

/// What a widget asks for. It is carried out in the next frame, in `App::logic`.
#[derive(Clone, Debug, PartialEq)]
pub enum UiCommand {
    /// A row of the table of verbs.
    Verb(Verb),
    /// An edit of the plan.
    Run(Command),
    /// An edit that makes a node, which is the selected one then.
    RunNew(Command),
    /// Makes a node the selected one and shows it everywhere.
    Select(Option<NodeId>),
    /// Only these nodes in the outline and in the task table, until all are asked for again; the words
    /// say what they are.
    ShowNodes(Vec<NodeId>, String),
    /// Searches the project for this.
    SearchFor(SearchQuery),
    /// Makes several nodes the selected ones, in the order of the outline; the last is the one shown.
    SelectAll(Vec<NodeId>),
    /// Makes several nodes the selected ones, and one of them the one shown.
    Choose {
        /// The nodes, in the order of the outline.
        nodes: Vec<NodeId>,
        /// The one shown.
        lead: NodeId,
    },
    /// Makes a neighbouring row the selected one: a step by arrow key, no new place to go back to.
    Step(NodeId),
    /// Shows a report from its beginning.
    JumpTo(DocumentId),
    /// Hangs nodes under a parent, in their order.
    Hang {
        /// The nodes.
        nodes: Vec<NodeId>,
        /// Under what.
        parent: Parent,
        /// Before which child; `None` is the end.
        before: Option<NodeId>,
    },
    /// Puts nodes from the clipboard beside the selected one.
    PasteTree(String),
    /// What was typed becomes an edit: the keyboard left a field.
    Flush,
    /// Opens a report, a project folder or `project.ron`, whichever the path is.
    OpenPath(PathBuf),
    /// Splits a node's text at this byte.
    SplitAt(NodeId, usize),
    /// Reads pasted words.
    ReadText(String),
    /// Enters the units of another project's directory.
    BorrowUnits(PathBuf),
    /// Shows a tab.
    Show(Tab),
    /// Folds or unfolds what hangs under a node or document.
    Toggle(Parent),
    /// Only rows of this sort in the outline; the same again shows all.
    Filter(super::outline::Filter),
    /// Says in the status bar what was done, with what it was done to.
    Say(Message, String),
    /// Gives the outline the keyboard.
    FocusOutline,
    /// All rows in the outline again.
    ShowAll,
    /// Shows folded page chrome of a document.
    ShowNoise(DocumentId),
    /// Starts a comment on words of a node, or on the whole node.
    Comment {
        /// The node.
        node: NodeId,
        /// The words, or empty.
        quote: String,
        /// Where they begin: byte in the node's text.
        start: Option<usize>,
    },
    /// Adds a unit to a node, by name.
    AddUnit(NodeId, String),
    /// Shows the next task without units.
    NextUnassigned,
    /// Opens the fields of a target.
    EditTarget(NodeId, TargetId),
    /// Opens the fields of a new target with these source words.
    NewTarget(NodeId, String),
    /// Stops a running job.
    Cancel(u64),
    /// A notification was read.
    Dismiss(u64),
    /// Saves the tables to files.
    Export(FileSort),
    /// Sends the pages to the printer.
    SendToPrinter,
    /// Opens several reports, or folders of them, together.
    OpenPaths(Vec<PathBuf>),
    /// The answer of a file dialog, or a path typed instead.
    Picked(Pick, PathBuf),
    /// Closes although edits are not on disk.
    CloseAnyway,
    /// Tries once more to save, and closes then.
    RetryClosing,
    /// Stays open.
    KeepOpen,
}

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A report to import.
    Report,
    /// A report to make a project of.
    NewProject,
    /// A project folder.
    Project,
    /// Another folder for the open project, which can no longer be saved where it is.
    Elsewhere,
    /// Where to write tables.
    Export(FileSort),
}

/// A sort of file that the tables go out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileSort {
    /// Pages.
    Pdf,
    /// A Word document.
    Docx,
    /// An Excel workbook.
    Xlsx,
    /// A folder of workbooks, one a unit.
    PerUnit,
}

/// A verb of the menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    /// Imports a report into the open project, or into a new one.
    OpenReport,
    /// Makes a project of a report.
    NewProject,
    /// Opens a project folder.
    OpenProject,
    /// Opens the sample project.
    OpenSample,
    /// Shows the field for pasted text.
    PasteText,
    /// Shows the directory of units.
    Units,
    /// Shows the project's settings.
    Settings,
    /// Saves what was typed, and tries again what could not be saved.
    Save,
    /// Saves in another folder what can no longer be saved where it was.
    SaveElsewhere,
    /// Closes the project.
    CloseProject,
    /// Says what the program is.
    About,
    /// Ends the program.
    Quit,
    /// Takes the latest edit back.
    Undo,
    /// Brings it again.
    Redo,
    /// Puts the keyboard into the title.
    EditTitle,
    /// Adds a task after the selected one, or in the selected section.
    AddTask,
    /// Adds a section after the selected one.
    AddSection,
    /// Parts the selected node's text in two.
    Split,
    /// Joins the next sibling to the selected node.
    Merge,
    /// Moves the selected node before its elder sibling.
    MoveUp,
    /// Moves the selected node behind its younger sibling.
    MoveDown,
    /// Comments on the selected node.
    Annotate,
    /// Removes the selected nodes.
    Remove,
    /// Cuts the selected nodes.
    Cut,
    /// Copies the selected nodes as Markdown.
    Copy,
    /// Puts copied nodes, or Markdown of another program, after the selected one.
    Paste,
    /// A copy of the selected nodes after them.
    Duplicate,
    /// Hangs the selected nodes under the sibling before them.
    Indent,
    /// Hangs the selected nodes beside what they hang under.
    Outdent,
    /// Makes the selected sections tasks and tasks sections.
    SwitchKind,
    /// Numbers the selected node and its siblings anew.
    Renumber,
    /// Selects all rows of the outline.
    SelectAll,
    /// Unfolds the whole outline.
    ExpandAll,
    /// Folds the outline to its first level.
    CollapseAll,
    /// The place shown before.
    Back,
    /// The place shown after.
    Forward,
    /// Puts the keyboard into the field for units.
    EditUnits,
    /// Gives the selected nodes the units assigned last.
    RepeatUnits,
    /// Finds words in the report.
    FindInText,
    /// The next place of the words looked for.
    FindNext,
    /// The place before.
    FindPrevious,
    /// Shows the next comment.
    NextNote,
    /// Shows the comment before.
    PreviousNote,
    /// Marks the comment shown as dealt with, or open again.
    ResolveNote,
    /// Answers the comment shown.
    ReplyNote,
    /// Searches the project.
    Search,
    /// Shows all commands, to find one by typing.
    Palette,
    /// Shows all keys.
    Shortcuts,
    /// Shows the program's settings.
    Preferences,
    /// Larger words.
    ZoomIn,
    /// Smaller words.
    ZoomOut,
    /// Words in their usual size.
    ZoomReset,
    /// Shows the task table.
    ShowTable,
    /// Shows who is responsible for what.
    ShowMatrix,
    /// Shows the directory of units.
    ShowUnits,
    /// Shows the report.
    ShowText,
    /// Shows the tables to print.
    ShowPrint,
    /// Shows or hides the side panel.
    ShowSide,
    /// Gives the keyboard to the next pane.
    NextPane,
    /// Gives the keyboard to the pane before.
    PreviousPane,
    /// The other language.
    SwitchLanguage,
    /// The other palette.
    SwitchTheme,
}

/// A menu of the top bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// 项目.
    Project,
    /// 编辑.
    Edit,
    /// 结构.
    Structure,
    /// 查找.
    Find,
    /// 查看.
    View,
}

impl Menu {
    /// All, from left to right.
    pub const ALL: [(Self, Message); 5] = [
        (Self::Project, Message::MenuProject),
        (Self::Edit, Message::MenuEdit),
        (Self::Structure, Message::MenuStructure),
        (Self::Find, Message::MenuFind),
        (Self::View, Message::MenuView),
    ];
}

/// When a verb can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Always.
    Nothing,
    /// A project is open.
    Project,
    /// A node is selected.
    Selected,
    /// A node is selected, and the project is open for writing.
    Node,
    /// The project is open for writing.
    Writing,
    /// There is an edit to take back.
    Undo,
    /// There is an edit to bring again.
    Redo,
    /// Something could not be saved.
    Unsaved,
}

/// A row of the table of verbs.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The verb.
    pub verb: Verb,
    /// Its words.
    pub label: Message,
    /// Its menu.
    pub menu: Menu,
    /// Its keys.
    pub keys: Option<KeyboardShortcut>,
    /// A second set of keys.
    pub other_keys: Option<KeyboardShortcut>,
    /// True when the keys mean something else inside a text field.
    pub not_while_typing: bool,
    /// When it can be used.
    pub needs: Needs,
}

const fn row(verb: Verb, label: Message, menu: Menu, needs: Needs) -> Row {
    Row { verb, label, menu, keys: None, other_keys: None, not_while_typing: false, needs }
}

impl Row {
    const fn keys(mut self, modifiers: Modifiers, key: Key) -> Self {
        self.keys = Some(KeyboardShortcut::new(modifiers, key));
        self
    }

    const fn or_keys(mut self, modifiers: Modifiers, key: Key) -> Self {
        self.other_keys = Some(KeyboardShortcut::new(modifiers, key));
        self
    }

    const fn not_while_typing(mut self) -> Self {
        self.not_while_typing = true;
        self
    }
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

/// The table: menus show it in this order, keys are looked up in it.
pub const TABLE: &[Row] = &[
    // Project.
    row(Verb::OpenReport, Message::OpenReport, Menu::Project, Needs::Nothing).keys(CTRL, Key::O),
    row(Verb::NewProject, Message::NewProject, Menu::Project, Needs::Nothing).keys(CTRL, Key::N),
    row(Verb::PasteText, Message::PasteText, Menu::Project, Needs::Nothing),
    row(Verb::OpenProject, Message::OpenProject, Menu::Project, Needs::Nothing).keys(CTRL_SHIFT, Key::O),
    row(Verb::OpenSample, Message::OpenSample, Menu::Project, Needs::Nothing),
    row(Verb::Units, Message::Units, Menu::Project, Needs::Project),
    row(Verb::Settings, Message::ProjectSettings, Menu::Project, Needs::Project),
    row(Verb::Preferences, Message::Preferences, Menu::Project, Needs::Nothing).keys(CTRL, Key::Comma),
    row(Verb::Save, Message::SaveNow, Menu::Project, Needs::Writing).keys(CTRL, Key::S),
    row(Verb::SaveElsewhere, Message::SaveElsewhere, Menu::Project, Needs::Unsaved),
    row(Verb::CloseProject, Message::CloseProject, Menu::Project, Needs::Project).keys(CTRL, Key::W),
    row(Verb::About, Message::About, Menu::Project, Needs::Nothing),
    row(Verb::Quit, Message::Quit, Menu::Project, Needs::Nothing).keys(CTRL, Key::Q),
    // Editing.
    row(Verb::Undo, Message::Undo, Menu::Edit, Needs::Undo).keys(CTRL, Key::Z).not_while_typing(),
    row(Verb::Redo, Message::Redo, Menu::Edit, Needs::Redo)
        .keys(CTRL, Key::Y)
        .or_keys(CTRL_SHIFT, Key::Z)
        .not_while_typing(),
    row(Verb::EditTitle, Message::EditTitle, Menu::Edit, Needs::Node).keys(Modifiers::NONE, Key::F2),
    row(Verb::EditUnits, Message::EditUnits, Menu::Edit, Needs::Node).keys(CTRL, Key::U),
    row(Verb::RepeatUnits, Message::RepeatUnits, Menu::Edit, Needs::Node).keys(CTRL, Key::R),
    row(Verb::Annotate, Message::AddAnnotation, Menu::Edit, Needs::Node).keys(CTRL, Key::M),
    row(Verb::ReplyNote, Message::ReplyNote, Menu::Edit, Needs::Node),
    row(Verb::ResolveNote, Message::ResolveNote, Menu::Edit, Needs::Node),
    row(Verb::AddTask, Message::AddTask, Menu::Edit, Needs::Writing)
        .keys(CTRL, Key::Enter)
        .not_while_typing(),
    row(Verb::AddSection, Message::AddSection, Menu::Edit, Needs::Writing),
    // Structure.
    row(Verb::Indent, Message::Indent, Menu::Structure, Needs::Node)
        .keys(Modifiers::ALT, Key::ArrowRight)
        .not_while_typing(),
    row(Verb::Outdent, Message::Outdent, Menu::Structure, Needs::Node)
        .keys(Modifiers::ALT, Key::ArrowLeft)
        .not_while_typing(),
    row(Verb::MoveUp, Message::MoveUp, Menu::Structure, Needs::Node)
        .keys(Modifiers::ALT, Key::ArrowUp)
        .not_while_typing(),
    row(Verb::MoveDown, Message::MoveDown, Menu::Structure, Needs::Node)
        .keys(Modifiers::ALT, Key::ArrowDown)
        .not_while_typing(),
    // The backend tells these three as events, which the outline takes while it has the keyboard.
    row(Verb::Cut, Message::Cut, Menu::Structure, Needs::Node).keys(CTRL, Key::X).not_while_typing(),
    row(Verb::Copy, Message::Copy, Menu::Structure, Needs::Selected).keys(CTRL, Key::C).not_while_typing(),
    row(Verb::Paste, Message::Paste, Menu::Structure, Needs::Writing).keys(CTRL, Key::V).not_while_typing(),
    row(Verb::Duplicate, Message::Duplicate, Menu::Structure, Needs::Node)
        .keys(CTRL, Key::D)
        .not_while_typing(),
    row(Verb::Split, Message::SplitTask, Menu::Structure, Needs::Node),
    row(Verb::Merge, Message::MergeNext, Menu::Structure, Needs::Node),
    row(Verb::SwitchKind, Message::SwitchKind, Menu::Structure, Needs::Node)
        .keys(CTRL, Key::T)
        .not_while_typing(),
    row(Verb::Renumber, Message::Renumber, Menu::Structure, Needs::Node),
    row(Verb::Remove, Message::Remove, Menu::Structure, Needs::Node)
        .keys(Modifiers::NONE, Key::Delete)
        .not_while_typing(),
    row(Verb::SelectAll, Message::SelectAllRows, Menu::Structure, Needs::Project),
    // Finding.
    row(Verb::Search, Message::Search, Menu::Find, Needs::Project)
        .keys(CTRL_SHIFT, Key::F)
        .or_keys(Modifiers::NONE, Key::Slash),
    row(Verb::FindInText, Message::FindInText, Menu::Find, Needs::Project).keys(CTRL, Key::F),
    row(Verb::FindNext, Message::FindNextPlace, Menu::Find, Needs::Project).keys(Modifiers::NONE, Key::F3),
    row(Verb::FindPrevious, Message::FindPreviousPlace, Menu::Find, Needs::Project)
        .keys(Modifiers::SHIFT, Key::F3),
    row(Verb::NextNote, Message::NextNote, Menu::Find, Needs::Project).keys(Modifiers::NONE, Key::F8),
    row(Verb::PreviousNote, Message::PreviousNote, Menu::Find, Needs::Project)
        .keys(Modifiers::SHIFT, Key::F8),
    row(Verb::Back, Message::Back, Menu::Find, Needs::Project).keys(CTRL, Key::OpenBracket),
    row(Verb::Forward, Message::Forward, Menu::Find, Needs::Project).keys(CTRL, Key::CloseBracket),
    row(Verb::Palette, Message::Palette, Menu::Find, Needs::Nothing).keys(CTRL, Key::K),
    // Showing.
    row(Verb::ShowText, Message::ShowText, Menu::View, Needs::Project).keys(CTRL, Key::Num1),
    row(Verb::ShowTable, Message::ShowTable, Menu::View, Needs::Project).keys(CTRL, Key::Num2),
    row(Verb::ShowMatrix, Message::ShowMatrix, Menu::View, Needs::Project).keys(CTRL, Key::Num3),
    row(Verb::ShowUnits, Message::ShowUnits, Menu::View, Needs::Project).keys(CTRL, Key::Num4),
    row(Verb::ShowPrint, Message::ShowPrint, Menu::View, Needs::Project)
        .keys(CTRL, Key::P)
        .or_keys(CTRL, Key::Num5),
    row(Verb::ShowSide, Message::ShowSide, Menu::View, Needs::Project).keys(Modifiers::NONE, Key::F9),
    row(Verb::NextPane, Message::NextPane, Menu::View, Needs::Project)
        .keys(Modifiers::NONE, Key::F6)
        .or_keys(CTRL, Key::Tab),
    row(Verb::PreviousPane, Message::PreviousPane, Menu::View, Needs::Project)
        .keys(Modifiers::SHIFT, Key::F6)
        .or_keys(CTRL_SHIFT, Key::Tab),
    row(Verb::ExpandAll, Message::ExpandAll, Menu::View, Needs::Project).keys(CTRL_SHIFT, Key::E),
    row(Verb::CollapseAll, Message::CollapseAll, Menu::View, Needs::Project).keys(CTRL_SHIFT, Key::C),
    row(Verb::ZoomIn, Message::ZoomIn, Menu::View, Needs::Nothing)
        .keys(CTRL, Key::Equals)
        .or_keys(CTRL, Key::Plus),
    row(Verb::ZoomOut, Message::ZoomOut, Menu::View, Needs::Nothing).keys(CTRL, Key::Minus),
    row(Verb::ZoomReset, Message::ZoomReset, Menu::View, Needs::Nothing).keys(CTRL, Key::Num0),
    row(Verb::SwitchTheme, Message::SwitchTheme, Menu::View, Needs::Nothing),
    row(Verb::SwitchLanguage, Message::SwitchLanguage, Menu::View, Needs::Nothing),
    row(Verb::Shortcuts, Message::Shortcuts, Menu::View, Needs::Nothing).keys(Modifiers::NONE, Key::F1),
];
