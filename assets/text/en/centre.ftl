### What tramso-central says.

centre-ask-passphrase = Passphrase of { $file }:
centre-ask-id = ID number (12 digits, not shown):
centre-init-table = Which passphrase opens what. Shown this once: write them down now, each on a sheet of its own.
centre-init-row-keys =
    {"  "}{ $passphrase }
    {"      "}opens the server and all commands of tramso-central: { $file }
    {"      "}Kept by whoever runs the centre.
centre-init-row-offline =
    {"  "}{ $passphrase }
    {"      "}opens the enrolment key (approving stations), the closing key and the recovery key: { $dir }
    {"      "}Kept by the keeper of keys, in another envelope.
centre-init-row-page =
    {"  "}{ $passphrase }
    {"      "}account thanh-pho: opens the organiser's pages in a browser and may decide
    {"      "}Kept by one person of the city's office; others get accounts of their own.
centre-init-row-page-first = {"      "}For the first sign-in only, within 7 days; the page then asks for a password of one's own.
centre-init-given = (the passphrase in the file that was given)
centre-init-page =
    Sign in to the centre's page as thanh-pho; its password, shown this once:
    {"    "}{ $passphrase }
    For the first sign-in only, within 7 days; the page then asks for a password of one's own.
centre-init-away = Carry the folder { $dir } off this machine now: the enrolment, closing and recovery keys are never on a server.
centre-init-next =
    Next:
    {"  "}1. Give bien-nhan.pub, cap-phep.pub, chung-nhan.pub and chot.pub of { $dir } to who keeps the root's keys:
    {"     "}tramso-studio root init --receipt-key bien-nhan.pub --enrol-key cap-phep.pub
    {"         "}--certificate-key chung-nhan.pub --closing-key chot.pub …
    {"  "}   (where there is a root already: root rotate, then sign again)
    {"  "}2. They build the content and seal the questions:
    {"     "}tramso-studio pack build … --seal-to …
    {"  "}3. Add the pack here:
    {"     "}tramso-central pack add goi.tsp --identity de-thi.age --dir { $dir }
    {"  "}4. Approve each station:
    {"     "}tramso-central enrol approve don.tsq --out /media/usb --enrol-key cap-phep.key --dir { $dir }
    {"  "}5. Open the server:
    {"     "}tramso-central serve --dir { $dir }
centre-init-next-demo = The demo centre is ready. Open the server:
    {"  "}tramso-central serve --dir { $dir }
centre-password-set = Account thanh-pho of the page has a new password.
centre-pack-pin = The root's fingerprint:
    {"    "}{ $fingerprint }
    Was it compared over the telephone with who signed the pack? (y/n)
centre-pack-added = Pack { $contest }, number { $version }, was added.
centre-pack-known = Pack { $contest }, number { $version }, was here already.
centre-pack-judged = { $n } people who waited for this pack were judged anew.
centre-enrol-asks = Station { $kiosk } asks for a place: { $unit }, { $village }
centre-enrol-days = Counts from { $from } to { $to }; above { $n } entries a day somebody looks
centre-enrol-fingerprint =
    The request's fingerprint, to compare with the station's screen:
    {"    "}{ $fingerprint }
centre-enrol-check = {"  "}The station's machine, checked on { $date }: { $green } good, { $amber } to look at, { $red } to put right
centre-enrol-check-part = {"    "}{ $sign } { $part } ({ $code })
centre-enrol-no-check = {"  "}The request has no check of the machine with it.
centre-enrol-agree = Did the station read out these eight syllables? (y/n)
centre-enrol-granted = Granted, and the station is in the ledger: { $file }
centre-enrol-root =
    Read the root's fingerprint to the station:
    {"    "}{ $fingerprint }
centre-enrol-row = { $kiosk }  { $unit }  { $village }  last heard: { $heard }
centre-enrol-row-revoked = { $kiosk }  { $unit }  { $village }  last heard: { $heard }  REVOKED
centre-enrol-missing = {"  "}MISSING bundles { $numbers } (epoch { $epoch })
centre-enrol-count = { $n } stations.
centre-status = { $centre }, contest { $contest }
centre-status-people = { $registered } people registered, { $finished } finished every part, { $valid } valid.
centre-status-bundles = { $stations } stations, { $bundles } bundles received, { $waiting } cases to decide.
centre-status-term = Sealed bundles and people's data are kept until the end of { $date }; then run tramso-central end.
centre-clock = The server's clock: { $machine }. Newest line of the trail: { $last }.
centre-clock-none = The server's clock: { $machine }. The trail is empty.
centre-clock-good = The clock can be used.
centre-clock-accepted = { $machine } is taken as right. A server that is running goes on at once; it need not be started again.
centre-status-term-over = Sealed bundles and people's data are past their last day ({ $date }): run tramso-central end.
centre-status-term-ended = Sealed bundles and people's data were removed on { $date }; the figures stay.
centre-status-none-missing = No bundle is missing between those that were received.
centre-status-missing = { $n } bundles are missing: later ones were received, these numbers were not:
centre-status-missing-row = {"  "}{ $kiosk }  { $unit }  { $village }: bundles { $numbers } (epoch { $epoch })
centre-status-missing-then = A station that sends over the network and still has them hands them in the next time; of one that uses a stick, ask for its stick again.
centre-revoke-agree =
    Station { $kiosk }: { $village }, { $unit }, last heard: { $heard }
    This cannot be taken back. Revoke this station? (y/n)
centre-revoked = Station { $kiosk } is revoked. What came before counts on. Name it in the next content pack.
centre-ingest-new = {"["}{ $n }/{ $all }] { $file }: taken
centre-ingest-known = {"["}{ $n }/{ $all }] { $file }: was here already
centre-ingest-grant = { $file }: grant of station { $kiosk }
centre-ingest-done = New { $new }, known { $known }, grants { $grants }.
centre-ingest-waiting = Of these stations { $n } bundles are kept and wait for a decision: tramso-central cases.
centre-ingest-receipts = Receipts are in { $dir }: carry the stick back to the stations.
centre-kind-fork = two copies of a station have handed in
centre-kind-revoked = a bundle came after its station was revoked
centre-kind-epoch = a station began anew by itself (restored, or another machine)
centre-kind-late = a bundle came after the contest had closed
centre-kind-contradiction = one ID number, two different people
centre-kind-signal = entries that look unusual
centre-sign-burst = tests handed in closer together than one keyboard allows
centre-sign-same = several tests alike in their answers or their seconds
centre-sign-fast = tests done faster than their questions can be read
centre-sign-per-day = more entries in a day than the station was granted
centre-sign-keys = tests answered with one key, or a few keys in turn
centre-sign-fast-topics = a topic done in less than a third of its reading time
centre-sign-unfinished = a shift that opened many papers and did not hand them in
centre-sign-moved = a test was moved from one person to another
centre-sign-clock-back = tests handed in while the machine's clock was set back
centre-sign-clock-doubt = tests handed in while the station doubted its clock
centre-detail-rolled-back = the station once had record { $seen }; the copy in use has { $kept }
centre-detail-other-branch = the station once wrote another branch, which the copy in use does not have
centre-sign-rolled-back = the station's data were put back to an earlier state
centre-sign-clone = two copies of the station went on, tests of both are here
centre-sign-no-shift = records that belong to no open shift and do not count
centre-sign-group = topics learnt in a group, with no lesson before them that was long enough
centre-sign-paper-soon = papers collected sooner after their printing than anybody writes them
centre-sign-paper-boots = the machine started again between printing and collecting: the time for writing is not known
centre-sign-paper-alike = the same letters on several papers, though each paper asks other questions
centre-sign-paper-fast = papers keyed in faster than a sheet is read
centre-sign-paper-unchecked = papers that have to be keyed twice and were keyed once
centre-sign-paper-rekeyed = two keyings of one paper differ much
centre-sign-sheet = a sheet that was drawn by lot differs or is not there
centre-paper-unprinted = papers whose number the station never printed: they do not count
centre-paper-void = papers keyed in after they were struck out: they do not count
centre-paper-uncollected = papers keyed in before they were collected: they do not count
centre-paper-twice = papers keyed in a second time under one number: the second does not count
centre-paper-not-allowed = tests on paper, which this contest does not have: they do not count
centre-paper-other = papers that are not what their number draws: they do not count
centre-paper-answers = papers with answers to questions that they do not ask: they do not count
centre-paper-incomplete = papers with answers missing: they do not count
centre-actor-command-line = command line
centre-actor-station = network
centre-actor-account = page
centre-cases-none = Nothing waits for a decision.
centre-case =
    { $case } ({ $date }): { $what }
    {"    "}{ $subject }
centre-case-words = {"    "}decide: { $words }
centre-case-decided = {"    "}decided: { $word }
centre-decided = Decided. { $n } people were judged anew.
centre-undone = Taken back. { $n } people were judged anew.
centre-forgotten = The person is in no sum any more, and the ledger has erased their data. { $n } records are to be erased at the stations, with their next receipts.
centre-end-what =
    Contest { $contest }: data are kept until the end of { $date }.
    This removes for good: { $bundles } sealed bundles, the data of { $people } people, and cases about single people.
    This stays: the figures, the trail, the list of stations and the public keys that verify slips.
    It cannot be undone.
centre-end-word = XOA HET
centre-end-ask = Type { $word } and press Enter to remove it:
centre-end-progress = Removing: { $percent }%
centre-end-done = { $bundles } sealed bundles and the data of { $people } people were removed. The figures stay.
centre-end-backups = Left to do by hand: delete every backup made before today (USB sticks, disks, snapshots of the server) and files from stations that are still on sticks. On PostgreSQL also run VACUUM FULL.
centre-end-nothing = The term has ended before, and nothing is left to remove.
centre-recount-erased = { $n } people who had asked for erasure were still in the ledger: they were erased before the count.
centre-recount-progress = { $n } bundles read again…
centre-recount-refilled = All kept bundles were read again: { $n } people were completed.
centre-doctor-sound = All is well: keys, folder, ledger, clock and pack. To count everybody again, add --full.
centre-doctor-sound-full = All is well: keys, folder, ledger, clock and pack; counted again, every sum is right.
centre-doctor-counting = Counting everybody again…
centre-recount-right = Counted anew: every sum is right.
centre-serving = The server answers at { $url }
centre-serving-how = To look at the figures, open that address in a browser. To stop the server, press Ctrl-C.
centre-stopped = Stopped.
centre-demo =
    The demo centre is at { $url }, account thanh-pho, password:
    {"    "}{ $passphrase }
centre-demo-filling = Making the demo's data: { $people } invented residents at { $stations } stations…
centre-demo-clerk =
    To see what a commune's clerk sees: account { $account }, password:
    {"    "}{ $passphrase }
centre-demo-send =
    Send from a demo station:
    {"    "}tramso send { $url } --dir <station's folder>
    Stop with Ctrl-C; everything goes.
centre-case-telling = {"      "}{ $word }: { $name }, born { $birth }
centre-case-branch = {"      "}{ $word }: received { $at }, { $records } records, { $people } people
centre-case-aside = {"    "}put aside { $at }, { $who }
centre-case-remark = {"    "}remark: { $text }
centre-case-by = {"    "}decided by: { $who }, { $at }
centre-decide-agree = Case { $case }, { $what }: decide «{ $word }»? (y/n)
centre-put-aside = Case { $case } is put aside; it still waits, at the end of the list.
centre-backup-reading = Reading the ledger…
centre-backup-writing = Writing the backup…
centre-backup-checking = Reading the backup back to be sure…
centre-backup-done = Backed up to { $dir }: { $bundles } bundles, { $people } people. All of it was read back, right to the byte.
centre-backup-keep = It is sealed. Keep the stick somewhere else than the server; opening it takes the passphrase of the key file keys.age.
centre-verify-right = { $file } is whole: made on { $date }, { $bundles } bundles, { $people } people.
centre-restoring = Restoring…
centre-restored = Restored the backup of { $date }: { $bundles } bundles, { $people } people; erased again { $erased } people who had asked for it.
centre-restored-then = Now: where the old machine still has da-xoa.txt, run tramso-central restore --accept-loss --erased <that file>, so that nobody appears again who asked to be erased after the day of the backup. Then start the server as always. Stations hand in again what is missing when they send over the network; for stations that use sticks, carry the new receipts back to them. Everybody who has the pages open must sign in again.
centre-loss-accepted = The ledger that is there is used from now on; erased again { $erased } people who had asked for it.
centre-moved-then = The old ledger can no longer be used. Start the server with the new one: an address postgres://… goes into --database.
centre-user-added = Account { $account } is added: { $role }.
centre-user-password-set = Account { $account } has a new password. Anyone who is signed in with it must sign in again.
centre-user-passphrase =
    Its password, shown once; write it down and hand it over in person:
    {"    "}{ $passphrase }
    Good until { $until }, for the first sign-in; the page then asks for a password of one's own.
centre-user-disabled = Account { $account } is disabled; anyone who is signed in with it is out.
centre-user-enabled = Account { $account } is enabled again.
centre-user-totp =
    From now on account { $account } signs in with a six-digit code, too. Type this key into the authenticator app of the phone; it is shown once:
    {"    "}{ $secret }
    Or open this address on that phone:
    { $url }
centre-user-totp-off = Account { $account } needs no code any more.
centre-user-row = { $account }  { $role }  { $marks }
centre-user-none = There is no account yet. Add one: tramso-central user add.
centre-user-mark-totp = with six-digit codes
centre-user-mark-first = FIRST PASSWORD, until { $until }
centre-user-mark-disabled = DISABLED since { $at }
centre-role-city = the city's office
centre-role-commune = unit { $unit } ({ $code })
centre-role-viewer = may only look
centre-ask-password = New password (not shown while you type):
centre-ask-password-again = Type it once more:
centre-trail-row = { $at }  { $who }: { $what } { $detail }
centre-trail-none = The trail has no such line.
centre-trail-older = There is more: add --before { $id }

centre-sheets-none = No sheet of paper has been drawn by lot yet.
centre-sheet = Sheet { $sheet }: number { $number }, station { $station }, drawn on { $date }
centre-sheet-found =   { $what } ({ $who }, { $at })
centre-sheet-is-same = the same
centre-sheet-differs = differs
centre-sheet-differs-in = differs in question { $places }
centre-sheet-is-missing = no such sheet
centre-sheet-noted = Kept: { $what }.
centre-sheet-noted-places = Kept: { $what } in question { $places }. A case was opened for it.

centre-questions = { $n } questions have figures from { $tests } tests; { $dubious } of them to be looked at.
centre-questions-unread = { $n } people have a test that is not counted here: tramso-central recount --from-bundles reads old ones again.
centre-questions-written = { $file } written.
centre-user-mark-log = in the server's log: { $id }
centre-user-mark-seen = signed in last { $at }
centre-case-detail = {"    "}{ $detail }
centre-case-taken = {"    "}taken by { $who }, { $at }
centre-demo-purpose = To follow who of the offices and organisations takes part (sample)
centre-demo-office = Sample People's Committee
centre-key-certificate = Wrote the public key that signs certificates: { $file }
    Give it to who keeps the root's keys: tramso-studio root rotate goc --certificate-key chung-nhan.pub
centre-key-closing = Made the closing key { $file }
    Keep it with the enrolment key, away from here; give { $public } to who keeps the root's keys:
    {"  "}tramso-studio root rotate goc --closing-key chot.pub
centre-key-closing-passphrase = Passphrase of the closing key, shown this once:
    {"    "}{ $passphrase }
