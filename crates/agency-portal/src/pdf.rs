//! PDF work by the documents crate: the production port.

use crate::ports::{DocumentError, Documents, SealInput};
use agency_documents::{pages, seal};

/// [`Documents`] over `agency-documents`.
#[derive(Clone, Copy, Debug, Default)]
pub struct PdfDocuments;

impl Documents for PdfDocuments {
    fn page_count(&self, pdf: &[u8]) -> Result<u32, DocumentError> {
        pages::page_count(pdf).map_err(|error| DocumentError(error.to_string()))
    }

    fn page_png(&self, pdf: &[u8], page: u32, width_px: u32) -> Result<Vec<u8>, DocumentError> {
        pages::page_png(pdf, page, width_px).map_err(|error| DocumentError(error.to_string()))
    }

    fn seal(&self, input: &SealInput<'_>) -> Result<Vec<u8>, DocumentError> {
        seal::seal(&seal::SealInput {
            original: input.original,
            places: input.places,
            mark: input.stamp,
            protocol: input.protocol,
        })
        .map(|sealed| sealed.pdf)
        .map_err(|error| DocumentError(error.to_string()))
    }

    fn verify(&self, signed: &[u8]) -> Result<String, DocumentError> {
        seal::verify(signed)
            .map(|report| report.original_sha256)
            .map_err(|error| DocumentError(error.reason().to_owned()))
    }
}
