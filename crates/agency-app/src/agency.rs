//! «Реквизиты, печать и подпись».

use crate::app::App;
use crate::error::{Code, Error};
use crate::office::{Office, blocking};
use crate::start::AGENCY;
use crate::wire::Empty;
use crate::wire::agency::{AgencyDetails, ImageKind, ImageRef, Images, SaveAgency, UploadImage};
use crate::wire::event::Tag;
use agency_core::Agency;
use agency_core::check::check_agency;
use agency_documents::images::prepare;
use agency_store::images::{self, Image};
use agency_store::settings;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// Requisites with what is still wrong in them.
pub(crate) async fn get_agency(app: &App, _: Empty) -> Result<AgencyDetails, Error> {
    let agency: Agency = load(&*app.office().await?).await?;
    Ok(AgencyDetails { check: check_agency(&agency), agency })
}

pub(crate) async fn load(office: &Office) -> Result<Agency, Error> {
    office.read(|read| Ok(settings::get(read, AGENCY)?.unwrap_or_default())).await
}

/// Saves the requisites; wrong ones too, so that nothing typed is lost.
pub(crate) async fn save_agency(app: &App, request: SaveAgency) -> Result<AgencyDetails, Error> {
    let agency = request.agency.clone();
    app.office().await?.write(move |write| settings::put(write, AGENCY, &agency)).await?;
    app.bus.stale(&[Tag::Start, Tag::Agency, Tag::Orders, Tag::Integrations]);
    Ok(AgencyDetails { check: check_agency(&request.agency), agency: request.agency })
}

/// Stamp and signature.
pub(crate) async fn get_images(app: &App, _: Empty) -> Result<Images, Error> {
    let office = app.office().await?;
    office
        .read(|read| {
            let agency: Agency = settings::get(read, AGENCY)?.unwrap_or_default();
            Ok(Images {
                stamp: images::get(read, Image::Stamp)?.map(|png| BASE64_STANDARD.encode(png)),
                signature: images::get(read, Image::Signature)?.map(|png| BASE64_STANDARD.encode(png)),
                stamp_required: agency.needs_stamp(),
            })
        })
        .await
}

/// Uploads a picture: whatever comes in is decoded and kept as our own PNG.
pub(crate) async fn upload_image(app: &App, request: UploadImage) -> Result<Images, Error> {
    let office = app.office().await?;
    let prepared = blocking(move || {
        let bytes = BASE64_STANDARD
            .decode(request.base64)
            .map_err(|_| Error::new(Code::ImageRefused).with("Файл передан не целиком."))?;
        prepare(&bytes).map_err(|refusal| Error::new(Code::ImageRefused).with(refusal.reason()))
    })
    .await??;
    let image = image(request.which);
    office.write(move |write| images::put(write, image, &prepared.png)).await?;
    app.bus.stale(&[Tag::Agency, Tag::Integrations]);
    get_images(app, Empty {}).await
}

/// Removes a picture.
pub(crate) async fn remove_image(app: &App, request: ImageRef) -> Result<Images, Error> {
    let image = image(request.which);
    app.office().await?.write(move |write| images::remove(write, image)).await?;
    app.bus.stale(&[Tag::Agency, Tag::Integrations]);
    get_images(app, Empty {}).await
}

fn image(which: ImageKind) -> Image {
    match which {
        ImageKind::Stamp => Image::Stamp,
        ImageKind::Signature => Image::Signature,
    }
}
