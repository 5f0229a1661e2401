class-name = Group lesson
class-title =
    { $n ->
        [one] Group lesson • 1 person • Topic { $topic }: { $title }
       *[other] Group lesson • { $n } people • Topic { $topic }: { $title }
    }
class-no-content = The machine has no lessons yet.
class-refused = This contest does not count topics taught to a group. People learn one by one at the machine, or watch together and then learn by themselves.
class-not-open = Today is outside the days of the contest, so a group lesson cannot be recorded.
class-coming = Opening the list…
class-topics-head = Which topic is taught to the group?
class-topics-how = On a projector: press Ctrl and + to enlarge the letters; 80 columns are enough. No screen of the lesson shows an identity number, a birth date or a phone number.
class-topic-need = not learnt by { $n }
class-topic-taught = taught in this shift, { $n } left
class-topic-nobody = nobody needs it
class-no-lessons = This topic has no lessons yet.
class-nobody-needs = Everybody who is registered has learnt this topic.
class-content-changed = The content has just been replaced, so this topic begins again at its first page. The names are kept.
class-roll-head = Roll call: who is here?
class-roll-present = people here
class-roll-how = Press a digit or the space bar to tick. Type a letter to go to the given names that begin with it. PgDn: next page.
class-now-roll = Press the digits of those who are here. Then press Enter.
class-roll-page =
    { $n ->
        [one] Page { $page }/{ $pages } • 1 registered person has not learnt this topic
       *[other] Page { $page }/{ $pages } • { $n } registered people have not learnt this topic
    }
class-nobody-ticked = Nobody is ticked yet. Please tick at least one person.
class-too-many = A lesson can be recorded for at most 60 people. Please take the others in the next lesson.
class-place = Lesson { $id } • page { $n } / { $of }
class-now-page = Press → to go on.
class-question-place = Lesson { $id } • question { $n } / { $of }
class-question-how = Ask for a show of hands: count them for each option, or only ask.
class-now-count = Type how many hands and press Enter, or press → for the right answer.
class-question-many = { $n } people are present: one option cannot have more hands.
class-question-raised = { $n } hands
class-end-head = End of topic { $topic }: { $title }
class-end-time = The group has been taught for { $minutes } min; at least { $least } min are needed.
class-end-short = { $minutes } min are missing, so the organiser will not count this topic yet. Press ← to go back to the pages, read slowly and explain more.
class-end-nobody = The list is empty.
class-now-nobody = Press 1 to tick who is here.
class-end-change = Has anybody come or left? Press 1 to change the list.
class-end-keep =
    { $n ->
        [one] Press Enter to record it for 1 person
       *[other] Press Enter to record it for { $n } people
    }
class-end-keep-short =
    { $n ->
        [one] Press 2 to record it for 1 person all the same
       *[other] Press 2 to record it for { $n } people all the same
    }
class-keeping = Recording…
class-kept-big = WELL DONE!
class-kept =
    { $n ->
        [one] Topic { $topic } is recorded for 1 person.
       *[other] Topic { $topic } is recorded for { $n } people.
    }
class-passed-over = Not recorded for { $n }: they had learnt this topic, or do not take part any more.
class-taught-today = In this shift the group has learnt { $n } of { $of } topics.
class-next-topic = Press Enter for topic { $topic }: { $title }
class-all-taught = The group has learnt all topics. Press Enter to end the lesson.
class-leave-title = Leave the group lesson?
class-leave-how = Other screens may show people's identity numbers: if you are projecting, please switch the projector off first.
class-leave-kept = Other screens may show people's identity numbers: if you are projecting, please switch the projector off first. The lesson is kept: at the desk, press L to go on right here.
class-leave-stay = Stay in the lesson
class-leave-register = Register somebody new (leaves the group lesson)
class-leave-desk = To the volunteer's desk
class-leave-drop = Give up the topic at hand, record it for nobody
class-key-topic = choose
class-key-row = up, down
class-key-open = open
class-key-tick = tick
class-key-all = all
class-key-begin = begin
class-key-done = done
class-key-topics = other topic
class-key-next = on
class-key-before = back
class-key-count = hands
class-key-go-on = done
class-key-reveal = answer
class-key-keep = record
class-key-keep-short = record all the same
class-key-roll = change the list
class-key-pages = to the pages
class-key-next-topic = next topic
class-key-finish = end
class-key-leave = leave
class-key-out = leave
class-key-choose = choose
class-key-stay = stay
class-key-other = another topic
