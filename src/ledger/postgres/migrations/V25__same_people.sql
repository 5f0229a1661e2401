-- Whom a unit reminds: a few of its people, who are read each morning without the others.
CREATE INDEX person_unfinished ON person (unit) WHERE registered IS NOT NULL AND valid IS NULL;

-- Whether somebody whom lists of One Touch have by a number is somebody who is registered without one, as their office decided.
CREATE TABLE one_touch_match (
  listed bytea NOT NULL,
  resident bytea NOT NULL,
  same boolean NOT NULL,
  decided_ms bigint NOT NULL,
  decided_by text COLLATE "C" NOT NULL,
  PRIMARY KEY (listed, resident)
);
