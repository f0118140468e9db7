//! The fonts of the window. They are compiled in, so that the window needs none installed.

use egui::{FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// Noto Sans SC, text weight.
pub const SANS_REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.subset.ttf");
/// Noto Sans SC, bold.
pub const SANS_BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold.subset.ttf");

/// Name of the family for bold text.
const BOLD: &str = "sans-bold";

/// The family for bold text.
pub fn bold_family() -> FontFamily {
    FontFamily::Name(BOLD.into())
}

/// Makes the fonts known. egui's own fonts stay behind them for symbols that Noto Sans SC lacks.
pub fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    let regular = "sans-regular";
    fonts.font_data.insert(regular.to_owned(), Arc::new(FontData::from_static(SANS_REGULAR)));
    fonts.font_data.insert(BOLD.to_owned(), Arc::new(FontData::from_static(SANS_BOLD)));
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let with_fallback = |first: &str| {
        let mut names = vec![first.to_owned()];
        names.extend(fallback.iter().cloned());
        names
    };
    fonts.families.insert(bold_family(), with_fallback(BOLD));
    fonts.families.insert(FontFamily::Proportional, with_fallback(regular));
    // Paths in fields are the only monospaced text, and they may hold Chinese names.
    if let Some(monospace) = fonts.families.get_mut(&FontFamily::Monospace) {
        monospace.push(regular.to_owned());
    }
    ctx.set_fonts(fonts);
}
