use super::{
    Import, LONGEST_QUESTION, Location, MOST_ITEMS, RemarkKind,
    answer_block::Answer,
    answer_cell::Cell,
    answer_lines::{answer, is_table_heading},
    answer_table::{CodeTable, shared_text},
    line::Line,
    line_kind::{explanation, is_heading, label, level_heading, part, pieces},
    open_question::OpenQuestion,
    outline::{OptionForm, Outline, Starts},
    solutions::solutions_heading,
    tidy::tidy_line,
};
use crate::domain::Level;
use std::collections::BTreeSet;

/// Reads questions as teachers write them: `Câu 1. … A. … B. …`, the key starred, marked, in a line of its own or in a table of
/// answers. Two keys for a question count as none.
pub(super) fn import_lines(mut lines: Vec<Line>) -> Import {
    lines.iter_mut().for_each(Line::tidy);
    let outline = Outline::new(&lines);
    let mut reader = Reader::new(outline);
    for (at, line) in lines.iter().enumerate() {
        if reader.done.len() + reader.waiting.len() > MOST_ITEMS || reader.import.is_full() {
            break;
        }
        reader.line(line, at);
    }
    reader.end()
}

/// `-----`, `* * *`, `=====`: a line that parts what is above it from what follows.
fn is_rule(text: &str) -> bool {
    let is_sign = |sign: char| matches!(sign, '-' | '–' | '—' | '=' | '*' | '~' | ' ' | '#');
    text.chars().all(is_sign) && text.chars().filter(|sign| *sign != ' ').count() > 2
}

pub(super) struct Reader<'a> {
    pub(super) import: Import,
    pub(super) outline: Outline<'a>,
    pub(super) topic: Option<String>,
    pub(super) part: Option<String>,
    pub(super) level: Option<Level>,
    pub(super) open: Option<OpenQuestion>,
    /// Whole questions that answers may still follow.
    pub(super) waiting: Vec<OpenQuestion>,
    /// Questions in the order of the file, whose answers have come.
    pub(super) done: Vec<OpenQuestion>,
    /// The numbers of questions with options.
    pub(super) whole: BTreeSet<u32>,
    /// Answers apart from their questions, of the block that is being read.
    pub(super) answers: Vec<Answer>,
    /// The part that they are for.
    pub(super) answered_part: Option<String>,
    /// Cells of a table that was pasted cell by cell.
    pub(super) cells: Vec<(Location, Cell)>,
    /// Lines of no kind since the last one that had one: the next question's stem, if options follow.
    pub(super) loose: Vec<&'a Line>,
    /// The numbers of a table of two rows, whose letters come next.
    pub(super) numbers: Option<(Vec<u32>, &'a str)>,
    /// The code of the paper that its questions have, and the one that answers are for.
    pub(super) code: Option<String>,
    pub(super) answered_code: Option<String>,
    /// The heads of a table of answers for several codes.
    pub(super) codes: Option<CodeTable>,
    /// Numbers of questions that are about one text.
    pub(super) shared: Option<(u32, u32)>,
    /// Below a heading of answers.
    pub(super) is_table: bool,
    /// Below a heading of solutions.
    pub(super) is_solutions: bool,
    /// Lines go on from the last answer's explanation.
    pub(super) is_explaining: bool,
    /// An empty line stood before this one.
    pub(super) is_apart: bool,
}

impl<'a> Reader<'a> {
    fn new(outline: Outline<'a>) -> Self {
        Self {
            import: Import::default(),
            outline,
            topic: None,
            part: None,
            level: None,
            open: None,
            waiting: Vec::new(),
            done: Vec::new(),
            whole: BTreeSet::new(),
            answers: Vec::new(),
            answered_part: None,
            cells: Vec::new(),
            loose: Vec::new(),
            numbers: None,
            code: None,
            answered_code: None,
            codes: None,
            shared: None,
            is_table: false,
            is_solutions: false,
            is_explaining: false,
            is_apart: false,
        }
    }

    fn line(&mut self, line: &'a Line, at: usize) {
        if let Some(note) = &line.note {
            self.import.mention_dropped(line.place.clone(), note.clone());
        }
        let text = line.text.trim();
        if text.is_empty() && line.fault.is_none() {
            self.is_apart = true;
            return;
        }
        if is_rule(text) && line.fault.is_none() {
            self.is_apart = true; // a line between questions is none of theirs
            return;
        }
        if line.text.len() > LONGEST_QUESTION {
            self.close();
            self.import.leave_out(line.place.clone(), RemarkKind::QuestionTooLong { most: LONGEST_QUESTION });
            return;
        }
        if let Some(numbers) = shared_text(text).filter(|_| self.outline.start(text).is_none()) {
            self.close();
            self.shared = Some(numbers);
            return;
        }
        if self.table(line, text, at) || self.solution(line, text, at) || self.heading(text, at) {
            if let Some(fault) = &line.fault {
                self.import.mention(line.place.clone(), fault.clone());
            }
        } else if self.begins(line, text, at) || self.belongs(line, text, at) {
            self.fail_for(line);
        } else {
            self.is_table = false;
            self.plain(line, text);
        }
        self.is_apart = false;
    }

    /// A question with something that cannot come in is left out.
    pub(super) fn fail_for(&mut self, line: &Line) {
        if let (Some(fault), Some(open)) = (&line.fault, &mut self.open) {
            open.fail(line.place.clone(), fault.clone());
        }
    }

    /// Solutions behind the questions: `Câu 1. Chọn B. Vì …`, and the lines that go on from them.
    fn solution(&mut self, line: &Line, text: &str, at: usize) -> bool {
        let next = self.outline.next(at);
        // Below a question it is that question's own, unless numbers that stand before come again.
        let begins =
            || self.open.is_none() || self.outline.start(next).is_some_and(|start| self.has_number(start.number));
        if solutions_heading(text) && !(self.waiting.is_empty() && self.open.is_none()) && begins() {
            self.begin_answers();
            self.is_solutions = true;
            self.is_table = false;
            return true;
        }
        if let Some(start) = self.outline.start(text) {
            self.is_explaining = false;
            let stated = answer(start.stem);
            let is_row = self.is_table && label(start.stem).is_some(); // «Câu 1: B. hai»
            let is_one =
                self.is_solutions || is_row || stated.is_some() || answer(next).is_some() && !self.answers.is_empty();
            if !is_one || !self.has_number(start.number) || self.outline.options(at) != OptionForm::None {
                return false;
            }
            self.close();
            let (letters, why) = match stated {
                Some((letters, behind)) => (letters, behind),
                None => match label(start.stem) {
                    Some((letter, length)) => (vec![letter], start.stem.get(length..).unwrap_or_default()),
                    None => (Vec::new(), start.stem),
                },
            };
            let (place, part) = (line.place.clone(), self.answered_part.clone());
            let why = Some(why.trim().to_owned()).filter(|why| !why.is_empty()).into_iter().collect();
            let code = self.answered_code.clone();
            let number = start.number;
            self.answers.push(Answer {
                place,
                part,
                code,
                number,
                letters,
                why,
                is_solution: true,
                ..Answer::default()
            });
            self.is_explaining = true;
            return true;
        }
        self.explains(text)
    }

    /// Lines that go on from the last answer.
    fn explains(&mut self, text: &str) -> bool {
        // «Giải thích: …» below a row of the table.
        self.is_explaining |= self.open.is_none() && !self.answers.is_empty() && explanation(text).is_some();
        if !self.is_explaining || is_heading(text) || is_table_heading(text) || self.open.is_some() {
            self.is_explaining = false;
            return false;
        }
        let Some(last) = self.answers.last_mut() else { return false };
        let rest = explanation(text).unwrap_or(text);
        match answer(rest).filter(|_| last.letters.is_empty() || explanation(text).is_none() && answer(text).is_some())
        {
            Some((letters, behind)) => {
                last.letters.extend(letters);
                last.letters.dedup();
                last.why.extend(Some(behind.to_owned()).filter(|behind| !behind.is_empty()));
            }
            None => last.why.extend(Some(rest.to_owned()).filter(|rest| !rest.is_empty())),
        }
        true
    }

    /// Whether an earlier question has this number.
    fn has_number(&self, number: u32) -> bool {
        let is_open = |open: &OpenQuestion| open.is_complete() && open.number == Some(number);
        self.whole.contains(&number) || self.open.as_ref().is_some_and(is_open)
    }

    /// A heading of a topic or a level.
    fn heading(&mut self, text: &str, at: usize) -> bool {
        if is_heading(text) || self.outline.is_lesson(text) && self.outline.options(at) == OptionForm::None {
            self.close();
            let named = part(text).map(|(part, _)| part);
            // A heading among answers names whose they are; one above questions names no answers.
            self.answered_part = named.clone().filter(|_| self.is_table || self.is_solutions);
            self.part = named;
            self.shared = None;
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
    fn begins(&mut self, line: &'a Line, text: &str, at: usize) -> bool {
        let has_options = self.open.as_ref().is_some_and(|open| open.option_count() > 0);
        let expected = |number: u32| {
            self.open.as_ref().is_none_or(|open| has_options || open.number.map(|one| one + 1) == Some(number))
        };
        let is_bare = self.outline.starts == Starts::Bare;
        let start = self.outline.start(text).filter(|start| !is_bare || expected(start.number));
        let Some(start) = start else { return false };
        self.close();
        self.settle();
        let mut open = OpenQuestion {
            place: line.place.clone(),
            number: Some(start.number),
            topic: self.topic.clone(),
            part: self.part.clone(),
            code: self.code.clone(),
            is_aside: line.is_aside,
            level: start.level.or(self.level),
            form: self.outline.options(at),
            ..OpenQuestion::default()
        };
        if self.shared.is_some_and(|(from, to)| (from..=to).contains(&start.number)) {
            open.fail(line.place.clone(), RemarkKind::SharedText);
        }
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
}
