-- What the city decided about messages that may be public: for these words and no others.
CREATE TABLE story_decision (
  resident bytea PRIMARY KEY,
  state text COLLATE "C" NOT NULL,
  -- Keyed value of the words.
  digest bytea NOT NULL,
  reason text COLLATE "C",
  decided_ms bigint NOT NULL,
  decided_by text COLLATE "C" NOT NULL
);
CREATE INDEX story_by_state ON story_decision (state, decided_ms);
CREATE INDEX person_with_story ON person (unit, key) WHERE story;
