//! The right side: pages one under the other, images of those on the screen only.

use super::{PageSource, PrintContext, PrintState};
use crate::print::Preview;
use crate::ui::theme::{self, space};
use crate::words::Message;
use egui::{
    Button, Color32, ColorImage, Pos2, ProgressBar, Rect, RichText, ScrollArea, Sense, TextureHandle,
    TextureOptions, Ui, UiBuilder, Vec2, WidgetInfo, accesskit::Role, emath::GuiRounding,
};
use rustc_hash::FxHashMap;

/// Images kept beyond those on the screen.
const KEPT: usize = 8;
/// Longest side of an image in pixels; more than some graphics cards take.
const LONGEST_SIDE: f32 = 4096.0;
/// Steps of the zoom, as shares of the width of the pane.
const ZOOMS: [f32; 6] = [0.5, 0.75, 1.0, 1.5, 2.0, 3.0];
/// Which of them shows a page's full width.
const WHOLE_WIDTH: usize = 2;

/// Images of pages, and where each page stands.
pub(super) struct Sheets {
    zoom: usize,
    images: FxHashMap<usize, Sheet>,
    places: Places,
}

struct Sheet {
    layout: u64,
    /// Pixels per point that were asked for.
    scale: f32,
    texture: TextureHandle,
}

/// Top of each page at one scale; built anew only when the layout or the scale is another.
#[derive(Default)]
struct Places {
    stamp: Option<(u64, usize, u32)>,
    /// Top of each page, and at last the end of all.
    tops: Vec<f32>,
    widest: f32,
}

impl Default for Sheets {
    fn default() -> Self {
        Self { zoom: WHOLE_WIDTH, images: FxHashMap::default(), places: Places::default() }
    }
}

impl Places {
    fn follow(&mut self, source: &dyn PageSource, layout: u64, scale: f32) {
        let stamp = Some((layout, source.len(), scale.to_bits()));
        if self.stamp == stamp {
            return;
        }
        self.stamp = stamp;
        self.tops.clear();
        self.widest = 0.0;
        let mut top = space::S;
        for page in 0..source.len() {
            self.tops.push(top);
            let (width, height) = source.size_points(page);
            self.widest = self.widest.max(width * scale);
            top += height * scale + space::S;
        }
        self.tops.push(top);
    }

    fn end(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// The pages between two heights.
    fn between(&self, top: f32, bottom: f32) -> std::ops::Range<usize> {
        let pages = self.tops.len().saturating_sub(1);
        let first = self.tops.partition_point(|place| *place <= top).saturating_sub(1);
        let last = self.tops.partition_point(|place| *place < bottom);
        first.min(pages)..last.min(pages)
    }
}

impl Sheets {
    pub(super) fn show(&mut self, ui: &mut Ui, rect: Rect, context: &PrintContext<'_>) {
        let bar = Rect::from_min_size(rect.min, Vec2::new(rect.width(), theme::TABLE_ROW));
        let below = Rect::from_min_max(Pos2::new(rect.left(), bar.bottom()), rect.max);
        self.bar(ui, bar, context);
        let Some(source) = context.pages.filter(|pages| !pages.is_empty()) else { return };
        let mut child = ui.new_child(UiBuilder::new().max_rect(below));
        child.shrink_clip_rect(below);
        ScrollArea::both()
            .auto_shrink(false)
            .show_viewport(&mut child, |ui, viewport| self.sheets(ui, viewport, below, source, context));
    }

    /// Above the pages: how far the layout is, and the zoom.
    fn bar(&mut self, ui: &mut Ui, rect: Rect, context: &PrintContext<'_>) {
        let words = context.messages;
        // Where lines are dear, all of it stands on one, closer together.
        let low = ui.ctx().content_rect().height() < theme::LOW;
        let margin = if low { space::XS } else { space::L };
        let mut bar = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(Vec2::new(margin, 0.0))));
        // A narrow preview scrolls it sideways.
        let row = |ui: &mut Ui| {
            if low {
                ui.spacing_mut().button_padding.x = space::XS;
                ui.spacing_mut().item_spacing.x = space::XS;
            }
            if let PrintState::Failed(why) = context.state {
                // There is nothing to make larger.
                ui.label(RichText::new(format!("■ {why}")).color(context.theme.bad));
                return;
            }
            for (message, zoom) in [
                (Message::ZoomOut, self.zoom.checked_sub(1)),
                (Message::ZoomIn, Some(self.zoom + 1).filter(|zoom| *zoom < ZOOMS.len())),
                (Message::ZoomWidth, Some(WHOLE_WIDTH).filter(|zoom| *zoom != self.zoom)),
            ] {
                let button = Button::new(RichText::new(words.text(message))).frame_when_inactive(false);
                if ui.add_enabled(zoom.is_some(), button).clicked() {
                    self.zoom = zoom.unwrap_or(WHOLE_WIDTH);
                }
            }
            match context.state {
                PrintState::Idle => {
                    if let Some(pages) = context.pages.map(PageSource::len).filter(|pages| *pages > 0) {
                        let line = words.with(Message::PrintPages, &[&pages]);
                        ui.label(RichText::new(line).color(context.theme.ink2));
                    }
                }
                PrintState::Working(share) => {
                    ui.label(RichText::new(words.text(Message::LayoutBusy)).color(context.theme.ink2));
                    if let Some(share) = share {
                        ui.add(ProgressBar::new(share).desired_width(120.0).desired_height(space::S))
                            .accessible_name(words.text(Message::LayoutBusy));
                    }
                }
                PrintState::Failed(_) => {}
            }
        };
        ScrollArea::horizontal()
            .id_salt("zoom")
            .auto_shrink(false)
            .show(&mut bar, |ui| ui.horizontal_centered(row));
    }

    fn sheets(
        &mut self,
        ui: &mut Ui,
        viewport: Rect,
        pane: Rect,
        source: &dyn PageSource,
        context: &PrintContext<'_>,
    ) {
        // By the first page: all pages of a table lie the same way.
        let widest = source.size_points(0).0.max(1.0);
        let room = (pane.width() - 2.0 * space::S - ui.spacing().scroll.allocated_width()).max(space::XL);
        let scale = room / widest * ZOOMS.get(self.zoom).copied().unwrap_or(1.0);
        self.places.follow(source, context.layout, scale);
        let width = (self.places.widest + 2.0 * space::S).max(viewport.width());
        let corner = ui.max_rect().min;
        ui.allocate_rect(Rect::from_min_size(corner, Vec2::new(width, self.places.end())), Sense::hover());
        let visible = self.places.between(viewport.top(), viewport.bottom());
        for page in visible.clone() {
            let (points_wide, points_high) = source.size_points(page);
            let size = Vec2::new(points_wide * scale, points_high * scale);
            let top = self.places.tops.get(page).copied().unwrap_or(0.0);
            let left = ((width - size.x) / 2.0).max(space::S);
            let place = (corner + Vec2::new(left, top)).round_to_pixels(ui.pixels_per_point());
            let sheet = Rect::from_min_size(place, size);
            let dense = scale * ui.pixels_per_point();
            let pixels = dense.min(LONGEST_SIDE / points_wide.max(points_high).max(1.0));
            self.sheet(ui, sheet, page, pixels, source, context);
        }
        if self.images.len() > visible.len() + KEPT {
            self.images.retain(|page, _| visible.contains(page));
        }
    }

    fn sheet(
        &mut self,
        ui: &Ui,
        rect: Rect,
        page: usize,
        scale: f32,
        source: &dyn PageSource,
        context: &PrintContext<'_>,
    ) {
        let fresh = self
            .images
            .get(&page)
            .is_some_and(|sheet| sheet.layout == context.layout && sheet.scale.to_bits() == scale.to_bits());
        if !fresh && let Some(image) = source.request(page, scale).and_then(|preview| image_of(&preview)) {
            let name = format!("page {page}");
            let texture = ui.ctx().load_texture(name, image, TextureOptions::LINEAR);
            self.images.insert(page, Sheet { layout: context.layout, scale, texture });
        }
        let painter = ui.painter();
        // Paper is white in the dark palette too: that is how it comes out of the printer.
        painter.rect_filled(rect, 0.0, Color32::WHITE);
        // An older image stays until the new one is there, so that nothing flickers.
        if let Some(sheet) = self.images.get(&page) {
            let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
            // A page's size is no whole number of pixels: its image is drawn pixel for pixel.
            let exact = sheet.texture.size_vec2() / ui.pixels_per_point();
            let close = (exact - rect.size()).abs().max_elem() < 2.0;
            let place = if close { Rect::from_min_size(rect.min, exact) } else { rect };
            painter.image(sheet.texture.id(), place, whole, Color32::WHITE);
        }
        painter.rect_stroke(rect, 0.0, egui::Stroke::new(1.0, context.theme.line), egui::StrokeKind::Outside);
        let response = ui.interact(rect, ui.scope_id().with(("page", page)), Sense::hover());
        let (number, pages) = (page + 1, source.len());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Image, true, context.messages.with(Message::PageOf, &[&number, &pages]))
        });
    }
}

/// The image for a texture; `None` when its size and its bytes do not agree.
fn image_of(preview: &Preview) -> Option<ColorImage> {
    let size = [preview.width as usize, preview.height as usize];
    let agrees = size[0].checked_mul(size[1])?.checked_mul(4)? == preview.rgba.len();
    agrees.then(|| ColorImage::from_rgba_premultiplied(size, &preview.rgba))
}
