-- Texts are compared byte by byte, as the program and the other engine do.

-- What only the right key opens: a server with another one is refused.
CREATE TABLE seal (
  one boolean PRIMARY KEY CHECK (one),
  value bytea NOT NULL
);

-- A station that has a place in the contest.
CREATE TABLE kiosk (
  kiosk text COLLATE "C" PRIMARY KEY,
  contest text COLLATE "C" NOT NULL,
  commune text COLLATE "C" NOT NULL,
  village text COLLATE "C" NOT NULL,
  enrolment bytea NOT NULL,
  grant_number bigint NOT NULL,
  enrolled_ms bigint NOT NULL,
  valid_from integer NOT NULL,
  valid_to integer NOT NULL,
  max_per_day bigint NOT NULL,
  revoked_ms bigint,
  receipts bigint NOT NULL,
  heard_ms bigint,
  pack_version bigint NOT NULL
);

-- A run of a station under one key.
CREATE TABLE epoch (
  kiosk text COLLATE "C" NOT NULL REFERENCES kiosk (kiosk) DEFERRABLE INITIALLY DEFERRED,
  epoch text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  key bytea NOT NULL CHECK (octet_length(key) = 32),
  why text NOT NULL,
  certificate bytea,
  confirmed boolean NOT NULL,
  PRIMARY KEY (kiosk, epoch)
);

CREATE TABLE bundle (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kiosk text COLLATE "C" NOT NULL,
  epoch text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  prev bytea NOT NULL CHECK (octet_length(prev) = 32),
  first bigint NOT NULL,
  last bigint NOT NULL,
  head_before bytea NOT NULL CHECK (octet_length(head_before) = 32),
  head bytea NOT NULL CHECK (octet_length(head) = 32),
  floor_ms bigint NOT NULL,
  received_ms bigint NOT NULL,
  people bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  receipt bigint NOT NULL,
  UNIQUE (kiosk, epoch, seq, digest),
  FOREIGN KEY (kiosk, epoch) REFERENCES epoch (kiosk, epoch) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX bundle_by_arrival ON bundle (received_ms, id);

-- Bundles as they arrived, apart. They are compressed and sealed: trying to compress them would be in vain.
CREATE TABLE bundle_file (
  id bigint PRIMARY KEY REFERENCES bundle (id) DEFERRABLE INITIALLY DEFERRED,
  bytes bytea NOT NULL
);
ALTER TABLE bundle_file ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- A person: the standing follows from the facts, which are sealed.
CREATE TABLE person (
  key bytea PRIMARY KEY CHECK (octet_length(key) = 32),
  unit text COLLATE "C",
  village text COLLATE "C",
  work_unit text COLLATE "C",
  work text COLLATE "C",
  registered integer,
  finished integer,
  valid integer,
  topics bigint NOT NULL,
  attempts smallint NOT NULL,
  score smallint,
  seconds bigint,
  one_touch boolean NOT NULL,
  app text COLLATE "C",
  withdrawn boolean NOT NULL,
  stations integer NOT NULL,
  waits bigint NOT NULL,
  signals bigint NOT NULL,
  facts bytea NOT NULL
);
ALTER TABLE person ALTER COLUMN facts SET STORAGE EXTERNAL;
CREATE INDEX person_who_waits ON person (key) WHERE waits <> 0;

CREATE TABLE tally (
  scope text COLLATE "C" NOT NULL,
  unit text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  day integer NOT NULL,
  registered bigint NOT NULL,
  finished bigint NOT NULL,
  valid bigint NOT NULL,
  one_touch bigint NOT NULL,
  both_ways bigint NOT NULL,
  app bigint NOT NULL,
  PRIMARY KEY (scope, unit, name, day)
) WITH (fillfactor = 50);

CREATE TABLE rejection (
  kiosk text COLLATE "C" NOT NULL,
  epoch text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (kiosk, epoch, number)
);

CREATE TABLE receipt (
  kiosk text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  epoch text COLLATE "C" NOT NULL,
  made_ms bigint NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (kiosk, number),
  FOREIGN KEY (kiosk, epoch) REFERENCES epoch (kiosk, epoch) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX receipt_by_epoch ON receipt (kiosk, epoch, number);

CREATE TABLE erasure (
  kiosk text COLLATE "C" NOT NULL,
  epoch text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (kiosk, epoch, number)
);

CREATE TABLE matter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  opened_ms bigint NOT NULL,
  decision text,
  decided_ms bigint,
  decided_by text,
  UNIQUE (kind, subject)
);

-- The audit trail.
CREATE TABLE note (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at_ms bigint NOT NULL,
  who text NOT NULL,
  what text NOT NULL
);
CREATE FUNCTION note_stays() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the trail is never changed'; END $$;
CREATE TRIGGER note_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON note EXECUTE FUNCTION note_stays();

CREATE TABLE pack (
  digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
  contest text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  bytes bytea NOT NULL
);
ALTER TABLE pack ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE refused (
  kiosk text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  times bigint NOT NULL,
  newest_ms bigint NOT NULL,
  PRIMARY KEY (kiosk, code)
);

CREATE TABLE setting (
  name text COLLATE "C" PRIMARY KEY,
  value bytea NOT NULL
);
