//! Sending a contract for signing, and what a manager may do with it after.

use crate::app::App;
use crate::contract::make;
use crate::error::{Code, Error};
use crate::integration::Readiness;
use crate::office::Office;
use crate::orders::{details, is_active};
use crate::outbox::Effect;
use crate::start::AGENCY;
use crate::wire::contract::{BlockPlace, Evidence, RevokeSigning, SigningBlock, SigningDialog};
use crate::wire::event::Tag;
use crate::wire::order::{OrderDetails, OrderRef};
use crate::wire::start::Mode;
use agency_core::check::{CheckLevel, check};
use agency_core::ids::{EnvelopeId, OrderId};
use agency_core::{Agency, ContractStatus, Email, Order, Phone, crash};
use agency_documents::SignaturePlace;
use agency_documents::contract::RenderedContract;
use agency_signing::Record;
use agency_signing::terms::{AgencyTerms, CustomerTerms, DocumentTerms, Terms, TourTerms};
use agency_store::envelopes::{self, EnvelopeInfo};
use agency_store::{StoreError, orders, settings};
use serde::{Deserialize, Serialize};

/// What goes to the portal beside the frozen PDF.
#[derive(Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) terms: Terms,
    pub(crate) places: Vec<SignaturePlace>,
}

/// Hours a link lives.
const LINK_HOURS: u32 = 72;

/// «Подписание электронного договора»: who gets the link, or why it cannot be sent.
pub(crate) async fn get_signing_dialog(app: &App, request: OrderRef) -> Result<SigningDialog, Error> {
    dialog(&*app.office().await?, request.id).await
}

async fn dialog(office: &Office, id: OrderId) -> Result<SigningDialog, Error> {
    let now = office.now();
    let (order, agency, last) = office
        .read(move |read| {
            Ok((
                orders::get(read, id)?.order,
                settings::get::<Agency>(read, AGENCY)?.unwrap_or_default(),
                envelopes::last_of_order(read, id)?,
            ))
        })
        .await?;
    let mut blocks = Vec::new();
    if order.contract.status.is_signed() {
        blocks.push(block(Code::ContractSigned.title(), BlockPlace::Order, None));
    } else if last.is_some_and(|envelope| is_active(envelope.status)) {
        blocks.push(block(Code::AlreadySent.title(), BlockPlace::Order, Some("signing")));
    }
    let red = check(&order, &agency, now).into_iter().filter(|row| row.level == CheckLevel::Red).count();
    if red > 0 {
        let rows =
            agency_core::words::plural(red as u64, "обязательное поле", "обязательных поля", "обязательных полей");
        blocks.push(block(&format!("Не заполнено или заполнено неверно: {red} {rows}."), BlockPlace::Check, None));
    }
    let readiness = Readiness::of(office).await?;
    let places = [
        (readiness.images, BlockPlace::Agency),
        (readiness.sms, BlockPlace::Sms),
        (readiness.mail, BlockPlace::Mail),
        (readiness.portal, BlockPlace::Portal),
    ];
    blocks.extend(places.into_iter().filter_map(|(reason, place)| Some(block(&reason?, place, None))));
    Ok(SigningDialog {
        name: order.customer.signs_as(),
        phone: Phone::parse(order.customer.signer_phone())
            .map_or(order.customer.signer_phone().to_owned(), |phone| phone.e164().to_owned()),
        email: Email::parse(order.customer.signer_email())
            .map_or(order.customer.signer_email().to_owned(), |email| email.as_str().to_owned()),
        blocks,
        notice: (office.mode == Mode::Office).then(|| LOOPBACK_NOTICE.to_owned()),
    })
}

/// The portal inside the program is reached on this computer only.
const LOOPBACK_NOTICE: &str = "Портал подписания работает внутри программы: ссылка откроется только на этом \
    компьютере и только пока программа запущена. Пригласите туриста в офис или дождитесь портала на сервере.";

fn block(text: &str, place: BlockPlace, anchor: Option<&str>) -> SigningBlock {
    SigningBlock { text: text.to_owned(), place, anchor: anchor.map(str::to_owned) }
}

/// «Отправить ссылку»: freezes the contract and puts its sending into the
/// outbox, in one transaction. From here on a crash loses nothing.
pub(crate) async fn send_for_signing(app: &App, request: OrderRef) -> Result<OrderDetails, Error> {
    let office = app.office().await?;
    let id = request.id;
    refuse_if_blocked(&dialog(&office, id).await?)?;
    let (order, contract) = make(&office, id).await?;
    let agency = crate::agency::load(&office).await?;
    let manifest = manifest(&order, &agency, &contract, app.config.version)?;
    let text = serde_json::to_string(&manifest).map_err(Error::internal)?;
    let created_at = office.now();
    let frozen = office
        .write(move |write| {
            // decided again inside the transaction: a second click finds the first one's envelope
            let stored = orders::get(write, id)?;
            let last = envelopes::last_of_order(write, id)?;
            if last.is_some_and(|envelope| is_active(envelope.status)) || stored.order != order {
                return Err(StoreError::Conflict);
            }
            let envelope = EnvelopeInfo {
                id: EnvelopeId::new(),
                order_id: id,
                order_digest: stored.digest()?,
                document_sha256: contract.sha256,
                manifest: text,
                status: ContractStatus::Prepared,
                problem: None,
                can_retry: false,
                created_at,
            };
            envelopes::add(write, &envelope, &contract.pdf)?;
            orders::set_contract_status(write, id, ContractStatus::Prepared)?;
            Effect::Submit { envelope: envelope.id }.add(write, 0)
        })
        .await;
    match frozen {
        Err(error) if error.code == Code::OrderChanged => {
            refuse_if_blocked(&dialog(&office, id).await?)?;
            return Err(error);
        }
        other => other?,
    }
    crash::point("send.frozen");
    office.outbox_wakeup.notify_one();
    app.bus.stale(&[Tag::Orders]);
    details(&office, id).await
}

fn refuse_if_blocked(dialog: &SigningDialog) -> Result<(), Error> {
    if dialog.blocks.is_empty() {
        return Ok(());
    }
    let is_out = dialog.blocks.iter().any(|block| block.text == Code::AlreadySent.title());
    let is_signed = dialog.blocks.iter().any(|block| block.text == Code::ContractSigned.title());
    let code = match (is_out, is_signed) {
        (true, _) => Code::AlreadySent,
        (_, true) => Code::ContractSigned,
        _ => Code::NotReady,
    };
    Err(dialog.blocks.iter().fold(Error::new(code), |error, block| error.with(&block.text)))
}

/// What the portal gets beside the PDF.
fn manifest(order: &Order, agency: &Agency, contract: &RenderedContract, version: &str) -> Result<Manifest, Error> {
    let invalid = |what: &str| Error::new(Code::NotReady).with(what);
    let phone =
        Phone::parse(order.customer.signer_phone()).map_err(|_| invalid("Телефон заказчика написан неверно."))?;
    let email =
        Email::parse(order.customer.signer_email()).map_err(|_| invalid("E-mail заказчика написан неверно."))?;
    let customer_name = order.customer.signs_as();
    let travels_alone = order.tourists.len() == 1
        && order
            .tourists
            .iter()
            .all(|tourist| tourist.full_name() == customer_name && tourist.birth_date == order.customer.birth_date);
    let terms = Terms {
        order_number: order.number.trim().to_owned(),
        contract_number: order.contract.number.trim().to_owned(),
        contract_date: order.contract.date.ok_or_else(|| invalid("Нет даты договора."))?,
        agency: AgencyTerms {
            name: agency.short_name.trim().to_owned(),
            phone: agency.phone.trim().to_owned(),
            inn: agency.inn.trim().to_owned(),
            signer: format!("{} {}", agency.signer_position, agency.signer_name).trim().to_owned(),
        },
        customer: CustomerTerms { name: customer_name, document_masked: order.customer.identity_shown(), phone, email },
        tour: TourTerms {
            destination: order.tour.resorts.trim().to_owned(),
            starts_on: order.tour.start,
            ends_on: order.tour.end,
        },
        total: order.price.total.ok_or_else(|| invalid("Нет цены."))?,
        document: DocumentTerms {
            title: "Договор о реализации туристского продукта".into(),
            sha256: contract.sha256.clone(),
            bytes: contract.pdf.len() as u64,
            pages: contract.pages,
        },
        on_behalf: !travels_alone,
        code_in_stamp: true,
        link_hours: LINK_HOURS,
        app_version: version.to_owned(),
    };
    terms.check().map_err(|error| invalid(&format!("{}: {}.", term_label(error.field), error.why)))?;
    Ok(Manifest { terms, places: contract.places.clone() })
}

/// A field of the terms in a manager's words.
fn term_label(field: &str) -> &'static str {
    match field {
        "order_number" => "Номер заявки",
        "contract_number" => "Номер договора",
        "agency.name" => "Сокращённое наименование агентства",
        "agency.phone" => "Телефон агентства",
        "agency.inn" => "ИНН агентства",
        "agency.signer" => "Подписант агентства",
        "customer.name" => "ФИО заказчика",
        "customer.document_masked" => "Документ заказчика",
        "tour.destination" => "Город, курорт",
        "total" => "Общая цена",
        _ => "Договор",
    }
}

/// Takes the link back.
pub(crate) async fn revoke_signing(app: &App, request: RevokeSigning) -> Result<OrderDetails, Error> {
    let reason = request.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Error::new(Code::Invalid).with("Напишите причину: её увидит турист."));
    }
    on_last_envelope(app, request.id, move |envelope| {
        is_active(envelope.status).then(|| vec![Effect::Revoke { envelope: envelope.id, reason }])
    })
    .await
}

/// Tries again what failed in sending: hands the envelope over if the portal
/// never took it, else asks the portal to repeat the letter.
pub(crate) async fn retry_signing(app: &App, request: OrderRef) -> Result<OrderDetails, Error> {
    on_last_envelope(app, request.id, |envelope| {
        envelope
            .can_retry
            .then(|| vec![Effect::Submit { envelope: envelope.id }, Effect::Retry { envelope: envelope.id }])
    })
    .await
}

async fn on_last_envelope(
    app: &App,
    id: OrderId,
    effects: impl FnOnce(&EnvelopeInfo) -> Option<Vec<Effect>> + Send + 'static,
) -> Result<OrderDetails, Error> {
    let office = app.office().await?;
    office
        .write(move |write| {
            let envelope = envelopes::last_of_order(write, id)?.ok_or(StoreError::NotFound)?;
            let turn = write.now.timestamp_millis().unsigned_abs();
            for effect in effects(&envelope).ok_or(StoreError::NotFound)? {
                effect.add(write, turn)?;
            }
            Ok(())
        })
        .await
        .map_err(|error| if error.code == Code::NotFound { Error::new(Code::NothingSent) } else { error })?;
    office.outbox_wakeup.notify_one();
    details(&office, id).await
}

/// The evidence of the last sending, with the chain walked anew.
pub(crate) async fn read_evidence(app: &App, request: OrderRef) -> Result<Evidence, Error> {
    let office = app.office().await?;
    let events = office
        .read(move |read| match envelopes::last_of_order(read, request.id)? {
            Some(envelope) => envelopes::events(read, envelope.id),
            None => Ok(Vec::new()),
        })
        .await?;
    let records: Result<Vec<Record>, _> = events.iter().map(|event| serde_json::from_str(&event.record)).collect();
    let intact = records.is_ok_and(|records| agency_signing::verify(&records).is_ok());
    Ok(Evidence { jsonl: events.into_iter().map(|event| event.record + "\n").collect(), intact })
}
