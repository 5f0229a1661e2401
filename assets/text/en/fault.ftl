### Faults in a content folder: what is wrong, and .now is what to do. Whoever reads it writes content, not programs.
### The sentence stands behind file, line and rule and does not name them again.

fault-warning = { $now } (A reminder: the content can be used as it is.)

## Files and form

fault-syntax = This line cannot be read from sign { $column } on.
    .now = Mostly a quotation mark, an equals sign or a square bracket is missing; compare with a line that is right.
fault-curly-quotes = The value stands in curly quotation marks “ ”, from sign { $column } on.
    .now = Delete both and type straight quotation marks "; switch off the editor's smart quotes.
fault-day-form = The day on this line is not written as it has to be.
    .now = Write year-month-day with two digits for month and day, without quotation marks, such as 2026-11-22.
fault-stray-line = This line belongs to no part of the lesson.
    .now = Check the sign it begins with (## page, - point, 1. step, ! remember, ?? question) and where it stands; delete it if it is not needed.
fault-step-number = The step's number is wrong; this has to be step { $expected }.
    .now = Number the steps from 1 without gaps and without empty lines between them.
fault-lesson-title = The lesson has no title.
    .now = Write the title in the first line, behind a # and a space.
fault-missing-key = The field “{ $key }” is missing.
    .now = Add it; look at a place that is right to see how it is written.
fault-unknown-key = There is no field named “{ $key }” here.
    .now = Mend its name if it was mistyped; delete it if it is not needed.
fault-wrong-value = The value of the field “{ $key }” cannot be used.
    .now = Write this value instead: { $wanted }.
fault-file-too-large = The file has { $size } KB; { $most } KB is the most.
    .now = Divide it into smaller files.
fault-too-many-questions = The content has more than { $most } questions.
    .now = Take questions out until at most { $most } are left.
fault-missing-file = The content folder lacks “{ $name }”.
    .now = Add “{ $name }” to the folder; tramso-studio new FOLDER writes one to start from.
fault-unknown-file = This file is no part of the content and is passed over.
    .now = Lessons lie in the folder lessons and end in .md; questions lie in questions and end in .toml; delete what is not needed.
fault-not-utf8 = The letters of this file are not in UTF-8 and cannot be read.
    .now = Open the file and save it again as UTF-8.
fault-path = The name of the file or folder cannot be used.
    .now = Give it a short name of plain letters, digits, dots and hyphens.
fault-path-twice = Two files have this name.
    .now = Keep one of them.
fault-too-many = There are more than { $listed } faults; the rest is not listed.
    .now = Check that this is a content folder; if it is, mend what is listed and check again.

## What a field takes

fault-wanted-text = a text in quotation marks
fault-wanted-whole = a whole number from { $from } to { $to }, digits only
fault-wanted-yes-no = true (yes) or false (no)
fault-wanted-date = a day of the calendar as year-month-day, such as 2026-01-31, without quotation marks
fault-wanted-texts = texts in square brackets with commas between them, such as ["one", "two"]
fault-wanted-tables = several blocks “{ $key }”, as in the sample content cong-dan-so
fault-wanted-table = one block that begins with the line [{ $key }]
fault-wanted-one-of = one of the words { $list }
fault-wanted-contest-id = small plain letters, digits and hyphens, at most 32 signs, such as cds-hp-2025
fault-wanted-lesson-id = the topic's number, a dot, the lesson's number, such as 2.1
fault-wanted-question-id = plain letters, digits and hyphens, at most 24 signs, such as A-001
fault-wanted-fact-id = ids of facts with spaces and no commas between them, such as A01 A02
fault-wanted-unit-code = the code of a commune, ward or special zone, exactly 5 digits, such as "11113"
fault-wanted-phone = a telephone number of digits and spaces, such as "0900 000 000"

## The contest

fault-dates = The contest closes before it opens.
    .now = Mend the first day (opens) or the last day (closes).
fault-topic-number = The topic's number is out of order; here it has to be { $expected }.
    .now = Number the topics from 1 without gaps, in the order of the file.
fault-blueprint-topic = The blueprint names topic { $topic }, which the contest does not have.
    .now = Mend the topic's number in blueprint, or add the topic to the contest.
fault-blueprint-lacks = The test has no question of topic { $topic }.
    .now = Add the topic and its number of questions to blueprint.
fault-blueprint-size = The test has { $questions } questions; { $most } is the most.
    .now = Ask for fewer questions (count) in blueprint.
fault-link-not-https = The link does not begin with “https://”.
    .now = Copy the whole link, with “https://” in front.
fault-link-host = The link leads neither to an official app store nor to a site of the state.
    .now = Use a link of play.google.com, apps.apple.com or a site that ends in .gov.vn.
fault-link-help-host = The link to help leads neither to Zalo, Google Docs, Google Drive or YouTube, nor to a site of the state.
    .now = Use a link of zalo.me, docs.google.com, drive.google.com, www.youtube.com, youtu.be or a site that ends in .gov.vn.
fault-help-links = There are more than { $most } links to help; the help window has no room for them.
    .now = Choose the { $most } that are needed most.
fault-help-title = The title of a link to help has { $chars } characters; the most is { $most }.
    .now = Make it shorter, for example: Zalo group of the contest.
fault-certificate-text = Certificate form: { $key } has { $chars } characters; the most is { $most }.
    .now = Shorten it, so that it fits the page.
fault-certificate-signers = More than { $most } people sign the certificate; the page has no room for them.
    .now = Keep at most { $most }.
fault-certificate-logo-missing = There is no file { $path }, which the certificate form names as its logo.
    .now = Put the PNG into the folder certificate of the content, or remove the line logo.
fault-certificate-logo-kind = The logo { $path } is no PNG (it is { $kind }).
    .now = Save the picture as PNG and put it into the folder certificate.
fault-certificate-logo-damaged = The logo { $path } is damaged or cut short.
    .now = Ask for the original file, and see that it opens.
fault-certificate-logo-bytes = The logo { $path } has { $size } KB, and at most { $most } KB fit: it is in every certificate.
    .now = Make the picture smaller and save it as PNG.
fault-certificate-logo-pixels = The logo { $path } is { $width } by { $height } pixels; each side has from { $least } to { $most }.
    .now = Resize the picture and save it as PNG.
fault-link-sign = The link has a space, a letter with marks or another sign that a QR code does not take.
    .now = Open the page and copy its link again.
fault-link-too-long = The link has { $bytes } signs with what the machine adds to it; a QR code holds { $most }.
    .now = Use a shorter link.
fault-link-not-official = The app's link is not marked as the official one.
    .now = Scan the official QR code for the link, then write official = true.
fault-pass-mark = The pass mark is { $mark } right answers, but the test has only { $questions } questions.
    .now = Lower the pass mark (pass_mark), or ask more questions.
fault-message-bounds = The shortest message ({ $from } signs) is longer than the longest ({ $up_to } signs).
    .now = Mend message_from or message_up_to.
fault-paper-ranks = Tests on paper count for personal prizes, but no papers may be printed.
    .now = Take out paper_ranks = true, or let papers be printed (on_paper = true).
fault-station-unit = { $code } is not the code of a commune, ward or special zone in the list.
    .now = Look the 5 digits up in the list of units.
fault-station-village = The station's village is not in the list (villages).
    .now = Spell it (village) as the list does, or add it to the list.
fault-ready-count = The number of ready sentences is { $found }; it has to be from { $least } to { $most }.
    .now = Add or take out sentences in ready.
fault-ready-length = The ready sentence has { $chars } signs; it has to have from { $from } to { $up_to }.
    .now = Write it again so that it fits.

## Questions

fault-no-right-option = The right option (right) is not written.
    .now = Write the right option into the field right.
fault-option-count = The number of options is { $found }; it has to be { $wanted }.
    .now = Add or take out wrong options in the field wrong.
fault-same-options = This option is the same as another one, or differs only in marks and capitals.
    .now = Write it so that it really differs.
fault-all-of-the-above = An option like “all of the above” can be guessed.
    .now = Write something definite instead.
fault-none-of-the-above = An option like “none of the above” does not show what somebody understands.
    .now = Write something definite instead.
fault-option-letters = It names an option by its letter A, B, C or D, but every test has the options in another order.
    .now = Take the letter out and say what is meant.
fault-negative-word = The question has the negative word “{ $word }”, which is easily overlooked.
    .now = Better ask in the positive; otherwise write the word in CAPITALS and add the line negative = true.
fault-negative-mark = A negative question needs its negative word in CAPITALS and the line negative = true; here is only one of them.
    .now = Add what is missing, or take both out.
fault-stem-end = The question does not end in a question mark or a colon.
    .now = Add it at the end.
fault-stem-short = The question's length in syllables is { $syllables }; at least { $least } are needed.
    .now = Ask clearly and fully.
fault-stem-long = The question has { $syllables } syllables; { $most } is the most.
    .now = Shorten it, or divide it into two sentences.
fault-stem-sentences = The question has { $found } sentences; { $most } is the most.
    .now = Join them, or take some out.
fault-option-length = The option has { $syllables } syllables and { $chars } signs; 15 syllables and 90 signs is the most.
    .now = Shorten it.
fault-other-term = Written “{ $found }” here, while the campaign calls that thing “{ $usual }”.
    .now = Write it as the list of words (word) in wording.toml has it.
fault-run-out = The question ran out (until) before today.
    .now = Check the fact again and write new days in checked and until, or take the question out.
fault-not-composed = In some word the marks are typed apart from their letters.
    .now = Type the text again with composed Unicode letters.
fault-sign = There is a sign that cannot be used: { $sign } (a picture, a hidden sign or a foreign letter).
    .now = Delete it; if it cannot be seen, type the whole text again.
fault-old-font = Text in the old font encoding { $font }, not in Unicode.
    .now = Convert it to Unicode (Unikey's toolkit does), or type it again.
fault-wrong-encoding = Text read in a wrong encoding: each letter with a mark became two or three odd signs.
    .now = Take the original file and save it as UTF-8, or type it again.
fault-lost-letters = There are question marks amid words: letters with marks were lost.
    .now = Take the original file, or type the lost letters again.
fault-spaces = There is a needless space at the start or the end, or two spaces together.
    .now = Delete it; if it cannot be seen, delete the whole gap and type one space.
fault-tone-style = The word “{ $found }” has its tone mark elsewhere than the rest of the content.
    .now = Write “{ $wanted }”.
fault-empty = The field “{ $key }” is empty.
    .now = Fill it in.
fault-expires = The question expires (until) before the contest closes.
    .now = Check what it says and give it a later day, or take it out.
fault-unknown-lesson = There is no lesson { $lesson }.
    .now = Mend the lesson's id in the field lesson, or add the lesson to the folder lessons.
fault-question-twice = The id “{ $id }” belongs to another question.
    .now = Give this question an id that was never used.
fault-why-sentences = The explanation has { $found } sentences; 2 is the most.
    .now = Say it in one or two sentences.
fault-why-length = The explanation has { $syllables } syllables; 40 is the most.
    .now = Shorten it.
fault-personal-number = There is a number like a real telephone or ID number: { $number }.
    .now = Hide some digits, for example 09xx xxx xxx; only the contest's hotline is written in full.
fault-foreign-link = There is an address that is not the state's: { $link }.
    .now = Take it out, or name a site that ends in .gov.vn.
fault-overlapping-options = Option “{ $option }” says nearly the same as “{ $other }”, or holds it whole.
    .now = Rewrite them so that they are two different things.
fault-option-lengths = Options differ too much in length: { $shortest } signs the shortest, { $longest } the longest.
    .now = Write options of about the same length.
fault-right-length = The right option has { $chars } signs, the wrong ones { $mean } on average; a longer one is easily guessed.
    .now = Shorten the right option, or make the wrong ones fuller.
fault-absolute-word = Only the right option or only wrong ones have “{ $word }”, and guessers know that.
    .now = Drop the word, or give it to right and wrong options alike.
fault-clang = Only the question and its right option have “{ $words }”, and guessers look for that.
    .now = Say it in other words in one of the two, or give it to a wrong option as well.
fault-mixed-numbers = Some options begin with a number, others do not.
    .now = Write all options in the same form.
fault-mixed-stops = Some options end in a full stop, others do not.
    .now = Write all options in the same form.
fault-mixed-capitals = Some options begin with a capital, others do not.
    .now = Write all options in the same form.
fault-numbers-order = The options are all numbers, and not in their order.
    .now = Put the numbers of wrong in order; the screen still shuffles them.
fault-strange-word = Many people do not know “{ $word }”, and neither the question nor its lesson explains it.
    .now = Use another word, explain it in brackets, or add it to terms of wording.toml if everybody knows it.
fault-two-ideas = The question asks for more than one thing.
    .now = Ask for one thing; make another question of the other.
fault-opinion = The question asks for an opinion (“{ $words }”), so that no answer is surely right.
    .now = Ask for something that is true or not.
fault-dated-word = “{ $word }” will not be true for long.
    .now = Drop it, or write the date.
fault-reviews = The question names { $found } people who wrote and read it; the contest asks for { $wanted } different ones.
    .now = Have somebody else read it and add the name to reviewed, as reviewed = ["Lan", "Hùng"].

## The bank as a whole

fault-too-few-questions = Questions to draw from in topic { $topic }: { $available }; at least { $wanted } are needed.
    .now = Write more questions, or ask for fewer in the test; questions of one group count as one.
fault-too-few-of-level = Questions to draw from in topic { $topic }, level { $level }: { $available }; at least { $wanted } are needed.
    .now = Write more questions of this level, or ask for fewer in the test; questions of one group count as one.
fault-longest-option = Who always chooses the longest option gets { $right } questions of a test right on average.
    .now = Make wrong options as long as the right one, above all where the right one is the longest.
fault-shortest-option = Who always chooses the shortest option gets { $right } questions of a test right on average.
    .now = Make wrong options as short as the right one, above all where the right one is the shortest.
fault-negative-share = Negative questions: { $found } of { $of }; one in 20 is the most that is good.
    .now = Ask some of them in the positive.
fault-fact-not-taught = The question asks for fact { $fact }, which lesson { $lesson } does not teach.
    .now = Write the fact into the lesson and its id into the line facts, or mend the question's lesson or fact.
fault-pool-size = Topic { $topic } has { $found } questions of level { $level } from required lessons; at least { $wanted } are needed.
    .now = Write more on what required lessons teach; or set paper_from = "all" if papers may ask about further lessons too.
fault-pool-facts = Questions from required lessons of topic { $topic } ask for { $found } facts only; at least { $wanted } are needed.
    .now = Write questions on other facts that required lessons teach.
fault-pool-facts-of-level = Questions of level { $level } from required lessons of topic { $topic } ask for { $found } facts only; at least { $wanted } are needed.
    .now = Write questions of this level on other facts that required lessons teach.
fault-pool-groups = This question asks for fact { $fact } and is not in the group of another one on it, so that both could be on one paper.
    .now = Give all questions on that fact the same group, or none of them a group.
fault-fact-too-often = Fact { $fact } has { $most } questions already; this one is too many.
    .now = Ask for another fact, or take a question out.
fault-stem-words-option = Always choosing the option with most words of the question gets { $right } of a paper's questions right on average, too many.
    .now = Use words of the question in wrong options, and fewer in the right one.
fault-like-others-option = Always choosing the option most like the others gets { $right } of a paper's questions right on average.
    .now = Do not make wrong options by changing one word of the right one.
fault-unlike-others-option = Always choosing the option least like the others gets { $right } of a paper's questions right on average.
    .now = Write the right option in the manner of the wrong ones.
fault-telling-word = Always choosing an option with “{ $word }” gets { $right } of 20 questions of the bank right on average.
    .now = Use the word in wrong options of more questions, or say the right ones in other words.
fault-telling-word-of-topic = Always choosing an option with “{ $word }” gets { $right } of 20 questions of topic { $topic } right on average.
    .now = Use the word in wrong options of more questions, or say the right ones in other words.
fault-telling-lack = Always choosing an option without “{ $word }” gets { $right } of 20 questions of the bank right on average.
    .now = Use the word in some right options, or less in wrong ones.
fault-telling-lack-of-topic = Always choosing an option without “{ $word }” gets { $right } of 20 questions of topic { $topic } right on average.
    .now = Use the word in some right options, or less in wrong ones.
fault-gives-away = The question holds the right option of question { $id }; in one paper it would give it away.
    .now = Rewrite one of the two, or give both the same group.
fault-near-stem = The question is nearly question { $id }.
    .now = Rewrite it, take one out, or give both the same group.
fault-level-share = { $percent } % of topic { $topic }'s questions are of level { $level }; about { $wanted } % is good.
    .now = Look at the questions' levels again, or write more of the level that is short.
fault-yes-no-share = { $found } of { $of } questions are answered by yes or no; fewer than 10 % is good.
    .now = Rewrite some of them so that people choose a deed or a reason.

## Facts

fault-no-facts = The campaign has no folder facts, so that nobody can check what its questions stand on.
    .now = Write the facts and their sources into facts/1.toml, as section 6 of docs/FORMATS.md shows.
fault-fact-twice = The id { $fact } belongs to another fact or skill already.
    .now = Give this fact another id.
fault-source-twice = The key { $source } belongs to another source of this file already.
    .now = Give this source another key, or make the two one.
fault-unknown-source = No source in the folder facts has the key “{ $source }”.
    .now = Mend the fact's line source, or add a [[source]] with that key.
fault-question-source = The question's source “{ $source }” is not in the folder facts.
    .now = Write the key of a [[source]]; a question on a skill of skills.toml has “kỹ năng chung”.
fault-unknown-fact = No fact or skill has the id “{ $fact }”.
    .now = Mend the question's fact, or write that fact into the folder facts.
fault-lesson-fact = No fact in the folder facts has the id “{ $fact }”.
    .now = Mend the lesson's line facts, or write that fact into the folder facts.
fault-fact-from-memory = Fact { $fact } was written from memory, without a source, so it must not be asked.
    .now = Find a source and set the fact's status to seen, or ask for another fact.
fault-fact-fleeting = Fact { $fact } changes too fast (changes = high) to be asked.
    .now = Ask for another fact; this one belongs in lessons only.
fault-until-missing = Fact { $fact } may change (changes = check), and the question has no day on which it runs out.
    .now = Add the line until with the day to look again, as until = 2027-06-30.
fault-fact-untaught = No lesson teaches fact { $fact }.
    .now = Write it into a lesson and its id into the lesson's line facts, or take the fact out.

## Lessons

fault-sentence-length = A sentence has { $syllables } syllables; { $most } is the most.
    .now = Shorten it, or divide it into two sentences.
fault-paragraph-sentences = The paragraph has { $found } sentences; { $most } is the most.
    .now = Divide it into two with an empty line between them.
fault-page-size = The page takes { $lines } lines of the screen; { $most } is the most.
    .now = Shorten it, or move a part to another page.
fault-page-empty = The page is empty.
    .now = Write something below its title, or delete the page.
fault-title-width = The title of the lesson or page has { $columns } signs; { $most } is the most.
    .now = Choose a shorter title.
fault-too-many-steps = There are { $found } steps in a row; { $most } is the most.
    .now = Join some of them, or move some to another page.
fault-remember-lines = Lines to remember at the lesson's end: { $found }; there have to be 2 or 3.
    .now = End the last page with 2 or 3 lines, each beginning with ! and a space.
fault-markup = There is “{ $sign }”, a sign for bold, italics or links, which the screen would show as it is.
    .now = Delete the sign and leave the words.
fault-required-lessons = Required lessons of topic { $topic }: { $found }; there have to be { $wanted }.
    .now = Mend the line required in the topic's lessons: yes is required, no is further reading.
fault-required-pages = Pages of this required lesson: { $found }; there have to be from { $least } to { $most }.
    .now = Add or join pages; each begins with ## and its title.
fault-required-checks = Questions at the end of this required lesson: { $found }; there have to be 1 or 2.
    .now = Add or take out questions at the end; each begins with ??.
fault-required-page-length = This page has { $syllables } syllables; a page of a required lesson has at most { $most }.
    .now = Shorten it to one idea and one thing to do, or make two pages of it.
fault-checks-length = The questions at the end of the required lessons have { $syllables } syllables together; { $most } is the most.
    .now = Shorten questions, options and explanations.
fault-course-length = The pages of the required lessons have { $syllables } syllables together; { $most } is the most.
    .now = Shorten them so that all are read aloud in about 15 minutes.
fault-check-options = Options of this closing question: { $found }; there have to be from 2 to 4 that differ.
    .now = Add, take out or rewrite options so that they really differ.
fault-check-right = Right options of this closing question: { $found }; there has to be exactly one.
    .now = Put + before the right option and - before the wrong ones.
fault-check-incomplete = This closing question lacks an explanation, or does not end in a question mark or a colon.
    .now = Write the explanation in the last line behind a =, and check how the question ends.
fault-lesson-twice = The id { $lesson } belongs to another lesson.
    .now = Give this lesson another id.
fault-lesson-topic = The lesson's topic does not fit its id.
    .now = Mend the line id or the line topic; lesson 2.1, for example, belongs to topic 2.
fault-unknown-topic = The contest has no topic { $topic }.
    .now = Mend the lesson's line topic, or add the topic to contest.toml.
fault-skill-twice = The id “{ $skill }” belongs to another skill.
    .now = Give this skill another id.
fault-unknown-skill = There is no skill “{ $skill }” in skills.toml.
    .now = Mend the id in the lesson's line facts, or add the skill to skills.toml.
fault-skill-topic = Skill “{ $skill }” belongs to topic { $topic }, not to this lesson's.
    .now = Take its id out of the lesson's line facts, or mend the skill's topic in skills.toml.
fault-topic-length = The required lessons of topic { $topic } take { $minutes } minutes to read; { $most } is the most.
    .now = Shorten them, or move something to a further lesson.
fault-other-address = The reader is called “{ $found }” here and “{ $usual }” in the rest of the course.
    .now = Write “{ $usual }” everywhere.
fault-new-term = Many people do not know “{ $word }”, and it is not explained where it is first used.
    .now = Explain it in brackets right behind it, use another word, or add it to terms of wording.toml if everybody knows it.
fault-points-nowhere = It says “{ $words }”, and the screen has no pictures and nothing to click.
    .now = Say in words what is meant.

## The list of units

fault-unit-row = This line is not as the list of units has to be.
    .now = Write code, kind, name, population and where the figure is from, with commas between; the line code,kind,name,population,quality stands on top.
fault-unit-twice = The unit's code { $code } stands in another line already.
    .now = Mend the code, or delete the line.

## A unit's list of villages and agencies

fault-place-file-name = The list's file name does not begin with a unit's code.
    .now = Name it after the code, such as 11113.csv or 11113-truong.csv.
fault-place-no-unit = The file has no cell Mã đơn vị.
    .now = Make the empty list again with units template and copy the rows over.
fault-place-unknown-unit = No commune, ward or special zone has the code { $code }.
    .now = Look the code up with units list --search and mend it.
fault-place-other-unit = This line has the code { $code }, not that of the file's name.
    .now = Move the line to that unit's file, or mend the code.
fault-place-head = The line that names the columns is not found.
    .now = Keep the line of the empty list; a file in the content folder begins with unit,kind,heads,name.
fault-place-row = No line of the list has all its cells.
    .now = Fill in at least kind and name in each line.
fault-place-kind = The kind "{ $kind }" is not known.
    .now = Choose one of: thôn, tổ dân phố, khu dân cư, cơ quan, trường học, doanh nghiệp, đoàn thể.
fault-place-heads = The head count "{ $heads }" is no whole number that can be used.
    .now = Write a number from 1, or leave the cell empty.
fault-place-no-name = This line has no name.
    .now = Write the name, or delete the line.
fault-place-name-length = The name has { $signs } signs; { $most } are allowed.
    .now = Shorten it.
fault-place-kind-in-name = The name "{ $name }" repeats the word for its kind.
    .now = Write the name alone, such as Ngọc Lặc.
fault-place-twice = The name "{ $name }" stands in another line of this kind already.
    .now = Make the names differ, or delete the line.
fault-place-too-many = The list has more than { $most } lines.
    .now = Delete lines that are not needed.
fault-place-formula = The cell { $cell } is a formula; the result stored in the file was taken.
    .now = Look at that result, or type the value into the cell.
fault-place-no-result = The cell { $cell } is a formula without a result.
    .now = Open the file in Excel and save it again, or type the value into the cell.
fault-place-hidden-row = This row is hidden (by hand or by a filter); it was not taken.
    .now = If it is wanted, show it and take the file in again.
fault-place-struck-row = This row has text struck through, or in an old font; it was not taken.
    .now = If it still holds, remove the line, type it in Unicode and take the file in again; if not, delete the row.
fault-place-hidden-sheet = The sheet “{ $name }” is hidden; it was not read.
    .now = If the list is on that sheet, show it and take the file in again.
fault-place-day = Cell { $cell } was turned into a day: { $text }.
    .now = Format the cell as Text, type the name again, such as 1/5, and take the file in again.
fault-place-more-than-unit = The villages together have { $heads } people, more than the unit ({ $population }).
    .now = Look at the head counts again.
