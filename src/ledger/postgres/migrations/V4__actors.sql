-- Who did something is kept by a stable name instead of a Vietnamese word. Only these three are renamed: any other stays readable as it
-- was written. This is the one change that the trail allows.
ALTER TABLE note DISABLE TRIGGER note_stays;
UPDATE note SET who = CASE who
    WHEN 'dòng lệnh' THEN 'command-line'
    WHEN 'mạng' THEN 'station'
    ELSE 'account' END
  WHERE who IN ('dòng lệnh', 'mạng', 'trang');
ALTER TABLE note ENABLE TRIGGER note_stays;
UPDATE matter SET decided_by = CASE decided_by
    WHEN 'dòng lệnh' THEN 'command-line'
    WHEN 'mạng' THEN 'station'
    ELSE 'account' END
  WHERE decided_by IN ('dòng lệnh', 'mạng', 'trang');
