### The organiser's pages: words that depend on data. Fixed words are in assets/page.

site-outcome-new = received
site-outcome-known = received before
site-outcome-waits = kept, waits for a decision
site-outcome-left-out = kept, not counted by decision
site-outcome-grant = grant, received
site-outcome-refused = not received

site-state-counted = counted
site-state-admitted = counted by decision
site-state-excluded = not counted by decision
site-state-fork = waits: two copies of the station
site-state-revoked = waits: the station is revoked
site-state-unconfirmed = waits: the station began again
site-state-late = waits: arrived after the end
site-unknown-station = unknown

site-decided = Decided. The figures that depend on it are counted again.
site-undone = The decision is withdrawn. The figures that depend on it are counted again.
site-about-person = Person with the key { $person }…: compare the two registrations at the stations, then choose the right one.
site-about-epoch = Station { $place }, epoch { $epoch }
site-about-bundle = Station { $place }, epoch { $epoch }, bundle { $seq }
site-decision-count = Count
site-decision-exclude = Do not count
site-decision-all = Count both copies
site-decision-none = Count neither
site-decision-fine = Reviewed, nothing strange
site-decision-follow = To be checked at the station
site-put-aside = Put aside. It still waits, at the end of the list.
site-aside = Put aside { $at } by { $who }.
site-decision-two = Two different people: have the station correct the mistyped number; until then what was declared first counts
site-decision-later = Later
site-decision-declaration = { $name }, born { $born }, lives in { $village }, { $unit } (declared at station { $place })
site-decision-branch = Count only the copy received { $at }: { $records } records, { $people } people ({ $branch })
site-decision-absent-branch = Count only the copy that has not arrived ({ $branch })

site-decision-undo = Taken back
site-trail-decide = decided a case
site-trail-forget = asked for the erasure of a person's data
site-trail-revoke = revoked a station
site-trail-admit = admitted a station
site-trail-pack = loaded a content pack
site-trail-sign-in = signed in
site-trail-sign-in-wrong = somebody typed a wrong password or code
site-trail-sign-out = signed out
site-trail-account-add = added an account
site-trail-account-password = set a new password
site-trail-account-disable = disabled an account
site-trail-account-enable = enabled an account
site-trail-account-totp = turned six-digit codes on
site-trail-account-totp-off = turned six-digit codes off
site-trail-restore = ledger restored from a backup
site-trail-accept-loss = ledger used on although it lacks data

site-order-name = name
site-order-rate = rate
site-order-valid = valid results
site-order-lateness = latest first
site-unit-commune = { $name } commune
site-unit-ward = { $name } ward
site-unit-zone = { $name } special zone
site-unknown-figure = unknown
site-fresh-no-station = no station yet
site-fresh-all = all { $stations } stations, { $newest }
site-fresh-some-never = { $silent } of { $stations } stations have never handed in
site-fresh-some-late = { $silent } of { $stations } stations are silent, one for { $days } days
site-fresh-never = { $stations } stations, never handed in

site-opens = opens on { $date }
site-closed = closed on { $date }
site-rehearsal = { $contest } (REHEARSAL, does not count for a real contest)
site-days-left = { $days } days left, until { $date }
site-today = today
site-yesterday = yesterday
site-days-ago = { $days } days ago
