units-line = { $code }  { $unit }  { $population } people
units-line-inferred = { $code }  { $unit }  { $population } people (mended figure, to be confirmed)
units-count = { $n } units.
units-template = { $file } is written: the empty list of { $unit }. Send it to be filled in, then take it in with units import.
units-fault = ✗ { $file }:{ $row } [{ $rule }] { $what } → { $now }
units-warning = ▲ { $file }:{ $row } [{ $rule }] { $what } → { $now }
units-refused = { $errors } errors; nothing was written to the content folder.
units-imported = { $file } is written: { $villages } villages and { $others } agencies and bodies of { $unit }.
