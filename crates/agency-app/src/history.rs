//! Unsaved edits of an order, its older states, and new orders made from it.

use crate::app::App;
use crate::error::Error;
use crate::orders::{details, next_number};
use crate::wire::Empty;
use crate::wire::event::Tag;
use crate::wire::history::{
    ListVersions, OlderOrder, OrderVersion, OrderVersions, RestoreVersion, SaveDraft, VersionRef,
};
use crate::wire::order::{OrderDetails, OrderRef};
use agency_core::changes::changes;
use agency_core::copying::{copy, repeat};
use agency_core::ids::OrderId;
use agency_core::{AuditEntry, AuditKind, Order, SubjectKind};
use agency_store::{audit, drafts, orders, versions};

/// States listed at once.
const PAGE: u32 = 50;

/// Keeps unsaved edits; they come back with the order until it is saved.
pub(crate) async fn save_draft(app: &App, request: SaveDraft) -> Result<Empty, Error> {
    let write = move |write: &agency_store::Write<'_>| drafts::save(write, &request.order, request.version);
    app.office().await?.write(write).await?;
    Ok(Empty {})
}

/// Throws unsaved edits away.
pub(crate) async fn discard_draft(app: &App, request: OrderRef) -> Result<Empty, Error> {
    app.office().await?.write(move |write| drafts::discard(write, request.id)).await?;
    Ok(Empty {})
}

/// Who saved the order, when, and what changed.
pub(crate) async fn list_versions(app: &App, request: ListVersions) -> Result<OrderVersions, Error> {
    // one more than shown: what the oldest of the page is compared with
    let read = move |read: &agency_store::Read<'_>| versions::list(read, request.id, request.before, PAGE + 1);
    let states = app.office().await?.read(read).await?;
    let versions = states
        .iter()
        .take(PAGE as usize)
        .enumerate()
        .map(|(index, state)| OrderVersion {
            version: state.version,
            author: state.author.clone(),
            saved_at: state.saved_at,
            changes: states.get(index + 1).map(|older| changes(&older.order, &state.order)).unwrap_or_default(),
        })
        .collect();
    Ok(OrderVersions { versions, has_more: states.len() > PAGE as usize })
}

/// An older state, and what restoring it would change.
pub(crate) async fn get_version(app: &App, request: VersionRef) -> Result<OlderOrder, Error> {
    app.office()
        .await?
        .read(move |read| {
            let present = orders::get(read, request.id)?.order;
            let state = versions::get(read, request.id, request.version)?;
            let changes = changes(&present, &state.order);
            Ok(OlderOrder { order: state.order, author: state.author, saved_at: state.saved_at, changes })
        })
        .await
}

/// Saves an older state as a new version. The contract's status, what is out
/// for signing and what is signed stay as they are, as with any save.
pub(crate) async fn restore_version(app: &App, request: RestoreVersion) -> Result<OrderDetails, Error> {
    let office = app.office().await?;
    office
        .write(move |write| {
            let state = versions::get(write, request.id, request.version)?;
            let stored = orders::save(write, &state.order, request.present, &write.author.name)?;
            drafts::discard(write, request.id)?;
            let text = format!("Заявка {}: восстановлена версия {}", stored.order.number, request.version);
            audit::record(write, &AuditEntry::new(AuditKind::Order, text).about(SubjectKind::Order, request.id))
        })
        .await?;
    app.bus.stale(&[Tag::Orders]);
    details(&office, request.id).await
}

/// «Скопировать заявку».
pub(crate) async fn copy_order(app: &App, request: OrderRef) -> Result<OrderDetails, Error> {
    make_from(app, request.id, "копия заявки", copy).await
}

/// «Повторить тур».
pub(crate) async fn repeat_order(app: &App, request: OrderRef) -> Result<OrderDetails, Error> {
    make_from(app, request.id, "повтор тура из заявки", repeat).await
}

async fn make_from(
    app: &App,
    from: OrderId,
    what: &'static str,
    make: fn(&Order, OrderId, &str) -> Order,
) -> Result<OrderDetails, Error> {
    let office = app.office().await?;
    let id = OrderId::new();
    office
        .write(move |write| {
            let older = orders::get(write, from)?.order;
            let mut order = make(&older, id, &next_number(write)?);
            if write.author.id.is_some() {
                order.manager.clone_from(&write.author.name);
                order.manager_id = write.author.id;
            }
            orders::add(write, &order, &write.author.name)?;
            let text = format!("Заявка {} создана: {what} {}", order.number, older.number);
            audit::record(write, &AuditEntry::new(AuditKind::Order, text).about(SubjectKind::Order, id))
        })
        .await?;
    app.bus.stale(&[Tag::Orders]);
    details(&office, id).await
}
