//! Envelopes, their links, evidence and the count of codes per phone.

use super::{jobs, json, parsed, sql, time, time_text};
use crate::storage::{FeedRow, Inserted, NewEnvelope};
use agency_core::ids::EnvelopeId;
use agency_documents::SignaturePlace;
use agency_signing::command::Facts;
use agency_signing::envelope::PhoneSends;
use agency_signing::{CommitError, Decision, Limits, LinkHash, Loaded, PhoneEffect, Record, Status, StoreError, Terms};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, named_params};
use serde::de::DeserializeOwned;

pub(super) fn load(
    connection: &mut Connection,
    id: EnvelopeId,
    now: DateTime<Utc>,
) -> Result<Option<Loaded>, StoreError> {
    let transaction = connection.transaction().map_err(sql)?;
    let row = transaction
        .query_row(
            "SELECT state, version, phone_hash FROM envelopes WHERE id = :id",
            named_params! {":id": id.to_string()},
            |row| {
                Ok((row.get::<_, String>("state")?, row.get::<_, i64>("version")?, row.get::<_, String>("phone_hash")?))
            },
        )
        .optional()
        .map_err(sql)?;
    let Some((state, version, phone_hash)) = row else { return Ok(None) };
    let phone = phone_sends(&transaction, &phone_hash, now)?;
    Ok(Some(Loaded { envelope: parsed(&state)?, version: version.cast_unsigned(), facts: Facts { phone } }))
}

fn phone_sends(connection: &Connection, hash: &str, now: DateTime<Utc>) -> Result<PhoneSends, StoreError> {
    let (count, oldest) = connection
        .query_row(
            "SELECT count(*) AS sent, min(at) AS oldest FROM phone_sends WHERE phone_hash = :hash AND at > :since",
            named_params! {":hash": hash, ":since": time_text(now - Limits::day())},
            |row| Ok((row.get::<_, u32>("sent")?, row.get::<_, Option<String>>("oldest")?)),
        )
        .map_err(sql)?;
    Ok(PhoneSends { count, oldest: oldest.as_deref().map(time).transpose()? })
}

pub(super) fn insert(connection: &mut Connection, new: &NewEnvelope) -> Result<Inserted, StoreError> {
    let envelope = &new.decision.next;
    let (terms, places) = (json(&envelope.terms)?, json(&new.places)?);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    let stored = transaction
        .query_row(
            "SELECT terms, places FROM envelopes WHERE id = :id",
            named_params! {":id": envelope.id.to_string()},
            |row| Ok((row.get::<_, String>("terms")?, row.get::<_, String>("places")?)),
        )
        .optional()
        .map_err(sql)?;
    if let Some(stored) = stored {
        let is_same = same::<Terms>(&stored.0, &terms)? && same::<Vec<SignaturePlace>>(&stored.1, &places)?;
        return Ok(if is_same { Inserted::Same } else { Inserted::Different });
    }
    transaction
        .execute(
            "INSERT INTO envelopes (id, version, status, phone_hash, state, terms, places, created_at)
             VALUES (:id, 1, :status, :phone_hash, :state, :terms, :places, :created_at)",
            named_params! {
                ":id": envelope.id.to_string(),
                ":status": envelope.status.as_str(),
                ":phone_hash": envelope.phone_hash,
                ":state": json(envelope)?,
                ":terms": terms,
                ":places": places,
                ":created_at": time_text(envelope.created_at),
            },
        )
        .map_err(sql)?;
    transaction
        .execute(
            "INSERT INTO documents (envelope_id, bytes) VALUES (:id, :bytes)",
            named_params! {":id": envelope.id.to_string(), ":bytes": new.document},
        )
        .map_err(sql)?;
    append(&transaction, &new.decision)?;
    transaction.commit().map_err(sql)?;
    Ok(Inserted::New)
}

/// Whether two texts mean the same: an earlier version may have written fewer fields or another order.
/// Both are read, as a number may change by its last digit on the way through text.
fn same<T: DeserializeOwned + PartialEq>(stored: &str, new: &str) -> Result<bool, StoreError> {
    Ok(parsed::<T>(stored)? == parsed::<T>(new)?)
}

pub(super) fn commit(connection: &mut Connection, version: u64, decision: &Decision) -> Result<(), CommitError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    let envelope = &decision.next;
    if let Some(PhoneEffect::Take { seen, at, .. }) = &decision.phone
        && phone_sends(&transaction, &envelope.phone_hash, *at)?.count != *seen
    {
        return Err(CommitError::Conflict);
    }
    let updated = transaction
        .execute(
            "UPDATE envelopes SET version = version + 1, status = :status, state = :state
             WHERE id = :id AND version = :version",
            named_params! {
                ":id": envelope.id.to_string(),
                ":version": version.cast_signed(),
                ":status": envelope.status.as_str(),
                ":state": json(envelope)?,
            },
        )
        .map_err(sql)?;
    if updated == 0 {
        return Err(CommitError::Conflict);
    }
    append(&transaction, decision)?;
    transaction.commit().map_err(sql)?;
    Ok(())
}

/// Evidence, jobs, link and phone count of a decision.
fn append(transaction: &Transaction<'_>, decision: &Decision) -> Result<(), StoreError> {
    let envelope = &decision.next;
    let id = envelope.id.to_string();
    for record in &decision.events {
        transaction
            .prepare_cached(
                "INSERT INTO evidence (envelope_id, seq, status, record) VALUES (:id, :seq, :status, :record)",
            )
            .and_then(|mut statement| {
                statement.execute(named_params! {
                    ":id": id,
                    ":seq": record.seq.cast_signed(),
                    ":status": envelope.status.as_str(),
                    ":record": json(record).expect("a record is always valid JSON"),
                })
            })
            .map_err(sql)?;
    }
    for effect in &decision.jobs {
        jobs::apply(transaction, envelope.id, *effect)?;
    }
    if let Some(hash) = &decision.link {
        transaction
            .execute(
                "INSERT INTO links (hash, envelope_id) VALUES (:hash, :id)",
                named_params! {":hash": hash.as_str(), ":id": id},
            )
            .map_err(sql)?;
    }
    match &decision.phone {
        Some(PhoneEffect::Take { number, at, .. }) => transaction.execute(
            "INSERT INTO phone_sends (envelope_id, number, phone_hash, at) VALUES (:id, :number, :hash, :at)",
            named_params! {":id": id, ":number": number, ":hash": envelope.phone_hash, ":at": time_text(*at)},
        ),
        Some(PhoneEffect::Release { number }) => transaction.execute(
            "DELETE FROM phone_sends WHERE envelope_id = :id AND number = :number",
            named_params! {":id": id, ":number": number},
        ),
        None => Ok(0),
    }
    .map_err(sql)?;
    Ok(())
}

pub(super) fn find_link(connection: &Connection, hash: &LinkHash) -> Result<Option<EnvelopeId>, StoreError> {
    connection
        .query_row("SELECT envelope_id FROM links WHERE hash = :hash", named_params! {":hash": hash.as_str()}, |row| {
            row.get::<_, String>("envelope_id")
        })
        .optional()
        .map_err(sql)?
        .map(|id| id.parse().map_err(|error| StoreError(format!("id: {error}"))))
        .transpose()
}

pub(super) fn places(connection: &Connection, id: EnvelopeId) -> Result<Vec<SignaturePlace>, StoreError> {
    let text: String = connection
        .query_row("SELECT places FROM envelopes WHERE id = :id", named_params! {":id": id.to_string()}, |row| {
            row.get("places")
        })
        .map_err(sql)?;
    parsed(&text)
}

pub(super) fn evidence(connection: &Connection, id: EnvelopeId) -> Result<Vec<Record>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT record FROM evidence WHERE envelope_id = :id ORDER BY seq").map_err(sql)?;
    let rows = statement
        .query_map(named_params! {":id": id.to_string()}, |row| row.get::<_, String>("record"))
        .map_err(sql)?;
    rows.map(|text| parsed(&text.map_err(sql)?)).collect()
}

pub(super) fn feed_id(connection: &Connection) -> Result<String, StoreError> {
    connection.query_row("SELECT id FROM feed", [], |row| row.get("id")).map_err(sql)
}

pub(super) fn feed(connection: &Connection, after: u64, limit: u32) -> Result<Vec<FeedRow>, StoreError> {
    let mut statement = connection
        .prepare_cached(
            "SELECT position, status, record FROM evidence WHERE position > :after ORDER BY position LIMIT :limit",
        )
        .map_err(sql)?;
    let after = i64::try_from(after).unwrap_or(i64::MAX);
    let rows = statement
        .query_map(named_params! {":after": after, ":limit": limit}, |row| {
            Ok((row.get::<_, i64>("position")?, row.get::<_, String>("status")?, row.get::<_, String>("record")?))
        })
        .map_err(sql)?;
    rows.map(|row| {
        let (position, status, record) = row.map_err(sql)?;
        Ok(FeedRow { position: position.cast_unsigned(), status: status_of(&status)?, record: parsed(&record)? })
    })
    .collect()
}

fn status_of(word: &str) -> Result<Status, StoreError> {
    Status::ALL
        .into_iter()
        .find(|status| status.as_str() == word)
        .ok_or_else(|| StoreError("unknown status of an envelope".into()))
}
