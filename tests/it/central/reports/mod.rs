//! Reports: the same figures in every kind of file, opened by LibreOffice; hostile names; who may have what.

mod figures;
mod hostile;
mod libreoffice;
mod page;
mod people;
mod read;

use std::{fs, path::Path};
use tempfile::TempDir;
use tramso::{
    centre::{
        Centre, Keys,
        reports::{Report, ReportFile, ReportKind},
    },
    domain::{Date, Moment},
    ledger::{self, Counts, Scope, TallyKey},
    text::{Language, Words},
};

pub const UNIT: &str = "11113";
pub const NOW: i64 = crate::days::ARRIVED_MS;

/// A centre whose ledger has sums as judging would have them, and nobody.
pub fn with_sums(test: fn(&Centre), changes: &[(TallyKey, Counts)]) {
    let dir: TempDir = crate::durability::scale::scratch();
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_sqlite(&dir.path().join("ledger.db"), &keys.ledger_key()).unwrap();
    ledger.write(&mut |tx| tx.add_tallies(changes)).unwrap();
    test(&Centre::open(ledger, keys).unwrap());
    let server = crate::central::postgres::Postgres::start(crate::central::postgres::QUICK);
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_postgres(&server.database("reports"), &keys.ledger_key()).unwrap();
    ledger.write(&mut |tx| tx.add_tallies(changes)).unwrap();
    test(&Centre::open(ledger, keys).unwrap());
}

pub fn key(scope: Scope, unit: &str, name: &str, day: i32) -> TallyKey {
    TallyKey { scope, unit: unit.to_owned(), name: name.to_owned(), day }
}

pub fn counts(registered: i64, finished: i64, valid: i64) -> Counts {
    Counts { registered, finished, valid, ..Counts::default() }
}

pub fn day(before: i64) -> i32 {
    tramso::domain::day_of(date(before))
}

/// So many days before the day on which everything is read.
pub fn date(before: i64) -> Date {
    Moment(NOW - before * 86_400_000).date()
}

/// Sums of two units: the first with villages, days and One Touch, the second with one day; and of a place that is no unit.
pub fn sums() -> Vec<(TallyKey, Counts)> {
    let own = Counts { one_touch: 30, both: 10, listed: 25, app: 800, on_paper: 7, ..counts(1234, 700, 650) };
    let lacking = Counts { no_topic_1: 300, no_topic_2: 310, no_test: 500, no_message: 510, ..Counts::default() };
    let mut all = vec![
        (key(Scope::Unit, UNIT, "", 0), own),
        (key(Scope::Unit, UNIT, "", 0), lacking),
        (key(Scope::Unit, "11329", "", 0), counts(45, 45, 44)),
        (key(Scope::Unit, "00000", "", 0), counts(3, 2, 1)),
        (key(Scope::Village, UNIT, "thôn Ngọc Lặc", 0), counts(1000, 600, 560)),
        (key(Scope::Village, UNIT, "thôn Quý Cao", 0), counts(234, 100, 90)),
        (key(Scope::Day, "11329", "", day(1)), counts(45, 45, 44)),
        (key(Scope::Day, "00000", "", day(1)), counts(3, 2, 1)),
        (key(Scope::Day, UNIT, "", day(20)), counts(734, 400, 390)),
    ];
    all.extend((0..5).map(|before| (key(Scope::Day, UNIT, "", day(before)), counts(100, 60, 52))));
    all
}

pub fn vietnamese() -> Words {
    Words::new(Language::Vietnamese)
}

pub fn file(report: &Report, kind: ReportKind) -> Vec<u8> {
    ReportFile::new(report, kind, &vietnamese()).bytes
}

pub fn written(folder: &Path, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}
