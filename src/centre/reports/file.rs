//! A report as a file of each kind.

use super::{
    book::book,
    spoken::{SpokenText, spoken},
    table::table,
    value::Report,
    word::document,
};
use crate::text::Words;

/// Kind of a report's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportKind {
    /// Word document in the administrative form.
    Word,
    /// Excel book with a chart.
    Book,
    /// Table of text.
    Table,
    /// Text for loudspeakers, Zalo or the portal.
    Spoken(SpokenText),
}

/// File as it is downloaded or written.
#[derive(Clone, Debug)]
pub struct ReportFile {
    /// Its name: kind, unit and days, nobody's name.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Media type of a Word document.
pub(in crate::centre) const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// Media type of an Excel book.
pub const BOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const TABLE: &str = "text/csv; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

impl ReportKind {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 6] = [
        Self::Word,
        Self::Book,
        Self::Table,
        Self::Spoken(SpokenText::Loudspeaker),
        Self::Spoken(SpokenText::Zalo),
        Self::Spoken(SpokenText::Portal),
    ];

    /// Name of the kind in addresses and commands.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Word => "docx",
            Self::Book => "xlsx",
            Self::Table => "csv",
            Self::Spoken(SpokenText::Loudspeaker) => "loa",
            Self::Spoken(SpokenText::Zalo) => "zalo",
            Self::Spoken(SpokenText::Portal) => "cong",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Text key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Word => "reports-file-word",
            Self::Book => "reports-file-book",
            Self::Table => "reports-file-table",
            Self::Spoken(SpokenText::Loudspeaker) => "reports-file-loud",
            Self::Spoken(SpokenText::Zalo) => "reports-file-zalo",
            Self::Spoken(SpokenText::Portal) => "reports-file-portal",
        }
    }
}

impl ReportFile {
    /// The file of this kind.
    #[must_use]
    pub fn new(report: &Report, kind: ReportKind, words: &Words) -> Self {
        let (media, bytes, ending) = match kind {
            ReportKind::Word => (WORD, document(report, words), "docx"),
            ReportKind::Book => (BOOK, book(report, words), "xlsx"),
            ReportKind::Table => (TABLE, table(report, words), "csv"),
            ReportKind::Spoken(text) => (TEXT, spoken(report, text, words).into_bytes(), "txt"),
        };
        let place = report.unit().map_or("thanh-pho", |unit| unit.code.as_str());
        let begin = match kind {
            ReportKind::Spoken(_) => kind.as_str(),
            ReportKind::Word | ReportKind::Book | ReportKind::Table => "bao-cao",
        };
        let days = format!("{}-{}", report.period.first.format("%Y%m%d"), report.period.last.format("%Y%m%d"));
        Self { name: format!("{begin}-{place}-{days}.{ending}"), media, bytes }
    }
}
