-- Who can open the station, and the age recipient that the database key is sealed to for each of them (keys/key.age). A slot without
-- one is of the first form: its file holds the database key itself.
CREATE TABLE key_slot (
  id INTEGER PRIMARY KEY,
  recipient TEXT,
  -- The slot's files hold the identity of that recipient.
  ready INTEGER NOT NULL CHECK (ready IN (0, 1)),
  -- Which database key the station had when the slot was made, counted from 1.
  since INTEGER NOT NULL,
  CHECK (ready = 0 OR recipient IS NOT NULL)
) STRICT;

-- Backups that were written, and which database key each of them has.
CREATE TABLE backup (
  name TEXT PRIMARY KEY,
  made_ms INTEGER NOT NULL,
  key_number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
