-- How the first of somebody's tests that counts was answered: what statistics of questions are made from. A ledger from before has it after
-- `recount --from-bundles`.
ALTER TABLE person ADD COLUMN answers bytea NOT NULL DEFAULT '';
