-- People who sign in to the pages.
CREATE TABLE account (
  name text COLLATE "C" PRIMARY KEY,
  role text COLLATE "C" NOT NULL,
  unit text COLLATE "C",
  password text COLLATE "C" NOT NULL,
  -- Sealed secret of the one-time codes, and the last time step whose code was used.
  totp bytea,
  totp_step bigint NOT NULL,
  made_ms bigint NOT NULL,
  disabled_ms bigint,
  CHECK ((role = 'commune') = (unit IS NOT NULL))
);

-- A session is known by the hash of its token alone.
CREATE TABLE session (
  digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
  account text COLLATE "C" NOT NULL REFERENCES account (name) DEFERRABLE INITIALLY DEFERRED,
  begun_ms bigint NOT NULL,
  until_ms bigint NOT NULL
);
CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_end ON session (until_ms);

-- Wrong passwords by account, address and browser, each by a keyed hash.
CREATE TABLE guess (
  subject bytea PRIMARY KEY CHECK (octet_length(subject) = 32),
  wrong bigint NOT NULL,
  until_ms bigint NOT NULL
);
CREATE INDEX guess_by_end ON guess (until_ms);

-- A case that was put aside is still open; a remark on a decision is sealed.
ALTER TABLE matter ADD COLUMN aside_ms bigint;
ALTER TABLE matter ADD COLUMN aside_by text;
ALTER TABLE matter ADD COLUMN remark bytea;
CREATE INDEX note_by_time ON note (at_ms);
