use super::{Keys, corrections::Corrections};
use crate::{
    bundle::{Certificate, EpochRef, PackRef},
    content::{
        Pack, builtin,
        pack::{self, PinnedRoot, Root, demo_pinned, demo_roots, read_chain},
    },
    crypto::Keyed,
    domain::{Date, EpochId, Moment, StationId},
    judging::{ContestRules, Source, receipt::News},
    ledger::{BundleRow, EpochRow, Ledger, LedgerError, PackRow, StationRow, Tx},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// What every bundle is judged with, read from the ledger once and again whenever its stamp has changed: another server may have
/// taken a pack, admitted or revoked a station.
#[derive(Clone)]
pub(super) struct ContestCache {
    pub stamp: u64,
    /// Generation of the ledger, in which receipts are signed.
    pub generation: u64,
    /// Since when the organiser's term is over; none before.
    pub ended: Option<Moment>,
    pub rules: Arc<ContestRules>,
    pub news: News,
    /// The pinned root; none before the first pack.
    pub pinned: Option<PinnedRoot>,
    pub root: Option<Root>,
    /// The newest pack of the contest.
    pub newest: Option<PackRow>,
    /// Its day of issue.
    pub issued: Option<Date>,
    /// Names and births that were corrected.
    pub corrections: Arc<Corrections>,
    /// Whether a list of One Touch has people without a number whom no station knows.
    pub has_unfound: bool,
    packs: BTreeMap<[u8; 32], Arc<Pack>>,
    stations: HashMap<StationId, StationRow>,
}

/// Names of settings.
const STAMP: &str = "intake-stamp";
const ROOT: &str = "root";
const REVOKED: &str = "revoked";
const GENERATION: &str = "generation";
const ENDED: &str = "term-ended";

/// The demo's contest by the built-in content: open all the time that this program will be used.
const DEMO_DAYS: [(i32, u32, u32); 2] = [(2020, 1, 1), (2099, 12, 31)];

impl ContestCache {
    /// Reads what the ledger holds; packs that `known` has are not opened again.
    pub fn read(tx: &mut dyn Tx, keys: &Keys, known: Option<&Self>) -> Result<Self, LedgerError> {
        let (stamp, generation, ended) = (stamp(tx)?, generation(tx)?, ended(tx)?);
        let mut packs = BTreeMap::new();
        let mut rules = ContestRules::new(&keys.contest, keys.person_key().bytes());
        if keys.is_demo() {
            let held = known.filter(|known| known.newest.is_none() && !known.packs.is_empty());
            let held = held.map(|known| known.packs.values().cloned().collect());
            for pack in held.unwrap_or_else(built_in) {
                packs.insert(pack.digest, pack.clone());
                rules = rules.with(pack);
            }
        }
        let (mut newest, mut root, mut issued) = (None, keys.is_demo().then(demo_root).flatten(), None);
        for row in tx.packs()?.into_iter().filter(|row| row.contest == keys.contest) {
            let pack = match known.and_then(|known| known.packs.get(&row.digest).cloned()) {
                Some(pack) => pack,
                None => again(tx, &row, keys)?,
            };
            packs.insert(row.digest, pack.clone());
            rules = rules.with(pack);
            newest = Some(row);
        }
        if let Some(row) = &newest {
            let bytes = tx.pack_bytes(&row.digest)?.ok_or(LedgerError::Damaged("pack"))?;
            let examined = pack::examine(&bytes, None).map_err(|_| LedgerError::Damaged("pack"))?;
            root = examined.roots.last().cloned().or(root);
            issued = Some(examined.manifest.issued);
        }
        let pinned = match pinned(tx)? {
            None if keys.is_demo() => Some(demo_pinned()),
            pinned => pinned,
        };
        let of = |row: &PackRow| PackRef { contest: row.contest.clone(), version: row.version, digest: row.digest };
        let news = News {
            packs: newest.iter().map(of).collect(),
            revoked: revoked(tx)?,
            root: pinned.map_or(1, |root| root.version),
        };
        let stations = tx.stations()?.into_iter().map(|row| (row.station.clone(), row)).collect();
        Ok(Self {
            stamp,
            generation,
            ended,
            rules: Arc::new(rules),
            news,
            pinned,
            root,
            newest,
            issued,
            corrections: Arc::new(Corrections::read(tx, keys)?),
            has_unfound: tx.has_unfound_aliases()?,
            packs,
            stations,
        })
    }

    /// The newest pack that was added.
    pub fn newest_pack(&self) -> Option<&Pack> {
        self.newest.as_ref().and_then(|row| self.packs.get(&row.digest)).map(Arc::as_ref)
    }

    /// Every pack that papers can have been drawn from, in order of their digests.
    pub fn all_packs(&self) -> impl Iterator<Item = &Pack> {
        self.packs.values().map(Arc::as_ref)
    }

    /// A station that has a place.
    pub fn station(&self, station: &StationId) -> Option<&StationRow> {
        self.stations.get(station)
    }

    /// What the judge must know of a bundle's origin. `epochs` are the station's.
    pub fn source(&self, row: &BundleRow, epoch: &[BundleRow], epochs: &[EpochRow], keys: &Keys) -> Option<Source> {
        let station = self.stations.get(&row.station)?;
        Some(Source::new(row, epoch, station, draws(keys, (&row.station, &row.epoch), epochs)))
    }
}

/// The keys from which a station of this epoch can have drawn papers, hashed once: its own first, then those of the epochs before
/// it, as certificates name them.
pub(super) fn draws(keys: &Keys, (station, epoch): (&StationId, &EpochId), epochs: &[EpochRow]) -> Vec<Keyed> {
    let key = |epoch: &EpochId| {
        let of = EpochRef { contest: keys.contest.clone(), station: station.to_owned(), epoch: epoch.to_owned() };
        Keyed::new(keys.draw_key(&of).bytes())
    };
    let mut draws = vec![key(epoch)];
    if keys.is_demo() {
        return draws; // one for all
    }
    let before = |epoch: &EpochId| {
        let row = epochs.iter().find(|row| row.epoch == *epoch)?;
        Certificate::read(row.number, row.certificate.as_deref()?).ok().map(|certificate| certificate.after)
    };
    let mut last = epoch.to_owned();
    while let Some(epoch) = before(&last).filter(|_| draws.len() < epochs.len()) {
        draws.push(key(&epoch));
        last = epoch;
    }
    draws
}

/// How often the cache has changed. Nobody changes it before the transaction that read it has ended.
pub(super) fn stamp(tx: &mut dyn Tx) -> Result<u64, LedgerError> {
    let bytes = tx.setting(STAMP)?.unwrap_or_default();
    Ok(<[u8; 8]>::try_from(bytes.as_slice()).map_or(0, u64::from_le_bytes))
}

/// Marks the cache as changed, for every server.
pub(super) fn turn(tx: &mut dyn Tx) -> Result<(), LedgerError> {
    let next = stamp(tx)? + 1;
    tx.set_setting(STAMP, &next.to_le_bytes())
}

/// Generation of the ledger: 1, and greater after each restore (docs/decisions/038-receipts-with-a-generation.md).
pub(super) fn generation(tx: &mut dyn Tx) -> Result<u64, LedgerError> {
    let Some(bytes) = tx.setting(GENERATION)? else { return Ok(1) };
    <[u8; 8]>::try_from(bytes.as_slice()).map(u64::from_le_bytes).map_err(|_| LedgerError::Damaged("generation"))
}

/// Begins another generation, for every server.
pub(super) fn begin_generation(tx: &mut dyn Tx, generation: u64) -> Result<(), LedgerError> {
    tx.set_setting(GENERATION, &generation.to_le_bytes())?;
    turn(tx)
}

/// A stamp that is there can be held; one that is not cannot.
pub(super) fn begin(ledger: &dyn Ledger) -> Result<(), LedgerError> {
    ledger.write(&mut |tx| if tx.setting(STAMP)?.is_none() { turn(tx) } else { Ok(()) })
}

/// Since when the organiser's term is over.
pub(super) fn ended(tx: &mut dyn Tx) -> Result<Option<Moment>, LedgerError> {
    let Some(bytes) = tx.setting(ENDED)? else { return Ok(None) };
    let bytes = <[u8; 8]>::try_from(bytes.as_slice()).map_err(|_| LedgerError::Damaged("term"))?;
    Ok(Some(Moment(i64::from_le_bytes(bytes))))
}

/// Ends the organiser's term, for every server.
pub(super) fn end(tx: &mut dyn Tx, now: Moment) -> Result<(), LedgerError> {
    tx.set_setting(ENDED, &now.0.to_le_bytes())?;
    turn(tx)
}

pub(super) fn pinned(tx: &mut dyn Tx) -> Result<Option<PinnedRoot>, LedgerError> {
    let Some(bytes) = tx.setting(ROOT)? else { return Ok(None) };
    let (version, digest) = bytes.split_at_checked(4).ok_or(LedgerError::Damaged("root"))?;
    let version = <[u8; 4]>::try_from(version).map(u32::from_le_bytes);
    match (version, <[u8; 32]>::try_from(digest)) {
        (Ok(version), Ok(digest)) => Ok(Some(PinnedRoot { version, digest })),
        _ => Err(LedgerError::Damaged("root")),
    }
}

pub(super) fn pin(tx: &mut dyn Tx, root: &PinnedRoot) -> Result<(), LedgerError> {
    tx.set_setting(ROOT, &[&root.version.to_le_bytes()[..], &root.digest].concat())
}

/// Ids of revoked stations, in order.
pub(super) fn revoked(tx: &mut dyn Tx) -> Result<Vec<String>, LedgerError> {
    let text = String::from_utf8(tx.setting(REVOKED)?.unwrap_or_default());
    let text = text.map_err(|_| LedgerError::Damaged("revoked"))?;
    Ok(text.lines().map(str::to_owned).collect())
}

pub(super) fn set_revoked(tx: &mut dyn Tx, stations: &[String]) -> Result<(), LedgerError> {
    tx.set_setting(REVOKED, stations.join("\n").as_bytes())
}

fn again(tx: &mut dyn Tx, row: &PackRow, keys: &Keys) -> Result<Arc<Pack>, LedgerError> {
    let bytes = tx.pack_bytes(&row.digest)?.ok_or(LedgerError::Damaged("pack"))?;
    let identities: Vec<&str> = keys.pack_identities.iter().map(|one| one.as_str()).collect();
    // The day matters to warnings only.
    let opened = pack::reopen(&bytes, &row.digest, &identities, Date::default());
    opened.map(|opened| Arc::new(opened.pack)).map_err(|_| LedgerError::Damaged("pack"))
}

fn built_in() -> Vec<Arc<Pack>> {
    let [opens, closes] = DEMO_DAYS.map(|(year, month, day)| Date::from_ymd_opt(year, month, day));
    let dates = opens.zip(closes).map(|(opens, closes)| builtin::DemoDates { opens, closes });
    let variants = dates.and_then(|dates| builtin::variants(dates).ok()).unwrap_or_default();
    variants.into_iter().map(Arc::new).collect()
}

fn demo_root() -> Option<Root> {
    read_chain(&demo_roots()).ok()?.pop()
}
