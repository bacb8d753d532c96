//! Who is known already, and who may be there twice.

use super::{ClientSummary, summary_of};
use crate::error::StoreResult;
use crate::store::{Read, Write, from_word, id, word};
use agency_core::client::{Client, ClientKey};
use agency_core::ids::ClientId;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Clients that share something and may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateGroup {
    /// What they share.
    pub keys: Vec<ClientKey>,
    /// The clients.
    pub clients: Vec<ClientSummary>,
}

/// More clients with one key are no duplicates but a phone of the office.
const LARGEST_GROUP: usize = 20;

/// The client of the list that has one of the exact keys of this card, with
/// that key and its name.
///
/// # Errors
/// Storage failure.
pub fn find_exact(read: &Read<'_>, client: &Client) -> StoreResult<Option<(ClientKey, ClientId, String)>> {
    let mut statement = read.sql.prepare_cached(
        "SELECT c.id, c.name FROM client_keys k JOIN clients c ON c.seq = k.seq
         WHERE k.kind = ?1 AND k.value = ?2 AND c.place = 0 AND c.id <> ?3 ORDER BY c.seq LIMIT 1",
    )?;
    for (kind, value) in client.keys().into_iter().filter(|(kind, _)| ClientKey::EXACT.contains(kind)) {
        let values = params![word(&kind)?, value, client.id.to_string()];
        let found = statement.query_row(values, |row| Ok((id(row, "id")?, row.get(1)?))).optional()?;
        if let Some((found, name)) = found {
            return Ok(Some((kind, found, name)));
        }
    }
    Ok(None)
}

/// Clients of the list that share any key with this one and are not said to
/// differ from it: at most ten.
///
/// # Errors
/// Storage failure.
pub fn similar(read: &Read<'_>, client: ClientId) -> StoreResult<Vec<ClientSummary>> {
    let mut statement = read.sql.prepare_cached(
        "SELECT DISTINCT o.seq FROM clients c JOIN client_keys k ON k.seq = c.seq
         JOIN client_keys s ON s.kind = k.kind AND s.value = k.value AND s.seq <> k.seq
         JOIN clients o ON o.seq = s.seq
         WHERE c.id = ?1 AND o.place = 0 AND NOT EXISTS (SELECT 1 FROM client_differences d
           WHERE d.first = min(c.id, o.id) AND d.second = max(c.id, o.id))
         LIMIT 10",
    )?;
    let seqs: Vec<i64> = statement.query_map([client.to_string()], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for seq in seqs {
        found.extend(summary_of(read, seq)?);
    }
    Ok(found)
}

/// Groups of clients of the list that may be one: whoever shares a key, except
/// those said to be different people. At most `limit` groups, and how many
/// there are in all.
///
/// # Errors
/// Storage failure.
pub fn duplicates(read: &Read<'_>, limit: usize) -> StoreResult<(Vec<DuplicateGroup>, u32)> {
    let suspect: Vec<String> = ClientKey::SUSPECT.iter().map(word).collect::<StoreResult<_>>()?;
    let mut statement = read.sql.prepare_cached(
        "SELECT k.kind, group_concat(k.seq) FROM client_keys k JOIN clients c ON c.seq = k.seq
         WHERE c.place = 0 AND k.kind IN (?1, ?2, ?3, ?4, ?5)
         GROUP BY k.kind, k.value HAVING count(*) BETWEEN 2 AND ?6",
    )?;
    let values = params![suspect[0], suspect[1], suspect[2], suspect[3], suspect[4], LARGEST_GROUP as i64];
    let rows = statement.query_map(values, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let different = different(read)?;
    let mut groups = Groups::default();
    for row in rows {
        let (kind, members) = row?;
        let kind: ClientKey = from_word(&kind)?;
        let members: Vec<i64> = members.split(',').filter_map(|seq| seq.parse().ok()).collect();
        for (index, first) in members.iter().enumerate() {
            for second in &members[index + 1..] {
                if !different.contains(&((*first).min(*second), (*first).max(*second))) {
                    groups.join(*first, *second, kind);
                }
            }
        }
    }
    let groups = groups.finish();
    let total = u32::try_from(groups.len()).unwrap_or(u32::MAX);
    let mut found = Vec::new();
    for (members, keys) in groups.into_iter().take(limit) {
        let mut clients = Vec::new();
        for seq in members {
            clients.extend(summary_of(read, seq)?);
        }
        found.push(DuplicateGroup { keys: keys.into_iter().collect(), clients });
    }
    Ok((found, total))
}

/// Pairs said to be different people, by their numbers, the smaller first.
fn different(read: &Read<'_>) -> StoreResult<BTreeSet<(i64, i64)>> {
    let mut statement = read.sql.prepare_cached(
        "SELECT min(a.seq, b.seq), max(a.seq, b.seq) FROM client_differences d
         JOIN clients a ON a.id = d.first JOIN clients b ON b.id = d.second",
    )?;
    let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(pairs.collect::<Result<_, _>>()?)
}

/// Notes that these clients are all different people.
///
/// # Errors
/// Storage failure.
pub fn set_different(write: &Write<'_>, clients: &[ClientId]) -> StoreResult<()> {
    for (index, first) in clients.iter().enumerate() {
        for second in &clients[index + 1..] {
            let pair = (first.min(second), first.max(second));
            write.sql.execute(
                "INSERT OR IGNORE INTO client_differences (first, second) VALUES (?1, ?2)",
                params![pair.0.to_string(), pair.1.to_string()],
            )?;
        }
    }
    Ok(())
}

/// Numbers joined into groups.
#[derive(Default)]
struct Groups {
    parent: BTreeMap<i64, i64>,
    keys: Vec<(i64, ClientKey)>,
}

impl Groups {
    fn root(&self, member: i64) -> i64 {
        let mut root = member;
        while let Some(parent) = self.parent.get(&root).filter(|parent| **parent != root) {
            root = *parent;
        }
        root
    }

    fn join(&mut self, first: i64, second: i64, key: ClientKey) {
        let (a, b) = (self.root(first), self.root(second));
        let (low, high) = (a.min(b), a.max(b));
        self.parent.insert(low, low);
        self.parent.insert(high, low);
        self.keys.push((first, key));
    }

    /// Members and keys of every group, the oldest client first.
    fn finish(self) -> Vec<(BTreeSet<i64>, BTreeSet<ClientKey>)> {
        let mut groups: BTreeMap<i64, (BTreeSet<i64>, BTreeSet<ClientKey>)> = BTreeMap::new();
        for member in self.parent.keys() {
            groups.entry(self.root(*member)).or_default().0.insert(*member);
        }
        for (member, key) in &self.keys {
            groups.entry(self.root(*member)).or_default().1.insert(*key);
        }
        groups.into_values().collect()
    }
}
