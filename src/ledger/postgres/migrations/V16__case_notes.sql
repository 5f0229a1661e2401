-- What clerks write down about a case before it is decided. The text is sealed by the program.
CREATE TABLE case_note (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  matter bigint NOT NULL REFERENCES matter (id) DEFERRABLE INITIALLY DEFERRED,
  at_ms bigint NOT NULL,
  who text COLLATE "C" NOT NULL,
  text bytea NOT NULL
);
CREATE INDEX case_note_by_matter ON case_note (matter, id);
CREATE INDEX matter_open ON matter (opened_ms, id) WHERE decision IS NULL;
-- What a station's newest bundle states about its program and its clock.
ALTER TABLE kiosk ADD COLUMN app text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE kiosk ADD COLUMN wall_ms bigint;
ALTER TABLE kiosk ADD COLUMN suspect boolean NOT NULL DEFAULT false;
