//! Answers apart from their questions, as the reader of lines comes upon them: tables, rows, headings.

use super::{
    RemarkKind,
    answer_block::{Answer, of_cells},
    answer_cell::Cell,
    answer_lines::{
        answer, is_lone_head, is_table_heading, letters, lone_cell, names_the_table, numbers, pairs, table_part,
    },
    answer_table::{Stated, aligned, code_line, code_table, headed_pairs, lone_row, ranges, unusable},
    line::Line,
    line_kind::part,
    lines::Reader,
    open_question::OpenQuestion,
    outline::OptionForm,
};

impl<'a> Reader<'a> {
    /// The table of answers, of pairs, of two rows, or a cell a line.
    pub(super) fn table(&mut self, line: &'a Line, text: &str, at: usize) -> bool {
        self.below_numbers(line, text)
            || self.cell(line, text, at)
            || self.of_codes(line, text)
            || self.above_letters(line, text, at)
            || self.paired(line, text)
            || self.all_in_a_row(line, text)
    }

    /// The letters below a row of numbers.
    fn below_numbers(&mut self, line: &Line, text: &str) -> bool {
        let Some((numbers, above)) = self.numbers.take() else { return false };
        let row = letters(text);
        if let Some(letters) = row.as_ref().filter(|letters| letters.len() == numbers.len()) {
            self.answers(line, numbers.into_iter().zip(letters.iter().copied()).collect());
            return true;
        }
        if let Some(found) = aligned(above, &line.text) {
            self.close();
            for (number, stated) in found {
                let code = self.answered_code.clone();
                self.state(line, code, number, stated);
            }
            return true;
        }
        if let Some(letters) = &row {
            // Nobody can know which answer is whose.
            self.close();
            let what = RemarkKind::KeyRow { numbers: numbers.len(), letters: letters.len() };
            self.import.mention(line.place.clone(), what);
        }
        row.is_some()
    }

    /// What a cell of a table states for a question.
    fn state(&mut self, line: &Line, code: Option<String>, number: u32, stated: Stated) {
        let (place, part) = (line.place.clone(), self.answered_part.clone());
        let (letters, unusable) = match stated {
            Stated::Blank => return,
            Stated::Letter(letter) => (vec![letter], None),
            Stated::Other(other) => (Vec::new(), Some(other)),
        };
        self.answers.push(Answer { place, part, code, number, letters, unusable, ..Answer::default() });
    }

    /// Whether answers may come here: the open question has its options.
    fn may_answer(&self) -> bool {
        self.is_table || self.open.as_ref().is_none_or(OpenQuestion::is_complete)
    }

    fn is_awaited(&self) -> bool {
        !self.waiting.is_empty() || self.open.is_some()
    }

    /// Tables for several codes of a paper, and headings that name a code.
    fn of_codes(&mut self, line: &Line, text: &str) -> bool {
        if let Some(heads) = code_table(&line.text).filter(|_| self.may_answer() && self.is_awaited()) {
            self.begin_answers();
            self.is_table = true;
            self.codes = Some(heads);
            return true;
        }
        if let Some(row) = self.codes.as_ref().and_then(|codes| codes.row(&line.text)) {
            row.into_iter().for_each(|(code, number, stated)| self.state(line, Some(code), number, stated));
            return true;
        }
        self.codes = None;
        let Some((code, rest)) = code_line(text) else { return false };
        if rest.is_empty() {
            if self.code.as_ref() != Some(&code) || self.is_table {
                self.end_cells();
                self.close();
                self.code = Some(code.clone());
                self.answered_code = Some(code);
            }
            return true; // the foot of a page, where it is the same
        }
        let found = pairs(rest).or_else(|| ranges(rest)).filter(|_| self.may_answer() && self.is_awaited());
        let Some(found) = found else { return false };
        self.begin_answers();
        self.is_table = true;
        self.answered_code = Some(code);
        self.answers(line, found);
        true
    }

    /// A row of numbers above one of letters, and the heading of answers.
    fn above_letters(&mut self, line: &'a Line, text: &str, at: usize) -> bool {
        let next = self.outline.next(at);
        let has_row = |found: &Vec<u32>| {
            letters(next).is_some_and(|letters| letters.len() == found.len() || answer(next).is_some())
                || aligned(&line.text, self.outline.next_whole(at)).is_some()
        };
        if let Some(found) = numbers(text).filter(has_row) {
            self.numbers = Some((found, &line.text));
            return true;
        }
        if is_table_heading(text) && (names_the_table(text) || self.open.as_ref().is_none_or(OpenQuestion::is_complete))
        {
            self.begin_answers();
            if let Some(Some(part)) = table_part(text) {
                self.answered_part = Some(part);
            }
            self.is_table = true;
            return true;
        }
        false
    }

    /// Numbers and letters on a line.
    fn paired(&mut self, line: &Line, text: &str) -> bool {
        if !((self.may_answer() || names_the_table(text)) && self.is_awaited()) {
            return false;
        }
        // «Phần II: 1-B 2-C» names its part.
        let named = part(text).and_then(|(part, rest)| Some((part, pairs(rest).or_else(|| ranges(rest))?)));
        if let Some((part, found)) = named {
            self.begin_answers();
            self.is_table = true;
            self.answered_part = Some(part);
            self.answers(line, found);
            return true;
        }
        if let Some((number, other)) = unusable(&line.text).filter(|_| self.is_table) {
            let code = self.answered_code.clone();
            self.state(line, code, number, Stated::Other(other));
            return true;
        }
        let found = pairs(text).or_else(|| ranges(text)).map(|found| (None, found)).or_else(|| headed_pairs(text));
        let Some((named, found)) = found else { return false };
        if named.is_some() {
            self.begin_answers();
            self.answered_part = named;
        }
        self.is_table = true;
        self.answers(line, found);
        true
    }

    /// The letters of all questions behind each other, where there are as many and nothing else states any.
    fn all_in_a_row(&mut self, line: &Line, text: &str) -> bool {
        let Some(found) = lone_row(text).filter(|_| self.may_answer() && self.is_awaited()) else { return false };
        let questions = || self.waiting.iter().chain(&self.open);
        let numbers: Vec<Option<u32>> = questions().map(|question| question.number).collect();
        let in_order = (1..).zip(&numbers).all(|(at, number)| *number == Some(at));
        let is_free = questions().all(|question| question.stated.is_empty()) && self.answers.is_empty();
        if !is_free {
            return false;
        }
        self.begin_answers();
        self.is_table = true;
        if in_order && numbers.len() == found.len() {
            self.answers(line, (1..).zip(found).collect());
        } else {
            let what = RemarkKind::KeyRow { numbers: numbers.len(), letters: found.len() };
            self.import.mention(line.place.clone(), what);
        }
        true
    }

    /// A cell of a table that was pasted cell by cell.
    fn cell(&mut self, line: &Line, text: &str, at: usize) -> bool {
        let next = self.outline.next(at);
        let begins = is_lone_head(text) && (is_lone_head(next) || matches!(lone_cell(next), Some(Cell::Number(_))));
        if begins && !self.is_table && self.open.as_ref().is_none_or(OpenQuestion::is_complete) {
            self.begin_answers();
            self.is_table = true;
        }
        if !self.is_table {
            return false;
        }
        let is_question = self.outline.start(text).is_some() && self.outline.options(at) != OptionForm::None;
        let found = lone_cell(text).filter(|_| !self.waiting.is_empty() && !is_question);
        match found {
            Some(cell) => self.cells.push((line.place.clone(), cell)),
            None if is_lone_head(text) && (!self.cells.is_empty() || begins || lone_cell(next).is_some()) => (),
            None => {
                self.end_cells();
                return false;
            }
        }
        true
    }

    pub(super) fn end_cells(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        match of_cells(&cells) {
            Ok(found) => {
                for (place, number, letter) in found {
                    let (part, code) = (self.answered_part.clone(), self.answered_code.clone());
                    self.answers.push(Answer { place, part, code, number, letters: vec![letter], ..Answer::default() });
                }
            }
            Err((numbers, letters)) => {
                let place = cells.into_iter().next().map(|(place, _)| place).unwrap_or_default();
                self.import.mention(place, RemarkKind::KeyRow { numbers, letters });
            }
        }
    }

    /// Answers follow that are for the questions before.
    pub(super) fn begin_answers(&mut self) {
        self.end_cells();
        self.close();
        self.is_explaining = false;
        self.answered_part = None;
        self.answered_code = None;
        self.codes = None;
    }

    fn answers(&mut self, line: &Line, found: Vec<(u32, usize)>) {
        self.close();
        self.is_explaining = false;
        for (number, letter) in found {
            let code = self.answered_code.clone();
            self.state(line, code, number, Stated::Letter(letter));
        }
    }
}
