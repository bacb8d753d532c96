//! Search through everything (Ctrl+K).

use crate::app::App;
use crate::error::Error;
use crate::grid::viewer;
use crate::wire::found::{Find, Found, FoundGroup, FoundKind, FoundPlace, FoundRow};
use agency_core::dates::short_date;
use agency_core::ids::OrderId;
use agency_core::{Order, Phone, countries};
use agency_store::orders::{self, FOUND_AT_MOST, Finding, Group, Viewer};
use agency_store::{Read, StoreResult, clients};

/// What a text finds anywhere.
pub(crate) async fn find(app: &App, request: Find) -> Result<Found, Error> {
    let office = app.office().await?;
    let viewer = viewer(&office)?;
    office.read(move |read| everywhere(read, &request.text, &viewer)).await
}

fn everywhere(read: &Read<'_>, text: &str, viewer: &Viewer) -> StoreResult<Found> {
    let finding = orders::find(read, text, viewer)?;
    let mut groups = Vec::new();
    for (group, ids) in &finding.groups {
        let rows = ids.iter().map(|id| row(read, *id, *group, &finding)).collect::<StoreResult<_>>()?;
        groups.push(FoundGroup { kind: kind(*group), rows, more: finding.more.contains(group) });
    }
    if let Some(group) = of_clients(read, text, &finding)? {
        // right after the orders, before what is found inside of them
        groups.insert(groups.len().min(1), group);
    }
    Ok(Found { groups, corrected: finding.corrected })
}

/// Clients with the typed words, or else with a name taken instead.
fn of_clients(read: &Read<'_>, text: &str, finding: &Finding) -> StoreResult<Option<FoundGroup>> {
    let mut found = clients::find(read, text, FOUND_AT_MOST + 1)?;
    if found.is_empty() {
        for name in &finding.corrected {
            found.extend(clients::find(read, name, FOUND_AT_MOST + 1)?);
        }
    }
    let more = found.len() > FOUND_AT_MOST;
    found.truncate(FOUND_AT_MOST);
    let rows: Vec<FoundRow> = found
        .into_iter()
        .map(|client| FoundRow {
            place: FoundPlace::Client { id: client.id },
            title: client.name,
            subtitle: client.birth_date.map(short_date).unwrap_or_default(),
            found_in: [shown(&client.phone), client.email].join(" ").trim().to_owned(),
        })
        .collect();
    Ok((!rows.is_empty()).then_some(FoundGroup { kind: FoundKind::Client, rows, more }))
}

fn kind(group: Group) -> FoundKind {
    match group {
        Group::Order => FoundKind::Order,
        Group::Contract => FoundKind::Contract,
        Group::Tourist => FoundKind::Tourist,
        Group::Phone => FoundKind::Phone,
        Group::Document => FoundKind::Document,
    }
}

fn row(read: &Read<'_>, id: OrderId, group: Group, finding: &Finding) -> StoreResult<FoundRow> {
    let order = orders::get(read, id)?.order;
    let customer = order.customer.full_name();
    let title = match group {
        Group::Contract => format!("Договор {} · {customer}", order.contract.number),
        _ => format!("Заявка {} · {customer}", order.number),
    };
    Ok(FoundRow {
        place: FoundPlace::Order { id },
        title: title.trim_end_matches([' ', '·']).to_owned(),
        subtitle: trip(&order),
        found_in: found_in(&order, group, &finding.words),
    })
}

/// «Турция, Кемер · 01.06.2027 – 10.06.2027».
fn trip(order: &Order) -> String {
    let mut places: Vec<&str> =
        order.tour.countries.iter().map(|code| countries::country_name(code).unwrap_or(code)).collect();
    places.extend(Some(order.tour.resorts.trim()).filter(|resorts| !resorts.is_empty()));
    let days = [order.tour.start, order.tour.end].into_iter().flatten().map(short_date).collect::<Vec<_>>();
    [places.join(", "), days.join(" – ")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Where in the order the words stand, with the value; documents and phones masked.
fn found_in(order: &Order, group: Group, words: &[String]) -> String {
    let has = |text: &str| orders::has_any_word(text, words);
    match group {
        Group::Contract => "номер договора".into(),
        Group::Tourist => order
            .tourists
            .iter()
            .find(|tourist| has(&tourist.full_name()) || has(&tourist.latin_name()))
            .map_or_else(|| "турист".into(), |tourist| format!("турист {}", tourist.full_name())),
        Group::Phone => phones(order)
            .find(|(_, phone)| orders::has_phone(phone, words))
            .map_or_else(|| "телефон".into(), |(whose, phone)| format!("телефон {whose}: {}", shown(phone))),
        Group::Document => std::iter::once(("заказчика".to_owned(), &order.customer.document))
            .chain(order.tourists.iter().map(|tourist| (format!("туриста {}", tourist.full_name()), &tourist.document)))
            .find(|(_, document)| orders::has_document(document, words))
            .map_or_else(|| "документ".into(), |(whose, document)| format!("документ {whose}: {}", document.masked())),
        Group::Order => {
            let operator = order.operator.as_ref().map_or("", |operator| operator.short_name.as_str());
            let places = [
                ("номер заявки", order.number.as_str()),
                ("заказчик", &order.customer.full_name()),
                ("туроператор", operator),
                ("курорт", &order.tour.resorts),
                ("город вылета", &order.tour.departure_city),
                ("менеджер", &order.manager),
                ("номер брони", &order.contract.booking_number),
                ("e-mail", &order.customer.email),
            ]
            .map(|(name, text)| has(text).then(|| name.to_owned()));
            let countries = order.tour.countries.iter().any(|code| has(countries::country_name(code).unwrap_or(code)));
            let mut found: Vec<String> = places.into_iter().flatten().collect();
            found.extend(countries.then(|| "страна".to_owned()));
            found.extend(order.tourists.iter().any(|tourist| has(&tourist.full_name())).then(|| "турист".to_owned()));
            found.join(", ")
        }
    }
}

fn phones(order: &Order) -> impl Iterator<Item = (String, &str)> {
    [&order.customer.phone, &order.customer.organisation.signer_phone]
        .into_iter()
        .map(|phone| ("заказчика".to_owned(), phone.as_str()))
        .chain(
            order.tourists.iter().map(|tourist| (format!("туриста {}", tourist.full_name()), tourist.phone.as_str())),
        )
}

/// A phone as the office shows it.
fn shown(phone: &str) -> String {
    Phone::parse(phone).map_or_else(|_| phone.to_owned(), |phone| phone.e164().to_owned())
}
