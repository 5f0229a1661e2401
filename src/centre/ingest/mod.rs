//! Ingest of a bundle: what costs time outside the transaction, what must agree with everything else inside.

mod attached;
mod case;
mod epoch;
mod held;
mod lot;
mod reconciler;
mod sign_cases;
mod sources;
mod station_signs;

pub(super) use attached::{may_be_listed, unite};
pub(super) use case::case;
pub(super) use epoch::{EpochState, people_of};
pub(super) use reconciler::{Reconciler, facts};
pub(super) use sign_cases::Shown;
pub(super) use station_signs::outlines;

use self::held::{Held, ingested};
use super::{
    Access, Centre,
    anchor::anchor,
    contest_cache::{self, ContestCache},
    erasure_list::forget_by,
    outcome::{IngestRefusal, Ingested, Outcome},
};
use crate::{
    bundle::{Anchor, BundleFault, Claim, Examined, claim, examine, receipt},
    domain::{Moment, PersonKey},
    judging::{
        AHEAD_MS, BundleFacts, FactCollector, Facts,
        receipt::{Numbered, receipt as contents},
    },
    ledger::{BundleRow, BundleState, EpochRow, LedgerError, ReceiptRow, StationRow, Tx},
    record::RecordFault,
};
use std::collections::BTreeSet;

/// How often a bundle is judged again because a pack or a station came in meanwhile.
const TRIES: usize = 5;

/// A bundle that was judged `TRIES` times, each time by rules that were no longer those of the ledger.
#[derive(Debug, thiserror::Error)]
#[error("the cache changes all the time")]
struct CacheUnsettled;

/// What a station and an epoch were before a bundle was looked at.
struct Before {
    station: StationRow,
    epochs: Vec<EpochRow>,
    rows: Vec<BundleRow>,
}

impl Centre {
    /// Ingests a bundle: verifies, unseals, judges, and keeps all of it or nothing. What is returned is durable.
    ///
    /// # Errors
    /// Why it is not held.
    pub fn ingest(&self, access: &Access, bytes: &[u8], now: Moment) -> Result<Ingested, IngestRefusal> {
        self.ingest_for(Some(access), bytes, now)
    }

    /// The same of a bundle that a station sends over its protocol: the signature is its proof.
    ///
    /// # Errors
    /// As `ingest`.
    pub fn ingest_from_station(&self, bytes: &[u8], now: Moment) -> Result<Ingested, IngestRefusal> {
        self.ingest_for(None, bytes, now)
    }

    fn ingest_for(&self, access: Option<&Access>, bytes: &[u8], now: Moment) -> Result<Ingested, IngestRefusal> {
        let claim = claim(bytes).map_err(refused)?;
        claim.is_for(&self.keys().contest).map_err(refused)?;
        let before = self.before(&claim)?;
        if let Some(access) = access {
            access.acts_in(&before.station.commune)?;
        }
        let contest = &self.keys().contest;
        let unknown = || IngestRefusal::UnknownStation { station: claim.station.clone() };
        let (of, key) = anchor(&before.epochs, contest).ok_or_else(unknown)?;
        let examined = examine(bytes, &Anchor { of: &of, key: &key }).map_err(refused)?;
        if let Some(held) = self.known(&before.rows, &examined, now)? {
            return Ok(ingested(&examined, Outcome::Known, held));
        }
        let mut cache = self.cache();
        for _ in 0..TRIES {
            if let Some(at) = cache.ended {
                return Err(IngestRefusal::TermOver { at });
            }
            let bundle_facts = self.gather(&examined, &before.epochs, &cache).map_err(refused)?;
            match self.keep(bytes, &examined, bundle_facts, &cache, now)? {
                Kept::New(held) => return Ok(ingested(&examined, Outcome::New, held)),
                Kept::Known => {
                    if let Some(held) = self.known(&self.before(&claim)?.rows, &examined, now)? {
                        return Ok(ingested(&examined, Outcome::Known, held));
                    }
                }
                Kept::Stale => cache = self.reload_cache()?,
            }
        }
        Err(IngestRefusal::Ledger(LedgerError::Unavailable(CacheUnsettled.to_string().into())))
    }

    fn before(&self, claim: &Claim) -> Result<Before, IngestRefusal> {
        let before = self.ledger().read_tx(|tx| {
            let Some(station) = tx.station(&claim.station)? else { return Ok(None) };
            let epochs = tx.epochs(&claim.station)?;
            let rows = tx.bundles(&claim.station, &claim.epoch)?;
            Ok(Some(Before { station, epochs, rows }))
        })?;
        before.ok_or_else(|| IngestRefusal::UnknownStation { station: claim.station.clone() })
    }

    /// The same bundle, where it is held already. It is answered with its own receipt, or, where that is of an earlier generation, which
    /// its station may no longer believe, with the epoch's newest one.
    fn known(&self, rows: &[BundleRow], examined: &Examined<'_>, now: Moment) -> Result<Option<Held>, LedgerError> {
        let Some(row) = same(rows, examined) else { return Ok(None) };
        let damaged = || LedgerError::Damaged("receipt");
        let receipt = self.ledger().read_tx(|tx| tx.receipt(&row.station, row.receipt))?.ok_or_else(damaged)?;
        if receipt.generation == self.cache().generation {
            return Ok(Some(Held::before(row, receipt.bytes, row.receipt)));
        }
        let newest = self.newest_receipt(&row.station, &row.epoch, now)?.ok_or_else(damaged)?;
        Ok(Some(Held::before(row, newest.bytes, newest.number)))
    }

    /// Unseals a bundle and collects its facts, person by person.
    pub(super) fn gather(
        &self,
        examined: &Examined<'_>,
        epochs: &[EpochRow],
        cache: &ContestCache,
    ) -> Result<BundleFacts, BundleFault> {
        let identities: Vec<&str> = self.keys().identities.iter().map(|one| one.as_str()).collect();
        let of = &examined.manifest.of;
        let draws = contest_cache::draws(self.keys(), (&of.station, &of.epoch), epochs);
        let mut collector = FactCollector::new(&cache.rules).with_draws(draws);
        examined.scan(&identities, |_, record| {
            if let Some(record) = record {
                collector.add(&record);
            }
            Ok::<(), BundleFault>(())
        })?;
        Ok(collector.finish())
    }

    /// Everything in one transaction.
    fn keep(
        &self,
        bytes: &[u8],
        examined: &Examined<'_>,
        mut bundle_facts: BundleFacts,
        cache: &ContestCache,
        now: Moment,
    ) -> Result<Kept, IngestRefusal> {
        let keeping = Keeping { centre: self, cache, examined, now };
        self.ledger().write_tx(|tx| keeping.run(tx, bytes, &mut bundle_facts))
    }
}

/// How the transaction of an ingest ended.
enum Kept {
    New(Held),
    /// Another server has kept the same bundle meanwhile.
    Known,
    /// A pack, a station or a revocation came in meanwhile.
    Stale,
}

struct Keeping<'a> {
    centre: &'a Centre,
    cache: &'a ContestCache,
    examined: &'a Examined<'a>,
    now: Moment,
}

impl Keeping<'_> {
    fn run(&self, tx: &mut dyn Tx, bytes: &[u8], bundle_facts: &mut BundleFacts) -> Result<Kept, IngestRefusal> {
        if contest_cache::stamp(tx)? != self.cache.stamp {
            return Ok(Kept::Stale);
        }
        let manifest = &self.examined.manifest;
        let unknown = || IngestRefusal::UnknownStation { station: manifest.of.station.clone() };
        let station = tx.station(&manifest.of.station)?.ok_or_else(unknown)?;
        let (epoch, epochs) = self.epochs(tx)?;
        let rows = tx.bundles(&manifest.of.station, &manifest.of.epoch)?;
        if same(&rows, self.examined).is_some() {
            return Ok(Kept::Known);
        }
        let mut row = self.row(&station, bundle_facts);
        let mut state = EpochState { station, epoch, epochs, rows: rows.clone() };
        state.rows.push(row.clone());
        let changed = state.renew(tx, &self.cache.rules, &rows, self.now)?;
        row.state = state.rows.last().map_or(BundleState::Fork, |row| row.state);
        row.id = tx.add_bundle(&row, bytes)?;
        tx.add_outline(row.id, &bundle_facts.outline.write())?;
        if let Some(last) = state.rows.last_mut() {
            last.id = row.id;
        }
        bundle_facts.name(row.id);
        // Borrowed by the reconciliation: who was erased is looked for first.
        let gone = self.erased(&bundle_facts.people);
        let known = self.reconcile(tx, (&row, &rows), &state, bundle_facts, changed)?;
        lot::draw(tx, self.centre.keys(), &row, &bundle_facts.outline, self.now)?;
        if !gone.is_empty() {
            forget_by(tx, self.cache, self.centre.keys(), &gone)?;
        }
        let receipt = self.centre.sign(tx, self.cache, &mut state, self.now)?;
        state.station.last_seen = Some(state.station.last_seen.map_or(self.now, |heard| heard.max(self.now)));
        let version = manifest.packs.iter().filter(|pack| pack.contest == manifest.of.contest).map(|pack| pack.version);
        state.station.pack_version = version.max().unwrap_or(0).max(state.station.pack_version);
        state.station.app.clone_from(&manifest.app);
        (state.station.wall, state.station.suspect) = (Some(Moment(manifest.clock.wall_ms)), manifest.clock.suspect);
        tx.put_station(&state.station)?;
        let new_people = Some(bundle_facts.people.len().saturating_sub(known));
        Ok(Kept::New(Held { state: row.state, receipt, receipt_number: row.receipt, people: row.people, new_people }))
    }

    /// The bundle's epoch, and all of the station; those that lead to it are kept with it.
    fn epochs(&self, tx: &mut dyn Tx) -> Result<(EpochRow, Vec<EpochRow>), IngestRefusal> {
        let of = &self.examined.manifest.of;
        let mut known = tx.epochs(&of.station)?;
        for certificate in &self.examined.certificates {
            match known.iter().find(|row| row.epoch == certificate.of.epoch) {
                Some(row) if row.key != certificate.key => {
                    return Err(IngestRefusal::EpochTaken {
                        station: of.station.clone(),
                        epoch: certificate.of.epoch.clone(),
                    });
                }
                Some(_) => (),
                None => {
                    let row = EpochRow {
                        station: of.station.clone(),
                        epoch: certificate.of.epoch.clone(),
                        number: certificate.number,
                        key: certificate.key,
                        why: certificate.why.as_str().to_owned(),
                        certificate: Some(certificate.write()),
                        confirmed: false,
                    };
                    tx.put_epoch(&row)?;
                    known.push(row);
                }
            }
        }
        let own = known.iter().find(|row| row.epoch == of.epoch).cloned();
        own.map(|own| (own, known)).ok_or_else(|| IngestRefusal::UnknownStation { station: of.station.clone() })
    }

    fn row(&self, station: &StationRow, bundle_facts: &BundleFacts) -> BundleRow {
        let manifest = &self.examined.manifest;
        let ahead = bundle_facts.latest > self.now.plus_ms(AHEAD_MS);
        BundleRow {
            id: 0,
            station: manifest.of.station.clone(),
            epoch: manifest.of.epoch.clone(),
            seq: manifest.seq,
            digest: self.examined.digest,
            prev: manifest.prev,
            first: manifest.first,
            last: manifest.last,
            head_before: manifest.head_before,
            head: manifest.head,
            floor: manifest.floor,
            earliest: if ahead { Moment::MIN } else { bundle_facts.earliest },
            received: self.now,
            people: u32::try_from(bundle_facts.people.len()).unwrap_or(u32::MAX),
            state: BundleState::Counted,
            receipt: station.receipts + 1,
            installs: bundle_facts.installs,
        }
    }

    /// Brings people up to date. Returns how many of the bundle's were known before.
    fn reconcile(
        &self,
        tx: &mut dyn Tx,
        (row, before): (&BundleRow, &[BundleRow]),
        state: &EpochState,
        bundle_facts: &BundleFacts,
        mut changed: Vec<i64>,
    ) -> Result<usize, LedgerError> {
        let people = &bundle_facts.people;
        let shown = Shown::new(tx, self.cache, state, before)?;
        changed.extend(shown.other_shifts());
        let mut reconciler = Reconciler::new(self.cache, self.centre.keys(), self.now);
        reconciler.sources.put(state, shown.after.clone());
        let mut touched = reconciler.add(tx, people)?;
        touched.extend(shown.other_people());
        if !changed.is_empty() {
            touched.extend(people_of(tx, self.cache, self.centre.keys(), &changed)?);
        }
        if !touched.is_empty() {
            reconciler.merge(tx, &touched, people)?;
        }
        let (counts, known) = ((reconciler.pressed(), reconciler.shiftless(row.id)), reconciler.known);
        reconciler.finish(tx)?;
        shown.open_cases(tx, self.cache, (row, &state.rows), counts, self.now)?;
        Ok(known)
    }

    /// Those who were erased, and whom a restored ledger has forgotten to be: they are erased before the bundle is answered.
    fn erased(&self, people: &[(PersonKey, Facts)]) -> Vec<PersonKey> {
        self.centre.erased_among(people.iter().map(|(key, _)| *key))
    }
}

impl Centre {
    /// Makes the next receipt of an epoch and keeps it; the station's row, whose number it takes, is the caller's to keep.
    pub(super) fn sign(
        &self,
        tx: &mut dyn Tx,
        cache: &ContestCache,
        state: &mut EpochState,
        now: Moment,
    ) -> Result<Vec<u8>, LedgerError> {
        let (station, epoch) = (state.station.station.clone(), state.epoch.epoch.clone());
        let number = state.station.receipts + 1;
        let numbered = Numbered { generation: cache.generation, number, time: now };
        let body = self.contents(tx, cache, state, numbered)?;
        let bytes = receipt::write(&body, &self.keys().receipt).map_err(|_| LedgerError::Damaged("receipt"))?;
        let generation = cache.generation;
        tx.add_receipt(&ReceiptRow { station, epoch, number, made: now, bytes: bytes.clone(), generation })?;
        state.station.receipts = number;
        Ok(bytes)
    }

    /// Content of an epoch's receipt now.
    pub(super) fn contents(
        &self,
        tx: &mut dyn Tx,
        cache: &ContestCache,
        state: &EpochState,
        numbered: Numbered,
    ) -> Result<receipt::Receipt, LedgerError> {
        let (station, epoch) = (&state.station.station, &state.epoch.epoch);
        let rejections = tx.rejections(station, epoch)?;
        let erasures = tx.erasures(station, epoch)?;
        let EpochState { station, epoch, rows, .. } = state;
        Ok(contents(station, epoch, rows, &rejections, &erasures, &cache.news, numbered))
    }
}

fn same<'r>(rows: &'r [BundleRow], examined: &Examined<'_>) -> Option<&'r BundleRow> {
    rows.iter().find(|row| row.seq == examined.manifest.seq && row.digest == examined.digest)
}

fn refused(fault: BundleFault) -> IngestRefusal {
    match fault {
        BundleFault::WrongContest { wanted, found } => IngestRefusal::Contest { wanted, found },
        BundleFault::NewerShape { .. } | BundleFault::Record { fault: RecordFault::Version(_), .. } => {
            IngestRefusal::Newer(fault)
        }
        fault => IngestRefusal::Fault(fault), // else: the file is faulty for good
    }
}

/// Re-judges everybody in the bundles of these numbers.
pub(super) fn judge_bundles(
    centre: &Centre,
    tx: &mut dyn Tx,
    cache: &ContestCache,
    bundles: &[i64],
    now: Moment,
) -> Result<u64, LedgerError> {
    if bundles.is_empty() {
        return Ok(0);
    }
    let people = people_of(tx, cache, centre.keys(), bundles)?;
    judge_people(centre, tx, cache, &people, now)
}

/// Re-judges these people.
pub(super) fn judge_people(
    centre: &Centre,
    tx: &mut dyn Tx,
    cache: &ContestCache,
    people: &BTreeSet<PersonKey>,
    now: Moment,
) -> Result<u64, LedgerError> {
    let mut reconciler = Reconciler::new(cache, centre.keys(), now);
    reconciler.merge(tx, people, &[])?;
    reconciler.finish(tx)
}
