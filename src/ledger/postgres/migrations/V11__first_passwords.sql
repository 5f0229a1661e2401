-- Until when a password that a machine made may be used to sign in for the first time; none for one that the person chose.
ALTER TABLE account ADD COLUMN first_until_ms bigint;
