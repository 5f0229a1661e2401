-- Whom a unit reminds: a few of its people, who are read each morning without the others.
CREATE INDEX person_unfinished ON person (unit) WHERE registered IS NOT NULL AND valid IS NULL;
