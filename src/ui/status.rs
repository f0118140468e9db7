//! The bar at the bottom: what is saved, what runs, how much there is.

use super::{
    commands::UiCommand,
    desk::Desk,
    notices::Notices,
    theme::{Theme, space},
    work::Works,
};
use crate::store::{ReadOnly, SaveStatus};
use crate::words::{Message, Messages, Trouble};
use egui::{Align, Button, Layout, ProgressBar, RichText, Ui};

/// Draws the bar. True when the count of notifications was clicked.
pub(crate) fn show(
    ui: &mut Ui,
    desk: Option<&Desk>,
    (jobs, notices): (&Works, &Notices),
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) -> bool {
    let mut clicked = false;
    ui.horizontal(|ui| {
        ui.set_min_height(space::XL);
        let small = |text: String| RichText::new(text).small().color(theme.ink2);
        if let Some(desk) = desk {
            saved(ui, desk, theme, words);
        }
        for running in jobs.visible() {
            ui.label(small(running.words(words)));
            let progress = running.progress();
            let share = if progress.total > 0 { progress.done as f32 / progress.total as f32 } else { 0.0 };
            let bar = ProgressBar::new(share.clamp(0.0, 1.0)).desired_width(120.0).desired_height(space::S);
            ui.add(bar.fill(theme.accent));
            let cancel =
                Button::new(RichText::new(words.text(Message::CancelJob)).small().color(theme.accent));
            if ui.add(cancel.frame_when_inactive(false)).clicked() {
                queue.push(UiCommand::Cancel(running.id));
            }
        }
        let done = notices.done(words);
        if !done.is_empty() {
            ui.add(egui::Label::new(small(done)).truncate());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(desk) = desk {
                let (reports, sections, tasks) = desk.found().whole;
                ui.label(small(if reports > 1 {
                    words.with(Message::StatusCountsReports, &[&reports, &sections, &tasks])
                } else {
                    words.with(Message::StatusCounts, &[&sections, &tasks])
                }));
            }
            if !notices.is_empty() {
                let text = words.with(Message::NotificationCount, &[&notices.len()]);
                let button =
                    Button::selectable(notices.is_open(), RichText::new(text).small().color(theme.bad));
                clicked = ui.add(button).clicked();
            }
        });
    });
    clicked
}

fn saved(ui: &mut Ui, desk: &Desk, theme: &Theme, words: Messages) {
    let (text, colour) = match desk.session.save_status() {
        Some(SaveStatus::Saved { .. }) if desk.side.draft.is_unsaved() => {
            (words.text(Message::TypedUnsaved).to_owned(), theme.ink2)
        }
        Some(SaveStatus::Saving { .. }) => (words.text(Message::Saving).to_owned(), theme.ink2),
        Some(SaveStatus::Saved { at: Some(at), .. }) => {
            (words.with(Message::SavedAt, &[&clock(at)]), theme.ok)
        }
        Some(SaveStatus::Saved { at: None, .. }) => (words.text(Message::Saved).to_owned(), theme.ink2),
        Some(SaveStatus::Failed { error, pending }) => {
            let why = Trouble::from(&error).sentence(words);
            (words.with(Message::Unsaved, &[&why, &pending]), theme.bad)
        }
        None => {
            let why = desk.session.read_only().map_or_else(String::new, |why| match why {
                ReadOnly::HeldBy(holder) => words.with(Message::OpenedReadOnlyHeld, &[&holder.pid]),
                ReadOnly::Unwritable(_) => words.text(Message::OpenedReadOnlyFolder).to_owned(),
                ReadOnly::NewerFormat { .. } => words.text(Message::OpenedReadOnlyNewer).to_owned(),
            });
            (words.with(Message::ReadOnly, &[&why]), theme.warn)
        }
    };
    ui.label(RichText::new(text).small().color(colour));
}

/// Local time of day.
fn clock(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds)
        .map(|at| at.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M:%S").to_string())
        .unwrap_or_default()
}
