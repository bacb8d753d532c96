//! The contract of an order: check and preview.

use crate::app::App;
use crate::error::{Code, Error};
use crate::office::{Office, blocking};
use crate::start::AGENCY;
use crate::wire::contract::{CheckResult, Picture, Preview, PreviewPage};
use crate::wire::order::OrderRef;
use agency_core::ids::OrderId;
use agency_core::{Agency, Order};
use agency_documents::contract::{RenderInput, RenderedContract, render};
use agency_documents::images::PreparedImage;
use agency_documents::pages::page_png;
use agency_documents::template;
use agency_store::images::{self, Image};
use agency_store::{orders, settings};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows of «Проверка заполнения договора».
pub(crate) async fn check_contract(app: &App, request: OrderRef) -> Result<CheckResult, Error> {
    let office = app.office().await?;
    let now = office.now();
    office
        .read(move |read| {
            let agency: Agency = settings::get(read, AGENCY)?.unwrap_or_default();
            let order = orders::get(read, request.id)?.order;
            Ok(CheckResult { rows: agency_core::check::check(&order, &agency, now) })
        })
        .await
}

/// Makes the PDF as it would be sent now and keeps it for its pages.
pub(crate) async fn preview_contract(app: &App, request: OrderRef) -> Result<Preview, Error> {
    let office = app.office().await?;
    let (order, contract) = make(&office, request.id).await?;
    let preview = Preview {
        name: format!("Договор {}.pdf", order.contract.number.trim()),
        pages: contract.pages,
        sha256: contract.sha256.clone(),
    };
    office.previews.keep(request.id, contract);
    Ok(preview)
}

/// A page of a kept preview as a picture.
pub(crate) async fn preview_page(app: &App, request: PreviewPage) -> Result<Picture, Error> {
    let office = app.office().await?;
    let contract = office
        .previews
        .find(request.id, &request.sha256)
        .ok_or_else(|| Error::new(Code::NotFound).advising("Откройте просмотр договора ещё раз."))?;
    if request.page >= contract.pages {
        return Err(Error::new(Code::NotFound));
    }
    let width = request.width.clamp(200, 2400);
    let png = blocking(move || page_png(&contract.pdf, request.page, width)).await?.map_err(Error::internal)?;
    Ok(Picture { png_base64: BASE64_STANDARD.encode(png) })
}

/// Makes the contract of an order with the agency's present stamp and signature.
pub(crate) async fn make(office: &Office, id: OrderId) -> Result<(Order, RenderedContract), Error> {
    let created_at = office.now();
    let (order, agency, stamp, signature) = office
        .read(move |read| {
            Ok((
                orders::get(read, id)?.order,
                settings::get::<Agency>(read, AGENCY)?.unwrap_or_default(),
                images::get(read, Image::Stamp)?,
                images::get(read, Image::Signature)?,
            ))
        })
        .await?;
    blocking(move || {
        let stamp = stamp
            .map(|png| PreparedImage::from_png(&png))
            .transpose()
            .map_err(|refusal| Error::internal(refusal.reason()))?;
        let signature = signature
            .map(|png| PreparedImage::from_png(&png))
            .transpose()
            .map_err(|refusal| Error::internal(refusal.reason()))?;
        let input = RenderInput {
            order: &order,
            agency: &agency,
            template: template::CONTRACT,
            stamp: stamp.as_ref(),
            signature: signature.as_ref(),
            created_at,
        };
        let contract = render(&input).map_err(|error| Error::new(Code::RenderFailed).with(error.reason()))?;
        Ok((order, contract))
    })
    .await?
}

/// The last few previews: a page is drawn from the very bytes that were counted.
#[derive(Default)]
pub(crate) struct Previews(Mutex<VecDeque<(OrderId, Arc<RenderedContract>)>>);

const PREVIEWS_KEPT: usize = 4;

impl Previews {
    fn keep(&self, id: OrderId, contract: RenderedContract) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((id, Arc::new(contract)));
        kept.truncate(PREVIEWS_KEPT);
    }

    fn find(&self, id: OrderId, sha256: &str) -> Option<Arc<RenderedContract>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(order, contract)| *order == id && contract.sha256 == sha256).map(|(_, c)| c.clone())
    }
}
