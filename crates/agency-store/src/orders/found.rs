//! Search through all orders for a text typed anywhere.

use super::filter::Viewer;
use super::index::{Field, document_words, phone_words};
use super::slips;
use crate::error::StoreResult;
use crate::search::typed_words;
use crate::store::{Read, id};
use agency_core::IdentityDocument;
use agency_core::ids::OrderId;
use rusqlite::params;

/// Rows of a group at most.
pub const FOUND_AT_MOST: usize = 8;

/// Where a text was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Number of the order, the customer's name, e-mail, places, operator, or words spread over all of it.
    Order,
    /// Number of the contract.
    Contract,
    /// Name of a tourist.
    Tourist,
    /// Phone.
    Phone,
    /// Number of a passport or another document.
    Document,
}

impl Group {
    /// Every group, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Order, Self::Contract, Self::Tourist, Self::Phone, Self::Document];

    fn fields(self) -> &'static [Field] {
        match self {
            Self::Order => &[Field::Number, Field::Customer, Field::Other],
            Self::Contract => &[Field::ContractNumber],
            Self::Tourist => &[Field::Tourists],
            Self::Phone => &[Field::Phones],
            Self::Document => &[Field::Documents],
        }
    }
}

/// What a text finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// Orders of each group that has some, best first.
    pub groups: Vec<(Group, Vec<OrderId>)>,
    /// Whether a group has more than [`FOUND_AT_MOST`].
    pub more: Vec<Group>,
    /// Words that were searched for: typed ones, or names taken instead.
    pub words: Vec<String>,
    /// Names taken instead of typed words that find nothing.
    pub corrected: Vec<String>,
}

/// Finds orders by a typed text: letter case and ё/е do not matter, words are
/// found by their beginnings, and a name with a slip by the nearest ones. The
/// trash is left out.
///
/// # Errors
/// Storage failure.
pub fn find(read: &Read<'_>, typed: &str, viewer: &Viewer) -> StoreResult<Finding> {
    let words = typed_words(typed);
    if words.is_empty() {
        return Ok(Finding::default());
    }
    let alternatives: Vec<Vec<String>> = words.iter().map(|word| vec![word.clone()]).collect();
    let finding = grouped(read, &alternatives, viewer)?;
    if !finding.groups.is_empty() {
        return Ok(finding);
    }
    let mut corrected = Vec::new();
    let mut instead = Vec::new();
    for word in words {
        if is_known(read, &word)? {
            instead.push(vec![word]);
            continue;
        }
        let nearest = slips::nearest(read, &word)?;
        if nearest.is_empty() {
            return Ok(finding);
        }
        corrected.extend(nearest.iter().cloned());
        instead.push(nearest);
    }
    if corrected.is_empty() {
        return Ok(finding);
    }
    let mut finding = grouped(read, &instead, viewer)?;
    finding.corrected = corrected;
    Ok(finding)
}

/// Whether any order has a word that begins so.
fn is_known(read: &Read<'_>, word: &str) -> StoreResult<bool> {
    let mut statement = read.sql.prepare_cached("SELECT 1 FROM order_index WHERE order_index MATCH ?1 LIMIT 1")?;
    Ok(statement.exists([format!("{} : {word}*", all_columns())])?)
}

/// Groups for words, each of which may be any of its alternatives.
fn grouped(read: &Read<'_>, words: &[Vec<String>], viewer: &Viewer) -> StoreResult<Finding> {
    let mut finding = Finding { words: words.concat(), ..Finding::default() };
    for group in Group::ALL {
        let columns: Vec<&str> = group.fields().iter().map(|field| field.column()).collect();
        let columns = format!("{{{}}}", columns.join(" "));
        let (ids, more) = best(read, &columns, words, viewer)?;
        finding.more.extend(more.then_some(group));
        if !ids.is_empty() {
            finding.groups.push((group, ids));
        }
    }
    if finding.groups.is_empty() && words.len() > 1 {
        // words of different places: a tourist and a country, a surname and a phone
        let (ids, more) = best(read, &all_columns(), words, viewer)?;
        finding.more.extend(more.then_some(Group::Order));
        if !ids.is_empty() {
            finding.groups.push((Group::Order, ids));
        }
    }
    Ok(finding)
}

fn all_columns() -> String {
    format!("{{{}}}", Field::ALL.map(Field::column).join(" "))
}

/// Orders with whole words first, then those with beginnings, newest first.
fn best(read: &Read<'_>, columns: &str, words: &[Vec<String>], viewer: &Viewer) -> StoreResult<(Vec<OrderId>, bool)> {
    let own = if viewer.own_only { format!(" AND {}", viewer.own_orders(true)) } else { String::new() };
    let mut ids: Vec<OrderId> = Vec::new();
    for end in ["", "*"] {
        let all: Vec<String> = words
            .iter()
            .map(|any| {
                let any: Vec<String> = any.iter().map(|word| format!("{word}{end}")).collect();
                format!("{columns} : ({})", any.join(" OR "))
            })
            .collect();
        let query = format!("{}{own}", all.join(" AND "));
        let mut statement = read.sql.prepare_cached(
            "SELECT o.id FROM order_index AS i CROSS JOIN orders AS o ON o.seq = i.rowid
             WHERE order_index MATCH ?1 AND o.trashed_at IS NULL ORDER BY i.rowid DESC LIMIT ?2",
        )?;
        let limit = FOUND_AT_MOST + 1 + ids.len();
        for found in statement.query_map(params![query, limit as i64], |row| id::<OrderId>(row, "id"))? {
            let found = found?;
            if !ids.contains(&found) {
                ids.push(found);
            }
        }
        if ids.len() > FOUND_AT_MOST {
            break;
        }
    }
    let more = ids.len() > FOUND_AT_MOST;
    ids.truncate(FOUND_AT_MOST);
    Ok((ids, more))
}

/// Whether a text has a word that begins with one of these.
pub fn has_any_word(text: &str, typed: &[String]) -> bool {
    begins(crate::search::words(text), typed)
}

/// Whether a phone is one of those typed.
pub fn has_phone(phone: &str, typed: &[String]) -> bool {
    begins(phone_words(phone), typed)
}

/// Whether a document has the number typed.
pub fn has_document(document: &IdentityDocument, typed: &[String]) -> bool {
    begins(document_words(document), typed)
}

fn begins(words: impl IntoIterator<Item = String>, typed: &[String]) -> bool {
    words.into_iter().any(|word| typed.iter().any(|typed| word.starts_with(typed.as_str())))
}
