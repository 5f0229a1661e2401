-- In which generation of the ledger a receipt was signed: a restored ledger begins another one.
ALTER TABLE receipt ADD COLUMN generation INTEGER NOT NULL DEFAULT 1;
