-- What judging keeps of a bundle beside its bytes: its shifts, papers, tests and topics with their times. Sealed: it names people by
-- their keys.
CREATE TABLE bundle_outline (
  id bigint PRIMARY KEY REFERENCES bundle (id) DEFERRABLE INITIALLY DEFERRED,
  outline bytea NOT NULL
);
