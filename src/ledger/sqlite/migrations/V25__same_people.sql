-- Whom a unit reminds: a few of its people, who are read each morning without the others.
CREATE INDEX person_unfinished ON person (unit) WHERE registered IS NOT NULL AND valid IS NULL;

-- Whether somebody whom lists of One Touch have by a number is somebody who is registered without one, as their office decided.
CREATE TABLE one_touch_match (
  listed BLOB NOT NULL,
  resident BLOB NOT NULL,
  same INTEGER NOT NULL,
  decided_ms INTEGER NOT NULL,
  decided_by TEXT NOT NULL,
  PRIMARY KEY (listed, resident)
) STRICT, WITHOUT ROWID;
