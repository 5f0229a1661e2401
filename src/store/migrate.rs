use super::StoreError;
use rusqlite::Connection;

/// `TRMS` in the database's header: SQLite's `application_id`.
pub(super) const APPLICATION_ID: i64 = 0x5452_4d53;

/// Every schema that was released, in order; never edited, only followed. SQLite's own user_version counts them and changes in
/// the same transaction as the tables, which is all that a migration tool would add a table, a crate and a checksum for.
const STEPS: &[&str] = &[
    include_str!("migrations/0001_start.sql"),
    include_str!("migrations/0002_packs.sql"),
    include_str!("migrations/0003_outbox.sql"),
    include_str!("migrations/0004_branches.sql"),
    include_str!("migrations/0005_slots.sql"),
    include_str!("migrations/0006_papers.sql"),
];

/// The schema that this program knows.
pub(super) fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Brings a database from version `from` to the newest, one transaction a step.
pub(super) fn migrate(db: &mut Connection, from: i64) -> Result<(), StoreError> {
    let done = usize::try_from(from).unwrap_or(0);
    for (version, sql) in (1_i64..).zip(STEPS).skip(done) {
        let step = db.transaction()?;
        step.execute_batch(sql)?;
        step.pragma_update(None, "user_version", version)?;
        step.pragma_update(None, "application_id", APPLICATION_ID)?;
        step.commit()?;
    }
    Ok(())
}
