use super::Visit;
use crate::{
    content::Pack,
    domain::{LessonId, Now, TopicId},
    record::{Body, Event, HowLearnt, Row, hex},
    session::Refusal,
};
use std::collections::BTreeMap;

/// How far a lesson has been gone through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonProgress {
    /// The page to go on at, counted from 0.
    pub page: usize,
    /// For each check question (counted from 0), the options chosen so far, in order.
    pub checks: BTreeMap<usize, Vec<u8>>,
    /// Whether the lesson was read to its end.
    pub done: bool,
}

pub(super) fn turn_to(pack: &Pack, lesson: LessonId, page: usize) -> Result<Vec<Event>, Refusal> {
    let found = pack.lesson(lesson).ok_or(Refusal::UnknownLesson)?;
    if page >= found.pages.len() {
        return Err(Refusal::Nowhere);
    }
    let page = u16::try_from(page).map_err(|_| Refusal::Nowhere)?;
    Ok(vec![Event::Journal(Row::Page { lesson: lesson.to_string(), page })])
}

pub(super) fn answer_check(pack: &Pack, lesson: LessonId, check: usize, option: u8) -> Result<Vec<Event>, Refusal> {
    let found = pack.lesson(lesson).ok_or(Refusal::UnknownLesson)?;
    let asked = found.checks.get(check).ok_or(Refusal::Nowhere)?;
    if usize::from(option) >= asked.options.len() {
        return Err(Refusal::Nowhere);
    }
    let check = u16::try_from(check).map_err(|_| Refusal::Nowhere)?;
    Ok(vec![Event::Journal(Row::Check { lesson: lesson.to_string(), check, option })])
}

/// A lesson's end; with the last required lesson of a topic, the topic is done. A wrong check blocks nobody, and neither does a
/// topic whose lessons were all done under an earlier pack: reading one of them again completes it.
pub(super) fn finish(visit: &Visit, pack: &Pack, lesson: LessonId) -> Result<Vec<Event>, Refusal> {
    let found = pack.lesson(lesson).ok_or(Refusal::UnknownLesson)?;
    let mut events = Vec::new();
    if !visit.lesson(lesson).done {
        events.push(Event::Journal(Row::Lesson { lesson: lesson.to_string() }));
    }
    let topic = found.id.topic;
    let others_done = pack.required_lessons(topic).all(|one| one.id == lesson || visit.lesson(one.id).done);
    if found.required && others_done && !visit.topics().contains_key(&topic) {
        events.push(topic_done(pack, topic, HowLearnt::Alone));
    }
    Ok(events)
}

pub(super) fn learnt_elsewhere(visit: &Visit, pack: &Pack, topic: TopicId) -> Result<Vec<Event>, Refusal> {
    pack.contest.topic(topic).ok_or(Refusal::UnknownTopic)?;
    if visit.topics().contains_key(&topic) {
        return Ok(Vec::new());
    }
    Ok(vec![topic_done(pack, topic, HowLearnt::OtherStation)])
}

/// Somebody who takes part was there when a topic was taught to a group. Who has learnt it before needs no record of it.
pub(super) fn learn_in_group(visit: &Visit, pack: &Pack, topic: TopicId, now: Now) -> Result<Vec<Event>, Refusal> {
    pack.contest.topic(topic).ok_or(Refusal::UnknownTopic)?;
    if !pack.contest.rules.groups {
        return Err(Refusal::NoGroups);
    }
    visit.must_be_taking_part()?;
    visit.must_be_open(pack, now)?;
    if visit.topics().contains_key(&topic) {
        return Ok(Vec::new());
    }
    Ok(vec![topic_done(pack, topic, HowLearnt::Group)])
}

fn topic_done(pack: &Pack, topic: TopicId, how: HowLearnt) -> Event {
    Event::Record(Body::TopicDone { topic: topic.number(), how, pack: hex(&pack.digest) })
}
