-- A station that has a place in the contest.
CREATE TABLE kiosk (
  kiosk TEXT PRIMARY KEY,
  contest TEXT NOT NULL,
  commune TEXT NOT NULL,
  village TEXT NOT NULL,
  enrolment BLOB NOT NULL,
  grant_number INTEGER NOT NULL,
  enrolled_ms INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,
  max_per_day INTEGER NOT NULL,
  revoked_ms INTEGER,
  receipts INTEGER NOT NULL,
  heard_ms INTEGER,
  pack_version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A run of a station under one key.
CREATE TABLE epoch (
  kiosk TEXT NOT NULL REFERENCES kiosk (kiosk) DEFERRABLE INITIALLY DEFERRED,
  epoch TEXT NOT NULL,
  number INTEGER NOT NULL,
  key BLOB NOT NULL CHECK (length(key) = 32),
  why TEXT NOT NULL,
  certificate BLOB,
  confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
  PRIMARY KEY (kiosk, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle (
  id INTEGER PRIMARY KEY,
  kiosk TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  head_before BLOB NOT NULL CHECK (length(head_before) = 32),
  head BLOB NOT NULL CHECK (length(head) = 32),
  floor_ms INTEGER NOT NULL,
  received_ms INTEGER NOT NULL,
  people INTEGER NOT NULL,
  state TEXT NOT NULL,
  receipt INTEGER NOT NULL,
  UNIQUE (kiosk, epoch, seq, digest),
  FOREIGN KEY (kiosk, epoch) REFERENCES epoch (kiosk, epoch) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX bundle_by_arrival ON bundle (received_ms);

-- Bundles as they arrived, apart, so that looking through the bundles reads none of them.
CREATE TABLE bundle_file (
  id INTEGER PRIMARY KEY REFERENCES bundle (id) DEFERRABLE INITIALLY DEFERRED,
  bytes BLOB NOT NULL
) STRICT;

-- A person: the standing follows from the facts.
CREATE TABLE person (
  key BLOB PRIMARY KEY CHECK (length(key) = 32),
  unit TEXT,
  village TEXT,
  work_unit TEXT,
  work TEXT,
  registered INTEGER,
  finished INTEGER,
  valid INTEGER,
  topics INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  score INTEGER,
  seconds INTEGER,
  one_touch INTEGER NOT NULL,
  app TEXT,
  withdrawn INTEGER NOT NULL,
  stations INTEGER NOT NULL,
  waits INTEGER NOT NULL,
  signals INTEGER NOT NULL,
  facts BLOB NOT NULL
) STRICT;
CREATE INDEX person_who_waits ON person (key, waits) WHERE waits <> 0;

CREATE TABLE tally (
  scope TEXT NOT NULL,
  unit TEXT NOT NULL,
  name TEXT NOT NULL,
  day INTEGER NOT NULL,
  registered INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  valid INTEGER NOT NULL,
  one_touch INTEGER NOT NULL,
  both INTEGER NOT NULL,
  app INTEGER NOT NULL,
  PRIMARY KEY (scope, unit, name, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejection (
  kiosk TEXT NOT NULL,
  epoch TEXT NOT NULL,
  number INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (kiosk, epoch, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt (
  kiosk TEXT NOT NULL,
  number INTEGER NOT NULL,
  epoch TEXT NOT NULL,
  made_ms INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (kiosk, number),
  FOREIGN KEY (kiosk, epoch) REFERENCES epoch (kiosk, epoch) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX receipt_by_epoch ON receipt (kiosk, epoch, number);

CREATE TABLE erasure (
  kiosk TEXT NOT NULL,
  epoch TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (kiosk, epoch, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  opened_ms INTEGER NOT NULL,
  decision TEXT,
  decided_ms INTEGER,
  decided_by TEXT,
  UNIQUE (kind, subject)
) STRICT;

-- The audit trail.
CREATE TABLE note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL
) STRICT;
CREATE TRIGGER note_stays BEFORE UPDATE ON note BEGIN SELECT raise(ABORT, 'the trail is never changed'); END;
CREATE TRIGGER note_is_kept BEFORE DELETE ON note BEGIN SELECT raise(ABORT, 'the trail is never changed'); END;

CREATE TABLE pack (
  digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
  contest TEXT NOT NULL,
  version INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE refused (
  kiosk TEXT NOT NULL,
  code TEXT NOT NULL,
  times INTEGER NOT NULL,
  newest_ms INTEGER NOT NULL,
  PRIMARY KEY (kiosk, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
