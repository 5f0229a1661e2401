//! Other people's question files: what teachers and learning platforms have, read and written.
//!
//! Promises: every question of a file comes in or is named with its place and the reason why not; nothing is guessed. What
//! is read is bounded in size before it is unpacked. Does not: open files, or judge the questions (that is `content::check`).

mod aiken;
mod book;
mod columns;
mod csv;
mod docx;
mod encoding;
mod gift;
mod gift_answers;
mod gift_text;
mod guess;
mod header;
mod html;
mod line_kind;
mod lines;
mod markup;
mod moodle;
mod open_question;
mod tag;
mod text;
mod tidy;
mod values;
mod xlsx;

pub use guess::guess;
mod number;
mod numbering;
mod roster;
mod style;
mod unpack;
mod xml;

pub use roster::{Roster, RosterFault, roster, roster_template};

use crate::domain::{Date, Level};

/// What a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Gift,
    Aiken,
    MoodleXml,
    Csv,
    Xlsx,
    /// A Word file, read only.
    Docx,
    /// Pasted text, "Câu 1… A. B. C. D.", read only.
    Text,
}

/// Largest file that is looked at.
pub const MOST_FILE: usize = 32 << 20;
/// Most bytes that a packed file (XLSX, DOCX) may unpack to.
pub const MOST_UNPACKED: usize = 256 << 20;
/// Most questions of a file.
pub const MOST_ITEMS: usize = 20_000;

/// Longest question, in bytes of its texts.
const LONGEST_QUESTION: usize = 64 << 10;
/// Remarks that are listed of one file.
const MOST_REMARKS: usize = 2000;

/// A single-choice question as other formats hold it. Texts are NFC, trimmed, without the format's escapes and markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    pub place: Place,
    /// Its own name or id, where the format has one.
    pub name: Option<String>,
    /// Category, as the file writes it; who imports finds the topic.
    pub topic: Option<String>,
    pub level: Option<Level>,
    pub stem: String,
    /// The right one first; the others in the file's order.
    pub options: Vec<String>,
    pub why: Option<String>,
    pub more: More,
}

/// What only our own columns and tags carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    pub fact: Option<String>,
    pub lesson: Option<String>,
    pub source: Option<String>,
    pub checked: Option<Date>,
    pub until: Option<Date>,
    pub situation: bool,
    pub negative: bool,
    pub group: Option<String>,
}

/// Where in a file: a line of a text, a row of a sheet, a paragraph of a document, a question of an XML file; from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    #[default]
    Whole,
    Line(u32),
    Row {
        sheet: String,
        row: u32,
    },
    Paragraph(u32),
    Question {
        number: u32,
        line: u32,
    },
}

/// What could be read of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// In the file's order.
    pub items: Vec<Item>,
    /// In the file's order: what was left out, and what somebody should look at.
    pub remarks: Vec<Remark>,
}

impl Import {
    /// A question that came in, if it is one that anybody reads.
    fn take(&mut self, item: Item) {
        let texts =
            || std::iter::once(&item.stem).chain(&item.options).chain(&item.why).chain(&item.name).chain(&item.topic);
        if texts().map(String::len).sum::<usize>() > LONGEST_QUESTION {
            self.leave_out(item.place, RemarkKind::QuestionTooLong { most: LONGEST_QUESTION });
        } else {
            self.items.push(item);
        }
    }

    /// Names a question that does not come in.
    fn leave_out(&mut self, place: Place, what: RemarkKind) {
        self.remark(Remark { place, question: None, left_out: true, what });
    }

    /// Names something that somebody should look at; the question came in.
    fn mention(&mut self, place: Place, what: RemarkKind) {
        self.remark(Remark { place, question: None, left_out: false, what });
    }

    fn remark(&mut self, remark: Remark) {
        match self.remarks.len() {
            listed if listed < MOST_REMARKS => self.remarks.push(remark),
            listed if listed == MOST_REMARKS => {
                self.remarks.push(Remark { what: RemarkKind::TooManyRemarks { listed }, ..remark });
            }
            _ => (),
        }
    }

    /// More remarks than anybody reads: reading on makes no sense.
    fn is_full(&self) -> bool {
        self.remarks.len() > MOST_REMARKS
    }

    /// A file that cannot be read at all.
    fn refused(what: RemarkKind) -> Self {
        let mut import = Self::default();
        import.leave_out(Place::Whole, what);
        import
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub place: Place,
    /// The number that the text gives the question, where it is known: paragraphs are not counted by anybody.
    pub question: Option<u32>,
    /// The question it is about was left out; otherwise it came in.
    pub left_out: bool,
    pub what: RemarkKind,
}

/// What was found; the wording is the driver's (`exchange-…`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// The file as a whole cannot be read: as its parser tells.
    Syntax {
        message: String,
    },
    FileTooLarge {
        bytes: u64,
        most: u64,
    },
    TooManyItems {
        most: usize,
    },
    /// Neither UTF-8, UTF-16 nor Windows-1258.
    Encoding,
    /// Read as this encoding, which the file does not state.
    EncodingGuessed(&'static str),
    /// A kind of question that a test of single choices has no place for: `numeric`, `matching`.
    NotSingleChoice(String),
    /// More than one right answer.
    SeveralRight,
    NoRight,
    /// Answers with weights between wrong and right.
    Weights,
    OptionCount(usize),
    NoStem,
    /// Pictures, sounds, formulas: something that a terminal cannot show.
    Media(String),
    /// The right answer is stated twice, and differently.
    KeyConflict,
    UnknownLevel(String),
    WrongValue {
        column: String,
        value: String,
    },

    /// There is no question in the file.
    NothingFound,
    /// More remarks than anybody reads; the rest of the file was not read.
    TooManyRemarks {
        listed: usize,
    },
    /// Written for a font of the time before Unicode: `TCVN3`, `VNI`.
    OldFont(&'static str),
    /// A column that every sheet of questions has.
    MissingColumn(&'static str),
    ColumnTwice(String),
    /// A column that is not read.
    UnknownColumn(String),
    EmptyOption,
    /// A brace without its other one, or a second pair.
    Braces,
    /// A quotation mark that is not closed.
    Quote,
    /// Bold, colours, links: the text came in, they did not.
    Markup,
    /// Explanations of single options, which have no place here.
    Feedback,
    /// The answers stood amid the sentence; `____` stands there now.
    MissingWord,
    QuestionTooLong {
        most: usize,
    },
    /// A tag of ours that cannot be read.
    WrongTag,
    /// A line that belongs to no question.
    StrayLine,
    /// Options out of order, or a letter that is there twice.
    OptionOrder,
    /// A row of the answers' table has more or fewer answers than the row of numbers above it: none of them is taken.
    KeyRow {
        numbers: usize,
        letters: usize,
    },
    /// The answers' table names a question that is not there.
    KeyWithoutQuestion(String),

    /// An XML file with a document type declaration, which could name other files or grow without end: not read.
    DocType,
    /// A reference that XML does not know.
    UnknownEntity(String),
    /// Elements within elements.
    TooDeep {
        most: usize,
    },
    /// One question, paragraph or row of more elements than anybody writes.
    TooManyElements,
    /// The file ends before it is complete.
    CutShort,
    /// A damaged packed file: as its reader tells.
    BrokenArchive {
        message: String,
    },
    TooManyParts {
        most: usize,
    },
    /// Two parts of one name.
    PartTwice,
    /// Packed small, and larger than this when unpacked.
    UnpacksTooLarge {
        most: u64,
    },
    /// The name promises another format: `empty`, `password`, `old-office`, `rtf`, `web-page`, `not-packed`, `not-word`,
    /// `not-excel`, `not-moodle`, `xlsb`.
    OtherFormat(&'static str),
    /// Hints for a second try, which have no place here.
    Hints,
    /// The cell holds a formula; its last result was taken.
    Formula {
        cell: String,
    },
    /// The cell holds a formula whose result nobody has computed.
    NoResult {
        cell: String,
    },
    /// These cells are shown as one.
    Merged {
        cells: String,
    },
    /// The cell holds an error, such as #REF!.
    CellError {
        cell: String,
        error: String,
    },
    /// The cell holds a number that another machine may show otherwise; this is what was taken.
    Number {
        cell: String,
        text: String,
    },
    TooManyCells {
        most: usize,
    },
    /// The campaign has a question of this id; this one gets a new id.
    AlreadyThere {
        name: String,
        id: String,
    },
    /// So many questions are word for word in the campaign.
    SameAsThere {
        count: usize,
    },
    /// A sheet beside the one that was read.
    SheetNotRead {
        rows: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFault {
    /// The format can only be read.
    ReadOnly(Format),
    /// A question has more options than the format has places.
    TooManyOptions { most: usize },
    /// What stands in the question, counted from 1, would read as something else.
    Unwritable { number: usize },
}

/// Reads a file of questions.
#[must_use]
pub fn import(format: Format, bytes: &[u8]) -> Import {
    if bytes.len() > MOST_FILE {
        let bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        return Import::refused(RemarkKind::FileTooLarge { bytes, most: MOST_FILE as u64 });
    }
    match format {
        Format::Gift => gift::import(bytes),
        Format::Aiken => aiken::import(bytes),
        Format::MoodleXml => moodle::import(bytes),
        Format::Csv => csv::import(bytes),
        Format::Xlsx => xlsx::import(bytes),
        Format::Docx => docx::import(bytes),
        Format::Text => text::import(bytes),
    }
}

/// Writes questions for others; `import` reads them back without loss of anything that the format can hold.
///
/// # Errors
/// The format is read only, or has no place for a question.
pub fn export(format: Format, items: &[Item]) -> Result<Vec<u8>, ExportFault> {
    let most = match format {
        Format::Csv | Format::Xlsx => columns::MOST_OPTIONS,
        Format::Aiken => aiken::MOST_OPTIONS,
        Format::Gift | Format::MoodleXml | Format::Docx | Format::Text => usize::MAX,
    };
    if items.iter().any(|item| item.options.len() > most) {
        return Err(ExportFault::TooManyOptions { most });
    }
    match format {
        Format::Gift => Ok(gift::export(items)),
        Format::Aiken => aiken::export(items),
        Format::MoodleXml => Ok(moodle::export(items)),
        Format::Csv => Ok(csv::export(items)),
        Format::Xlsx => Ok(xlsx::export(items)),
        Format::Docx | Format::Text => Err(ExportFault::ReadOnly(format)),
    }
}
