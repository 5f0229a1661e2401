-- Content packs that were installed: their files lie in packs/ under their digests. One of them is in use.
CREATE TABLE pack (
  digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
  version INTEGER NOT NULL,
  installed_ms INTEGER NOT NULL,
  in_use INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX pack_in_use ON pack (in_use) WHERE in_use = 1;
