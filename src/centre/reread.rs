//! Bundles read again for what an earlier program left in them.

use super::{
    Access, Centre,
    anchor::examine_kept,
    contest_cache::{ContestCache, ended},
    ingest::Reconciler,
    outcome::QueryError,
};
use crate::{domain::Moment, judging::BundleFacts, ledger::LedgerError};
use std::{sync::mpsc::sync_channel, thread};

/// Bundles that are listed at once.
const LISTED: u32 = 500;
/// Bundles that are opened ahead of the one that is written.
const AHEAD: usize = 2;

impl Centre {
    /// Reads every bundle that is kept again, one transaction each, and gives the people in it what a program kept less of: telephone, sex,
    /// memberships, message, slip. Who was erased is erased before, and nothing that is not held comes back. `progress` hears how many
    /// bundles are done. Returns how many people got something; a second time nobody does.
    ///
    /// # Errors
    /// The role may not see the whole city; `TermOver`; or the ledger's.
    pub fn read_bundles_again(
        &self,
        access: &Access,
        now: Moment,
        progress: &mut dyn FnMut(u64),
    ) -> Result<u64, QueryError> {
        self.erase_again(access)?;
        if let Some(at) = self.ledger().read_tx(|tx| ended(tx))? {
            return Err(QueryError::TermOver { at });
        }
        let cache = self.cache();
        let (mut refilled, mut done, mut after) = (0, 0, 0);
        loop {
            let ids = self.ledger().read_tx(|tx| tx.bundle_ids(after, LISTED))?;
            let Some(last) = ids.last() else { return Ok(refilled) };
            after = *last;
            // One thread opens bundles while this one writes: neither needs what the other has.
            thread::scope(|scope| {
                let (opened, next) = sync_channel(AHEAD);
                let cache = &cache;
                scope.spawn(move || {
                    for id in ids {
                        if opened.send((id, self.bundle_facts(id, cache))).is_err() {
                            return;
                        }
                    }
                });
                for (id, facts) in next {
                    if let Some(facts) = facts? {
                        refilled += self.refill(id, &facts, cache, now)?;
                    }
                    done += 1;
                    progress(done);
                }
                Ok::<(), LedgerError>(())
            })?;
        }
    }

    fn refill(&self, id: i64, found: &BundleFacts, cache: &ContestCache, now: Moment) -> Result<u64, LedgerError> {
        self.ledger().write_tx(|tx| {
            tx.set_installs(id, found.installs)?;
            let mut reconciler = Reconciler::new(cache, self.keys(), now);
            let refilled = reconciler.refill(tx, &found.people)?;
            reconciler.finish(tx)?;
            Ok(refilled)
        })
    }

    /// The facts of a bundle that is kept.
    fn bundle_facts(&self, id: i64, cache: &ContestCache) -> Result<Option<BundleFacts>, LedgerError> {
        let kept = self.ledger().read_tx(|tx| {
            let Some(row) = tx.bundles_by_id(&[id])?.pop() else { return Ok(None) };
            let Some(bytes) = tx.bundle_bytes(id)? else { return Ok(None) };
            let epochs = tx.epochs(&row.station)?;
            Ok(Some((bytes, epochs)))
        })?;
        let Some((bytes, epochs)) = kept else { return Ok(None) };
        let Some(examined) = examine_kept(&bytes, &epochs, &cache.rules.contest)? else { return Ok(None) };
        let mut found = self.gather(&examined, &epochs, cache).map_err(|_| LedgerError::Damaged("bundle"))?;
        found.name(id);
        Ok(Some(found))
    }
}
