-- Certificates that the organiser issued. `sealed` is the signed statement, sealed by the centre.
CREATE TABLE certificate (
  serial bigint PRIMARY KEY,
  person bytea NOT NULL,
  unit text COLLATE "C" NOT NULL,
  issued_ms bigint NOT NULL,
  issued_by text COLLATE "C" NOT NULL,
  sealed bytea NOT NULL,
  withdrawn_ms bigint,
  withdrawn_by text COLLATE "C",
  reason text COLLATE "C",
  replaced_by bigint
);
CREATE INDEX certificate_by_person ON certificate (person);
CREATE INDEX certificate_by_unit ON certificate (unit, serial);
