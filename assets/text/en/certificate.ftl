### The slip that a station prints. The certificate proper comes from the organiser later.

certificate-title = RECORD OF COMPLETION
certificate-provisional = Provisional - awaiting the organiser's confirmation
certificate-honours = In recognition of
certificate-born-on = Born { $date }
certificate-born-in = Born in { $year }
certificate-done = who completed all { $topics } topics and the test of { $questions } questions of the contest
certificate-done-score = who completed all { $topics } topics and answered { $right } of { $questions } questions of the contest
certificate-contest = “{ $title }”
certificate-number = No. { $number }
certificate-scan = Take a photo of this slip to keep; scan the code to look it up
certificate-signed = Signed by the station. On a screen, click the code for all of it.
certificate-issued = { $place }, { $date }
certificate-station = LEARNING STATION
certificate-statement = The station's signed statement:
certificate-file = Record of completion { $number }
