//! Cases: what waits for a decision or was decided, with the decisions that there are.

use super::{
    Access, Centre,
    access::NotAllowed,
    contest_cache::ContestCache,
    ingest::Reconciler,
    outcome::QueryError,
    person::person_in,
    query::is_readable,
    signs::{FINE, FOLLOW, ROLLED_BACK, sign_of, sign_sentence},
};
use crate::{
    crypto::{open_row, seal_row},
    domain::{EpochId, Moment, SignRule, StationId},
    judging::{
        Facts,
        chain::{ALL, COUNT, EXCLUDE, NONE, short},
    },
    ledger::{Actor, BundleRow, CaseKind, CaseRow, CaseState, LedgerError, RecordId, RecordedActor, Tx},
    text::{Words, people_date},
};
use std::{collections::BTreeSet, fmt};

pub use super::case_detail::detail;

/// Decision about a contradiction: two people, one of whom has the other's number by mistake. What was declared first counts until the
/// station has put the number right.
pub(super) const TWO: &str = "two";
/// Puts an open case aside: it stays open and is listed last.
pub const LATER: &str = "later";
/// What the trail keeps of a decision that was withdrawn.
pub(super) const UNDO: &str = "undo";

/// Case with everything that a decision needs.
#[derive(Clone, Debug)]
pub struct Case {
    /// The case as the ledger keeps it.
    pub row: CaseRow,
    /// The decisions that there are, as `Centre::decide` accepts them: `count`, `exclude`; of a fork `all`, `none`, or the beginning
    /// of the digest of the branch that counts; of a contradiction those of `declarations` and `two`; of a sign `fine`, `follow`, or
    /// `count`, `exclude` where it holds entries back; and `LATER` while it has not been put aside. Empty for a role that may not
    /// decide.
    pub words: Vec<String>,
    /// What was remarked about the decision.
    pub remark: Option<String>,
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
    /// The record that states it.
    pub(super) record: RecordId,
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

impl Declaration {
    /// The day of birth as people write it, 12/03/1960, or the year where only that was declared.
    #[must_use]
    pub fn born(&self) -> String {
        people_date(&self.birth)
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
        CaseKind::Epoch if case.detail.starts_with(ROLLED_BACK) => "centre-sign-rolled-back",
        CaseKind::Epoch => "centre-kind-epoch",
        CaseKind::Late => "centre-kind-late",
        CaseKind::Contradiction => "centre-kind-contradiction",
        CaseKind::Anomaly => sign_sentence(case),
    }
}

/// A decision in words, where it is the same in every case; of a fork and a contradiction others are named by what they choose.
#[must_use]
pub fn decision_name(word: &str, words: &Words) -> Option<String> {
    let key = match word {
        COUNT => "site-decision-count",
        EXCLUDE => "site-decision-exclude",
        ALL => "site-decision-all",
        NONE => "site-decision-none",
        FINE => "site-decision-fine",
        FOLLOW => "site-decision-follow",
        TWO => "site-decision-two",
        LATER => "site-decision-later",
        UNDO => "site-decision-undo",
        _ => return None,
    };
    Some(words.get(key).into_owned())
}

/// Who decided, in words. A name that an earlier version recorded is shown as it is.
#[must_use]
pub fn actor_name(recorded: &RecordedActor, words: &Words) -> String {
    let key = match recorded.actor() {
        Some(Actor::CommandLine) => "centre-actor-command-line",
        Some(Actor::Station) => "centre-actor-station",
        Some(Actor::Account(name)) => return name.to_string(),
        None if recorded.as_str() == "account" => "centre-actor-account",
        None => return recorded.as_str().to_owned(),
    };
    words.get(key).into_owned()
}

impl Centre {
    /// The cases that the role may see: at most `most` open ones, the oldest first and those put aside last; then at most `most`
    /// decided ones, the newest first.
    ///
    /// # Errors
    /// The ledger's.
    pub fn cases(&self, access: &Access, most: u32) -> Result<Vec<Case>, QueryError> {
        let cases = self.ledger().read_tx(|tx| {
            let read = if access.unit().is_some() { u32::MAX } else { most };
            let mut cache = None;
            let mut cases = self.shown(tx, access, &mut cache, (tx_open, read, most))?;
            cases.extend(self.shown(tx, access, &mut cache, (tx_decided, read, most))?);
            Ok(cases)
        })?;
        Ok(cases)
    }

    /// One case, as the role may see it; none where there is no such case.
    ///
    /// # Errors
    /// The role may not see it, or the ledger's.
    pub fn case(&self, access: &Access, id: i64) -> Result<Option<Case>, QueryError> {
        let found = self.ledger().read_tx(|tx| {
            let Some(row) = tx.case(id)? else { return Ok(None) };
            if !is_shown(tx, access, &row)? {
                return Ok(Some(None));
            }
            Ok(Some(Some(self.case_for(tx, access, &mut None, row)?)))
        })?;
        match found {
            Some(Some(case)) => Ok(Some(case)),
            Some(None) => Err(NotAllowed.into()),
            None if access.unit().is_some() => Err(NotAllowed.into()), // it learns nothing of what is not its own
            None => Ok(None),
        }
    }

    /// Those cases of a list that the role may see, `most` of them.
    fn shown(
        &self,
        tx: &mut dyn Tx,
        access: &Access,
        cache: &mut Option<ContestCache>,
        (list, read, most): (List, u32, u32),
    ) -> Result<Vec<Case>, LedgerError> {
        let mut cases = Vec::new();
        for row in list(tx, read)? {
            if cases.len() >= usize::try_from(most).unwrap_or(usize::MAX) {
                break;
            }
            if is_shown(tx, access, &row)? {
                cases.push(self.case_for(tx, access, cache, row)?);
            }
        }
        Ok(cases)
    }

    /// A case as a role may see it.
    fn case_for(
        &self,
        tx: &mut dyn Tx,
        access: &Access,
        cache: &mut Option<ContestCache>,
        row: CaseRow,
    ) -> Result<Case, LedgerError> {
        if access.administers().is_ok() {
            return self.case_in(tx, cache, row);
        }
        if row.kind == CaseKind::Contradiction {
            let (words, declarations, branches) = (Vec::new(), Vec::new(), Vec::new());
            return Ok(Case { row, words, remark: None, declarations, branches });
        }
        let case = self.case_in(tx, cache, row)?;
        Ok(Case { words: Vec::new(), ..case })
    }

    /// A case's decisions. `cache` is read when a first contradiction needs it.
    pub(super) fn case_in(
        &self,
        tx: &mut dyn Tx,
        cache: &mut Option<ContestCache>,
        row: CaseRow,
    ) -> Result<Case, LedgerError> {
        let some = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let remark = self.open_remark(&row);
        let mut case = Case { row, words: Vec::new(), remark, declarations: Vec::new(), branches: Vec::new() };
        match case.row.kind {
            CaseKind::Revoked | CaseKind::Epoch | CaseKind::Late => case.words = some(&[COUNT, EXCLUDE]),
            CaseKind::Anomaly => {
                let holds = sign_of(&case.row).is_some_and(|sign| self.cache().rules.sign(sign) == SignRule::Hold);
                case.words = some(if holds { &[COUNT, EXCLUDE] } else { &[FINE, FOLLOW] });
            }
            CaseKind::Contradiction => {
                case.declarations = self.declarations(tx, cache, &case.row)?;
                case.words = case.declarations.iter().map(|one| one.word.clone()).collect();
                case.words.push(TWO.to_owned());
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
        if case.row.decision.is_none() && case.row.aside.is_none() {
            case.words.push(LATER.to_owned());
        }
        Ok(case)
    }

    /// A remark as the ledger keeps it: the database alone does not show it.
    pub(super) fn sealed_remark(&self, row: &CaseRow, remark: &str) -> Result<Vec<u8>, LedgerError> {
        let sealed = seal_row(&self.keys().remark_key(), row.subject.as_bytes(), remark.as_bytes());
        sealed.map_err(|_| LedgerError::Damaged("remark"))
    }

    /// The remark of a case; none where none was made, and where it cannot be read.
    pub(super) fn open_remark(&self, row: &CaseRow) -> Option<String> {
        self.open_text(row, row.remark.as_deref()?)
    }

    /// A text that was sealed for a case; none where it cannot be read.
    pub(super) fn open_text(&self, row: &CaseRow, sealed: &[u8]) -> Option<String> {
        let plain = open_row(&self.keys().remark_key(), row.subject.as_bytes(), sealed).ok()?;
        String::from_utf8(plain).ok()
    }

    /// What the person of a contradiction declared at each station.
    fn declarations(
        &self,
        tx: &mut dyn Tx,
        cache: &mut Option<ContestCache>,
        case: &CaseRow,
    ) -> Result<Vec<Declaration>, LedgerError> {
        let Some(person) = person_in(&case.subject) else { return Ok(Vec::new()) };
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
            let (record, station) = (*record, source.station.clone());
            Some(Declaration { word, record, station, name, birth, unit, village })
        };
        Ok(found.iter().filter_map(declaration).collect())
    }
}

/// How many open cases the role may see.
pub(super) fn waiting(tx: &mut dyn Tx, access: &Access) -> Result<u64, LedgerError> {
    let Some(own) = access.unit() else { return tx.count_open_cases() };
    let counts = tx.count_cases(None)?;
    let open = counts.iter().filter(|one| one.state != CaseState::Decided && one.unit.as_deref() == Some(own.as_str()));
    Ok(open.map(|one| one.count).sum())
}

/// A list of cases of the ledger.
type List = fn(&mut dyn Tx, u32) -> Result<Vec<CaseRow>, LedgerError>;

fn tx_open(tx: &mut dyn Tx, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
    tx.open_cases(most)
}

fn tx_decided(tx: &mut dyn Tx, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
    tx.decided_cases(most)
}

/// Whether the role may see a case. Whom a contradiction is about may live anywhere: the city's roles alone see it.
pub(super) fn is_shown(tx: &mut dyn Tx, access: &Access, row: &CaseRow) -> Result<bool, LedgerError> {
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
