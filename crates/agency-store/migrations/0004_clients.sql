-- Clients: one JSON document each, with columns for the list.

CREATE TABLE client_imports (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  -- rows taken, and rows left out as known already or wrong
  added INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  invalid INTEGER NOT NULL,
  author TEXT NOT NULL,
  started_at TEXT NOT NULL,
  -- no value: not finished, its clients are not seen yet
  finished_at TEXT,
  undone_at TEXT
) STRICT;

CREATE TABLE clients (
  -- number in the search index
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  birth_date TEXT,
  document_expires TEXT,
  tags TEXT NOT NULL,
  -- what the journal of consents comes to
  personal_data INTEGER NOT NULL DEFAULT 0 CHECK (personal_data IN (0, 1)),
  advertising INTEGER NOT NULL DEFAULT 0 CHECK (advertising IN (0, 1)),
  data TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  trashed_at TEXT,
  -- the client this one turned out to be; orders still name this one
  merged_into TEXT REFERENCES clients (id),
  import_id TEXT REFERENCES client_imports (id),
  pending INTEGER NOT NULL DEFAULT 0 CHECK (pending IN (0, 1)),
  -- 0 in the list, 1 in the trash, 2 merged away, 3 being imported
  place INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE WHEN pending = 1 THEN 3 WHEN merged_into IS NOT NULL THEN 2 WHEN trashed_at IS NOT NULL THEN 1 ELSE 0 END
  ) VIRTUAL,
  -- '03-06'
  birthday TEXT GENERATED ALWAYS AS (substr(birth_date, 6)) VIRTUAL
) STRICT;
CREATE INDEX clients_by_name ON clients (place, name_key, seq);
CREATE INDEX clients_by_update ON clients (place, updated_at, seq);
CREATE INDEX clients_by_creation ON clients (place, created_at, seq);
CREATE INDEX clients_by_birthday ON clients (place, birthday, seq);
CREATE INDEX clients_by_expiry ON clients (place, document_expires, seq);
CREATE INDEX clients_by_merge ON clients (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX clients_by_import ON clients (import_id) WHERE import_id IS NOT NULL;

-- Words of a client, found by their beginnings.
CREATE VIRTUAL TABLE client_index USING fts5 (
  words, content = '', contentless_delete = 1, detail = 'none',
  tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4'
);

-- What tells clients apart (agency_core::client::ClientKey).
CREATE TABLE client_keys (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES clients (seq) ON DELETE CASCADE,
  PRIMARY KEY (kind, value, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_keys_by_client ON client_keys (seq);

-- The people of orders: by their record where they were filled from one
-- (kind 'client'), else by their keys.
CREATE TABLE order_people (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  is_customer INTEGER NOT NULL CHECK (is_customer IN (0, 1)),
  PRIMARY KEY (kind, value, order_id, is_customer)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_people_by_order ON order_people (order_id);

-- Journal of consents; goes only with the client.
CREATE TABLE client_consents (
  seq INTEGER PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  kind TEXT NOT NULL,
  data TEXT NOT NULL,
  author TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX client_consents_by_client ON client_consents (client_id, seq);
CREATE TRIGGER client_consents_stay BEFORE UPDATE ON client_consents
BEGIN SELECT RAISE(ABORT, 'the journal of consents is append-only'); END;
CREATE TRIGGER client_consents_remain BEFORE DELETE ON client_consents
WHEN EXISTS (SELECT 1 FROM clients WHERE id = OLD.client_id AND trashed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'the journal of consents is append-only'); END;

-- Clients that were found to be one, with what is needed to part them again.
CREATE TABLE client_merges (
  id TEXT PRIMARY KEY,
  into_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  -- the card before and after, JSON
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  -- ids of the others, JSON
  merged TEXT NOT NULL,
  author TEXT NOT NULL,
  merged_at TEXT NOT NULL,
  undone_at TEXT
) STRICT;
CREATE INDEX client_merges_by_client ON client_merges (into_id, merged_at);

-- Clients that look alike and are different people; the smaller id first.
CREATE TABLE client_differences (
  first TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  second TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;

CREATE INDEX sms_history_by_order ON sms_history (order_id, sent_at);
