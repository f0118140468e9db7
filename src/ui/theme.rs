//! Colours, sizes and spaces: the only place where they are chosen.

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Vec2, style::WidgetVisuals,
};

/// Text and the ground it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Colour of the text.
    pub ink: Color32,
    /// Colour behind it.
    pub ground: Color32,
}

/// The palette of one mode. Every pair of text and ground has a contrast of at least 4.5 : 1
/// (a test holds the table to it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// True for the dark palette.
    pub dark: bool,
    /// Ground of text and tables.
    pub paper: Color32,
    /// Ground of side panes.
    pub panel: Color32,
    /// Hairlines; never text.
    pub line: Color32,
    /// Borders of what is operated: at least 3 : 1 to what is around them.
    pub edge: Color32,
    /// Text.
    pub ink: Color32,
    /// Captions, markers, hints.
    pub ink2: Color32,
    /// Focus ring, links, primary button.
    pub accent: Color32,
    /// Ground of the selected row and of selected words.
    pub select: Color32,
    /// Targets in text and chips.
    pub target: Ground,
    /// Responsible units.
    pub unit: Ground,
    /// Annotations.
    pub note: Ground,
    /// Done, on track.
    pub ok: Color32,
    /// Behind.
    pub warn: Color32,
    /// Overdue, wrong.
    pub bad: Color32,
    /// Due soon.
    pub near: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const fn on(ink: u32, ground: u32) -> Ground {
    Ground { ink: rgb(ink), ground: rgb(ground) }
}

/// The light palette, the default.
pub const LIGHT: Theme = Theme {
    dark: false,
    paper: rgb(0x00FB_FAF7),
    panel: rgb(0x00F3_F1EC),
    line: rgb(0x00D9_D5CC),
    edge: rgb(0x0086_837B),
    ink: rgb(0x001F_2328),
    ink2: rgb(0x0056_5B62),
    accent: rgb(0x001F_5FA8),
    select: rgb(0x00DC_E8F6),
    target: on(0x007A_4A00, 0x00FB_EFD5),
    unit: on(0x001C_5E4A, 0x00DD_F0E8),
    note: on(0x006B_3FA0, 0x00ED_E4F7),
    ok: rgb(0x001E_6B3A),
    warn: rgb(0x008A_5A00),
    bad: rgb(0x00B3_261E),
    near: rgb(0x001F_5FA8),
};

/// The dark palette.
pub const DARK: Theme = Theme {
    dark: true,
    paper: rgb(0x001B_1D20),
    panel: rgb(0x0023_2629),
    line: rgb(0x003A_3F45),
    edge: rgb(0x0075_7C84),
    ink: rgb(0x00E8_E6E1),
    ink2: rgb(0x00A9_AFB6),
    accent: rgb(0x007F_B2EC),
    select: rgb(0x0026_405E),
    target: on(0x00F0_C674, 0x0040_341B),
    unit: on(0x008F_D3B6, 0x001E_3A30),
    note: on(0x00C9_A8F0, 0x0038_2C4A),
    ok: rgb(0x007C_CB95),
    warn: rgb(0x00E5_B85C),
    bad: rgb(0x00F4_968E),
    near: rgb(0x007F_B2EC),
};

/// The spaces, in points; no others are used.
pub mod space {
    /// Between things that belong together.
    pub const XS: f32 = 4.0;
    /// Between neighbours.
    pub const S: f32 = 8.0;
    /// Between a group's head and what it holds.
    pub const M: f32 = 12.0;
    /// Pane margin; indent of a level.
    pub const L: f32 = 16.0;
    /// Between groups.
    pub const XL: f32 = 24.0;
}

/// Size of captions.
pub const CAPTION: f32 = 12.0;
/// Size of everything else.
pub const BODY: f32 = 14.0;
/// Size of the report's text.
pub const REPORT: f32 = 16.0;
/// Size of the report's title.
pub const TITLE: f32 = 20.0;
/// Line height of the report's text, as a multiple of its size.
pub const REPORT_LINE: f32 = 1.7;
/// Longest line of the report's text, in Han characters.
pub const REPORT_COLUMNS: f32 = 42.0;
/// Height of a row of the outline.
pub const TREE_ROW: f32 = 28.0;
/// Height of a row of a table.
pub const TABLE_ROW: f32 = 30.0;
/// Height of a chip.
pub const CHIP: f32 = 24.0;
/// Rounding of corners.
pub const RADIUS: u8 = 4;
/// Below this width the side panel is a drawer.
pub const NARROW: f32 = 1100.0;

/// Below this height, as on a small screen with large words, what would take several lines takes one
/// and is scrolled sideways.
pub const LOW: f32 = 480.0;

/// Narrowest pane of text.
pub const TEXT_LEAST: f32 = 320.0;

/// Below this width the side panel gives way to printed pages.
pub const NARROW_FOR_PAGES: f32 = 1600.0;

/// Text of `size` in the text weight.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Text of `size` in bold.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, super::fonts::bold_family())
}

impl Theme {
    /// The palette that the context shows now.
    pub fn of(ctx: &egui::Context) -> &'static Self {
        match ctx.theme() {
            egui::Theme::Light => &LIGHT,
            egui::Theme::Dark => &DARK,
        }
    }
}

/// Makes both palettes known to egui; light is shown until the user asks for dark.
pub fn install(ctx: &egui::Context) {
    ctx.set_style_of(egui::Theme::Light, style(&LIGHT));
    ctx.set_style_of(egui::Theme::Dark, style(&DARK));
    // Where the system does not say which it prefers, it is light.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    ctx.set_theme(egui::ThemePreference::Light);
}

/// The style of menus. egui's own takes every border away, that of what has the keyboard too.
pub fn menu_style(style: &mut egui::Style) {
    egui::containers::menu::menu_style(style);
    style.visuals.widgets.active.bg_stroke = style.visuals.selection.stroke;
}

fn style(theme: &Theme) -> egui::Style {
    let base = if theme.dark { egui::Theme::Dark } else { egui::Theme::Light };
    let mut style = base.default_style();
    style.text_styles = [
        (TextStyle::Small, regular(CAPTION)),
        (TextStyle::Body, regular(BODY)),
        (TextStyle::Button, regular(BODY)),
        (TextStyle::Monospace, regular(BODY)),
        (TextStyle::Heading, bold(REPORT)),
    ]
    .into();
    style.animation_time = 0.12;
    style.scroll_animation = egui::style::ScrollAnimation::none();
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(space::S, space::XS);
    spacing.button_padding = Vec2::new(space::S, space::XS);
    spacing.menu_margin = Margin::same(space::XS as i8);
    spacing.window_margin = Margin::same(space::L as i8);
    spacing.indent = space::L;
    spacing.interact_size = Vec2::new(space::XL, space::XL);
    // In the dark it would lie as a shadow on white pages.
    spacing.scroll.fade.strength = 0.0;
    style.interaction.selectable_labels = false;
    visuals(theme, &mut style.visuals);
    style
}

fn visuals(theme: &Theme, visuals: &mut egui::Visuals) {
    let corner = CornerRadius::same(RADIUS);
    let hairline = Stroke::new(1.0, theme.line);
    let edge = Stroke::new(1.0, theme.edge);
    let state = |fill: Color32, border: Stroke, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: border,
        corner_radius: corner,
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    let ring = Stroke::new(2.0, theme.accent);
    visuals.widgets.noninteractive = state(theme.paper, hairline, theme.ink);
    visuals.widgets.inactive = state(Color32::TRANSPARENT, edge, theme.ink);
    visuals.widgets.hovered = state(theme.select, Stroke::new(1.0, theme.accent), theme.ink);
    // egui draws what has the keyboard as it draws what is pressed.
    visuals.widgets.active = state(theme.select, ring, theme.ink);
    visuals.widgets.open = state(theme.select, edge, theme.ink);
    // Also the ground of a sheet's title, which needs no colour to be read.
    visuals.widgets.open.weak_bg_fill = theme.panel;
    visuals.selection.bg_fill = theme.select;
    visuals.selection.stroke = Stroke::new(2.0, theme.accent);
    visuals.hyperlink_color = theme.accent;
    visuals.weak_text_color = Some(theme.ink2);
    visuals.faint_bg_color = theme.panel;
    visuals.extreme_bg_color = theme.paper;
    visuals.text_edit_bg_color = Some(theme.paper);
    visuals.code_bg_color = theme.panel;
    visuals.warn_fg_color = theme.warn;
    visuals.error_fg_color = theme.bad;
    visuals.panel_fill = theme.panel;
    visuals.window_fill = theme.paper;
    visuals.window_stroke = hairline;
    visuals.window_corner_radius = corner;
    visuals.menu_corner_radius = corner;
    let floating = Shadow { offset: [0, 4], blur: 12, spread: 0, color: Color32::from_black_alpha(40) };
    visuals.window_shadow = floating;
    visuals.popup_shadow = floating;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_pair_of_text_and_ground_can_be_read() {
        for theme in [LIGHT, DARK] {
            let inks = [theme.ink, theme.ink2, theme.accent, theme.ok, theme.warn, theme.bad, theme.near];
            let grounds = [theme.paper, theme.panel];
            let mut pairs: Vec<_> =
                inks.iter().flat_map(|ink| grounds.iter().map(move |ground| (*ink, *ground))).collect();
            pairs.extend([
                (theme.ink, theme.select),
                (theme.ink2, theme.select),
                (theme.accent, theme.select),
            ]);
            pairs.extend([theme.target, theme.unit, theme.note].map(|ground| (ground.ink, ground.ground)));
            // A row under the pointer, half as dark as a selected one, and states on a selected row.
            let half = |a: u8, b: u8| a.midpoint(b);
            for ground in grounds {
                let (a, b) = (ground, theme.select);
                let pointed = Color32::from_rgb(half(a.r(), b.r()), half(a.g(), b.g()), half(a.b(), b.b()));
                pairs.extend(inks.map(|ink| (ink, pointed)));
            }
            pairs.extend(inks.map(|ink| (ink, theme.select)));
            // Words of the report and of fields on the grounds of what is marked in them.
            for ground in [theme.target.ground, theme.unit.ground, theme.note.ground] {
                pairs.extend([(theme.ink, ground), (theme.ink2, ground)]);
            }
            // A filled chip and the primary button carry the paper's colour on their own ink.
            pairs.extend([theme.unit.ink, theme.accent].map(|fill| (theme.paper, fill)));
            for (ink, ground) in pairs {
                assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {:.2}", contrast(ink, ground));
            }
            for ground in grounds {
                assert!(contrast(theme.edge, ground) >= 3.0, "{:?} on {ground:?}", theme.edge);
                // The bar beside the passage, the ring of the keyboard, and the states' signs.
                for sign in [theme.accent, theme.target.ink, theme.unit.ink, theme.note.ink] {
                    assert!(contrast(sign, ground) >= 3.0, "{sign:?} on {ground:?}");
                }
            }
        }
    }
}
