-- Tests on paper: whether the attempt that counts was written on one, and whether it is for personal prizes. Before, all were.
ALTER TABLE person ADD COLUMN on_paper boolean NOT NULL DEFAULT false;
ALTER TABLE person ADD COLUMN ranked boolean NOT NULL DEFAULT false;
UPDATE person SET ranked = true WHERE score IS NOT NULL;
ALTER TABLE tally ADD COLUMN on_paper bigint NOT NULL DEFAULT 0;

-- Sheets that were drawn by lot, and what was found when they were looked at. Nothing in it is of a person.
CREATE TABLE sheet (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bundle bigint NOT NULL REFERENCES bundle (id) DEFERRABLE INITIALLY DEFERRED,
  number bigint NOT NULL,
  kiosk text COLLATE "C" NOT NULL REFERENCES kiosk (kiosk) DEFERRABLE INITIALLY DEFERRED,
  batch bigint NOT NULL,
  serial bigint NOT NULL,
  drawn_ms bigint NOT NULL,
  finding text COLLATE "C",
  places text COLLATE "C" NOT NULL,
  found_ms bigint,
  found_by text,
  UNIQUE (bundle, number)
);
CREATE INDEX sheet_by_kiosk ON sheet (kiosk);
