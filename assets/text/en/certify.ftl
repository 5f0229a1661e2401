### Pages that issue and check certificates.

certify-trail-issue = Issued certificates
certify-trail-file = Downloaded certificates
certify-trail-withdraw = Withdrew a certificate
certify-detail-unit = { $unit }: { $count } certificates
certify-detail-withdraw = { $number }: { $reason }
certify-issued =
    { $issued ->
        [0] None is new: { $kept } that were issued still hold.
       *[other] Issued { $issued }; { $kept } that were issued before still hold.
    }
certify-renewed = Among them { $renewed } in place of ones whose name or birth was corrected; those were withdrawn.
certify-nameless = { $nameless } more have a valid entry and no name in the ledger: who runs the server calls tramso-central recount --from-bundles.
certify-withdrawn = Withdrew certificate { $number }.
certify-reason-corrected = name or birth was corrected, another one holds
certify-reason-not-valid = the entry does not count any more
certify-reason-mistake = issued by mistake
certify-written = Wrote { $file }: { $count } certificates.
certify-left-out = Could not be drawn: { $numbers }. The name has a letter that the fonts lack, or is too long.
certify-key-unnamed = No root of trust names the key of these certificates yet. The signature can be checked here; the key should be added to the root (tramso-studio root rotate).
certify-line = { $number }  { $date }  { $name }  { $state }
certify-state-holds = holds
certify-state-withdrawn = withdrawn: { $reason }
certify-state-replaced = withdrawn, { $number } holds
certify-none = No certificate was issued yet.

certify-field-number = Number
certify-field-name = Full name
certify-field-birth = Born
certify-field-residence = Residence
certify-field-contest = Contest
certify-field-topics = Topics
certify-field-organiser = Issued by
certify-field-signers = Signed by
certify-field-date = Day of issue
certify-field-slip = Slip
certify-field-station = Signed by station
certify-field-slip-number = Number of the slip

certify-verdict-unknown = Not in the ledger, cannot be checked yet
certify-note-unknown = Number or check code fit no certificate that was issued here. Look at each letter again; if it stays so, ask who issued it.
certify-note-unknown-file = This file or text carries no statement that the organiser, or a station of the ledger, has signed.
certify-verdict-genuine = A genuine certificate that holds
certify-verdict-withdrawn = This certificate was withdrawn
certify-note-withdrawn = Withdrawn on { $date }.
certify-note-replaced = Withdrawn on { $date }; the one in its place has the number { $number }.
certify-verdict-not-held = The organiser's signature holds, and the ledger has this certificate no more
certify-note-not-held = Its holder asked for erasure, or the ledger was restored from before it was issued. Ask who issued it.
certify-verdict-other-file = The statement is genuine, and the file is not the page that was issued
certify-note-other-file = Only what is below, from the signed statement, holds: compare it with the paper.
certify-note-other-fields = The file was changed, or its text cannot be read whole any more. Not there as it was signed: { $fields }.
certify-note-other-words = Every field is there as it was signed, but words are missing or too many: others may have been put over them.
certify-note-same-words = The words are as they were signed, but another program has saved the file again, or a picture was changed: look at each field on the paper.
certify-note-unread = No text can be read in the file: it is a scan, or another program has saved it again, or it was changed.
certify-verdict-other-text = The statement is genuine, and the text differs
certify-note-other-text = The text does not show: { $fields }. What is below, from the signed statement, holds.
certify-note-same-file = The file is the page that was issued, byte for byte.
certify-note-same-text = The text fits the statement in every field.
certify-note-not-sent = Compare each field below with the paper: where one differs, the paper was changed.
certify-note-no-form = The form of that time is not here any more, so that the page could not be compared; what is below is from the signed statement.
certify-note-unnamed = No root of trust names this key yet: the signature can only be checked where it was issued.
certify-note-demo = This is the demo contest; the certificate proves nothing.
certify-note-rehearsal = This is a rehearsal; the certificate proves nothing.
certify-verdict-slip-valid = A genuine slip; the entry is valid
certify-verdict-slip-not-valid = A genuine slip; the entry does not count as valid now
certify-verdict-slip-not-held = Provisional: the station has not handed in its data yet
certify-note-slip-not-held = The signature is the station's. The result has not reached the organiser, or the name was corrected since; please look again in some days.
certify-note-slip = This is a station's slip and not the organiser's certificate.
certify-verdict-slip-revoked = The slip is signed by a station that was revoked
certify-note-slip-revoked = The signature is the station's, which is not recognised any more. Ask the organiser.
