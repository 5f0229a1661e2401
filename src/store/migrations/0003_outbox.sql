-- Bundles that were made, for ever; their files lie in spool/ until the centre has held them for a while. Which bundle a record is
-- in follows from its number.
CREATE TABLE bundle (
  epoch INTEGER NOT NULL REFERENCES epoch (number),
  seq INTEGER NOT NULL,
  name TEXT NOT NULL UNIQUE,
  -- SHA-256 of its manifest and of the whole file.
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  file_digest BLOB NOT NULL CHECK (length(file_digest) = 32),
  len INTEGER NOT NULL,
  -- Its records, and the chain's head after the last of them.
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  head BLOB NOT NULL CHECK (length(head) = 32),
  made_ms INTEGER NOT NULL,
  -- When it was last carried away.
  sent_ms INTEGER,
  -- Since when the newest receipts say that it is held; none in quarantine.
  held_ms INTEGER,
  quarantined INTEGER NOT NULL DEFAULT 0 CHECK (quarantined IN (0, 1)),
  -- Its file is kept.
  spooled INTEGER NOT NULL DEFAULT 1 CHECK (spooled IN (0, 1)),
  PRIMARY KEY (epoch, seq)
) STRICT, WITHOUT ROWID;

-- The newest receipt of each epoch, as it came, and what of it is looked up.
CREATE TABLE receipt (
  epoch INTEGER PRIMARY KEY REFERENCES epoch (number),
  number INTEGER NOT NULL,
  -- The centre's clock.
  time_ms INTEGER NOT NULL,
  taken_ms INTEGER NOT NULL,
  ack_upto INTEGER NOT NULL,
  judged_upto INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- What the newest receipts say of single records: a reason for which one does not count, or that its person asked for erasure.
CREATE TABLE answer (
  epoch INTEGER NOT NULL REFERENCES epoch (number),
  n INTEGER NOT NULL,
  rejected TEXT,
  erase INTEGER NOT NULL DEFAULT 0 CHECK (erase IN (0, 1)),
  PRIMARY KEY (epoch, n)
) STRICT, WITHOUT ROWID;

-- What papers are drawn from, each key from its place in the common sequence on: a test keeps the key that it was opened with.
CREATE TABLE draw_key (
  seq INTEGER PRIMARY KEY,
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;
INSERT INTO draw_key (seq, key) SELECT 0, value FROM meta WHERE name = 'draw_key';
DELETE FROM meta WHERE name = 'draw_key';

-- What these were for follows from the bundles now.
DROP INDEX record_waiting;
ALTER TABLE record DROP COLUMN bundle;
ALTER TABLE record DROP COLUMN held;
