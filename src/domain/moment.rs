use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};

/// A calendar date, as people in Vietnam write it.
pub type Date = NaiveDate;

/// Seconds that Vietnam's clocks run ahead of UTC, all year round.
const VIETNAM_OFFSET_S: i32 = 7 * 3600;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, as some clock claimed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

impl Moment {
    /// Before every other.
    pub const MIN: Self = Self(i64::MIN);
    /// After every other.
    pub const MAX: Self = Self(i64::MAX);

    /// The moment that is `ms` milliseconds later, or earlier if negative; saturates at `MIN` and `MAX`.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment; negative if `earlier` is the later one. Saturates.
    #[must_use]
    pub const fn ms_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The calendar date in Vietnam. Moments that no calendar reaches count as 1970-01-01.
    #[must_use]
    pub fn date(self) -> Date {
        self.local().map_or(Date::default(), |local| local.date_naive())
    }

    /// Hour (0-23) and minute (0-59) in Vietnam.
    #[must_use]
    pub fn clock(self) -> (u32, u32) {
        self.local().map_or((0, 0), |local| (local.hour(), local.minute()))
    }

    /// The moment at which `date` begins in Vietnam.
    #[must_use]
    pub fn start_of(date: Date) -> Self {
        let days = i64::from(date.num_days_from_ce()) - 719_163; // days from year 1 to 1970-01-01
        Self((days * 86_400 - i64::from(VIETNAM_OFFSET_S)) * 1000)
    }

    fn local(self) -> Option<DateTime<FixedOffset>> {
        let offset = FixedOffset::east_opt(VIETNAM_OFFSET_S)?;
        Some(DateTime::from_timestamp_millis(self.0)?.with_timezone(&offset))
    }
}

/// The date of a day that is counted from 1970-01-01 in Vietnam.
#[must_use]
pub fn date_of(day: i32) -> Date {
    Moment(i64::from(day) * 86_400_000).date()
}

/// A date as the number of days from 1970-01-01.
#[must_use]
pub fn day_of(date: Date) -> i32 {
    i32::try_from((date - Date::default()).num_days()).unwrap_or(i32::MAX)
}

/// When something happened, as far as the station can know: a wall clock may be wrong, a steady clock only counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// What the wall clock claimed.
    pub wall: Moment,
    /// Milliseconds since `boot` began; never runs backwards within one boot.
    pub mono_ms: u64,
    /// Which run of the machine `mono_ms` counts in.
    pub boot: u64,
    /// The wall clock contradicts something that the station knows (docs/THREAT-MODEL.md C1); nobody is stopped by it.
    pub suspect: bool,
}

impl Stamp {
    /// Whole seconds since `earlier`: by the steady clock within one boot, else by the wall clocks, never negative.
    #[must_use]
    pub fn seconds_since(self, earlier: Stamp) -> u32 {
        let ms = if self.boot == earlier.boot {
            self.mono_ms.saturating_sub(earlier.mono_ms)
        } else {
            u64::try_from(self.wall.0.saturating_sub(earlier.wall.0)).unwrap_or(0)
        };
        u32::try_from(ms / 1000).unwrap_or(u32::MAX)
    }
}
