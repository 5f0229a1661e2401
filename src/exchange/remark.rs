use super::{Item, LONGEST_QUESTION, Location};
use crate::content::Damage;

/// Remarks that are listed of one file.
const MOST_REMARKS: usize = 2000;

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
    pub(super) fn add(&mut self, item: Item) {
        let texts =
            || std::iter::once(&item.stem).chain(&item.options).chain(&item.why).chain(&item.name).chain(&item.topic);
        if texts().map(String::len).sum::<usize>() > LONGEST_QUESTION {
            self.leave_out(item.place, RemarkKind::QuestionTooLong { most: LONGEST_QUESTION });
        } else {
            self.items.push(item);
        }
    }

    /// Adds the remark of a question that is left out.
    pub(super) fn leave_out(&mut self, place: Location, what: RemarkKind) {
        self.remark(Remark { place, question: None, left_out: true, what });
    }

    /// Adds a remark on a question that was imported.
    pub(super) fn mention(&mut self, place: Location, what: RemarkKind) {
        self.remark(Remark { place, question: None, left_out: false, what });
    }

    /// Adds the remark of signs that were dropped: of those that stand for nothing, once a file.
    pub(super) fn mention_dropped(&mut self, place: Location, what: RemarkKind) {
        let is_known = what == RemarkKind::UnseenSigns && self.remarks.iter().any(|remark| remark.what == what);
        if !is_known {
            self.mention(place, what);
        }
    }

    pub(super) fn remark(&mut self, remark: Remark) {
        match self.remarks.len() {
            listed if listed < MOST_REMARKS => self.remarks.push(remark),
            listed if listed == MOST_REMARKS => {
                self.remarks.push(Remark { what: RemarkKind::TooManyRemarks { listed }, ..remark });
            }
            _ => (),
        }
    }

    /// More remarks than anybody reads: reading on makes no sense.
    pub(super) fn is_full(&self) -> bool {
        self.remarks.len() > MOST_REMARKS
    }

    /// The import of a file that cannot be read at all.
    pub(super) fn refused(what: RemarkKind) -> Self {
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
    /// A row of the answers' table has more or fewer answers than the row of numbers above it: none of them is used.
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
    /// A sign that programs obey and nobody sees was dropped: a control, a turn of the direction.
    ControlSign(char),
    /// Signs that nobody sees were dropped: zero widths, soft hyphens. Reported once a file.
    UnseenSigns,
    /// UTF-8 that was read as another encoding.
    WrongEncoding,
    /// Question marks, or signs for what cannot be shown, amid words.
    LostLetters,
    /// Text that is struck through.
    Struck,
    /// Text that the program does not show was not taken.
    HiddenText,
    /// A row that the program does not show.
    HiddenRow,
    /// A column that the program does not show, and that was read.
    HiddenColumn {
        /// Its heading.
        column: String,
    },
    /// A sheet that the program does not show was not read.
    HiddenSheet {
        /// Rows of the sheet.
        rows: usize,
    },
    /// The cell holds a day where a text belongs; this is what was taken.
    Day {
        /// The cell: `C5`.
        cell: String,
        /// The text that was used.
        text: String,
    },
    /// Several questions have this number, and nothing shows which one an answer is for.
    NumberTwice(String),
    /// The same question is further up; it was taken once.
    Repeated,
    /// Answers with part of the marks, or less than none, were taken as wrong ones.
    PartMarks,
    /// The column of keys holds a 0: whether it counts from 0 or from 1 nobody can know.
    KeyFromZero,
    /// A row has more cells than the sheet has heads: a separator in a text has shifted them.
    CellsBeyond {
        /// Cells of the row.
        cells: usize,
        /// Heads of the sheet.
        heads: usize,
    },
    /// What is written in place of the right answer names none, as written: `A?`.
    KeyUnusable(String),
    /// The table of answers holds two for the question of this number.
    KeyTwice(String),
    /// The table of answers is for several codes of the paper, and the paper does not name its own.
    SeveralCodes,
    /// Two options are the same; the text.
    OptionTwice(String),
    /// The question is about a text that it shares with others.
    SharedText,
    /// A footnote or a comment was not taken.
    SideNote,
    /// The text of a text box beside the question was not taken.
    BoxText,
    /// A column that the program does not show was not read.
    HiddenColumnLeft {
        /// Its heading.
        column: String,
    },
    /// A sheet beside the one that was read.
    SheetNotRead {
        /// Rows of the sheet.
        rows: usize,
    },
}

impl From<Damage> for RemarkKind {
    fn from(damage: Damage) -> Self {
        match damage {
            Damage::OldFont(font) => Self::OldFont(font),
            Damage::WrongEncoding => Self::WrongEncoding,
            Damage::LostLetters => Self::LostLetters,
        }
    }
}
