//! What a resident's visit leaves behind at a station: the records that the session returns, and the edits that it does not know.

use crate::{
    content::Pack,
    crypto::Secret,
    domain::{Moment, PersonKey, Seed, Stamp, TopicId},
    people::{Desk, Meeting, Resident, Studies, attend, group_lesson},
    record::{Body, Event, HelpMode, HowLearnt, draw_seed},
    session::{Command, Visit},
};
use std::convert::Infallible;

/// Record draft: one record before it is chained.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The person whom the record is about; none for the station's own records.
    pub person: Option<PersonKey>,
    /// Number of the shift.
    pub shift: u64,
    /// Name of the helper.
    pub helper: String,
    /// How much the helper did.
    pub mode: HelpMode,
    /// Milliseconds since the record before it.
    pub after_ms: u64,
    /// The record's content.
    pub body: Body,
}

/// What a station draws papers from.
#[derive(Clone, Copy)]
pub struct Papers<'a> {
    /// The content.
    pub pack: &'a Pack,
    /// The draw key of the station's epoch.
    pub draw_key: &'a Secret<32>,
    /// When visits begin.
    pub now: Moment,
}

/// All records of the resident's visit at this station, each with the milliseconds since the one before; none where the journey does not lead there.
#[must_use]
pub fn visit(papers: Papers<'_>, resident: &Resident, meeting: Meeting, seed: u64) -> Vec<(u64, Body)> {
    let now = Stamp { wall: papers.now, mono_ms: 60_000, boot: 1, suspect: false };
    let mut desk = Memory { papers, key: resident.key, now, visit: Visit::default(), after_ms: 0, bodies: Vec::new() };
    let Ok(studies) = attend(&mut desk, papers.pack, resident, meeting, seed);
    match studies {
        Studies::Alone => desk.bodies,
        Studies::Group => taught(papers.pack, desk.bodies),
    }
}

/// The same with the topics taught: each lesson is before its topic, and has its time.
fn taught(pack: &Pack, bodies: Vec<(u64, Body)>) -> Vec<(u64, Body)> {
    let mut taught = Vec::with_capacity(bodies.len() + pack.contest.topics.len());
    for (after_ms, mut body) in bodies {
        let Body::TopicDone { topic, how: how @ HowLearnt::Alone, .. } = &mut body else {
            taught.push((after_ms, body));
            continue;
        };
        *how = HowLearnt::Group;
        let seconds = u32::try_from(after_ms / 1000).unwrap_or(u32::MAX);
        let topic = TopicId::new(*topic);
        taught.extend(topic.map(|topic| (after_ms, group_lesson(pack, topic, seconds, 1))));
        taught.push((0, body));
    }
    taught
}

/// A desk whose records stay in memory.
struct Memory<'a> {
    papers: Papers<'a>,
    key: PersonKey,
    now: Stamp,
    visit: Visit,
    /// Milliseconds since the last record.
    after_ms: u64,
    bodies: Vec<(u64, Body)>,
}

impl Desk for Memory<'_> {
    type Fault = Infallible;
    const HAS_JOURNAL: bool = false;

    fn visit(&self) -> &Visit {
        &self.visit
    }

    fn step(&mut self, command: Command, after_s: u32) -> Result<bool, Infallible> {
        let after_ms = u64::from(after_s) * 1000;
        self.now.mono_ms += after_ms;
        self.after_ms += after_ms;
        self.now.wall = Moment(self.now.wall.0.saturating_add_unsigned(after_ms));
        let Ok((visit, events)) = self.visit.step(self.papers.pack, command, self.now) else { return Ok(false) };
        self.visit = visit;
        for event in events {
            if let Event::Record(body) = event {
                self.bodies.push((std::mem::take(&mut self.after_ms), body));
            }
        }
        Ok(true)
    }

    fn draw_seed(&self, attempt: u8) -> Seed {
        draw_seed(self.papers.draw_key.bytes(), &self.papers.pack.contest.id, &self.key, attempt)
    }
}
