-- What the station knows about itself, by name; secrets among it, which is why it lies in here.
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- A run of the station under one signing key. A restored or cloned station opens a new one (docs/decisions/016-epochs.md).
CREATE TABLE epoch (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  seed BLOB NOT NULL CHECK (length(seed) = 32),
  why TEXT NOT NULL CHECK (why IN ('created', 'restored', 'hardware')),
  opened_ms INTEGER NOT NULL,
  -- What the old key signed about the new one; none for the first.
  statement BLOB,
  signature BLOB CHECK (length(signature) = 64),
  confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1))
) STRICT;

CREATE TABLE shift (
  id INTEGER PRIMARY KEY,
  helper TEXT NOT NULL,
  opened_ms INTEGER NOT NULL,
  closed_ms INTEGER
) STRICT;

-- All but id and key follows from the records, and Store::rebuild makes it anew.
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
  -- The registration as told last (record::RegistrationV1); none before it and after erasure.
  told TEXT,
  -- Folded: what search looks at.
  name TEXT,
  village TEXT,
  birth_year INTEGER,
  hint TEXT,
  -- One bit a topic, the first lowest, and how many are set.
  topics INTEGER NOT NULL DEFAULT 0,
  topics_done INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  app TEXT,
  -- When each part was reached, as the wall clock claimed.
  registered_ms INTEGER,
  topics_ms INTEGER,
  tested_ms INTEGER,
  message_ms INTEGER,
  certificate_ms INTEGER,
  withdrawn_ms INTEGER,
  -- The newest record: since when somebody waits for the next part.
  last_ms INTEGER
) STRICT;

-- The chain. Records and journal rows take their places from one sequence.
CREATE TABLE record (
  seq INTEGER PRIMARY KEY,
  epoch INTEGER NOT NULL REFERENCES epoch (number),
  n INTEGER NOT NULL,
  person INTEGER REFERENCES person (id),
  kind TEXT NOT NULL,
  wall_ms INTEGER NOT NULL,
  -- Both go when a person's data are erased; commitment and head stay, so that the chain still verifies.
  nonce BLOB CHECK (length(nonce) = 16),
  bytes BLOB,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  head BLOB NOT NULL CHECK (length(head) = 32),
  -- The bundle it travelled in first, and whether the centre holds it.
  bundle INTEGER,
  held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
  CHECK ((nonce IS NULL) = (bytes IS NULL))
) STRICT;
CREATE UNIQUE INDEX record_by_number ON record (epoch, n);
CREATE INDEX record_by_person ON record (person, seq);
CREATE INDEX record_waiting ON record (seq) WHERE held = 0;

-- Single steps. Rows are made ahead, blank, between visits, and filled in place: an answer then changes one page and never
-- splits one. The body starts with its format (0: blank) and names the person; src/store/journal.rs reads it.
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;

-- Where a run of journal rows of one person begins; it ends at the next row of somebody else.
CREATE TABLE visit (
  person INTEGER NOT NULL,
  first INTEGER NOT NULL,
  PRIMARY KEY (person, first)
) STRICT, WITHOUT ROWID;

-- What is being typed; person 0 is nobody yet.
CREATE TABLE draft (
  kind TEXT NOT NULL,
  person INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (kind, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What volunteers did at the desk.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  wall_ms INTEGER NOT NULL,
  helper TEXT NOT NULL,
  what TEXT NOT NULL,
  number INTEGER
) STRICT;
