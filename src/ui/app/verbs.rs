//! Carrying out the verbs of the menus.

use super::{App, closing::Next};
use crate::words::Message;
use crate::{
    model::NodeKind,
    session::{Command, preferences::TextScale},
    ui::{
        commands::{Pick, Tab, Verb},
        sheets::Sheet,
        side::{Flush, TextField},
    },
};
use egui::Context;

impl App {
    pub(super) fn verb(&mut self, ctx: &Context, verb: Verb) {
        let words = self.words;
        match verb {
            Verb::OpenReport => {
                self.works.pick(ctx, Pick::Report, words.text(Message::OpenReport), String::new());
            }
            Verb::NewProject => {
                self.works.pick(ctx, Pick::NewProject, words.text(Message::NewProject), String::new());
            }
            Verb::About => match &mut self.desk {
                Some(desk) => desk.sheet = Some(Sheet::About),
                None => self.welcome.sheet = Some(Sheet::About),
            },
            Verb::OpenProject => {
                self.works.pick(ctx, Pick::Project, words.text(Message::OpenProject), String::new());
            }
            Verb::OpenSample => self.open_sample(ctx),
            Verb::PasteText => {
                let sheet = Sheet::Paste { pasted: String::new() };
                match &mut self.desk {
                    Some(desk) => desk.sheet = Some(sheet),
                    None => self.welcome.sheet = Some(sheet),
                }
            }
            Verb::CloseProject => self.leave(ctx, Next::Project),
            Verb::Quit => self.leave(ctx, Next::Window),
            Verb::Save => self.save_now(),
            Verb::NextPane => self.next_pane(ctx, false),
            Verb::PreviousPane => self.next_pane(ctx, true),
            Verb::SaveElsewhere => {
                self.works.pick(ctx, Pick::Elsewhere, words.text(Message::SaveElsewhere), String::new());
            }
            Verb::ShowSide => {
                let shown = self.side_shown(ctx);
                *shown = !*shown;
            }
            Verb::Palette => self.palette.toggle(ctx),
            Verb::Shortcuts => self.keys.toggle(ctx),
            Verb::Preferences => self.settings.toggle_screen(),
            Verb::SwitchLanguage => {
                self.settings.switch_language();
                self.words = self.settings.apply(ctx);
            }
            Verb::SwitchTheme => self.settings.switch_look(ctx),
            Verb::ZoomIn | Verb::ZoomOut | Verb::ZoomReset => {
                let scale = &mut self.settings.now.text_scale;
                *scale = match verb {
                    Verb::ZoomIn => scale.larger(),
                    Verb::ZoomOut => scale.smaller(),
                    _ => TextScale::default(),
                };
            }
            Verb::Paste => {
                // The clipboard answers in the next frame, to what has the keyboard then.
                if let Some(desk) = &mut self.desk {
                    desk.outline.focus();
                }
                ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            }
            _ => self.desk_verb(ctx, verb),
        }
    }

    /// A verb about the open project.
    pub(super) fn desk_verb(&mut self, ctx: &Context, verb: Verb) {
        if matches!(
            verb,
            Verb::EditTitle
                | Verb::Annotate
                | Verb::AddTask
                | Verb::AddSection
                | Verb::EditUnits
                | Verb::RepeatUnits
        ) {
            self.show_side(ctx);
        }
        let Some(desk) = &mut self.desk else { return };
        let (words, notices) = (self.words, &mut self.notices);
        match verb {
            Verb::Undo => desk.step_back(&Command::Undo, notices),
            Verb::Redo => desk.step_back(&Command::Redo, notices),
            Verb::Units => desk.sheet = Some(Sheet::Units { pasted: String::new() }),
            Verb::Settings => desk.sheet = Some(Sheet::settings(desk.session.plan())),
            Verb::EditTitle => desk.side.focus(TextField::Title),
            Verb::Annotate => desk.annotate(notices),
            Verb::AddTask | Verb::AddSection => {
                let (kind, words) = match verb {
                    Verb::AddTask => (NodeKind::Task, words.text(Message::NewTask)),
                    _ => (NodeKind::Section, words.text(Message::NewSection)),
                };
                desk.add(kind, words, notices);
            }
            Verb::Split => desk.ask_where_to_split(notices),
            Verb::Merge => {
                if let Some(node) = desk.selected {
                    desk.run(&Command::Merge(node), notices);
                }
            }
            Verb::MoveUp | Verb::MoveDown => desk.shift(verb == Verb::MoveDown, notices),
            Verb::Remove => desk.remove(notices),
            Verb::ShowText => {
                desk.tab = Tab::Text;
                desk.text.focus();
            }
            Verb::ShowTable => {
                desk.flush(Flush::Fields, notices);
                desk.tab = Tab::Table;
                // Also from the outline, whose rows would keep the arrows. A cell that is being edited
                // keeps them as well.
                if !desk.table.is_editing() {
                    desk.table.focus();
                }
            }
            Verb::ShowMatrix | Verb::ShowUnits => {
                desk.flush(Flush::Fields, notices);
                desk.tab = Tab::ALL.iter().find(|(.., shows)| *shows == verb).map_or(desk.tab, |tab| tab.0);
            }
            Verb::EditUnits | Verb::RepeatUnits => desk.unit_verb(verb, notices),
            Verb::FindInText
            | Verb::FindNext
            | Verb::FindPrevious
            | Verb::NextNote
            | Verb::PreviousNote
            | Verb::ResolveNote
            | Verb::ReplyNote => {
                desk.note_verb(verb, notices);
            }
            Verb::Cut
            | Verb::Copy
            | Verb::Duplicate
            | Verb::Indent
            | Verb::Outdent
            | Verb::SwitchKind
            | Verb::Renumber
            | Verb::SelectAll
            | Verb::ExpandAll
            | Verb::CollapseAll
            | Verb::Back
            | Verb::Forward => desk.tree_verb(verb, notices),
            Verb::Search => desk.search.open(),
            Verb::ShowPrint => {
                desk.flush(Flush::All, notices);
                desk.tab = Tab::Print;
            }
            // Carried out by the window: no verb is left without effect.
            Verb::OpenReport
            | Verb::NewProject
            | Verb::OpenProject
            | Verb::OpenSample
            | Verb::PasteText
            | Verb::Paste
            | Verb::Preferences
            | Verb::Save
            | Verb::NextPane
            | Verb::PreviousPane
            | Verb::SaveElsewhere
            | Verb::CloseProject
            | Verb::About
            | Verb::Quit
            | Verb::Palette
            | Verb::Shortcuts
            | Verb::ZoomIn
            | Verb::ZoomOut
            | Verb::ZoomReset
            | Verb::ShowSide
            | Verb::SwitchLanguage
            | Verb::SwitchTheme => {}
        }
    }
}
