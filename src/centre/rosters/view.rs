//! The rosters of a unit beside what the ledger knows: who is done, who is not, who has to be confirmed.

use super::{found::token, seal::Found, work_names::WorkNames};
use crate::{
    centre::{Access, Actor, Centre, outcome::QueryError, place_names::PlaceNames},
    crypto::{hex, sha256},
    domain::{Date, Membership, Moment, PersonKey, Unit, date_of, fold, given_name_key},
    judging::{Candidate, Candidates, Card, Match, RosterCard, RosterState},
    ledger::{LedgerError, RecordedActor, ResidentRow, Residents, RosterPersonRow, RosterRow, Scope, Tx},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Rosters of a unit.
#[derive(Clone, Debug)]
pub struct RosterPage {
    /// When it was read.
    pub at: Moment,
    /// The unit.
    pub unit: Unit,
    /// Title of the contest; empty before there is a pack.
    pub contest: String,
    /// The lists that are kept, the newest first.
    pub rosters: Vec<RosterSummary>,
    /// Agencies by name, then organisations that people are members of.
    pub groups: Vec<RosterGroup>,
    /// Lines that a clerk has to look at.
    pub doubts: Vec<Doubt>,
    /// Lines that a clerk has decided about.
    pub decided: Vec<RosterLine>,
    /// How residents call the agencies that they work in.
    pub work_names: WorkNames,
}

/// Roster that is kept.
#[derive(Clone, Debug)]
pub struct RosterSummary {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub purpose: String,
    /// Last day on which it is kept.
    pub last_day: Date,
    /// How many lines it has.
    pub people: usize,
    /// When it was kept, and by whom.
    pub kept: Moment,
    /// By whom.
    pub kept_by: RecordedActor,
}

/// What a group of a roster is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// Agency or organisation by its name on the roster.
    Agency(String),
    /// Members of an organisation.
    Members(Membership),
}

/// Agency, or the members of an organisation, with its people.
#[derive(Clone, Debug)]
pub struct RosterGroup {
    /// What links name it by.
    pub id: String,
    /// What it is.
    pub kind: GroupKind,
    /// Each person once, in Vietnamese order of names.
    pub people: Vec<RosterLine>,
}

/// Person of a roster as the commune sees them.
#[derive(Clone, Debug)]
pub struct RosterLine {
    /// Id of the roster.
    pub roster: String,
    /// Row of its file.
    pub line: u32,
    /// Full name, by the roster.
    pub name: String,
    /// Year of birth, by the roster.
    pub birth_year: Option<i32>,
    /// Agency, by the roster.
    pub agency: String,
    /// What was done.
    pub state: RosterState,
    /// Whether the app is on the phone; none where nobody was found.
    pub has_app: Option<bool>,
    /// Whether a clerk has decided who it is.
    pub is_decided: bool,
}

/// Line of a roster of which it is not sure who it is.
#[derive(Clone, Debug)]
pub struct Doubt {
    /// The line.
    pub line: RosterLine,
    /// Who it may be.
    pub candidates: Vec<CandidateLine>,
}

/// Person whom a line may mean.
#[derive(Clone, Debug)]
pub struct CandidateLine {
    /// What a decision names the person by.
    pub token: String,
    /// Full name, as declared.
    pub name: String,
    /// Year of birth.
    pub birth_year: Option<i32>,
    /// Village, of somebody who lives in the unit.
    pub village: Option<String>,
    /// Agency that was declared in this unit.
    pub agency: Option<String>,
}

/// Everybody who may be on a unit's rosters, and how its agencies are called.
pub(super) struct Known {
    people: Candidates,
    names: PlaceNames,
}

impl RosterGroup {
    /// How many are in this state.
    #[must_use]
    pub fn count(&self, state: RosterState) -> usize {
        self.people.iter().filter(|one| one.state == state).count()
    }

    /// How many took part: the letter's 100 %.
    #[must_use]
    pub fn took_part(&self) -> usize {
        self.people.iter().filter(|one| one.state.took_part()).count()
    }

    /// How many have the app.
    #[must_use]
    pub fn with_app(&self) -> usize {
        self.people.iter().filter(|one| one.has_app == Some(true)).count()
    }
}

impl Known {
    /// Keys of the people whom a line may mean.
    pub fn keys_for(&self, card: &RosterCard) -> impl Iterator<Item = PersonKey> {
        let keys: Vec<PersonKey> = match self.people.find(card, &self.names.name(&card.agency)) {
            Match::Nobody => Vec::new(),
            Match::Sure(one) => vec![one.key],
            Match::Doubtful(all) => all.into_iter().map(|one| one.key).collect(),
        };
        keys.into_iter()
    }
}

impl Centre {
    /// The rosters of a unit; none where no unit has this code. Rosters whose last day is over are erased first.
    ///
    /// # Errors
    /// The role is shown no persons, or not this unit's; or the ledger's.
    pub fn rosters(
        &self,
        access: &Access,
        unit: &str,
        (who, now): (Actor, Moment),
    ) -> Result<Option<RosterPage>, QueryError> {
        access.acts_in(unit)?;
        let Some((unit, code)) = self.readable_unit(access, unit)? else { return Ok(None) };
        self.erase_due_rosters(now)?;
        if *access == Access::City {
            self.ledger().write_tx(|tx| tx.note(now, who, &format!("roster-view {code}")))?;
        }
        let rows = self.ledger().read_tx(|tx| kept(tx, &code))?;
        let known = if rows.is_empty() { None } else { Some(self.candidates(&code)?) };
        let (groups, doubts, decided) = match &known {
            Some(known) => self.grouped(&rows, known)?,
            None => Default::default(),
        };
        let mut rosters = Vec::new();
        for (row, people) in &rows {
            rosters.push(RosterSummary {
                id: row.id.clone(),
                purpose: self.open_purpose(&row.id, &row.head)?,
                last_day: date_of(row.last_day),
                people: people.len(),
                kept: row.kept,
                kept_by: row.kept_by.clone(),
            });
        }
        let contest = self.rules().published.as_ref().map(|contest| contest.title.clone()).unwrap_or_default();
        let agencies = self.roster_agencies(&code)?;
        let work_names = self.work_names(&code, &agencies)?;
        Ok(Some(RosterPage { at: now, unit, contest, rosters, groups, doubts, decided, work_names }))
    }

    /// Agencies and organisations of a unit's rosters with how many are listed and took part: figures without names. None where no
    /// roster is kept.
    pub(in crate::centre) fn roster_shares(
        &self,
        unit: &str,
        today: i32,
    ) -> Result<Vec<(GroupKind, u64, u64)>, LedgerError> {
        let mut rows = self.ledger().read_tx(|tx| kept(tx, unit))?;
        rows.retain(|(row, _)| row.last_day >= today);
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let (groups, ..) = self.grouped(&rows, &self.candidates(unit)?)?;
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Ok(groups.into_iter().map(|one| (one.kind.clone(), count(one.people.len()), count(one.took_part()))).collect())
    }

    /// Everybody who lives in a unit, or has declared a workplace in it.
    pub(super) fn candidates(&self, unit: &str) -> Result<Known, LedgerError> {
        let listed = self.listed_places(unit, Scope::Agency)?;
        let (names, here, elsewhere) = self.ledger().read_tx(|tx| {
            let names = PlaceNames::read(tx, unit, Scope::Agency, &listed)?;
            let here = tx.residents(&Residents::Unit(unit))?;
            Ok((names, here, tx.residents(&Residents::WorksOnly(unit))?))
        })?;
        let candidate = |row: ResidentRow, lives_here: bool| {
            let card = Card::read(&row.card).ok()?; // nobody's card is empty
            let work = row.standing.work.as_ref().filter(|(at, _)| at.as_deref() == Some(unit));
            let agency = work.map(|(_, name)| names.name(name));
            Some(Candidate { key: row.key, card, standing: row.standing, lives_here, agency })
        };
        let here = here.into_iter().filter_map(|row| candidate(row, true));
        let elsewhere = elsewhere.into_iter().filter_map(|row| candidate(row, false));
        let people = Candidates::new(here.chain(elsewhere));
        Ok(Known { people, names })
    }

    /// The groups of rosters, and the lines that are in doubt or decided.
    fn grouped(&self, rows: &[Kept], known: &Known) -> Result<Grouped, LedgerError> {
        let mut lines: Vec<(RosterPersonRow, RosterCard, Option<Found>)> = Vec::new();
        for row in rows.iter().flat_map(|(_, people)| people) {
            lines.push((row.clone(), self.open_card(row)?, self.open_found(row)?));
        }
        // One person on the lists of two agencies may be two people of one name and year.
        let mut agencies: HashMap<PersonKey, BTreeSet<String>> = HashMap::new();
        for (_, card, found) in &lines {
            if let (None, Match::Sure(one)) = (found, known.people.find(card, &known.names.name(&card.agency))) {
                agencies.entry(one.key).or_default().insert(fold(&known.names.name(&card.agency)));
            }
        }
        let is_shared = |one: &Candidate| agencies.get(&one.key).is_some_and(|all| all.len() > 1);
        let mut grouping = Grouping::default();
        for (row, card, found) in &lines {
            let agency = known.names.name(&card.agency);
            let works_there = |one: &Candidate| one.agency.as_deref().is_some_and(|own| fold(own) == fold(&agency));
            let matched = match (found, known.people.find(card, &agency)) {
                (Some(Found::Nobody), _) => Match::Nobody,
                // Somebody who was found and has been erased since is nobody again.
                (Some(Found::Person(key)), _) => known.people.of(card, key).map_or(Match::Nobody, Match::Sure),
                (None, Match::Sure(one)) if is_shared(one) && !works_there(one) => Match::Doubtful(vec![one]),
                (None, other) => other,
            };
            grouping.add(line_of(row, card, &matched, found.is_some()), card, &agency, &matched);
        }
        Ok(grouping.done())
    }
}

/// A roster with its lines.
type Kept = (RosterRow, Vec<RosterPersonRow>);
type Grouped = (Vec<RosterGroup>, Vec<Doubt>, Vec<RosterLine>);

fn kept(tx: &mut dyn Tx, unit: &str) -> Result<Vec<Kept>, LedgerError> {
    let rows = tx.rosters(unit)?;
    rows.into_iter().map(|row| Ok((row.clone(), tx.roster_people(&row.id)?))).collect()
}

fn line_of(row: &RosterPersonRow, card: &RosterCard, matched: &Match<'_>, is_decided: bool) -> RosterLine {
    let (state, has_app) = match matched {
        Match::Nobody => (RosterState::NotYet, None),
        Match::Sure(one) => (one.state(), Some(one.has_app())),
        Match::Doubtful(_) => (RosterState::Doubtful, None),
    };
    RosterLine {
        roster: row.roster.clone(),
        line: row.line,
        name: card.name.clone(),
        birth_year: card.birth_year,
        agency: card.agency.clone(),
        state,
        has_app,
        is_decided,
    }
}

/// People by folded name and year of birth: each once.
type Once = BTreeMap<(String, Option<i32>), RosterLine>;

/// Groups while they are filled: each person once, of the newest roster that has them.
#[derive(Default)]
struct Grouping {
    agencies: BTreeMap<String, (String, Once)>,
    members: BTreeMap<Membership, Once>,
    doubts: Vec<Doubt>,
    decided: Vec<RosterLine>,
}

impl Grouping {
    fn add(&mut self, line: RosterLine, card: &RosterCard, agency: &str, matched: &Match<'_>) {
        let person = (fold(&card.name), card.birth_year);
        if line.is_decided {
            self.decided.push(line.clone());
        }
        if let Match::Doubtful(all) = matched {
            let candidates = all.iter().map(|one| candidate_line(one)).collect();
            self.doubts.push(Doubt { line: line.clone(), candidates });
        }
        for membership in card.memberships() {
            self.members.entry(membership).or_default().entry(person.clone()).or_insert_with(|| line.clone());
        }
        let (_, people) = self.agencies.entry(fold(agency)).or_insert_with(|| (agency.to_owned(), BTreeMap::new()));
        people.entry(person).or_insert(line);
    }

    fn done(self) -> Grouped {
        let agencies = self.agencies.into_iter().map(|(folded, (name, people))| RosterGroup {
            id: group_id("agency", &folded),
            kind: GroupKind::Agency(name),
            people: ordered(people),
        });
        let members = self.members.into_iter().map(|(membership, people)| RosterGroup {
            id: group_id("members", &format!("{membership:?}")),
            kind: GroupKind::Members(membership),
            people: ordered(people),
        });
        (agencies.chain(members).collect(), self.doubts, self.decided)
    }
}

fn candidate_line(one: &Candidate) -> CandidateLine {
    CandidateLine {
        token: token(&one.key),
        name: one.card.name.clone(),
        birth_year: one.birth_year(),
        village: one.standing.village.clone().filter(|_| one.lives_here),
        agency: one.agency.clone(),
    }
}

fn ordered(people: Once) -> Vec<RosterLine> {
    let mut people: Vec<RosterLine> = people.into_values().collect();
    people.sort_by_cached_key(|one| (given_name_key(&one.name), one.birth_year));
    people
}

/// The same for a name each time, and no name.
fn group_id(kind: &str, name: &str) -> String {
    hex(&sha256(&[kind.as_bytes(), b" ", name.as_bytes()])).chars().take(12).collect()
}
