//! Who is on a list by a number and registered at a station without one: two people to the machine, perhaps one in truth. The office
//! that knows them decides, and may take it back.

use super::{OneTouchRefusal, keep::newcomer};
use crate::{
    centre::{
        Access, Actor, Centre, ingest::unite, outcome::QueryError, person::address_of, search_index::SearchIndex,
    },
    crypto::Keyed,
    domain::{
        Birth, Date, Moment, PersonKey, PersonKeySource, PersonName, Residence, Unit, UnitCode, date_entry, date_of,
        given_name_key,
    },
    judging::{Card, Changes, ListedCard},
    ledger::{LedgerError, OneTouchMatchRow, PersonRow, RecordedActor, ResidentRow, Residents, Standing, Tx},
    record::person_key_by,
};
use std::collections::{BTreeMap, BTreeSet};

/// Namesakes of one village whose keys are tried.
const MOST_NAMESAKES: u8 = 16;

/// What a unit decides about people of lists.
#[derive(Clone, Debug)]
pub struct OneTouchDoubts {
    /// The unit.
    pub unit: Unit,
    /// When it was read.
    pub at: Moment,
    /// Who is to be decided about, by given name.
    pub open: Vec<OneTouchDoubt>,
    /// What was decided, by given name.
    pub decided: Vec<(OneTouchDoubt, bool, Moment, RecordedActor)>,
}

/// Somebody of a list, by a number, and somebody who is registered without one: with one unit, name and birth.
#[derive(Clone, Debug)]
pub struct OneTouchDoubt {
    /// Key of whom the list has.
    pub listed: PersonKey,
    /// Key of whom a station has.
    pub resident: PersonKey,
    /// Name, as it was declared at the station.
    pub name: String,
    /// Birth: `yyyy-mm-dd`, or `yyyy`.
    pub birth: String,
    /// Village that was declared.
    pub village: String,
    /// Day of registration.
    pub registered: Option<Date>,
    /// Day on which the list has them; none once they are one.
    pub day: Option<Date>,
}

impl Centre {
    /// Who of a unit is on a list by a number and may be somebody who is registered without one; none for an unknown unit. The trail
    /// records what the city reads.
    ///
    /// # Errors
    /// The role is shown no persons, or not this unit's; or the ledger's.
    pub fn one_touch_doubts(
        &self,
        access: &Access,
        unit: &str,
        (who, now): (Actor, Moment),
    ) -> Result<Option<OneTouchDoubts>, QueryError> {
        access.acts_in(unit)?;
        let Some(place) = self.units()?.iter().find(|known| known.code.as_str() == unit).cloned() else {
            return Ok(None);
        };
        if *access == Access::City {
            self.ledger().write_tx(|tx| tx.note(now, who, &format!("one-touch-view {unit}")))?;
        }
        let (rows, matches) =
            self.ledger().read_tx(|tx| Ok((tx.residents(&Residents::Unit(unit))?, tx.one_touch_matches()?)))?;
        let mut open = self.doubts(unit, &rows)?;
        let is_decided: BTreeSet<(PersonKey, PersonKey)> =
            matches.iter().map(|row| (row.listed, row.resident)).collect();
        open.retain(|one| !is_decided.contains(&(one.listed, one.resident)));
        let by_key: BTreeMap<PersonKey, &ResidentRow> = rows.iter().map(|row| (row.key, row)).collect();
        let mut decided = Vec::new();
        for row in matches {
            // Of whom nothing is known any more nothing is shown.
            let Some(resident) = by_key.get(&row.resident).filter(|row| !row.card.is_empty()) else { continue };
            let listed = by_key.get(&row.listed).and_then(|row| row.standing.listed);
            decided.push((doubt(row.listed, listed, resident)?, row.is_same, row.decided, row.decided_by));
        }
        open.sort_by_cached_key(|one| (given_name_key(&one.name), one.resident, one.listed));
        decided.sort_by_cached_key(|(one, ..)| (given_name_key(&one.name), one.resident, one.listed));
        Ok(Some(OneTouchDoubts { unit: place, at: now, open, decided }))
    }

    /// Decides whether somebody of a list is somebody who is registered. Where they are one, the one who is registered has the list's
    /// lines from then on, also of lists that come later.
    ///
    /// # Errors
    /// Why nothing was decided.
    pub fn decide_one_touch(
        &self,
        access: &Access,
        (unit, listed, resident): (&str, PersonKey, PersonKey),
        is_same: bool,
        (who, now): (Actor, Moment),
    ) -> Result<(), OneTouchRefusal> {
        access.acts_in(unit)?;
        self.ledger().write_tx(|tx| {
            let pair = [Residents::Key(listed), Residents::Key(resident)];
            let rows = pair.iter().map(|one| tx.residents(one)).collect::<Result<Vec<_>, LedgerError>>()?.concat();
            let known = tx.one_touch_matches()?;
            // A person of a list is one person at most.
            let is_taken = known.iter().any(|row| row.listed == listed && (row.is_same || row.resident == resident));
            if is_taken || self.doubts(unit, &rows)?.len() != 1 {
                return Err(OneTouchRefusal::Settled);
            }
            if is_same {
                let mut changes = Changes::default();
                unite(tx, (&listed, &resident), &mut changes)?;
                tx.add_tallies(&changes.list())?;
            }
            tx.put_one_touch_match(&OneTouchMatchRow {
                listed,
                resident,
                is_same,
                decided: now,
                decided_by: who.into(),
            })?;
            let verb = if is_same { "one-touch-same" } else { "one-touch-differ" };
            Ok(tx.note(now, who, &note(verb, unit, &listed, &resident))?)
        })
    }

    /// Takes back what was decided about two people of a unit. Who were one are two again: whom a station has loses the lines that
    /// lists have by a number.
    ///
    /// # Errors
    /// Why nothing was taken back.
    pub fn undo_one_touch_match(
        &self,
        access: &Access,
        (unit, listed, resident): (&str, PersonKey, PersonKey),
        (who, now): (Actor, Moment),
    ) -> Result<(), OneTouchRefusal> {
        access.acts_in(unit)?;
        self.ledger().write_tx(|tx| {
            let is_it = |row: &&OneTouchMatchRow| row.listed == listed && row.resident == resident;
            let known = tx.one_touch_matches()?;
            let row = known.iter().find(is_it).ok_or(OneTouchRefusal::Settled)?;
            let people = tx.people(&[resident])?;
            let person = people.first().filter(|row| row.standing.unit.as_deref() == Some(unit));
            let person = person.ok_or(OneTouchRefusal::Settled)?;
            if row.is_same {
                self.part(tx, listed, person)?;
            }
            tx.remove_one_touch_match(&listed, &resident)?;
            Ok(tx.note(now, who, &note("one-touch-unmatch", unit, &listed, &resident))?)
        })
    }

    /// Gives the lines by a number back to whom a list has.
    fn part(&self, tx: &mut dyn Tx, listed: PersonKey, person: &PersonRow) -> Result<(), LedgerError> {
        let lines = tx.one_touch_of(&[person.key])?;
        let (by_number, by_name): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.alias.is_none());
        let Some(day) = by_number.iter().map(|line| line.day).min() else { return Ok(()) };
        let mut changes = Changes::default();
        let mut kept = person.clone();
        kept.standing.listed = by_name.iter().map(|line| line.day).min();
        changes.add(Some(&person.standing), &kept.standing);
        let card = Card::read(&person.card).map_err(|_| LedgerError::Damaged("card"))?;
        let search = SearchIndex::new(&self.keys().search_key());
        let unit = person.standing.unit.clone();
        tx.set_people(&[kept])?;
        match tx.people(&[listed])?.pop() {
            // They came to a station with the number meanwhile.
            Some(mut other) => {
                let before = other.standing.clone();
                other.standing.listed = before.listed.into_iter().chain([day]).min();
                changes.add(Some(&before), &other.standing);
                tx.set_people(&[other])?;
            }
            None => {
                let of_list = ListedCard { name: card.name, birth: card.birth, unit: unit.unwrap_or_default() };
                let other = newcomer(listed, (&of_list, day), &search);
                changes.add(None, &other.standing);
                tx.add_people(&[other])?;
            }
        }
        tx.move_numbered_one_touch(&person.key, &listed)?;
        tx.add_tallies(&changes.list())
    }

    /// Pairs among people of a unit: one whom nothing but a list by a number has, one who is registered without a number and on no list.
    fn doubts(&self, unit: &str, rows: &[ResidentRow]) -> Result<Vec<OneTouchDoubt>, LedgerError> {
        let search = SearchIndex::new(&self.keys().search_key());
        let here = || rows.iter().filter(|row| row.standing.unit.as_deref() == Some(unit) && !row.standing.withdrawn);
        let mut listed: BTreeMap<PersonKey, Vec<&ResidentRow>> = BTreeMap::new();
        let mut births: BTreeSet<String> = BTreeSet::new();
        // Whom a station has brought something of keeps it under the number.
        let is_alone = |of: &Standing| of.registered.is_none() && of.listed.is_some() && of.stations == 0;
        for row in here().filter(|row| is_alone(&row.standing)) {
            let card = Card::read(&row.card).map_err(|_| LedgerError::Damaged("card"))?;
            let alias = search.alias(unit, &card.name, &card.birth);
            // Who has the value as their key is on a list without a number.
            if alias != row.key {
                births.insert(card.birth);
                listed.entry(alias).or_default().push(row);
            }
        }
        let mut found = Vec::new();
        if listed.is_empty() {
            return Ok(found);
        }
        let keys = Keyed::new(self.keys().person_key().bytes());
        for row in here().filter(|row| row.standing.registered.is_some() && row.standing.listed.is_none()) {
            let Ok(card) = Card::read(&row.card) else { continue }; // nobody's card is empty
            if !births.contains(&card.birth) || !is_without_number(&keys, row, &card) {
                continue;
            }
            for other in listed.get(&search.alias(unit, &card.name, &card.birth)).into_iter().flatten() {
                found.push(doubt(other.key, other.standing.listed, row)?);
            }
        }
        Ok(found)
    }
}

/// Whether the key of somebody follows from what they declared, and so from no number.
fn is_without_number(keys: &Keyed, row: &ResidentRow, card: &Card) -> bool {
    let place = row.standing.unit.as_deref().and_then(UnitCode::parse).zip(row.standing.village.clone());
    let name = PersonName::parse(&card.name);
    let (Some((unit, village)), Ok(name), Ok(birth)) = (place, name, date_entry::read(&card.birth)) else {
        return false;
    };
    let (residence, birth): (Residence, Birth) = (Residence { unit, village }, birth);
    (0..MOST_NAMESAKES).any(|ordinal| {
        let source = PersonKeySource::Declared { name: &name, birth, residence: &residence, ordinal };
        person_key_by(keys, &source) == row.key
    })
}

fn doubt(listed: PersonKey, day: Option<i32>, row: &ResidentRow) -> Result<OneTouchDoubt, LedgerError> {
    let card = Card::read(&row.card).map_err(|_| LedgerError::Damaged("card"))?;
    Ok(OneTouchDoubt {
        listed,
        resident: row.key,
        name: card.name,
        birth: card.birth,
        village: row.standing.village.clone().unwrap_or_default(),
        registered: row.standing.registered.map(date_of),
        day: day.map(date_of),
    })
}

fn note(verb: &str, unit: &str, listed: &PersonKey, resident: &PersonKey) -> String {
    let short = |key: &PersonKey| address_of(key).chars().take(12).collect::<String>();
    format!("{verb} {unit} {} {}", short(listed), short(resident))
}
