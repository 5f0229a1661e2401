//! The present of a centre: the machine's clock, unless it contradicts what the centre itself has done
//! (docs/decisions/048-the-clock-of-the-centre.md). A receipt raises the clocks of all stations: nothing is signed, counted or
//! removed by a date that the ledger disproves.

use super::{
    Access, Actor, Centre,
    clock_reading::ClockReading,
    outcome::{AcceptRefusal, ClockRefusal},
};
use crate::{
    domain::{Date, Moment},
    ledger::{LedgerError, NoteFilter, Tx},
};

const DAY_MS: i64 = 24 * 3600 * 1000;
/// A clock that is earlier than the newest line of the trail by more than this is not believed.
const BEHIND_MS: i64 = DAY_MS;
/// A clock that is later than it by more than this is not believed before somebody has confirmed the date.
const AHEAD_MS: i64 = 60 * DAY_MS;
/// A clock that was moved by more than this while the program ran is compared with the trail again.
const MOVED_MS: i64 = DAY_MS;

/// A clock beside what a centre has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockState {
    /// What the machine's clock claims.
    pub machine: Moment,
    /// When the centre did something last, by the clock of then; none for a centre that has done nothing.
    pub last: Option<Moment>,
}

impl ClockState {
    /// The clock's moment, where it is believed.
    ///
    /// # Errors
    /// `Contradicts`.
    pub fn present(self) -> Result<Moment, ClockRefusal> {
        let Self { machine, last } = self;
        let is_near = |last: Moment| (last.plus_ms(-BEHIND_MS)..=last.plus_ms(AHEAD_MS)).contains(&machine);
        match last.filter(|last| !is_near(*last)) {
            Some(last) => Err(ClockRefusal::Contradicts { machine, last }),
            None => Ok(machine),
        }
    }
}

impl Centre {
    /// Whether the clock went on as it did when it was last believed. Never blocks.
    #[must_use]
    pub fn goes_on(&self, reading: ClockReading) -> bool {
        let expected = self.believed().map(|one| one.expected_at(reading.steady_ms));
        expected.is_some_and(|expected| reading.wall.0.abs_diff(expected.0) <= MOVED_MS.unsigned_abs())
    }

    /// The present: the clock's, where it is believed. Takes no `Access`: every use case goes by it.
    ///
    /// # Errors
    /// `Contradicts`, or the ledger's.
    pub fn present(&self, reading: ClockReading) -> Result<Moment, ClockRefusal> {
        if self.goes_on(reading) {
            return Ok(reading.wall);
        }
        let present = self.clock_state(reading.wall)?.present()?;
        self.believe(reading);
        Ok(present)
    }

    /// The clock beside the newest line of the trail. Takes no `Access`: it reveals no more than the time.
    ///
    /// # Errors
    /// The ledger's.
    pub fn clock_state(&self, machine: Moment) -> Result<ClockState, LedgerError> {
        Ok(ClockState { machine, last: self.ledger().read_tx(newest_line)? })
    }

    /// Believes the clock from now on, because somebody has confirmed its date. Not before the day on which the office signed the
    /// newest pack: what somebody else has signed is no mistake of this machine.
    ///
    /// # Errors
    /// `BeforePack`, the role may not, or the ledger's.
    pub fn accept_clock(&self, access: &Access, who: Actor, machine: Moment) -> Result<(), AcceptRefusal> {
        access.administers()?;
        if let Some(issued) = self.reload_cache()?.issued.filter(|issued| is_before(machine, *issued)) {
            return Err(AcceptRefusal::BeforePack { machine, issued });
        }
        Ok(self.ledger().write_tx(|tx| tx.note(machine, who, &format!("accept-clock {}", machine.date())))?)
    }
}

/// Whether the clock shows a day before the one on which a pack was issued. One day is left for the office's zone.
pub(super) fn is_before(machine: Moment, issued: Date) -> bool {
    machine.plus_ms(DAY_MS).date() < issued
}

/// The later of the clock and the newest line of the trail: for what puts a ledger in its place again, which must work whatever the
/// clock shows.
pub(super) fn later(tx: &mut dyn Tx, machine: Moment) -> Result<Moment, LedgerError> {
    Ok(newest_line(tx)?.map_or(machine, |last| last.max(machine)))
}

/// By the number of the line, not by its moment: what a wrong clock once wrote binds nobody after the next line.
fn newest_line(tx: &mut dyn Tx) -> Result<Option<Moment>, LedgerError> {
    Ok(tx.notes(&NoteFilter::default(), 1)?.first().map(|line| line.at))
}
