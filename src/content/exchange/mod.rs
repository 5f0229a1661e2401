//! Other people's question files: what teachers and learning platforms have, read and written.
//!
//! Promises: every question of a file comes in or is named with its place and the reason why not; nothing is guessed. What
//! is read is bounded in size before it is unpacked. Does not: open files, or judge the questions (that is `content::check`).

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

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub place: Place,
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
    /// The right answer is told twice, and differently.
    KeyConflict,
    UnknownLevel(String),
    WrongValue {
        column: String,
        value: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFault {
    /// The format can only be read.
    ReadOnly(Format),
}
