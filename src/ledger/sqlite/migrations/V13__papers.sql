-- Tests on paper: whether the attempt that counts was written on one, and whether it is for personal prizes. Before, all were.
ALTER TABLE person ADD COLUMN on_paper INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN ranked INTEGER NOT NULL DEFAULT 0;
UPDATE person SET ranked = 1 WHERE score IS NOT NULL;
ALTER TABLE tally ADD COLUMN on_paper INTEGER NOT NULL DEFAULT 0;

-- Sheets that were drawn by lot, and what was found when they were looked at. Nothing in it is of a person.
CREATE TABLE sheet (
  id INTEGER PRIMARY KEY,
  bundle INTEGER NOT NULL REFERENCES bundle (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  kiosk TEXT NOT NULL REFERENCES kiosk (kiosk) DEFERRABLE INITIALLY DEFERRED,
  batch INTEGER NOT NULL,
  serial INTEGER NOT NULL,
  drawn_ms INTEGER NOT NULL,
  finding TEXT,
  places TEXT NOT NULL,
  found_ms INTEGER,
  found_by TEXT,
  UNIQUE (bundle, number)
) STRICT;
CREATE INDEX sheet_by_kiosk ON sheet (kiosk);
