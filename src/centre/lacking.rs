//! What people lack for a valid entry, part by part: from the same sums as all other figures.

use crate::{
    domain::{Contest, Missing},
    ledger::Counts,
};

/// Part of an entry, and how many people lack it: of those who are registered, without a valid entry and not on One Touch. They are
/// the people of *cần nhắc*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// One topic, the test, or the message.
    pub part: Missing,
    /// How many lack it.
    pub people: i64,
}

/// The contest's parts with how many lack each, in the order in which they are done; empty before there is a pack.
pub(super) fn lacking(of: &Counts, contest: Option<&Contest>) -> Vec<Lacking> {
    let Some(contest) = contest else { return Vec::new() };
    let mut lacking = Vec::new();
    for (topic, people) in contest.topics.iter().zip(of.no_topics()) {
        lacking.push(Lacking { part: Missing::Topics(vec![topic.id]), people });
    }
    lacking.push(Lacking { part: Missing::Test, people: of.no_test });
    lacking.push(Lacking { part: Missing::Message, people: of.no_message });
    lacking
}
