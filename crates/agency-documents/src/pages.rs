//! Pages of a PDF as images, drawn from its very bytes.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// Widest image that is drawn, pixels: twice a large tablet.
pub const MAX_WIDTH: u32 = 4096;
/// Narrowest.
pub const MIN_WIDTH: u32 = 16;

/// Why there is no image of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// The bytes are not a PDF that can be read.
    #[error("not a readable PDF")]
    Unreadable,
    /// The document has fewer pages.
    #[error("no page {page}: the document has {pages}")]
    NoPage {
        /// Asked for, from 0.
        page: u32,
        /// What there is.
        pages: u32,
    },
    /// The width is not within [`MIN_WIDTH`]…[`MAX_WIDTH`], or the page has no size.
    #[error("the page cannot be drawn at this width")]
    Width,
}

/// Number of pages.
pub fn page_count(pdf: &[u8]) -> Result<u32, PageError> {
    open(pdf).map(|pdf| count(&pdf))
}

/// A page, from 0, as PNG of the given width on white; its height follows.
pub fn page_png(pdf: &[u8], page: u32, width_px: u32) -> Result<Vec<u8>, PageError> {
    if !(MIN_WIDTH..=MAX_WIDTH).contains(&width_px) {
        return Err(PageError::Width);
    }
    let pdf = open(pdf)?;
    let pages = pdf.pages();
    let sheet = pages.get(page as usize).ok_or(PageError::NoPage { page, pages: count(&pdf) })?;
    let (width, height) = sheet.render_dimensions();
    // The renderer cuts fractions of a pixel off, hence a hair more.
    let scale = (width_px as f32 + 0.01) / width;
    if !scale.is_finite() || height * scale > 4.0 * MAX_WIDTH as f32 {
        return Err(PageError::Width);
    }
    let pixmap = render(
        sheet,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    );
    pixmap.into_png().map_err(|_| PageError::Width)
}

fn open(pdf: &[u8]) -> Result<Pdf, PageError> {
    Pdf::new(pdf.to_vec()).map_err(|_| PageError::Unreadable)
}

fn count(pdf: &Pdf) -> u32 {
    u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX)
}
