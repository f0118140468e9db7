//! Starting the window, and saying clearly why there can be none.

use super::{
    app::{App, Start},
    work::Place,
};
use crate::words::{Language, Message, Messages};
use crate::{session::preferences::Preferences, store::StoreError};
use eframe::{NativeOptions, Renderer};
use egui::{Pos2, Rect, ViewportBuilder, pos2, vec2};
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
            Box::new(move |creation| {
                if let (Some(frame), Some(corner)) = (creation.winit_window(), window.corner) {
                    let scale = frame.scale_factor() as f32;
                    let size = egui::Vec2::from(window.size) * scale;
                    let wanted = Rect::from_min_size(Pos2::from(corner) * scale, size);
                    let monitors: Vec<_> =
                        frame.primary_monitor().into_iter().chain(frame.available_monitors()).collect();
                    let screens: Vec<Rect> = monitors
                        .iter()
                        .map(|monitor| {
                            let (at, size) = (monitor.position(), monitor.size());
                            Rect::from_min_size(
                                pos2(at.x as f32, at.y as f32),
                                vec2(size.width as f32, size.height as f32),
                            )
                        })
                        .collect();
                    if let (Some(to), Some(first)) = (brought_back(wanted, &screens), monitors.first()) {
                        let mut at = first.position();
                        (at.x, at.y) = (to.x as i32, to.y as i32);
                        frame.set_outer_position(at);
                    }
                }
                Ok(Box::new(App::with(&creation.egui_ctx, place, start, preferences)))
            }),
        )
    })
}

/// Where a window goes whose place, as it was kept, no screen shows any more: a second screen was
/// taken away, or its resolution has changed. `None` while its title can be seen and grasped. All
/// in pixels; the first screen is the main one.
fn brought_back(window: Rect, screens: &[Rect]) -> Option<Pos2> {
    /// As much of the title as a hand needs.
    const TITLE: egui::Vec2 = vec2(120.0, 24.0);
    let title = Rect::from_min_size(window.min, vec2(window.width(), TITLE.y));
    let grasped = |screen: &Rect| {
        let seen = screen.intersect(title);
        seen.width() >= TITLE.x.min(title.width()) && seen.height() >= TITLE.y / 2.0
    };
    let screen = screens.first().filter(|_| !screens.iter().any(grasped))?;
    let room = (screen.size() - window.size()).max(egui::Vec2::ZERO);
    // In the middle, as a new window is.
    Some(screen.min + (room / 2.0).floor())
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

#[cfg(test)]
mod tests {
    use super::brought_back;
    use egui::{Rect, pos2, vec2};

    #[test]
    fn a_window_comes_back_from_a_screen_that_is_gone() {
        let (main, second) = (screen(0.0, 0.0), screen(1920.0, 0.0));
        let window = |x, y| Rect::from_min_size(pos2(x, y), vec2(1280.0, 800.0));
        assert_eq!(brought_back(window(2400.0, 100.0), &[main, second]), None);
        assert_eq!(brought_back(window(2400.0, 100.0), &[main]), Some(pos2(320.0, 140.0)));
        // Half over the edge it can still be grasped; with its title above the screen it cannot.
        assert_eq!(brought_back(window(1500.0, 900.0), &[main]), None);
        assert_eq!(brought_back(window(-900.0, 0.0), &[main]), None);
        assert!(brought_back(window(300.0, -400.0), &[main]).is_some());
        assert!(brought_back(window(1900.0, 0.0), &[main]).is_some());
        // Larger than the screen: from its corner.
        let large = Rect::from_min_size(pos2(5000.0, 0.0), vec2(4000.0, 3000.0));
        assert_eq!(brought_back(large, &[main]), Some(pos2(0.0, 0.0)));
        assert_eq!(brought_back(window(5000.0, 0.0), &[]), None);
    }

    fn screen(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(1920.0, 1080.0))
    }
}
