//! Notifications: what went wrong or needs a look, with place and way out. They stay until read.

use super::{
    commands::UiCommand,
    messages::{Message, Messages},
    theme::{self, Theme, space},
};
use crate::{
    session::{ExportError, SessionError},
    store::{Notice, Severity, StoreError},
};
use egui::{Button, RichText, ScrollArea, Ui};

/// What a notification says, before it is put into words of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Stable name of what happened; the table has its sentence.
    pub code: String,
    /// File and line, or another place.
    pub place: String,
    /// What exactly, for the sentence or for somebody who helps.
    pub detail: String,
    /// Something was lost or could not be done; otherwise it is only to be known.
    pub bad: bool,
}

impl Trouble {
    /// Something that could not be done.
    pub fn new(code: impl Into<String>, place: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { code: code.into(), place: place.into(), detail: detail.into(), bad: true }
    }
}

impl Trouble {
    /// What happened, in one sentence.
    pub fn sentence(&self, words: Messages) -> String {
        words.with(sentence(&self.code).0, &[&self.detail])
    }
}

impl From<&ExportError> for Trouble {
    fn from(error: &ExportError) -> Self {
        let place = match error {
            ExportError::Store(error) => place_of(error),
            _ => String::new(),
        };
        Self::new(error.code(), place, error.to_string())
    }
}

impl From<&SessionError> for Trouble {
    fn from(error: &SessionError) -> Self {
        let place = match error {
            SessionError::Read { file, .. } => file.display().to_string(),
            SessionError::Store(error) => place_of(error),
            _ => String::new(),
        };
        Self::new(error.code(), place, error.to_string())
    }
}

impl From<&StoreError> for Trouble {
    fn from(error: &StoreError) -> Self {
        Self::new(error.code(), place_of(error), error.to_string())
    }
}

impl From<&Notice> for Trouble {
    fn from(notice: &Notice) -> Self {
        let mut place = notice.file.display().to_string();
        if let Some(line) = notice.line {
            place = format!("{place}:{line}");
        }
        Self {
            bad: notice.severity >= Severity::Damage,
            ..Self::new(notice.code.clone(), place, notice.detail.clone())
        }
    }
}

fn place_of(error: &StoreError) -> String {
    error.path().map(|path| path.display().to_string()).unwrap_or_default()
}

/// Sentence and way out for a code.
fn sentence(code: &str) -> (Message, Option<Message>) {
    use Message as M;
    match code {
        // Reports.
        "empty" => (M::ErrEmpty, Some(M::WayOtherFile)),
        "not_text" => (M::ErrNotText, Some(M::WayOtherFile)),
        "too_large" => (M::ErrTooLarge, Some(M::WaySplitFile)),
        "malformed" => (M::ErrMalformed, Some(M::WaySaveAgain)),
        "unknown_format" => (M::ErrUnknownFormat, Some(M::WaySaveAgain)),
        "legacy_office" => (M::ErrLegacyOffice, Some(M::WaySaveDocx)),
        "not_yet_supported" => (M::ErrNotYetSupported, Some(M::WaySaveDocx)),
        "classified" => (M::ErrClassified, Some(M::WayClassified)),
        // Projects.
        "io" => (M::ErrIo, Some(M::WayIo)),
        "disk_full" => (M::ErrDiskFull, Some(M::WayDiskFull)),
        "no_permission" | "read_only_disk" => (M::ErrNoPermission, Some(M::WayNoPermission)),
        "file_missing" | "not_found" => (M::ErrNotFound, Some(M::WayPath)),
        "not_a_project" => (M::ErrNotAProject, Some(M::WayNotAProject)),
        "project_damaged" => (M::ErrProjectDamaged, Some(M::WayCopyBack)),
        "exists" => (M::ErrExists, Some(M::WayPath)),
        "unsound_reading" => (M::ErrInternal, Some(M::WayReport)),
        "read_only" => (M::ErrReadOnly, Some(M::WayReadOnly)),
        "no_home" => (M::ErrNoHome, Some(M::WayNoHome)),
        "save_failed" => (M::SaveFailed, Some(M::WayIo)),
        // What opening found.
        "torn_tail" => (M::NoticeTornTail, None),
        "damaged_line" | "unreadable_record" | "chain_broken" | "record_differs" | "unreadable_file" => {
            (M::NoticeDamaged, Some(M::WayVerify))
        }
        "record_held" => (M::NoticeHeld, Some(M::WayWaitForFiles)),
        "reading_missing" | "source_missing" => (M::NoticeMissing, Some(M::WayWaitForFiles)),
        "reading_damaged" | "source_damaged" | "people_damaged" => (M::NoticeDamaged, Some(M::WayCopyBack)),
        "unfinished_file" => (M::NoticeUnfinished, None),
        "newer_format" => (M::NoticeNewer, Some(M::WayNewer)),
        "reading_warning" => (M::NoticeReading, None),
        // Edits.
        "unknown_id" => (M::ErrGone, None),
        "locked" => (M::ErrLocked, Some(M::WayNewer)),
        "quote_not_found" | "quote_ambiguous" => (M::ErrQuote, Some(M::WayQuote)),
        "offset_outside" => (M::ErrSplit, None),
        "nothing_to_merge" => (M::ErrMerge, None),
        "circle" | "no_such_place" => (M::ErrMove, None),
        "impossible_value" => (M::BadNumber, None),
        "nothing_to_undo" => (M::NothingToUndo, None),
        "nothing_to_redo" => (M::NothingToRedo, None),
        // Going out.
        "nothing_to_print" => (M::PrintEmpty, None),
        "printer_refused" | "printer_not_started" | "no_printer" => (M::ErrPrinter, Some(M::WayPrinter)),
        "no_dialog" => (M::ErrNoDialog, Some(M::WayNoDialog)),
        "missing_glyphs" => (M::NoticeGlyphs, Some(M::WayGlyphs)),
        "undo_left" => (M::UndoneLeft, None),
        _ => (M::ErrOther, Some(M::WayReport)),
    }
}

/// Whether detail belongs into the sentence, because it is words of the user's own text.
fn detail_is_told(message: Message) -> bool {
    let (chinese, _) = message.words();
    chinese.contains("{0}")
}

/// All notifications not read yet.
#[derive(Default)]
pub struct Notices {
    list: Vec<(u64, Trouble)>,
    next: u64,
    /// The list is shown.
    open: bool,
    /// Something for the status bar that needs no reading: 已导出 ….
    done: String,
}

impl Notices {
    /// Adds one and shows the list.
    pub fn add(&mut self, trouble: Trouble) {
        if self.list.iter().any(|(_, known)| *known == trouble) {
            return;
        }
        self.list.push((self.next, trouble));
        self.next += 1;
        self.open = true;
    }

    /// Takes one off.
    pub fn dismiss(&mut self, id: u64) {
        self.list.retain(|(known, _)| *known != id);
        self.open &= !self.list.is_empty();
    }

    /// How many are not read.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// True when all were read.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Shows or hides the list.
    pub fn toggle(&mut self) {
        self.open = !self.open && !self.list.is_empty();
    }

    /// True while the list is shown.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Says in the status bar that something was done.
    pub fn say_done(&mut self, words: String) {
        self.done = words;
    }

    /// What was done last.
    pub fn done(&self) -> &str {
        &self.done
    }

    /// Draws the list.
    pub fn show(&self, ui: &mut Ui, theme: &Theme, words: Messages, queue: &mut Vec<UiCommand>) {
        ScrollArea::vertical().max_height(200.0).auto_shrink([false, true]).show(ui, |ui| {
            for (id, trouble) in self.list.iter().rev() {
                ui.push_id(id, |ui| entry(ui, *id, trouble, theme, words, queue));
            }
        });
    }
}

fn entry(
    ui: &mut Ui,
    id: u64,
    trouble: &Trouble,
    theme: &Theme,
    words: Messages,
    queue: &mut Vec<UiCommand>,
) {
    let (message, way_out) = sentence(&trouble.code);
    let (shape, colour) = if trouble.bad { ("■", theme.bad) } else { ("▲", theme.warn) };
    let read = words.text(Message::NotificationRead);
    ui.horizontal_top(|ui| {
        ui.add_space(space::XS);
        ui.label(RichText::new(shape).color(colour));
        let room = ui.available_width() - 96.0;
        ui.vertical(|ui| {
            ui.set_width(room.max(160.0));
            let text = words.with(message, &[&trouble.detail]);
            let head = ui.label(RichText::new(text).color(theme.ink));
            if !detail_is_told(message) && !trouble.detail.is_empty() {
                head.on_hover_text(&trouble.detail);
            }
            if !trouble.place.is_empty() {
                ui.label(RichText::new(&trouble.place).small().color(theme.ink2));
            }
            if let Some(way_out) = way_out {
                let way = words.with(Message::WayOut, &[&words.text(way_out)]);
                ui.label(RichText::new(way).font(theme::regular(theme::CAPTION)).color(theme.ink2));
            }
        });
        if ui.add(Button::new(RichText::new(read).color(theme.accent)).frame_when_inactive(false)).clicked() {
            queue.push(UiCommand::Dismiss(id));
        }
    });
    ui.add_space(space::XS);
}
