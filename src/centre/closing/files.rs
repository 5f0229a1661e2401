//! Files of a frozen set, all of them made from its one value.

use super::{
    file_kind::SetFileKind,
    freeze::Frozen,
    minutes::minutes,
    parts::{SetPart, parts},
};
use crate::{
    domain::Moment,
    exchange::{BookSheet, ReportBook, report_book},
    text::Words,
};

/// File as it is downloaded or written.
#[derive(Clone, Debug)]
pub struct SetFile {
    /// Its name: contest and number, nobody's name.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Frozen {
    /// The set as a file of this kind; none for a signature that is not there.
    #[must_use]
    pub fn file(&self, kind: SetFileKind, words: &Words) -> Option<SetFile> {
        let stem = self.set.file_stem();
        let (name, media, bytes) = match kind {
            SetFileKind::Json => (format!("{stem}.json"), "application/json", self.bytes.clone()),
            SetFileKind::Signature => {
                let text = self.row.signature.as_ref()?.text.clone();
                (format!("{stem}.json.minisig"), "text/plain; charset=utf-8", text.into_bytes())
            }
            SetFileKind::Book => (format!("{stem}.xlsx"), BOOK, self.book(words)),
            SetFileKind::Minutes => {
                (format!("bien-ban-{}-{}.docx", self.set.contest, self.set.number), WORD, minutes(self, words))
            }
        };
        Some(SetFile { name, media, bytes })
    }

    fn book(&self, words: &Words) -> Vec<u8> {
        let set = &self.set;
        let sheet = |part: SetPart| BookSheet {
            name: part.sheet,
            above: std::iter::once(part.title).chain(part.about).collect(),
            table: part.table,
            below: Vec::new(),
            chart: None,
        };
        let title = words.with("final-book", &[("number", set.number.to_string().into())]);
        let sheets = parts(set, words).into_iter().map(sheet).collect();
        report_book(&ReportBook { title, made: Moment(set.at_ms).date(), sheets })
    }
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const BOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
