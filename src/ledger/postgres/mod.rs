//! The engine for a server's database: PostgreSQL, from any number of this program's servers at once.
//!
//! Promises: a transaction that met another one is run again; what has been seen of a station or a person is locked, in one order
//! everywhere, so that nothing waits in a circle; facts leave this process sealed. A connection that breaks while `COMMIT` is on
//! its way leaves open whether it was kept: that is `Unavailable`, and intake may bring the same bundle again.
//! Does not: keep sums, places and days secret from who reads the database.

mod answers;
mod bundles;
mod cases;
mod connect;
mod copy;
mod fault;
mod link;
mod people;
mod sealing;
mod shelf;
mod stations;
mod sums;
mod tls;
mod trail;
mod tx;

use super::{Ledger, LedgerError, Work};
use crate::crypto::{Secret, random};
use deadpool_postgres::Pool;
use fault::Fault;
use link::Link;
use std::{thread::sleep, time::Duration};
use tokio::runtime::Runtime;
use tx::PostgresTx;

/// The database, with connections that wait to be used.
pub(super) struct Postgres {
    /// Drives the connections; none only while it is dropped.
    runtime: Option<Runtime>,
    pool: Pool,
    seal: Secret<32>,
}

/// Longer than any statement may take (session.sql): only a connection that is dead without a word takes so long.
const PATIENCE: Duration = Duration::from_secs(90);
/// How often a transaction is begun. With the pauses between, it takes three seconds: a failover is longer, and is then told.
const TRIES: u32 = 6;
const FIRST_PAUSE_MS: u64 = 50;

const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

impl Postgres {
    /// Connects, and brings the tables to what this program knows; several servers may do so at once.
    ///
    /// # Errors
    /// `Unavailable`, `Database` for a wrong address, name or password, `Tls`, `Key`, `Newer`, `Damaged`.
    pub(super) fn open(url: &str, key: &Secret<32>) -> Result<Self, LedgerError> {
        let told = |fault: std::io::Error| LedgerError::Unavailable(fault.to_string());
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(told)?;
        let seal = connect::seal_key(key);
        let pool = runtime.block_on(connect::open(url, &seal))?;
        Ok(Self { runtime: Some(runtime), pool, seal })
    }

    /// Runs `work` until it went through, or cannot.
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
        let give_up = |why| Fault { why, again: false, lost: false };
        let Some(runtime) = &self.runtime else {
            return Err(give_up(LedgerError::Unavailable("closed".to_owned())));
        };
        let client = runtime.block_on(self.pool.get()).map_err(connect::pool_fault)?;
        let mut link = Link::new(runtime.handle(), client);
        let mut done = link.say(begin);
        if done.is_ok() {
            done = work(&mut PostgresTx { link: &mut link, seal: &self.seal, locks: begin == WRITE });
        }
        match (link.fault(), done) {
            (None, Ok(())) => commit(link),
            (None, Err(why)) => {
                if link.say("ROLLBACK").is_ok() {
                    link.give_back();
                }
                Err(give_up(why))
            }
            (Some(fault), _) => {
                if !fault.lost && link.say("ROLLBACK").is_ok() {
                    link.give_back();
                }
                Err(fault)
            }
        }
    }
}

fn commit(mut link: Link<'_>) -> Result<(), Fault> {
    if link.say("COMMIT").is_ok() {
        link.give_back();
        return Ok(());
    }
    let mut fault = link.fault().unwrap_or_else(Fault::timeout);
    if fault.lost {
        fault.again = false; // it may have been kept
    } else {
        link.give_back(); // a COMMIT that is refused has undone everything
    }
    Err(fault)
}

impl Ledger for Postgres {
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
