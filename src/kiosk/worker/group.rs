//! Topics that are taught to a group: one record of the lesson, and behind it what each of its people has learnt.

use super::{Replies, Worker};
use crate::{
    domain::{MOST_IN_GROUP, PersonKey, PersonName, Stamp, by_given_name},
    record::{Body, Event, HelpMode, hex},
    session::{Command, Visit},
    store::{PersonProgress, StoreError},
    text::codes,
    tui::{ClassList, Failure, Learner, Msg, TaughtLesson},
};
use std::{cmp::Ordering, collections::HashSet};

impl Worker {
    /// Everybody who takes part, by their given names, with nothing that a wall may not show.
    pub(super) fn list_class(&mut self) -> Replies {
        let shift = self.shift.as_ref().map_or(0, |shift| shift.number);
        let store = self.open()?;
        let takes_part = |progress: &PersonProgress| progress.registered.is_some() && progress.withdrawn.is_none();
        let everybody = store.everybody()?.into_iter().filter(|line| takes_part(&line.progress));
        let mut learners: Vec<(Option<PersonName>, Learner)> = everybody
            .map(|line| {
                let topics = line.progress.topics.clone();
                (
                    PersonName::parse(&line.name).ok(),
                    Learner { key: line.key, name: line.name, village: line.village, topics },
                )
            })
            .collect();
        learners.sort_by(|(a, one), (b, other)| match (a, b) {
            (Some(a), Some(b)) => by_given_name(a, b),
            // Names that would not be taken today are behind all others.
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => one.name.cmp(&other.name),
        });
        let learners = learners.into_iter().map(|(_, learner)| learner).collect();
        Ok(vec![Msg::Class(Box::new(ClassList { learners, taught: store.topics_taught(shift)? }))])
    }

    /// Who has learnt the topic before, or does not take part any more, is passed over: the record counts whom it teaches.
    pub(super) fn keep_group(&mut self, taught: &TaughtLesson, now: Stamp) -> Replies {
        let Some(pack) = self.pack.clone() else { return Err(StoreError::NoPerson) };
        let refused = |code| Ok(vec![Msg::Failed(Failure::new(code, []))]);
        if !pack.contest.rules.groups {
            return refused(codes::paper::NO_GROUPS);
        }
        if taught.pack != pack.digest {
            return refused(codes::paper::TAUGHT_FROM_EARLIER);
        }
        if taught.people.iter().collect::<HashSet<&PersonKey>>().len() > MOST_IN_GROUP {
            let most = [("most", MOST_IN_GROUP.to_string())];
            return Ok(vec![Msg::Failed(Failure::new(codes::paper::GROUP_TOO_LARGE, most))]);
        }
        let present = self.line.known.now(now);
        let (mut people, mut seen) = (Vec::new(), HashSet::new());
        for key in taught.people.iter().filter(|key| seen.insert(**key)) {
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
            return refused(codes::paper::NOBODY_LEARNT);
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
        self.open()?.keep_group_lesson(&lesson, &people, &taught.after, &act)?;
        Ok(vec![Msg::GroupKept { topic: taught.topic, present: people.len() }])
    }
}
