//! One order.

use crate::app::App;
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::order_files::rows;
use crate::start::AGENCY;
use crate::wire::Empty;
use crate::wire::event::Tag;
use crate::wire::history::OrderDraft;
use crate::wire::order::{
    CheckDraft, DraftCheck, LatinName, OrderDetails, OrderRef, SaveOrder, SigningState, TimelineRow,
};
use agency_core::ids::{OrderId, StaffId};
use agency_core::translit::passport_latin;
use agency_core::validate::validate;
use agency_core::words::money_in_words;
use agency_core::{Agency, AuditEntry, AuditKind, ContractStatus, Order, SubjectKind, dates};
use agency_store::orders::StoredOrder;
use agency_store::{Read, StoreResult, audit, drafts, envelopes, files, orders, settings};
use chrono::{DateTime, Utc};

/// One order with its check, files and signing.
pub(crate) async fn get_order(app: &App, request: OrderRef) -> Result<OrderDetails, Error> {
    details(&app.office().await?, request.id).await
}

/// A new order with the next number and the city of the agency.
pub(crate) async fn create_order(app: &App, _: Empty) -> Result<OrderDetails, Error> {
    let office = app.office().await?;
    let id = OrderId::new();
    office
        .write(move |write| {
            let agency: Agency = settings::get(write, AGENCY)?.unwrap_or_default();
            let mut order = Order::empty(id, next_number(write)?);
            order.contract.number.clone_from(&order.number);
            order.contract.city = agency.city;
            order.manager.clone_from(&write.author.name);
            order.manager_id = write.author.id;
            orders::add(write, &order, &write.author.name)?;
            let entry = AuditEntry::new(AuditKind::Order, format!("Заявка {} создана", order.number));
            audit::record(write, &entry.about(SubjectKind::Order, id))
        })
        .await?;
    app.bus.stale(&[Tag::Orders]);
    details(&office, id).await
}

/// The number of the next order.
pub(crate) fn next_number(read: &Read<'_>) -> StoreResult<String> {
    Ok((orders::highest_number(read)? + 1).to_string())
}

/// Saves an order. What is refused stays as the person's draft.
pub(crate) async fn save_order(app: &App, request: SaveOrder) -> Result<OrderDetails, Error> {
    let office = app.office().await?;
    let id = request.order.id;
    let (order, version) = (request.order.clone(), request.version);
    if let Err(refusal) = store(&office, request).await {
        if let Err(failure) = office.write(move |write| drafts::save(write, &order, version)).await {
            tracing::warn!(code = ?failure.code, "the draft of a refused order was not kept");
        }
        return Err(refusal);
    }
    app.bus.stale(&[Tag::Orders]);
    details(&office, id).await
}

/// A manager's wish for the contract's status counts while nothing is out for
/// signing and nothing is signed electronically.
async fn store(office: &Desk, request: SaveOrder) -> Result<(), Error> {
    let id = request.order.id;
    if request.order.number.trim().is_empty() {
        return Err(Error::new(Code::Invalid).with("У заявки должен быть номер."));
    }
    office
        .write(move |write| {
            let wished = request.order.contract.status;
            let before = orders::get(write, id)?;
            let stored = orders::save(write, &request.order, request.version, &write.author.name)?;
            drafts::discard(write, id)?;
            let present = stored.order.contract.status;
            let is_out = envelopes::last_of_order(write, id)?.is_some_and(|envelope| is_active(envelope.status));
            if wished != present && wished.is_set_by_manager() && !is_out && present != ContractStatus::Signed {
                orders::set_contract_status(write, id, wished)?;
            }
            if orders::get(write, id)?.order == before.order {
                return Ok(());
            }
            let entry = AuditEntry::new(AuditKind::Order, format!("Заявка {} сохранена", stored.order.number));
            audit::record(write, &entry.about(SubjectKind::Order, id))
        })
        .await
}

/// What is missing and what is wrong in an order while it is typed.
pub(crate) async fn check_draft(app: &App, request: CheckDraft) -> Result<DraftCheck, Error> {
    let office = app.office().await?;
    let now = office.now();
    let agency: Agency = office.read(|read| Ok(settings::get(read, AGENCY)?.unwrap_or_default())).await?;
    let order = request.order;
    let latin_names = order.tourists.iter().map(|tourist| LatinName {
        tourist: tourist.id,
        last_name: passport_latin(&tourist.last_name),
        first_name: passport_latin(&tourist.first_name),
    });
    Ok(DraftCheck {
        check: agency_core::check::check(&order, &agency, now),
        problems: validate(&order, dates::moscow(now).date_naive()),
        latin_names: latin_names.collect(),
        total_in_words: order.price.total.map(money_in_words).unwrap_or_default(),
    })
}

/// Everything the order's page shows.
pub(crate) async fn details(office: &Desk, id: OrderId) -> Result<OrderDetails, Error> {
    let now = office.now();
    let person = office.actor().ok().map(|actor| actor.id);
    office.read(move |read| assemble(read, id, person, now)).await
}

fn assemble(read: &Read<'_>, id: OrderId, person: Option<StaffId>, now: DateTime<Utc>) -> StoreResult<OrderDetails> {
    let agency: Agency = settings::get(read, AGENCY)?.unwrap_or_default();
    let stored = orders::get(read, id)?;
    let check = agency_core::check::check(&stored.order, &agency, now);
    let problems = validate(&stored.order, dates::moscow(now).date_naive());
    let files = rows(files::of_order(read, id)?);
    let timeline = envelopes::events_of_order(read, id)?
        .into_iter()
        .map(|event| TimelineRow { at: event.at, text: event.text, failed: event.failed })
        .collect();
    let signing = signing_state(read, &stored)?;
    let draft = drafts::of(read, id, person)?.map(|draft| OrderDraft {
        order: draft.order,
        base: draft.base,
        version: draft.version,
        updated_at: draft.updated_at,
    });
    Ok(OrderDetails { order: stored.order, version: stored.version, check, problems, draft, files, timeline, signing })
}

fn signing_state(read: &Read<'_>, stored: &StoredOrder) -> StoreResult<Option<SigningState>> {
    let Some(envelope) = envelopes::last_of_order(read, stored.order.id)? else { return Ok(None) };
    let active = is_active(envelope.status);
    Ok(Some(SigningState {
        active,
        order_changed: envelope.order_digest != stored.digest()?,
        can_retry: envelope.can_retry,
        problem: envelope.problem,
    }))
}

/// Whether an envelope in this state may still end in a signature.
pub(crate) fn is_active(status: ContractStatus) -> bool {
    status == ContractStatus::Prepared || status.is_out_for_signing()
}
