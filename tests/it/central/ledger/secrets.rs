//! Who steals the disk reads nothing of a person.

use super::{
    super::postgres::{Postgres, QUICK},
    key,
    rows::{bare, bundle, epoch, station_row},
    sqlite, write,
};
use std::{fs, path::Path};
use tramso::domain::AccountName;
use tramso::{
    domain::Moment,
    ledger::{Actor, Ledger, PersonRow, open_postgres},
};

const NAME: &[u8] = "Nguyễn Thị Bí Mật".as_bytes();
const NUMBER: &[u8] = b"031190012345";
/// In the trail, which is no secret in a database: what the search must find there.
const CONTROL: &[u8] = b"in the clear for the control";

/// Somebody with personal data among the facts, small and large, added and replaced.
fn plant(ledger: &dyn Ledger) {
    let facts = |times: usize| [NAME, b" ", NUMBER].concat().repeat(times);
    let row = |number, times| PersonRow { facts: facts(times), ..bare(number) };
    write(ledger, |tx| {
        tx.add_people(&[row(1, 1), row(2, 30), row(3, 400)])?;
        tx.set_people(&[row(1, 60), row(3, 2)])?;
        tx.put_station(&station_row(1))?;
        tx.put_epoch(&epoch(1, 1))?;
        tx.add_bundle(&bundle(1, 1, 1), b"sealed by its station")?;
        tx.note(Moment(1), Actor::Account(AccountName::CITY), std::str::from_utf8(CONTROL).unwrap())
    })
    .unwrap();
}

/// How many files below a folder hold these bytes.
fn files_with(folder: &Path, bytes: &[u8]) -> usize {
    let mut found = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found += files_with(&path, bytes);
        } else if let Ok(content) = fs::read(&path) {
            found += usize::from(content.windows(bytes.len()).any(|window| window == bytes));
        }
    }
    found
}

#[test]
fn the_files_of_the_embedded_ledger_say_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = sqlite(folder.path());
    plant(ledger.as_ref());
    for open in [true, false] {
        for secret in [NAME, NUMBER, CONTROL, b"CREATE TABLE".as_slice()] {
            assert_eq!(files_with(folder.path(), secret), 0, "{}, open: {open}", String::from_utf8_lossy(secret));
        }
        if open {
            fs::write(folder.path().join("control"), CONTROL).unwrap();
            assert_eq!(files_with(folder.path(), CONTROL), 1, "the control is found");
            fs::remove_file(folder.path().join("control")).unwrap();
        }
    }
}

#[test]
fn the_data_folder_of_the_database_says_nothing_of_a_person() {
    let mut server = Postgres::start(QUICK);
    let ledger = open_postgres(&server.database("one"), &key()).unwrap();
    plant(ledger.as_ref());
    server.sql("one", "CHECKPOINT");
    server.crash(); // all that it held in memory is in its files or gone
    for secret in [NAME, NUMBER] {
        assert_eq!(files_with(&server.data(), secret), 0, "{}", String::from_utf8_lossy(secret));
    }
    assert!(files_with(&server.data(), CONTROL) > 0, "the control is found");
}
