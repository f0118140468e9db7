//! Finished pages: counted, shown, written as PDF.

use super::{PrintError, layout::messages};
use typst::{
    foundations::Smart,
    layout::{Frame, FrameItem, GroupItem},
    model::DocumentInfo,
};
use typst_layout::{Page, PagedDocument};
use typst_pdf::PdfOptions;
use typst_render::RenderOptions;

/// Largest preview, in pixels: a page at about 400 dpi.
const MAX_PIXELS: f64 = 32.0e6;

/// The pages of one printout. Cheap to share between threads, immutable.
pub struct Pages {
    document: PagedDocument,
    /// Laid out in one run: only then do its tags make one tree.
    whole: bool,
}

/// How a PDF is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PdfChoice {
    /// Tagged for screen readers: three to ten times larger. Tables of more than some hundred
    /// rows are laid out in parts and go untagged whatever is chosen.
    pub tagged: bool,
}

/// A page as an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Row by row, four bytes a pixel, opaque.
    pub rgba: Vec<u8>,
}

impl Pages {
    pub(super) fn whole(document: PagedDocument) -> Self {
        Self { document, whole: true }
    }

    /// Pages of several runs, without their tags.
    pub(super) fn of_parts(pages: Vec<Page>, title: &str) -> Self {
        let info =
            DocumentInfo { title: Some(title.into()), date: Smart::Custom(None), ..DocumentInfo::default() };
        Self { document: PagedDocument::new(pages.into_iter().collect(), info), whole: false }
    }

    /// Number of pages, at least one.
    pub fn len(&self) -> usize {
        self.document.pages().len()
    }

    /// Never: a table without tasks gives an error, not an empty printout.
    pub fn is_empty(&self) -> bool {
        self.document.pages().is_empty()
    }

    /// Size of a page (counted from 0) in points: width, height.
    pub fn size(&self, page: usize) -> Result<(f32, f32), PrintError> {
        let size = self.page(page)?.frame.size();
        Ok((size.x.to_pt() as f32, size.y.to_pt() as f32))
    }

    /// The PDF. Same pages, same bytes: it holds the title, and no date, person, device or path.
    pub fn pdf(&self, choice: PdfChoice) -> Result<Vec<u8>, PrintError> {
        let options = PdfOptions {
            creator: Smart::Custom(None),
            tagged: choice.tagged && self.whole,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.document, &options).map_err(|errors| PrintError::Pdf(messages(&errors)))
    }

    /// One page (counted from 0) as an image. 1 pixel per point is 72 dpi.
    pub fn preview(&self, page: usize, pixels_per_pt: f32) -> Result<Preview, PrintError> {
        let page = self.page(page)?;
        let scale = f64::from(pixels_per_pt);
        let size = page.frame.size();
        // Written so that a scale that is no number is refused too.
        let possible = scale > 0.0 && size.x.to_pt() * size.y.to_pt() * scale * scale <= MAX_PIXELS;
        if !possible {
            return Err(PrintError::Scale(pixels_per_pt));
        }
        let options = RenderOptions { pixel_per_pt: scale.into(), ..RenderOptions::default() };
        let image = typst_render::render(page, &options);
        Ok(Preview { width: image.width(), height: image.height(), rgba: image.take() })
    }

    fn page(&self, page: usize) -> Result<&Page, PrintError> {
        let len = self.len();
        self.document.pages().get(page).ok_or(PrintError::NoSuchPage { page, len })
    }

    #[cfg(test)]
    pub(super) fn document(&self) -> &PagedDocument {
        &self.document
    }
}

/// The page without its tags. A tag keeps the element that it marks, and so the whole part of the
/// table, in memory; without them ten thousand rows fit into half the room.
pub(super) fn untagged(page: &Page) -> Page {
    Page { frame: without_tags(&page.frame), ..page.clone() }
}

fn without_tags(frame: &Frame) -> Frame {
    let mut bare = Frame::new(frame.size(), frame.kind());
    bare.push_multiple(frame.items().filter_map(|(at, item)| match item {
        FrameItem::Tag(_) => None,
        FrameItem::Group(group) => {
            let group = GroupItem { frame: without_tags(&group.frame), ..group.clone() };
            Some((*at, FrameItem::Group(group)))
        }
        other => Some((*at, other.clone())),
    }));
    bare
}
