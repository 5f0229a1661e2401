-- Who did something is kept by a stable name instead of a Vietnamese word. Only these three are renamed: any other stays readable as it
-- was written. This is the one change that the trail allows.
DROP TRIGGER note_stays;
UPDATE note SET who = CASE who
    WHEN 'dòng lệnh' THEN 'command-line'
    WHEN 'mạng' THEN 'station'
    ELSE 'account' END
  WHERE who IN ('dòng lệnh', 'mạng', 'trang');
CREATE TRIGGER note_stays BEFORE UPDATE ON note BEGIN SELECT raise(ABORT, 'the trail is never changed'); END;
UPDATE matter SET decided_by = CASE decided_by
    WHEN 'dòng lệnh' THEN 'command-line'
    WHEN 'mạng' THEN 'station'
    ELSE 'account' END
  WHERE decided_by IN ('dòng lệnh', 'mạng', 'trang');
