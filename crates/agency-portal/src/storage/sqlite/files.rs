//! Documents, page images, signed files.

use super::{sql, time_text};
use crate::storage::{PageImage, SealedFile};
use agency_core::ids::EnvelopeId;
use agency_signing::StoreError;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, named_params};

pub(super) fn document(connection: &Connection, id: EnvelopeId) -> Result<Option<Vec<u8>>, StoreError> {
    connection
        .query_row(
            "SELECT bytes FROM documents WHERE envelope_id = :id",
            named_params! {":id": id.to_string()},
            |row| row.get("bytes"),
        )
        .optional()
        .map_err(sql)
}

pub(super) fn put_page(
    connection: &Connection,
    id: EnvelopeId,
    page: u32,
    image: &PageImage,
) -> Result<(), StoreError> {
    connection
        .execute(
            "INSERT OR REPLACE INTO page_images (envelope_id, page, width, height, png)
             VALUES (:id, :page, :width, :height, :png)",
            named_params! {
                ":id": id.to_string(),
                ":page": page,
                ":width": image.width,
                ":height": image.height,
                ":png": image.png,
            },
        )
        .map_err(sql)?;
    Ok(())
}

pub(super) fn page(connection: &Connection, id: EnvelopeId, page: u32) -> Result<Option<PageImage>, StoreError> {
    connection
        .query_row(
            "SELECT width, height, png FROM page_images WHERE envelope_id = :id AND page = :page",
            named_params! {":id": id.to_string(), ":page": page},
            |row| Ok(PageImage { width: row.get("width")?, height: row.get("height")?, png: row.get("png")? }),
        )
        .optional()
        .map_err(sql)
}

pub(super) fn page_sizes(connection: &Connection, id: EnvelopeId) -> Result<Vec<(u32, u32, u32)>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT page, width, height FROM page_images WHERE envelope_id = :id ORDER BY page")
        .map_err(sql)?;
    let rows = statement
        .query_map(named_params! {":id": id.to_string()}, |row| {
            Ok((row.get("page")?, row.get("width")?, row.get("height")?))
        })
        .map_err(sql)?;
    rows.map(|row| row.map_err(sql)).collect()
}

pub(super) fn put_sealed(
    connection: &Connection,
    id: EnvelopeId,
    file: &SealedFile,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    connection
        .execute(
            "INSERT INTO sealed_files (envelope_id, sha256, bytes, stored_at) VALUES (:id, :sha256, :bytes, :at)
             ON CONFLICT (envelope_id) DO NOTHING",
            named_params! {
                ":id": id.to_string(),
                ":sha256": file.sha256,
                ":bytes": file.bytes,
                ":at": time_text(now),
            },
        )
        .map_err(sql)?;
    Ok(())
}

pub(super) fn sealed(connection: &Connection, id: EnvelopeId) -> Result<Option<SealedFile>, StoreError> {
    connection
        .query_row(
            "SELECT sha256, bytes FROM sealed_files WHERE envelope_id = :id",
            named_params! {":id": id.to_string()},
            |row| Ok(SealedFile { sha256: row.get("sha256")?, bytes: row.get("bytes")? }),
        )
        .optional()
        .map_err(sql)
}
