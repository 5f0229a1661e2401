-- What people asked of the office about their own data. `text` is sealed by the centre.
CREATE TABLE request (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person bytea NOT NULL,
  kind text COLLATE "C" NOT NULL,
  unit text COLLATE "C",
  asked integer NOT NULL,
  due integer NOT NULL,
  opened_ms bigint NOT NULL,
  opened_by text NOT NULL,
  outcome text COLLATE "C",
  closed_ms bigint,
  closed_by text,
  stations text COLLATE "C" NOT NULL,
  text bytea NOT NULL
);
CREATE INDEX request_by_person ON request (person);
CREATE INDEX request_open ON request (due) WHERE outcome IS NULL;
