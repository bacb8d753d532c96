//! Clients: import with mistakes, undo, and the people of an order.

use crate::harness::Office;
use agency_app::wire::Empty;
use agency_app::wire::client::{ClientDetails, ClientRows, ClientSnapshot, KeptPeople};
use agency_app::wire::client_import::{ClientImportRow, ClientTable, ImportPreview, ImportState, UndoneClientImport};
use agency_app::wire::order::{FileContents, OrderDetails};
use agency_app::{Code, Error};
use agency_core::Client;
use agency_core::client_table::ClientColumn;
use agency_core::ids::ClientId;
use agency_documents::sheet::{Limits, read};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

const PAGE: fn() -> Value = || json!({ "offset": 0, "limit": 100 });

async fn rows(office: &Office, search: &str) -> ClientRows {
    let wish = json!({ "search": search, "kind": null, "consent": null, "birthday_this_month": false,
        "document_expiring": false, "in_trash": false, "sort": "name", "descending": false });
    office.call("list_clients", json!({ "wish": wish, "page": PAGE() })).await
}

async fn table(office: &Office, name: &str, bytes: &[u8]) -> Result<ClientTable, Error> {
    office.try_call("read_client_table", json!({ "name": name, "base64": BASE64_STANDARD.encode(bytes) })).await
}

const CSV: &str = "Клиенты;;;\n\
    ФИО;Дата рождения;Моб. тел.;Паспорт\n\
    Семёнова Анна Петровна;06.03.1985;8 906 680-55-55;45 08 123456\n\
    СЕМЕНОВА АННА ПЕТРОВНА;6.3.85;+79066805555;\n\
    Иванов Иван;весной;;\n\
    Петров Пётр;01.02.1990;8 495 123-45-67;\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_table_with_mistakes_is_imported_without_them_and_taken_back() {
    let office = Office::ready().await;
    let before = rows(&office, "").await.total;
    let table = table(&office, "клиенты.csv", CSV.as_bytes()).await.expect("a table");
    let guessed: Vec<_> = table.columns.iter().map(|column| column.meaning).collect();
    let expected = [ClientColumn::FullName, ClientColumn::BirthDate, ClientColumn::Phone, ClientColumn::PassportNumber];
    assert_eq!(guessed, expected.map(Some));
    assert_eq!(table.rows, 4);

    let request = json!({ "id": table.id, "meanings": guessed, "state": null, "page": PAGE() });
    let preview: ImportPreview = office.call("preview_client_import", request).await;
    let states: Vec<_> = preview.rows.iter().map(|row| (row.number, row.state)).collect();
    assert_eq!(
        states,
        [(3, ImportState::New), (4, ImportState::Duplicate), (5, ImportState::Invalid), (6, ImportState::New)]
    );
    assert_eq!(preview.rows[1].reasons, ["Повторяет строку 3: совпадает ФИО и дата рождения"]);
    assert_eq!(rows(&office, "").await.total, before, "a preview stores nothing");

    let refused: FileContents = office.call("refused_client_rows", json!({ "id": table.id })).await;
    let bytes = BASE64_STANDARD.decode(refused.base64).expect("a file");
    let sheet = read(&bytes, &Limits::default()).expect("a workbook");
    assert_eq!(sheet.rows.len(), 3);
    assert!(sheet.rows[2].cell(1).text().contains("весной"));

    let run = json!({ "id": table.id, "meanings": guessed });
    let done: ClientImportRow = office.call("run_client_import", run).await;
    assert_eq!((done.added, done.duplicates, done.invalid), (2, 1, 1));
    assert_eq!(rows(&office, "семенова").await.rows[0].phone, "+79066805555");

    let again = crate::clients::table(&office, "клиенты.csv", CSV.as_bytes()).await.expect("a table");
    let request = json!({ "id": again.id, "meanings": guessed, "state": "duplicate", "page": PAGE() });
    let preview: ImportPreview = office.call("preview_client_import", request).await;
    assert_eq!((preview.new, preview.duplicate), (0, 3));
    assert!(preview.rows[0].reasons[0].starts_with("Уже есть в клиентах: Семёнова Анна Петровна"));

    let undone: UndoneClientImport = office.call("undo_client_import", json!({ "id": done.id })).await;
    assert_eq!((undone.removed, undone.kept), (2, 0));
    assert_eq!(rows(&office, "").await.total, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_table_is_refused_with_the_reason() {
    let office = Office::ready().await;
    let refused = table(&office, "клиенты.xlsx", &[0xff, 0xd8, 0xff, 0xe0]).await.expect_err("a picture");
    assert_eq!(refused.code, Code::TableRefused);
    assert_eq!(refused.details, ["Это картинка JPEG, а не таблица. Нужен файл .xlsx, .xls или .csv."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_people_of_an_order_become_clients_once_and_fill_the_next_order() {
    let office = Office::ready().await;
    let before = rows(&office, "").await.total;
    let order = office.order().await.order;
    let people = json!({ "customer": order.customer, "tourists": order.tourists });
    let kept: KeptPeople = office.call("keep_order_people", people.clone()).await;
    let customer = kept.customer.expect("the customer");
    assert_eq!(kept.tourists.len(), order.tourists.len());
    assert!(kept.added > 0);
    let again: KeptPeople = office.call("keep_order_people", people).await;
    assert_eq!((again.customer, again.added, again.completed), (Some(customer), 0, 0));
    assert_eq!(rows(&office, "").await.total, before + kept.added);

    let details: ClientDetails = office.call("get_client", json!({ "id": customer })).await;
    assert_eq!(details.orders.iter().map(|row| row.id).collect::<Vec<_>>(), [order.id], "found without a link");
    let snapshot: ClientSnapshot =
        office.call("client_for_order", json!({ "id": customer, "countries": ["TUR"] })).await;
    assert_eq!(snapshot.customer.last_name, order.customer.last_name);
    assert_eq!(snapshot.customer.client_id, Some(customer));
    let mut next: OrderDetails = office.call("create_order", Empty {}).await;
    next.order.customer = snapshot.customer;
    let _: OrderDetails = office.call("save_order", json!({ "order": next.order, "version": next.version })).await;
    let details: ClientDetails = office.call("get_client", json!({ "id": customer })).await;
    assert_eq!(details.orders.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_is_changed_by_one_person_at_a_time_and_found_by_its_old_name_after_a_merge() {
    let office = Office::ready().await;
    let client = Client { last_name: "Орлов".into(), ..Client::empty(ClientId::new()) };
    let twin = Client { last_name: "Орлофф".into(), ..Client::empty(ClientId::new()) };
    for client in [&client, &twin] {
        let _: ClientDetails = office.call("save_client", json!({ "client": client, "version": null })).await;
    }
    let save = json!({ "client": client, "version": 1 });
    let _: ClientDetails = office.call("save_client", save.clone()).await;
    let refused = office.try_call::<Value>("save_client", save).await.expect_err("an old version");
    assert_eq!(refused.code, Code::ClientChanged);

    let merge = json!({ "client": client, "version": 2, "others": [twin.id] });
    let merged: ClientDetails = office.call("merge_clients", merge).await;
    let old: ClientDetails = office.call("get_client", json!({ "id": twin.id })).await;
    assert_eq!(old.client.id, client.id);
    let _: Value = office.call("undo_client_merge", json!({ "id": merged.merges[0].id })).await;
    let old: ClientDetails = office.call("get_client", json!({ "id": twin.id })).await;
    assert_eq!(old.client.id, twin.id);
}
