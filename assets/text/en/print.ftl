### Papers of an evening: the test on paper, the registration form, slips, lists.

print-trial-demo = DEMO
print-trial-demo-head = DEMO, without any value
print-trial-rehearsal = REHEARSAL
print-trial-rehearsal-head = REHEARSAL, does not count for the real contest
print-page = Page { $page }/{ $of }

print-paper-file = Test on paper: { $contest }
print-paper-kind = TEST ON PAPER
print-paper-number = Paper no.
print-paper-page = Page { $page }/{ $of }
print-paper-page-sheet = Sheet { $sheet } · Page { $page }/{ $of }
print-paper-how = Put one cross in one box for each question. If you cannot read it, ask the volunteer.
print-paper-message = I learn digital skills, I pass them on: cross one sentence, or write your own on the two lines below.
print-paper-own = My own words:
print-paper-name = Full name:
print-paper-born = Year of birth:
print-paper-village = Village:
print-paper-sign = Signature:
print-paper-counts = This paper counts for your commune, not for personal prizes.
print-paper-counts-ranks = This paper counts for your commune and for personal prizes.
print-paper-counts-unconfirmed = The organiser has not confirmed yet that tests at this station count.
print-paper-counts-trial = This paper is for trying out and does not count.
print-paper-blank = This side is blank.

print-contest = Contest: { $contest }
print-station-date = { $station }, { $date }
print-row-number = No.
print-name = Full name
print-birth-year = Year of birth
print-village = Village
print-slip-number = Number of the slip
print-signature = Received (signature)
print-signer-volunteer = Volunteer (signature and name)

print-slips-file = Slips of { $date }
print-sign-title = Receipt of slips, to be signed
print-sign-left-out = not printed

print-form-file = Registration form: { $contest }
print-form-title = Registration form
print-form-consent = Wording of the consent: { $version }
print-form-number = Identity number:
print-form-no-number = No identity number, because:
print-form-name = Full name:
print-form-birth = Date of birth:
print-form-sex = Sex:
print-form-village = Village:
print-form-unit = Commune, ward:
print-form-phone = Telephone (leave empty if none):
print-form-work = Place of work or study:
print-form-work-unit = Commune or ward of that place:
print-form-work-name = Name of the agency, school, business:
print-form-groups = Organisations:
print-form-one-touch = Already taken on One Touch?
print-form-one-touch-yes = Yes
print-form-help = During the test:
print-form-guardian = Below 16, parent or guardian:
print-form-guardian-agrees = Agrees that the child takes part
print-form-sign = Signature:
print-form-date = Date:
print-form-note = This form has personal details: hand it to the station's volunteer only, take no picture, do not send it over the network.

print-unit = Unit: { $unit }
print-count = { $n }
print-summary-file = Summary of { $date }
print-summary-title = Summary of the evening
print-summary-volunteers = Volunteers: { $names }
print-summary-registered = People registered
print-summary-lessons = Topics taught to all together
print-summary-learned = People who finished all topics
print-summary-printed = Papers printed
print-summary-collected = Papers collected
print-summary-handed = Papers keyed in
print-summary-void = Papers struck out
print-summary-screen = Tests on the screen
print-summary-valid = Valid entries
print-summary-waiting = Entries waiting to be handed in to the organiser
print-summary-remarks = Remarks:
print-signer-village = Head of the village (signature and name)

print-calls-file = People to call back, { $date }
print-calls-title = People to call back
print-calls-note = This list has telephone numbers: destroy it after use.
print-phone = Telephone
print-missing = Still missing
print-notes = Notes
