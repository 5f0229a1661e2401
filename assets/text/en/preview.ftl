### Lessons and questions as they will be seen (tramso-studio preview).

preview-question = Question
preview-key = Right option (shuffled in a paper)
preview-why = Explanation
preview-fact = Fact
preview-source = Source
preview-days = Lesson { $lesson } · checked on { $checked } · runs out on { $until }
preview-questions = { $questions } questions; --question and an id shows one:
preview-faults = The folder has { $faults } faults of form: only what could be read is drawn. The command lint lists them.
preview-new = Content to start from is in { $folder }. Replace it with your own, then check it with tramso-studio lint { $folder }.
preview-edition = The content was copied to { $folder }. Look at these questions, then check with tramso-studio lint { $folder }.
preview-edition-run-out = Run out before the closing day { $date }: { $n } questions
preview-edition-old = Facts last checked before { $date }: { $n } questions
