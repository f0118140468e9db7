//! Searches kept under names.

use super::{SearchContext, SearchPanel, caption};
use crate::{
    outline::search::SavedView,
    ui::{commands::UiCommand, theme::space},
    words::Message,
};
use egui::{Button, Key, Popup, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui};

/// What is being named.
#[derive(Default)]
pub(super) struct Naming {
    /// Name of the search to be saved.
    new: String,
    /// Which view is being renamed, and its name as typed.
    renaming: Option<(usize, String)>,
}

/// Draws the menu of saved searches.
pub(super) fn menu(
    panel: &mut SearchPanel,
    ui: &mut Ui,
    context: &SearchContext<'_>,
    _queue: &mut Vec<UiCommand>,
) {
    let (theme, words) = (context.theme, context.words);
    let label = words.text(Message::SearchViews);
    let text = RichText::new(label).color(theme.ink2);
    let response = ui.add(
        Button::new(text)
            .right_text(RichText::new("▼").size(space::S).color(theme.ink2))
            .frame_when_inactive(false),
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, label));
    Popup::menu(&response)
        .style(crate::ui::theme::menu_style)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_min_width(280.0);
            list(panel, ui, context);
            if panel.query.is_empty() {
                return;
            }
            ui.separator();
            let name = ui.label(RichText::new(words.text(Message::SearchSave)).small().color(theme.ink2));
            ui.horizontal(|ui| {
                let suggested = caption(&panel.query, context.plan, words);
                let edit =
                    TextEdit::singleline(&mut panel.naming.new).hint_text(&suggested).desired_width(200.0);
                let field = ui.add(edit).labelled_by(name.id);
                let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if ui.button(words.text(Message::SearchKeep)).clicked() || entered {
                    let typed = std::mem::take(&mut panel.naming.new);
                    let name = if typed.trim().is_empty() { suggested } else { typed.trim().to_owned() };
                    keep(&mut panel.views, SavedView { name, query: panel.query.clone() });
                    ui.close();
                }
            });
        });
}

/// Keeps a search; one of the same name gives way.
fn keep(views: &mut Vec<SavedView>, view: SavedView) {
    match views.iter_mut().find(|known| known.name == view.name) {
        Some(known) => *known = view,
        None => views.push(view),
    }
}

/// The saved searches, each with what can be done with it.
fn list(panel: &mut SearchPanel, ui: &mut Ui, context: &SearchContext<'_>) {
    let (theme, words) = (context.theme, context.words);
    if panel.views.is_empty() {
        ui.label(RichText::new(words.text(Message::SearchNoViews)).color(theme.ink2));
        return;
    }
    let (mut chosen, mut gone) = (None, None);
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        let SearchPanel { views, naming, .. } = panel;
        for (at, view) in views.iter_mut().enumerate() {
            ui.horizontal(|ui| {
                if let Some((_, name)) = naming.renaming.as_mut().filter(|(renamed, _)| *renamed == at) {
                    let field = ui.add(TextEdit::singleline(name).desired_width(160.0));
                    field.widget_info(|| {
                        let name = words.text(Message::SearchViewName);
                        egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, name)
                    });
                    if !field.has_focus() && !field.lost_focus() {
                        field.request_focus();
                    }
                    if field.lost_focus() {
                        if !name.trim().is_empty() && !ui.input(|input| input.key_pressed(Key::Escape)) {
                            name.trim().clone_into(&mut view.name);
                        }
                        naming.renaming = None;
                    }
                    return;
                }
                if ui.button(&view.name).clicked() {
                    chosen = Some(view.query.clone());
                }
                ui.add_space(space::S);
                let small = |text: &str| Button::new(RichText::new(text).small()).frame_when_inactive(false);
                let rename = ui.add(small(words.text(Message::SearchRename)));
                name_of(&rename, words.with(Message::SearchRenameNamed, &[&view.name]));
                if rename.clicked() {
                    naming.renaming = Some((at, view.name.clone()));
                }
                let forget = ui.add(small(words.text(Message::SearchForget)));
                name_of(&forget, words.with(Message::SearchForgetNamed, &[&view.name]));
                if forget.clicked() {
                    gone = Some(at);
                }
            });
        }
    });
    if let Some(at) = gone {
        panel.views.remove(at);
        panel.naming.renaming = None;
    }
    if let Some(query) = chosen {
        panel.set(query);
        ui.close();
    }
}

fn name_of(response: &egui::Response, name: String) {
    response.widget_info(move || egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
}
