//! Reports of a unit or of the city: one value, from which the page, the Word and Excel files, the table of text and the texts to be
//! read out come (docs/decisions/061-reports.md).
//!
//! Promises: every figure is that of the pages of the same moment; what nobody knows is left to be filled in, never guessed; what
//! others wrote is shown as text in every kind of file. Does not: decide who may see what (that is each use case's), or open files.

mod book;
mod file;
mod letter;
mod office_form;
mod people_file;
mod period;
mod phrases;
mod rows;
mod sections;
mod spoken;
mod table;
mod value;
mod word;

pub use crate::exchange::{ColumnKind, Table, TableCell, TableColumn, csv_rows};
pub(super) use file::WORD;
pub use file::{BOOK, ReportFile, ReportKind};
pub use letter::{Letter, letter_file};
pub use office_form::paper_date;
pub(super) use office_form::{Office, head};
pub use people_file::{ListPurpose, PeopleFile};
pub use period::{Period, ReportRefusal, WantedDays};
pub use phrases::{cell_text, subject};
pub(super) use rows::share;
pub use sections::{Section, SectionKind, sections};
pub use spoken::{SpokenText, spoken};
pub use table::figure_heads;
pub use value::{Report, ReportDay, ReportParts, UnitFigures};
pub(super) use word::grid;
