//! How a whole text is written: by which words its questions begin, and where options follow.

use super::{
    LONGEST_QUESTION,
    answer_lines::{is_table_heading, pairs},
    answer_table::ranges,
    line::Line,
    line_kind::{BAI, CAU, Start, bare_start, label, named_start, pieces},
    list_signs::point,
    solutions::solutions_heading,
};

/// Lines that are looked at behind the beginning of a question.
const FARTHEST: usize = 80;

/// How the questions of a text begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Starts {
    /// `1.`
    #[default]
    Bare,
    /// `Câu 1`: a lone `1.` is then part of a text, and `Bài 1` a heading.
    Cau,
    /// `Bài 1`.
    Bai,
}

/// How the options of a question are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum OptionForm {
    /// None follow.
    #[default]
    None,
    /// `A.`
    Letters,
    /// `A -`
    Dashes,
    /// Points of a list without letters.
    Points,
    /// `1.`, where questions begin otherwise.
    Numbers,
}

/// A text with how its questions begin.
pub(super) struct Outline<'a> {
    lines: &'a [Line],
    pub starts: Starts,
}

impl<'a> Outline<'a> {
    pub fn new(lines: &'a [Line]) -> Self {
        let (mut cau, mut bai, mut firsts) = (0_usize, 0_usize, 0_usize);
        for text in lines.iter().map(|line| line.text.trim()).filter(|text| text.len() <= LONGEST_QUESTION) {
            if pairs(text).is_none() && ranges(text).is_none() {
                cau += usize::from(named_start(text, &CAU).is_some());
                bai += usize::from(named_start(text, &BAI).is_some());
            }
            let is_option = label(text).is_some_and(|(letter, _)| letter == 0);
            firsts += usize::from(is_option || pieces(text, 0, 0).len() > 1);
        }
        // Lessons are called so as well: then several questions follow each.
        let starts = match () {
            () if cau > 0 => Starts::Cau,
            () if bai > 0 && firsts <= bai => Starts::Bai,
            () => Starts::Bare,
        };
        Self { lines, starts }
    }

    /// The beginning of a question, by the words of this text.
    pub fn start<'t>(&self, text: &'t str) -> Option<Start<'t>> {
        match self.starts {
            Starts::Bare => bare_start(text),
            Starts::Cau => named_start(text, &CAU),
            Starts::Bai => named_start(text, &BAI),
        }
    }

    /// `Bài 3: …` where questions begin otherwise.
    pub fn is_lesson(&self, text: &str) -> bool {
        self.starts != Starts::Bai && named_start(text, &BAI).is_some_and(|start| !start.stem.is_empty())
    }

    /// The next line that is not empty.
    pub fn next(&self, at: usize) -> &'a str {
        let behind = self.lines.iter().skip(at + 1).map(|line| line.text.trim());
        behind.take(FARTHEST).find(|text| !text.is_empty()).unwrap_or("")
    }

    /// The same, with its spaces and tabs.
    pub fn next_whole(&self, at: usize) -> &'a str {
        let behind = self.lines.iter().skip(at + 1).map(|line| line.text.as_str());
        behind.take(FARTHEST).find(|text| !text.trim().is_empty()).unwrap_or("")
    }

    /// The form of the options behind the line that begins a question.
    pub fn options(&self, at: usize) -> OptionForm {
        let (mut points, mut dashes, mut numbers) = (0, 0, 0);
        for (step, line) in self.lines.iter().skip(at).take(FARTHEST).enumerate() {
            let text = line.text.trim();
            let ends = step > 0 && (self.start(text).is_some() || is_table_heading(text) || solutions_heading(text));
            if ends || text.len() > LONGEST_QUESTION {
                break;
            }
            match label(text) {
                Some((0, length)) if step > 0 => {
                    if !is_dash(text, length) {
                        return OptionForm::Letters;
                    }
                    dashes += 1;
                }
                Some(_) | None => (),
            }
            if pieces(text, 0, 0).len() > 1 {
                return OptionForm::Letters;
            }
            let is_next = bare_start(text).is_some_and(|start| start.number == numbers + 1 && !start.stem.is_empty());
            numbers += u32::from(step > 0 && self.starts != Starts::Bare && is_next);
            points += usize::from(step > 0 && (line.is_point || point(text).is_some()));
        }
        match (dashes, points, numbers) {
            (1.., ..) => OptionForm::Dashes,
            (_, 2.., _) => OptionForm::Points,
            (.., 2..) => OptionForm::Numbers,
            _ => OptionForm::None,
        }
    }
}

/// `A -`: no letter of a list in most texts.
pub(super) fn is_dash(text: &str, length: usize) -> bool {
    text.get(..length).is_some_and(|label| label.ends_with(['-', '–', '—']))
}
