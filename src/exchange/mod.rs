//! Other people's question files: what teachers and learning platforms have, read and written.
//!
//! Promises: every question of a file is imported or named with its place and the reason why not; nothing is guessed. What
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

/// File format of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Moodle's GIFT, text.
    Gift,
    /// Aiken, text.
    Aiken,
    /// Moodle XML.
    MoodleXml,
    /// A table with a heading row, separated by commas, semicolons or tabs.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// A Word file, read only.
    Docx,
    /// Pasted text, "Câu 1… A. B. C. D.", read only.
    Text,
}

/// Largest file that is read, in bytes.
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
    /// Its place in the file.
    pub place: Location,
    /// Its own name or id, where the format has one.
    pub name: Option<String>,
    /// Category, as the file writes it; the importing driver finds its topic.
    pub topic: Option<String>,
    /// Its level, where the format has one.
    pub level: Option<Level>,
    /// The question itself.
    pub stem: String,
    /// The right one first; the others in the file's order.
    pub options: Vec<String>,
    /// Explanation of the right answer.
    pub why: Option<String>,
    /// Fields of our own columns and tags.
    pub more: More,
}

/// Fields that only our own columns and tags have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    /// Id of the fact that it asks for.
    pub fact: Option<String>,
    /// Id of its lesson, as written.
    pub lesson: Option<String>,
    /// Keys of its sources, as written.
    pub source: Option<String>,
    /// The day on which somebody last checked it.
    pub checked: Option<Date>,
    /// The last day on which it is right.
    pub until: Option<Date>,
    /// It describes a situation.
    pub situation: bool,
    /// It asks for what is wrong.
    pub negative: bool,
    /// Name of its group of enemies, of which a paper has one.
    pub group: Option<String>,
}

/// Location in a file; counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// The file as a whole.
    #[default]
    Whole,
    /// A line of a text.
    Line(u32),
    /// A row of a sheet.
    Row {
        /// Name of the sheet.
        sheet: String,
        /// Counted from 1, headings included.
        row: u32,
    },
    /// A paragraph of a document.
    Paragraph(u32),
    /// A question of an XML file.
    Question {
        /// Among the file's questions.
        number: u32,
        /// At which its element begins.
        line: u32,
    },
}

/// Result of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// In the file's order.
    pub items: Vec<Item>,
    /// In the file's order: what was left out, and what somebody should look at.
    pub remarks: Vec<Remark>,
}

impl Import {
    /// Adds a question, unless it is too long for anybody to read.
    fn add(&mut self, item: Item) {
        let texts =
            || std::iter::once(&item.stem).chain(&item.options).chain(&item.why).chain(&item.name).chain(&item.topic);
        if texts().map(String::len).sum::<usize>() > LONGEST_QUESTION {
            self.leave_out(item.place, RemarkKind::QuestionTooLong { most: LONGEST_QUESTION });
        } else {
            self.items.push(item);
        }
    }

    /// Adds the remark of a question that is left out.
    fn leave_out(&mut self, place: Location, what: RemarkKind) {
        self.remark(Remark { place, question: None, left_out: true, what });
    }

    /// Adds a remark on a question that was imported.
    fn mention(&mut self, place: Location, what: RemarkKind) {
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

    /// The import of a file that cannot be read at all.
    fn refused(what: RemarkKind) -> Self {
        let mut import = Self::default();
        import.leave_out(Location::Whole, what);
        import
    }
}

/// Import remark: what was left out, or what somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its place in the file.
    pub place: Location,
    /// The number that the text gives the question, where it is known: paragraphs are not counted by anybody.
    pub question: Option<u32>,
    /// The question it is about was left out; otherwise it was imported.
    pub left_out: bool,
    /// What was found.
    pub what: RemarkKind,
}

/// Kind of a remark, with its values; the wording is the driver's (`exchange-…`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// The file as a whole cannot be read.
    Syntax {
        /// The parser's own message, in English.
        message: String,
    },
    /// A file above the limit; it was not read.
    FileTooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        most: u64,
    },
    /// More questions than a file may have; the rest was not read.
    TooManyItems {
        /// The limit.
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
    /// No right answer.
    NoRight,
    /// Answers with weights between wrong and right.
    Weights,
    /// Too few or too many options; how many.
    OptionCount(usize),
    /// Options without a question.
    NoStem,
    /// Pictures, sounds, formulas: something that a terminal cannot show.
    Media(String),
    /// The right answer is stated twice, and differently.
    KeyConflict,
    /// A level that does not exist, as written.
    UnknownLevel(String),
    /// A value that its column does not take.
    WrongValue {
        /// Heading of the column.
        column: String,
        /// As written.
        value: String,
    },

    /// There is no question in the file.
    NothingFound,
    /// More remarks than anybody reads; the rest of the file was not read.
    TooManyRemarks {
        /// How many are listed.
        listed: usize,
    },
    /// Written for a font of the time before Unicode: `TCVN3`, `VNI`.
    OldFont(&'static str),
    /// A column that every sheet of questions has.
    MissingColumn(&'static str),
    /// Two columns of one meaning; the heading.
    ColumnTwice(String),
    /// A column that is not read.
    UnknownColumn(String),
    /// An option without text.
    EmptyOption,
    /// A brace without its other one, or a second pair.
    Braces,
    /// A quotation mark that is not closed.
    Quote,
    /// Bold, colours, links: the text was imported, they were not.
    Markup,
    /// Explanations of single options, which have no place here.
    Feedback,
    /// The answers were amid the sentence; `____` is there now.
    MissingWord,
    /// A question above the limit of a question's texts.
    QuestionTooLong {
        /// The limit.
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
        /// Numbers in the row above.
        numbers: usize,
        /// Answers in the row.
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
        /// The limit.
        most: usize,
    },
    /// One question, paragraph or row of more elements than anybody writes.
    TooManyElements,
    /// The file ends before it is complete.
    CutShort,
    /// A damaged packed file.
    BrokenArchive {
        /// The parser's own message, in English.
        message: String,
    },
    /// More parts than a packed file may have.
    TooManyParts {
        /// The limit.
        most: usize,
    },
    /// Two parts of one name.
    PartTwice,
    /// Packed small, and larger than this when unpacked.
    UnpacksTooLarge {
        /// The limit.
        most: u64,
    },
    /// The name promises another format: `empty`, `password`, `old-office`, `rtf`, `web-page`, `not-packed`, `not-word`,
    /// `not-excel`, `not-moodle`, `xlsb`.
    OtherFormat(&'static str),
    /// Hints for a second try, which have no place here.
    Hints,
    /// The cell holds a formula; its last result was taken.
    Formula {
        /// The cell: `C5`.
        cell: String,
    },
    /// The cell holds a formula whose result nobody has computed.
    NoResult {
        /// The cell: `C5`.
        cell: String,
    },
    /// These cells are shown as one.
    Merged {
        /// The area: `C5:C9`.
        cells: String,
    },
    /// The cell holds an error, such as #REF!.
    CellError {
        /// The cell: `C5`.
        cell: String,
        /// The error, as the cell shows it.
        error: String,
    },
    /// The cell holds a number that another machine may show otherwise; this is what was taken.
    Number {
        /// The cell: `C5`.
        cell: String,
        /// The text that was used.
        text: String,
    },
    /// More cells than a workbook may have; it was not read.
    TooManyCells {
        /// The limit.
        most: usize,
    },
    /// The campaign has a question of this id; this one gets a new id.
    AlreadyThere {
        /// Its id in the file.
        name: String,
        /// Its new id.
        id: String,
    },
    /// Questions that are word for word in the campaign.
    SameAsThere {
        /// How many.
        count: usize,
    },
    /// A sheet beside the one that was read.
    SheetNotRead {
        /// Rows of the sheet.
        rows: usize,
    },
}

/// Why questions cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportFault {
    /// The format can only be read.
    #[error("{0:?} can only be read")]
    ReadOnly(Format),
    /// A question has more options than the format has places.
    #[error("more than {most} options")]
    TooManyOptions {
        /// Places of the format.
        most: usize,
    },
    /// A text of the question would read as something else.
    #[error("question {number} would be read as something else")]
    Unwritable {
        /// The question, counted from 1.
        number: usize,
    },
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
