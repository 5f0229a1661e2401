-- What the city decided about messages that may be public: for these words and no others.
CREATE TABLE story_decision (
  resident BLOB PRIMARY KEY,
  state TEXT NOT NULL,
  -- Keyed value of the words.
  digest BLOB NOT NULL,
  reason TEXT,
  decided_ms INTEGER NOT NULL,
  decided_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX story_by_state ON story_decision (state, decided_ms);
CREATE INDEX person_with_story ON person (unit, key) WHERE story = 1;
