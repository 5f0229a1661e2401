//! When an entry is whole.

use super::{ContestRules, attempts::Attempts};
use crate::ledger::{Standing, Wait, topic_bit};

/// When the parts of an entry were done, as far as they were.
pub(super) struct Days {
    pub learnt_on: i32,
    /// The same with topics that only another station knows.
    pub anywhere_on: i32,
    /// Those topics and the others, one bit each.
    pub learnt_anywhere: u32,
    pub message: Option<i32>,
}

/// Whether the entry is whole, and since when.
pub(super) fn wholeness(standing: &mut Standing, attempts: &Attempts, rules: &ContestRules, days: &Days) {
    let Some(contest) = &rules.published else { return };
    // As `domain::Entry` has it: personal data, all topics, a test with every question answered, the message.
    let all = contest.topics.iter().fold(0, |all, topic| all | topic_bit(topic.id.number()));
    let is_whole = |topics: u32, days: [Option<i32>; 4]| topics & all == all && days.iter().all(Option::is_some);
    let all_parts = [standing.registered, Some(days.anywhere_on), attempts.handed, days.message];
    if is_whole(days.learnt_anywhere, all_parts) {
        standing.finished = all_parts.into_iter().flatten().max();
    }
    let all_parts = [standing.registered, Some(days.learnt_on), attempts.valid, days.message];
    if is_whole(standing.topics, all_parts) {
        standing.valid = all_parts.into_iter().flatten().max();
    } else if days.learnt_anywhere & !standing.topics != 0 {
        standing.waits |= Wait::Elsewhere.bit();
    }
}
