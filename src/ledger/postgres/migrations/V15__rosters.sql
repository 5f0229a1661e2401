-- Spellings of villages and agencies that a clerk has merged into another one; figures by name are shown together.
CREATE TABLE spelling (
  scope text COLLATE "C" NOT NULL,
  unit text COLLATE "C" NOT NULL,
  written text COLLATE "C" NOT NULL,
  meant text COLLATE "C" NOT NULL,
  merged_ms bigint NOT NULL,
  merged_by text NOT NULL,
  PRIMARY KEY (scope, unit, written)
);

-- Rosters of agencies and organisations, each with its last day. What they are for and whom they name is sealed by the centre.
CREATE TABLE roster (
  id text COLLATE "C" PRIMARY KEY,
  unit text COLLATE "C" NOT NULL,
  last_day integer NOT NULL,
  head bytea NOT NULL,
  kept_ms bigint NOT NULL,
  kept_by text NOT NULL
);
CREATE INDEX roster_by_unit ON roster (unit);

CREATE TABLE roster_person (
  roster text COLLATE "C" NOT NULL REFERENCES roster (id) DEFERRABLE INITIALLY DEFERRED,
  line bigint NOT NULL,
  card bytea NOT NULL,
  -- Whom a clerk has found for the line, sealed likewise.
  found bytea,
  PRIMARY KEY (roster, line)
);

CREATE INDEX person_by_work ON person (work_unit) WHERE work_unit IS NOT NULL;
