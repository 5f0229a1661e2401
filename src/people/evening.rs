//! An evening of a group: everybody registers, the course is taught to all, the test is written on numbered papers.

use super::{Chance, Resident};
use crate::{
    content::{Pack, lesson_reading_ms},
    crypto::{Secret, hex},
    domain::{Paper, PaperBatch, PaperNumber, TopicId, draw},
    record::{
        Body, HelpMode, HowLearnt, InstallV1, PaperAnswerV1, RegistrationV1, is_keyed_twice, paper_digest,
        printed_paper_seed,
    },
};

/// A group that comes on one evening, and what it writes on.
#[derive(Clone, Copy)]
pub struct Group<'a> {
    /// The content.
    pub pack: &'a Pack,
    /// The draw key of the station's epoch.
    pub draw_key: &'a Secret<32>,
    /// Number of the batch of papers.
    pub batch: PaperBatch,
    /// Who comes: at most as many as a batch has papers.
    pub people: &'a [Resident],
}

/// One record of an evening.
#[derive(Clone, Debug)]
pub struct EveningStep {
    /// Whose it is, by the place among the people; none for the station's own.
    pub who: Option<usize>,
    /// How much the helper did.
    pub mode: HelpMode,
    /// Milliseconds since the record before it.
    pub after_ms: u64,
    /// Its content.
    pub body: Body,
}

/// Seconds for reading the consent out and for one registration form.
const CONSENT_S: (u32, u32) = (8, 25);
const FORM_S: (u32, u32) = (30, 90);
/// How long a lesson takes that is read aloud to everybody, in hundredths of what one person takes to read it.
const TAUGHT: (u32, u32) = (100, 190);
/// Minutes between handing the papers out and collecting them.
const WRITING_MIN: (u32, u32) = (18, 38);
/// Seconds for keying in a paper, and for keying it a second time.
const KEYING_S: (u32, u32) = (28, 75);
const AGAIN_S: (u32, u32) = (18, 40);
/// Wrong letters of a thousand when a paper is keyed in, of which reading back finds most.
const WRONG_KEYS: u32 = 4;
/// Papers that are printed beyond those that are needed.
const SPARE: u8 = 3;

/// The records of a group's evening within an open shift: everybody finishes. Empty for a group of nobody.
#[must_use]
pub fn evening(group: Group<'_>, seed: u64) -> Vec<EveningStep> {
    let chance = Chance::new(seed, "evening", group.batch.number().into());
    let mut made = Making { group, chance, steps: Vec::new() };
    if !group.people.is_empty() {
        made.registers();
        made.course();
        made.test();
    }
    made.steps
}

/// The lesson of a topic that a group of so many was taught in so many seconds.
#[must_use]
pub fn group_lesson(pack: &Pack, topic: TopicId, seconds: u32, present: u8) -> Body {
    Body::GroupLesson {
        topic: topic.number(),
        pack: hex(&pack.digest),
        lessons: pack.required_lessons(topic).map(|lesson| lesson.id.to_string()).collect(),
        seconds,
        present,
        raised: Vec::new(),
    }
}

struct Making<'a> {
    group: Group<'a>,
    chance: Chance,
    steps: Vec<EveningStep>,
}

impl Making<'_> {
    fn takes(&mut self, (from, upto): (u32, u32)) -> u32 {
        from + self.chance.below(upto - from)
    }

    fn own(&mut self, after_s: u32, body: Body) {
        let after_ms = u64::from(after_s) * 1000;
        self.steps.push(EveningStep { who: None, mode: HelpMode::Alone, after_ms, body });
    }

    fn of(&mut self, who: usize, after_s: u32, body: Body) {
        let mode = self.group.people.get(who).map_or(HelpMode::Alone, |resident| resident.mode);
        self.steps.push(EveningStep { who: Some(who), mode, after_ms: u64::from(after_s) * 1000, body });
    }

    fn count(&self) -> u8 {
        u8::try_from(self.group.people.len()).unwrap_or(u8::MAX).min(PaperNumber::MOST)
    }

    fn registers(&mut self) {
        let people = self.group.people;
        for (who, resident) in people.iter().enumerate() {
            let (consent_s, form_s) = (self.takes(CONSENT_S), self.takes(FORM_S));
            let text_version = self.group.pack.contest.consent_version;
            self.of(who, consent_s, Body::Consent { text_version });
            let registration = Box::new(RegistrationV1::from(&resident.registration));
            self.of(who, form_s, Body::Registration { registration });
        }
    }

    fn course(&mut self) {
        let pack = self.group.pack;
        for topic in pack.contest.topics.iter().map(|topic| topic.id) {
            let mut seconds = 0;
            for lesson in pack.required_lessons(topic) {
                let pace = u64::from(self.takes(TAUGHT));
                seconds += u32::try_from(lesson_reading_ms(lesson) * pace / 100_000 + 1).unwrap_or(u32::MAX);
            }
            let count = self.count();
            self.own(seconds + 20, group_lesson(pack, topic, seconds, count));
            for who in 0..self.group.people.len() {
                let (topic, pack) = (topic.number(), hex(&pack.digest));
                self.of(who, 0, Body::TopicDone { topic, how: HowLearnt::Group, pack });
            }
        }
    }

    fn test(&mut self) {
        let batch = self.group.batch.to_string();
        let people = self.count();
        let count = people.saturating_add(SPARE).min(PaperNumber::MOST);
        self.own(120, Body::PapersPrinted { batch: batch.clone(), count, pack: hex(&self.group.pack.digest) });
        let writing_s = 60 * self.takes(WRITING_MIN);
        self.own(writing_s, Body::PapersCollected { batch: batch.clone(), serials: (1..=people).collect() });
        // Papers are handed out and come back in any order.
        let mut order: Vec<usize> = (0..self.group.people.len()).collect();
        self.chance.shuffle(&mut order);
        for (who, serial) in order.into_iter().zip(1..=people) {
            self.key_in(who, serial);
        }
        let rest: Vec<u8> = (people + 1..=count).collect();
        if !rest.is_empty() {
            self.own(60, Body::PapersVoid { batch, serials: rest });
        }
    }

    fn key_in(&mut self, who: usize, serial: u8) {
        let Group { pack, draw_key, batch, people } = self.group;
        let (Some(number), Some(resident)) = (PaperNumber::new(batch, serial), people.get(who)) else { return };
        let seed = printed_paper_seed(draw_key.bytes(), &pack.contest.id, number);
        let Ok(paper) = draw(&pack.contest, &pack.bank, seed) else { return };
        let answers = self.crosses(&paper, resident.knows);
        let handed = Body::PaperHanded {
            batch: batch.to_string(),
            serial,
            attempt: 1,
            pack: hex(&pack.digest),
            paper: paper_digest(&paper),
            answers,
        };
        let keying_s = self.takes(KEYING_S);
        self.of(who, keying_s, handed);
        let ready = &pack.contest.ready_messages;
        let place = self.chance.place(ready.len());
        let text = ready.get(place).cloned().unwrap_or_default();
        let ready = u8::try_from(place + 1).ok();
        self.of(who, 0, Body::Message { text, ready, dictated: false, publish: false });
        if is_keyed_twice(draw_key.bytes(), &pack.contest.id, number) {
            // Either keying may be the wrong one.
            let places = u8::try_from(paper.items.len()).unwrap_or(u8::MAX);
            let differs = (1..=places).filter(|_| self.chance.below(1_000) < 2 * WRONG_KEYS).collect();
            let again_s = self.takes(AGAIN_S);
            self.own(again_s, Body::PaperRekeyed { batch: batch.to_string(), serial, differs });
        }
        if self.chance.percent(40) {
            self.of(who, 30, Body::App { install: InstallV1::InstalledNow });
        }
    }

    /// What somebody crosses who knows so many of a hundred answers: the option of number 0 is the right one.
    fn crosses(&mut self, paper: &Paper, knows: u32) -> Vec<PaperAnswerV1> {
        let cross = |item: &crate::domain::PaperItem| {
            let guess = self.chance.pick(&item.order).copied().unwrap_or_default();
            let option = if self.chance.percent(knows) { 0 } else { guess };
            PaperAnswerV1 { question: item.question.0.clone(), option }
        };
        paper.items.iter().map(cross).collect()
    }
}
