//! Lines of a question that is open, and lines of no kind; then all questions of the text.

use super::{
    Import, Location, RemarkKind,
    answer_block::give,
    answer_lines::{answer, letters, numbered_answer, written_answer},
    line::Line,
    line_kind::{Piece, bare_start, column_pieces, explanation, label, number, pieces},
    lines::Reader,
    list_signs::point,
    open_question::OpenQuestion,
    outline::{OptionForm, is_dash},
    repeated::finish,
};
use crate::domain::fold;

/// Options and answers of a question whose options have numbers.
fn numbered(open: &mut OpenQuestion, line: &Line, text: &str) -> bool {
    let wanted = u32::try_from(open.option_count()).ok().and_then(|count| count.checked_add(1));
    let next = number(text).filter(|(one, _)| Some(*one) == wanted && bare_start(text).is_some());
    if let Some((one, behind)) = next {
        let sign = line.text.trim_end().len() - behind.len() + 1;
        let letter = usize::try_from(one).unwrap_or(1).saturating_sub(1);
        open.add(line, &Piece { letter, label: 0..sign, text: sign..line.text.len() });
        return true;
    }
    let stated = numbered_answer(text).filter(|_| open.option_count() > 0);
    if let Some(place) = stated {
        open.add_keys(&line.place, &[place]);
    }
    stated.is_some()
}

impl<'a> Reader<'a> {
    /// Options, answers and explanations of a question that is open.
    pub(super) fn belongs(&mut self, line: &'a Line, text: &str, at: usize) -> bool {
        if let Some((letter, _)) = label(text).filter(|_| self.begins_option(text)) {
            self.options(line, letter, at);
            return true;
        }
        let Some(open) = &mut self.open else { return false };
        let is_answer = answer(text).is_some() || explanation(text).is_some();
        if open.form == OptionForm::Points && !open.is_explained && !(is_answer && open.option_count() > 0) {
            let indent = line.text.len() - line.text.trim_start().len();
            let sign = point(text).map(|sign| indent + sign).or(line.is_point.then_some(indent));
            if let Some(sign) = sign {
                open.add_point(line, sign);
                return true;
            }
        }
        if open.form == OptionForm::Numbers && !open.is_explained && numbered(open, line, text) {
            return true;
        }
        if open.option_count() == 0 {
            return false;
        }
        if let Some(written) = written_answer(text) {
            open.written.get_or_insert(written);
            return true;
        }
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
        let behind = explanation(behind).unwrap_or(behind);
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
        let Some((letter, length)) = label(text) else { return false };
        let may_dash = self.open.as_ref().is_some_and(|open| open.form == OptionForm::Dashes);
        if is_dash(text, length) && !may_dash {
            return false;
        }
        match &self.open {
            Some(open) if open.form == OptionForm::Points => false,
            Some(open) if open.is_explained => letter == 0 && !self.loose.is_empty(),
            Some(open) if open.option_count() > 0 => true,
            Some(_) => letter == 0,
            None => letter == 0 && !self.loose.is_empty(),
        }
    }

    fn options(&mut self, line: &'a Line, letter: usize, at: usize) {
        let is_next = self.open.as_ref().is_some_and(|open| open.option_count() > 0);
        if letter == 0 && !self.loose.is_empty() && (is_next || self.open.is_none()) {
            self.begin_unnumbered();
        }
        let Some(open) = &mut self.open else { return };
        let mut found = pieces(&line.text, 0, open.option_count());
        // «C. Ổ D.» above «D. …»: the letter within is a name.
        if let Some((next, _)) = label(self.outline.next(at)) {
            let inner = found.iter().position(|piece| piece.letter == next).filter(|at| *at > 0);
            found.truncate(inner.unwrap_or(found.len()));
            let end = line.text.len();
            found.iter_mut().last().filter(|_| inner.is_some()).into_iter().for_each(|last| last.text.end = end);
        }
        let is_first =
            |piece: &&Piece| line.text.get(..piece.label.start).is_some_and(|before| before.trim().is_empty());
        let columns = column_pieces(&line.text);
        if found.first().as_ref().is_some_and(is_first) && columns.len() <= found.len() {
            found.iter().for_each(|piece| open.add(line, piece));
            return;
        }
        let parts = if columns.len() > 1 { columns } else { pieces(&line.text, 0, letter) };
        if !parts.first().as_ref().is_some_and(is_first) || !open.add_apart(line, &parts) {
            open.fail(line.place.clone(), RemarkKind::OptionOrder);
        }
    }

    /// A question without a number: the loose lines are its stem.
    fn begin_unnumbered(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        self.close();
        self.settle();
        let mut open = OpenQuestion {
            place: loose.first().map(|line| line.place.clone()).unwrap_or_default(),
            topic: self.topic.clone(),
            part: self.part.clone(),
            code: self.code.clone(),
            is_aside: loose.first().is_some_and(|line| line.is_aside),
            level: self.level,
            ..OpenQuestion::default()
        };
        for line in loose {
            open.stem.push(line.text.clone());
            if let Some(fault) = &line.fault {
                open.fail(line.place.clone(), fault.clone());
            }
        }
        self.open = Some(open);
    }

    /// A line of no recognised kind.
    pub(super) fn plain(&mut self, line: &'a Line, text: &str) {
        if line.is_aside && self.open.as_ref().is_some_and(|open| !open.is_aside) {
            self.import.mention(line.place.clone(), RemarkKind::BoxText);
            self.fail_for(line);
            return;
        }
        if let Some(open) = self.open.as_mut().filter(|open| line.is_cell && open.option_count() == 0) {
            open.fail(line.place.clone(), RemarkKind::Media("table".to_owned()));
            return;
        }
        if self.is_apart && self.open.is_none() {
            self.loose.clear(); // titles and the like above the questions
        }
        match &mut self.open {
            Some(open) if open.option_count() == 0 => open.stem.push(text.to_owned()),
            Some(open) if open.is_explained && !self.is_apart => open.why.push(text.to_owned()),
            Some(open) if !self.is_apart && self.loose.is_empty() && text.starts_with(char::is_lowercase) => {
                open.go_on(text);
            }
            _ => {
                if self.is_apart {
                    self.remark_loose();
                }
                self.loose.push(line); // whose picture it is will be seen
                return;
            }
        }
        self.fail_for(line);
    }

    /// Names loose lines behind a question that were nobody's stem.
    fn remark_loose(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        if self.open.is_none() {
            return;
        }
        for line in loose {
            self.fail_for(line);
            if !line.text.trim().is_empty() {
                self.import.mention(line.place.clone(), RemarkKind::StrayLine);
            }
        }
    }

    pub(super) fn close(&mut self) {
        self.remark_loose();
        if let Some(open) = self.open.take() {
            self.whole.extend(open.number.filter(|_| open.is_complete()));
            self.waiting.push(open);
        }
    }

    /// A question begins: answers that came before it are for the questions before them.
    pub(super) fn settle(&mut self) {
        self.end_cells();
        self.is_table = false;
        self.is_explaining = false;
        if self.answers.is_empty() {
            return;
        }
        let answers = std::mem::take(&mut self.answers);
        give(&answers, &mut self.waiting, &mut self.done, &mut self.import);
        self.done.append(&mut self.waiting);
        self.is_solutions = false;
        self.answered_part = None;
        self.answered_code = None;
        self.codes = None;
    }

    pub(super) fn end(mut self) -> Import {
        self.close();
        self.settle();
        self.done.append(&mut self.waiting);
        let mut import = self.import;
        finish(self.done, &mut import);
        if import.items.is_empty() && import.remarks.iter().all(|remark| !remark.left_out) {
            import.leave_out(Location::Whole, RemarkKind::NothingFound);
        }
        import.remarks.sort_by(|a, b| a.place.cmp(&b.place));
        import
    }
}
