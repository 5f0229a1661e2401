-- What people asked of the office about their own data. `text` is sealed by the centre.
CREATE TABLE request (
  id INTEGER PRIMARY KEY,
  person BLOB NOT NULL,
  kind TEXT NOT NULL,
  unit TEXT,
  asked INTEGER NOT NULL,
  due INTEGER NOT NULL,
  opened_ms INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  outcome TEXT,
  closed_ms INTEGER,
  closed_by TEXT,
  stations TEXT NOT NULL,
  text BLOB NOT NULL
) STRICT;
CREATE INDEX request_by_person ON request (person);
CREATE INDEX request_open ON request (due) WHERE outcome IS NULL;
