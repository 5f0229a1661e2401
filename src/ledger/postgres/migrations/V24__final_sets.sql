-- Who ranks, the best first: a valid entry with a test for personal prizes, which waits for nothing.
CREATE INDEX person_by_rank ON person (score DESC, coalesce(seconds, 4294967295), key)
  WHERE valid IS NOT NULL AND ranked AND waits = 0 AND score IS NOT NULL;

-- What was frozen when the contest was closed. `bytes` is sealed by who keeps it.
CREATE TABLE final_set (
  number bigint PRIMARY KEY,
  frozen_ms bigint NOT NULL,
  frozen_by text COLLATE "C" NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  bytes bytea NOT NULL,
  signature text,
  signed_ms bigint,
  signed_by text COLLATE "C"
);
ALTER TABLE final_set ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE FUNCTION final_set_stays() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN
    IF TG_OP = 'UPDATE' AND OLD.signature IS NULL
      AND (NEW.number, NEW.frozen_ms, NEW.frozen_by, NEW.digest, NEW.bytes)
        IS NOT DISTINCT FROM (OLD.number, OLD.frozen_ms, OLD.frozen_by, OLD.digest, OLD.bytes) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a frozen set is never changed';
  END $$;
CREATE TRIGGER final_set_stays BEFORE UPDATE OR DELETE ON final_set FOR EACH ROW EXECUTE FUNCTION final_set_stays();
CREATE TRIGGER final_set_is_kept BEFORE TRUNCATE ON final_set EXECUTE FUNCTION final_set_stays();

-- What somebody stated about a line of the closing checklist, for as long as it has this figure.
CREATE TABLE final_word (
  line text COLLATE "C" PRIMARY KEY,
  figure bigint NOT NULL,
  word bytea NOT NULL,
  at_ms bigint NOT NULL,
  who text COLLATE "C" NOT NULL
);
