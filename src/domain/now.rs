use super::{Date, Moment, Stamp};

/// A wall clock that is earlier than the floor by more than this is in doubt.
const SLACK_MS: i64 = 120_000;
/// Where no last day is known, a wall clock that is later than the floor by more than this is in doubt.
const LONGEST_MS: i64 = 400 * DAY_MS;
const DAY_MS: i64 = 86_400_000;

/// What a station knows of the time beside its wall clock (docs/decisions/039-one-bounded-now.md).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The latest moment that somebody signed: a grant, a receipt, the issue of the pack in use. 1970 where there is none.
    pub signed: Moment,
    /// Stamp of the newest record. It raises the floor only within its own boot, and where it is not in doubt.
    pub recorded: Option<Stamp>,
    /// The contest's last day.
    pub closes: Option<Date>,
    /// The date that a volunteer confirmed last, and the stamp of its record. It counts within its own boot.
    pub confirmed: Option<(Date, Stamp)>,
}

/// How a wall clock contradicts what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockDoubt {
    /// It is earlier than something that has happened.
    Behind,
    /// It is later than the contest's last day, and nothing else that is known is; or by more than 400 days where no last day is known.
    Ahead,
}

/// The present: what the clocks show, and the moment that rules, screens and printed dates go by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// The clocks as they are, which only records keep.
    pub stamp: Stamp,
    at: Moment,
    doubt: Option<ClockDoubt>,
    confirmed: bool,
}

impl Known {
    /// The earliest that it can be at this reading of the clocks.
    #[must_use]
    pub fn floor(&self, stamp: Stamp) -> Moment {
        let recorded = self.recorded.filter(|one| one.boot == stamp.boot && !one.suspect);
        recorded.map_or(self.signed, |one| self.signed.max(one.wall.plus_ms(steady_ms(one, stamp))))
    }

    /// How this reading's wall clock contradicts what is known, if it does.
    #[must_use]
    pub fn doubt(&self, stamp: Stamp) -> Option<ClockDoubt> {
        let floor = self.floor(stamp);
        if floor <= Moment::default() {
            return None; // nothing is known
        }
        let end = self.closes.map(|closes| Moment::start_of(closes).plus_ms(DAY_MS)).filter(|end| floor < *end);
        let ceiling = end.unwrap_or(floor.plus_ms(LONGEST_MS));
        match stamp.wall {
            wall if wall < floor.plus_ms(-SLACK_MS) => Some(ClockDoubt::Behind),
            wall if wall >= ceiling => Some(ClockDoubt::Ahead),
            _ => None,
        }
    }

    /// This reading with its doubt: what records keep.
    #[must_use]
    pub fn judge(&self, stamp: Stamp) -> Stamp {
        Stamp { suspect: stamp.suspect || self.doubt(stamp).is_some(), ..stamp }
    }

    /// The present at this reading: the later of the wall clock and the floor. Where the clock is in doubt it is what the volunteer
    /// confirmed since the machine was started, else the floor.
    #[must_use]
    pub fn now(&self, stamp: Stamp) -> Now {
        let (floor, doubt) = (self.floor(stamp), self.doubt(stamp));
        let confirmed = self.confirmed.filter(|(_, at)| at.boot == stamp.boot && doubt.is_some());
        let at = match (doubt, confirmed) {
            (None, _) => stamp.wall,
            (Some(_), Some((date, at))) => Moment::start_of(date).max(self.signed).plus_ms(steady_ms(at, stamp)),
            (Some(_), None) => floor,
        };
        Now { stamp, at: at.max(floor), doubt, confirmed: confirmed.is_some() }
    }

    /// A record was kept: it raises the floor until the machine is started again.
    pub fn record(&mut self, stamp: Stamp) {
        self.recorded = if stamp.suspect { self.recorded } else { Some(stamp) };
    }
}

impl Now {
    /// The moment that rules, screens and printed dates go by.
    #[must_use]
    pub const fn at(&self) -> Moment {
        self.at
    }

    /// Its date in Vietnam.
    #[must_use]
    pub fn date(&self) -> Date {
        self.at.date()
    }

    /// The date that the machine shows, believed or not.
    #[must_use]
    pub fn machine_date(&self) -> Date {
        self.stamp.wall.date()
    }

    /// How the wall clock contradicts what is known.
    #[must_use]
    pub const fn doubt(&self) -> Option<ClockDoubt> {
        self.doubt
    }

    /// The volunteer should confirm the date: the clock is in doubt, and nobody has confirmed one since the machine was started.
    #[must_use]
    pub const fn asks_for_date(&self) -> bool {
        self.doubt.is_some() && !self.confirmed
    }

    /// Nobody is refused for this moment's date: the clock is in doubt, and no date was confirmed.
    #[must_use]
    pub const fn stops_nobody(&self) -> bool {
        self.stamp.suspect && !self.confirmed
    }

    /// Whether a recorded wall time is one that people believe: not later than now, and at most 400 days ago.
    #[must_use]
    pub fn believes(&self, wall: Moment) -> bool {
        (self.at.plus_ms(-LONGEST_MS)..=self.at.plus_ms(SLACK_MS)).contains(&wall)
    }
}

impl From<Stamp> for Now {
    /// Where nothing is known beside the clock.
    fn from(stamp: Stamp) -> Self {
        Self { stamp, at: stamp.wall, doubt: None, confirmed: false }
    }
}

/// Milliseconds by the steady clock, of one boot.
fn steady_ms(from: Stamp, to: Stamp) -> i64 {
    i64::try_from(to.mono_ms.saturating_sub(from.mono_ms)).unwrap_or(0)
}
