use super::{PersonLine, Store, StoreError};
use crate::{
    domain::{Date, Moment, given_name_key},
    record::{Body, InstallV1, Record, RecordKind},
};

/// Who waits for what, longest first. Who has withdrawn is in none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingLists {
    /// People with topics left, longest waiting first.
    pub learn: Vec<PersonLine>,
    /// People whose topics are done, and who have not taken the test.
    pub test: Vec<PersonLine>,
    /// People who have taken the test, and have not left a message.
    pub share: Vec<PersonLine>,
}

impl WaitingLists {
    /// All of them by the given name, as a list that is read aloud: the same on the screen and on paper.
    #[must_use]
    pub fn to_call_back(self) -> Vec<PersonLine> {
        let mut lines = [self.learn, self.test, self.share].concat();
        lines.sort_by_cached_key(|line| given_name_key(&line.name));
        lines
    }
}

/// Today (as the wall clock claims) and all days together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Today's number.
    pub today: u64,
    /// The number of all days.
    pub all: u64,
}

/// How many people have come how far; each is in exactly one of learning, to test, to share and finished, but for those whose test was
/// taken on One Touch: they have nothing left to do here, and are in none of the three that wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StationCounts {
    /// People with a registration.
    pub registered: Tally,
    /// People with topics left.
    pub learning: u64,
    /// People whose topics are done, and who have not taken the test.
    pub to_test: u64,
    /// People who have taken the test, and have not left a message.
    pub to_share: u64,
    /// Registered, all topics, tested, message: today, when the last of these was reached today.
    pub finished: Tally,
    /// People who declared that they took part on One Touch too.
    pub one_touch: u64,
    /// Of these, finished here too: counted once in a sum.
    pub both: u64,
    /// Something of theirs was recorded today, and they have not finished here or taken part on One Touch.
    pub parked_today: u64,
    /// Installations of the app.
    pub app: AppTicks,
    /// Records by their state of delivery.
    pub records: Outbox,
}

/// The app on people's phones, with or without an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AppTicks {
    /// Installed at the station.
    pub installed_now: Tally,
    /// Had it before.
    pub had_it: Tally,
    /// Without a smartphone.
    pub no_smartphone: Tally,
}

/// Where the records are on their way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outbox {
    /// Not carried away yet.
    pub waiting: u64,
    /// In a bundle that was carried away, and not known to have arrived.
    pub sent: u64,
    /// The centre holds them.
    pub confirmed: u64,
}

/// Registered, and not withdrawn.
pub(super) const PRESENT: &str = "registered_ms IS NOT NULL AND withdrawn_ms IS NULL";
/// When the last part of an entry was reached.
pub(super) const REACHED: &str = "max(registered_ms, topics_ms, tested_ms, message_ms)";
pub(super) const FINISHED: &str = "topics_done >= ?1 AND tested_ms IS NOT NULL AND message_ms IS NOT NULL";
/// Took part on One Touch, where it counts.
const ELSEWHERE: &str = "coalesce(json_extract(told, '$.one_touch'), 0)";
const LEARNS: &str = "topics_done < ?1";
const SHARES: &str = "topics_done >= ?1 AND tested_ms IS NOT NULL AND message_ms IS NULL";
const TESTS: &str = "topics_done >= ?1 AND tested_ms IS NULL";

impl Store {
    /// Who waits to learn, to take the test and to share, where a contest has so many topics. Who took part on One Touch waits for nothing.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn waiting_lists(&self, topics: usize) -> Result<WaitingLists, StoreError> {
        let list = |condition: &str| -> Result<Vec<PersonLine>, StoreError> {
            let mut lines =
                self.lines(&format!("WHERE {PRESENT} AND NOT {ELSEWHERE} AND {condition}"), [count(topics)])?;
            lines.sort_by_key(|line| (line.progress.since, line.person));
            Ok(lines)
        };
        Ok(WaitingLists { learn: list(LEARNS)?, test: list(TESTS)?, share: list(SHARES)? })
    }

    /// What the desk's first screen shows.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn counts(&self, today: Date, topics: usize) -> Result<StationCounts, StoreError> {
        let one = |condition: &str| -> Result<u64, StoreError> {
            let sql = format!("SELECT count(*) FROM person WHERE ?1 >= 0 AND {PRESENT} AND {condition}");
            let number: i64 = self.db().prepare_cached(&sql)?.query_row([count(topics)], |row| row.get(0))?;
            Ok(u64::try_from(number).unwrap_or(0))
        };
        let waits = |condition: &str| one(&format!("NOT {ELSEWHERE} AND {condition}"));
        let tally = |condition: &str, reached: &str| -> Result<Tally, StoreError> {
            Ok(Tally { today: one(&within(condition, reached, today))?, all: one(condition)? })
        };
        Ok(StationCounts {
            registered: tally("1", "registered_ms")?,
            learning: waits(LEARNS)?,
            to_test: waits(TESTS)?,
            to_share: waits(SHARES)?,
            finished: tally(FINISHED, REACHED)?,
            one_touch: one(ELSEWHERE)?,
            both: one(&format!("{ELSEWHERE} AND {FINISHED}"))?,
            parked_today: tally(&format!("NOT {ELSEWHERE} AND NOT ({FINISHED})"), "last_ms")?.today,
            app: self.app_ticks(bounds(today))?,
            records: self.outbox()?,
        })
    }

    fn app_ticks(&self, day: (i64, i64)) -> Result<AppTicks, StoreError> {
        let mut select = self.db().prepare_cached("SELECT bytes, wall_ms FROM record WHERE kind = ?1")?;
        let mut rows = select.query([RecordKind::App.as_str()])?;
        let mut ticks = AppTicks::default();
        while let Some(row) = rows.next()? {
            let Some(bytes) = row.get::<_, Option<Vec<u8>>>(0)? else { continue };
            let Ok(Record { body: Body::App { install }, .. }) = Record::read(&bytes) else { continue };
            let tally = match install {
                InstallV1::InstalledNow => &mut ticks.installed_now,
                InstallV1::HadIt => &mut ticks.had_it,
                InstallV1::NoSmartphone => &mut ticks.no_smartphone,
            };
            tally.all += 1;
            tally.today += u64::from((day.0..day.1).contains(&row.get::<_, i64>(1)?));
        }
        Ok(ticks)
    }

    /// Where the records are on their way.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn outbox(&self) -> Result<Outbox, StoreError> {
        let sql = "SELECT (SELECT coalesce(sum((SELECT max(n) FROM record WHERE epoch = number)), 0) FROM epoch),
                          coalesce(sum(last - first + 1) FILTER (WHERE held_ms IS NULL AND sent_ms IS NOT NULL), 0),
                          coalesce(sum(last - first + 1) FILTER (WHERE held_ms IS NOT NULL), 0) FROM bundle";
        let mut select = self.db().prepare_cached(sql)?;
        let (all, sent, confirmed): (i64, i64, i64) =
            select.query_row((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let number = |count| u64::try_from(count).unwrap_or(0);
        Ok(Outbox { waiting: number(all - sent - confirmed), sent: number(sent), confirmed: number(confirmed) })
    }
}

pub(super) fn count(topics: usize) -> i64 {
    i64::try_from(topics).unwrap_or(i64::MAX)
}

/// First millisecond of a day, and of the next one.
pub(super) fn bounds(day: Date) -> (i64, i64) {
    (Moment::start_of(day).0, day.succ_opt().map_or(i64::MAX, |next| Moment::start_of(next).0))
}

/// That this was so and was reached on a day.
pub(super) fn within(condition: &str, reached: &str, day: Date) -> String {
    let (from, to) = bounds(day);
    format!("{condition} AND {reached} >= {from} AND {reached} < {to}")
}
