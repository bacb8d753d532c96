-- Payments of orders, and what follows from an order's price: kept on every
-- save of the order, so that the office's sums are SQL alone.

CREATE TABLE payments (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  direction TEXT NOT NULL
    CHECK (direction IN ('from_tourist', 'refund_to_tourist', 'to_operator', 'refund_from_operator')),
  sum_kopecks INTEGER NOT NULL CHECK (sum_kopecks > 0),
  date TEXT NOT NULL,
  method TEXT NOT NULL,
  document TEXT NOT NULL,
  note TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at TEXT NOT NULL,
  -- a payment is never deleted: it is taken back once, with a reason
  cancelled_at TEXT,
  cancelled_by TEXT,
  cancel_reason TEXT,
  CHECK ((cancelled_at IS NULL) = (cancelled_by IS NULL) AND (cancelled_at IS NULL) = (cancel_reason IS NULL))
) STRICT;
CREATE INDEX payments_by_order ON payments (order_id, date);
CREATE INDEX payments_by_date ON payments (date, order_id) WHERE cancelled_at IS NULL;
CREATE TRIGGER payments_remain BEFORE DELETE ON payments
BEGIN SELECT RAISE(ABORT, 'payments are never deleted'); END;
CREATE TRIGGER payments_stay
BEFORE UPDATE OF id, order_id, direction, sum_kopecks, date, method, document, note, author, created_at ON payments
BEGIN SELECT RAISE(ABORT, 'payments are never changed'); END;
CREATE TRIGGER cancelled_payments_stay BEFORE UPDATE ON payments WHEN OLD.cancelled_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a payment is taken back once'); END;

-- Квитанции к приходным кассовым ордерам: one of a payment, numbered without gaps.
CREATE TABLE receipts (
  number INTEGER PRIMARY KEY,
  payment_id TEXT NOT NULL UNIQUE REFERENCES payments (id),
  file_id TEXT NOT NULL REFERENCES files (id),
  issued_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER receipts_stay BEFORE UPDATE ON receipts
BEGIN SELECT RAISE(ABORT, 'receipts are never changed'); END;
CREATE TRIGGER receipts_remain BEFORE DELETE ON receipts
BEGIN SELECT RAISE(ABORT, 'receipts are never deleted'); END;

-- The plan: what is due of whom and by when; `open_kopecks` is not paid yet.
CREATE TABLE order_dues (
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('tourist', 'operator')),
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  sum_kopecks INTEGER NOT NULL,
  open_kopecks INTEGER NOT NULL,
  due_by TEXT,
  PRIMARY KEY (order_id, side, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_dues_by_date ON order_dues (side, due_by, order_id) WHERE open_kopecks > 0;

-- One row an order: sums of the plan and of the payments.
CREATE TABLE order_sums (
  order_id TEXT PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
  -- off, or an enquiry only: nothing is due and no trip takes place
  is_void INTEGER NOT NULL CHECK (is_void IN (0, 1)),
  office_id TEXT,
  operator_id TEXT,
  operator TEXT NOT NULL,
  tourist_planned INTEGER NOT NULL,
  tourist_paid INTEGER NOT NULL,
  operator_planned INTEGER NOT NULL,
  operator_paid INTEGER NOT NULL,
  -- planned commission of the agency
  commission INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX order_sums_by_operator ON order_sums (operator_id);
CREATE INDEX order_sums_of_tourists ON order_sums (order_id) WHERE tourist_planned <> tourist_paid;
CREATE INDEX order_sums_of_operators ON order_sums (order_id) WHERE operator_planned <> operator_paid;

-- Passports and visas of tourists with their last days.
CREATE TABLE order_papers (
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  tourist_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('passport', 'visa')),
  holder TEXT NOT NULL,
  expires_on TEXT NOT NULL,
  PRIMARY KEY (order_id, tourist_id, kind)
) STRICT, WITHOUT ROWID;

-- «Сегодня» looks at contracts that wait.
CREATE INDEX orders_waiting_for_signature ON orders (contract_status, id)
  WHERE contract_status IN ('sent', 'viewed', 'code_sent', 'expired', 'send_failed', 'declined');

ALTER TABLE operators ADD COLUMN archived_at TEXT;
