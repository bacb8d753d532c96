-- Files of any kind with an order, their trash, and letters that carry them.

ALTER TABLE files ADD COLUMN for_tourist INTEGER NOT NULL DEFAULT 0 CHECK (for_tourist IN (0, 1));
ALTER TABLE files ADD COLUMN added_by TEXT NOT NULL DEFAULT 'Программа';
ALTER TABLE files ADD COLUMN trashed_at TEXT;

-- A file on its way in; it becomes a row of `files` when all of it is here.
CREATE TABLE uploads (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  for_tourist INTEGER NOT NULL CHECK (for_tourist IN (0, 1)),
  size INTEGER NOT NULL,
  added_by TEXT NOT NULL,
  started_at TEXT NOT NULL
) STRICT;

-- Contents of a file that came in parts, after the `content` of its row.
CREATE TABLE file_parts (
  -- a row of `files`, or of `uploads` until then
  file_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (file_id, number)
) STRICT;
CREATE TRIGGER file_parts_stay BEFORE UPDATE ON file_parts
BEGIN SELECT RAISE(ABORT, 'a part of a file is never changed'); END;
CREATE TRIGGER file_parts_remain BEFORE DELETE ON file_parts
WHEN EXISTS (SELECT 1 FROM files WHERE id = OLD.file_id)
BEGIN SELECT RAISE(ABORT, 'a part of a kept file is never deleted'); END;

CREATE TABLE file_letters (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  recipient TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  -- identities of the files, JSON
  files TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  problem TEXT,
  author TEXT NOT NULL,
  created_at TEXT NOT NULL,
  sent_at TEXT
) STRICT;
CREATE INDEX file_letters_by_order ON file_letters (order_id, created_at);
