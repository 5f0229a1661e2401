-- What a station's check of its machine found, as its request brought it.
ALTER TABLE kiosk ADD COLUMN machine_check text;
