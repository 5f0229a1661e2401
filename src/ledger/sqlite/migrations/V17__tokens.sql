-- How the first of somebody's tests that counts was answered: what statistics of questions are made from. A ledger from before has it after
-- `recount --from-bundles`.
ALTER TABLE person ADD COLUMN answers BLOB NOT NULL DEFAULT x'';

-- Tokens of programs that read: each is known by its hash alone.
CREATE TABLE token (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  scopes TEXT NOT NULL,
  unit TEXT,
  made_ms INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  until_ms INTEGER NOT NULL,
  ended_ms INTEGER,
  used_ms INTEGER
) STRICT;
