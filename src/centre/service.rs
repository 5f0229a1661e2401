use super::{
    ErasureList, Keys, NoErasures,
    anchor::anchor,
    clock_reading::ClockReading,
    contest_cache::{self, ContestCache},
    erasure_list, old_password,
    outcome::PackRefusal,
    question_figures::Counted,
};
use crate::{
    bundle::EpochRef,
    content::pack::examine,
    crypto::minisig::PublicKey,
    domain::{Moment, PersonKey, Place, StationId, Unit},
    judging::{ContestRules, receipt::News},
    ledger::{Ledger, LedgerError, PackRow, Tx},
};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// What the newest pack lists, with its digest.
#[derive(Clone)]
pub(super) struct Listed {
    pub digest: [u8; 32],
    pub units: Arc<Vec<Unit>>,
    /// Villages and agencies, by unit.
    pub places: Arc<Vec<Place>>,
}

/// Centre: a ledger, keys, and the rules between them. Calls block; any number of them may run at once, on any number of machines
/// over one ledger.
pub struct Centre {
    ledger: Box<dyn Ledger>,
    keys: Keys,
    erasures: Arc<dyn ErasureList>,
    cache: RwLock<Arc<ContestCache>>,
    /// Units and places as they were last read.
    pub(super) listed: Mutex<Option<Listed>>,
    /// The newest pack as it is fetched.
    published: Mutex<Option<Arc<PackRow>>>,
    /// The clock as it was last believed.
    believed: Mutex<Option<ClockReading>>,
    /// Statistics of questions as they were last counted.
    pub(super) statistics: Mutex<Option<Counted>>,
}

impl Centre {
    /// Opens a centre and reads the packs that its ledger holds. The demo's centre has the built-in one too.
    ///
    /// # Errors
    /// The ledger's.
    pub fn open(ledger: Box<dyn Ledger>, keys: Keys) -> Result<Self, LedgerError> {
        contest_cache::begin(ledger.as_ref())?;
        old_password::begin(ledger.as_ref())?;
        let cache = ledger.read_tx(|tx| ContestCache::read(tx, &keys, None))?;
        Ok(Self {
            ledger,
            keys,
            erasures: Arc::new(NoErasures),
            cache: RwLock::new(Arc::new(cache)),
            listed: Mutex::default(),
            published: Mutex::default(),
            believed: Mutex::default(),
            statistics: Mutex::default(),
        })
    }

    /// The centre with its list of erasures.
    #[must_use]
    pub fn with_erasures(self, erasures: Arc<dyn ErasureList>) -> Self {
        Self { erasures, ..self }
    }

    /// Those of these people who were erased, by the list outside the ledger.
    pub(super) fn erased_among(&self, people: impl Iterator<Item = PersonKey>) -> Vec<PersonKey> {
        erasure_list::erased_among(self.erasures.as_ref(), &self.keys, people)
    }

    /// The people after this one, with those who came back from erasure.
    pub(super) fn next_page(
        &self,
        tx: &mut dyn Tx,
        after: Option<PersonKey>,
    ) -> Result<Option<erasure_list::Page>, LedgerError> {
        erasure_list::next_page(tx, self.erasures.as_ref(), &self.keys, after)
    }

    /// Puts a person on the list outside the ledger, durably.
    pub(super) fn list_erasure(&self, person: &PersonKey) -> Result<(), LedgerError> {
        erasure_list::add(self.erasures.as_ref(), &self.keys, person)
    }

    /// Ledger below the use cases, for tests and benches alone.
    #[doc(hidden)]
    #[must_use]
    pub fn ledger(&self) -> &dyn Ledger {
        self.ledger.as_ref()
    }

    /// Whether the way to the ledger's database is unencrypted although nobody asked for that.
    #[must_use]
    pub fn has_open_way(&self) -> bool {
        self.ledger.is_fallback()
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

    /// Generation of the ledger: 1, and greater after each restore.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.cache().generation
    }

    pub(super) fn cache(&self) -> Arc<ContestCache> {
        self.cache.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the cache again.
    pub(super) fn reload_cache(&self) -> Result<Arc<ContestCache>, LedgerError> {
        let known = self.cache();
        let cache = Arc::new(self.ledger.read_tx(|tx| ContestCache::read(tx, &self.keys, Some(&known)))?);
        *self.cache.write().unwrap_or_else(PoisonError::into_inner) = cache.clone();
        Ok(cache)
    }

    /// The clock as it was last believed; none before.
    pub(super) fn believed(&self) -> Option<ClockReading> {
        *self.believed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes by this clock from now on.
    pub(super) fn believe(&self, reading: ClockReading) {
        *self.believed.lock().unwrap_or_else(PoisonError::into_inner) = Some(reading);
    }

    /// First epoch and key of a station, by which its bundles are verified; none when it has no place here. Takes no `Access`: the
    /// stations' protocol calls it for a sender whose signature is still to be verified.
    ///
    /// # Errors
    /// The ledger's.
    pub fn anchor(&self, station: &StationId) -> Result<Option<(EpochRef, PublicKey)>, LedgerError> {
        let epochs = self.ledger.read_tx(|tx| tx.epochs(station))?;
        Ok(anchor(&epochs, &self.keys.contest))
    }

    /// Counts a refusal under the notice's code, for the page. Takes no `Access`: the server and the command line call it after a
    /// refusal, whose sender may have no place here.
    ///
    /// # Errors
    /// The ledger's.
    pub fn note_refused(&self, station: &str, code: &str, now: Moment) -> Result<(), LedgerError> {
        self.ledger.write(&mut |tx| tx.note_refused(station, code, now))
    }

    /// The newest pack of a contest, to be published: kept in memory once for all who fetch it. Takes no `Access`: anyone may fetch
    /// it, since its questions are sealed.
    ///
    /// # Errors
    /// The ledger's; `NotSealed` for a pack of a real contest whose questions are open, which an earlier version has added.
    pub fn published_pack(&self, contest: &str) -> Result<Option<Arc<PackRow>>, PackRefusal> {
        let newest = self.ledger.read_tx(|tx| newest_of(tx, contest)).map_err(PackRefusal::Ledger)?;
        let Some(newest) = newest else { return Ok(None) };
        let known = self.published.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|known| known.digest == newest.digest) {
            return Ok(Some(known));
        }
        let Some(row) = self.newest_pack(contest).map_err(PackRefusal::Ledger)? else { return Ok(None) };
        let is_sealed = examine(&row.bytes, None).map_err(PackRefusal::Fault)?.manifest.is_sealed();
        if !is_sealed && !self.keys.is_demo() {
            return Err(PackRefusal::NotSealed);
        }
        let row = Arc::new(row);
        *self.published.lock().unwrap_or_else(PoisonError::into_inner) = Some(row.clone());
        Ok(Some(row))
    }

    /// The newest pack of a contest with its bytes, as it was added.
    ///
    /// # Errors
    /// The ledger's.
    pub fn newest_pack(&self, contest: &str) -> Result<Option<PackRow>, LedgerError> {
        self.ledger.read_tx(|tx| {
            let Some(row) = newest_of(tx, contest)? else { return Ok(None) };
            Ok(tx.pack_bytes(&row.digest)?.map(|bytes| PackRow { bytes, ..row }))
        })
    }

    /// Digest of the contest's newest pack in the ledger; zeros while there is none.
    ///
    /// # Errors
    /// The ledger's.
    pub(super) fn newest_digest(&self) -> Result<[u8; 32], LedgerError> {
        let newest = self.ledger.read_tx(|tx| newest_of(tx, &self.keys.contest))?;
        Ok(newest.map_or([0; 32], |pack| pack.digest))
    }
}

/// The newest pack of a contest, without its bytes.
fn newest_of(tx: &mut dyn Tx, contest: &str) -> Result<Option<PackRow>, LedgerError> {
    Ok(tx.packs()?.into_iter().filter(|row| row.contest == contest).max_by_key(|row| row.version))
}
