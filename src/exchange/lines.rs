use super::{
    Import, LONGEST_QUESTION, Location, MOST_ITEMS, Remark, RemarkKind,
    line_kind::{
        answer, bare_start, explanation, headed_pairs, is_heading, is_table_heading, label, letters, level_heading,
        named_start, names_the_table, numbers, pairs, pieces,
    },
    open_question::OpenQuestion,
    tidy::tidy_line,
};
use crate::domain::{Level, fold};
use std::{collections::BTreeMap, ops::Range};

/// A line of a text or a paragraph of a document, as the reader of pasted questions takes it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub place: Location,
    pub text: String,
    /// What is bold, underlined or in another colour, in bytes of `text`: it may mark the key.
    pub marked: Vec<Range<usize>>,
    /// What is underlined or highlighted, where that is known apart: looked at when all letters are bold anyway.
    pub underlined: Vec<Range<usize>>,
    /// Pictures, formulas: what is in the line and cannot be imported. Its question is left out.
    pub media: Option<String>,
}

/// Reads questions as teachers write them: `Câu 1. … A. … B. …`, the key starred, marked, in a line of its own or in a table of
/// answers. Two keys for a question count as none.
pub(super) fn import_lines(lines: &[Line]) -> Import {
    let is_named = lines.iter().any(|line| {
        line.text.len() <= LONGEST_QUESTION && named_start(&line.text).is_some() && pairs(&line.text).is_none()
    });
    let mut reader = Reader { is_named, ..Reader::default() };
    for (at, line) in lines.iter().enumerate() {
        if reader.done.len() + reader.waiting.len() > MOST_ITEMS || reader.import.is_full() {
            break;
        }
        let next = lines.get(at + 1).map_or("", |next| next.text.as_str());
        reader.line(line, next);
    }
    reader.end()
}

#[derive(Default)]
struct Reader<'a> {
    import: Import,
    /// Questions are begun by `Câu 1`; a lone `1.` is then part of a text.
    is_named: bool,
    topic: Option<String>,
    level: Option<Level>,
    open: Option<OpenQuestion>,
    /// Whole questions that a table of answers may still follow.
    waiting: Vec<OpenQuestion>,
    /// Position in `waiting` of each number.
    by_number: BTreeMap<u32, Vec<usize>>,
    /// Questions in the order of the file.
    done: Vec<OpenQuestion>,
    /// Lines of no kind since the last one that had one: the next question's stem, if options follow.
    loose: Vec<&'a Line>,
    /// The numbers of a table of two rows, whose letters come next.
    numbers: Option<Vec<u32>>,
    /// Below a heading of answers.
    is_table: bool,
    /// An empty line stood before this one.
    is_apart: bool,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &'a Line, next: &str) {
        let text = line.text.trim();
        if text.is_empty() && line.media.is_none() {
            self.is_apart = true;
            return;
        }
        if line.text.len() > LONGEST_QUESTION {
            self.close();
            self.import.leave_out(line.place.clone(), RemarkKind::QuestionTooLong { most: LONGEST_QUESTION });
            return;
        }
        if self.table(line, text, next) || self.heading(text) {
            if let Some(media) = &line.media {
                self.import.mention(line.place.clone(), RemarkKind::Media(media.clone()));
            }
        } else if self.begins(line, text) || self.belongs(line, text) {
            self.fail_for_media(line);
        } else {
            self.is_table = false;
            self.plain(line, text);
        }
        self.is_apart = false;
    }

    /// A question with something that cannot come in is left out.
    fn fail_for_media(&mut self, line: &Line) {
        if let (Some(media), Some(open)) = (&line.media, &mut self.open) {
            open.fail(line.place.clone(), RemarkKind::Media(media.clone()));
        }
    }

    /// The table of answers, of pairs or of two rows.
    fn table(&mut self, line: &Line, text: &str, next: &str) -> bool {
        if let (Some(numbers), Some(letters)) = (self.numbers.take(), letters(text)) {
            if letters.len() == numbers.len() {
                self.answers(line, numbers.into_iter().zip(letters).collect());
            } else {
                // Nobody can know which answer is whose.
                self.close();
                let what = RemarkKind::KeyRow { numbers: numbers.len(), letters: letters.len() };
                self.import.mention(line.place.clone(), what);
            }
            return true;
        }
        let has_row = |found: &Vec<u32>| {
            letters(next).is_some_and(|letters| letters.len() == found.len() || answer(next).is_some())
        };
        if let Some(found) = numbers(text).filter(has_row) {
            self.numbers = Some(found);
            return true;
        }
        let may_begin = names_the_table(text) || self.open.as_ref().is_none_or(OpenQuestion::is_complete);
        if is_table_heading(text) && may_begin {
            self.close();
            self.is_table = true;
            return true;
        }
        let may_be = self.is_table || may_begin;
        match pairs(text)
            .or_else(|| headed_pairs(text))
            .filter(|_| may_be && (!self.waiting.is_empty() || self.open.is_some()))
        {
            Some(found) => {
                self.is_table = true;
                self.answers(line, found);
                true
            }
            None => false,
        }
    }

    fn answers(&mut self, line: &Line, found: Vec<(u32, usize)>) {
        self.close();
        for (number, letter) in found {
            let places = self.by_number.get(&number).map_or(&[][..], Vec::as_slice);
            if places.is_empty() {
                self.import.mention(line.place.clone(), RemarkKind::KeyWithoutQuestion(number.to_string()));
            }
            for place in places {
                let Some(question) = self.waiting.get_mut(*place) else { continue };
                if places.len() == 1 {
                    question.add_keys(&line.place, &[letter]);
                } else {
                    // One number for several questions: nobody can know whose answer it is.
                    question.fail(line.place.clone(), RemarkKind::KeyConflict);
                }
            }
        }
    }

    /// A heading of a topic or a level.
    fn heading(&mut self, text: &str) -> bool {
        if is_heading(text) {
            self.close();
            self.settle();
            self.topic = Some(tidy_line(text));
            self.level = None;
            return true;
        }
        if let Some(level) = level_heading(text) {
            self.close();
            self.level = Some(level);
            return true;
        }
        false
    }

    /// The first line of a question.
    fn begins(&mut self, line: &'a Line, text: &str) -> bool {
        let has_options = self.open.as_ref().is_some_and(|open| open.option_count() > 0);
        let expected = |number: u32| {
            self.open.as_ref().is_none_or(|open| has_options || open.number.map(|one| one + 1) == Some(number))
        };
        let start = match named_start(text) {
            None if !self.is_named => bare_start(text).filter(|start| expected(start.number)),
            start => start,
        };
        let Some(start) = start else { return false };
        self.close();
        self.is_table = false;
        let mut open = OpenQuestion {
            place: line.place.clone(),
            number: Some(start.number),
            topic: self.topic.clone(),
            level: start.level.or(self.level),
            ..OpenQuestion::default()
        };
        // The options may be on the same line, from two of them on.
        let from = line.text.len() - line.text.trim_start().len() + text.len() - start.stem.len();
        let found = pieces(&line.text, from, 0);
        let stem_end = found.first().filter(|_| found.len() > 1).map(|piece| piece.label.start);
        open.stem.push(line.text.get(from..stem_end.unwrap_or(line.text.len())).unwrap_or_default().to_owned());
        if stem_end.is_some() {
            found.iter().for_each(|piece| open.add(line, piece));
        }
        self.open = Some(open);
        true
    }

    /// Options, answers and explanations of a question that is open.
    fn belongs(&mut self, line: &'a Line, text: &str) -> bool {
        if let Some((letter, _)) = label(text).filter(|_| self.begins_option(text)) {
            self.options(line, letter);
            return true;
        }
        let Some(open) = self.open.as_mut().filter(|open| open.option_count() > 0) else { return false };
        if let Some(rest) = explanation(text) {
            open.is_explained = true;
            let stated = answer(rest);
            match &stated {
                Some((letters, behind)) => {
                    open.add_keys(&line.place, letters);
                    open.why.push((*behind).to_owned());
                }
                None => open.why.push(rest.to_owned()),
            }
            return true;
        }
        let Some((stated, behind)) = answer(text) else { return false };
        let row = letters(text).filter(|row| row.len() > 1); // «Đáp án: A B»
        let (letters, behind) = row.map_or((stated, behind), |row| (row, ""));
        open.add_keys(&line.place, &letters);
        let stated = letters.first().and_then(|letter| open.option(*letter)).map(fold);
        if !behind.is_empty()
            && stated.as_deref() != Some(fold(behind).trim_end_matches('.'))
            && stated != Some(fold(behind))
        {
            open.why.push(behind.to_owned());
        }
        true
    }

    /// Whether a line with a label at its start is an option: the one that is wanted next, or one in the wrong place of a
    /// question that has some. «C. Mác viết…» in a stem is none.
    fn begins_option(&self, text: &str) -> bool {
        let letter = label(text).map(|(letter, _)| letter);
        match &self.open {
            Some(open) if open.is_explained => letter == Some(0) && !self.loose.is_empty(),
            Some(open) if open.option_count() > 0 => true,
            Some(_) => letter == Some(0),
            None => letter == Some(0) && !self.loose.is_empty(),
        }
    }

    fn options(&mut self, line: &'a Line, letter: usize) {
        let is_next = self.open.as_ref().is_some_and(|open| open.option_count() > 0);
        if letter == 0 && !self.loose.is_empty() && (is_next || self.open.is_none()) {
            self.begin_unnumbered();
        }
        let Some(open) = &mut self.open else { return };
        let found = pieces(&line.text, 0, open.option_count());
        let is_first = |piece: &&crate::exchange::line_kind::Piece| {
            line.text.get(..piece.label.start).is_some_and(|before| before.trim().is_empty())
        };
        if found.first().as_ref().is_some_and(is_first) {
            found.iter().for_each(|piece| open.add(line, piece));
        } else {
            open.fail(line.place.clone(), RemarkKind::OptionOrder);
        }
    }

    /// A question without a number: the loose lines are its stem.
    fn begin_unnumbered(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        self.close();
        let mut open = OpenQuestion {
            place: loose.first().map(|line| line.place.clone()).unwrap_or_default(),
            topic: self.topic.clone(),
            level: self.level,
            ..OpenQuestion::default()
        };
        for line in loose {
            open.stem.push(line.text.clone());
            if let Some(media) = &line.media {
                open.fail(line.place.clone(), RemarkKind::Media(media.clone()));
            }
        }
        self.open = Some(open);
    }

    /// A line of no recognised kind.
    fn plain(&mut self, line: &'a Line, text: &str) {
        if self.is_apart && self.open.is_none() {
            self.loose.clear(); // titles and the like above the questions
        }
        match &mut self.open {
            Some(open) if open.option_count() == 0 => open.stem.push(text.to_owned()),
            Some(open) if open.is_explained && !self.is_apart => open.why.push(text.to_owned()),
            Some(open) if !self.is_apart && self.loose.is_empty() && text.starts_with(char::is_lowercase) => {
                open.go_on(text)
            }
            _ => {
                if self.is_apart {
                    self.remark_loose();
                }
                self.loose.push(line); // whose picture it is will be seen
                return;
            }
        }
        self.fail_for_media(line);
    }

    /// Names loose lines behind a question that were nobody's stem.
    fn remark_loose(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        if self.open.is_none() {
            return;
        }
        for line in loose {
            self.fail_for_media(line);
            if !line.text.trim().is_empty() {
                self.import.mention(line.place.clone(), RemarkKind::StrayLine);
            }
        }
    }

    fn close(&mut self) {
        self.remark_loose();
        if let Some(open) = self.open.take() {
            if let Some(number) = open.number {
                self.by_number.entry(number).or_default().push(self.waiting.len());
            }
            self.waiting.push(open);
        }
    }

    /// No table of answers comes for what was read so far.
    fn settle(&mut self) {
        self.done.append(&mut self.waiting);
        self.by_number.clear();
    }

    fn end(mut self) -> Import {
        self.close();
        self.settle();
        let mut import = self.import;
        for question in self.done {
            if import.items.len() == MOST_ITEMS {
                import.leave_out(question.place, RemarkKind::TooManyItems { most: MOST_ITEMS });
                break;
            }
            let number = question.number;
            match question.finished() {
                Ok(item) => import.add(item),
                Err((place, what)) => import.remark(Remark { place, question: number, left_out: true, what }),
            }
        }
        if import.items.is_empty() && import.remarks.iter().all(|remark| !remark.left_out) {
            import.leave_out(Location::Whole, RemarkKind::NothingFound);
        }
        import.remarks.sort_by(|a, b| a.place.cmp(&b.place));
        import
    }
}
