//! The search index of orders: words by where they stand, values of filters, names.

use crate::error::StoreResult;
use crate::search::{self, digits, words};
use crate::store::{Write, word};
use agency_core::countries::country_name;
use agency_core::{IdentityDocument, Order};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// Where a word of an order stands: a column of `order_words` and of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Number,
    ContractNumber,
    Customer,
    Tourists,
    Phones,
    Documents,
    Other,
}

impl Field {
    pub(super) const ALL: [Self; 7] = [
        Self::Number,
        Self::ContractNumber,
        Self::Customer,
        Self::Tourists,
        Self::Phones,
        Self::Documents,
        Self::Other,
    ];

    pub(super) fn column(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::ContractNumber => "contract_number",
            Self::Customer => "customer",
            Self::Tourists => "tourists",
            Self::Phones => "phones",
            Self::Documents => "documents",
            Self::Other => "other",
        }
    }

    /// Words of the order in this field, each once, in their searched form.
    pub(super) fn words(self, order: &Order) -> BTreeSet<String> {
        let customer = &order.customer;
        match self {
            Self::Number => with_digits(&order.number),
            Self::ContractNumber => with_digits(&order.contract.number),
            Self::Customer => {
                [customer.full_name(), customer.signer_name()].iter().flat_map(|name| words(name)).collect()
            }
            Self::Tourists => order
                .tourists
                .iter()
                .flat_map(|tourist| words(&tourist.full_name()).chain(words(&tourist.latin_name())).collect::<Vec<_>>())
                .collect(),
            Self::Phones => [&customer.phone, &customer.organisation.signer_phone]
                .into_iter()
                .chain(order.tourists.iter().map(|tourist| &tourist.phone))
                .flat_map(|phone| phone_words(phone))
                .collect(),
            Self::Documents => std::iter::once(&customer.document)
                .chain(order.tourists.iter().map(|tourist| &tourist.document))
                .flat_map(document_words)
                .collect(),
            Self::Other => {
                let operator = order.operator.as_ref().map_or("", |operator| operator.short_name.as_str());
                let texts = [
                    customer.email.as_str(),
                    &customer.organisation.signer_email,
                    &customer.organisation.inn,
                    &customer.inn,
                    &order.tour.resorts,
                    &order.tour.departure_city,
                    operator,
                    &order.manager,
                    &order.contract.booking_number,
                ];
                let countries = order.tour.countries.iter().map(|code| country_name(code).unwrap_or(code));
                texts.into_iter().chain(countries).flat_map(words).collect()
            }
        }
    }
}

/// Words of a number and, when signs stand between its digits, all digits as one word.
fn with_digits(number: &str) -> BTreeSet<String> {
    words(number).chain(Some(digits(number)).filter(|digits| !digits.is_empty())).collect()
}

/// A phone is found by its beginning and by the last seven or four digits.
pub(super) fn phone_words(phone: &str) -> Vec<String> {
    let digits = digits(phone);
    [10, 7, 4]
        .into_iter()
        .filter(|count| digits.len() > *count)
        .map(|count| digits[digits.len() - count..].to_owned())
        .chain(Some(digits.clone()).filter(|digits| !digits.is_empty()))
        .collect()
}

/// A document is found by its series with the number, and by the number alone.
pub(super) fn document_words(document: &IdentityDocument) -> Vec<String> {
    let whole = words(&format!("{}{}", document.series, document.number)).collect::<String>();
    std::iter::once(whole).chain(words(&document.number)).filter(|word| !word.is_empty()).collect()
}

/// A value of a filter as one word of the index. Different values share a word
/// so rarely that only the columns, which are looked at as well, tell them apart.
pub(super) fn facet(name: &str, value: &str) -> String {
    // FNV-1a, 64 bits
    let hash = value
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{name}{hash:016x}")
}

/// What the index knows of a row besides the order itself.
struct Row {
    place: i64,
    contract_status: String,
}

fn facets(order: &Order, row: &Row) -> StoreResult<String> {
    let key = |text: &str| search::key(text).unwrap_or_default();
    let operator = order.operator.as_ref().map_or("", |operator| operator.short_name.as_str());
    let mut all = vec![
        facet("place", &row.place.to_string()),
        facet("contract", &row.contract_status),
        facet("status", &word(&order.status)?),
        facet("documents", &word(&order.documents_given)?),
        facet("payment", &order.price.method.map(|method| word(&method)).transpose()?.unwrap_or_default()),
        facet("manager", &key(&order.manager)),
        facet("staff", &order.manager_id.map(|id| id.to_string()).unwrap_or_default()),
        facet("office", &order.office_id.map(|id| id.to_string()).unwrap_or_default()),
        facet("operator", &key(operator)),
        facet("city", &key(&order.tour.departure_city)),
        facet("source", &key(&order.lead_source)),
        facet("kind", &key(&order.lead_kind)),
    ];
    all.extend(order.tour.countries.iter().map(|code| facet("country", code.trim())));
    let kinds: BTreeSet<String> =
        order.services.iter().map(|service| word(&service.kind())).collect::<Result<_, _>>()?;
    all.extend(kinds.iter().map(|kind| facet("service", kind)));
    Ok(all.join(" "))
}

/// Puts an order into the index, or anew after a change.
pub(super) fn put(write: &Write<'_>, seq: i64, order: &Order) -> StoreResult<()> {
    let row = write
        .sql
        .prepare_cached("SELECT place, contract_status FROM orders WHERE seq = ?1")?
        .query_row([seq], |row| Ok(Row { place: row.get(0)?, contract_status: row.get(1)? }))?;
    let facets = facets(order, &row)?;
    let [number, contract, customer, tourists, phones, documents, other] =
        Field::ALL.map(|field| field.words(order).iter().fold(String::new(), |text, word| text + " " + word));
    let texts = params![seq, number, contract, customer, tourists, phones, documents, other, facets];
    write
        .sql
        .prepare_cached(
            "INSERT OR REPLACE INTO order_index (rowid, number, contract_number, customer, tourists, phones, documents,
               other, facets) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(texts)?;
    write
        .sql
        .prepare_cached(
            "INSERT OR REPLACE INTO order_words (seq, number, contract_number, customer, tourists, phones, documents,
               other) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(&texts[..8])?;
    for field in [Field::Customer, Field::Tourists] {
        for name in field.words(order) {
            put_name(write, &name)?;
        }
    }
    Ok(())
}

/// Takes an order out of the index.
pub(super) fn remove(write: &Write<'_>, seq: i64) -> StoreResult<()> {
    write.sql.execute("DELETE FROM order_index WHERE rowid = ?1", [seq])?;
    write.sql.execute("DELETE FROM order_words WHERE seq = ?1", [seq])?;
    Ok(())
}

/// Letters by three with the beginning and the end marked, each once.
pub(super) fn trigrams(name: &str, ends: bool) -> BTreeSet<String> {
    let letters: Vec<char> = "^^".chars().chain(name.chars()).chain(ends.then_some('$')).collect();
    letters.windows(3).map(|three| three.iter().collect()).collect()
}

/// Remembers a name for typed ones with a slip in them. Names without orders
/// are left: they find nothing.
fn put_name(write: &Write<'_>, name: &str) -> StoreResult<()> {
    let is_name = name.chars().count() >= super::slips::SHORTEST && name.chars().all(char::is_alphabetic);
    if !is_name {
        return Ok(());
    }
    let known: Option<i64> = write
        .sql
        .prepare_cached("SELECT name FROM names WHERE word = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    if known.is_some() {
        return Ok(());
    }
    write.sql.prepare_cached("INSERT INTO names (word) VALUES (?1)")?.execute([name])?;
    let id = write.sql.last_insert_rowid();
    for trigram in trigrams(name, true) {
        write
            .sql
            .prepare_cached("INSERT INTO name_trigrams (trigram, name) VALUES (?1, ?2)")?
            .execute(params![trigram, id])?;
    }
    Ok(())
}
