-- What became of printed papers follows from these records alone.
CREATE INDEX record_of_papers ON record (seq)
  WHERE kind IN ('papers-printed', 'papers-collected', 'papers-void', 'paper-handed', 'paper-rekeyed');

-- Papers whose record of being handed in was erased: their numbers stay used.
CREATE TABLE paper_spent (
  batch INTEGER NOT NULL,
  serial INTEGER NOT NULL,
  PRIMARY KEY (batch, serial)
) STRICT, WITHOUT ROWID;
