intro-title = The test
intro-head = The test has { $n } questions, each with one right answer.
intro-one = • One question at a time. There is no hurry.
intro-keys = • Press 1, 2, 3 or 4 to choose, then Enter for the next question.
intro-change = • Changed your mind? Press another digit. Answers may be changed until handing in.
intro-calm = • Each answer is saved at once; even a power cut loses nothing.
intro-left = { $Who } have { $n ->
    [one] { $n } attempt
   *[other] { $n } attempts
} left. The best one counts.
intro-minutes = • Try to finish within { $n } minutes.
intro-start = Press Enter to start the test
intro-topics-missing = Topics { $list } must be finished first. Press Enter to learn.
intro-used-up = All { $n } attempts are used. Press Enter to go on.
intro-closed = The contest is not open today. Please practise.
intro-cannot = The test cannot start now. Press Enter to go on.
intro-key-start = start
intro-key-course = lessons
