//! People as an office looks for them and calls them: the only use cases that show who somebody is.

use super::{Access, Actor, Centre, outcome::QueryError, place_names::PlaceNames, search_index::SearchIndex};
use crate::{
    domain::{
        Contest, Entry, IdNumber, Missing, Moment, PersonKey, PersonKeySource, Phone, Unit, fold, given_name_key,
    },
    judging::Card,
    ledger::{LedgerError, ResidentRow, Residents, Scope, Standing, at_once, topic_bit},
    record::person_key,
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What somebody is looked for by.
#[derive(Clone, PartialEq, Eq)]
pub enum SearchText {
    /// ID number of twelve digits.
    Number(IdNumber),
    /// Telephone.
    Phone(Phone),
    /// Full name; case and marks do not matter.
    Name(String),
}

/// Person as an office is shown them.
#[derive(Clone, Debug)]
pub struct Resident {
    /// Key of the person.
    pub key: PersonKey,
    /// Name, birth, telephone and what else lists show.
    pub card: Card,
    /// Where the person belongs, and what is done.
    pub standing: Standing,
    /// What a valid entry still lacks.
    pub missing: Vec<Missing>,
}

/// List of people.
#[derive(Clone, Debug, Default)]
pub struct ResidentList {
    /// In the order in which they are shown.
    pub people: Vec<Resident>,
    /// How many more belong to it of whom the ledger has no name: their bundles came before it kept one.
    pub nameless: u64,
}

impl SearchText {
    /// Reads what was typed: twelve digits are a number, others a telephone, letters a name. None for anything else.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.chars().any(char::is_alphabetic) {
            let is_name = typed.chars().count() <= LONGEST;
            return is_name.then(|| Self::Name(typed.to_owned()));
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let number = IdNumber::parse(&digits).ok().map(Self::Number);
        number.or_else(|| Phone::parse(typed).ok().map(Self::Phone))
    }
}

/// Longest text that may be a name, in characters.
const LONGEST: usize = 100;

impl std::fmt::Debug for SearchText {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SearchText(…)")
    }
}

impl Centre {
    /// Looks for people: in a unit, or in the whole city where none is given, which the trail records. A clerk finds those who live
    /// in the own unit and nobody else.
    ///
    /// # Errors
    /// The role is shown no persons, or not this unit's; or the ledger's.
    pub fn search(
        &self,
        access: &Access,
        unit: Option<&str>,
        wanted: &SearchText,
        (who, now): (Actor, Moment),
    ) -> Result<ResidentList, QueryError> {
        let unit = access.unit().map(|own| own.as_str()).or(unit);
        match unit {
            Some(unit) => access.acts_in(unit)?,
            None => access.administers()?,
        }
        if *access == Access::City {
            self.ledger().write_tx(|tx| tx.note(now, who, &format!("search {}", unit.unwrap_or("city"))))?;
        }
        let units = match (wanted, unit) {
            (SearchText::Name(_), Some(unit)) => vec![unit.to_owned()],
            (SearchText::Name(_), None) => {
                self.units()?.iter().map(|unit: &Unit| unit.code.as_str().to_owned()).collect()
            }
            (SearchText::Number(_) | SearchText::Phone(_), _) => Vec::new(),
        };
        let index = SearchIndex::new(&self.keys().search_key());
        let rows = self.ledger().read_tx(|tx| match wanted {
            SearchText::Number(number) => {
                let key = person_key(self.keys().person_key().bytes(), &PersonKeySource::Number(number));
                tx.residents(&Residents::Key(key))
            }
            SearchText::Phone(phone) => tx.residents(&Residents::Phone(index.phone(phone.digits()))),
            SearchText::Name(name) => {
                let mut found = Vec::new();
                for unit in &units {
                    let values = index.names(unit, name);
                    found.extend(tx.residents(&Residents::Named { unit, values: &values })?);
                }
                Ok(found)
            }
        })?;
        let mut list = self.list(rows)?;
        let folded = match wanted {
            SearchText::Name(name) => fold(name),
            SearchText::Phone(_) | SearchText::Number(_) => String::new(),
        };
        let is_wanted = |card: &Card| match wanted {
            SearchText::Name(_) => fold(&card.name) == folded,
            SearchText::Phone(phone) => card.phone.as_deref() == Some(phone.digits()),
            SearchText::Number(_) => true,
        };
        let lives_there = |one: &Resident| unit.is_none_or(|unit| one.standing.unit.as_deref() == Some(unit));
        list.people.retain(|one| lives_there(one) && is_wanted(&one.card));
        list.people.sort_by_cached_key(|one| (given_name_key(&one.card.name), one.card.birth.clone(), one.key));
        list.nameless = 0;
        Ok(list)
    }

    /// Who of a unit is registered and has no valid entry, by village and given name: the people to call.
    ///
    /// # Errors
    /// The role is shown no persons, or not this unit's; or the ledger's.
    pub fn to_remind(
        &self,
        access: &Access,
        unit: &str,
        (who, now): (Actor, Moment),
    ) -> Result<ResidentList, QueryError> {
        access.acts_in(unit)?;
        if *access == Access::City {
            self.ledger().write_tx(|tx| tx.note(now, who, &format!("remind {unit}")))?;
        }
        let listed = self.listed_places(unit, Scope::Village)?;
        let (rows, names) = self.ledger().read_tx(|tx| {
            let rows = tx.residents(&Residents::Unfinished(unit))?;
            Ok((rows, PlaceNames::read(tx, unit, Scope::Village, &listed)?))
        })?;
        let mut list = self.list(rows)?;
        name_villages(&names, &mut list.people);
        // Who has done everything waits for a decision of the office, not for a call.
        list.people.retain(|one| !one.missing.is_empty() && !one.standing.is_on_one_touch());
        let ranks = village_ranks(&list.people);
        let rank = |village: &String| ranks.get(village).copied();
        list.people.sort_by_cached_key(|one| {
            (one.standing.village.as_ref().and_then(rank), given_name_key(&one.card.name), one.key)
        });
        Ok(list)
    }

    /// The people of these rows, but those who withdrew.
    pub(super) fn list(&self, rows: Vec<ResidentRow>) -> Result<ResidentList, LedgerError> {
        let rules = self.rules();
        let mut list = ResidentList::default();
        let contest = rules.published.as_ref();
        let read = at_once(&rows, |row| {
            if row.card.is_empty() {
                return Ok::<_, LedgerError>(None);
            }
            let card = Card::read(&row.card).map_err(|_| LedgerError::Damaged("card"))?;
            let missing = contest.map(|contest| missing(&row.standing, &card, contest)).unwrap_or_default();
            Ok(Some((card, missing)))
        })?;
        for (ResidentRow { key, standing, .. }, read) in rows.into_iter().zip(read) {
            match read {
                Some((card, missing)) => list.people.push(Resident { key, card, standing, missing }),
                None => list.nameless += u64::from(!standing.withdrawn),
            }
        }
        Ok(list)
    }
}

/// Gives everybody's village the name that figures have. People of one village wrote it in a few ways, each looked at once.
fn name_villages(names: &PlaceNames, people: &mut [Resident]) {
    let mut known: HashMap<String, String> = HashMap::new();
    for village in people.iter_mut().filter_map(|one| one.standing.village.as_mut()) {
        let name = known.entry(village.clone()).or_insert_with(|| names.name(village));
        village.clone_from(name);
    }
}

/// The place of each village among these people's, by its letters without marks.
fn village_ranks(people: &[Resident]) -> HashMap<String, usize> {
    let villages: HashSet<&String> = people.iter().filter_map(|one| one.standing.village.as_ref()).collect();
    let folded: HashMap<&String, String> = villages.into_iter().map(|village| (village, fold(village))).collect();
    let places: BTreeSet<&String> = folded.values().collect();
    let places: HashMap<&String, usize> = places.into_iter().zip(0..).collect();
    folded.iter().filter_map(|(village, folded)| Some(((*village).clone(), *places.get(folded)?))).collect()
}

/// What a valid entry still lacks.
fn missing(standing: &Standing, card: &Card, contest: &Contest) -> Vec<Missing> {
    if standing.valid.is_some() {
        return Vec::new();
    }
    let topics = contest.topics.iter().map(|topic| topic.id);
    let entry = Entry {
        registered: standing.registered.is_some(),
        topics: topics.filter(|id| standing.topics & topic_bit(id.number()) != 0).collect(),
        tested: standing.score.is_some(),
        message: card.story.is_some(),
    };
    entry.missing(contest)
}
