//! The outbox.

use super::{json, parsed, sql, time, time_text};
use crate::storage::ClaimedJob;
use agency_core::ids::EnvelopeId;
use agency_signing::{Job, JobEffect, StoreError};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, named_params};

pub(super) fn apply(transaction: &Transaction<'_>, id: EnvelopeId, effect: JobEffect) -> Result<(), StoreError> {
    match effect {
        JobEffect::Start(job, at) => transaction
            .execute(
                "INSERT INTO jobs (envelope_id, key, job, run_at) VALUES (:id, :key, :job, :run_at)
                 ON CONFLICT (envelope_id, key)
                 DO UPDATE SET run_at = excluded.run_at, attempts = 0, claimed_until = NULL, done = 0",
                named_params! {
                    ":id": id.to_string(),
                    ":key": job.key(),
                    ":job": json(&job)?,
                    ":run_at": time_text(at),
                },
            )
            .map_err(sql)
            .map(drop),
        JobEffect::Again(job, at) => transaction
            .execute(
                "UPDATE jobs SET run_at = :run_at, claimed_until = NULL WHERE envelope_id = :id AND key = :key",
                named_params! {":id": id.to_string(), ":key": job.key(), ":run_at": time_text(at)},
            )
            .map_err(sql)
            .map(drop),
        JobEffect::Done(job) => finish(transaction, id, job),
    }
}

fn finish(connection: &Connection, id: EnvelopeId, job: Job) -> Result<(), StoreError> {
    connection
        .execute(
            "UPDATE jobs SET done = 1, claimed_until = NULL WHERE envelope_id = :id AND key = :key",
            named_params! {":id": id.to_string(), ":key": job.key()},
        )
        .map_err(sql)?;
    Ok(())
}

pub(super) fn finish_claimed(connection: &Connection, claimed: ClaimedJob) -> Result<(), StoreError> {
    connection
        .execute(
            "UPDATE jobs SET done = 1, claimed_until = NULL
             WHERE envelope_id = :id AND key = :key AND attempts = :attempt AND claimed_until = :until",
            named_params! {
                ":id": claimed.envelope.to_string(),
                ":key": claimed.job.key(),
                ":attempt": claimed.attempt,
                ":until": time_text(claimed.lease_until),
            },
        )
        .map_err(sql)?;
    Ok(())
}

pub(super) fn claim_due(
    connection: &mut Connection,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<ClaimedJob>, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    let due: Vec<(String, String, String, u32)> = {
        let mut statement = transaction
            .prepare_cached(
                "SELECT envelope_id, key, job, attempts FROM jobs
                 WHERE done = 0 AND run_at <= :now AND (claimed_until IS NULL OR claimed_until <= :now)
                 ORDER BY run_at, envelope_id, key LIMIT :limit",
            )
            .map_err(sql)?;
        let rows = statement
            .query_map(named_params! {":now": time_text(now), ":limit": limit}, |row| {
                Ok((row.get("envelope_id")?, row.get("key")?, row.get("job")?, row.get("attempts")?))
            })
            .map_err(sql)?;
        rows.collect::<Result<_, _>>().map_err(sql)?
    };
    let mut claimed = Vec::with_capacity(due.len());
    for (envelope, key, job, attempts) in due {
        transaction
            .execute(
                "UPDATE jobs SET attempts = attempts + 1, claimed_until = :until
                 WHERE envelope_id = :id AND key = :key",
                named_params! {":id": envelope, ":key": key, ":until": time_text(lease_until)},
            )
            .map_err(sql)?;
        let envelope = envelope.parse().map_err(|error| StoreError(format!("id: {error}")))?;
        claimed.push(ClaimedJob { envelope, job: parsed(&job)?, attempt: attempts + 1, lease_until });
    }
    transaction.commit().map_err(sql)?;
    Ok(claimed)
}

pub(super) fn release_claims(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("UPDATE jobs SET claimed_until = NULL WHERE done = 0", []).map_err(sql)?;
    Ok(())
}

pub(super) fn next_due(connection: &Connection) -> Result<Option<DateTime<Utc>>, StoreError> {
    connection
        .query_row(
            "SELECT max(run_at, coalesce(claimed_until, run_at)) AS due FROM jobs WHERE done = 0
             ORDER BY due LIMIT 1",
            [],
            |row| row.get::<_, String>("due"),
        )
        .optional()
        .map_err(sql)?
        .as_deref()
        .map(time)
        .transpose()
}
