//! Clients: the card as JSON, with columns for the list.

mod consents;
mod duplicates;
mod imports;
mod merges;
mod people;

pub use consents::{consents_of, record_consent};
pub use duplicates::{DuplicateGroup, duplicates, find_exact, set_different, similar};
pub use imports::{
    ClientImport, UndoneImport, add_imported, begin_import, drop_unfinished, finish_import, imports, undo_import_batch,
};
pub use merges::{ClientMerge, merge, merges_of, undo_merge};
pub(crate) use people::note_people;
pub use people::{ClientOrder, orders_of};

use crate::error::{StoreError, StoreResult};
use crate::search::{self, digits, normalise};
use crate::store::{Read, Write, id, word};
use agency_core::client::{Client, ConsentKind};
use agency_core::ids::ClientId;
use agency_core::person::CustomerKind;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

/// Column the list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientSort {
    /// ФИО or name.
    Name,
    /// Last change.
    Updated,
    /// When the card was made.
    Created,
    /// Day of the year; clients without a birthday come last in either direction.
    Birthday,
    /// First expiry of a document; none comes last in either direction.
    Expiry,
}

/// What the list asks for.
#[derive(Clone, Debug)]
pub struct ClientFilter {
    /// Typed words; each must begin a word of the client.
    pub search: String,
    /// Persons, organisations or entrepreneurs only.
    pub kind: Option<CustomerKind>,
    /// Only those with (or without) this consent in force.
    pub consent: Option<(ConsentKind, bool)>,
    /// Only those born in this month, 1…12.
    pub birthday_month: Option<u32>,
    /// Only those with a document that expires up to this day.
    pub expires_until: Option<NaiveDate>,
    /// The trash instead of the list.
    pub in_trash: bool,
    /// Sort column.
    pub sort: ClientSort,
    /// Largest first.
    pub descending: bool,
    /// Rows to skip.
    pub offset: u32,
    /// Rows to return.
    pub limit: u32,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientSummary {
    /// Identity.
    pub id: ClientId,
    /// A person, an organisation or an entrepreneur.
    pub kind: CustomerKind,
    /// ФИО or name.
    pub name: String,
    /// Main phone.
    pub phone: String,
    /// Main e-mail.
    pub email: String,
    /// Дата рождения.
    pub birth_date: Option<NaiveDate>,
    /// First expiry of a document.
    pub document_expires: Option<NaiveDate>,
    /// Метки.
    pub tags: Vec<String>,
    /// Consent to the processing of personal data is in force.
    pub personal_data: bool,
    /// Consent to advertising is in force.
    pub advertising: bool,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// A client as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredClient {
    /// The card.
    pub client: Client,
    /// Version to save against.
    pub version: u32,
    /// When it went to the trash.
    pub trashed_at: Option<DateTime<Utc>>,
    /// The client this one turned out to be.
    pub merged_into: Option<ClientId>,
    /// When the card was made.
    pub created_at: DateTime<Utc>,
}

/// Columns of [`ClientSummary`].
const SUMMARY: &str = "c.id, c.kind, c.name, c.phone, c.email, c.birth_date, c.document_expires, c.tags,
  c.personal_data, c.advertising, c.updated_at";

fn summary(row: &Row<'_>) -> StoreResult<ClientSummary> {
    Ok(ClientSummary {
        id: id(row, "id")?,
        kind: crate::store::from_word(&row.get::<_, String>("kind")?)?,
        name: row.get("name")?,
        phone: row.get("phone")?,
        email: row.get("email")?,
        birth_date: row.get("birth_date")?,
        document_expires: row.get("document_expires")?,
        tags: serde_json::from_str(&row.get::<_, String>("tags")?)?,
        personal_data: row.get("personal_data")?,
        advertising: row.get("advertising")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The condition of a filter and its values; nothing when nothing can be found.
fn condition(filter: &ClientFilter) -> StoreResult<Option<(String, Vec<Value>)>> {
    let mut values: Vec<Value> = vec![Value::Integer(filter.in_trash.into())];
    let mut condition = String::from("c.place = ?1");
    let mut add = |sql: &str, value: Value| {
        values.push(value);
        condition.push_str(&format!(" AND {}", sql.replace('?', &format!("?{}", values.len()))));
    };
    let words = search::typed_words(&filter.search);
    if words.is_empty() && !filter.search.trim().is_empty() {
        return Ok(None);
    }
    if !words.is_empty() {
        add("c.seq IN (SELECT rowid FROM client_index WHERE client_index MATCH ?)", beginnings(&words).into());
    }
    if let Some(kind) = filter.kind {
        add("c.kind = ?", word(&kind)?.into());
    }
    if let Some((kind, has)) = filter.consent {
        add(&format!("c.{} = ?", consents::column(kind)), Value::Integer(has.into()));
    }
    if let Some(month) = filter.birthday_month {
        add("substr(c.birthday, 1, 2) = ?", format!("{month:02}").into());
    }
    if let Some(day) = filter.expires_until {
        add("c.document_expires <= ?", day.to_string().into());
    }
    Ok(Some((condition, values)))
}

/// What the index is asked for: each word begins a word of the client.
fn beginnings(words: &[String]) -> String {
    words.iter().map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" AND ")
}

/// Clients of the list by words typed anywhere, those added last first; at most
/// `limit`. Nothing is counted, so that it keeps up with typing.
///
/// # Errors
/// Storage failure.
pub fn find(read: &Read<'_>, typed: &str, limit: usize) -> StoreResult<Vec<ClientSummary>> {
    let words = search::typed_words(typed);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = read.sql.prepare_cached(&format!(
        "SELECT {SUMMARY} FROM client_index JOIN clients c ON c.seq = client_index.rowid
         WHERE client_index MATCH ?1 AND c.place = 0 ORDER BY client_index.rowid DESC LIMIT ?2"
    ))?;
    let mut rows = statement.query(params![beginnings(&words), i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(summary(row)?);
    }
    Ok(found)
}

/// The order of rows.
fn sorting(filter: &ClientFilter) -> String {
    let direction = if filter.descending { "DESC" } else { "ASC" };
    let column = match filter.sort {
        ClientSort::Name => "c.name_key",
        ClientSort::Updated => "c.updated_at",
        ClientSort::Created => "c.created_at",
        ClientSort::Birthday => "c.birthday",
        ClientSort::Expiry => "c.document_expires",
    };
    format!("{column} {direction} NULLS LAST, c.seq {direction}")
}

/// Rows of the list and how many there are in all.
///
/// # Errors
/// Storage failure.
pub fn list(read: &Read<'_>, filter: &ClientFilter) -> StoreResult<(Vec<ClientSummary>, u32)> {
    let Some((condition, values)) = condition(filter)? else { return Ok((Vec::new(), 0)) };
    let total: u32 = read
        .sql
        .prepare_cached(&format!("SELECT count(*) FROM clients c WHERE {condition}"))?
        .query_row(params_from_iter(&values), |row| row.get(0))?;
    let sql = format!(
        "SELECT {SUMMARY} FROM clients c WHERE {condition} ORDER BY {} LIMIT {} OFFSET {}",
        sorting(filter),
        filter.limit,
        filter.offset
    );
    let mut statement = read.sql.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(&values))?;
    let mut summaries = Vec::new();
    while let Some(row) = rows.next()? {
        summaries.push(summary(row)?);
    }
    Ok((summaries, total))
}

/// Cards of the clients the list shows, without slices.
///
/// # Errors
/// Storage failure.
pub fn cards(read: &Read<'_>, filter: &ClientFilter) -> StoreResult<Vec<Client>> {
    let Some((condition, values)) = condition(filter)? else { return Ok(Vec::new()) };
    let sql = format!("SELECT c.data FROM clients c WHERE {condition} ORDER BY {}", sorting(filter));
    let mut statement = read.sql.prepare_cached(&sql)?;
    let cards = statement.query_map(params_from_iter(&values), |row| row.get::<_, String>(0))?;
    cards.map(|card| Ok(serde_json::from_str(&card?)?)).collect()
}

/// One client.
///
/// # Errors
/// [`StoreError::NotFound`] or storage failure.
pub fn get(read: &Read<'_>, id: ClientId) -> StoreResult<StoredClient> {
    let row = read.sql.query_row(
        "SELECT data, version, trashed_at, merged_into, created_at FROM clients WHERE id = ?1",
        [id.to_string()],
        |row| {
            let merged: Option<String> = row.get(3)?;
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, merged, row.get(4)?))
        },
    )?;
    Ok(StoredClient {
        client: serde_json::from_str(&row.0)?,
        version: row.1,
        trashed_at: row.2,
        merged_into: row.3.map(|id| id.parse()).transpose().map_err(|_| StoreError::Unreadable("client id".into()))?,
        created_at: row.4,
    })
}

/// The client that a record is now: itself, or the one it was merged into.
///
/// # Errors
/// [`StoreError::NotFound`] or storage failure.
pub fn present(read: &Read<'_>, id: ClientId) -> StoreResult<StoredClient> {
    let mut client = get(read, id)?;
    while let Some(next) = client.merged_into {
        client = get(read, next)?;
    }
    Ok(client)
}

/// Adds a client as version 1.
///
/// # Errors
/// Storage failure.
pub fn add(write: &Write<'_>, client: &Client) -> StoreResult<()> {
    insert(write, client, None)
}

fn insert(write: &Write<'_>, client: &Client, import: Option<&str>) -> StoreResult<()> {
    write
        .sql
        .prepare_cached(
            "INSERT INTO clients (id, version, kind, name, name_key, phone, email, birth_date, document_expires, tags,
               data, created_at, updated_at, import_id, pending)
             VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11, ?12, ?12 IS NOT NULL)",
        )?
        .execute(params![
            client.id.to_string(),
            word(&client.kind)?,
            client.name(),
            normalise(&client.name()),
            client.phones.first().map_or("", String::as_str),
            client.emails.first().map_or("", String::as_str),
            client.birth_date,
            client.first_expiry(),
            serde_json::to_string(&client.tags)?,
            serde_json::to_string(client)?,
            write.now,
            import
        ])?;
    index(write, write.sql.last_insert_rowid(), client)
}

/// Saves a changed client as the next version.
///
/// # Errors
/// [`StoreError::Conflict`] when `version` is not the present one,
/// [`StoreError::NotFound`] or storage failure.
pub fn save(write: &Write<'_>, client: &Client, version: u32) -> StoreResult<()> {
    let changed = write.sql.execute(
        "UPDATE clients SET version = version + 1, kind = ?3, name = ?4, name_key = ?5, phone = ?6, email = ?7,
           birth_date = ?8, document_expires = ?9, tags = ?10, data = ?11, updated_at = ?12
         WHERE id = ?1 AND version = ?2",
        params![
            client.id.to_string(),
            version,
            word(&client.kind)?,
            client.name(),
            normalise(&client.name()),
            client.phones.first().map_or("", String::as_str),
            client.emails.first().map_or("", String::as_str),
            client.birth_date,
            client.first_expiry(),
            serde_json::to_string(&client.tags)?,
            serde_json::to_string(client)?,
            write.now
        ],
    )?;
    if changed == 0 {
        get(write, client.id)?; // tells «not found» from «changed meanwhile»
        return Err(StoreError::Conflict);
    }
    let seq = seq_of(write, client.id)?;
    unindex(write, seq)?;
    index(write, seq, client)
}

fn seq_of(read: &Read<'_>, id: ClientId) -> StoreResult<i64> {
    Ok(read
        .sql
        .prepare_cached("SELECT seq FROM clients WHERE id = ?1")?
        .query_row([id.to_string()], |row| row.get(0))?)
}

fn index(write: &Write<'_>, seq: i64, client: &Client) -> StoreResult<()> {
    write
        .sql
        .prepare_cached("INSERT INTO client_index (rowid, words) VALUES (?1, ?2)")?
        .execute(params![seq, searched_words(client)])?;
    let mut statement =
        write.sql.prepare_cached("INSERT OR IGNORE INTO client_keys (kind, value, seq) VALUES (?1, ?2, ?3)")?;
    for (kind, value) in client.keys() {
        statement.execute(params![word(&kind)?, value, seq])?;
    }
    Ok(())
}

/// Makes the search anew for clients that came as rows.
pub(crate) fn index_all(write: &Write<'_>) -> StoreResult<()> {
    let mut statement = write.sql.prepare("SELECT seq, data FROM clients WHERE merged_into IS NULL")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, data): (i64, String) = (row.get(0)?, row.get(1)?);
        unindex(write, seq)?;
        index(write, seq, &serde_json::from_str(&data)?)?;
    }
    Ok(())
}

fn unindex(write: &Write<'_>, seq: i64) -> StoreResult<()> {
    write.sql.prepare_cached("DELETE FROM client_index WHERE rowid = ?1")?.execute([seq])?;
    write.sql.prepare_cached("DELETE FROM client_keys WHERE seq = ?1")?.execute([seq])?;
    Ok(())
}

/// Everything a client is found by: names, addresses of mail, digits of phones
/// (whole, and the last seven and four), numbers of documents, ИНН, tags.
fn searched_words(client: &Client) -> String {
    let mut words = format!(
        "{} {} {} {} {} {} {} {}",
        client.name(),
        client.last_name_latin,
        client.first_name_latin,
        client.organisation.full_name,
        client.organisation.signer_name,
        client.emails.join(" "),
        client.tags.join(" "),
        client.organisation.inn
    );
    for phone in &client.phones {
        let digits = digits(phone);
        for length in [digits.len(), 7, 4] {
            words.push(' ');
            words.push_str(&digits[digits.len().saturating_sub(length)..]);
        }
    }
    for document in &client.documents {
        let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let (series, number) = (squeezed(&document.series), squeezed(&document.number));
        words.push_str(&format!(" {series}{number} {number}"));
    }
    search::words(&words).collect::<Vec<_>>().join(" ")
}

/// Puts clients into the trash, or takes them out. Tells how many were moved.
///
/// # Errors
/// Storage failure.
pub fn set_trashed(write: &Write<'_>, ids: &[ClientId], trashed: bool) -> StoreResult<u32> {
    let mut moved = 0;
    for id in ids {
        moved += write.sql.execute(
            "UPDATE clients SET trashed_at = ?2, updated_at = ?3 WHERE id = ?1 AND (trashed_at IS NULL) = ?4",
            params![id.to_string(), trashed.then_some(write.now), write.now, trashed],
        )? as u32;
    }
    Ok(moved)
}

/// Deletes a client of the trash for good, with the records merged into it. The
/// orders keep their snapshots.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not in the trash, or storage failure.
pub fn delete(write: &Write<'_>, id: ClientId) -> StoreResult<()> {
    get(write, id)?.trashed_at.ok_or(StoreError::NotFound)?;
    for member in merges::family(write, id)?.into_iter().rev() {
        write.sql.execute(
            "UPDATE clients SET trashed_at = ?2, merged_into = NULL WHERE id = ?1",
            params![member.to_string(), write.now],
        )?;
        write.sql.execute("DELETE FROM client_consents WHERE client_id = ?1", [member.to_string()])?;
        unindex(write, seq_of(write, member)?)?;
        write.sql.execute("DELETE FROM clients WHERE id = ?1", [member.to_string()])?;
    }
    Ok(())
}

/// Every tag in use, for suggestions.
///
/// # Errors
/// Storage failure.
pub fn tags(read: &Read<'_>) -> StoreResult<Vec<String>> {
    let mut statement = read.sql.prepare_cached(
        "SELECT DISTINCT t.value FROM clients c, json_each(c.tags) t WHERE c.place = 0 AND c.tags <> '[]' ORDER BY 1 LIMIT 500",
    )?;
    let tags = statement.query_map([], |row| row.get(0))?;
    Ok(tags.collect::<Result<_, _>>()?)
}

/// The row of a client in the list, wherever it is.
fn summary_of(read: &Read<'_>, seq: i64) -> StoreResult<Option<ClientSummary>> {
    let mut statement = read.sql.prepare_cached(&format!("SELECT {SUMMARY} FROM clients c WHERE c.seq = ?1"))?;
    let found = statement.query_row([seq], |row| Ok(summary(row))).optional()?;
    found.transpose()
}
