//! What people ask of the office about their own data: to see it, to have a name corrected, to take the consent back, to have
//! everything erased; by whom it was asked, by when it is due, and which stations still have to follow.

use super::{
    Access, Actor, Centre, Resident,
    access::NotAllowed,
    contest_cache::{ContestCache, turn},
    ingest::{facts, judge_people},
    request_shapes::{PersonData, Request, RequestList, RequestRefusal, Wish},
    request_text::RequestText,
};
use crate::{
    crypto::hex,
    domain::{Birth, Date, Moment, PersonKey, StationId},
    ledger::{LedgerError, RecordedActor, RequestKind, RequestOutcome, RequestRow, Residents, Tx},
};
use chrono::Days;
use std::collections::BTreeSet;

/// Longest words about a request, in characters.
const LONGEST: usize = 300;

/// Days within which a request is to be done, from the day on which it was asked. Nghị định 356/2025/NĐ-CP, by its summaries: a
/// withdrawal within 15 days, an erasure within 20 where somebody else processes the data too, as stations do, the other rights
/// within 10 (docs/PERSONAL-DATA.md).
#[must_use]
pub const fn days_allowed(kind: RequestKind) -> u64 {
    match kind {
        RequestKind::View | RequestKind::Correct => 10,
        RequestKind::Withdraw => 15,
        RequestKind::Erase => 20,
    }
}

impl Centre {
    /// Somebody of the ledger, as lists show them.
    ///
    /// # Errors
    /// Nobody of this key, or not for this role; or the ledger's.
    pub fn resident(&self, access: &Access, person: &PersonKey) -> Result<Resident, RequestRefusal> {
        let rows = self.ledger().read_tx(|tx| tx.residents(&Residents::Key(*person)))?;
        let found = self.list(rows)?.people.pop();
        // A clerk learns nothing of whom the own unit has not.
        let Some(found) = found else {
            access.administers()?;
            return Err(RequestRefusal::UnknownPerson);
        };
        acts_for(access, found.standing.unit.as_deref())?;
        Ok(found)
    }

    /// Writes a request down. Returns its number.
    ///
    /// # Errors
    /// Why it was not.
    pub fn open_request(
        &self,
        access: &Access,
        person: &PersonKey,
        wish: &Wish,
        (who, now): (Actor, Moment),
    ) -> Result<i64, RequestRefusal> {
        let resident = self.resident(access, person)?;
        let text = text_of(wish, &resident)?;
        if wish.asked > now.date() {
            return Err(RequestRefusal::Day);
        }
        let mut row = RequestRow {
            id: 0,
            person: *person,
            kind: wish.kind,
            unit: resident.standing.unit.clone(),
            asked: day(wish.asked),
            due: day(wish.asked + Days::new(days_allowed(wish.kind))),
            opened: now,
            opened_by: who.into(),
            outcome: None,
            closed: None,
            stations: String::new(),
            text: Vec::new(),
        };
        row.text = text.seal(self.keys(), &row)?;
        self.ledger().write_tx(|tx| {
            let id = tx.add_request(&row)?;
            tx.note(now, who, &format!("request {id} {}", wish.kind.as_str()))?;
            Ok(id)
        })
    }

    /// The requests that the role may see, at most `most`.
    ///
    /// # Errors
    /// The role is shown no persons, or the ledger's.
    pub fn request_list(&self, access: &Access, most: u32, now: Moment) -> Result<RequestList, RequestRefusal> {
        if !access.sees_people() {
            return Err(NotAllowed.into());
        }
        let unit = access.unit().map(|unit| unit.as_str());
        let (rows, [open, late]) = self
            .ledger()
            .read_tx(|tx| Ok((tx.requests(unit, most)?, tx.count_open_requests(unit, day(now.date()))?)))?;
        let list = rows.into_iter().map(|row| self.request_of(access, row)).collect::<Result<_, _>>()?;
        Ok(RequestList { list, open, late })
    }

    /// The request of this number.
    ///
    /// # Errors
    /// There is none, or not for this role; or the ledger's.
    pub fn request(&self, access: &Access, id: i64) -> Result<Request, RequestRefusal> {
        let row = self.ledger().read_tx(|tx| tx.request(id))?;
        let row = seen(access, row)?;
        self.request_of(access, row)
    }

    fn request_of(&self, access: &Access, row: RequestRow) -> Result<Request, RequestRefusal> {
        let text = RequestText::open(self.keys(), &row)?;
        let (residents, stations) =
            self.ledger().read_tx(|tx| Ok((tx.residents(&Residents::Key(row.person))?, stations_of(tx, &row)?)))?;
        let may_close = access.administers().is_ok() || row.kind == RequestKind::View && access.unit().is_some();
        Ok(Request {
            asked: date(row.asked),
            due: date(row.due),
            by: text.by,
            wanted: [text.name, text.birth],
            before: text.before,
            why: text.why,
            resident: self.list(residents)?.people.pop(),
            stations,
            may_close,
            row,
        })
    }

    /// Carries a request out: what was to be corrected holds from now on, who withdrew or asked for erasure is erased, and their
    /// stations follow with their next receipt. One that asks to see the data has been answered. What was interrupted goes on when
    /// it is called again.
    ///
    /// # Errors
    /// Why it was not.
    pub fn close_request(
        &self,
        access: &Access,
        id: i64,
        (who, now): (Actor, Moment),
    ) -> Result<RequestKind, RequestRefusal> {
        let row = seen(access, self.ledger().read_tx(|tx| tx.request(id))?)?;
        let stations = match row.kind {
            RequestKind::View => String::new(),
            RequestKind::Correct => {
                access.administers()?;
                String::new()
            }
            RequestKind::Withdraw | RequestKind::Erase => {
                access.administers()?;
                if row.outcome.is_some() {
                    return Err(RequestRefusal::Closed);
                }
                let stations = self.ledger().read_tx(|tx| holders(tx, &row.person))?;
                self.forget_person(access, &row.person, who, now)?;
                stations
            }
        };
        self.ledger().write_tx(|tx| {
            let mut row = open_one(tx, id)?;
            row.stations.clone_from(&stations);
            end(tx, &mut row, RequestOutcome::Done, (who, now))?;
            match row.kind {
                RequestKind::View => (),
                RequestKind::Correct => {
                    turn(tx)?;
                    let cache = ContestCache::read(tx, self.keys(), Some(&self.cache()))?;
                    judge_people(self, tx, &cache, &BTreeSet::from([row.person]), now)?;
                }
                RequestKind::Withdraw | RequestKind::Erase => forget_texts(tx, &row.person)?,
            }
            Ok(row.kind)
        })
    }

    /// Refuses a request, with the reason.
    ///
    /// # Errors
    /// Why it was not.
    pub fn refuse_request(
        &self,
        access: &Access,
        id: i64,
        why: &str,
        (who, now): (Actor, Moment),
    ) -> Result<(), RequestRefusal> {
        access.administers()?;
        let why = words(why)?;
        self.ledger().write_tx(|tx| {
            let mut row = open_one(tx, id)?;
            let text = RequestText { why: Some(why.clone()), ..RequestText::open(self.keys(), &row)? };
            row.text = text.seal(self.keys(), &row)?;
            end(tx, &mut row, RequestOutcome::Refused, (who, now))
        })
    }

    /// Everything that is kept of the person of a request to see it. The trail records that it was shown.
    ///
    /// # Errors
    /// No such request, or not for this role; the person is erased; or the ledger's.
    pub fn person_data(
        &self,
        access: &Access,
        id: i64,
        (who, now): (Actor, Moment),
    ) -> Result<PersonData, RequestRefusal> {
        let row = seen(access, self.ledger().read_tx(|tx| tx.request(id))?)?;
        if row.kind != RequestKind::View {
            return Err(RequestRefusal::Unknown);
        }
        let resident = self.resident(access, &row.person)?;
        self.ledger().write_tx(|tx| {
            tx.note(now, who, &format!("person-data {id}"))?;
            let kept = tx.people(&[row.person])?.pop().ok_or(RequestRefusal::UnknownPerson)?;
            let facts = facts(&kept.facts)?;
            let bundles = tx.bundles_by_id(facts.bundles())?;
            let stations = bundles.into_iter().map(|bundle| (bundle.id, bundle.station)).collect();
            Ok(PersonData { resident: resident.clone(), history: facts.history(), stations })
        })
    }
}

fn text_of(wish: &Wish, resident: &Resident) -> Result<RequestText, RequestRefusal> {
    let mut text = RequestText { by: words(&wish.by)?, ..RequestText::default() };
    if wish.kind != RequestKind::Correct {
        return Ok(text);
    }
    let card = &resident.card;
    text.name = wish.name.as_ref().map(|name| name.as_str().to_owned()).filter(|name| *name != card.name);
    text.birth = wish.birth.map(birth_code).filter(|birth| *birth != card.birth);
    if text.name.is_none() && text.birth.is_none() {
        return Err(RequestRefusal::Correction);
    }
    text.before = Some(format!("{}, {}", card.name, card.birth));
    Ok(text)
}

/// A birth as cards have it: `yyyy-mm-dd`, or `yyyy`.
fn birth_code(birth: Birth) -> String {
    match birth {
        Birth::Day(date) => date.format("%Y-%m-%d").to_string(),
        Birth::Year(year) => format!("{year:04}"),
    }
}

/// Words that somebody typed, bounded; none are none.
fn words(typed: &str) -> Result<String, RequestRefusal> {
    let typed = typed.trim();
    if typed.is_empty() { Err(RequestRefusal::Words) } else { Ok(typed.chars().take(LONGEST).collect()) }
}

/// A row that the role may see. A clerk learns nothing of numbers that are not the own unit's.
fn seen(access: &Access, row: Option<RequestRow>) -> Result<RequestRow, RequestRefusal> {
    let Some(row) = row else {
        access.administers()?;
        return Err(RequestRefusal::Unknown);
    };
    acts_for(access, row.unit.as_deref())?;
    Ok(row)
}

/// Whether the role may do something for people of this unit, or of none that is listed.
fn acts_for(access: &Access, unit: Option<&str>) -> Result<(), NotAllowed> {
    unit.map_or_else(|| access.administers(), |unit| access.acts_in(unit))
}

fn open_one(tx: &mut dyn Tx, id: i64) -> Result<RequestRow, RequestRefusal> {
    let row = tx.request(id)?.ok_or(RequestRefusal::Unknown)?;
    if row.outcome.is_some() { Err(RequestRefusal::Closed) } else { Ok(row) }
}

fn end(
    tx: &mut dyn Tx,
    row: &mut RequestRow,
    outcome: RequestOutcome,
    (who, now): (Actor, Moment),
) -> Result<(), RequestRefusal> {
    (row.outcome, row.closed) = (Some(outcome), Some((now, RecordedActor::from(who))));
    tx.set_request(row)?;
    let (id, kind) = (row.id, row.kind.as_str());
    let line = match outcome {
        RequestOutcome::Done => format!("request-done {id} {kind}"),
        RequestOutcome::Refused => format!("request-refused {id} {kind}"),
    };
    tx.note(now, who, &line)?;
    Ok(())
}

/// Of somebody who is erased no request keeps its words: neither who asked nor what was to be corrected.
fn forget_texts(tx: &mut dyn Tx, person: &PersonKey) -> Result<(), RequestRefusal> {
    for mut row in tx.requests_of(person)? {
        row.text = Vec::new();
        tx.set_request(&row)?;
    }
    Ok(())
}

/// Stations that hold records of a person, by id.
fn holders(tx: &mut dyn Tx, person: &PersonKey) -> Result<String, LedgerError> {
    let Some(row) = tx.people(&[*person])?.pop() else { return Ok(String::new()) };
    let bundles = tx.bundles_by_id(facts(&row.facts)?.bundles())?;
    let stations: BTreeSet<String> = bundles.iter().map(|row| row.station.as_str().to_owned()).collect();
    Ok(stations.into_iter().collect::<Vec<_>>().join(" "))
}

/// The stations of a request, and when each was heard of after it had been carried out.
fn stations_of(tx: &mut dyn Tx, row: &RequestRow) -> Result<Vec<(StationId, Option<Moment>)>, LedgerError> {
    let mut stations = Vec::new();
    for id in row.stations.split_whitespace() {
        let id: StationId = id.parse().map_err(|_| LedgerError::Damaged("request"))?;
        let heard = tx.station(&id)?.and_then(|station| station.last_seen);
        let since = row.closed.as_ref().map(|(at, _)| *at);
        stations.push((id, heard.filter(|heard| since.is_some_and(|since| *heard > since))));
    }
    Ok(stations)
}

/// Days since 1970-01-01.
fn day(date: Date) -> i32 {
    i32::try_from((date - Date::default()).num_days()).unwrap_or(i32::MAX)
}

fn date(day: i32) -> Date {
    Moment(i64::from(day) * 86_400_000).date()
}

/// A person's key as forms hand it back.
#[must_use]
pub fn person_code(person: &PersonKey) -> String {
    hex(&person.0)
}

/// Reads what `person_code` wrote.
#[must_use]
pub fn person_of_code(code: &str) -> Option<PersonKey> {
    crate::crypto::unhex(code).map(PersonKey)
}
