-- Day on which somebody took part on One Touch, by the lists that the city imported.
ALTER TABLE person ADD COLUMN listed INTEGER;

-- People on such lists, and what people without a valid entry lack: those who did not take part on One Touch.
ALTER TABLE tally ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tally ADD COLUMN no_topic_1 INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tally ADD COLUMN no_topic_2 INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tally ADD COLUMN no_topic_3 INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tally ADD COLUMN no_topic_4 INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tally ADD COLUMN no_test INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tally ADD COLUMN no_message INTEGER NOT NULL DEFAULT 0;
INSERT INTO tally (scope, unit, name, day, registered, finished, valid, one_touch, both, app, on_paper, no_topic_1, no_topic_2, no_topic_3, no_topic_4, no_test, no_message)
  SELECT 'unit', unit, '', 0, 0, 0, 0, 0, 0, 0, 0,
  sum(CASE WHEN topics & 1 = 0 THEN 1 ELSE 0 END),
  sum(CASE WHEN topics & 2 = 0 THEN 1 ELSE 0 END),
  sum(CASE WHEN topics & 4 = 0 THEN 1 ELSE 0 END),
  sum(CASE WHEN topics & 8 = 0 THEN 1 ELSE 0 END),
  sum(CASE WHEN score IS NULL THEN 1 ELSE 0 END),
  sum(CASE WHEN story IS NULL THEN 1 ELSE 0 END)
  FROM person WHERE registered IS NOT NULL AND valid IS NULL AND one_touch = 0 AND unit IS NOT NULL
  GROUP BY unit
  ON CONFLICT (scope, unit, name, day) DO UPDATE SET no_topic_1 = excluded.no_topic_1, no_topic_2 = excluded.no_topic_2, no_topic_3 = excluded.no_topic_3, no_topic_4 = excluded.no_topic_4, no_test = excluded.no_test, no_message = excluded.no_message;
INSERT INTO tally (scope, unit, name, day, registered, finished, valid, one_touch, both, app, on_paper, no_topic_1, no_topic_2, no_topic_3, no_topic_4, no_test, no_message)
  SELECT 'village', unit, coalesce(village, ''), 0, 0, 0, 0, 0, 0, 0, 0,
  sum(CASE WHEN topics & 1 = 0 THEN 1 ELSE 0 END),
  sum(CASE WHEN topics & 2 = 0 THEN 1 ELSE 0 END),
  sum(CASE WHEN topics & 4 = 0 THEN 1 ELSE 0 END),
  sum(CASE WHEN topics & 8 = 0 THEN 1 ELSE 0 END),
  sum(CASE WHEN score IS NULL THEN 1 ELSE 0 END),
  sum(CASE WHEN story IS NULL THEN 1 ELSE 0 END)
  FROM person WHERE registered IS NOT NULL AND valid IS NULL AND one_touch = 0 AND unit IS NOT NULL
  GROUP BY unit, coalesce(village, '')
  ON CONFLICT (scope, unit, name, day) DO UPDATE SET no_topic_1 = excluded.no_topic_1, no_topic_2 = excluded.no_topic_2, no_topic_3 = excluded.no_topic_3, no_topic_4 = excluded.no_topic_4, no_test = excluded.no_test, no_message = excluded.no_message;
INSERT INTO tally (scope, unit, name, day, registered, finished, valid, one_touch, both, app, on_paper, no_topic_1, no_topic_2, no_topic_3, no_topic_4, no_test, no_message)
  SELECT 'agency', coalesce(work_unit, ''), work, 0, 0, 0, 0, 0, 0, 0, 0,
  sum(CASE WHEN topics & 1 = 0 THEN 1 ELSE 0 END),
  sum(CASE WHEN topics & 2 = 0 THEN 1 ELSE 0 END),
  sum(CASE WHEN topics & 4 = 0 THEN 1 ELSE 0 END),
  sum(CASE WHEN topics & 8 = 0 THEN 1 ELSE 0 END),
  sum(CASE WHEN score IS NULL THEN 1 ELSE 0 END),
  sum(CASE WHEN story IS NULL THEN 1 ELSE 0 END)
  FROM person WHERE registered IS NOT NULL AND valid IS NULL AND one_touch = 0 AND unit IS NOT NULL AND work IS NOT NULL
  GROUP BY coalesce(work_unit, ''), work
  ON CONFLICT (scope, unit, name, day) DO UPDATE SET no_topic_1 = excluded.no_topic_1, no_topic_2 = excluded.no_topic_2, no_topic_3 = excluded.no_topic_3, no_topic_4 = excluded.no_topic_4, no_test = excluded.no_test, no_message = excluded.no_message;

-- Lists of people who took part on One Touch, by keys. What they are called is in their cards.
CREATE TABLE one_touch_import (
  id TEXT PRIMARY KEY,
  digest BLOB NOT NULL,
  kept_ms INTEGER NOT NULL,
  kept_by TEXT NOT NULL,
  added INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE one_touch_person (
  import TEXT NOT NULL REFERENCES one_touch_import (id) DEFERRABLE INITIALLY DEFERRED,
  person BLOB NOT NULL,
  -- Keyed value of unit, name and birth, of a line without a number.
  alias BLOB,
  day INTEGER NOT NULL,
  PRIMARY KEY (person, import)
) STRICT, WITHOUT ROWID;
CREATE INDEX one_touch_by_import ON one_touch_person (import);
CREATE INDEX one_touch_by_alias ON one_touch_person (alias) WHERE alias IS NOT NULL;

-- The same values of people who were erased: no list brings them back.
CREATE TABLE one_touch_gone (
  alias BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
