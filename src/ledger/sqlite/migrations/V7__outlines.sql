-- What judging keeps of a bundle beside its bytes: its shifts, papers, tests and topics with their times.
CREATE TABLE bundle_outline (
  id INTEGER PRIMARY KEY REFERENCES bundle (id) DEFERRABLE INITIALLY DEFERRED,
  outline BLOB NOT NULL
) STRICT;
