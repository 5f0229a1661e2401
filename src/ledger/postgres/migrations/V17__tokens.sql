-- How the first of somebody's tests that counts was answered: what statistics of questions are made from. A ledger from before has it after
-- `recount --from-bundles`.
ALTER TABLE person ADD COLUMN answers bytea NOT NULL DEFAULT '';

-- Tokens of programs that read: each is known by its hash alone.
CREATE TABLE token (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
  scopes text COLLATE "C" NOT NULL,
  unit text COLLATE "C",
  made_ms bigint NOT NULL,
  made_by text COLLATE "C" NOT NULL,
  until_ms bigint NOT NULL,
  ended_ms bigint,
  used_ms bigint
);
