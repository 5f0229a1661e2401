use super::{BundleSigns, ContestRules, basis::Collected, bounds::lower};
use crate::{
    crypto::Keyed,
    domain::{EpochId, Moment, PersonKey, Sign, StationId},
    ledger::{BundleRow, BundleState, StationRow},
};
use std::sync::Arc;

/// Where a fact comes from: its bundle, and what the centre knows of the time in which it was written.
#[derive(Clone, Debug)]
pub struct Source {
    /// The bundle's number in the ledger.
    pub bundle: i64,
    /// The station that wrote it.
    pub station: StationId,
    /// The station's epoch.
    pub epoch: EpochId,
    /// The bundle's digest: it distinguishes what copies of a station recorded under one number.
    pub digest: [u8; 32],
    /// Whether its records count.
    pub state: BundleState,
    /// Between these its records happened, whatever they claim: the station was there, the bundle before it was written; it arrived.
    pub lower: Moment,
    /// When it arrived: the later end.
    pub received: Moment,
    /// First and last day of the station's place, days since 1970-01-01 in Vietnam.
    pub valid_from: i32,
    /// The last of these days.
    pub valid_to: i32,
    /// From which its papers are drawn: the key of its epoch, then those of the epochs that lead to it, the newest
    /// first. A station that was restored goes on with the key that it has until its centre grants the new epoch
    /// (docs/decisions/016-epochs.md).
    pub draws: Vec<Keyed>,
    /// What its epoch shows of the bundle.
    pub signs: Arc<BundleSigns>,
    /// Which of the signs keep its entries from counting.
    pub holds: Holds,
}

/// Signs that keep entries from counting, one bit each (`Sign::bit`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// A person has to decide first.
    pub undecided: u32,
    /// A person has decided that they do not count.
    pub excluded: u32,
}

impl Holds {
    /// Whether this sign keeps entries from counting.
    pub(super) fn any(self, sign: Sign) -> bool {
        (self.undecided | self.excluded) & sign.bit() != 0
    }

    /// Those among these signs.
    pub(super) fn of(self, signs: u32) -> Self {
        Self { undecided: self.undecided & signs, excluded: self.excluded & signs }
    }
}

/// When a record happened, as far as can be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// What the clock claimed, or the earliest that it can have been.
    pub lower: Moment,
    /// The day that it is counted under, days since 1970-01-01 in Vietnam.
    pub day: i32,
    pub window: Window,
}

/// Position towards the contest and the station's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Window {
    Open,
    Early,
    Late,
    Outside,
}

/// How far a sound clock may run ahead of the centre's.
pub const AHEAD_MS: i64 = 10 * 60_000;

impl Source {
    /// A bundle of a station, with the bundles of its epoch, which bound the time before it.
    #[must_use]
    pub fn new(row: &BundleRow, epoch: &[BundleRow], station: &StationRow, draws: Vec<Keyed>) -> Self {
        Self {
            bundle: row.id,
            station: row.station.clone(),
            epoch: row.epoch.clone(),
            digest: row.digest,
            state: row.state,
            lower: lower(row, epoch, station.enrolled),
            received: row.received,
            valid_from: station.valid_from,
            valid_to: station.valid_to,
            draws,
            signs: Arc::default(),
            holds: Holds::default(),
        }
    }

    /// The signs that a person shows in the bundle, one bit each.
    pub(super) fn signs_of(&self, person: &PersonKey) -> u32 {
        self.signs.people.get(person).copied().unwrap_or(0)
    }

    /// A claim is believed where the station does not doubt it and the bounds do not contradict it.
    pub(super) fn when(&self, wall: Moment, suspect: bool, rules: &ContestRules) -> When {
        self.when_within((self.lower, self.received), wall, suspect, rules)
    }

    /// The same of a paper's collection, which another bundle of the station may state.
    pub(super) fn when_collected(&self, at: &Collected, rules: &ContestRules) -> When {
        self.when_within((at.lower, at.received), at.wall, at.suspect, rules)
    }

    fn when_within(
        &self,
        (lower, received): (Moment, Moment),
        wall: Moment,
        suspect: bool,
        rules: &ContestRules,
    ) -> When {
        let is_believed = !suspect && (lower..=received.plus_ms(AHEAD_MS)).contains(&wall);
        let (from, upto) = if is_believed { (wall, wall) } else { (lower, received) };
        let (opens, ends) = (rules.opens, rules.ends);
        // What arrived before the contest closed happened before, and what can only have happened afterwards is late.
        let is_late = received >= ends && from >= ends;
        let is_early = upto.min(received) < opens;
        let outside = || day(upto) < self.valid_from || day(from) > self.valid_to;
        let window = match () {
            () if is_late => Window::Late,
            () if is_early => Window::Early,
            () if outside() => Window::Outside,
            () => Window::Open,
        };
        When { lower: from, day: day(upto.min(ends.plus_ms(-1)).max(opens)), window }
    }
}

/// Days since 1970-01-01 in Vietnam.
#[must_use]
pub fn day(moment: Moment) -> i32 {
    const DAY_MS: i64 = 86_400_000;
    let local = moment.plus_ms(7 * 3_600_000).0; // Vietnam's clocks run seven hours ahead
    i32::try_from(local.div_euclid(DAY_MS)).unwrap_or(if moment.0 < 0 { i32::MIN } else { i32::MAX })
}
