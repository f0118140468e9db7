//! Starting the window, and saying clearly why there can be none.

use super::{
    app::{App, Start},
    work::Place,
};
use crate::words::{Language, Message, Messages};
use crate::{session::preferences::Preferences, store::StoreError};
use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;
use std::{
    env,
    panic::{self, AssertUnwindSafe},
};

/// The smallest window: at twice the size of words it still fits a screen of 1366 × 768.
const LEAST: [f32; 2] = [600.0, 360.0];

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum UiError {
    /// No desktop session.
    #[error("no display")]
    NoDisplay,
    /// OpenGL is missing or too old.
    #[error("no OpenGL: {0}")]
    NoGraphics(String),
    /// A library that the window system needs is not installed.
    #[error("missing library: {0}")]
    NoLibrary(String),
    /// Something else.
    #[error("no window: {0}")]
    Other(String),
    /// The user's folders cannot be found.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl UiError {
    /// Stable name, `snake_case`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoDisplay => "no_display",
            Self::NoGraphics(_) => "no_graphics",
            Self::NoLibrary(_) => "no_library",
            Self::Other(_) => "no_window",
            Self::Store(error) => error.code(),
        }
    }

    /// One sentence with the way out, for the terminal.
    pub fn sentence(&self, language: Language) -> String {
        let words = Messages::new(language);
        match self {
            Self::NoDisplay => words.text(Message::NoDisplay).to_owned(),
            Self::NoGraphics(why) => words.with(Message::NoGraphics, &[why]),
            Self::NoLibrary(why) => words.with(Message::NoLibrary, &[why]),
            Self::Other(why) => words.with(Message::NoWindow, &[why]),
            Self::Store(error) => words.with(Message::NoWindow, &[error]),
        }
    }
}

/// Opens the window and returns when it was closed.
pub fn run(start: Start) -> Result<(), UiError> {
    if !has_display() {
        return Err(UiError::NoDisplay);
    }
    let place = Place::of_user()?;
    let preferences = Preferences::load(&place.places);
    let window = preferences.0.window;
    let mut viewport = ViewportBuilder::default()
        .with_app_id("luoshi")
        .with_title(Messages::default().text(Message::AppName))
        .with_inner_size(window.size)
        .with_min_inner_size(LEAST)
        .with_maximized(window.maximised)
        .with_drag_and_drop(true);
    if let Some(corner) = window.corner {
        viewport = viewport.with_position(corner);
    }
    let centered = window.corner.is_none();
    let options = NativeOptions { viewport, renderer: Renderer::Glow, centered, ..NativeOptions::default() };
    quietly(|| {
        eframe::run_native(
            "luoshi",
            options,
            Box::new(|creation| Ok(Box::new(App::with(&creation.egui_ctx, place, start, preferences)))),
        )
    })
}

/// The window system's libraries panic where one of them is missing: that is turned into an error.
/// Panics elsewhere keep their message.
fn quietly(open: impl FnOnce() -> eframe::Result) -> Result<(), UiError> {
    let before = panic::take_hook();
    let (send, said) = std::sync::mpsc::channel();
    panic::set_hook(Box::new(move |info| {
        if words_of(info.payload()).is_some_and(|words| is_missing_library(&words)) {
            return;
        }
        let _ = send.send(info.to_string());
    }));
    let outcome = panic::catch_unwind(AssertUnwindSafe(open));
    panic::set_hook(before);
    match outcome {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(sorted(&error)),
        Err(payload) => {
            let words = words_of(payload.as_ref()).unwrap_or_default();
            if is_missing_library(&words) {
                Err(UiError::NoLibrary(library_in(&words)))
            } else {
                Err(UiError::Other(said.try_iter().last().unwrap_or(words)))
            }
        }
    }
}

fn words_of(payload: &(dyn std::any::Any + Send)) -> Option<String> {
    payload
        .downcast_ref::<&str>()
        .map(|words| (*words).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
}

fn is_missing_library(words: &str) -> bool {
    words.contains("could not be loaded") || (words.contains("xkb") && words.contains("Library"))
}

/// The file name of the library in the words of a panic, or the words.
fn library_in(words: &str) -> String {
    let name =
        words.split(|c: char| c.is_whitespace() || "\"'`,:()".contains(c)).find(|part| part.contains(".so"));
    name.unwrap_or(words.lines().next().unwrap_or_default()).to_owned()
}

fn sorted(error: &eframe::Error) -> UiError {
    let words = error.to_string();
    match error {
        // Its own words list every property of the configuration that was looked for.
        eframe::Error::NoGlutinConfigs(..) => UiError::NoGraphics("no configuration".to_owned()),
        eframe::Error::Glutin(_) | eframe::Error::OpenGL(_) => UiError::NoGraphics(words),
        _ if is_missing_library(&words) || words.contains(".so") => UiError::NoLibrary(library_in(&words)),
        eframe::Error::WinitEventLoop(_) => UiError::NoDisplay,
        _ => UiError::Other(words),
    }
}

/// On Linux and its like a window needs one of two servers; elsewhere it is always there.
fn has_display() -> bool {
    if cfg!(any(target_os = "windows", target_os = "macos")) {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}
