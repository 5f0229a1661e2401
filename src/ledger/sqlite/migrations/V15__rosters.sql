-- Spellings of villages and agencies that a clerk has merged into another one; figures by name are shown together.
CREATE TABLE spelling (
  scope TEXT NOT NULL,
  unit TEXT NOT NULL,
  written TEXT NOT NULL,
  meant TEXT NOT NULL,
  merged_ms INTEGER NOT NULL,
  merged_by TEXT NOT NULL,
  PRIMARY KEY (scope, unit, written)
) STRICT, WITHOUT ROWID;

-- Rosters of agencies and organisations, each with its last day. What they are for and whom they name is sealed by the centre.
CREATE TABLE roster (
  id TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  last_day INTEGER NOT NULL,
  head BLOB NOT NULL,
  kept_ms INTEGER NOT NULL,
  kept_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_by_unit ON roster (unit);

CREATE TABLE roster_person (
  roster TEXT NOT NULL REFERENCES roster (id) DEFERRABLE INITIALLY DEFERRED,
  line INTEGER NOT NULL,
  card BLOB NOT NULL,
  -- Whom a clerk has found for the line, sealed likewise.
  found BLOB,
  PRIMARY KEY (roster, line)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_by_work ON person (work_unit) WHERE work_unit IS NOT NULL;
