//! People who were erased, outside the ledger: a backup from before does not bring them back.

use super::{
    Keys, PAGE,
    contest_cache::ContestCache,
    ingest::{Reconciler, facts},
};
use crate::{
    crypto::{Secret, hkdf_sha256, hmac_sha256},
    domain::{Moment, PersonKey},
    ledger::{LedgerError, Tx},
};

/// Keyed hash of a person's key: it means nothing without the centre's keys, and is not in the ledger.
pub type ErasedHash = [u8; 32];

/// List of people who were erased, kept outside the ledger.
pub trait ErasureList: Send + Sync {
    /// Adds somebody; durable when it returns.
    ///
    /// # Errors
    /// The disk refused: the erasure must not be acknowledged then.
    fn add(&self, person: &ErasedHash) -> Result<(), LedgerError>;

    /// Whether somebody is in the list.
    fn contains(&self, person: &ErasedHash) -> bool;

    /// Whether nobody is in it.
    fn is_empty(&self) -> bool;
}

/// The list of a centre that keeps none: of the demo and of benchmarks.
#[derive(Clone, Copy, Debug)]
pub struct NoErasures;

impl ErasureList for NoErasures {
    fn add(&self, _: &ErasedHash) -> Result<(), LedgerError> {
        Ok(())
    }

    fn contains(&self, _: &ErasedHash) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        true
    }
}

/// Key of the list's hashes.
fn list_key(keys: &Keys) -> Secret<32> {
    hkdf_sha256(keys.master.bytes(), "tramso-erasure-key1", &[keys.contest.as_bytes()])
}

fn hash(key: &Secret<32>, person: &PersonKey) -> ErasedHash {
    hmac_sha256(key.bytes(), &[b"tramso-erasure1", &person.0])
}

/// Those of these people who are in the list.
pub(super) fn erased_among(
    list: &dyn ErasureList,
    keys: &Keys,
    people: impl Iterator<Item = PersonKey>,
) -> Vec<PersonKey> {
    if list.is_empty() {
        return Vec::new();
    }
    let key = list_key(keys);
    people.filter(|person| list.contains(&hash(&key, person))).collect()
}

/// Puts a person on the list, durably.
pub(super) fn add(list: &dyn ErasureList, keys: &Keys, person: &PersonKey) -> Result<(), LedgerError> {
    let person = hash(&list_key(keys), person);
    if list.contains(&person) { Ok(()) } else { list.add(&person) }
}

/// Erases these people as far as they are in the ledger, and returns how many were not erased before.
pub(super) fn forget(tx: &mut dyn Tx, keys: &Keys, people: &[PersonKey]) -> Result<u64, LedgerError> {
    if people.is_empty() {
        return Ok(0);
    }
    let cache = ContestCache::read(tx, keys, None)?;
    forget_by(tx, &cache, keys, people)
}

/// The same with what the ledger's packs and stations are known to be.
pub(super) fn forget_by(
    tx: &mut dyn Tx,
    cache: &ContestCache,
    keys: &Keys,
    people: &[PersonKey],
) -> Result<u64, LedgerError> {
    // Nobody's case is opened by it, so that the time does not matter.
    let mut reconciler = Reconciler::new(cache, keys, Moment::default());
    let erased = reconciler.forget(tx, &people.iter().copied().collect())?;
    reconciler.finish(tx)?;
    Ok(erased)
}

/// Erases everybody who is in the list and is not erased in the ledger, and returns how many that were.
pub(super) fn erase_again(tx: &mut dyn Tx, list: &dyn ErasureList, keys: &Keys) -> Result<u64, LedgerError> {
    let (mut erased, mut after) = (0, None);
    while let Some(Page { last, back }) = next_page(tx, list, keys, after)? {
        erased += forget(tx, keys, &back)?;
        after = Some(last);
    }
    Ok(erased)
}

/// Some people of the ledger.
pub(super) struct Page {
    /// The last of them.
    pub last: PersonKey,
    /// Those who are in the list and are not erased.
    pub back: Vec<PersonKey>,
}

/// The people after this one; none at the end, or where nobody is in the list.
pub(super) fn next_page(
    tx: &mut dyn Tx,
    list: &dyn ErasureList,
    keys: &Keys,
    after: Option<PersonKey>,
) -> Result<Option<Page>, LedgerError> {
    if list.is_empty() {
        return Ok(None);
    }
    let rows = tx.everybody(after, PAGE)?;
    let Some(last) = rows.last().map(|row| row.key) else { return Ok(None) };
    let listed = erased_among(list, keys, rows.iter().map(|row| row.key));
    let mut back = Vec::new();
    for row in rows.iter().filter(|row| listed.contains(&row.key)) {
        if !facts(&row.facts)?.is_forgotten() {
            back.push(row.key);
        }
    }
    Ok(Some(Page { last, back }))
}
