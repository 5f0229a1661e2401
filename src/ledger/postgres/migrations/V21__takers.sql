-- Who looks after a case, and since when.
ALTER TABLE matter ADD COLUMN taken_ms bigint;
ALTER TABLE matter ADD COLUMN taken_by text COLLATE "C";
