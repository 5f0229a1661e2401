-- What the intake asks besides: the earliest that a record of a bundle claims to be, and why a case was opened.
ALTER TABLE bundle ADD COLUMN earliest_ms INTEGER NOT NULL DEFAULT (-9223372036854775808);
ALTER TABLE matter ADD COLUMN detail TEXT NOT NULL DEFAULT '';
