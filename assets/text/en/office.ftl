### Pages of the city's office: accounts.

office-role-city = The city's office
office-role-commune = Clerk of { $unit }
office-role-viewer = Viewer
office-never-signed-in = never
office-password-own = chosen by the person
office-password-first = first password, good until { $until }
office-password-ended = first password, ended { $until }
office-codes = six-digit codes
office-no-codes = no
office-disabled = disabled { $at }
office-open = open
office-account-added = Account { $account } is added: { $role }.
office-account-password = { $account } has a new password. Anyone who is signed in with this account must sign in again.
office-account-disabled = Account { $account } is disabled. Anyone who was signed in with it is out.
office-account-enabled = Account { $account } is enabled again.
office-account-codes = From now on { $account } needs a six-digit code to sign in.
office-account-no-codes = { $account } needs no six-digit code any more.

office-pack-added = Pack version { $version } is added.
office-pack-known = Pack version { $version } was here before; nothing has changed.
office-pack-judged = { $n } people were judged again.
office-pack-revoked = The pack revokes { $n } stations.
office-pack-added-by = { $at }, { $who }
office-pack-topic = { $topic }. { $title }

office-trail-case-take = took a case
office-trail-case-release = gave a case back
office-case-taken = taken by { $who } { $at }
office-case-took = You have taken this case. Others see your name in the list.
office-case-released = The case is given back. Others may take it.

office-detail-entries = { $entries } people
office-detail-keys = { $entries } tests
office-detail-records = { $records } records
office-detail-papers = { $papers } papers
office-detail-burst = { $entries } people; at most { $most } tests in { $minutes } minutes, from { $from }
office-detail-same = { $entries } people; { $alike } tests are alike
office-detail-fast = { $entries } people; the fastest test took { $least-seconds } seconds, while reading takes more than { $limit } seconds a question
office-detail-per-day = { $entries } people; { $that-day } tests on { $day }, the station was granted { $limit } a day
office-detail-fast-topics = { $entries } people; { $topics } times a topic took less than one part in { $part } of its reading time
office-detail-unfinished = { $entries } people; the shift opened { $opened } papers, { $left } were not handed in
office-detail-clock-back = { $entries } people; the clock went back by at most { $minutes } minutes
office-detail-clone = { $entries } people; the two copies part at bundle { $from-bundle }
office-detail-evening = { $entries } people, { $records } records
office-detail-paper-alike = { $entries } people; { $papers } papers are alike
office-detail-paper-fast = { $entries } people; { $sheets } papers were keyed in within { $limit } seconds each
office-detail-paper-unchecked = { $entries } people; { $drawn } papers were to be keyed in twice, { $missing } were not
office-detail-paper-rekeyed = { $entries } people; different in { $other } of { $places } places
office-detail-sheets = { $entries } people; { $sheets } papers
office-detail-sheet = paper { $paper }: { $finding }
office-detail-sheet-places = paper { $paper }: { $finding } in questions { $places }

office-contest = Contest { $contest }
office-trail-roster = { $unit }, { $people } people
office-trail-request = request { $request }: { $kind }
