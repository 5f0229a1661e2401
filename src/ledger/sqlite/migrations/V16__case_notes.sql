-- What clerks write down about a case before it is decided. The text is sealed by the program.
CREATE TABLE case_note (
  id INTEGER PRIMARY KEY,
  matter INTEGER NOT NULL REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED,
  at_ms INTEGER NOT NULL,
  who TEXT NOT NULL,
  text BLOB NOT NULL
) STRICT;
CREATE INDEX case_note_by_matter ON case_note (matter, id);
CREATE INDEX matter_open ON matter (opened_ms, id) WHERE decision IS NULL;
-- What a station's newest bundle states about its program and its clock.
ALTER TABLE kiosk ADD COLUMN app TEXT NOT NULL DEFAULT '';
ALTER TABLE kiosk ADD COLUMN wall_ms INTEGER;
ALTER TABLE kiosk ADD COLUMN suspect INTEGER NOT NULL DEFAULT 0;
