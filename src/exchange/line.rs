use super::{
    Location, RemarkKind,
    tidy::{Unseen, tidy_marked},
};
use std::ops::Range;

/// A line of a text or a paragraph of a document, as the reader of pasted questions takes it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its place in the file.
    pub place: Location,
    /// Its text, marks aside.
    pub text: String,
    /// What is bold, in bytes of `text`: it may mark the key.
    pub bold: Vec<Range<usize>>,
    /// What is underlined or highlighted.
    pub underlined: Vec<Range<usize>>,
    /// What is in italics: it marks the keys of a file where it does so in each question.
    pub slanted: Vec<Range<usize>>,
    /// What has a colour that is not the usual one.
    pub colours: Vec<Range<usize>>,
    /// These colours, one a range.
    pub tints: Vec<String>,
    /// A point of a list without numbers; the program draws its sign.
    pub is_point: bool,
    /// It is in a text box, beside the text.
    pub is_aside: bool,
    /// A cell of a table of data: no question, option or answer is in that table.
    pub is_cell: bool,
    /// What is in the line and cannot be imported: pictures, formulas, struck-through text. Its question is left out.
    pub fault: Option<RemarkKind>,
    /// What somebody should look at.
    pub note: Option<RemarkKind>,
}

impl Line {
    /// Makes the line as every format's lines are; what was dropped is noted.
    pub fn tidy(&mut self) {
        let unseen = Unseen::of(&self.text);
        if let Some(sign) = unseen.control {
            self.note.get_or_insert(RemarkKind::ControlSign(sign));
        } else if unseen.some {
            self.note.get_or_insert(RemarkKind::UnseenSigns);
        }
        tidy_marked(&mut self.text, &mut [&mut self.bold, &mut self.underlined, &mut self.slanted, &mut self.colours]);
    }

    /// Notes what the line holds that cannot be imported; the first is reported.
    pub fn fail(&mut self, what: RemarkKind) {
        self.fault.get_or_insert(what);
    }
}
