//! Server engine: PostgreSQL, used by any number of this program's servers at once.
//!
//! Promises: a transaction in conflict with another one is run again; stations and people that were read are locked, in one order
//! everywhere, so that transactions do not deadlock; facts leave this process encrypted. A connection that breaks during `COMMIT`
//! leaves open whether the transaction was kept: that is `Unavailable`, and the same bundle may be sent again.
//! Does not: hide tallies, places and days from a reader of the database.

mod accounts;
mod bundles;
mod cases;
mod certificates;
mod connect;
mod copies;
mod copy;
mod epochs;
mod erasures;
mod fault;
mod final_sets;
mod guesses;
mod link;
mod moment;
mod one_touch;
mod outlines;
mod packs;
mod people;
mod receipts;
mod refusals;
mod rejections;
mod requests;
mod rosters;
mod row;
mod sessions;
mod settings;
mod sheets;
mod spellings;
mod stations;
mod stories;
mod tallies;
mod tls;
mod tls_options;
mod tokens;
mod trail;
mod tx;

use super::{EngineFault, Ledger, LedgerError, Work};
use crate::crypto::{Secret, random};
use deadpool_postgres::Pool;
use fault::Fault;
use link::Link;
use std::{thread::sleep, time::Duration};
use tokio::runtime::Runtime;
use tx::PostgresTx;

/// Ledger in a database, with a pool of connections.
pub(super) struct Postgres {
    /// Drives the connections; none only while this is dropped.
    runtime: Option<Runtime>,
    pool: Pool,
    /// Key of the sealed columns.
    seal: Secret<32>,
    /// Whether the way to the database is unencrypted although nobody asked for that.
    is_fallback: bool,
}

/// Longest wait for a reply. Longer than any statement may take (session.sql): the connection is dead then.
const PATIENCE: Duration = Duration::from_secs(90);
/// How often a transaction is run. With the pauses between it takes three seconds; a failover is longer, and is reported.
const TRIES: u32 = 6;
const FIRST_PAUSE_MS: u64 = 50;

const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

impl Postgres {
    /// Connects, and migrates the tables to the newest schema; several servers may do so at once.
    ///
    /// # Errors
    /// `Unavailable`, `Database` or `Login` for a wrong address, name or password, `Tls`, `Key`, `Newer`, `Damaged`.
    pub(super) fn open(url: &str, key: &Secret<32>) -> Result<Self, LedgerError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.map_err(|fault| LedgerError::Unavailable(EngineFault::new(fault)))?;
        let seal = connect::seal_key(key);
        let (pool, is_fallback) = runtime.block_on(connect::open(url, &seal))?;
        Ok(Self { runtime: Some(runtime), pool, seal, is_fallback })
    }

    /// Runs `work` until it is kept, fails for good, or has failed `TRIES` times.
    fn persist(&self, begin: &str, work: &mut Work<'_>) -> Result<(), LedgerError> {
        let mut pause = FIRST_PAUSE_MS;
        for _ in 1..TRIES {
            match self.attempt(begin, work) {
                Err(fault) if fault.again => {
                    // Not all at the same moment again.
                    let [chance] = random();
                    sleep(Duration::from_millis(pause + pause * u64::from(chance) / 255));
                    pause *= 2;
                }
                ended => return ended.map_err(|fault| fault.why),
            }
        }
        self.attempt(begin, work).map_err(|fault| fault.why)
    }

    fn attempt(&self, begin: &str, work: &mut Work<'_>) -> Result<(), Fault> {
        let Some(runtime) = &self.runtime else {
            return Err(Fault::of_work(LedgerError::Unavailable("closed".into())));
        };
        let client = runtime.block_on(self.pool.get()).map_err(connect::pool_fault)?;
        let mut link = Link::new(runtime.handle(), client);
        let mut done = link.batch(begin);
        if done.is_ok() {
            done = work(&mut PostgresTx { link: &mut link, seal: &self.seal, locks: begin == WRITE });
        }
        match (link.fault(), done) {
            (None, Ok(())) => commit(link, begin == WRITE),
            (None, Err(why)) => {
                if link.batch("ROLLBACK").is_ok() {
                    link.give_back();
                }
                Err(Fault::of_work(why))
            }
            (Some(fault), _) => {
                if !fault.lost && link.batch("ROLLBACK").is_ok() {
                    link.give_back();
                }
                Err(fault)
            }
        }
    }
}

/// Commits. `is_write`: whether the transaction may have changed something.
fn commit(mut link: Link<'_>, is_write: bool) -> Result<(), Fault> {
    if link.batch("COMMIT").is_ok() {
        link.give_back();
        return Ok(());
    }
    let mut fault = link.fault().unwrap_or_else(Fault::timeout);
    if fault.lost {
        fault.again &= !is_write; // it may have been kept
    } else {
        link.give_back(); // a COMMIT that is refused has undone everything
    }
    Err(fault)
}

impl Ledger for Postgres {
    fn is_fallback(&self) -> bool {
        self.is_fallback
    }

    fn write(&self, work: &mut Work<'_>) -> Result<(), LedgerError> {
        self.persist(WRITE, work)
    }

    fn read(&self, work: &mut Work<'_>) -> Result<(), LedgerError> {
        self.persist(READ, work)
    }
}

/// Never waits: it may be dropped where waiting is not allowed.
impl Drop for Postgres {
    fn drop(&mut self) {
        self.pool.close();
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
