use crate::{centre::FRESH_DAYS, domain::Moment, ledger::StationRow};

/// Whether a station is not revoked, and nothing of it arrived for more than three days, since its enrolment where nothing ever did.
pub fn is_silent(row: &StationRow, now: Moment) -> bool {
    let since = row.last_seen.unwrap_or(row.enrolled);
    row.revoked.is_none() && (now.date() - since.date()).num_days() > FRESH_DAYS
}
