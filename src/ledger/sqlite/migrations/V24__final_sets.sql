-- Who ranks, the best first: a valid entry with a test for personal prizes, which waits for nothing.
CREATE INDEX person_by_rank ON person (score DESC, coalesce(seconds, 4294967295), key)
  WHERE valid IS NOT NULL AND ranked = 1 AND waits = 0 AND score IS NOT NULL;

-- What was frozen when the contest was closed. `bytes` is sealed by who keeps it.
CREATE TABLE final_set (
  number INTEGER PRIMARY KEY,
  frozen_ms INTEGER NOT NULL,
  frozen_by TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  bytes BLOB NOT NULL,
  signature TEXT,
  signed_ms INTEGER,
  signed_by TEXT
) STRICT;
CREATE TRIGGER final_set_stays BEFORE UPDATE ON final_set
  WHEN OLD.signature IS NOT NULL OR NEW.number IS NOT OLD.number OR NEW.frozen_ms IS NOT OLD.frozen_ms
    OR NEW.frozen_by IS NOT OLD.frozen_by OR NEW.digest IS NOT OLD.digest OR NEW.bytes IS NOT OLD.bytes
  BEGIN SELECT raise(ABORT, 'a frozen set is never changed'); END;
CREATE TRIGGER final_set_is_kept BEFORE DELETE ON final_set
  BEGIN SELECT raise(ABORT, 'a frozen set is never changed'); END;

-- What somebody stated about a line of the closing checklist, for as long as it has this figure.
CREATE TABLE final_word (
  line TEXT PRIMARY KEY,
  figure INTEGER NOT NULL,
  word BLOB NOT NULL,
  at_ms INTEGER NOT NULL,
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;
