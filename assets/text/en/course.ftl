course-title = Lessons
course-title-further = More lessons
course-head = { $n ->
    [one] { $Who } have one topic left to learn.
   *[other] { $Who } have { $n } topics left to learn.
}
course-done = Congratulations to { $who }! { $Who } have learnt all { $n } topics.
course-lessons = lessons done
course-alone = ✓ learnt alone
course-group = ✓ learnt with the class
course-elsewhere = ✓ learnt at another station
course-further = { $key }. More lessons: { $n }, as you like (read: { $read })
course-learn = Press Enter for lesson { $id }: { $title }
course-test = Press Enter for the test
course-go-on = Press Enter for the next step
course-further-head = More to read, as you like. The test asks only what the required lessons teach.
course-further-head-asked = More to read, as you like. The test may ask about it.
course-read = (read)
course-key-learn = go on
course-key-test = the test
course-key-go-on = go on
course-key-choose = choose a topic
course-key-further = more lessons
course-key-open = open
course-key-more = more
course-key-back = back
