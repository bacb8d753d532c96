-- The event feed. A cursor means something only in the base it came from, so every base has a name of its own.

CREATE TABLE feed (
    one             INTEGER PRIMARY KEY CHECK (one = 1),
    id              TEXT NOT NULL
) STRICT;
INSERT INTO feed (one, id) VALUES (1, lower(hex(randomblob(16))));

CREATE TRIGGER feed_is_not_changed BEFORE UPDATE ON feed
BEGIN SELECT RAISE (ABORT, 'the name of a feed is never changed'); END;
CREATE TRIGGER feed_is_not_removed BEFORE DELETE ON feed
BEGIN SELECT RAISE (ABORT, 'the name of a feed is never changed'); END;
