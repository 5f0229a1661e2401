//! Whom a line of a roster means among people of the ledger. Nothing is guessed: what is not sure is shown to the clerk.

use super::{Card, RosterCard};
use crate::{
    domain::{PersonKey, fold, old_tone_style},
    ledger::{AppOn, Standing},
};
use std::collections::HashMap;

/// Person of the ledger who may be on a roster.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Key of the person.
    pub key: PersonKey,
    /// As declared.
    pub card: Card,
    /// Where the person belongs, and what is done.
    pub standing: Standing,
    /// Whether the person lives in the unit: of others it is known that they work there, whether they are done, and no more.
    pub lives_here: bool,
    /// The agency that the person declared in this unit, under its one name; none where none was declared.
    pub agency: Option<String>,
}

/// Everybody who may be on a unit's rosters, by name.
#[derive(Clone, Debug, Default)]
pub struct Candidates(HashMap<String, Vec<Candidate>>);

/// Who a line of a roster means.
#[derive(Clone, Debug)]
pub enum Match<'c> {
    /// Nobody who is registered.
    Nobody,
    /// This person: name, year of birth and, where that is not enough, agency are the same.
    Sure(&'c Candidate),
    /// One of these, or nobody: a clerk decides.
    Doubtful(Vec<&'c Candidate>),
}

/// What somebody on a roster has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RosterState {
    /// A valid entry.
    Done,
    /// Took part on One Touch, by a list of the city.
    OneTouch,
    /// Took part on One Touch by their own word at a station; no list of the city has them.
    OneTouchByWord,
    /// Registered, and not done.
    HalfWay,
    /// Nothing that is known.
    NotYet,
    /// A clerk has to decide who it is.
    Doubtful,
}

impl RosterState {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 6] =
        [Self::Done, Self::OneTouch, Self::OneTouchByWord, Self::HalfWay, Self::NotYet, Self::Doubtful];

    /// Whether it counts for the letter's 100 %.
    #[must_use]
    pub fn took_part(self) -> bool {
        match self {
            Self::Done | Self::OneTouch | Self::OneTouchByWord => true,
            Self::HalfWay | Self::NotYet | Self::Doubtful => false,
        }
    }
}

impl Candidate {
    /// What the commune sees of the person's progress: of somebody who lives elsewhere, done or not.
    #[must_use]
    pub fn state(&self) -> RosterState {
        let standing = &self.standing;
        match (standing.valid.is_some(), standing.is_on_one_touch(), self.lives_here) {
            (true, _, _) | (false, true, false) => RosterState::Done,
            (false, false, false) => RosterState::NotYet,
            (false, true, true) if standing.listed.is_some() => RosterState::OneTouch,
            (false, true, true) => RosterState::OneTouchByWord,
            (false, false, true) => RosterState::HalfWay,
        }
    }

    /// Whether the app is on the person's phone.
    #[must_use]
    pub fn has_app(&self) -> bool {
        matches!(self.standing.app, Some(AppOn::InstalledNow | AppOn::HadIt))
    }

    /// Year of birth.
    #[must_use]
    pub fn birth_year(&self) -> Option<i32> {
        self.card.birth.get(..4)?.parse().ok()
    }
}

impl Candidates {
    /// Those of the people who are registered or on a list of One Touch, and have not withdrawn.
    #[must_use]
    pub fn new(people: impl Iterator<Item = Candidate>) -> Self {
        let mut by_name: HashMap<String, Vec<Candidate>> = HashMap::new();
        let is_known = |of: &Standing| (of.registered.is_some() || of.listed.is_some()) && !of.withdrawn;
        for one in people.filter(|one| is_known(&one.standing)) {
            by_name.entry(fold(&one.card.name)).or_default().push(one);
        }
        Self(by_name)
    }

    /// The person of this key, among those of the name of a line.
    #[must_use]
    pub fn of(&self, card: &RosterCard, key: &PersonKey) -> Option<&Candidate> {
        self.named(card).find(|one| one.key == *key)
    }

    /// Whom a line means, whose agency has this one name.
    #[must_use]
    pub fn find(&self, card: &RosterCard, agency: &str) -> Match<'_> {
        // Somebody who lives elsewhere is on the list of the agency that they declared, and on no other.
        let may_be = |one: &&Candidate| one.lives_here || one.agency.as_deref().is_some_and(|own| is_same(own, agency));
        let of_year = |one: &&Candidate| card.birth_year.is_none() || one.birth_year() == card.birth_year;
        let all: Vec<&Candidate> = self.named(card).filter(may_be).filter(of_year).collect();
        if all.is_empty() {
            return Match::Nobody;
        }
        if card.birth_year.is_none() {
            return Match::Doubtful(all);
        }
        let spelled = |one: &&&Candidate| is_spelled_alike(&one.card.name, &card.name);
        let alike: Vec<&Candidate> = all.iter().filter(spelled).copied().collect();
        if let [only] = alike.as_slice() {
            return Match::Sure(only);
        }
        let works_there = |one: &&&Candidate| one.agency.as_deref().is_some_and(|own| is_same(own, agency));
        let of_agency: Vec<&Candidate> = alike.iter().filter(works_there).copied().collect();
        match of_agency.as_slice() {
            [only] => Match::Sure(only),
            _ => Match::Doubtful(all), // else: several, or marks differ
        }
    }

    fn named(&self, card: &RosterCard) -> impl Iterator<Item = &Candidate> {
        self.0.get(&fold(&card.name)).into_iter().flatten()
    }
}

/// Names of agencies that differ in nothing but case, marks and spaces.
fn is_same(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// Whether two names of the same letters have the same marks, or one was written without any.
fn is_spelled_alike(one: &str, other: &str) -> bool {
    let marked = |name: &str| old_tone_style(name).to_lowercase();
    let (one, other) = (marked(one), marked(other));
    one == other || one.is_ascii() || other.is_ascii()
}
