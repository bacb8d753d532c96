//! Clients: found, merged and parted, imported and taken back.

use super::{Base, base, now};
use agency_core::client::{Client, ClientKey, Consent, ConsentAction, ConsentKind, ConsentWay};
use agency_core::ids::{ClientId, ClientImportId, OrderId, TouristId};
use agency_core::person::CustomerKind;
use agency_core::{DocumentKind, IdentityDocument, Order, Tourist};
use agency_store::clients::{self, ClientFilter, ClientSort, UndoneImport};
use agency_store::{Store, StoreError, orders};
use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;

fn open() -> (tempfile::TempDir, Store) {
    let Base { folder, store } = base();
    (folder, store)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn client(name: &str) -> Client {
    let mut words = name.split(' ').map(str::to_owned);
    Client {
        last_name: words.next().unwrap_or_default(),
        first_name: words.next().unwrap_or_default(),
        ..Client::empty(ClientId::new())
    }
}

fn anna() -> Client {
    Client {
        birth_date: Some(day("1985-03-06")),
        phones: vec!["+7 906 680-55-55".into()],
        emails: vec!["anna@mail.ru".into()],
        documents: vec![IdentityDocument {
            kind: DocumentKind::TravelPassport,
            series: "75".into(),
            number: "1234567".into(),
            expires_on: Some(day("2027-01-01")),
            ..IdentityDocument::default()
        }],
        tags: vec!["VIP".into()],
        ..client("Семёнова Анна")
    }
}

fn all() -> ClientFilter {
    ClientFilter {
        search: String::new(),
        kind: None,
        consent: None,
        birthday_month: None,
        expires_until: None,
        in_trash: false,
        sort: ClientSort::Name,
        descending: false,
        offset: 0,
        limit: 100,
    }
}

fn add(store: &Store, clients: &[&Client]) {
    store.write(now(), |write| clients.iter().try_for_each(|client| clients::add(write, client))).expect("added");
}

fn names(store: &Store, filter: &ClientFilter) -> Vec<String> {
    let (rows, total) = store.read(|read| clients::list(read, filter)).expect("rows");
    assert_eq!(rows.len(), total as usize);
    rows.into_iter().map(|row| row.name).collect()
}

#[rstest]
#[case("семенова", 1)]
#[case("СЕМЁН анна", 1)]
#[case("8 (906) 680-55-55", 1)]
#[case("9066805555", 1)]
#[case("6805555", 1)]
#[case("5555", 1)]
#[case("75 1234567", 1)]
#[case("1234567", 1)]
#[case("anna@mail", 1)]
#[case("vip", 1)]
#[case("анна иванова", 0)]
#[case("%_\"*", 0)]
#[case("", 2)]
fn a_client_is_found_by_whatever_is_known(#[case] typed: &str, #[case] count: usize) {
    let (_folder, store) = open();
    let anna = anna();
    add(&store, &[&anna, &client("Иванов Пётр")]);
    assert_eq!(names(&store, &ClientFilter { search: typed.into(), ..all() }).len(), count);
    if !typed.is_empty() {
        let find = || store.read(|read| clients::find(read, typed, 8)).expect("found");
        assert_eq!(find().len(), count);
        store.write(now(), |write| clients::set_trashed(write, &[anna.id], true)).expect("moved");
        assert_eq!(find().len(), 0, "the trash is left out");
    }
}

#[rstest]
#[case(ClientFilter { kind: Some(CustomerKind::Organisation), ..all() }, &[])]
#[case(ClientFilter { kind: Some(CustomerKind::Person), ..all() }, &["Ёлкин Пётр", "Семёнова Анна"])]
#[case(ClientFilter { birthday_month: Some(3), ..all() }, &["Семёнова Анна"])]
#[case(ClientFilter { birthday_month: Some(4), ..all() }, &[])]
#[case(ClientFilter { expires_until: Some(day("2027-01-01")), ..all() }, &["Семёнова Анна"])]
#[case(ClientFilter { expires_until: Some(day("2026-12-31")), ..all() }, &[])]
#[case(ClientFilter { consent: Some((ConsentKind::Advertising, true)), ..all() }, &["Семёнова Анна"])]
#[case(ClientFilter { consent: Some((ConsentKind::Advertising, false)), ..all() }, &["Ёлкин Пётр"])]
#[case(ClientFilter { consent: Some((ConsentKind::PersonalData, true)), ..all() }, &[])]
#[case(ClientFilter { descending: true, ..all() }, &["Семёнова Анна", "Ёлкин Пётр"])]
#[case(ClientFilter { sort: ClientSort::Birthday, descending: true, ..all() }, &["Семёнова Анна", "Ёлкин Пётр"])]
#[case(ClientFilter { sort: ClientSort::Expiry, ..all() }, &["Семёнова Анна", "Ёлкин Пётр"])]
fn the_list_is_filtered_and_sorted(#[case] filter: ClientFilter, #[case] expected: &[&str]) {
    let (_folder, store) = open();
    let anna = anna();
    add(&store, &[&anna, &client("Ёлкин Пётр")]);
    store.write(now(), |write| clients::record_consent(write, anna.id, &consent(ConsentAction::Given))).expect("kept");
    assert_eq!(names(&store, &filter), expected);
}

fn consent(action: ConsentAction) -> Consent {
    Consent {
        kind: ConsentKind::Advertising,
        action,
        on: day("2026-01-01"),
        way: ConsentWay::Paper,
        text: "Согласен".into(),
        proof: "папка 5".into(),
        author: "менеджер".into(),
        recorded_at: now(),
    }
}

#[test]
fn a_change_on_an_old_version_is_refused_and_words_follow_the_card() {
    let (_folder, store) = open();
    let mut anna = anna();
    add(&store, &[&anna]);
    anna.last_name = "Петрова".into();
    store.write(now(), |write| clients::save(write, &anna, 1)).expect("saved");
    assert!(matches!(store.write(now(), |write| clients::save(write, &anna, 1)), Err(StoreError::Conflict)));
    let found = |typed: &str| names(&store, &ClientFilter { search: typed.into(), ..all() }).len();
    assert_eq!((found("семенова"), found("петрова")), (0, 1));
}

#[test]
fn the_trash_gives_back_and_only_the_trash_deletes() {
    let (_folder, store) = open();
    let anna = anna();
    add(&store, &[&anna]);
    store.write(now(), |write| clients::record_consent(write, anna.id, &consent(ConsentAction::Given))).expect("kept");
    let delete = || store.write(now(), |write| clients::delete(write, anna.id));
    assert!(matches!(delete(), Err(StoreError::NotFound)));
    let trash = |trashed| store.write(now(), |write| clients::set_trashed(write, &[anna.id], trashed)).expect("moved");
    assert_eq!((trash(true), trash(true)), (1, 0));
    let in_trash = ClientFilter { in_trash: true, ..all() };
    assert_eq!((names(&store, &all()).len(), names(&store, &in_trash).len()), (0, 1));
    assert_eq!(trash(false), 1);
    trash(true);
    delete().expect("deleted");
    assert_eq!(names(&store, &in_trash).len(), 0);
    assert!(matches!(store.read(|read| clients::get(read, anna.id)), Err(StoreError::NotFound)));
}

fn order(number: &str) -> Order {
    Order::empty(OrderId::new(), number)
}

#[test]
fn orders_of_a_client_are_those_filled_from_it_and_those_with_its_exact_keys() {
    let (_folder, store) = open();
    let anna = anna();
    add(&store, &[&anna]);
    let mut linked = order("1");
    linked.customer = agency_core::Customer { client_id: Some(anna.id), ..Default::default() };
    let mut same_passport = order("2");
    same_passport.tourists = vec![Tourist { client_id: None, ..anna.tourist(TouristId::new(), true) }];
    let mut phone_of_the_family = order("3");
    phone_of_the_family.customer.phone = "8 906 680 55 55".into();
    phone_of_the_family.customer.last_name = "Семёнов".into();
    phone_of_the_family.customer.first_name = "Пётр".into();
    store
        .write(now(), |write| {
            for order in [&linked, &same_passport, &phone_of_the_family] {
                orders::add(write, order, "менеджер")?;
            }
            Ok(())
        })
        .expect("orders");
    let found = store.read(|read| clients::orders_of(read, anna.id)).expect("orders");
    let found: Vec<_> = found.iter().map(|row| (row.id, row.is_customer, row.is_tourist)).collect();
    assert_eq!(found, [(same_passport.id, false, true), (linked.id, true, false)]);
}

#[test]
fn duplicates_are_grouped_by_what_they_share_until_they_are_said_to_differ() {
    let (_folder, store) = open();
    let anna = anna();
    let twin = Client { id: ClientId::new(), phones: Vec::new(), emails: Vec::new(), ..anna.clone() };
    let husband = Client { phones: anna.phones.clone(), ..client("Семёнов Пётр") };
    add(&store, &[&anna, &twin, &husband, &client("Иванов Иван")]);
    let (groups, total) = store.read(|read| clients::duplicates(read, 10)).expect("groups");
    assert_eq!(total, 1);
    assert_eq!(groups[0].keys, [ClientKey::Phone, ClientKey::Document, ClientKey::NameAndBirth]);
    assert_eq!(groups[0].clients.iter().map(|c| c.id).collect::<Vec<_>>(), [anna.id, twin.id, husband.id]);
    store.write(now(), |write| clients::set_different(write, &[husband.id, anna.id])).expect("noted");
    let (groups, _) = store.read(|read| clients::duplicates(read, 10)).expect("groups");
    assert_eq!(groups[0].clients.iter().map(|c| c.id).collect::<Vec<_>>(), [anna.id, twin.id]);
    assert_eq!(store.read(|read| clients::find_exact(read, &twin)).expect("found").map(|found| found.1), Some(anna.id));
    assert_eq!(store.read(|read| clients::similar(read, anna.id)).expect("rows").len(), 1);
    assert_eq!(store.read(|read| clients::find_exact(read, &husband)).expect("found"), None);
}

#[test]
fn the_journal_of_consents_is_append_only_and_follows_a_merge() {
    let (_folder, store) = open();
    let (anna, twin) = (anna(), client("Семёнова Аня"));
    add(&store, &[&anna, &twin]);
    store.write(now(), |write| clients::record_consent(write, twin.id, &consent(ConsentAction::Given))).expect("kept");
    let merge = store.write(now(), |write| clients::merge(write, &anna, 1, &[twin.id])).expect("merged");
    let agreed = || names(&store, &ClientFilter { consent: Some((ConsentKind::Advertising, true)), ..all() });
    assert_eq!(agreed(), ["Семёнова Анна"]);
    assert_eq!(store.read(|read| clients::consents_of(read, anna.id)).expect("lines").len(), 1);
    assert_eq!(store.write(now(), |write| clients::undo_merge(write, merge)).expect("parted"), (anna.id, true));
    assert_eq!(agreed(), ["Семёнова Аня"]);
}

#[test]
fn parting_keeps_what_was_typed_after_the_merge() {
    let (_folder, store) = open();
    let (anna, twin) = (anna(), client("Семёнова Аня"));
    add(&store, &[&anna, &twin]);
    let merge = store.write(now(), |write| clients::merge(write, &anna, 1, &[twin.id])).expect("merged");
    let later = Client { notes: "любит море".into(), ..anna.clone() };
    store.write(now(), |write| clients::save(write, &later, 2)).expect("saved");
    assert_eq!(store.write(now(), |write| clients::undo_merge(write, merge)).expect("parted"), (anna.id, false));
    assert_eq!(store.read(|read| clients::get(read, anna.id)).expect("client").client, later);
    assert_eq!(names(&store, &all()), ["Семёнова Анна", "Семёнова Аня"]);
    assert!(matches!(store.write(now(), |write| clients::undo_merge(write, merge)), Err(StoreError::NotFound)));
}

#[test]
fn an_import_is_seen_when_it_is_whole_and_taken_back_but_for_what_was_worked_on() {
    let (_folder, store) = open();
    let import = ClientImportId::new();
    let imported: Vec<Client> = (0..10).map(|n| client(&format!("Клиент{n} Имя"))).collect();
    store.write(now(), |write| clients::begin_import(write, import, "клиенты.xlsx", (2, 1))).expect("begun");
    store.write(now(), |write| clients::add_imported(write, import, &imported)).expect("added");
    assert_eq!(names(&store, &all()).len(), 0);
    assert_eq!(store.write(now(), |write| clients::finish_import(write, import)).expect("finished"), 10);
    assert_eq!(names(&store, &all()).len(), 10);
    store.write(now(), |write| clients::save(write, &imported[3], 1)).expect("saved");
    let batch = || store.write(now(), |write| clients::undo_import_batch(write, import, 5)).expect("undone");
    assert_eq!(batch(), UndoneImport { removed: 5, kept: 0, is_more: true });
    assert_eq!(batch(), UndoneImport { removed: 4, kept: 1, is_more: false });
    assert_eq!(names(&store, &all()), ["Клиент3 Имя"]);
    let journal = store.read(clients::imports).expect("imports");
    assert_eq!((journal[0].added, journal[0].duplicates, journal[0].undone_at.is_some()), (10, 2, true));
}

#[test]
fn an_import_that_was_cut_off_leaves_nothing() {
    let (_folder, store) = open();
    let import = ClientImportId::new();
    store
        .write(now(), |write| {
            clients::begin_import(write, import, "клиенты.xlsx", (0, 0))?;
            clients::add_imported(write, import, &[client("Клиент Имя")])
        })
        .expect("begun");
    let drop = || store.write(now(), |write| clients::drop_unfinished(write, 100)).expect("dropped");
    assert_eq!((drop(), drop()), (true, false));
    assert_eq!(names(&store, &ClientFilter { search: "клиент".into(), ..all() }).len(), 0);
    assert_eq!(store.read(clients::imports).expect("imports"), []);
}

/// Everything that can be seen of the clients.
fn picture(store: &Store, people: &[Client]) -> Vec<(String, bool, Vec<Consent>, Vec<clients::ClientOrder>)> {
    store
        .read(|read| {
            people
                .iter()
                .map(|person| {
                    let stored = clients::get(read, person.id)?;
                    let card = serde_json::to_string(&stored.client)?;
                    let found = clients::find_exact(read, &Client { id: ClientId::new(), ..stored.client.clone() })?;
                    assert_eq!(found.is_some(), stored.merged_into.is_none() && !stored.client.phones.is_empty());
                    let consents = clients::consents_of(read, person.id)?;
                    Ok((card, stored.merged_into.is_some(), consents, clients::orders_of(read, person.id)?))
                })
                .collect()
        })
        .expect("a picture")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Merging in any order and undoing all of it, the last first, is as if
    /// nothing had been done.
    #[test]
    fn undone_merges_leave_no_trace(
        merges in prop::collection::vec((0..6_usize, 0..6_usize), 1..8),
        agreed in prop::collection::vec(any::<bool>(), 6),
    ) {
        let (_folder, store) = open();
        let people: Vec<Client> = (0..6)
            .map(|n| Client { phones: vec![format!("+7900000000{n}")], ..client(&format!("Клиент{n} Имя")) })
            .collect();
        add(&store, &people.iter().collect::<Vec<_>>());
        for (person, agreed) in people.iter().zip(agreed) {
            let mut order = order(&person.last_name);
            order.customer = person.customer();
            store.write(now(), |write| {
                orders::add(write, &order, "менеджер")?;
                if agreed { clients::record_consent(write, person.id, &consent(ConsentAction::Given)) } else { Ok(()) }
            }).expect("kept");
        }
        let before = picture(&store, &people);
        let mut done = Vec::new();
        for (into, from) in merges {
            let stored = store.read(|read| clients::get(read, people[into].id)).expect("client");
            let mut survivor = stored.client.clone();
            survivor.complete_from(&people[from]);
            if let Ok(merge) = store.write(now(), |write| clients::merge(write, &survivor, stored.version, &[people[from].id])) {
                let orders = store.read(|read| clients::orders_of(read, people[into].id)).expect("orders");
                prop_assert!(orders.len() > 1, "the orders of both");
                done.push(merge);
            }
        }
        for merge in done.into_iter().rev() {
            store.write(now(), |write| clients::undo_merge(write, merge)).expect("parted");
        }
        prop_assert_eq!(picture(&store, &people), before);
    }
}
