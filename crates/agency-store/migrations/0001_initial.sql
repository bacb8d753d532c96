-- Times are UTC in RFC 3339; money is kopecks; ids are UUIDv7 text.
-- An order is kept whole as JSON (`data`); the columns beside it exist for the
-- grid: filters, sorting and search never open the JSON.

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE images (
  kind TEXT PRIMARY KEY CHECK (kind IN ('stamp', 'signature')),
  png BLOB NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE operators (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  data TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE orders (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  contract_number TEXT NOT NULL,
  customer TEXT NOT NULL,
  customer_sort TEXT NOT NULL,
  tourist_count INTEGER NOT NULL,
  destination TEXT NOT NULL,
  tour_start TEXT,
  tour_end TEXT,
  manager TEXT NOT NULL,
  total_kopecks INTEGER,
  status TEXT NOT NULL,
  -- the truth about the contract's status; the JSON's copy is overlaid on load
  contract_status TEXT NOT NULL,
  search TEXT NOT NULL,
  data TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX orders_by_update ON orders (updated_at, id);
CREATE INDEX orders_by_start ON orders (tour_start, id);
CREATE INDEX orders_by_customer ON orders (customer_sort, id);

-- Every saved state of an order with its author; never changed.
CREATE TABLE order_versions (
  order_id TEXT NOT NULL REFERENCES orders (id),
  version INTEGER NOT NULL,
  data TEXT NOT NULL,
  author TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (order_id, version)
) STRICT;
CREATE TRIGGER order_versions_stay BEFORE UPDATE ON order_versions
BEGIN SELECT RAISE(ABORT, 'order versions are append-only'); END;
CREATE TRIGGER order_versions_remain BEFORE DELETE ON order_versions
BEGIN SELECT RAISE(ABORT, 'order versions are append-only'); END;

CREATE TABLE files (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  -- a signed contract: its row is never changed nor deleted (I8)
  sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
  content BLOB NOT NULL,
  added_at TEXT NOT NULL
) STRICT;
CREATE INDEX files_by_order ON files (order_id, added_at);
CREATE TRIGGER sealed_files_stay BEFORE UPDATE ON files WHEN OLD.sealed = 1
BEGIN SELECT RAISE(ABORT, 'a sealed file is never changed'); END;
CREATE TRIGGER sealed_files_remain BEFORE DELETE ON files WHEN OLD.sealed = 1
BEGIN SELECT RAISE(ABORT, 'a sealed file is never deleted'); END;

-- One sending of one contract: what was frozen, and what the portal told since.
CREATE TABLE envelopes (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  -- fingerprint of the order's data at the moment of freezing
  order_digest TEXT NOT NULL,
  document_sha256 TEXT NOT NULL,
  -- what goes to the portal beside the PDF, JSON
  manifest TEXT NOT NULL,
  pdf BLOB NOT NULL,
  status TEXT NOT NULL,
  problem TEXT,
  -- a letter waits for the manager to try it again
  can_retry INTEGER NOT NULL CHECK (can_retry IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX envelopes_by_order ON envelopes (order_id, created_at);
CREATE TRIGGER frozen_documents_stay BEFORE UPDATE OF document_sha256, manifest, pdf, order_digest ON envelopes
BEGIN SELECT RAISE(ABORT, 'a frozen document is never changed'); END;

-- Evidence as the portal keeps it, mirrored.
CREATE TABLE envelope_events (
  envelope_id TEXT NOT NULL REFERENCES envelopes (id),
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  failed INTEGER NOT NULL CHECK (failed IN (0, 1)),
  record TEXT NOT NULL,
  PRIMARY KEY (envelope_id, seq)
) STRICT;
CREATE TRIGGER envelope_events_stay BEFORE UPDATE ON envelope_events
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;
CREATE TRIGGER envelope_events_remain BEFORE DELETE ON envelope_events
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;

CREATE TABLE sms_history (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  envelope_id TEXT NOT NULL REFERENCES envelopes (id),
  -- place among the codes of the envelope, from 1
  code_number INTEGER NOT NULL,
  order_number TEXT NOT NULL,
  sent_at TEXT NOT NULL,
  signed_at TEXT,
  service TEXT NOT NULL,
  phone_masked TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'rejected', 'unknown')),
  explanation TEXT NOT NULL,
  parts INTEGER,
  cost TEXT,
  request TEXT NOT NULL,
  answer TEXT NOT NULL,
  search TEXT NOT NULL,
  UNIQUE (envelope_id, code_number)
) STRICT;
CREATE INDEX sms_history_by_time ON sms_history (sent_at, id);

-- Effects to be done exactly once, or at least once where that is harmless (I6).
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  -- one effect of one thing: a second request for it is the same row
  effect_key TEXT NOT NULL UNIQUE,
  -- what it is about: effects on one subject are done in their order
  subject TEXT NOT NULL,
  effect TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
  attempts INTEGER NOT NULL,
  next_attempt_at TEXT NOT NULL,
  last_error TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (state, next_attempt_at);
CREATE INDEX outbox_by_subject ON outbox (subject, state);
