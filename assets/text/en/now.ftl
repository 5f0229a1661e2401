now-choose = { $n ->
    [1] Press 1.
    [2] Press 1 or 2 to choose.
   *[other] Press 1 to { $n } to choose.
}
now-remind = { $n ->
    [1] Would { $who } please press 1 first?
    [2] Would { $who } please press 1 or 2 first?
   *[other] Would { $who } please press a digit from 1 to { $n } first?
}
now-code = Point the phone's camera at the square. Then press Enter.
now-consent = Press 1 to agree, 2 if not, 3 to read more.
now-number = Type the 12 digits and press Enter, or scan the code on the card.
now-number-again = Type the same 12 digits again, then press Enter.
now-type = Type in the bright field, then press Enter.
now-type-if-any = Type in the bright field, then press Enter. Leave it empty if there is none.
now-picked = Press Enter to go on. Another digit changes the answer.
now-groups = Press digits to choose, again to take back. Then press Enter.
now-search = Type a few letters of the name, then press its digit.
now-further = Press a digit to open a lesson, ← to go back.
now-page-next = When it is read, press → for the next page.
now-page-check = When it is read, press → for the little question.
now-page-end = When it is read, press → to finish the lesson.
now-check-again = Would { $who } please look again and choose another?
now-check-this = Would { $who } please press { $n }?
now-go-on = Press Enter to go on.
now-answer-first = Would { $who } press 1 to { $n } to choose, or → for another question?
now-saved-last = Saved. Press Enter to see the whole test.
now-saved-blank = Saved. Press Enter for the next unanswered question.
now-marked-last = Press Enter to see whether all are answered.
now-open-blank = Press Enter to open question { $n }, not answered yet.
now-open = Press Enter to open question { $n }. Press 0 to hand in.
now-hand-in = Press Enter to hand in.
now-review-next = When it is read, press → for the next one.
now-review-end = When it is read, press → for the result.
now-write = When it is written, press Enter.
now-slip = Take a photo of this, then press Enter to go on.
now-slip-again = Press Enter for the whole record.
now-app = Press a digit to choose. Then press Enter.
now-app-tick = The helper presses 3, 4 or 5. Enter goes on without.
now-app-code = Point the phone's camera at the square. When installed, press 3.
now-any-key = Press any key to go on.
now-read = When it is read, press Enter.
now-secret = The helper types in the bright field and presses Enter.
now-wait = Just a moment…
now-leave = Press Esc to go back.
now-desk = Press the digit or letter in front of a line to open it.
now-passphrase = Type the passphrase and press Enter.
now-this = Press Enter for the line with ▶.
now-open-this = Press Enter to open question { $n }.
now-next-question = Press Enter for the next question.
now-unit = { $n ->
    [1] Press 1 if it is this one; else type a few letters of the name.
   *[other] Press 1 to { $n } to choose; else type a few letters of the name.
}
