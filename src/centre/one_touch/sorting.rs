//! Who the lines of a list are: people of the ledger, new ones, and those who must not come back.

use crate::{
    centre::{
        Centre,
        ingest::{facts, may_be_listed},
        search_index::SearchIndex,
    },
    domain::{PersonKey, fold},
    judging::{Card, ListedLine},
    ledger::{LedgerError, PersonRow, ResidentRow, Residents, Tx},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Lines of a unit from which on all of its people are looked through at once; fewer are looked for by their names.
const MANY: usize = 16;

/// How many people of a list are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OneTouchSums {
    /// Nothing was known of them.
    pub new: usize,
    /// Registered at a station, and confirmed on One Touch by the list.
    pub confirmed: usize,
    /// Another list has them already: they are counted once.
    pub listed: usize,
    /// They withdrew or were erased: they are not kept.
    pub left_out: usize,
    /// Several people of the unit have this name and birth, and the line has no number: not kept.
    pub unclear: usize,
}

/// A line with who it is.
pub(super) struct Found<'l> {
    pub line: &'l ListedLine,
    pub key: PersonKey,
    /// As they are kept; none of somebody new.
    pub before: Option<PersonRow>,
}

/// Lines that may be kept, each person once, and how many were what.
pub(super) struct Sorted<'l> {
    pub found: Vec<Found<'l>>,
    pub sums: OneTouchSums,
}

impl Centre {
    pub(super) fn sort_listed<'l>(&self, tx: &mut dyn Tx, lines: &'l [ListedLine]) -> Result<Sorted<'l>, LedgerError> {
        let namesakes = self.namesakes(tx, lines)?;
        let matches = tx.one_touch_matches()?;
        let united: HashMap<PersonKey, PersonKey> =
            matches.iter().filter(|row| row.is_same).map(|row| (row.listed, row.resident)).collect();
        let mut sums = OneTouchSums::default();
        let mut keys: BTreeMap<PersonKey, &ListedLine> = BTreeMap::new();
        let mut unfound = Vec::new();
        for line in lines {
            let same = namesakes.get(&line.key()).filter(|_| !line.by_number);
            let key = match same.map(Vec::as_slice).unwrap_or_default() {
                [] => {
                    unfound.extend((!line.by_number).then(|| line.key()));
                    // Who was decided to be one is one in every list.
                    united.get(&line.key()).copied().unwrap_or_else(|| line.key())
                }
                [one] => *one,
                [_, ..] => {
                    sums.unclear += 1;
                    continue;
                }
            };
            // A number and a name may be one person: the earlier day holds.
            let known = keys.entry(key).or_insert(line);
            if line.day < known.day {
                *known = line;
            }
        }
        let mut gone: BTreeSet<PersonKey> = tx.gone_among(&unfound)?.into_iter().collect();
        gone.extend(self.erased_among(keys.keys().copied()));
        let wanted: Vec<PersonKey> = keys.keys().copied().collect();
        let mut rows: HashMap<PersonKey, PersonRow> =
            tx.people(&wanted)?.into_iter().map(|row| (row.key, row)).collect();
        let mut found = Vec::new();
        for (key, line) in keys {
            let before = rows.remove(&key);
            let is_left_out = match &before {
                Some(row) => !may_be_listed(&facts(&row.facts)?, &row.standing),
                None => false,
            };
            if is_left_out || gone.contains(&key) {
                sums.left_out += 1;
                continue;
            }
            match &before {
                Some(row) if row.standing.listed.is_some() => sums.listed += 1,
                Some(row) if row.standing.registered.is_some() => sums.confirmed += 1,
                Some(_) | None => sums.new += 1,
            }
            found.push(Found { line, key, before });
        }
        Ok(Sorted { found, sums })
    }

    /// Who is registered with the unit, name and birth of lines without a number, by the value of these.
    fn namesakes(
        &self,
        tx: &mut dyn Tx,
        lines: &[ListedLine],
    ) -> Result<BTreeMap<PersonKey, Vec<PersonKey>>, LedgerError> {
        let mut by_unit: BTreeMap<&str, Vec<&ListedLine>> = BTreeMap::new();
        for line in lines.iter().filter(|line| !line.by_number) {
            by_unit.entry(line.card.unit.as_str()).or_default().push(line);
        }
        let search = SearchIndex::new(&self.keys().search_key());
        let mut found: BTreeMap<PersonKey, Vec<PersonKey>> = BTreeMap::new();
        for (unit, lines) in by_unit {
            let mut rows = Vec::new();
            if lines.len() < MANY {
                let names: BTreeSet<String> = lines.iter().map(|line| fold(&line.card.name)).collect();
                for name in names {
                    let values = search.names(unit, &name);
                    rows.extend(tx.residents(&Residents::Named { unit, values: &values })?);
                }
            } else {
                rows = tx.residents(&Residents::Unit(unit))?;
            }
            let wanted: BTreeSet<PersonKey> = lines.iter().map(|line| line.key()).collect();
            for row in rows.iter().filter(|row| row.standing.registered.is_some() && !row.standing.withdrawn) {
                let Some(alias) = alias(&search, unit, row) else { continue };
                let of = found.entry(alias).or_default();
                if wanted.contains(&alias) && !of.contains(&row.key) {
                    of.push(row.key);
                }
            }
        }
        Ok(found)
    }
}

/// The value of somebody's unit, name and birth.
fn alias(search: &SearchIndex, unit: &str, row: &ResidentRow) -> Option<PersonKey> {
    let card = Card::read(&row.card).ok()?; // nobody's card is empty
    Some(search.alias(unit, &card.name, &card.birth))
}
