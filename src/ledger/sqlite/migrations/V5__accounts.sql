-- People who sign in to the pages.
CREATE TABLE account (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  unit TEXT,
  password TEXT NOT NULL,
  -- Sealed secret of the one-time codes, and the last time step whose code was used.
  totp BLOB,
  totp_step INTEGER NOT NULL,
  made_ms INTEGER NOT NULL,
  disabled_ms INTEGER,
  CHECK ((role = 'commune') = (unit IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- A session is known by the hash of its token alone.
CREATE TABLE session (
  digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
  account TEXT NOT NULL REFERENCES account (name) DEFERRABLE INITIALLY DEFERRED,
  begun_ms INTEGER NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_end ON session (until_ms);

-- Wrong passwords by account, address and browser, each by a keyed hash.
CREATE TABLE guess (
  subject BLOB PRIMARY KEY CHECK (length(subject) = 32),
  wrong INTEGER NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX guess_by_end ON guess (until_ms);

-- A case that was put aside is still open; a remark on a decision is sealed.
ALTER TABLE matter ADD COLUMN aside_ms INTEGER;
ALTER TABLE matter ADD COLUMN aside_by TEXT;
ALTER TABLE matter ADD COLUMN remark BLOB;
CREATE INDEX note_by_time ON note (at_ms);
