//! Backups have every table and every column of the schema, or it is written why not.

use super::{
    super::postgres::{Postgres, QUICK},
    doors::beside,
    key, read, sqlite, story, write,
};
use std::{collections::BTreeMap, io::Cursor, path::Path};
use tramso::{
    centre::{
        Keys, NoErasures,
        backup::{self, restore},
    },
    domain::{AccountName, Moment, PersonKey, UnitCode},
    ledger::{
        AccountRow, Actor, Cell, LEFT_OUT, Ledger, RecordedActor, RequestKind, RequestOutcome, RequestRow, Role,
        TABLES, open_postgres,
    },
};

/// Tables of a database with their columns, as the database itself lists them.
type Schema = BTreeMap<String, Vec<String>>;

fn schema(lines: impl Iterator<Item = String>) -> Schema {
    let mut found = Schema::new();
    for line in lines {
        let (table, column) = line.split_once(' ').unwrap();
        // A word of PostgreSQL's language has another name there.
        let column = if column == "both_ways" { "both" } else { column };
        found.entry(table.to_owned()).or_default().push(column.to_owned());
    }
    found
}

fn of_file(path: &Path) -> Schema {
    let db = beside(path);
    let sql = "SELECT m.name || ' ' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
               WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'";
    let mut listed = db.prepare(sql).unwrap();
    schema(listed.query_map((), |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap))
}

fn of_database(server: &Postgres, name: &str) -> Schema {
    let sql = "SELECT table_name || ' ' || column_name FROM information_schema.columns WHERE table_schema = 'public'";
    schema(server.sql(name, sql).lines().map(str::to_owned))
}

/// What of a schema no backup would have, and what backups have that it has not.
fn unlisted(schema: &Schema) -> Vec<String> {
    let mut found = Vec::new();
    for (table, columns) in schema.iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str())) {
        let Some(copied) = TABLES.iter().find(|copied| copied.name == table) else {
            found.push(table.clone());
            continue;
        };
        let lacks = columns.iter().filter(|column| !copied.columns().any(|one| one == *column));
        found.extend(lacks.map(|column| format!("{table}.{column}")));
    }
    for table in TABLES {
        let there = schema.get(table.name).cloned().unwrap_or_default();
        let more = table.columns().filter(|column| !there.iter().any(|one| one == column));
        found.extend(more.map(|column| format!("not in the schema: {}.{column}", table.name)));
    }
    found
}

#[test]
fn every_table_and_column_is_in_a_backup_or_left_out_for_a_reason() {
    let dir = tempfile::tempdir().unwrap();
    drop(sqlite(dir.path()));
    let path = dir.path().join("ledger.db");
    let server = Postgres::start(QUICK);
    drop(open_postgres(&server.database("one"), &key()).unwrap());
    assert_eq!(unlisted(&of_file(&path)), [""; 0]);
    assert_eq!(unlisted(&of_database(&server, "one")), [""; 0]);
    // Control: what a later step adds is found, in either engine.
    let step = "CREATE TABLE shelf (a INTEGER); ALTER TABLE matter ADD COLUMN weight INTEGER";
    beside(&path).execute_batch(step).unwrap();
    server.sql("one", step);
    let mut more = [unlisted(&of_file(&path)), unlisted(&of_database(&server, "one"))];
    more.iter_mut().for_each(|one| one.sort());
    assert_eq!(more, [["matter.weight", "shelf"], ["matter.weight", "shelf"]]);
}

/// Rows of every table, in an order of their own, without what a restored ledger changes: its generation and its trail.
fn rows(ledger: &dyn Ledger) -> BTreeMap<&'static str, Vec<String>> {
    let mut found = BTreeMap::new();
    for table in TABLES {
        let mut rows = Vec::new();
        read(ledger, |tx| {
            rows.clear();
            tx.each_row(table, &mut |row| {
                let is_changed = row.iter().any(|cell| match cell {
                    Cell::Text(text) => {
                        ["generation", "intake-stamp"].contains(&text.as_str()) || text.starts_with("restore")
                    }
                    _ => false,
                });
                if !is_changed {
                    rows.push(format!("{row:?}"));
                }
                Ok(())
            })
        });
        rows.sort();
        found.insert(table.name, rows);
    }
    found
}

/// A ledger in which every column of every table has a value somewhere.
fn full(ledger: &dyn Ledger) {
    story::story(ledger);
    let unit = Role::Commune(UnitCode::parse("11113").unwrap());
    let account = AccountRow::new("tan-ky".parse::<AccountName>().unwrap(), unit, "$argon2id$1", Moment(5));
    let changed = AccountRow {
        totp: Some(vec![0, 255]),
        totp_step: 59_000_000,
        disabled: Some(Moment(9)),
        first_until: Some(Moment(11)),
        ..account.clone()
    };
    let request = RequestRow {
        id: 0,
        person: PersonKey([7; 32]),
        kind: RequestKind::Correct,
        unit: Some("11113".to_owned()),
        asked: 20_000,
        due: 20_010,
        opened: Moment(6),
        opened_by: RecordedActor::from(Actor::CommandLine),
        outcome: None,
        closed: None,
        stations: "mot hai".to_owned(),
        text: vec![0, 255],
    };
    write(ledger, |tx| {
        assert!(tx.add_account(&account)?);
        tx.set_account(&changed)?;
        let at = tx.add_request(&request)?;
        let ended = (Moment(8), RecordedActor::from(Actor::CommandLine));
        tx.set_request(&RequestRow {
            id: at,
            outcome: Some(RequestOutcome::Done),
            closed: Some(ended),
            ..request.clone()
        })?;
        let bundle = tx.newest_bundles(1)?.remove(0).id;
        tx.add_outline(bundle, b"outline")
    })
    .unwrap();
    for table in TABLES {
        let mut unset: Vec<&str> = table.columns().collect();
        read(ledger, |tx| {
            tx.each_row(table, &mut |row| {
                let named: Vec<&str> = table.columns().collect();
                unset.retain(|name| row[named.iter().position(|one| one == name).unwrap()] == Cell::Null);
                Ok(())
            })
        });
        assert!(unset.is_empty(), "{}: nothing in {unset:?}", table.name);
    }
}

fn copied(from: &dyn Ledger, into: &dyn Ledger) {
    let keys = Keys::demo().unwrap();
    let mut sealed = Vec::new();
    backup::write(from, &keys, Moment(1), &mut sealed, &mut |_, _| ()).unwrap();
    let source = || Ok(Cursor::new(sealed.clone()));
    restore(into, &keys, (&NoErasures, 1), &source, Moment(2), &mut |_, _| ()).unwrap();
}

#[test]
fn every_value_of_every_table_comes_back_from_either_engine() {
    let [one, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let server = Postgres::start(QUICK);
    let (file, back) = (sqlite(one.path()), sqlite(other.path()));
    let database = open_postgres(&server.database("one"), &key()).unwrap();
    full(file.as_ref());
    copied(file.as_ref(), database.as_ref());
    copied(database.as_ref(), back.as_ref());
    let (first, second, third) = (rows(file.as_ref()), rows(database.as_ref()), rows(back.as_ref()));
    assert_eq!(first, second);
    assert_eq!(first, third);
    // Control: a value that changed is seen.
    write(back.as_ref(), |tx| tx.set_setting("root", b"another")).unwrap();
    assert_ne!(rows(back.as_ref()), first);
}

/// An earlier version kept a zero byte in the file of one engine, which the texts of the other cannot hold.
#[test]
fn a_zero_byte_in_a_text_does_not_stop_a_move() {
    let dir = tempfile::tempdir().unwrap();
    drop(sqlite(dir.path()));
    let db = beside(&dir.path().join("ledger.db"));
    let row = |name: &str| format!("INSERT INTO refused VALUES ({name}, 'TS-B51', 1, 5)");
    db.execute_batch(&[row("'a' || char(0)"), row("'a' || char(65533)"), row("'b' || char(0)")].join(";")).unwrap();
    drop(db);
    let server = Postgres::start(QUICK);
    let database = open_postgres(&server.database("one"), &key()).unwrap();
    copied(sqlite(dir.path()).as_ref(), database.as_ref());
    let mut found: Vec<_> = read(database.as_ref(), |tx| tx.refused(9)).into_iter().map(|row| row.station).collect();
    found.sort();
    assert_eq!(found, ["a\u{fffd}", "b\u{fffd}"]);
}
