-- What lists show of a person, and what somebody is found by: keyed values, of a name together with many others. A ledger from before has
-- them after `recount --from-bundles`.
ALTER TABLE person ADD COLUMN in_group boolean NOT NULL DEFAULT false;
ALTER TABLE person ADD COLUMN story boolean;
ALTER TABLE person ADD COLUMN card bytea NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN name_key integer;
ALTER TABLE person ADD COLUMN phone_key bigint;
CREATE INDEX person_by_unit ON person (unit, name_key);
CREATE INDEX person_by_phone ON person (phone_key) WHERE phone_key IS NOT NULL;

-- Installs of the app on telephones of people who have no entry.
ALTER TABLE bundle ADD COLUMN installs bigint NOT NULL DEFAULT 0;
