use super::{attached::Attached, case::case, sources::Sources, station_signs::outlines};
use crate::{
    centre::{
        Keys,
        contest_cache::ContestCache,
        search_index::SearchIndex,
        signs::{PAPER_REASONS, paper_subject},
    },
    crypto::hex,
    domain::{Moment, PersonKey, Sign},
    judging::{Answered, Changes, Facts, FactsFault, Judged, Person, Reason, Workspace, erase_requested, judge},
    ledger::{CaseKind, LedgerError, PersonRow, RecordId, RejectionRow, Standing, Tx, Wait},
};
use std::collections::{BTreeMap, BTreeSet};

/// Brings people up to date within a transaction: what is new is merged, whom it touches is judged, and what follows from that is
/// kept with it.
pub(in crate::centre) struct Reconciler<'a> {
    pub cache: &'a ContestCache,
    pub keys: &'a Keys,
    pub now: Moment,
    pub sources: Sources,
    search: SearchIndex,
    workspace: Workspace,
    changes: Changes,
    attached: Attached,
    gone: Vec<RecordId>,
    rejected: Vec<RejectionRow>,
    /// How many were judged.
    pub judged: u64,
    /// How many of those in a new bundle were there before.
    pub known: usize,
    pressed: u64,
    /// Numbered papers that do not count, by their bundle and the reason.
    papers: BTreeMap<(i64, Reason), BTreeSet<u64>>,
}

/// Record of a declaration, and the facts that hold it.
pub(in crate::centre) type Contradicting = (RecordId, Facts);

/// Somebody as they are kept, and as they are now.
struct Touched {
    before: Standing,
    were_rejected: Vec<(RecordId, Reason)>,
    facts: Facts,
    card: Vec<u8>,
    /// Whether the answers of a test are kept.
    has_answers: bool,
}

impl<'a> Reconciler<'a> {
    pub fn new(cache: &'a ContestCache, keys: &'a Keys, now: Moment) -> Self {
        Self {
            cache,
            keys,
            now,
            sources: Sources::default(),
            search: SearchIndex::new(&keys.search_key()),
            workspace: Workspace::default(),
            changes: Changes::default(),
            attached: Attached::default(),
            gone: Vec::new(),
            rejected: Vec::new(),
            judged: 0,
            known: 0,
            pressed: 0,
            papers: BTreeMap::new(),
        }
    }

    /// Takes in a new bundle's facts. Most people are new: they are added as if all were, and those who turn out to be there
    /// already are merged.
    pub fn add(&mut self, tx: &mut dyn Tx, people: &[(PersonKey, Facts)]) -> Result<BTreeSet<PersonKey>, LedgerError> {
        let ids = people.iter().flat_map(|(_, facts)| facts.bundles()).copied().collect();
        self.sources.need(tx, self.cache, self.keys, &ids)?;
        let mut rows = Vec::with_capacity(people.len());
        let mut outcomes = Vec::with_capacity(people.len());
        for (key, facts) in people {
            let judged = self.judge(*key, facts, &[]);
            rows.push(self.row(*key, facts, &judged));
            outcomes.push(judged);
        }
        let there: BTreeSet<PersonKey> = tx.add_people(&rows)?.into_iter().collect();
        self.known = there.len();
        let mut touched = there.clone();
        for ((key, facts), judged) in people.iter().zip(&outcomes) {
            if there.contains(key) {
                continue;
            }
            self.changes.add(None, &judged.standing);
            self.register(*key, judged);
            self.reject(&[], &judged.rejected);
            if !facts.related().is_empty() || facts.reports_erasure() {
                touched.insert(*key);
            }
        }
        Ok(touched)
    }

    /// Merges what is new into whom it touches, and judges them and everybody to whom or from whom records of theirs were moved.
    pub fn merge(
        &mut self,
        tx: &mut dyn Tx,
        touched: &BTreeSet<PersonKey>,
        new: &[(PersonKey, Facts)],
    ) -> Result<(), LedgerError> {
        let mut people = self.load(tx, touched)?;
        let of = |key: &PersonKey| {
            new.binary_search_by_key(key, |(key, _)| *key).ok().and_then(|at| new.get(at)).map(|(_, facts)| facts)
        };
        let mut forgotten = Vec::new();
        for (key, one) in &mut people {
            let Some(facts) = of(key) else { continue };
            one.facts.add(facts);
            if one.facts.is_forgotten() {
                forgotten.extend(facts.records());
            }
        }
        self.surround(tx, &mut people)?;
        self.judge_all(tx, people)?;
        erase(tx, forgotten)
    }

    /// Gives people what their bundles have of the records that are held already, and the answers of their tests where an earlier program
    /// kept none, and judges them. Returns how many got something.
    pub fn refill(&mut self, tx: &mut dyn Tx, found: &[(PersonKey, Facts)]) -> Result<u64, LedgerError> {
        let keys = found.iter().map(|(key, _)| *key).collect();
        let mut people = self.load(tx, &keys)?;
        let mut refilled = BTreeSet::new();
        for (key, facts) in found {
            if people.get_mut(key).is_some_and(|one| one.facts.refill(facts)) {
                refilled.insert(*key);
            }
        }
        people.retain(|key, one| refilled.contains(key) || (!one.has_answers && one.before.attempts > 0));
        self.surround(tx, &mut people)?;
        refilled.extend(self.judge_all(tx, people)?);
        Ok(u64::try_from(refilled.len()).unwrap_or(u64::MAX))
    }

    /// Takes people out of the sums and everything of theirs out of the ledger but their keys; what they recorded is to be erased at
    /// its stations, also what comes later. Returns how many were not erased before.
    pub fn forget(&mut self, tx: &mut dyn Tx, asked: &BTreeSet<PersonKey>) -> Result<u64, LedgerError> {
        let mut people = self.load(tx, asked)?;
        let mut records = Vec::new();
        let mut erased = 0;
        for one in people.values_mut() {
            erased += u64::from(!one.facts.is_forgotten());
            records.extend(one.facts.records());
            one.facts.forget();
        }
        self.surround(tx, &mut people)?;
        self.judge_all(tx, people)?;
        erase(tx, records)?;
        asked.iter().try_for_each(|person| forget_requests(tx, person))?;
        Ok(erased)
    }

    /// How many were judged whose keys were pressed in turn all through a test.
    pub fn pressed(&self) -> u64 {
        self.pressed
    }

    /// How many records of a bundle turned out to belong to no open shift.
    pub fn shiftless(&self, bundle: i64) -> usize {
        let is_one = |row: &&RejectionRow| row.bundle == bundle && row.reason == Reason::Shift.as_str();
        self.rejected.iter().filter(is_one).count()
    }

    /// The records in which stations contradict each other about a person, each with the facts that hold it.
    pub fn contradicting(&mut self, tx: &mut dyn Tx, person: &PersonKey) -> Result<Vec<Contradicting>, LedgerError> {
        let mut people = self.load(tx, &BTreeSet::from([*person]))?;
        self.surround(tx, &mut people)?;
        let Some(one) = people.get(person) else { return Ok(Vec::new()) };
        let judged = self.judge(*person, &one.facts, &component(*person, &people));
        let holder = |record: RecordId| {
            people.values().find(|one| one.facts.declaration(record).is_some()).map(|one| (record, one.facts.clone()))
        };
        Ok(judged.contradicting.into_iter().filter_map(holder).collect())
    }

    /// Keeps what was collected: sums and rejections.
    pub fn finish(mut self, tx: &mut dyn Tx) -> Result<u64, LedgerError> {
        self.open_paper_cases(tx)?;
        std::mem::take(&mut self.attached).finish(tx, &mut self.changes)?;
        let changes = self.changes.list();
        if !changes.is_empty() {
            tx.add_tallies(&changes)?;
        }
        if !self.gone.is_empty() {
            tx.remove_rejections(&self.gone)?;
        }
        if !self.rejected.is_empty() {
            tx.add_rejections(&self.rejected)?;
        }
        Ok(self.judged)
    }

    /// Opens a case for each bundle and reason for which numbered papers do not count.
    fn open_paper_cases(&self, tx: &mut dyn Tx) -> Result<(), LedgerError> {
        let is_shown = |reason: Reason| PAPER_REASONS.iter().any(|(known, _)| *known == reason);
        let papers: Vec<_> = self.papers.iter().filter(|((_, reason), _)| is_shown(*reason)).collect();
        if papers.is_empty() {
            return Ok(());
        }
        let ids: BTreeSet<i64> = papers.iter().map(|((bundle, _), _)| *bundle).collect();
        let rows = tx.bundles_by_id(&ids.into_iter().collect::<Vec<_>>())?;
        for ((bundle, reason), numbers) in papers {
            let Some(row) = rows.iter().find(|row| row.id == *bundle) else { continue };
            let detail = format!("papers={}", numbers.len());
            tx.open_case(&case(CaseKind::Anomaly, paper_subject(row, *reason), detail, self.now))?;
        }
        Ok(())
    }

    fn load(&self, tx: &mut dyn Tx, keys: &BTreeSet<PersonKey>) -> Result<BTreeMap<PersonKey, Touched>, LedgerError> {
        let keys: Vec<PersonKey> = keys.iter().copied().collect();
        if keys.is_empty() {
            return Ok(BTreeMap::new());
        }
        let touched = |row: PersonRow| {
            let facts = facts(&row.facts)?;
            let were_rejected = facts.rejected().collect();
            let has_answers = !row.answers.is_empty();
            Ok((row.key, Touched { before: row.standing, were_rejected, facts, card: row.card, has_answers }))
        };
        tx.people(&keys)?.into_iter().map(touched).collect()
    }

    /// Everybody who is related to somebody of these, and the sources of all their facts: whatever judging them needs.
    fn surround(&mut self, tx: &mut dyn Tx, people: &mut BTreeMap<PersonKey, Touched>) -> Result<(), LedgerError> {
        self.close(tx, people)?;
        let ids = people.values().flat_map(|one| one.facts.bundles()).copied().collect();
        self.sources.need(tx, self.cache, self.keys, &ids)
    }

    /// Everybody who is related to somebody of these, and to those.
    fn close(&self, tx: &mut dyn Tx, people: &mut BTreeMap<PersonKey, Touched>) -> Result<(), LedgerError> {
        loop {
            let related = people.values().flat_map(|one| one.facts.related());
            let missing: BTreeSet<PersonKey> = related.filter(|key| !people.contains_key(key)).collect();
            let found = self.load(tx, &missing)?;
            if found.is_empty() {
                return Ok(());
            }
            people.extend(found);
        }
    }

    /// Judges everybody and keeps what follows. Returns who has answers now and had none.
    fn judge_all(
        &mut self,
        tx: &mut dyn Tx,
        mut people: BTreeMap<PersonKey, Touched>,
    ) -> Result<BTreeSet<PersonKey>, LedgerError> {
        let papers: BTreeSet<RecordId> = people.values().flat_map(|one| one.facts.papers()).collect();
        let mut everybody: Vec<_> = people.iter_mut().map(|(key, one)| (*key, &mut one.facts)).collect();
        if erase_requested(&mut everybody, &self.sources.list) {
            let left: BTreeSet<RecordId> = people.values().flat_map(|one| one.facts.papers()).collect();
            erase_letters(tx, &papers - &left)?;
        }
        let (mut rows, mut answered) = (Vec::new(), BTreeSet::new());
        for (key, one) in &people {
            let related = component(*key, &people);
            let mut judged = self.judge(*key, &one.facts, &related);
            self.attached.carry((key, &one.facts, &self.search), (&one.before, &one.card), &mut judged);
            self.register(*key, &judged);
            if judged.answered.is_some() && !one.has_answers {
                answered.insert(*key);
            }
            self.changes.add(Some(&one.before), &judged.standing);
            self.reject(&one.were_rejected, &judged.rejected);
            if judged.standing.waits & Wait::Contradiction.bit() != 0 {
                self.contradiction(tx, key)?;
            }
            rows.push(self.row(*key, &one.facts, &judged));
        }
        if !rows.is_empty() {
            tx.set_people(&rows)?;
        }
        Ok(answered)
    }

    fn judge(&mut self, key: PersonKey, facts: &Facts, related: &[(PersonKey, Facts)]) -> Judged {
        self.judged += 1;
        let judged = judge(&Person { key, facts, related }, &self.sources.list, &self.cache.rules, &mut self.workspace);
        self.pressed += u64::from(judged.standing.anomalies & Sign::Keys.bit() != 0);
        for (record, reason) in &judged.rejected {
            if std::iter::once(facts).chain(related.iter().map(|(_, facts)| facts)).any(|one| one.has_paper(*record)) {
                self.papers.entry((record.bundle, *reason)).or_default().insert(record.number);
            }
        }
        judged
    }

    /// Looks for somebody among people of lists, where there are some whom no station knows.
    fn register(&mut self, key: PersonKey, judged: &Judged) {
        if self.cache.has_unfound {
            self.attached.register(key, &self.search, judged);
        }
    }

    fn row(&self, key: PersonKey, facts: &Facts, judged: &Judged) -> PersonRow {
        let bytes = if judged.rejected.is_empty() && facts.rejected().next().is_none() {
            facts.write()
        } else {
            let mut facts = facts.clone();
            facts.reject(&judged.rejected);
            facts.write()
        };
        let corrected = judged.card.as_ref().and_then(|card| self.cache.corrections.of(&key, card));
        let card = corrected.as_ref().or(judged.card.as_ref());
        let (name, phone) = (card.map(|card| card.name.as_str()), card.and_then(|card| card.phone.as_deref()));
        let index = self.search.of(&key, judged.standing.unit.as_deref(), name, phone);
        let card = card.map(crate::judging::Card::write).unwrap_or_default();
        let answers = judged.answered.as_ref().map(Answered::write).unwrap_or_default();
        PersonRow { key, standing: judged.standing.clone(), facts: bytes, card, index, answers }
    }

    fn reject(&mut self, before: &[(RecordId, Reason)], after: &[(RecordId, Reason)]) {
        let gone = before.iter().filter(|one| !after.contains(one));
        self.gone.extend(gone.map(|(record, _)| *record));
        let rejected = after.iter().filter(|one| !before.contains(one)).map(|(record, reason)| RejectionRow {
            bundle: record.bundle,
            number: record.number,
            reason: reason.as_str().to_owned(),
        });
        self.rejected.extend(rejected);
    }

    fn contradiction(&self, tx: &mut dyn Tx, key: &PersonKey) -> Result<(), LedgerError> {
        let case = case(CaseKind::Contradiction, hex(&key.0), String::new(), self.now);
        tx.open_case(&case).map(|_| ())
    }
}

/// Of somebody who is erased no request keeps its words: neither who asked nor what was to be corrected.
fn forget_requests(tx: &mut dyn Tx, person: &PersonKey) -> Result<(), LedgerError> {
    for mut row in tx.requests_of(person)?.into_iter().filter(|row| !row.text.is_empty()) {
        row.text = Vec::new();
        tx.set_request(&row)?;
    }
    Ok(())
}

/// Asks for records to be erased at their stations.
fn erase(tx: &mut dyn Tx, mut records: Vec<RecordId>) -> Result<(), LedgerError> {
    records.sort_unstable();
    records.dedup();
    if records.is_empty() { Ok(()) } else { tx.add_erasures(&records) }
}

/// Removes from outlines what was crossed on papers that are erased.
fn erase_letters(tx: &mut dyn Tx, papers: BTreeSet<RecordId>) -> Result<(), LedgerError> {
    let mut by_bundle: BTreeMap<i64, BTreeSet<u64>> = BTreeMap::new();
    for RecordId { bundle, number } in papers {
        by_bundle.entry(bundle).or_default().insert(number);
    }
    let ids: Vec<i64> = by_bundle.keys().copied().collect();
    let rows = if ids.is_empty() { Vec::new() } else { tx.bundles_by_id(&ids)? };
    for row in rows {
        let Some(mut outline) = outlines(tx, &row.station, &row.epoch)?.remove(&row.id) else { continue };
        outline.erase_letters(by_bundle.get(&row.id).unwrap_or(&BTreeSet::new()));
        tx.set_outline(row.id, &outline.write())?;
    }
    Ok(())
}

/// The facts of everybody to whom a person is related by moves, near or far.
fn component(key: PersonKey, people: &BTreeMap<PersonKey, Touched>) -> Vec<(PersonKey, Facts)> {
    let mut known = BTreeSet::from([key]);
    let mut next = vec![key];
    while let Some(one) = next.pop() {
        let related = people.get(&one).map(|one| one.facts.related()).unwrap_or_default();
        next.extend(related.into_iter().filter(|key| known.insert(*key)));
    }
    known.remove(&key);
    known.into_iter().filter_map(|key| people.get(&key).map(|one| (key, one.facts.clone()))).collect()
}

pub(in crate::centre) fn facts(bytes: &[u8]) -> Result<Facts, LedgerError> {
    Facts::read(bytes).map_err(|fault| match fault {
        FactsFault::Newer => LedgerError::Newer,
        FactsFault::Damaged => LedgerError::Damaged("facts"),
    })
}
