//! What was sent and signed since a copy was made, brought into the base that
//! is restored from it: evidence is never lost by going back.

use crate::error::StoreResult;
use crate::key::Key;
use crate::store::keyed;
use crate::transfer::{columns, quoted, tables};
use rusqlite::{OpenFlags, Transaction};
use std::path::Path;

/// Orders that were sent and are newer than the copy.
const NEWER: &str = "CREATE TEMP TABLE newer AS SELECT DISTINCT order_id AS id FROM present.envelopes
  WHERE order_id NOT IN (SELECT id FROM orders)";

/// Rows of the signings, whatever order they are of.
const SIGNINGS: &[(&str, &str)] = &[
    ("envelopes", "1"),
    ("envelope_events", "1"),
    ("sms_history", "1"),
    ("files", "sealed = 1"),
    ("file_parts", "file_id IN (SELECT id FROM main.files)"),
    ("receipts", "payment_id IN (SELECT id FROM main.payments)"),
];

/// What only the signing changes in rows that both know. Search is made anew
/// for the orders that came.
const STATES: &str = "
UPDATE orders SET columns_version = 0 WHERE id IN (SELECT id FROM newer);
UPDATE orders SET contract_status = now.contract_status FROM present.orders AS now
  WHERE now.id = orders.id AND orders.id IN (SELECT order_id FROM present.envelopes);
UPDATE envelopes SET status = now.status, problem = now.problem, can_retry = now.can_retry
  FROM present.envelopes AS now WHERE now.id = envelopes.id;
UPDATE sms_history SET signed_at = now.signed_at FROM present.sms_history AS now WHERE now.id = sms_history.id;
DELETE FROM outbox WHERE subject IN (SELECT id FROM envelopes);
DROP TABLE newer;
";

/// Brings the signings of the base at `present` into the one at `restored`: effects,
/// evidence and sealed files as they are now. An order that is newer than the
/// copy comes whole; one that both know stays as in the copy. Both have the
/// present schema and the same key, and nobody else has them open.
///
/// # Errors
/// [`crate::StoreError::Damaged`] or another failure of either file; the restored one is as it was then.
pub fn bring(restored: &Path, present: &Path, key: &Key) -> StoreResult<()> {
    let mut sql = keyed(restored, key, OpenFlags::empty())?;
    // an order may name things the copy does not know yet; it stays readable without them
    sql.pragma_update(None, "foreign_keys", false)?;
    let attach = [present.to_string_lossy().into_owned(), format!("x'{}'", key.to_hex())];
    sql.execute("ATTACH DATABASE ?1 AS present KEY ?2", attach)?;
    let transaction = sql.transaction()?;
    transaction.execute_batch(NEWER)?;
    rows(&transaction, "orders", "id IN (SELECT id FROM newer)")?;
    for table in tables(&transaction)? {
        if columns(&transaction, &table)?.iter().any(|(column, _)| column == "order_id") {
            rows(&transaction, &table, "order_id IN (SELECT id FROM newer)")?;
        }
    }
    for (table, condition) in SIGNINGS {
        rows(&transaction, table, condition)?;
    }
    transaction.execute_batch(STATES)?;
    rows(&transaction, "outbox", "subject IN (SELECT id FROM main.envelopes)")?;
    Ok(transaction.commit()?)
}

/// Adds the rows that are not there yet. The number an order has in the search
/// index may be another one's here, so it gets a new one.
fn rows(transaction: &Transaction<'_>, table: &str, condition: &str) -> StoreResult<()> {
    let names: Vec<String> = columns(transaction, table)?
        .into_iter()
        .filter(|(name, _)| !(table == "orders" && name == "seq"))
        .map(|(name, _)| quoted(&name))
        .collect();
    let (table, names) = (quoted(table), names.join(", "));
    transaction.execute(
        &format!("INSERT OR IGNORE INTO {table} ({names}) SELECT {names} FROM present.{table} WHERE {condition}"),
        [],
    )?;
    Ok(())
}
