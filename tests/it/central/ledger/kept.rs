//! What neither engine changes, by whatever statement.

use super::{
    super::postgres::{Postgres, QUICK},
    doors::beside,
    final_sets::final_sets,
    key, sqlite,
};
use tramso::ledger::open_postgres;

/// Statements that somebody at the database might try.
const CHANGES: [&str; 4] = [
    "UPDATE final_set SET bytes = digest WHERE number = 2",
    "UPDATE final_set SET signature = 'x' WHERE number = 1",
    "UPDATE final_set SET frozen_ms = 0 WHERE number = 2",
    "DELETE FROM final_set WHERE number = 2",
];

#[test]
fn a_frozen_set_is_not_changed_at_the_database_either() {
    let dir = tempfile::tempdir().unwrap();
    let ledger = sqlite(dir.path());
    final_sets(ledger.as_ref());
    drop(ledger);
    let db = beside(&dir.path().join("ledger.db"));
    for change in CHANGES {
        let refused = db.execute_batch(change).unwrap_err().to_string();
        assert!(refused.contains("never changed"), "{change}: {refused}");
    }
    db.execute_batch("UPDATE final_set SET signature = 'x', signed_ms = 1, signed_by = 'y' WHERE number = 2").unwrap();
    let server = Postgres::start(QUICK);
    let address = server.database("one");
    final_sets(open_postgres(&address, &key()).unwrap().as_ref());
    for change in CHANGES.into_iter().chain(["TRUNCATE final_set"]) {
        let refused = server.try_sql("one", change).unwrap_err();
        assert!(refused.contains("never changed"), "{change}: {refused}");
    }
    server.sql("one", "UPDATE final_set SET signature = 'x', signed_ms = 1, signed_by = 'y' WHERE number = 2");
}
