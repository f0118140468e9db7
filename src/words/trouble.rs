//! What went wrong or needs a look: sentence, place and way out, from a stable code.

use super::{Message, Messages};

/// What happened, before it is put into words of a language.
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
    /// What happened, in a sentence.
    pub fn sentence(&self, words: Messages) -> String {
        words.with(sentence(&self.code).0, &[&self.detail])
    }

    /// True when the sentence already holds the detail.
    pub fn tells_detail(&self) -> bool {
        sentence(&self.code).0.words().0.contains("{0}")
    }

    /// What can be done about it, if anything.
    pub fn way_out(&self, words: Messages) -> Option<String> {
        sentence(&self.code).1.map(|way| words.with(Message::WayOut, &[&words.text(way)]))
    }

    /// All of it on one line, for a terminal: place, sentence, way out.
    pub fn line(&self, words: Messages) -> String {
        let mut line = self.sentence(words);
        if matches!(sentence(&self.code).0, Message::ErrIo | Message::ErrPrinter) {
            // A terminal has no place to unfold what the system said.
            line = words.with(Message::AtPlace, &[&line, &self.detail]);
        }
        if !self.place.is_empty() {
            line = words.with(Message::AtPlace, &[&self.place, &line]);
        }
        if let Some(way) = self.way_out(words) {
            line = words.with(Message::ThenWay, &[&line, &way]);
        }
        line
    }
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
        "encrypted" => (M::ErrEncrypted, Some(M::WayUnlock)),
        "scan" => (M::ErrScan, Some(M::WayScan)),
        "no_characters" => (M::ErrNoCharacters, Some(M::WayScan)),
        "reader_not_started" => (M::ErrReaderNotStarted, Some(M::WayRestart)),
        "reader_died" => (M::ErrReaderDied, Some(M::WaySaveAgain)),
        "too_slow" => (M::ErrTooSlow, Some(M::WaySaveAgain)),
        "some_not_imported" => (M::ErrSomeNotImported, Some(M::WayEachAlone)),
        "too_many_cells" => (M::ErrTooManyCells, Some(M::WaySplitSheets)),
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
        "read_only_held" => (M::ErrReadOnlyHeld, Some(M::WayReadOnly)),
        "read_only_newer" => (M::ErrReadOnlyNewer, Some(M::WayNewer)),
        "no_home" => (M::ErrNoHome, Some(M::WayNoHome)),
        "project_gone" => (M::ErrProjectGone, Some(M::WayPath)),
        "other_project" => (M::ErrOtherProject, Some(M::WayOtherProject)),
        // What opening found.
        "torn_tail" => (M::NoticeTornTail, None),
        "damaged_line" | "unreadable_record" | "chain_broken" | "record_differs" | "unreadable_file" => {
            (M::NoticeDamaged, Some(M::WayVerify))
        }
        "record_held" => (M::NoticeHeld, Some(M::WayWaitForFiles)),
        "records_missing" | "reading_missing" | "source_missing" => {
            (M::NoticeMissing, Some(M::WayWaitForFiles))
        }
        "reading_damaged" | "source_damaged" | "people_damaged" => (M::NoticeDamaged, Some(M::WayCopyBack)),
        "unfinished_file" => (M::NoticeUnfinished, None),
        "newer_format" => (M::NoticeNewer, Some(M::WayNewer)),
        "reading_warning" => (M::NoticeReading, None),
        // Edits.
        "unknown_id" => (M::ErrGone, None),
        "locked" => (M::ErrLocked, Some(M::WayNewer)),
        "empty_value" => (M::ErrEmptyValue, None),
        "quote_not_found" => (M::ErrQuote, Some(M::WayQuote)),
        "quote_ambiguous" => (M::ErrQuoteAmbiguous, Some(M::WayQuote)),
        "no_conflict" => (M::ErrNoConflict, None),
        "offset_outside" => (M::ErrSplit, None),
        "nothing_to_merge" => (M::ErrMerge, None),
        "circle" | "no_such_place" => (M::ErrMove, None),
        "impossible_value" => (M::BadNumber, None),
        "nothing_to_undo" => (M::NothingToUndo, None),
        "nothing_to_redo" => (M::NothingToRedo, None),
        // The command line.
        "out_needed" => (M::CliOutNeeded, None),
        "some_failed" => (M::CliSomeFailed, None),
        "not_an_id" => (M::CliNotAnId, Some(M::WayShow)),
        "unknown_setting" => (M::CliSetting, Some(M::WaySettings)),
        "not_json" => (M::CliLine, Some(M::WayHelpApply)),
        "missing_key" => (M::CliMissing, Some(M::WayHelpApply)),
        "wrong_value" => (M::CliWrong, Some(M::WayHelpApply)),
        "unknown_op" => (M::CliUnknownOp, Some(M::WayHelpApply)),
        "directory_line" => (M::CliDirectory, Some(M::UnitsHelp)),
        "input_failed" | "output_failed" => (M::ErrIo, None),
        // Going out.
        "nothing_to_print" => (M::PrintEmpty, None),
        "unit_not_named" => (M::UnitsAbsent, None),
        "printer_refused" | "printer_not_started" => (M::ErrPrinter, Some(M::WayPrinter)),
        "no_printer" => (M::ErrNoPrinter, Some(M::WayPrinter)),
        "no_dialog" => (M::ErrNoDialog, Some(M::WayNoDialog)),
        "missing_glyphs" => (M::NoticeGlyphs, Some(M::WayGlyphs)),
        "report_changed" => (M::ErrReportChanged, Some(M::WayReportChanged)),
        "preferences_broken" => (M::ErrPreferences, Some(M::WayPreferences)),
        "unsent" => (M::ErrUnsent, Some(M::WayUnsent)),
        "refused" => (M::ErrRefused, Some(M::WayUnfinished)),
        "unfinished" => (M::ErrUnfinished, Some(M::WayUnfinished)),
        "undo_left" => (M::UndoneLeft, None),
        "project_left" => (M::ErrProjectLeft, Some(M::WayProjectLeft)),
        _ => (M::ErrOther, Some(M::WayReport)),
    }
}
