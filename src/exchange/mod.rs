//! Other people's question files: what teachers and learning platforms have, read and written.
//!
//! Promises: every question of a file is imported or named with its place and the reason why not; nothing is guessed. What
//! is read is bounded in size before it is unpacked. Does not: open files, or judge the questions (that is `content::check`).

mod aiken;
mod answer_block;
mod answer_cell;
mod answer_lines;
mod answer_reader;
mod answer_table;
mod book;
mod choice;
mod columns;
mod csv;
mod document;
mod docx;
mod docx_draft;
mod docx_run;
mod docx_table;
mod encoding;
mod gift;
mod gift_answers;
mod gift_text;
mod guess;
mod header;
mod html;
mod key_looks;
mod line;
mod line_kind;
mod lines;
mod list_signs;
mod markup;
mod moodle;
mod one_touch_head;
mod one_touch_list;
mod open_question;
mod outline;
mod packed;
mod people_grid;
mod people_head;
mod people_list;
mod people_template;
mod question_lines;
mod repeated;
mod report_book;
mod sheet_rows;
mod sheet_stream;
mod solutions;
mod table;
mod tag;
mod text;
mod tidy;
mod values;
mod word_document;
mod word_styles;
mod xlsx;
mod xlsx_marks;

/// QR codes on photos.
pub mod photo;

mod number;
mod number_format;
mod numbering;
mod remark;
mod roster;
mod screened;
mod style;
mod unpack;
mod xml;

pub use columns::known_heads;
pub use document::{Block, Document, Grid, Look, Paragraph};
pub use guess::guess;
pub use one_touch_head::{OneTouchColumn, one_touch_template};
pub use one_touch_list::{
    MOST_ONE_TOUCH, MOST_ONE_TOUCH_FILE, OneTouchFault, OneTouchFaultKind, OneTouchFrame, OneTouchLine, OneTouchList,
    one_touch_list,
};
pub use people_head::ListColumn;
pub use people_list::{ListFault, ListFaultKind, ListedPerson, MOST_LIST_FILE, MOST_LISTED, PeopleList, people_list};
pub use people_template::{people_template_csv, people_template_xlsx};
pub use remark::{Import, Remark, RemarkKind};
pub use report_book::{BookChart, BookSheet, ReportBook, report_book};
pub use roster::{Roster, RosterFault, roster, roster_template};
pub use sheet_stream::{MOST_SHEET_ROWS, SheetStream};
pub use table::{ColumnKind, Table, TableCell, TableColumn, csv_rows};
pub use word_document::word_document;

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
    let is_text = matches!(format, Format::Gift | Format::Aiken | Format::Csv | Format::Text);
    if let Some(other) = unpack::other_kind(bytes).filter(|_| is_text) {
        return Import::refused(RemarkKind::OtherFormat(other));
    }
    let import = match format {
        Format::Gift => gift::import(bytes),
        Format::Aiken => aiken::import(bytes),
        Format::MoodleXml => moodle::import(bytes),
        Format::Csv => csv::import(bytes),
        Format::Xlsx => xlsx::import(bytes),
        Format::Docx => docx::import(bytes),
        Format::Text => text::import(bytes),
    };
    screened::screened(import, format)
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
