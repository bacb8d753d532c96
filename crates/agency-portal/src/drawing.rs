//! Page images of the frozen bytes, drawn once and kept.

use crate::portal::Portal;
use crate::storage::PageImage;
use agency_signing::{Envelope, StoreError};

/// Width of a page image: A4 at 150 dpi, readable when zoomed on a phone.
pub(crate) const PAGE_WIDTH: u32 = 1240;

impl Portal {
    /// Draws the pages that are not kept yet. The inner error says, in Russian, why a page cannot be shown.
    pub(crate) async fn draw_pages(&self, envelope: &Envelope) -> Result<Result<(), String>, StoreError> {
        let kept = self.store().page_sizes(envelope.id).await?;
        let missing: Vec<u32> =
            (0..envelope.terms.document.pages).filter(|page| !kept.iter().any(|size| size.0 == *page)).collect();
        if missing.is_empty() {
            return Ok(Ok(()));
        }
        let Some(pdf) = self.store().document(envelope.id).await? else {
            return Ok(Err("исходный договор не найден".into()));
        };
        let pdf = std::sync::Arc::new(pdf);
        for page in missing {
            let (documents, pdf) = (self.documents(), std::sync::Arc::clone(&pdf));
            let drawn = tokio::task::spawn_blocking(move || documents.page_png(&pdf, page, PAGE_WIDTH))
                .await
                .map_err(|error| StoreError(error.to_string()))?;
            let image = match drawn.map_err(|error| error.to_string()).and_then(sized) {
                Ok(image) => image,
                Err(error) => {
                    tracing::error!(envelope = %envelope.id, page, %error, "a page cannot be shown");
                    return Ok(Err(format!("Страницу {} договора не удалось показать.", page + 1)));
                }
            };
            self.store().put_page(envelope.id, page, image).await?;
        }
        Ok(Ok(()))
    }
}

/// Reads the size out of the PNG's first chunk (PNG specification, 11.2.2 IHDR).
fn sized(png: Vec<u8>) -> Result<PageImage, String> {
    let number = |at: usize| -> Option<u32> { Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?)) };
    match (png.starts_with(b"\x89PNG\r\n\x1a\n"), number(16), number(20)) {
        (true, Some(width), Some(height)) => Ok(PageImage { width, height, png }),
        _ => Err("the drawn page is not a PNG".into()),
    }
}
