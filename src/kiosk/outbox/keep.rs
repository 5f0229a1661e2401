use crate::{
    domain::{Date, Stamp, sealed_until},
    record::HelpMode,
    store::{Act, Retention, Retired, Store, StoreError},
};
use chrono::Days;

/// Setting: for how many days data that the centre holds stay here too.
pub const DAYS: &str = "retention-days";
/// Days for which held data stay, where the setting is missing (docs/decisions/004-erasure-on-the-station.md).
const USUAL_DAYS: i64 = 7;
const DAY_MS: i64 = 86_400_000;

/// Removes what the centre has held for long enough, and what people asked to be removed
/// (docs/decisions/004-erasure-on-the-station.md): at most so many people at once. A clock in doubt keeps everything
/// but what was asked for.
///
/// # Errors
/// The database or the disk failed.
pub fn retire(
    store: &mut Store,
    (topics, closes): (usize, Date),
    most: usize,
    now: Stamp,
) -> Result<Retired, StoreError> {
    if !store.is_enrolled() {
        return Ok(Retired::default());
    }
    let days = store.settings_get(DAYS)?.and_then(|text| text.parse().ok());
    let days = days.filter(|days| (1..=365).contains(days)).unwrap_or(USUAL_DAYS);
    let present = store.known().now(now);
    let is_doubtful = now.suspect || present.doubt().is_some() || now.wall < store.trusted_floor()?;
    let held_until = (!is_doubtful).then_some(present.at().plus_ms(-days * DAY_MS));
    let spool_expired = !is_doubtful && present.date() > sealed_until(closes);
    let last_day = closes.checked_add_days(Days::new(u64::try_from(days).unwrap_or_default())).unwrap_or(Date::MAX);
    // A centre has signed something since the contest closed: no clock of a laptop alone ends it.
    let has_closed = store.trusted_floor()?.date() > closes;
    let over = !is_doubtful && has_closed && present.date() > last_day;
    store.retire(&Retention { topics, closes, held_until, spool_expired, over, most }, &act(now))
}

/// Removes what people asked to be removed, once the centre holds it: at most so many people at once.
///
/// # Errors
/// The database or the disk failed.
pub fn retire_asked(store: &mut Store, most: usize, now: Stamp) -> Result<Retired, StoreError> {
    if !store.is_enrolled() {
        return Ok(Retired::default());
    }
    // Who has finished is not looked for: neither the topics nor the last day matter.
    let asked =
        Retention { topics: usize::MAX, closes: Date::MAX, held_until: None, spool_expired: false, over: false, most };
    store.retire(&asked, &act(now))
}

fn act(now: Stamp) -> Act {
    Act { at: now, shift: 0, helper: String::new(), mode: HelpMode::Alone }
}
