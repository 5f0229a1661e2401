//! Files of a frozen set, all of them made from its one value.

use super::{
    file_kind::SetFileKind,
    freeze::Frozen,
    minutes::minutes,
    parts::{SetPart, parts},
};
use crate::{
    centre::reports::{BOOK, WORD, cell_text},
    crypto::{demo_centre::CONTEST, hex},
    domain::Moment,
    exchange::{BookSheet, ReportBook, TableCell, report_book},
    report::{Fonts, PrintedTable, PrintedTables, Trial, printed_tables},
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
            SetFileKind::Pdf => (format!("{stem}.pdf"), "application/pdf", self.pdf(words)?),
            SetFileKind::Book => (format!("{stem}.xlsx"), BOOK, self.book(words)),
            SetFileKind::Minutes => {
                (format!("bien-ban-{}-{}.docx", self.set.contest, self.set.number), WORD, minutes(self, words))
            }
        };
        Some(SetFile { name, media, bytes })
    }

    /// None where a font has no sign for a letter of ours.
    fn pdf(&self, words: &Words) -> Option<Vec<u8>> {
        let set = &self.set;
        let table = |part: SetPart| {
            let columns = part.table.columns.iter().map(|column| (column.name.clone(), column.width)).collect();
            let texts = |row: &Vec<TableCell>| row.iter().map(|cell| cell_text(cell, words)).collect();
            let rows = part.table.rows.iter().map(texts).collect();
            PrintedTable { title: part.title, about: part.about, columns, rows }
        };
        let mut tables: Vec<PrintedTable> = parts(set, words).into_iter().map(table).collect();
        let digest = words.with("final-minutes-digest", &[("digest", hex(&self.row.digest).into())]);
        tables.iter_mut().for_each(|one| one.about.push(digest.clone()));
        let document = PrintedTables {
            title: words.with("final-book", &[("number", set.number.to_string().into())]),
            id: hex(&self.row.digest),
            date: Moment(set.at_ms).date(),
            trial: Trial::of(set.contest == CONTEST, set.rehearsal),
            tables,
            signers: SIGNERS.map(|key| words.get(key).into_owned()).to_vec(),
        };
        printed_tables(&document, words, Fonts::shared().ok()?).ok()
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

/// Who signs at the end of the document.
const SIGNERS: [&str; 2] = ["final-minutes-sign-clerk", "final-minutes-sign-chair"];
