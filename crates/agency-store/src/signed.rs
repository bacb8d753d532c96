//! What was sent and signed since a copy was made, brought into the base that
//! is restored from it: evidence is never lost by going back.

use crate::error::StoreResult;
use crate::key::Key;
use crate::store::keyed;
use crate::transfer::{columns, quoted, tables};
use rusqlite::OpenFlags;
use std::path::Path;

/// Orders that are newer than the copy and were sent: they come whole.
const NEWER: &str = "
CREATE TEMP TABLE newer AS SELECT DISTINCT order_id AS id FROM present.envelopes
  WHERE order_id NOT IN (SELECT id FROM orders);
INSERT INTO orders SELECT * FROM present.orders WHERE id IN (SELECT id FROM newer);
";

/// Effects, evidence and sealed files as they are now. Orders both know stay as
/// in the copy, but for what only the signing changes.
const SIGNINGS: &str = "
UPDATE orders SET contract_status = now.contract_status FROM present.orders AS now
  WHERE now.id = orders.id AND orders.id IN (SELECT order_id FROM present.envelopes);
INSERT OR IGNORE INTO envelopes SELECT * FROM present.envelopes;
UPDATE envelopes SET status = now.status, problem = now.problem, can_retry = now.can_retry
  FROM present.envelopes AS now WHERE now.id = envelopes.id;
INSERT OR IGNORE INTO envelope_events SELECT * FROM present.envelope_events;
INSERT OR IGNORE INTO sms_history SELECT * FROM present.sms_history;
UPDATE sms_history SET signed_at = now.signed_at FROM present.sms_history AS now WHERE now.id = sms_history.id;
INSERT OR IGNORE INTO files SELECT * FROM present.files WHERE sealed = 1;
INSERT OR IGNORE INTO receipts SELECT * FROM present.receipts WHERE payment_id IN (SELECT id FROM payments);
DELETE FROM outbox WHERE subject IN (SELECT id FROM envelopes);
INSERT OR IGNORE INTO outbox SELECT * FROM present.outbox WHERE subject IN (SELECT id FROM envelopes);
DROP TABLE newer;
";

/// Brings the signings of the base at `present` into the one at `restored`.
/// Both have the present schema and the same key, and nobody else has them open.
///
/// # Errors
/// [`crate::StoreError::Damaged`] or another failure of either file; the restored one is as it was then.
pub fn bring(restored: &Path, present: &Path, key: &Key) -> StoreResult<()> {
    let mut sql = keyed(restored, key, OpenFlags::empty())?;
    // an order may name things the copy does not know yet; it stays readable without them
    sql.pragma_update(None, "foreign_keys", false)?;
    sql.execute("ATTACH DATABASE ?1 AS present KEY ?2", [present.to_string_lossy().as_ref(), &format!("x'{}'", key.to_hex())])?;
    let transaction = sql.transaction()?;
    transaction.execute_batch(NEWER)?;
    for table in tables(&transaction)? {
        if columns(&transaction, &table)?.iter().any(|(column, _)| column == "order_id") {
            let table = quoted(&table);
            transaction.execute(
                &format!(
                    "INSERT OR IGNORE INTO {table} SELECT * FROM present.{table}
                     WHERE order_id IN (SELECT id FROM newer)"
                ),
                [],
            )?;
        }
    }
    transaction.execute_batch(SIGNINGS)?;
    Ok(transaction.commit()?)
}
