//! Clients: the list, the card, consents, duplicates, and what an order takes.

use crate::app::App;
use crate::desk::{Actor, Desk};
use crate::error::{Code, Error};
use crate::office::blocking;
use crate::wire::Empty;
use crate::wire::client::{
    ClientDetails, ClientDuplicates, ClientForOrder, ClientMergeRef, ClientMergeRow, ClientOrderRow, ClientRef,
    ClientRefs, ClientRow, ClientRows, ClientSnapshot, ClientSortBy, ClientTags, ClientWish, ConsentFilter,
    DuplicateClient, DuplicateClients, KeepPeople, KeptPeople, KeptTourist, ListClients, MergeClients, MovedClients,
    RecordConsent, SaveClient, UndoneMerge,
};
use crate::wire::event::Tag;
use crate::wire::integration::SmsHistoryRow;
use crate::wire::order::FileContents;
use agency_core::client::{Client, ClientKey, Consent, ConsentKind, is_in_force};
use agency_core::dates::moscow;
use agency_core::ids::{ClientId, TouristId};
use agency_core::{AuditEntry, AuditKind, DocumentKind, Right, SubjectKind, countries};
use agency_documents::sheet::{Column, Kind, write};
use agency_store::clients::{self, ClientFilter, ClientSort, ClientSummary};
use agency_store::{Author, Read, StoreError, StoreResult, Write, audit, orders, sms_history};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{Datelike, Months, NaiveDate};

/// A slice of the list is never longer.
const LONGEST_PAGE: u32 = 500;
/// How long before its last day a document is said to expire, in months: half a
/// year is what most countries ask of a passport.
const EXPIRING_MONTHS: u32 = 6;
/// Groups of duplicates that are shown at once.
const SHOWN_GROUPS: usize = 50;
/// Orders of a client that are shown.
const SHOWN_ORDERS: usize = 500;
/// MIME type of a workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The day it is in Moscow.
pub(crate) fn today(office: &Desk) -> NaiveDate {
    moscow(office.now()).date_naive()
}

fn expiring_until(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(Months::new(EXPIRING_MONTHS)).unwrap_or(today)
}

fn filter(wish: ClientWish, today: NaiveDate) -> ClientFilter {
    ClientFilter {
        search: wish.search,
        kind: wish.kind,
        consent: wish.consent.map(|consent| match consent {
            ConsentFilter::PersonalData => (ConsentKind::PersonalData, true),
            ConsentFilter::NoPersonalData => (ConsentKind::PersonalData, false),
            ConsentFilter::Advertising => (ConsentKind::Advertising, true),
            ConsentFilter::NoAdvertising => (ConsentKind::Advertising, false),
        }),
        birthday_month: wish.birthday_this_month.then(|| today.month()),
        expires_until: wish.document_expiring.then(|| expiring_until(today)),
        in_trash: wish.in_trash,
        sort: match wish.sort {
            ClientSortBy::Name => ClientSort::Name,
            ClientSortBy::Updated => ClientSort::Updated,
            ClientSortBy::Created => ClientSort::Created,
            ClientSortBy::Birthday => ClientSort::Birthday,
            ClientSortBy::Expiry => ClientSort::Expiry,
        },
        descending: wish.descending,
        offset: 0,
        limit: LONGEST_PAGE,
    }
}

fn row(summary: ClientSummary, today: NaiveDate) -> ClientRow {
    ClientRow {
        id: summary.id,
        kind: summary.kind,
        name: summary.name,
        phone: summary.phone,
        email: summary.email,
        birth_date: summary.birth_date,
        document_expires: summary.document_expires,
        is_expiring: summary.document_expires.is_some_and(|day| day <= expiring_until(today)),
        tags: summary.tags,
        personal_data: summary.personal_data,
        advertising: summary.advertising,
        updated_at: summary.updated_at,
    }
}

/// A slice of the list «Клиенты».
pub(crate) async fn list_clients(app: &App, request: ListClients) -> Result<ClientRows, Error> {
    let office = app.office().await?;
    let today = today(&office);
    let filter = ClientFilter {
        offset: request.page.offset,
        limit: request.page.limit.min(LONGEST_PAGE),
        ..filter(request.wish, today)
    };
    let (rows, total) = office.read(move |read| clients::list(read, &filter)).await?;
    Ok(ClientRows { rows: rows.into_iter().map(|summary| row(summary, today)).collect(), total })
}

/// Tags in use.
pub(crate) async fn list_client_tags(app: &App, _: Empty) -> Result<ClientTags, Error> {
    Ok(ClientTags { tags: app.office().await?.read(clients::tags).await? })
}

/// One client; a card that was merged shows the one it is now.
pub(crate) async fn get_client(app: &App, request: ClientRef) -> Result<ClientDetails, Error> {
    details(&app.office().await?, request.id).await
}

async fn details(office: &Desk, id: ClientId) -> Result<ClientDetails, Error> {
    let (today, actor) = (today(office), office.actor()?.clone());
    office.read(move |read| assemble(read, id, today, &actor)).await
}

fn assemble(read: &Read<'_>, id: ClientId, today: NaiveDate, actor: &Actor) -> StoreResult<ClientDetails> {
    let stored = clients::present(read, id)?;
    let client = stored.client;
    let mut consents = clients::consents_of(read, client.id)?;
    let in_force = [ConsentKind::PersonalData, ConsentKind::Advertising].map(|kind| is_in_force(&consents, kind));
    consents.reverse();
    let (mut rows, mut messages) = (Vec::new(), Vec::new());
    for link in clients::orders_of(read, client.id)?.into_iter().take(SHOWN_ORDERS) {
        let order = orders::get(read, link.id)?.order;
        let manager = Author { id: order.manager_id, name: order.manager.clone() };
        if !actor.may(Right::OthersRead) && !actor.is_manager(&manager) {
            continue;
        }
        messages.extend(sms_history::of_order(read, link.id)?.into_iter().map(SmsHistoryRow::from));
        let countries = order.tour.countries.iter().map(|code| countries::country_name(code).unwrap_or(code));
        let places: Vec<&str> =
            countries.chain([order.tour.resorts.trim()]).filter(|place| !place.is_empty()).collect();
        rows.push(ClientOrderRow {
            id: link.id,
            is_customer: link.is_customer,
            is_tourist: link.is_tourist,
            destination: places.join(", "),
            tour_start: order.tour.start,
            tour_end: order.tour.end,
            total: order.price.total,
            status: order.status,
            number: order.number,
        });
    }
    messages.sort_by_key(|message| std::cmp::Reverse(message.sent_at));
    let merges = clients::merges_of(read, client.id)?.into_iter().map(|merge| ClientMergeRow {
        id: merge.id,
        names: merge.names,
        author: merge.author,
        merged_at: merge.merged_at,
        undone_at: merge.undone_at,
    });
    Ok(ClientDetails {
        name: client.name(),
        problems: client.problems(today),
        version: stored.version,
        created_at: stored.created_at,
        trashed_at: stored.trashed_at,
        consents,
        personal_data: in_force[0],
        advertising: in_force[1],
        orders: rows,
        messages,
        merges: merges.collect(),
        similar: clients::similar(read, client.id)?.into_iter().map(|summary| row(summary, today)).collect(),
        client,
    })
}

/// Refusals about a client in the words of clients.
fn about_client(error: Error) -> Error {
    match error.code {
        Code::OrderChanged => Error::new(Code::ClientChanged),
        _ => error,
    }
}

fn entry(text: String, client: ClientId) -> AuditEntry {
    AuditEntry::new(AuditKind::Client, text).about(SubjectKind::Client, client)
}

/// Saves a card; wrong values too, so that nothing typed is lost.
pub(crate) async fn save_client(app: &App, request: SaveClient) -> Result<ClientDetails, Error> {
    let office = app.office().await?;
    let (client, version) = (tidy(request.client), request.version);
    let id = client.id;
    if client.name().is_empty() {
        return Err(Error::new(Code::Invalid).with("Укажите фамилию, имя или название организации."));
    }
    office
        .write(move |write| {
            let what = match version {
                Some(version) => {
                    clients::save(write, &client, version)?;
                    "сохранён"
                }
                None => {
                    clients::add(write, &client)?;
                    "добавлен"
                }
            };
            audit::record(write, &entry(format!("Клиент {} {what}", client.name()), id))
        })
        .await
        .map_err(about_client)?;
    app.bus.stale(&[Tag::Clients]);
    details(&office, id).await
}

/// Without empty lines of phones, e-mails, tags and documents.
fn tidy(mut client: Client) -> Client {
    for list in [&mut client.phones, &mut client.emails, &mut client.tags] {
        list.iter_mut().for_each(|text| *text = text.trim().to_owned());
        list.retain(|text| !text.is_empty());
    }
    client
}

/// Puts clients into the trash.
pub(crate) async fn trash_clients(app: &App, request: ClientRefs) -> Result<MovedClients, Error> {
    set_trashed(app, request.ids, true).await
}

/// Takes clients out of the trash.
pub(crate) async fn restore_clients(app: &App, request: ClientRefs) -> Result<MovedClients, Error> {
    set_trashed(app, request.ids, false).await
}

async fn set_trashed(app: &App, ids: Vec<ClientId>, trashed: bool) -> Result<MovedClients, Error> {
    let office = app.office().await?;
    let count = office
        .write(move |write| {
            for id in &ids {
                let name = clients::get(write, *id)?.client.name();
                let what = if trashed {
                    "перемещён в корзину"
                } else {
                    "возвращён из корзины"
                };
                audit::record(write, &entry(format!("Клиент {name} {what}"), *id))?;
            }
            clients::set_trashed(write, &ids, trashed)
        })
        .await?;
    app.bus.stale(&[Tag::Clients]);
    Ok(MovedClients { count })
}

/// Deletes clients of the trash for good.
pub(crate) async fn delete_clients(app: &App, request: ClientRefs) -> Result<MovedClients, Error> {
    let office = app.office().await?;
    let count = request.ids.len() as u32;
    office
        .write(move |write| {
            for id in &request.ids {
                let name = clients::get(write, *id)?.client.name();
                clients::delete(write, *id)?;
                audit::record(write, &AuditEntry::new(AuditKind::Client, format!("Клиент {name} удалён навсегда")))?;
            }
            Ok(())
        })
        .await?;
    app.bus.stale(&[Tag::Clients]);
    Ok(MovedClients { count })
}

/// Adds a line to the journal of consents.
pub(crate) async fn record_consent(app: &App, request: RecordConsent) -> Result<ClientDetails, Error> {
    let office = app.office().await?;
    if request.on > today(&office) {
        return Err(Error::new(Code::Invalid).with("Дата согласия в будущем."));
    }
    office
        .write(move |write| {
            let line = Consent {
                kind: request.kind,
                action: request.action,
                on: request.on,
                way: request.way,
                text: request.text.trim().to_owned(),
                proof: request.proof.trim().to_owned(),
                author: write.author.name.clone(),
                recorded_at: write.now,
            };
            clients::record_consent(write, request.id, &line)?;
            audit::record(write, &entry("Запись в журнале согласий".into(), request.id))
        })
        .await?;
    app.bus.stale(&[Tag::Clients]);
    details(&office, request.id).await
}

/// Groups of clients that may be one.
pub(crate) async fn list_client_duplicates(app: &App, _: Empty) -> Result<ClientDuplicates, Error> {
    app.office().await?.read(duplicates).await
}

fn duplicates(read: &Read<'_>) -> StoreResult<ClientDuplicates> {
    let (found, total) = clients::duplicates(read, SHOWN_GROUPS)?;
    let mut groups = Vec::new();
    for group in found {
        let mut members = Vec::new();
        for summary in group.clients {
            let stored = clients::get(read, summary.id)?;
            members.push(DuplicateClient {
                orders: clients::orders_of(read, summary.id)?.len() as u32,
                client: stored.client,
                version: stored.version,
                name: summary.name,
                updated_at: summary.updated_at,
            });
        }
        let Some((first, others)) = members.split_first() else { continue };
        let mut proposal = first.client.clone();
        for other in others {
            proposal.complete_from(&other.client);
        }
        groups.push(DuplicateClients { keys: group.keys, proposal, clients: members });
    }
    Ok(ClientDuplicates { groups, total })
}

/// Makes several clients one.
pub(crate) async fn merge_clients(app: &App, request: MergeClients) -> Result<ClientDetails, Error> {
    let office = app.office().await?;
    let id = request.client.id;
    if request.others.is_empty() {
        return Err(Error::new(Code::Invalid).with("Выберите хотя бы двух клиентов."));
    }
    office
        .write(move |write| {
            let client = tidy(request.client);
            clients::merge(write, &client, request.version, &request.others)?;
            let text = format!("Объединены клиенты: {}, карточек {}", client.name(), request.others.len() + 1);
            audit::record(write, &entry(text, client.id))
        })
        .await
        .map_err(about_client)?;
    app.bus.stale(&[Tag::Clients]);
    details(&office, id).await
}

/// Parts merged clients again.
pub(crate) async fn undo_client_merge(app: &App, request: ClientMergeRef) -> Result<UndoneMerge, Error> {
    let office = app.office().await?;
    let (id, restored) = office
        .write(move |write| {
            let (id, restored) = clients::undo_merge(write, request.id)?;
            audit::record(write, &entry("Объединение клиентов отменено".into(), id))?;
            Ok((id, restored))
        })
        .await?;
    app.bus.stale(&[Tag::Clients]);
    Ok(UndoneMerge { id, restored })
}

/// Notes that clients who look alike are different people.
pub(crate) async fn set_clients_different(app: &App, request: ClientRefs) -> Result<Empty, Error> {
    app.office().await?.write(move |write| clients::set_different(write, &request.ids)).await?;
    app.bus.stale(&[Tag::Clients]);
    Ok(Empty {})
}

/// The people an order takes from a client.
pub(crate) async fn client_for_order(app: &App, request: ClientForOrder) -> Result<ClientSnapshot, Error> {
    let stored = app.office().await?.read(move |read| clients::present(read, request.id)).await?;
    let abroad = request.countries.iter().any(|country| country != "RUS");
    Ok(ClientSnapshot { customer: stored.client.customer(), tourist: stored.client.tourist(TouristId::new(), abroad) })
}

/// «Сохранить в клиенты»: everybody of an order gets a record, known ones are
/// completed by what the order knows more. Nothing a record holds is changed.
pub(crate) async fn keep_order_people(app: &App, request: KeepPeople) -> Result<KeptPeople, Error> {
    let office = app.office().await?;
    let kept = office
        .write(move |write| {
            let mut kept = KeptPeople { customer: None, tourists: Vec::new(), added: 0, completed: 0 };
            if let Some(customer) = &request.customer {
                let client = Client::of_customer(ClientId::new(), customer);
                kept.customer = keep(write, client, customer.client_id, &mut kept)?;
            }
            for tourist in &request.tourists {
                let client = Client::of_tourist(ClientId::new(), tourist);
                if let Some(client_id) = keep(write, client, tourist.client_id, &mut kept)? {
                    kept.tourists.push(KeptTourist { id: tourist.id, client_id });
                }
            }
            let text = format!("Люди заявки сохранены в клиенты: новых {}, дополнено {}", kept.added, kept.completed);
            audit::record(write, &AuditEntry::new(AuditKind::Client, text))?;
            Ok(kept)
        })
        .await?;
    app.bus.stale(&[Tag::Clients]);
    Ok(kept)
}

/// The client of a person: the linked one, else the one with an exact key, else
/// a new one; nobody for a person without a name.
fn keep(
    write: &Write<'_>,
    person: Client,
    linked: Option<ClientId>,
    kept: &mut KeptPeople,
) -> StoreResult<Option<ClientId>> {
    if person.name().is_empty() {
        return Ok(None);
    }
    let known = match linked {
        Some(id) => Some(id),
        None => clients::find_exact(write, &person)?.map(|(_, id, _)| id),
    };
    let present = match known.map(|id| clients::present(write, id)) {
        Some(Err(StoreError::NotFound)) | None => None,
        Some(found) => Some(found?),
    };
    let Some(mut stored) = present else {
        clients::add(write, &person)?;
        kept.added += 1;
        return Ok(Some(person.id));
    };
    if stored.client.complete_from(&person) {
        clients::save(write, &stored.client, stored.version)?;
        kept.completed += 1;
    }
    Ok(Some(stored.client.id))
}

/// The clients shown, as a workbook.
pub(crate) async fn export_clients(app: &App, request: ClientWish) -> Result<FileContents, Error> {
    let office = app.office().await?;
    let day = today(&office);
    let filter = filter(request, day);
    let cards = office
        .write(move |write| {
            let cards = clients::cards(write, &filter)?;
            let text = format!("Клиенты выгружены в Excel, строк {}", cards.len());
            audit::record(write, &AuditEntry::new(AuditKind::Export, text))?;
            Ok(cards)
        })
        .await?;
    let bytes = blocking(move || workbook(&cards)).await??;
    let name = format!("Клиенты {}.xlsx", day.format("%d.%m.%Y"));
    Ok(FileContents { name, mime: XLSX.into(), base64: BASE64_STANDARD.encode(bytes) })
}

/// The headers are those the import knows.
fn workbook(cards: &[Client]) -> Result<Vec<u8>, Error> {
    use agency_core::client_table::ClientColumn as Meaning;
    let column = |meaning: Meaning, kind: Kind, width: u16| Column { title: meaning.label(), kind, width };
    let columns = [
        Column { title: "Клиент", kind: Kind::Text, width: 34 },
        column(Meaning::Gender, Kind::Text, 10),
        column(Meaning::BirthDate, Kind::Date, 13),
        column(Meaning::Phone, Kind::Text, 20),
        column(Meaning::Email, Kind::Text, 26),
        column(Meaning::PassportNumber, Kind::Text, 20),
        column(Meaning::PassportIssuedBy, Kind::Text, 32),
        column(Meaning::PassportIssuedOn, Kind::Date, 13),
        column(Meaning::TravelNumber, Kind::Text, 20),
        column(Meaning::TravelExpiresOn, Kind::Date, 13),
        column(Meaning::RegistrationAddress, Kind::Text, 40),
        column(Meaning::OrganisationName, Kind::Text, 30),
        column(Meaning::Inn, Kind::Text, 14),
        column(Meaning::Tags, Kind::Text, 20),
        column(Meaning::Notes, Kind::Text, 40),
    ];
    let rows = cards.iter().map(|client| {
        let document = |kind: DocumentKind| client.documents.iter().find(|document| document.kind == kind);
        let number = |kind| {
            document(kind)
                .map(|document| format!("{} {}", document.series.trim(), document.number.trim()).trim().to_owned())
        };
        let is_person = client.kind == agency_core::person::CustomerKind::Person;
        vec![
            if is_person { client.name() } else { client.organisation.signer_name.clone() }.into(),
            client.gender.map(agency_core::person::Gender::label).into(),
            client.birth_date.into(),
            client.phones.join(", ").into(),
            client.emails.join(", ").into(),
            number(DocumentKind::RussianPassport).into(),
            document(DocumentKind::RussianPassport).map(|document| document.issued_by.clone()).into(),
            document(DocumentKind::RussianPassport).and_then(|document| document.issued_on).into(),
            number(DocumentKind::TravelPassport).into(),
            document(DocumentKind::TravelPassport).and_then(|document| document.expires_on).into(),
            client.registration_address.clone().into(),
            (!is_person).then(|| client.name()).into(),
            if is_person { client.inn.clone() } else { client.organisation.inn.clone() }.into(),
            client.tags.join(", ").into(),
            client.notes.clone().into(),
        ]
    });
    write("Клиенты", &columns, rows).map_err(Error::internal)
}

/// «найден по: документ».
pub(crate) fn known_by(key: ClientKey, name: &str) -> String {
    format!("Уже есть в клиентах: {name} (совпадает {})", key.label())
}
