-- The grid «Заявки». `orders` becomes narrow: the order itself is read from its
-- last version, and the columns are what the grid shows, filters and sorts by.
-- They are recomputed from the order whenever the program derives them in
-- another way (agency_store::orders::columns).

DROP INDEX orders_by_update;
DROP INDEX orders_by_start;
DROP INDEX orders_by_customer;

CREATE TABLE orders_narrow (
  -- number in the search index; an id that is not text keeps the indexes small
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- the present state is the row of `order_versions` with this version
  version INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,
  -- the truth about the contract's status; the copy in the order is overlaid on load
  contract_status TEXT NOT NULL,
  is_quote INTEGER NOT NULL DEFAULT 0 CHECK (is_quote IN (0, 1)),
  archived_at TEXT,
  trashed_at TEXT,
  tour_start TEXT,
  tour_end TEXT,
  payment_method TEXT,
  documents_given TEXT NOT NULL DEFAULT 'not_given',
  -- ' TUR EGY ' and ' transport insurance '
  countries TEXT NOT NULL DEFAULT '',
  services TEXT NOT NULL DEFAULT '',
  manager_id TEXT,
  office_id TEXT,
  -- keys compare as people do: lower case, ё as е, digits as numbers; no value for an empty text
  manager_key TEXT,
  operator_key TEXT,
  departure_city_key TEXT,
  lead_source_key TEXT,
  lead_kind_key TEXT,
  number_key TEXT,
  contract_number_key TEXT,
  customer_key TEXT,
  destination_key TEXT,
  tourist_count INTEGER NOT NULL,
  total_kopecks INTEGER,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  contract_number TEXT NOT NULL,
  customer TEXT NOT NULL,
  destination TEXT NOT NULL,
  departure_city TEXT NOT NULL DEFAULT '',
  operator TEXT NOT NULL DEFAULT '',
  manager TEXT NOT NULL,
  office TEXT,
  lead_source TEXT NOT NULL DEFAULT '',
  lead_kind TEXT NOT NULL DEFAULT '',
  -- version of the way the columns are derived
  columns_version INTEGER NOT NULL DEFAULT 0,

  -- the tab: 0 in work, 1 quote, 2 archive, 3 trash
  place INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE WHEN trashed_at IS NOT NULL THEN 3 WHEN archived_at IS NOT NULL THEN 2 WHEN is_quote THEN 1 ELSE 0 END
  ) VIRTUAL,
  -- places in the life of an order and of a contract, for sorting
  status_rank INTEGER GENERATED ALWAYS AS (
    CASE status WHEN 'new' THEN 0 WHEN 'in_progress' THEN 1 WHEN 'confirmed' THEN 2 WHEN 'documents_ready' THEN 3
      WHEN 'documents_issued' THEN 4 WHEN 'closed' THEN 5 WHEN 'refused' THEN 6 WHEN 'cancelled' THEN 7 END
  ) VIRTUAL,
  contract_status_rank INTEGER GENERATED ALWAYS AS (
    CASE contract_status WHEN 'draft' THEN 0 WHEN 'prepared' THEN 1 WHEN 'sent' THEN 2 WHEN 'viewed' THEN 3
      WHEN 'code_sent' THEN 4 WHEN 'signed' THEN 5 WHEN 'signed_on_paper' THEN 6 WHEN 'declined' THEN 7
      WHEN 'revoked' THEN 8 WHEN 'expired' THEN 9 WHEN 'send_failed' THEN 10 END
  ) VIRTUAL,
  documents_rank INTEGER GENERATED ALWAYS AS (
    CASE documents_given WHEN 'not_given' THEN 0 WHEN 'partly' THEN 1 WHEN 'given' THEN 2 END
  ) VIRTUAL,
  payment_rank INTEGER GENERATED ALWAYS AS (
    CASE payment_method WHEN 'cash' THEN 0 WHEN 'card' THEN 1 WHEN 'bank_transfer' THEN 2 WHEN 'sbp' THEN 3
      WHEN 'credit' THEN 4 END
  ) VIRTUAL
) STRICT;

INSERT INTO orders_narrow (id, version, number, status, contract_status, tour_start, tour_end, tourist_count,
  total_kopecks, created_at, updated_at, contract_number, customer, destination, manager)
SELECT id, version, number, status, contract_status, tour_start, tour_end, tourist_count,
  total_kopecks, created_at, updated_at, contract_number, customer, destination, manager
FROM orders ORDER BY created_at, id;

DROP TABLE orders;
ALTER TABLE orders_narrow RENAME TO orders;

-- One index for each column the grid sorts by; `seq` breaks ties.
CREATE INDEX grid_by_updated ON orders (place, updated_at, seq);
CREATE INDEX grid_by_created ON orders (place, created_at, seq);
CREATE INDEX grid_by_number ON orders (place, number_key, seq);
CREATE INDEX grid_by_contract_number ON orders (place, contract_number_key, seq);
CREATE INDEX grid_by_customer ON orders (place, customer_key, seq);
CREATE INDEX grid_by_tourists ON orders (place, tourist_count, seq);
CREATE INDEX grid_by_destination ON orders (place, destination_key, seq);
CREATE INDEX grid_by_departure_city ON orders (place, departure_city_key, seq);
CREATE INDEX grid_by_start ON orders (place, tour_start, seq);
CREATE INDEX grid_by_end ON orders (place, tour_end, seq);
CREATE INDEX grid_by_operator ON orders (place, operator_key, seq);
CREATE INDEX grid_by_manager ON orders (place, manager_key, seq);
CREATE INDEX grid_by_office ON orders (place, office, seq);
CREATE INDEX grid_by_lead_source ON orders (place, lead_source_key, seq);
CREATE INDEX grid_by_lead_kind ON orders (place, lead_kind_key, seq);
CREATE INDEX grid_by_payment ON orders (place, payment_rank, seq);
CREATE INDEX grid_by_total ON orders (place, total_kopecks, seq);
CREATE INDEX grid_by_documents ON orders (place, documents_rank, seq);
CREATE INDEX grid_by_status ON orders (place, status_rank, seq);
CREATE INDEX grid_by_contract_status ON orders (place, contract_status_rank, seq);

-- The days of trips in all tabs together.
CREATE INDEX orders_by_start ON orders (tour_start, id);

-- Orders whose columns were derived in an older way.
CREATE INDEX orders_by_columns_version ON orders (columns_version);

-- The next order takes the number after the largest of these.
CREATE INDEX orders_by_plain_number ON orders (CAST(number AS INTEGER))
  WHERE number NOT GLOB '*[^0-9]*' AND length(number) < 16;

-- Words of an order by where they stand: lower case, ё as е, each after a space.
CREATE TABLE order_words (
  seq INTEGER PRIMARY KEY REFERENCES orders (seq) ON DELETE CASCADE,
  number TEXT NOT NULL,
  contract_number TEXT NOT NULL,
  customer TEXT NOT NULL,
  tourists TEXT NOT NULL,
  phones TEXT NOT NULL,
  documents TEXT NOT NULL,
  other TEXT NOT NULL
) STRICT;

-- The same words, found by their beginnings, and the values of the filters as words of their own.
CREATE VIRTUAL TABLE order_index USING fts5 (
  number, contract_number, customer, tourists, phones, documents, other, facets,
  content = '', contentless_delete = 1, detail = 'column',
  tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4'
);

-- Every name that occurs, and its letters by three: candidates for a name typed with a slip.
CREATE TABLE names (
  name INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE name_trigrams (
  trigram TEXT NOT NULL,
  name INTEGER NOT NULL REFERENCES names (name),
  PRIMARY KEY (trigram, name)
) STRICT, WITHOUT ROWID;

-- Versions stay as long as their order; only an order in the trash is deleted.
DROP TRIGGER order_versions_remain;
CREATE TRIGGER order_versions_remain BEFORE DELETE ON order_versions
WHEN EXISTS (SELECT 1 FROM orders WHERE id = OLD.order_id AND trashed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'order versions are append-only'); END;
CREATE TRIGGER orders_remain BEFORE DELETE ON orders
WHEN OLD.trashed_at IS NULL OR OLD.contract_status IN ('signed', 'signed_on_paper')
BEGIN SELECT RAISE(ABORT, 'an order is deleted only from the trash, and never with a signed contract'); END;

-- How each member of the staff left each screen; '' is nobody in particular.
CREATE TABLE views (
  staff_id TEXT NOT NULL,
  screen TEXT NOT NULL,
  -- what the screen keeps, JSON
  state TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (staff_id, screen)
) STRICT, WITHOUT ROWID;

-- The grid shows an office by its present name.
CREATE TRIGGER orders_follow_offices AFTER UPDATE OF name ON offices WHEN NEW.name <> OLD.name
BEGIN UPDATE orders SET office = NEW.name WHERE office_id = NEW.id; END;
CREATE INDEX orders_of_office ON orders (office_id);
