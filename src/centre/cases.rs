//! Cases: what waits for a decision or was decided, with the decisions that there are.

use super::{
    Access, Centre,
    contest_cache::{ContestCache, person_of},
    ingest::Reconciler,
    outcome::QueryError,
    query::is_readable,
    signs::{FINE, FOLLOW, sign_of, sign_sentence},
};
use crate::{
    domain::{EpochId, Moment, SignRule, StationId},
    judging::{
        Facts,
        chain::{ALL, COUNT, EXCLUDE, NONE, short},
    },
    ledger::{Actor, BundleRow, CaseKind, CaseRow, LedgerError, RecordId, RecordedActor, Tx},
    text::Words,
};
use std::{collections::BTreeSet, fmt};

/// Case with everything that a decision needs.
#[derive(Clone, Debug)]
pub struct Case {
    /// The case as the ledger keeps it.
    pub row: CaseRow,
    /// The decisions that there are, as `Centre::decide` accepts them: `count`, `exclude`; of a fork `all`, `none`, or the beginning
    /// of the digest of the branch that counts; of a contradiction those of `declarations`; of a sign `fine`, `follow`, or `count`,
    /// `exclude` where it holds entries back.
    pub words: Vec<String>,
    /// What the person of a contradiction declared at each station. Empty for a role that may not decide.
    pub declarations: Vec<Declaration>,
    /// The bundles between which a fork is decided, each with its decision; a branch of which only a later bundle is held is not
    /// among them.
    pub branches: Vec<(String, BundleRow)>,
}

/// What a person declared about themselves at one station, where stations contradict each other.
#[derive(Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The decision that makes it count.
    pub word: String,
    /// The station's id.
    pub station: StationId,
    /// Full name.
    pub name: String,
    /// Day or year of birth, `YYYY-MM-DD` or `YYYY`.
    pub birth: String,
    /// Residence: the unit's five digits and the village.
    pub unit: String,
    /// Village or neighbourhood.
    pub village: String,
}

/// Declaration with its record.
pub(super) type Recorded = (RecordId, Declaration);

impl Declaration {
    /// The day of birth as people write it, 12/03/1960, or the year where only that was declared.
    #[must_use]
    pub fn born(&self) -> String {
        self.birth.split('-').rev().collect::<Vec<_>>().join("/")
    }
}

impl fmt::Debug for Declaration {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Declaration({}, …)", self.word)
    }
}

/// Text key of what a case is about, for people: a sign has its own words.
#[must_use]
pub fn sentence(case: &CaseRow) -> &'static str {
    match case.kind {
        CaseKind::Fork => "centre-kind-fork",
        CaseKind::Revoked => "centre-kind-revoked",
        CaseKind::Epoch => "centre-kind-epoch",
        CaseKind::Late => "centre-kind-late",
        CaseKind::Contradiction => "centre-kind-contradiction",
        CaseKind::Anomaly => sign_sentence(case),
    }
}

/// Who decided, in words. A name that an earlier version recorded is shown as it is.
#[must_use]
pub fn actor_name(recorded: &RecordedActor, words: &Words) -> String {
    let key = match recorded.actor() {
        Some(Actor::CommandLine) => "centre-actor-command-line",
        Some(Actor::Station) => "centre-actor-station",
        Some(Actor::Account) => "centre-actor-account",
        None => return recorded.as_str().to_owned(),
    };
    words.get(key).into_owned()
}

impl Centre {
    /// The cases that the role may see: open ones, the oldest first; then decided ones, the newest first.
    ///
    /// # Errors
    /// The ledger's.
    pub fn cases(&self, access: &Access, most: u32) -> Result<Vec<Case>, QueryError> {
        let cases = self.ledger().read_tx(|tx| {
            let mut cases = Vec::new();
            let mut cache = None;
            let rows = tx.cases(if access.unit().is_some() { u32::MAX } else { most })?;
            for row in rows {
                if is_shown(tx, access, &row)? {
                    let mut case = self.case_in(tx, &mut cache, row)?;
                    if case.row.kind == CaseKind::Contradiction && access.administers().is_err() {
                        case = Case { words: Vec::new(), declarations: Vec::new(), ..case };
                    }
                    cases.push(case);
                }
                if cases.len() >= usize::try_from(most).unwrap_or(usize::MAX) {
                    break;
                }
            }
            Ok(cases)
        })?;
        Ok(cases)
    }

    /// A case's decisions. `cache` is read when a first contradiction needs it.
    pub(super) fn case_in(
        &self,
        tx: &mut dyn Tx,
        cache: &mut Option<ContestCache>,
        row: CaseRow,
    ) -> Result<Case, LedgerError> {
        let some = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let mut case = Case { row, words: Vec::new(), declarations: Vec::new(), branches: Vec::new() };
        match case.row.kind {
            CaseKind::Revoked | CaseKind::Epoch | CaseKind::Late => case.words = some(&[COUNT, EXCLUDE]),
            CaseKind::Anomaly => {
                let holds = sign_of(&case.row).is_some_and(|sign| self.cache().rules.sign(sign) == SignRule::Hold);
                case.words = some(if holds { &[COUNT, EXCLUDE] } else { &[FINE, FOLLOW] });
            }
            CaseKind::Contradiction => {
                let found = self.declarations(tx, cache, &case.row)?;
                case.declarations = found.into_iter().map(|(_, declaration)| declaration).collect();
                case.words = case.declarations.iter().map(|one| one.word.clone()).collect();
            }
            CaseKind::Fork => {
                case.words = some(&[ALL, NONE]);
                if let Some((station, epoch, seq)) = fork_of(&case.row) {
                    let rows = tx.bundles(&station, &epoch)?;
                    let own = rows.iter().filter(|row| row.seq == seq).map(|row| short(&row.digest));
                    let named = rows.iter().filter(|row| row.seq == seq + 1).map(|row| short(&row.prev));
                    case.words.extend(own.chain(named).collect::<BTreeSet<String>>());
                    let branches = rows.into_iter().filter(|row| row.seq == seq);
                    case.branches = branches.map(|row| (short(&row.digest), row)).collect();
                }
            }
        }
        Ok(case)
    }

    /// What the person of a contradiction declared at each station, each with its record.
    pub(super) fn declarations(
        &self,
        tx: &mut dyn Tx,
        cache: &mut Option<ContestCache>,
        case: &CaseRow,
    ) -> Result<Vec<Recorded>, LedgerError> {
        let Some(person) = person_of(&case.subject) else { return Ok(Vec::new()) };
        let cache = match cache {
            Some(cache) => cache,
            None => cache.insert(ContestCache::read(tx, self.keys(), Some(&self.cache()))?),
        };
        let mut reconciler = Reconciler::new(cache, self.keys(), Moment(0));
        let found = reconciler.contradicting(tx, &person)?;
        let declaration = |(record, facts): &(RecordId, Facts)| {
            let source = reconciler.sources.get(record.bundle)?;
            let [name, birth, unit, village] = facts.declaration(*record)?.map(str::to_owned);
            let word = format!("{}-{}-{}", source.station.short(), source.epoch, record.number);
            Some((*record, Declaration { word, station: source.station.clone(), name, birth, unit, village }))
        };
        Ok(found.iter().filter_map(declaration).collect())
    }
}

/// Whether the role may see a case. Whom a contradiction is about may live anywhere: the city's roles alone see it.
fn is_shown(tx: &mut dyn Tx, access: &Access, row: &CaseRow) -> Result<bool, LedgerError> {
    if access.unit().is_none() {
        return Ok(true);
    }
    match epoch_of(&row.subject).filter(|_| row.kind != CaseKind::Contradiction) {
        Some((station, _)) => is_readable(tx, access, &station),
        None => Ok(false),
    }
}

/// Where copies of a station part; none for a case of another kind.
fn fork_of(case: &CaseRow) -> Option<(StationId, EpochId, u32)> {
    let (station, epoch) = epoch_of(&case.subject).filter(|_| case.kind == CaseKind::Fork)?;
    Some((station, epoch, case.subject.rsplit(' ').next()?.parse().ok()?))
}

/// The station and epoch that a subject begins with.
pub(super) fn epoch_of(subject: &str) -> Option<(StationId, EpochId)> {
    let mut words = subject.split(' ');
    Some((StationId::parse(words.next()?)?, EpochId::parse(words.next()?)?))
}
