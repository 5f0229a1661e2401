### How a station gets its place.

enrol-next = The station is not enrolled: practice only. Next, where USB is the stick:
    {"  "}tramso enrol request --out USB --dir { $folder }
enrol-asked = The request is written: { $path }
enrol-fingerprint = Send that file to the organiser, then call and read out these eight syllables:
    {"    "}{ $fingerprint }
enrol-compare = A grant of { $centre }, contest { $contest }.
    Ask the organiser on the telephone; each syllable must be the same:
    {"    "}{ $fingerprint }
    Is it the same? (y = yes, n = no)
enrol-accepted = ✓ { $centre } has enrolled the station (grant number { $number }).
enrol-open = Entries can be taken.
enrol-before = The contest has not begun, it opens on { $date }: until then there is only practice.
enrol-closed = ▲ The contest closed at the end of { $date }: nobody can be taken any more, there is only practice.
enrol-known = Grant number { $number } of { $centre } is in force already; nothing changes.
enrol-newer-pack = Beside the grant lies content pack number { $version }, newer than the one in use. To take it:
    {"  "}tramso receive { $from } --dir { $folder }
