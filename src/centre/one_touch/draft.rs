//! A list is read, shown to the city, and kept when the city agrees. Until then it is nowhere but in the browser, sealed.

use super::{OneTouchRefusal, sorting::OneTouchSums};
use crate::{
    centre::{Access, Centre, contest_cache::ended, search_index::SearchIndex},
    crypto::{Keyed, hex, random, sha256},
    domain::{Birth, Date, Moment, PersonKey, PersonKeySource, UnitCode, day_of},
    exchange::{OneTouchFrame, OneTouchLine, one_touch_list},
    judging::{ListedCard, ListedDraft, ListedLine},
    record::person_key_by,
};
use std::collections::BTreeMap;

/// List as it was understood.
#[derive(Clone, Debug)]
pub struct ReadOneTouch {
    /// Those with a valid result, in the file's order.
    pub lines: Vec<OneTouchLine>,
    /// Lines whose result is not valid: they are not kept.
    pub invalid: usize,
    /// Lines about somebody whom another line of the file names too.
    pub repeated: usize,
    /// Heads of columns that were not read.
    pub unread: Vec<String>,
    /// What keeping it would change.
    pub sums: OneTouchSums,
    /// Whether this very file is kept already.
    pub is_known: bool,
    /// What `keep_one_touch` takes.
    pub sealed: String,
}

impl Centre {
    /// Reads a list, and keeps nothing.
    ///
    /// # Errors
    /// Every fault of the file, or why it is not read.
    pub fn read_one_touch(&self, access: &Access, bytes: &[u8], now: Moment) -> Result<ReadOneTouch, OneTouchRefusal> {
        access.administers()?;
        if let Some(at) = self.ledger().read_tx(|tx| ended(tx))? {
            return Err(OneTouchRefusal::TermOver { at });
        }
        let units: Vec<UnitCode> = self.units()?.iter().map(|unit| unit.code.clone()).collect();
        let frame = OneTouchFrame { units: &units, days: self.days_of_lists(now) };
        let list = one_touch_list(bytes, &frame).map_err(OneTouchRefusal::Faults)?;
        let people = self.once(&list.people);
        let repeated = list.people.len() - people.len();
        let draft = ListedDraft::new(hex(&random::<16>()), now.0, sha256(&[bytes]), people);
        let (sums, is_known) = self.ledger().read_tx(|tx| {
            let known = tx.one_touch_imports()?.iter().any(|row| row.digest == draft.digest());
            Ok((self.sort_listed(tx, &draft.people)?.sums, known))
        })?;
        let sealed = hex(&self.sealed_listed_draft(&draft)?);
        Ok(ReadOneTouch {
            lines: list.people,
            invalid: list.invalid,
            repeated,
            unread: list.unread,
            sums,
            is_known,
            sealed,
        })
    }

    /// The contest's days up to today; before there is a pack, all days up to today.
    fn days_of_lists(&self, now: Moment) -> (Date, Date) {
        let rules = self.rules();
        let contest = rules.published.as_ref().map(|contest| (contest.opens, contest.closes));
        let (opens, closes) = contest.unwrap_or((Date::MIN, Date::MAX));
        (opens, closes.min(now.date()))
    }

    /// Each person of a list once, on the first of their days.
    fn once(&self, lines: &[OneTouchLine]) -> Vec<ListedLine> {
        let numbers = Keyed::new(self.keys().person_key().bytes());
        let search = SearchIndex::new(&self.keys().search_key());
        let mut people: BTreeMap<PersonKey, ListedLine> = BTreeMap::new();
        for line in lines {
            let (name, unit, birth) = (line.name.as_str(), line.unit.as_str(), line.birth.written());
            let key = match (&line.number, line.birth) {
                (Some(number), _) => person_key_by(&numbers, &PersonKeySource::Number(number)),
                (None, Birth::Day(_) | Birth::Year(_)) => search.alias(unit, name, &birth),
            };
            let card = ListedCard { name: name.to_owned(), birth, unit: unit.to_owned() };
            let own = ListedLine::new(line.line, (key, line.number.is_some()), day_of(line.day), card);
            let known = people.entry(key).or_insert_with(|| own.clone());
            known.day = known.day.min(own.day);
        }
        let mut people: Vec<ListedLine> = people.into_values().collect();
        people.sort_by_key(|one| one.line);
        people
    }
}
