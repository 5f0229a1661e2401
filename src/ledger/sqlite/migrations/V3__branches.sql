-- Records that do not count or are to be erased are named by their bundle: where copies of a station have parted, a number of an epoch
-- stands for other people on each branch.
CREATE TEMP TABLE rejection_before AS
  SELECT bundle.id AS bundle, rejection.number AS number, rejection.reason AS reason FROM rejection
  JOIN bundle ON bundle.kiosk = rejection.kiosk AND bundle.epoch = rejection.epoch
  WHERE rejection.number BETWEEN bundle.first AND bundle.last AND bundle.state IN ('counted', 'admitted');
-- Better nobody than somebody else: whoever asked at a station whose copies have parted asks anew.
CREATE TEMP TABLE erasure_before AS
  SELECT min(bundle.id) AS bundle, erasure.number AS number FROM erasure
  JOIN bundle ON bundle.kiosk = erasure.kiosk AND bundle.epoch = erasure.epoch
  WHERE erasure.number BETWEEN bundle.first AND bundle.last
  GROUP BY erasure.kiosk, erasure.epoch, erasure.number HAVING count(*) = 1;
DROP TABLE rejection;
DROP TABLE erasure;

CREATE TABLE rejection (
  bundle INTEGER NOT NULL REFERENCES bundle (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (bundle, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE erasure (
  bundle INTEGER NOT NULL REFERENCES bundle (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  PRIMARY KEY (bundle, number)
) STRICT, WITHOUT ROWID;
INSERT INTO rejection (bundle, number, reason) SELECT bundle, number, reason FROM rejection_before;
INSERT INTO erasure (bundle, number) SELECT bundle, number FROM erasure_before;
DROP TABLE rejection_before;
DROP TABLE erasure_before;
