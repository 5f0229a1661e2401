use super::{
    Access, Keys,
    contest_cache::{self, ContestCache},
    ingest::anchor,
    outcome::Difference,
    query::{QueryError, UnitsOf},
};
use crate::{
    bundle::EpochRef,
    crypto::minisig::PublicKey,
    domain::{Moment, PersonKey, StationId},
    judging::{Changes, ContestRules, receipt::News},
    ledger::{Counts, Ledger, LedgerError, PackRow, Scope, TallyKey, Tx},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

/// Centre: a ledger, keys, and the rules between them. Calls block; any number of them may run at once, on any number of machines
/// over one ledger.
pub struct Centre {
    ledger: Box<dyn Ledger>,
    keys: Keys,
    cache: RwLock<Arc<ContestCache>>,
    /// The units as they were last read.
    pub(super) units: Mutex<Option<UnitsOf>>,
}

/// People that are read at once where all of them are visited.
pub(super) const PAGE: u32 = 2_000;

impl Centre {
    /// Opens a centre and reads the packs that its ledger holds. The demo's centre has the built-in one too.
    ///
    /// # Errors
    /// The ledger's.
    pub fn open(ledger: Box<dyn Ledger>, keys: Keys) -> Result<Self, LedgerError> {
        contest_cache::begin(ledger.as_ref())?;
        let cache = ledger.look(|tx| ContestCache::read(tx, &keys, None))?;
        Ok(Self { ledger, keys, cache: RwLock::new(Arc::new(cache)), units: Mutex::new(None) })
    }

    /// Ledger below the use cases, for tests and benches alone.
    #[doc(hidden)]
    #[must_use]
    pub fn ledger(&self) -> &dyn Ledger {
        self.ledger.as_ref()
    }

    /// The centre's keys.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The contest's dates, topics and rules, by the newest pack, as they were last read.
    #[must_use]
    pub fn rules(&self) -> Arc<ContestRules> {
        self.cache().rules.clone()
    }

    /// Part of a receipt that is the same for every station: the newest pack, the revoked stations, the root.
    #[must_use]
    pub fn news(&self) -> News {
        self.cache().news.clone()
    }

    pub(super) fn cache(&self) -> Arc<ContestCache> {
        self.cache.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the cache again.
    pub(super) fn reload_cache(&self) -> Result<Arc<ContestCache>, LedgerError> {
        let known = self.cache();
        let cache = Arc::new(self.ledger.look(|tx| ContestCache::read(tx, &self.keys, Some(&known)))?);
        *self.cache.write().unwrap_or_else(PoisonError::into_inner) = cache.clone();
        Ok(cache)
    }

    /// First epoch and key of a station, by which its bundles are verified; none when it has no place here.
    ///
    /// # Errors
    /// The ledger's.
    pub fn anchor(&self, kiosk: &StationId) -> Result<Option<(EpochRef, PublicKey)>, LedgerError> {
        let epochs = self.ledger.look(|tx| tx.epochs(kiosk))?;
        Ok(anchor(&epochs, &self.keys.contest))
    }

    /// Counts a refusal under the notice's code, for the page.
    ///
    /// # Errors
    /// The ledger's.
    pub fn note_refused(&self, kiosk: &str, code: &str, now: Moment) -> Result<(), LedgerError> {
        self.ledger.write(&mut |tx| tx.note_refused(kiosk, code, now.0))
    }

    /// The newest pack of a contest with its bytes, as it was published.
    ///
    /// # Errors
    /// The ledger's.
    pub fn newest_pack(&self, contest: &str) -> Result<Option<PackRow>, LedgerError> {
        self.ledger.look(|tx| {
            let Some(row) = newest_of(tx, contest)? else { return Ok(None) };
            Ok(tx.pack_bytes(&row.digest)?.map(|bytes| PackRow { bytes, ..row }))
        })
    }

    /// Digest of the contest's newest pack in the ledger; zeros while there is none.
    ///
    /// # Errors
    /// The ledger's.
    pub fn newest_digest(&self) -> Result<[u8; 32], LedgerError> {
        let newest = self.ledger.look(|tx| newest_of(tx, &self.keys.contest))?;
        Ok(newest.map_or([0; 32], |pack| pack.digest))
    }

    /// Recounts everybody and compares with the sums that are kept; changes nothing. While bundles are ingested, a difference
    /// means nothing on an engine that does not read all at one moment.
    ///
    /// # Errors
    /// The role may not see the whole city, or the ledger's.
    pub fn recount(&self, access: &Access) -> Result<Vec<Difference>, QueryError> {
        access.reads_city()?;
        let mut differences = Vec::new();
        self.ledger.read(&mut |tx| {
            let mut counting = Changes::default();
            let mut after: Option<PersonKey> = None;
            loop {
                let page = tx.everybody(after, PAGE)?;
                let Some(last) = page.last() else { break };
                after = Some(last.key);
                page.iter().for_each(|row| counting.add(None, &row.standing));
            }
            let mut sums: BTreeMap<TallyKey, (Counts, Counts)> = BTreeMap::new();
            for (key, counts) in counting.list() {
                sums.entry(key).or_default().1 = counts;
            }
            for scope in [Scope::Unit, Scope::Village, Scope::Agency, Scope::Day] {
                for (key, counts) in tx.tallies(scope, None)? {
                    sums.entry(key).or_default().0 = counts;
                }
            }
            let differ = |(key, (held, counted)): (TallyKey, (Counts, Counts))| {
                (held != counted).then_some(Difference { key, held, counted })
            };
            differences = sums.into_iter().filter_map(differ).collect();
            Ok(())
        })?;
        Ok(differences)
    }
}

/// The newest pack of a contest, without its bytes.
fn newest_of(tx: &mut dyn Tx, contest: &str) -> Result<Option<PackRow>, LedgerError> {
    Ok(tx.packs()?.into_iter().filter(|row| row.contest == contest).max_by_key(|row| row.version))
}
