//! A roster is read, shown to its clerk, and kept when the clerk agrees. Until then it is nowhere but in the clerk's browser, sealed.

use super::RosterRefusal;
use crate::{
    centre::{
        Access, Actor, Centre,
        access::NotAllowed,
        confirmed::{is_fresh, short, was_removed},
    },
    crypto::{hex, random, unhex_bytes},
    domain::{Date, Moment, is_forbidden_char, tidy_spaces},
    exchange::{ListedPerson, people_list},
    judging::{RosterCard, RosterDraft, day},
    ledger::{RosterPersonRow, RosterRow},
};
use chrono::{Datelike, Days};

/// Longest purpose, in characters.
pub const LONGEST_PURPOSE: usize = 200;
/// Rosters that a unit may have at once; each of its pages reads them all.
pub const MOST_ROSTERS: usize = 50;
/// Days after today that the last day may be.
pub const MOST_ROSTER_DAYS: u64 = 366;

/// Roster as it was understood.
#[derive(Clone, Debug)]
pub struct ReadRoster {
    /// In the file's order.
    pub people: Vec<ListedPerson>,
    /// Heads of columns that were not read.
    pub unread: Vec<String>,
    /// What it is for.
    pub purpose: String,
    /// Last day on which it is kept.
    pub last_day: Date,
    /// What `keep_roster` takes.
    pub sealed: String,
}

impl Centre {
    /// Reads a roster of a unit, and keeps nothing.
    ///
    /// # Errors
    /// Every fault of the file, or why it is not read.
    pub fn read_roster(
        &self,
        access: &Access,
        unit: &str,
        (bytes, purpose, last_day): (&[u8], &str, &str),
        now: Moment,
    ) -> Result<ReadRoster, RosterRefusal> {
        access.acts_in(unit)?;
        if !self.units()?.iter().any(|known| known.code.as_str() == unit) {
            return Err(RosterRefusal::Unknown);
        }
        let purpose = tidy_spaces(purpose);
        let is_sound = !purpose.is_empty()
            && purpose.chars().count() <= LONGEST_PURPOSE
            && !purpose.chars().any(is_forbidden_char);
        if !is_sound {
            return Err(RosterRefusal::Purpose);
        }
        let until = now.date().checked_add_days(Days::new(MOST_ROSTER_DAYS)).unwrap_or(Date::MAX);
        let last_day = Date::parse_from_str(last_day.trim(), "%Y-%m-%d").ok();
        let last_day = last_day.filter(|date| (now.date()..=until).contains(date));
        let last_day = last_day.ok_or(RosterRefusal::LastDay { until })?;
        let list = people_list(bytes, now.date().year()).map_err(RosterRefusal::Faults)?;
        let card = |one: &ListedPerson| {
            let members = one.memberships.iter().copied();
            (one.line, RosterCard::new(&one.name, one.birth_year, &one.agency, members))
        };
        let draft = RosterDraft {
            id: hex(&random::<16>()),
            unit: unit.to_owned(),
            read_ms: now.0,
            purpose: purpose.clone(),
            last_day: day(Moment::start_of(last_day)),
            people: list.people.iter().map(card).collect(),
        };
        let sealed = hex(&self.sealed_draft(&draft)?);
        Ok(ReadRoster { people: list.people, unread: list.unread, purpose, last_day, sealed })
    }

    /// Keeps a roster that was read; once, however often it is confirmed. Returns how many people it has.
    ///
    /// # Errors
    /// Why it is not kept.
    pub fn keep_roster(
        &self,
        access: &Access,
        unit: &str,
        sealed: &str,
        (who, now): (Actor, Moment),
    ) -> Result<usize, RosterRefusal> {
        access.acts_in(unit)?;
        let draft =
            unhex_bytes(sealed.trim()).and_then(|sealed| self.open_draft(&sealed)).ok_or(RosterRefusal::Stale)?;
        if draft.unit != unit || !is_fresh(draft.read_ms, now) || draft.last_day < day(now) {
            return Err(RosterRefusal::Stale);
        }
        let row = RosterRow {
            id: draft.id.clone(),
            unit: draft.unit.clone(),
            last_day: draft.last_day,
            head: self.sealed_purpose(&draft.id, &draft.purpose)?,
            kept: now,
            kept_by: who.into(),
        };
        let mut people = Vec::new();
        for (line, card) in &draft.people {
            let card = self.sealed_card(&draft.id, *line, card)?;
            people.push(RosterPersonRow { roster: draft.id.clone(), line: *line, card, found: None });
        }
        self.ledger().write_tx(|tx| {
            if was_removed(tx, "roster-remove", &row.id, draft.read_ms)? {
                return Err(RosterRefusal::Stale);
            }
            if tx.roster(&row.id)?.is_none() {
                if tx.rosters(unit)?.len() >= MOST_ROSTERS {
                    return Err(RosterRefusal::TooMany(MOST_ROSTERS));
                }
                tx.add_roster(&row, &people)?;
                tx.note(now, who, &format!("roster-keep {unit} {} {}", short(&row.id), people.len()))?;
            }
            Ok::<_, RosterRefusal>(people.len())
        })
    }

    /// Removes a roster with all that was found for it.
    ///
    /// # Errors
    /// Why it was not removed.
    pub fn remove_roster(
        &self,
        access: &Access,
        unit: &str,
        id: &str,
        (who, now): (Actor, Moment),
    ) -> Result<(), RosterRefusal> {
        access.acts_in(unit)?;
        self.ledger().write_tx(|tx| {
            match tx.roster(id)? {
                Some(row) if row.unit == unit => tx.remove_roster(id)?,
                // A clerk learns nothing of what is not the own unit's.
                Some(_) if access.unit().is_some() => return Err(NotAllowed.into()),
                Some(_) | None => return Err(RosterRefusal::Unknown),
            };
            Ok(tx.note(now, who, &format!("roster-remove {unit} {}", short(id)))?)
        })
    }
}
