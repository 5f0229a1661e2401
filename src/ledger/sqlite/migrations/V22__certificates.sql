-- Certificates that the organiser issued. `sealed` is the signed statement, sealed by the centre.
CREATE TABLE certificate (
  serial INTEGER PRIMARY KEY,
  person BLOB NOT NULL,
  unit TEXT NOT NULL,
  issued_ms INTEGER NOT NULL,
  issued_by TEXT NOT NULL,
  sealed BLOB NOT NULL,
  withdrawn_ms INTEGER,
  withdrawn_by TEXT,
  reason TEXT,
  replaced_by INTEGER
) STRICT;
CREATE INDEX certificate_by_person ON certificate (person);
CREATE INDEX certificate_by_unit ON certificate (unit, serial);
