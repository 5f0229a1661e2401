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
    domain::{Birth, Date, Moment, PersonKey, StationId, birth_faults, date_of, day_of},
    ledger::{LedgerError, RecordedActor, RequestKind, RequestOutcome, RequestRow, ResidentRow, Residents, Tx},
    text::people_date,
};
use chrono::Days;
use std::collections::BTreeSet;

/// Longest words about a request, in characters.
const LONGEST: usize = 300;
/// What was asked longer ago than this, in days, was mistyped.
const OLDEST_DAYS: u64 = 366;

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
        let text = text_of(wish, &resident, now.date())?;
        if wish.asked > now.date() || wish.asked < now.date() - Days::new(OLDEST_DAYS) {
            return Err(RequestRefusal::Day);
        }
        let mut row = RequestRow {
            id: 0,
            person: *person,
            kind: wish.kind,
            unit: resident.standing.unit.clone(),
            asked: day_of(wish.asked),
            due: day_of(wish.asked + Days::new(days_allowed(wish.kind))),
            opened: now,
            opened_by: who.into(),
            outcome: None,
            closed: None,
            stations: String::new(),
            text: Vec::new(),
        };
        row.text = text.seal(self.keys(), &row)?;
        self.ledger().write_tx(|tx| {
            let before = tx.requests_of(person)?;
            if let Some(open) = before.iter().find(|before| before.outcome.is_none() && before.kind == row.kind) {
                return Err(RequestRefusal::Open(open.id));
            }
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
        let (read, [open, late]) = self.ledger().read_tx(|tx| {
            let rows = tx.requests(unit, most)?;
            let read = rows.into_iter().map(|row| read(tx, row)).collect::<Result<Vec<_>, _>>()?;
            Ok((read, tx.count_open_requests(unit, day_of(now.date()))?))
        })?;
        let list = read.into_iter().map(|read| self.request_of(access, read)).collect::<Result<_, _>>()?;
        Ok(RequestList { list, open, late })
    }

    /// The request of this number.
    ///
    /// # Errors
    /// There is none, or not for this role; or the ledger's.
    pub fn request(&self, access: &Access, id: i64) -> Result<Request, RequestRefusal> {
        let row = seen(access, self.ledger().read_tx(|tx| tx.request(id))?)?;
        let read = self.ledger().read_tx(|tx| read(tx, row.clone()))?;
        self.request_of(access, read)
    }

    fn request_of(&self, access: &Access, read: Read) -> Result<Request, RequestRefusal> {
        let Read { row, residents, stations } = read;
        let text = RequestText::open(self.keys(), &row)?;
        let may_close = access.administers().is_ok() || row.kind == RequestKind::View && access.unit().is_some();
        Ok(Request {
            asked: date_of(row.asked),
            due: date_of(row.due),
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
        match row.kind {
            RequestKind::View => (),
            RequestKind::Correct => access.administers()?,
            RequestKind::Withdraw | RequestKind::Erase => {
                access.administers()?;
                // First which stations follow: once the person is erased nobody knows it any more.
                self.ledger().write_tx(|tx| {
                    let mut row = open_one(tx, id)?;
                    let found = holders(tx, &row.person)?;
                    if !found.is_empty() {
                        row.stations = found;
                        tx.set_request(&row)?;
                    }
                    Ok::<_, RequestRefusal>(())
                })?;
                self.forget_person(access, &row.person, who, now)?;
            }
        }
        self.ledger().write_tx(|tx| {
            let mut row = open_one(tx, id)?;
            end(tx, &mut row, RequestOutcome::Done, (who, now))?;
            if row.kind == RequestKind::Correct {
                turn(tx)?;
                let cache = ContestCache::read(tx, self.keys(), Some(&self.cache()))?;
                judge_people(self, tx, &cache, &BTreeSet::from([row.person]), now)?;
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
        // The request is the own unit's: that its person is erased is no secret from whom it belongs to.
        let resident = self.resident(access, &row.person).map_err(|refusal| match refusal {
            RequestRefusal::NotAllowed(_) => RequestRefusal::UnknownPerson,
            other => other, // else: stated as it is
        })?;
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

fn text_of(wish: &Wish, resident: &Resident, today: Date) -> Result<RequestText, RequestRefusal> {
    let mut text = RequestText { by: words(&wish.by)?, ..RequestText::default() };
    if wish.kind != RequestKind::Correct {
        return Ok(text);
    }
    let card = &resident.card;
    // As a station bounds it.
    if wish.birth.is_some_and(|birth| !birth_faults(birth, today, None).is_empty()) {
        return Err(RequestRefusal::Correction);
    }
    text.name = wish.name.as_ref().map(|name| name.as_str().to_owned()).filter(|name| *name != card.name);
    text.birth = wish.birth.map(Birth::written).filter(|birth| *birth != card.birth);
    if text.name.is_none() && text.birth.is_none() {
        return Err(RequestRefusal::Correction);
    }
    text.before = Some(format!("{}, {}", card.name, people_date(&card.birth)));
    Ok(text)
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

/// Stations that hold records of a person, by id.
fn holders(tx: &mut dyn Tx, person: &PersonKey) -> Result<String, LedgerError> {
    let Some(row) = tx.people(&[*person])?.pop() else { return Ok(String::new()) };
    let bundles = tx.bundles_by_id(facts(&row.facts)?.bundles())?;
    let stations: BTreeSet<String> = bundles.iter().map(|row| row.station.as_str().to_owned()).collect();
    Ok(stations.into_iter().collect::<Vec<_>>().join(" "))
}

/// What a request is shown with.
struct Read {
    row: RequestRow,
    residents: Vec<ResidentRow>,
    stations: Vec<(StationId, Option<Moment>)>,
}

fn read(tx: &mut dyn Tx, row: RequestRow) -> Result<Read, LedgerError> {
    let (residents, stations) = (tx.residents(&Residents::Key(row.person))?, stations_of(tx, &row)?);
    Ok(Read { row, residents, stations })
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

/// Text key of what a request asks for.
#[must_use]
pub fn request_kind_key(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::View => "site-request-view",
        RequestKind::Correct => "site-request-correct",
        RequestKind::Withdraw => "site-request-withdraw",
        RequestKind::Erase => "site-request-erase",
    }
}
