result-title = Your result
result-big = THANK { $who }!
result-big-short = THANK YOU!
result-thanks = We thank { $who } for finishing the test.
result-kept = Your test is saved.
result-private = The score is shown to { $who } alone.
result-show = Press Enter to see the score
result-score = Questions { $who } answered rightly
result-in-words = { $Who } answered { $n } of { $of } questions rightly.
result-best = Best so far: { $n }/{ $of }
result-left = { $n ->
    [one] One attempt is left; the best one counts.
   *[other] { $n } attempts are left; the best one counts.
}
result-none-left = All attempts are used. The best one counts.
result-all-right = Everything right! The station admires { $who }.
result-most-right = A very good result. { $Who } know this well.
result-half-right = { $Who } know many things already. A look at the wrong ones makes it sure.
result-few-right = { $Who } answered every question, and that matters. Let us look at the wrong ones together.
result-pass = The mark of { $mark } right answers is reached.
result-below = The mark is { $mark } right answers; not yet this time.
result-late = This test was handed in after the contest's last day. The organiser will decide.
result-review = { $n ->
    [one] See the wrong answer, with why
   *[other] See the { $n } wrong answers, each with why
}
result-again = Take the test again with other questions
result-no-paper = Your test was handed in and is saved. The station has new questions by now and cannot show it again; the organiser will mark it.
result-go-on = Press Enter to go on
result-key-score = see the score
result-key-go-on = go on
result-key-review = wrong answers
result-key-again = try again
