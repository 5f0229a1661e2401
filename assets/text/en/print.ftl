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
print-sign-left-out = slip could not be printed
