-- Unsaved edits of an order, one for each person who works on it: what a crash
-- or a power cut must not take.
CREATE TABLE drafts (
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  -- empty while nobody has a name
  staff_id TEXT NOT NULL,
  -- the order as it stands in the form, JSON
  data TEXT NOT NULL,
  -- the version the edits were made on
  base_version INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (order_id, staff_id)
) STRICT;
