//! Rendering of a contract to the bytes that are shown, hashed and signed.

use crate::images::{ImageRefusal, PreparedImage};
use crate::layout::{Geometry, Laid, Seals, paginate, slabs};
use crate::paper::{self, Imprint, Picture};
use crate::places::SignaturePlace;
use crate::template::markup::Block;
use crate::template::{self, TemplateError};
use agency_core::{Agency, Order};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

/// All that a contract is made from.
#[derive(Clone, Copy, Debug)]
pub struct RenderInput<'a> {
    /// The order with its contract data.
    pub order: &'a Order,
    /// The agency that signs.
    pub agency: &'a Agency,
    /// Text of the template, see [`template`].
    pub template: &'a str,
    /// Stamp of the agency; ИП may sign without one.
    pub stamp: Option<&'a PreparedImage>,
    /// Signature of the agency's signer; without it the line is left for a pen.
    pub signature: Option<&'a PreparedImage>,
    /// Time written into the document.
    pub created_at: DateTime<Utc>,
}

/// A rendered contract. The same input gives the same bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct RenderedContract {
    /// The document, PDF 1.7.
    pub pdf: Vec<u8>,
    /// SHA-256 of `pdf`, lower-case hex.
    pub sha256: String,
    /// Number of pages.
    pub pages: u32,
    /// Where the customer signs, in the order of pages.
    pub places: Vec<SignaturePlace>,
}

/// Why there is no contract.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The template or the data in it.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The stamp or the signature is damaged.
    #[error("stamp or signature image: {0}")]
    Image(#[from] ImageRefusal),
    /// The template has no place for the customer to sign.
    #[error("template has no signature block")]
    NoSignaturePlace,
}

impl RenderError {
    /// The reason for a person.
    pub fn reason(&self) -> String {
        match self {
            Self::Template(error) => error.reason(),
            Self::Image(refusal) => refusal.reason(),
            Self::NoSignaturePlace => {
                "В шаблоне нет места для подписи заказчика: добавьте строку «@signatures …».".into()
            }
        }
    }
}

/// Makes the contract of an order.
pub fn render(input: &RenderInput<'_>) -> Result<RenderedContract, RenderError> {
    let blocks = template::fill(input.template, input.order, input.agency)?;
    let number = Some(input.order.contract.number.trim()).filter(|number| !number.is_empty()).unwrap_or("—");
    let contract = sealed(
        &blocks,
        &format!("Договор №\u{a0}{number}"),
        &Sealed { stamp: input.stamp, signature: input.signature, agency: input.agency, created_at: input.created_at },
    )?;
    if contract.places.is_empty() {
        return Err(RenderError::NoSignaturePlace);
    }
    Ok(contract)
}

/// Whose document it is and what stands on it.
pub(crate) struct Sealed<'a> {
    pub(crate) stamp: Option<&'a PreparedImage>,
    pub(crate) signature: Option<&'a PreparedImage>,
    pub(crate) agency: &'a Agency,
    pub(crate) created_at: DateTime<Utc>,
}

/// Lays blocks out on pages with the agency's stamp and signature.
pub(crate) fn sealed(blocks: &[Block], footer: &str, by: &Sealed<'_>) -> Result<RenderedContract, RenderError> {
    let mut pictures = Vec::new();
    for (picture, image) in [(Picture::Stamp, by.stamp), (Picture::Signature, by.signature)] {
        if let Some(image) = image {
            pictures.push((picture, image.pixels()?));
        }
    }
    let seals = Seals {
        stamp: by.stamp.map(|image| (image.width, image.height)),
        signature: by.signature.map(|image| (image.width, image.height)),
    };
    let footer = crate::font::printable(footer).map_err(TemplateError::from)?;
    let geometry = Geometry::A4;
    let Laid { sheets, places } = paginate(slabs(blocks, geometry.width(), &seals), &geometry, &footer);
    let title = title(blocks).unwrap_or(footer);
    let imprint = Imprint { title: &title, author: &by.agency.short_name, created_at: by.created_at };
    let pdf = paper::bytes(&mut paper::document(&sheets, &pictures, &imprint));
    Ok(RenderedContract { sha256: sha256(&pdf), pages: u32::try_from(sheets.len()).unwrap_or(u32::MAX), pdf, places })
}

/// SHA-256 in lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn title(blocks: &[Block]) -> Option<String> {
    blocks.iter().find_map(|block| match block {
        Block::Title(runs) => Some(runs.iter().map(|run| run.text.replace('\n', " ")).collect()),
        _ => None,
    })
}
