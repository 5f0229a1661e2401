### A campaign in figures (tramso-studio stats).

stats-faults = { $faults } faults of form: only what could be read is counted. The command lint lists them.
stats-topic = Topic { $n }
stats-all = All

stats-bank = QUESTION BANK
stats-questions = Questions
stats-easy = Level 1 (easy)
stats-middle = Level 2 (middle)
stats-hard = Level 3 (hard)
stats-asked = Questions for papers
stats-asked-facts = Facts and skills in papers
stats-situations = Situations
stats-negatives = Negative questions (KHÔNG)
stats-facts = Facts and skills asked for
stats-a-fact = Questions a fact
stats-most-a-fact = Most on one fact
stats-sources = Sources

stats-course = COURSE
stats-lessons = Lessons
stats-required = of them required
stats-pages = Pages
stats-required-syllables = Required lessons (syllables)
stats-required-minutes = Reading them (minutes)
stats-all-minutes = Reading all (minutes)

stats-expires = QUESTIONS THAT RUN OUT IN
stats-lasting = Without a day

stats-guesses = GUESSERS' RIGHT ANSWERS OF 20
stats-longest = The longest option
stats-shortest = The shortest option
stats-stem-words = Most words of the question
stats-like-others = Most like the others
stats-unlike-others = Least like the others

stats-places = Always the first option: { $first } of 20 right; the last one: { $last } (measured on { $papers } papers).
stats-taught = Of a paper of { $paper } questions the required lessons teach { $mean } on average, at least { $least } (measured on { $papers } papers).
stats-hardness = Hard questions (level 3) on a paper: from { $least } to { $most }.
stats-fact-twice = Papers with two questions on one fact: { $found } of { $papers }.
stats-shared = Two neighbours share { $shared } questions on average.
stats-run-out = Questions that ran out: { $now } by today, { $then } by the day the contest closes.
stats-floor = Guessing a paper of { $paper }: { $mean } right on average; { $half } or more: { $chance } %.
stats-papers = Different papers that can be drawn: more than 10 to the power of { $power }.

stats-item-id = QUESTION
stats-item-asked = asked
stats-item-right = right
stats-item-discrimination = discrim.
stats-item-efficiency = efficiency
stats-item-seconds = seconds
stats-items = { $asked } questions have figures, { $dubious } of them to be looked at.
stats-items-never = { $n } questions of the folder were asked of nobody.
stats-items-other = { $n } questions of the file are not in this folder, or were reworded after the contest: { $ids }.
stats-remark-negative = {"  "}▲ Those who are right here do worse in the rest: check the key.
stats-remark-wrong-leads = {"  "}▲ A wrong option was chosen more often than the right one: check the key.
stats-remark-below-guess = {"  "}▲ Fewer are right than by chance: the question misleads.
stats-remark-hard = {"  "}▲ Hardly anybody is right: too hard, or faulty.
stats-remark-easy = {"  "}▲ Nearly everybody is right: the wrong options give themselves away, or everybody knows it.
stats-remark-weak = {"  "}▲ Weak discrimination: those who studied and those who did not do alike.
stats-remark-inefficient = {"  "}▲ Efficiency below 15 %: it discriminates far less than it could.
stats-remark-idle-option = {"  "}▲ Nobody chose one of the options: put a common misbelief in its place.
