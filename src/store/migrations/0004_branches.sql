-- Held on another branch than the one that counts, where copies of the station have parted, as the newest receipt says.
ALTER TABLE bundle ADD COLUMN parted INTEGER NOT NULL DEFAULT 0 CHECK (parted IN (0, 1));
