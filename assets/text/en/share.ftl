share-title = I learn, I pass it on
share-ask = Would { $who } share a few words: about learning, or about helping somebody to learn?
share-any-counts = { $Who } may choose any way; all count alike.
share-own = Write myself
share-own-on = Go on writing
share-ready = Choose a ready sentence
share-told = Tell it to the helper, who types
share-told-on = Go on telling it to the helper
share-half-written = Begun: “{ $text }”
share-write = Would { $who } write a few words, then press Enter?
share-tell = Would { $who } tell it? The helper types, then presses Enter.
share-count-short = { $n } letters (at least { $from } are needed)
share-count = { $n } letters (at most { $most })
share-pick = Would { $who } press a digit to choose a sentence, then Enter to send it?
share-more = → Press the arrow to the right for the other sentences.
share-read-back = Helper, please read this aloud. Is it what { $who } meant?
share-right = Yes
share-mend = Not yet, change it
share-public = May these words stand on the public wall for everybody to read?
share-public-free = Yes or no are both fine; what { $who } wrote counts either way.
share-public-yes = Yes, they may
share-public-no = No, only for the organiser
share-sure = { $Who } can send these words to the organiser now. Send them?
share-send = Press Enter to send
share-empty = Would { $who } write a few words before pressing Enter?
share-short = { $n ->
    [one] A little too short: could { $who } write at least one letter more?
   *[other] A little too short: could { $who } write at least { $n } letters more?
}
share-long = { $n ->
    [one] Too long: could { $who } take away one letter?
   *[other] Too long: could { $who } take away { $n } letters?
}
share-full = That is { $n } letters; there is no room for more.
share-sign = This field does not take that sign. What is written is untouched.
share-paste-cut = What was pasted is longer than { $n } letters, so its end was left out.
share-paste-signs = { $n ->
    [one] One odd sign in what was pasted was left out. The rest is there.
   *[other] { $n } odd signs in what was pasted were left out. The rest is there.
}
share-cannot = It cannot be sent now. Please call the helper.
share-key-choose = choose
share-key-done = done
share-key-other = another way
share-key-send = send
share-key-more = more
share-key-mend = change it
share-key-first = the first ones
