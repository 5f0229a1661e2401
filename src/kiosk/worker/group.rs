//! Topics that are taught to a group: one record of the lesson, and behind it what each of its people has learnt.

use super::{Replies, Worker};
use crate::domain::Stamp;
use crate::{
    record::{Body, Event, HelpMode, hex},
    session::{Command, Visit},
    store::StoreError,
    text::codes,
    tui::{Failure, Msg, TaughtLesson},
};

/// People of a group at most (docs/FORMATS.md section 1).
pub const MOST_PRESENT: usize = 60;

impl Worker {
    /// Who has learnt the topic before, or does not take part any more, is passed over: the record counts whom it teaches.
    pub(super) fn keep_group(&mut self, taught: &TaughtLesson, now: Stamp) -> Replies {
        let Some(pack) = self.pack.clone() else { return Err(StoreError::NoPerson) };
        if !pack.contest.rules.groups {
            return Ok(vec![Msg::Failed(Failure::new(codes::paper::NO_GROUPS, []))]);
        }
        let present = self.line.known.now(now);
        let mut people = Vec::new();
        for key in taught.people.iter().take(MOST_PRESENT) {
            let store = self.open()?;
            let Some(row) = store.find_by_key(key)? else { continue };
            let visit = Visit::replay(&pack, &store.history(row)?);
            if let Ok((_, events)) = visit.step(&pack, Command::LearnInGroup(taught.topic), present)
                && !events.is_empty()
            {
                people.push((row, events));
            }
        }
        if people.is_empty() {
            return Ok(vec![Msg::Failed(Failure::new(codes::paper::NOBODY_LEARNT, []))]);
        }
        let lesson = Event::Record(Body::GroupLesson {
            topic: taught.topic.number(),
            pack: hex(&pack.digest),
            lessons: taught.lessons.iter().map(ToString::to_string).collect(),
            seconds: taught.seconds,
            present: u8::try_from(people.len()).unwrap_or(u8::MAX),
            raised: taught.raised.clone(),
        });
        let act = self.act(now, HelpMode::Alone);
        self.open()?.keep_group_lesson(&lesson, &people, &act)?;
        Ok(vec![Msg::GroupKept { topic: taught.topic, present: people.len() }])
    }
}
