//! Opening: the wrong key, a later program's ledger, an earlier one's, and many who open at once.

use super::{
    super::postgres::{Postgres, QUICK},
    key, on_both, read,
    rows::{epoch, station_row, whole},
    sqlite, write,
};
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};
use tramso::domain::AccountName;
use tramso::ledger::NoteFilter;
use tramso::{
    crypto::{Secret, hex, hkdf_sha256, open_row, seal_row},
    domain::Moment,
    ledger::{
        Actor, CaseKind, Ledger, LedgerError, Login, PersonIndex, PersonRow, ReceiptRow, Scope, Standing, open,
        open_postgres, open_sqlite,
    },
};

fn other_key() -> Secret<32> {
    Secret::from_bytes(&mut [8; 32])
}

/// Opened beside the program, as somebody who knows its key could.
pub fn beside(path: &Path) -> Connection {
    let part = |tag: &str| hkdf_sha256(key().bytes(), tag, &[]);
    let (file, salt) = (part("tramso-ledger-file1"), part("tramso-ledger-salt1"));
    let db = Connection::open(path).unwrap();
    db.execute_batch(&format!("PRAGMA key = \"x'{}{}'\";", hex(file.bytes()), hex(&salt.bytes()[..16]))).unwrap();
    db
}

const LATER: &str = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
  VALUES (999, 'later', '2027-01-01T00:00:00Z', '1')";

#[test]
fn the_file_opens_by_its_key_and_by_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    write(sqlite(folder.path()).as_ref(), |tx| tx.put_station(&station_row(1))).unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(open_sqlite(&path, &other_key()).map(drop), Err(LedgerError::Key)));
    assert_eq!(fs::read(&path).unwrap(), before, "not a byte is changed");
    assert_eq!(read(sqlite(folder.path()).as_ref(), |tx| tx.stations()), [station_row(1)]);
    fs::write(folder.path().join("text.db"), "this is no database, only some text that somebody put there").unwrap();
    assert!(matches!(open_sqlite(&folder.path().join("text.db"), &key()).map(drop), Err(LedgerError::Key)));
    let nowhere = open(folder.path().join("no/such/ledger.db").to_str().unwrap(), &key()).map(drop);
    assert!(matches!(nowhere, Err(LedgerError::Unavailable(_))), "{nowhere:?}");
}

#[test]
fn a_later_programs_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(sqlite(folder.path()));
    let path = folder.path().join("ledger.db");
    let db = beside(&path);
    db.execute_batch(LATER).unwrap();
    drop(db);
    assert!(matches!(open_sqlite(&path, &key()).map(drop), Err(LedgerError::Newer)));
}

#[test]
fn the_trail_cannot_be_changed_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    write(sqlite(folder.path()).as_ref(), |tx| tx.note(Moment(1), Actor::Account(AccountName::CITY), "was here"))
        .unwrap();
    let db = beside(&folder.path().join("ledger.db"));
    for sql in ["UPDATE note SET who = 'Mai'", "DELETE FROM note"] {
        assert!(db.execute_batch(sql).unwrap_err().to_string().contains("never changed"));
    }
}

#[test]
fn databases_open_by_their_key_and_tell_what_is_wrong() {
    let server = Postgres::start(QUICK);
    let address = server.database("one");
    // Many servers start at once on an empty database.
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| drop(open(&address, &key()).unwrap()));
        }
    });
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/ledger/postgres/migrations");
    let steps = std::fs::read_dir(folder).unwrap().count().to_string();
    assert_eq!(server.sql("one", "SELECT count(*) FROM refinery_schema_history").trim(), steps, "each step once");
    assert!(matches!(open_postgres(&address, &other_key()).map(drop), Err(LedgerError::Key)));
    let trail = "DO $$ BEGIN INSERT INTO note (at_ms, who, what) VALUES (1, 'Lan', 'was here'); DELETE FROM note;
      EXCEPTION WHEN raise_exception THEN RETURN; END $$; SELECT 1";
    assert_eq!(server.sql("one", trail).trim(), "1", "the trail cannot be changed");
    server.sql("one", LATER);
    assert!(matches!(open_postgres(&address, &key()).map(drop), Err(LedgerError::Newer)));
    let no_database = open_postgres(&server.address("two"), &key()).map(drop);
    assert!(matches!(no_database, Err(LedgerError::Login(Login::NoDatabase, _))), "{no_database:?}");
    let nobody_there = open("postgres://nobody@127.0.0.1:1/none", &key()).map(drop);
    assert!(matches!(nobody_there, Err(LedgerError::Unavailable(_))), "{nobody_there:?}");
    assert!(matches!(open("postgres://host:port/", &key()).map(drop), Err(LedgerError::Database(_))));
    server.sql("postgres", "CREATE DATABASE old ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
    let ascii = open_postgres(&server.address("old"), &key()).map(drop);
    assert!(matches!(ascii, Err(LedgerError::Database(_))), "Vietnamese has no place there: {ascii:?}");
}

/// A server calls it from the threads that may block, and may let go of it anywhere.
#[test]
fn a_database_is_used_from_within_a_server() {
    let server = Postgres::start(QUICK);
    let address = server.database("one");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    runtime.block_on(async {
        let work = move || {
            let ledger = open(&address, &key()).unwrap();
            write(ledger.as_ref(), |tx| tx.put_station(&station_row(1))).unwrap();
            assert_eq!(read(ledger.as_ref(), |tx| tx.stations()), [station_row(1)]);
            ledger
        };
        drop(tokio::task::spawn_blocking(work).await.unwrap());
    });
}

#[test]
fn a_sealed_value_opens_in_its_own_row_only() {
    let sealed = seal_row(&key(), b"row", b"plain").unwrap();
    assert_eq!(open_row(&key(), b"row", &sealed).unwrap(), b"plain");
    assert_ne!(sealed, seal_row(&key(), b"row", b"plain").unwrap(), "a nonce is not used twice");
    assert!(open_row(&key(), b"rox", &sealed).is_err());
    assert!(open_row(&other_key(), b"row", &sealed).is_err());
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(open_row(&key(), b"row", &changed).is_err());
        assert!(open_row(&key(), b"row", &sealed[..at]).is_err());
    }
}

/// Facts that were moved to another person's row do not open.
#[test]
fn rows_that_were_swapped_in_the_database_are_found() {
    let server = Postgres::start(QUICK);
    let ledger = open_postgres(&server.database("one"), &key()).unwrap();
    write(ledger.as_ref(), |tx| tx.add_people(&[whole(1), whole(2)])).unwrap();
    server.sql("one", "UPDATE person SET facts = (SELECT facts FROM person ORDER BY key LIMIT 1)");
    let first = ledger.read(&mut |tx| tx.people(&[whole(1).key]).map(drop));
    assert!(first.is_ok(), "{first:?}");
    let second = ledger.read(&mut |tx| tx.people(&[whole(2).key]).map(drop));
    assert!(matches!(second, Err(LedgerError::Damaged("facts"))), "{second:?}");
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/ledgers").join(name)
}

/// What every released ledger holds: the story's rows.
fn holds_the_story(ledger: &dyn Ledger) {
    read(ledger, |tx| {
        assert_eq!(tx.stations()?.len(), 4);
        assert_eq!(tx.bundles(&station_row(1).station, &"00000001".parse().unwrap())?.len(), 8);
        // Before there were papers every test was one for prizes.
        let standing =
            Standing { on_paper: false, ranked: true, in_group: false, story: None, listed: None, ..whole(8).standing };
        let (card, answers) = (Vec::new(), Vec::new());
        let bare = PersonRow { standing, card, index: PersonIndex::default(), answers, ..whole(8) };
        assert_eq!(tx.people(&[whole(8).key])?, [bare], "cards and answers come when bundles are read again");
        let all = tx.everybody(None, 999)?;
        assert!(all.iter().all(|row| row.standing.ranked == row.standing.score.is_some()));
        assert_eq!(tx.tallies(Scope::Unit, None)?.len(), 1);
        assert_eq!(tx.open_cases(99)?.len() + tx.decided_cases(99)?.len(), 6);
        Ok(())
    });
    write(ledger, |tx| tx.put_station(&station_row(60))).unwrap();
}

/// Every schema that was released is kept and opened. `TRAMSO_WRITE=1` writes the newest again, before its release only.
#[test]
fn ledgers_of_every_released_schema_open() {
    let server = Postgres::start(QUICK);
    if std::env::var_os("TRAMSO_WRITE").is_some() {
        let folder = tempfile::tempdir().unwrap();
        super::story::story(sqlite(folder.path()).as_ref());
        beside(&folder.path().join("ledger.db")).execute_batch("PRAGMA wal_checkpoint(TRUNCATE); VACUUM").unwrap();
        fs::create_dir_all(fixture("")).unwrap();
        fs::copy(folder.path().join("ledger.db"), fixture("v1.db")).unwrap();
        super::story::story(open_postgres(&server.database("written"), &key()).unwrap().as_ref());
        fs::write(fixture("v1.sql"), server.dump("written")).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture("v1.db"), folder.path().join("ledger.db")).unwrap();
    holds_the_story(sqlite(folder.path()).as_ref());
    let address = server.database("v1");
    server.sql("v1", &fs::read_to_string(fixture("v1.sql")).unwrap());
    holds_the_story(open_postgres(&address, &key()).unwrap().as_ref());
}

/// What a ledger of the first schema held of single records of the story's station. Bundle 3 is there twice: one waits, one counts.
const OF_RECORDS: &str = "
    INSERT INTO rejection (kiosk, epoch, number, reason) SELECT kiosk, epoch, 705, 'paper' FROM epoch WHERE number = 1;
    INSERT INTO rejection (kiosk, epoch, number, reason) SELECT kiosk, epoch, 605, 'late' FROM epoch WHERE number = 1;
    INSERT INTO rejection (kiosk, epoch, number, reason) SELECT kiosk, epoch, 350, 'twice' FROM epoch WHERE number = 1;
    INSERT INTO erasure (kiosk, epoch, number) SELECT kiosk, epoch, 350 FROM epoch WHERE number = 1;
    INSERT INTO erasure (kiosk, epoch, number) SELECT kiosk, epoch, 605 FROM epoch WHERE number = 1;
    INSERT INTO erasure (kiosk, epoch, number) SELECT kiosk, epoch, 799 FROM epoch WHERE number = 1;";

/// What a record's number was rejected or erased for goes to its bundle; where that is ambiguous, nobody is erased.
#[test]
fn what_an_old_ledger_said_of_numbers_it_says_of_bundles() {
    let check = |ledger: &dyn Ledger| {
        let (station, run) = (station_row(1).station, "00000001".parse().unwrap());
        let rows = read(ledger, |tx| tx.bundles(&station, &run));
        let named = |id: i64| {
            let row = rows.iter().find(|row| row.id == id).unwrap();
            (row.seq, row.digest[0])
        };
        let rejected = read(ledger, |tx| tx.rejections(&station, &run)).into_iter();
        let mut rejected: Vec<_> = rejected.map(|row| (named(row.bundle), row.number, row.reason)).collect();
        rejected.sort();
        assert_eq!(rejected, [((3, 9), 350, "twice".to_owned()), ((7, 100), 705, "paper".to_owned())]);
        let mut erased: Vec<_> = read(ledger, |tx| tx.erasures(&station, &run))
            .into_iter()
            .map(|record| (named(record.bundle), record.number))
            .collect();
        erased.sort_unstable();
        assert_eq!(erased, [((6, 101), 605), ((7, 100), 799)]);
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    fs::copy(fixture("v1.db"), &path).unwrap();
    beside(&path).execute_batch(OF_RECORDS).unwrap();
    check(sqlite(folder.path()).as_ref());
    check(sqlite(folder.path()).as_ref());
    let server = Postgres::start(QUICK);
    let address = server.database("v1");
    server.sql("v1", &fs::read_to_string(fixture("v1.sql")).unwrap());
    server.sql("v1", OF_RECORDS);
    check(open_postgres(&address, &key()).unwrap().as_ref());
}

/// What a ledger held while actors were Vietnamese words: three that are renamed, and one that somebody wrote by hand.
const OF_ACTORS: &str = "
    INSERT INTO note (at_ms, who, what) VALUES (1, 'dòng lệnh', 'a'), (2, 'mạng', 'b'), (3, 'trang', 'c'), (4, 'cô Mai', 'd');
    UPDATE matter SET decision = 'count', decided_ms = 9, decided_by = 'dòng lệnh' WHERE kind = 'revoked';
    UPDATE matter SET decision = 'count', decided_ms = 9, decided_by = 'trang' WHERE kind = 'late';
    UPDATE matter SET decision = 'count', decided_ms = 9, decided_by = 'mạng' WHERE kind = 'fork';
    UPDATE matter SET decision = 'count', decided_ms = 9, decided_by = 'cô Mai' WHERE kind = 'epoch';";

#[test]
fn actors_of_an_old_ledger_get_their_stable_names() {
    let check = |ledger: &dyn Ledger| {
        let notes = read(ledger, |tx| tx.notes(&NoteFilter::default(), 4));
        let named: Vec<_> = notes.iter().map(|row| (row.who.as_str(), row.what.as_str(), row.at.0)).collect();
        assert_eq!(named, [("cô Mai", "d", 4), ("account", "c", 3), ("station", "b", 2), ("command-line", "a", 1)]);
        let actors: Vec<_> = notes.iter().map(|row| row.who.actor()).collect();
        assert_eq!(actors, [None, None, Some(Actor::Station), Some(Actor::CommandLine)]);
        let by = |kind| read(ledger, |tx| tx.case_about(kind, "one")).unwrap().decided_by.unwrap();
        assert_eq!(by(CaseKind::Revoked).actor(), Some(Actor::CommandLine));
        assert_eq!((by(CaseKind::Late).actor(), by(CaseKind::Late).as_str()), (None, "account"));
        assert_eq!(by(CaseKind::Fork).actor(), Some(Actor::Station));
        assert_eq!((by(CaseKind::Epoch).actor(), by(CaseKind::Epoch).as_str()), (None, "cô Mai"));
        let before = read(ledger, |tx| tx.notes(&NoteFilter::default(), 99));
        assert!(before.iter().any(|row| row.who.as_str() == "Lan"), "a name of the story's time stays readable");
        write(ledger, |tx| tx.note(Moment(5), Actor::Account(AccountName::CITY), "e")).unwrap();
        assert_eq!(read(ledger, |tx| tx.notes(&NoteFilter::default(), 99)).len(), before.len() + 1);
    };
    const CHANGED: &str = "UPDATE note SET who = 'Mai'";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    fs::copy(fixture("v1.db"), &path).unwrap();
    beside(&path).execute_batch(OF_ACTORS).unwrap();
    check(sqlite(folder.path()).as_ref());
    assert!(beside(&path).execute_batch(CHANGED).unwrap_err().to_string().contains("never changed"));
    let server = Postgres::start(QUICK);
    let address = server.database("v1");
    server.sql("v1", &fs::read_to_string(fixture("v1.sql")).unwrap());
    server.sql("v1", OF_ACTORS);
    check(open_postgres(&address, &key()).unwrap().as_ref());
    let refused = format!(
        "DO $$ BEGIN {CHANGED}; EXCEPTION WHEN raise_exception THEN RETURN; END $$; SELECT count(*) FROM note WHERE who = 'Mai'"
    );
    assert_eq!(server.sql("v1", &refused).trim(), "0", "the trail is closed again");
}

/// A reply of PostgreSQL has a detail that quotes the row; it must not reach the log.
#[test]
fn an_error_for_the_log_has_its_sources_and_no_value_of_a_row() {
    on_both(|ledger| {
        let id = station_row(1).station;
        let receipt = ReceiptRow {
            station: id.clone(),
            epoch: epoch(1, 1).epoch,
            number: 7,
            made: Moment(1),
            bytes: Vec::new(),
            generation: 1,
        };
        write(ledger, |tx| {
            tx.put_station(&station_row(1))?;
            tx.put_epoch(&epoch(1, 1))?;
            tx.add_receipt(&receipt)
        })
        .unwrap();
        let fault = write(ledger, |tx| tx.add_receipt(&receipt)).unwrap_err();
        let chain = fault.chain();
        assert!(chain.starts_with("the database reports a fault: "), "{chain}");
        assert!(chain.contains("UNIQUE constraint failed") || chain.contains("23505 duplicate key"), "{chain}");
        assert!(!chain.contains(id.as_str()) && !format!("{fault:?}").contains(id.as_str()), "{fault:?}");
    });
    let fault = open("postgres://nobody@127.0.0.1:1/none", &key()).map(drop).unwrap_err();
    let chain = fault.chain();
    assert!(chain.starts_with("the database is unavailable: error connecting to server: "), "{chain}");
}
