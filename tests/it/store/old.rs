//! A station that was made before bundles were: its database, of the second schema, goes on with all that is in it.

use super::{
    fixture::{Place, act, answer, quick, register, resident},
    refused::raw,
};
use crate::outbox::place::{at, enrolled, finish, opened, prepare};
use rusqlite::Connection;
use std::fs;
use tramso::{record::hex, store::Store};

const SCHEMA: [&str; 2] = [
    include_str!("../../../src/store/migrations/0001_start.sql"),
    include_str!("../../../src/store/migrations/0002_packs.sql"),
];
/// What every table of the second schema takes over as it is.
const ROWS: &str = "
    INSERT INTO meta SELECT * FROM new.meta WHERE name <> 'recipient';
    INSERT INTO meta SELECT 'draw_key', key FROM new.draw_key;
    INSERT INTO epoch SELECT * FROM new.epoch;
    INSERT INTO shift SELECT * FROM new.shift;
    INSERT INTO person SELECT * FROM new.person;
    INSERT INTO record (seq, epoch, n, person, kind, wall_ms, nonce, bytes, commitment, head, bundle, held)
      SELECT seq, epoch, n, person, kind, wall_ms, nonce, bytes, commitment, head, NULL, 0 FROM new.record;
    INSERT INTO journal SELECT * FROM new.journal;
    INSERT INTO visit SELECT * FROM new.visit;
    INSERT INTO setting SELECT * FROM new.setting;
    INSERT INTO audit SELECT * FROM new.audit;
    INSERT INTO pack SELECT * FROM new.pack;";

/// Writes the database again as the program of that time had it.
fn make_old(place: &Place) {
    let dir = place.station.dir();
    drop(raw(dir, &place.key).execute_batch("PRAGMA wal_checkpoint(TRUNCATE)"));
    let key = hex(place.key.to_bytes().bytes());
    let (new, old) = (dir.join("tramso.db"), place.temp.path().join("old.db"));
    let db = Connection::open(&old).unwrap();
    db.execute_batch(&format!("PRAGMA key = \"x'{key}'\"")).unwrap();
    SCHEMA.iter().for_each(|sql| db.execute_batch(sql).unwrap());
    db.execute_batch("PRAGMA user_version = 2; PRAGMA application_id = 0x54524d53").unwrap();
    db.execute_batch(&format!("ATTACH '{}' AS new KEY \"x'{key}'\"", new.display())).unwrap();
    db.execute_batch(ROWS).unwrap();
    db.execute_batch("DETACH new").unwrap();
    drop(db);
    for rest in ["tramso.db-wal", "tramso.db-shm"] {
        drop(fs::remove_file(dir.join(rest)));
    }
    fs::rename(old, new).unwrap();
    fs::remove_dir_all(dir.join("spool")).ok();
}

fn contents(store: &Store) -> (Vec<tramso::store::PersonLine>, Vec<String>, Vec<[u8; 32]>) {
    let people = store.everybody().unwrap();
    let histories = people.iter().map(|line| format!("{:?}", store.history(line.person).unwrap())).collect();
    let seeds = (0..3).map(|n| store.draw_seed(&resident(n).key(store), 1).0).collect();
    (people, histories, seeds)
}

#[test]
fn a_database_from_before_bundles_goes_on_with_all_that_is_in_it() {
    let place = Place::new();
    let mut store = place.open();
    finish(&mut store, 0, 1);
    let second = register(&mut store, 1, 2);
    store.save(Some(second), &act(3), &[answer(0, 2), answer(1, 3)]).unwrap();
    let third = register(&mut store, 2, 4);
    store.erase(third, &act(5), "asked").unwrap();
    let before = contents(&store);
    store.close().unwrap();
    make_old(&place);
    let version =
        |at: &str| -> i64 { raw(place.station.dir(), &place.key).query_row(at, (), |row| row.get(0)).unwrap() };
    assert_eq!(version("PRAGMA user_version"), 2, "control: it is an old one");
    assert_eq!(version("SELECT count(*) FROM record WHERE held = 0"), 14);

    let mut store = place.open();
    assert_eq!(contents(&store), before);
    assert_eq!((store.verify_chain().unwrap(), store.rebuild().unwrap()), (vec![], 0));
    assert_eq!(store.outbox().unwrap().waiting, 14, "nothing of it has left");
    let ready = prepare(&mut store, at(10));
    let found = opened(&enrolled(&store), &fs::read(&ready.bundles[0].path).unwrap());
    assert_eq!((found.manifest.first, found.records.len()), (1, 14));
    drop(store);
    assert!(version("PRAGMA user_version") > 2);
    assert_eq!(contents(&place.open()), before, "and once more");
}

/// Before a newer program changes the form of the data there is a copy of them, which another opening gives up.
#[test]
fn the_form_of_data_changes_only_behind_a_copy_of_them() {
    let place = Place::new();
    let mut store = place.open();
    finish(&mut store, 0, 1);
    let before = contents(&store);
    store.close().unwrap();
    make_old(&place);
    let dir = place.station.dir();
    let schema = |name: &str| -> i64 {
        let db = Connection::open(dir.join(name)).unwrap();
        db.execute_batch(&format!("PRAGMA key = \"x'{}'\"", hex(place.key.to_bytes().bytes()))).unwrap();
        db.query_row("PRAGMA user_version", (), |row| row.get(0)).unwrap()
    };
    // A copy that cannot be written: nothing is changed.
    let part = dir.join("tramso.db.before-2.part");
    fs::create_dir(&part).unwrap();
    assert!(place.station.unlock_in(place.key.clone(), &quick(), &mut |_| ()).is_err());
    assert_eq!(schema("tramso.db"), 2);
    assert!(!dir.join("tramso.db.before-2").exists());
    fs::remove_dir(&part).unwrap();

    let store = place.open();
    assert_eq!(contents(&store), before);
    drop(store);
    assert_eq!(schema("tramso.db.before-2"), 2, "as it was");
    assert!(schema("tramso.db") > 2 && !part.exists());
    // The program before opens the copy: it is whole.
    assert_eq!(contents(&place.open()), before);
    assert!(!dir.join("tramso.db.before-2").exists(), "what people did is kept once");
}
