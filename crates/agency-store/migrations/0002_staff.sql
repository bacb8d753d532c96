-- Who works here, where, and everything that was changed.

CREATE TABLE offices (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('manager', 'head')),
  office_id TEXT REFERENCES offices (id),
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  -- switches, JSON
  rights TEXT NOT NULL,
  -- Argon2id in PHC form; no value means that no PIN is asked for
  pin_hash TEXT,
  -- tries since the last right PIN, and until when no further one is taken
  pin_failures INTEGER NOT NULL DEFAULT 0,
  pin_closed_until TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

-- Журнал изменений. `hash` chains a row to the one before it.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  -- no value: the program itself
  staff_id TEXT REFERENCES staff (id),
  staff_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  subject_kind TEXT,
  subject_id TEXT,
  -- what was before and after, JSON
  details TEXT NOT NULL,
  search TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_staff ON audit (staff_id, seq);
CREATE INDEX audit_by_kind ON audit (kind, seq);
CREATE INDEX audit_by_subject ON audit (subject_id, seq);
CREATE INDEX audit_by_time ON audit (at);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER audit_remains BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
