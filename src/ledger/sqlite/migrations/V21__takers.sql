-- Who looks after a case, and since when.
ALTER TABLE matter ADD COLUMN taken_ms INTEGER;
ALTER TABLE matter ADD COLUMN taken_by TEXT;
