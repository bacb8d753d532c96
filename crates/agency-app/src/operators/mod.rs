//! «Туроператоры»: the directory.

mod exchange;

use crate::app::App;
use crate::error::{Code, Error};
use crate::payments::today;
use crate::wire::Empty;
use crate::wire::event::Tag;
use crate::wire::operator::{
    ArchiveOperator, CompareOperator, Directory, DirectoryRow, ListDirectory, OperatorComparison, OperatorDetails,
    OperatorRef, OperatorSort, Operators, OrderOfOperator, SaveOperator,
};
use agency_core::check::{CheckLevel, check_operator};
use agency_core::comparison::differences;
use agency_core::expiry::{GuaranteeState, guarantee_state};
use agency_core::ids::OperatorId;
use agency_core::{AuditEntry, AuditKind, Change, SubjectKind, TourOperator};
use agency_store::operators::OperatorCard;
use agency_store::{Read, StoreError, StoreResult, Write, audit, operators, search};
use chrono::NaiveDate;
pub(crate) use exchange::{export_operators, import_operators, preview_operators};
use std::cmp::Ordering;

/// So many orders are named on a card.
const ORDERS_SHOWN: u32 = 10;

/// The operators that an order can choose.
pub(crate) async fn list_operators(app: &App, _: Empty) -> Result<Operators, Error> {
    Ok(Operators { operators: app.office().await?.read(operators::list).await? })
}

/// The directory, searched and sorted.
pub(crate) async fn list_directory(app: &App, request: ListDirectory) -> Result<Directory, Error> {
    let office = app.office().await?;
    let today = today(office.now());
    let cards = office.read(operators::cards).await?;
    let (archived, active): (Vec<_>, Vec<_>) = cards.into_iter().partition(|card| card.archived_at.is_some());
    let archived_count = count(archived.len());
    let shown = if request.archived { archived } else { active };
    let total = count(shown.len());
    let words = search::normalise(&request.search);
    let mut rows: Vec<DirectoryRow> =
        shown.into_iter().filter(|card| is_found(&card.operator, &words)).map(|card| row(card, today)).collect();
    // rows come by name, and a sort keeps the order of equals
    rows.sort_by(|a, b| {
        let order = compare(a, b, request.sort);
        if request.descending { order.reverse() } else { order }
    });
    Ok(Directory { rows, total, archived: archived_count })
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn is_found(operator: &TourOperator, words: &str) -> bool {
    let text = search::normalise(&format!(
        "{} {} {} {} {} {} {} {} {}",
        operator.short_name,
        operator.full_name,
        operator.registry_number,
        operator.inn,
        operator.ogrn,
        operator.phone,
        operator.email,
        operator.site,
        operator.agency_agreement_number
    ));
    words.split(' ').all(|word| text.contains(word))
}

fn row(card: OperatorCard, today: NaiveDate) -> DirectoryRow {
    let problems = check_operator(&card.operator, today).iter().filter(|row| row.level == CheckLevel::Red).count();
    DirectoryRow {
        guarantee: guarantee_state(&card.operator, today),
        problems: count(problems),
        orders: card.orders,
        operator: card.operator,
    }
}

fn compare(a: &DirectoryRow, b: &DirectoryRow, sort: OperatorSort) -> Ordering {
    match sort {
        OperatorSort::Name => search::normalise(a.operator.name()).cmp(&search::normalise(b.operator.name())),
        OperatorSort::RegistryNumber => a.operator.registry_number.cmp(&b.operator.registry_number),
        OperatorSort::Guarantee => last_day(a.guarantee).cmp(&last_day(b.guarantee)),
        OperatorSort::Orders => a.orders.cmp(&b.orders),
    }
}

fn last_day(state: GuaranteeState) -> Option<NaiveDate> {
    match state {
        GuaranteeState::InForce { to }
        | GuaranteeState::EndsLater { to }
        | GuaranteeState::EndsSoon { to }
        | GuaranteeState::Ended { to } => Some(to),
        GuaranteeState::NotYet { .. } | GuaranteeState::NoSum { .. } | GuaranteeState::Unknown => None,
    }
}

/// The card of an operator.
pub(crate) async fn get_operator(app: &App, request: OperatorRef) -> Result<OperatorDetails, Error> {
    let office = app.office().await?;
    let today = today(office.now());
    office.read(move |read| details(read, request.id, today)).await
}

fn details(read: &Read<'_>, id: OperatorId, today: NaiveDate) -> StoreResult<OperatorDetails> {
    let card = operators::get(read, id)?;
    let latest = operators::orders_of(read, id, ORDERS_SHOWN)?;
    Ok(OperatorDetails {
        guarantee: guarantee_state(&card.operator, today),
        check: check_operator(&card.operator, today),
        archived_at: card.archived_at,
        updated_at: card.updated_at,
        orders: card.orders,
        latest_orders: latest
            .into_iter()
            .map(|(id, number, customer)| OrderOfOperator { id, number, customer })
            .collect(),
        operator: card.operator,
    })
}

/// Adds an operator or changes one; wrong values are kept too and told by the check.
pub(crate) async fn save_operator(app: &App, request: SaveOperator) -> Result<OperatorDetails, Error> {
    let office = app.office().await?;
    let (today, operator) = (today(office.now()), request.operator);
    if operator.name().is_empty() {
        return Err(Error::new(Code::Invalid).with("Укажите наименование туроператора."));
    }
    let cards = office.read(operators::cards).await?;
    if let Some(twin) = cards.iter().find(|card| card.operator.id != operator.id && is_twin(&card.operator, &operator))
    {
        let place = if twin.archived_at.is_some() {
            "в архиве справочника"
        } else {
            "в справочнике"
        };
        let text = format!("С таким номером в реестре или ИНН {place} уже есть {}.", twin.operator.name());
        return Err(Error::new(Code::Invalid).with(text));
    }
    let known = cards.iter().find(|card| card.operator.id == operator.id);
    if known.map(|card| card.updated_at) != request.updated_at {
        return Err(Error::new(Code::OperatorChanged));
    }
    let saved = office
        .write(move |write| {
            put(write, &operator)?;
            details(write, operator.id, today)
        })
        .await?;
    app.bus.stale(&[Tag::Operators]);
    Ok(saved)
}

/// Whether two cards are of one operator: the same register number or ИНН.
fn is_twin(one: &TourOperator, other: &TourOperator) -> bool {
    let same = |a: &str, b: &str| {
        let plain = |text: &str| search::normalise(text).replace(' ', "");
        !a.trim().is_empty() && plain(a) == plain(b)
    };
    same(&one.registry_number, &other.registry_number) || same(&one.inn, &other.inn)
}

/// Stores a card and tells the journal what changed on it.
fn put(write: &Write<'_>, operator: &TourOperator) -> StoreResult<()> {
    let before = match operators::get(write, operator.id) {
        Ok(card) => Some(card.operator),
        Err(StoreError::NotFound) => None,
        Err(error) => return Err(error),
    };
    operators::put(write, operator)?;
    let what = if before.is_some() {
        "Карточка туроператора изменена"
    } else {
        "Туроператор добавлен"
    };
    let changes = before.map_or_else(Vec::new, |before| differences(&before, operator));
    let entry = AuditEntry::new(AuditKind::Operator, format!("{what}: {}", operator.name()))
        .about(SubjectKind::Operator, operator.id)
        .with(changes.into_iter().filter_map(|change| Change::of(&change.label, &change.before, &change.after)));
    audit::record(write, &entry)
}

/// Puts an operator into the archive or takes it out.
pub(crate) async fn archive_operator(app: &App, request: ArchiveOperator) -> Result<OperatorDetails, Error> {
    let office = app.office().await?;
    let today = today(office.now());
    let kept = office
        .write(move |write| {
            operators::set_archived(write, request.id, request.archived)?;
            let details = details(write, request.id, today)?;
            let what = if request.archived {
                "Туроператор убран в архив"
            } else {
                "Туроператор возвращён из архива"
            };
            let entry = AuditEntry::new(AuditKind::Operator, format!("{what}: {}", details.operator.name()));
            audit::record(write, &entry.about(SubjectKind::Operator, request.id))?;
            Ok(details)
        })
        .await?;
    app.bus.stale(&[Tag::Operators]);
    Ok(kept)
}

/// Deletes an operator that no order names.
pub(crate) async fn remove_operator(app: &App, request: OperatorRef) -> Result<Empty, Error> {
    let office = app.office().await?;
    let card = office.read(move |read| operators::get(read, request.id)).await?;
    if card.orders > 0 {
        return Err(Error::new(Code::Invalid)
            .with("Туроператор указан в заявках, поэтому не удаляется.")
            .advising("Уберите его в архив: в новых заявках его не предложат."));
    }
    office
        .write(move |write| {
            operators::remove(write, request.id)?;
            let text = format!("Туроператор удалён: {}", card.operator.name());
            audit::record(write, &AuditEntry::new(AuditKind::Operator, text))
        })
        .await?;
    app.bus.stale(&[Tag::Operators]);
    Ok(Empty {})
}

/// Compares a snapshot with the directory.
pub(crate) async fn compare_operator(app: &App, request: CompareOperator) -> Result<OperatorComparison, Error> {
    let office = app.office().await?;
    let id = request.operator.id;
    let current = office
        .read(move |read| match operators::get(read, id) {
            Ok(card) => Ok(Some(card.operator)),
            Err(StoreError::NotFound) => Ok(None),
            Err(error) => Err(error),
        })
        .await?;
    let differences = current.as_ref().map_or_else(Vec::new, |current| differences(&request.operator, current));
    Ok(OperatorComparison { current, differences })
}
