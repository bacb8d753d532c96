-- Signing sessions. Times are UTC texts of one width (2025-03-06T08:13:40.000Z), so they sort as text.

CREATE TABLE envelopes (
    id              TEXT PRIMARY KEY NOT NULL,
    version         INTEGER NOT NULL,
    status          TEXT NOT NULL,
    phone_hash      TEXT NOT NULL,
    -- The aggregate as JSON; the columns beside it are for queries only.
    state           TEXT NOT NULL,
    -- What the desktop sent, for telling a repeat from another envelope with the same id.
    terms           TEXT NOT NULL,
    places          TEXT NOT NULL,
    created_at      TEXT NOT NULL
) STRICT;

CREATE TABLE links (
    hash            TEXT PRIMARY KEY NOT NULL,
    envelope_id     TEXT NOT NULL REFERENCES envelopes (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
    envelope_id     TEXT PRIMARY KEY NOT NULL REFERENCES envelopes (id),
    bytes           BLOB NOT NULL
) STRICT;

-- A cache: can be made again from the document.
CREATE TABLE page_images (
    envelope_id     TEXT NOT NULL REFERENCES envelopes (id),
    page            INTEGER NOT NULL,
    width           INTEGER NOT NULL,
    height          INTEGER NOT NULL,
    png             BLOB NOT NULL,
    PRIMARY KEY (envelope_id, page)
) STRICT;

CREATE TABLE sealed_files (
    envelope_id     TEXT PRIMARY KEY NOT NULL REFERENCES envelopes (id),
    sha256          TEXT NOT NULL,
    bytes           BLOB NOT NULL,
    stored_at       TEXT NOT NULL
) STRICT;

CREATE TABLE evidence (
    -- Cursor of the event feed.
    position        INTEGER PRIMARY KEY AUTOINCREMENT,
    envelope_id     TEXT NOT NULL REFERENCES envelopes (id),
    seq             INTEGER NOT NULL,
    -- Status of the envelope after the decision the record belongs to.
    status          TEXT NOT NULL,
    record          TEXT NOT NULL,
    UNIQUE (envelope_id, seq)
) STRICT;

CREATE TABLE jobs (
    envelope_id     TEXT NOT NULL REFERENCES envelopes (id),
    key             TEXT NOT NULL,
    job             TEXT NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    run_at          TEXT NOT NULL,
    claimed_until   TEXT,
    done            INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (envelope_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_due ON jobs (run_at) WHERE done = 0;

CREATE TABLE phone_sends (
    envelope_id     TEXT NOT NULL REFERENCES envelopes (id),
    number          INTEGER NOT NULL,
    phone_hash      TEXT NOT NULL,
    at              TEXT NOT NULL,
    PRIMARY KEY (envelope_id, number, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX phone_sends_of_phone ON phone_sends (phone_hash, at);

CREATE TRIGGER evidence_is_not_changed BEFORE UPDATE ON evidence
BEGIN SELECT RAISE (ABORT, 'evidence is append-only'); END;
CREATE TRIGGER evidence_is_not_removed BEFORE DELETE ON evidence
BEGIN SELECT RAISE (ABORT, 'evidence is append-only'); END;
CREATE TRIGGER sealed_files_are_not_changed BEFORE UPDATE ON sealed_files
BEGIN SELECT RAISE (ABORT, 'a signed file is never overwritten'); END;
CREATE TRIGGER sealed_files_are_not_removed BEFORE DELETE ON sealed_files
BEGIN SELECT RAISE (ABORT, 'a signed file is never overwritten'); END;
CREATE TRIGGER documents_are_not_changed BEFORE UPDATE ON documents
BEGIN SELECT RAISE (ABORT, 'a frozen document is never changed'); END;
CREATE TRIGGER documents_are_not_removed BEFORE DELETE ON documents
BEGIN SELECT RAISE (ABORT, 'a frozen document is never changed'); END;
CREATE TRIGGER envelopes_are_not_removed BEFORE DELETE ON envelopes
BEGIN SELECT RAISE (ABORT, 'an envelope is never removed'); END;
