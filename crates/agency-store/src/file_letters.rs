//! Letters with files of an order: what was to be sent, and what became of it.

use crate::error::StoreResult;
use crate::store::{Read, Write, from_word, id, word};
use agency_core::ids::{FileId, LetterId, OrderId};
use chrono::{DateTime, Utc};
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

/// How far a letter came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterState {
    /// In the outbox.
    Waiting,
    /// Taken by the mail server.
    Sent,
    /// Refused; a person may try again.
    Failed,
}

/// A letter with files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLetter {
    /// Identity; also of the letter on the wire, so that a repeat is the same letter.
    pub id: LetterId,
    /// The order.
    pub order_id: OrderId,
    /// E-mail.
    pub recipient: String,
    /// Name for the header.
    pub recipient_name: String,
    /// Subject.
    pub subject: String,
    /// Text as the manager left it.
    pub text: String,
    /// The files, in order.
    pub files: Vec<FileId>,
    /// How far it came.
    pub state: LetterState,
    /// Why it does not go on, in Russian.
    pub problem: Option<String>,
    /// Who sent it.
    pub author: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
}

fn letter(row: &Row<'_>) -> StoreResult<FileLetter> {
    Ok(FileLetter {
        id: id(row, "id")?,
        order_id: id(row, "order_id")?,
        recipient: row.get("recipient")?,
        recipient_name: row.get("recipient_name")?,
        subject: row.get("subject")?,
        text: row.get("text")?,
        files: serde_json::from_str(&row.get::<_, String>("files")?)?,
        state: from_word(&row.get::<_, String>("state")?)?,
        problem: row.get("problem")?,
        author: row.get("author")?,
        created_at: row.get("created_at")?,
        sent_at: row.get("sent_at")?,
    })
}

/// Adds a letter.
///
/// # Errors
/// Storage failure.
pub fn add(write: &Write<'_>, letter: &FileLetter) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO file_letters (id, order_id, recipient, recipient_name, subject, text, files, state, problem, author,
           created_at, sent_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            letter.id.to_string(),
            letter.order_id.to_string(),
            letter.recipient,
            letter.recipient_name,
            letter.subject,
            letter.text,
            serde_json::to_string(&letter.files)?,
            word(&letter.state)?,
            letter.problem,
            letter.author,
            letter.created_at,
            letter.sent_at
        ],
    )?;
    Ok(())
}

/// One letter.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn get(read: &Read<'_>, id: LetterId) -> StoreResult<FileLetter> {
    read.sql.query_row("SELECT * FROM file_letters WHERE id = ?1", [id.to_string()], |row| Ok(letter(row)))?
}

/// Letters of an order, newest first.
///
/// # Errors
/// Storage failure.
pub fn of_order(read: &Read<'_>, order: OrderId) -> StoreResult<Vec<FileLetter>> {
    let mut statement =
        read.sql.prepare_cached("SELECT * FROM file_letters WHERE order_id = ?1 ORDER BY created_at DESC, id DESC")?;
    statement.query_and_then([order.to_string()], letter)?.collect()
}

/// Notes how far a letter came; a sent one is stamped with the transaction's time.
///
/// # Errors
/// Storage failure.
pub fn set_state(write: &Write<'_>, id: LetterId, state: LetterState, problem: Option<&str>) -> StoreResult<()> {
    let sent_at = (state == LetterState::Sent).then_some(write.now);
    write.sql.execute(
        "UPDATE file_letters SET state = ?2, problem = ?3, sent_at = ?4 WHERE id = ?1",
        params![id.to_string(), word(&state)?, problem, sent_at],
    )?;
    Ok(())
}
