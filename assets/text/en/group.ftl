group-name = Group lesson
group-title =
    { $n ->
        [one] Group lesson • 1 person • Topic { $topic }: { $title }
       *[other] Group lesson • { $n } people • Topic { $topic }: { $title }
    }
group-no-content = The machine has no lessons yet. Press Esc to go back to the desk.
group-refused = This contest does not count topics taught to a group. People learn one by one at the machine, or watch together and then learn by themselves. Press Esc to go back to the desk.
group-not-open = Today is outside the days of the contest, so a group lesson cannot be recorded. Press Esc to go back to the desk.
group-coming = Opening the list…
group-topics-head = Which topic is taught to the group?
group-topics-how = On a projector: press Ctrl and + to enlarge the letters; 80 columns are enough. No screen of the lesson shows an identity number, a birth date or a phone number.
group-topic-need = not learnt by { $n }
group-topic-taught = taught in this shift, { $n } left
group-topic-nobody = nobody needs it
group-no-lessons = This topic has no lessons yet.
group-nobody-needs = Everybody who is registered has learnt this topic.
group-content-changed = The content has just been replaced, so this topic begins again at its first page. The names are kept.
group-roll-head = Roll call: who is here?
group-roll-present = people here
group-roll-how = Press a digit or the space bar to tick. Type a letter to go to the given names that begin with it. PgDn: next page.
group-roll-page =
    { $n ->
        [one] Page { $page }/{ $pages } • 1 registered person has not learnt this topic
       *[other] Page { $page }/{ $pages } • { $n } registered people have not learnt this topic
    }
group-nobody-ticked = Nobody is ticked yet. Please tick at least one person.
group-too-many = A lesson can be recorded for at most 60 people. Please take the others in the next lesson.
group-place = Lesson { $id } • page { $n } / { $of }
group-question-place = Lesson { $id } • question { $n } / { $of }
group-question-how = Ask for a show of hands. Type how many for each option and press Enter; if you do not count, press → for the right answer.
group-question-raised = { $n } hands
group-end-head = End of topic { $topic }: { $title }
group-end-time = The group has been taught for { $minutes } min; at least { $least } min are needed.
group-end-short = { $minutes } min are missing, so the organiser will not count this topic yet. Press ← to go back to the pages, read slowly and explain more.
group-end-nobody = The list is empty. Press 1 to tick who is here.
group-end-change = Has anybody come or left? Press 1 to change the list.
group-end-keep =
    { $n ->
        [one] Press Enter to record it for 1 person
       *[other] Press Enter to record it for { $n } people
    }
group-end-keep-short =
    { $n ->
        [one] Press 2 to record it for 1 person all the same
       *[other] Press 2 to record it for { $n } people all the same
    }
group-keeping = Recording…
group-kept-big = WELL DONE!
group-kept =
    { $n ->
        [one] Topic { $topic } is recorded for 1 person.
       *[other] Topic { $topic } is recorded for { $n } people.
    }
group-passed-over = Not recorded for { $n }: they had learnt this topic, or do not take part any more.
group-taught-today = In this shift the group has learnt { $n } of { $of } topics.
group-next-topic = Press Enter for topic { $topic }: { $title }
group-all-taught = The group has learnt all topics. Press Enter to end the lesson.
group-leave-title = Leave the group lesson?
group-leave-how = Other screens may show people's identity numbers: if you are projecting, please switch the projector off first.
group-leave-kept = Other screens may show people's identity numbers: if you are projecting, please switch the projector off first. The lesson is kept: at the desk, press L to go on right here.
group-leave-stay = Stay in the lesson
group-leave-register = Register somebody new (leaves the group lesson)
group-leave-desk = To the volunteer's desk
group-leave-drop = Give up the topic at hand, record it for nobody
group-key-topic = choose
group-key-row = up, down
group-key-open = open
group-key-tick = tick
group-key-all = all
group-key-begin = begin
group-key-done = done
group-key-topics = other topic
group-key-next = on
group-key-before = back
group-key-aloud = listen
group-key-count = hands
group-key-go-on = done
group-key-reveal = answer
group-key-keep = record
group-key-keep-short = record all the same
group-key-roll = change the list
group-key-pages = to the pages
group-key-next-topic = next topic
group-key-finish = end
group-key-leave = leave
group-key-out = leave
group-key-choose = choose
group-key-stay = stay
group-key-other = another topic
