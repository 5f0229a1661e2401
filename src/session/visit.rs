mod course;
mod exam;
mod printed;

pub use course::LessonProgress;
pub use exam::{Attempt, Handed};

use super::{Command, Refusal};
use crate::{
    content::Pack,
    domain::{
        Answers, Choice, Entry, LessonId, Now, Registration, Score, SpentAttempts, Stamp, TopicId, is_forbidden_char,
        registration_faults,
    },
    record::{Body, CertificateV1, Event, HowLearnt, InstallV1, RegistrationV1, Row},
};
use std::collections::BTreeMap;

/// Everything that one person has done, derived from what was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    consent: Option<u16>,
    withdrawn: bool,
    registration: Option<Registration>,
    lessons: BTreeMap<LessonId, LessonProgress>,
    topics: BTreeMap<TopicId, HowLearnt>,
    attempts: Vec<Attempt>,
    shared: Option<Shared>,
    certificate: Option<CertificateV1>,
    app: Option<InstallV1>,
    spent: SpentAttempts,
}

/// The message of "Tôi học số - Tôi lan tỏa".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The message.
    pub text: String,
    /// Whether it may be shown on the public wall.
    pub publish: bool,
}

impl Visit {
    /// What a person did before, from everything that was kept, in its order.
    #[must_use]
    pub fn replay(pack: &Pack, history: &[(Stamp, Event)]) -> Self {
        let mut visit = Self::default();
        for (at, event) in history {
            visit.apply(pack, *at, event);
        }
        visit
    }

    /// The same visit of a person whose earlier tests were erased on request: they stay used.
    #[must_use]
    pub fn with_spent(mut self, spent: SpentAttempts) -> Self {
        self.spent = spent;
        self
    }

    /// The visit after `command`, and what has to be kept for it to have happened.
    ///
    /// # Errors
    /// Why the rules do not allow it; the visit is as it was.
    pub fn step(&self, pack: &Pack, command: Command, now: impl Into<Now>) -> Result<(Self, Vec<Event>), Refusal> {
        let now = now.into();
        let events = self.decide(pack, command, now)?;
        let mut next = self.clone();
        for event in &events {
            next.apply(pack, now.stamp, event);
        }
        Ok((next, events))
    }

    fn decide(&self, pack: &Pack, command: Command, now: Now) -> Result<Vec<Event>, Refusal> {
        let record = |body| Ok(vec![Event::Record(body)]);
        match command {
            Command::Consent => {
                self.must_be_open(pack, now)?;
                record(Body::Consent { text_version: pack.contest.consent_version })
            }
            Command::Register(registration) => self.register(pack, &registration, now),
            Command::Correct(registration) => self.correct(pack, &registration, now),
            Command::Withdraw => record(Body::Withdrawal {}),
            Command::TurnTo { lesson, page } => course::turn_to(pack, lesson, page),
            Command::AnswerCheck { lesson, check, option } => course::answer_check(pack, lesson, check, option),
            Command::FinishLesson(lesson) => course::finish(self, pack, lesson),
            Command::LearntElsewhere(topic) => course::learnt_elsewhere(self, pack, topic),
            Command::LearnInGroup(topic) => course::learn_in_group(self, pack, topic, now),
            Command::OpenAttempt(seed) => exam::open(self, pack, seed, now),
            Command::GoTo(place) => exam::go_to(self, place),
            Command::Mark { place, choice, seconds } => exam::mark(self, place, choice, seconds),
            Command::Flag { place, on } => exam::flag(self, place, on),
            Command::Submit => exam::submit(self, pack, now),
            Command::HandPaper { number, drawn_from, paper, choices } => {
                printed::hand(self, pack, number, (drawn_from, &paper), &choices)
            }
            Command::SeeResult => Ok(self.see_result()),
            Command::Share { text, ready, dictated, publish } => self.share(pack, text, ready, dictated, publish),
            Command::AskCertificate(certificate) => self.certify(pack, certificate),
            Command::App(install) => record(Body::App { install }),
        }
    }

    fn register(&self, pack: &Pack, registration: &Registration, now: Now) -> Result<Vec<Event>, Refusal> {
        if self.consent.is_none() {
            return Err(Refusal::NoConsent);
        }
        if self.registration.is_some() {
            return Err(Refusal::AlreadyRegistered);
        }
        self.must_be_open(pack, now)?;
        must_be_sound(pack, registration, now)?;
        Ok(vec![Event::Record(Body::Registration { registration: Box::new(RegistrationV1::from(registration)) })])
    }

    fn correct(&self, pack: &Pack, registration: &Registration, now: Now) -> Result<Vec<Event>, Refusal> {
        self.must_be_taking_part()?;
        must_be_sound(pack, registration, now)?;
        Ok(vec![Event::Record(Body::Correction { registration: Box::new(RegistrationV1::from(registration)) })])
    }

    fn see_result(&self) -> Vec<Event> {
        let unseen = self.attempts.iter().rfind(|attempt| attempt.handed.is_some() && !attempt.result_seen);
        unseen.map(|attempt| Event::Journal(Row::ResultSeen { attempt: attempt.number })).into_iter().collect()
    }

    fn share(
        &self,
        pack: &Pack,
        text: String,
        ready: Option<u8>,
        dictated: bool,
        publish: bool,
    ) -> Result<Vec<Event>, Refusal> {
        self.must_be_taking_part()?;
        let rules = &pack.contest.rules;
        let got = text.trim().chars().count();
        if let Some(sign) = text.chars().find(|sign| *sign != '\n' && is_forbidden_char(*sign)) {
            return Err(Refusal::MessageChar(sign));
        }
        if got < rules.message_from {
            return Err(Refusal::MessageShort { least: rules.message_from, got });
        }
        if got > rules.message_up_to {
            return Err(Refusal::MessageLong { most: rules.message_up_to, got });
        }
        // A ready sentence reveals nothing of its sender, and a child's words are never public (docs/DESIGN.md 2).
        let guarded = self.registration.as_ref().is_some_and(|registration| registration.guardian.is_some());
        let publish = publish && ready.is_none() && !guarded;
        Ok(vec![Event::Record(Body::Message { text: text.trim().to_owned(), ready, dictated, publish })])
    }

    fn certify(&self, pack: &Pack, certificate: CertificateV1) -> Result<Vec<Event>, Refusal> {
        let missing = self.entry().missing(&pack.contest);
        if !missing.is_empty() {
            return Err(Refusal::Incomplete(missing));
        }
        if self.certificate.is_some() {
            return Ok(Vec::new());
        }
        Ok(vec![Event::Record(Body::CertificateAsked { certificate })])
    }

    /// Applies one stored event. Unknown lessons, topics and attempts of a later pack are passed over.
    fn apply(&mut self, pack: &Pack, at: Stamp, event: &Event) {
        match event {
            Event::Record(body) => self.apply_record(pack, at, body),
            Event::Journal(row) => self.apply_row(pack, row),
        }
    }

    fn apply_record(&mut self, pack: &Pack, at: Stamp, body: &Body) {
        match body {
            Body::Consent { text_version } => {
                self.consent = Some(*text_version);
                self.withdrawn = false;
            }
            Body::Registration { registration } | Body::Correction { registration } => {
                self.registration = registration.registration().ok().or(self.registration.take());
            }
            Body::Withdrawal {} => self.withdrawn = true,
            Body::TopicDone { topic, how, .. } => {
                self.topics.extend(TopicId::new(*topic).map(|id| (id, *how)));
            }
            Body::AttemptOpened { attempt, pack: drawn_from, .. } => self.attempts.push(Attempt {
                number: *attempt,
                pack: drawn_from.clone(),
                paper: None,
                answers: Answers::blank(pack.contest.paper_size()),
                at: 0,
                opened: at,
                handed: None,
                result_seen: false,
            }),
            Body::AttemptSubmitted { attempt, late, seconds, .. } => {
                if let Some(one) = self.attempt_mut(*attempt) {
                    one.handed = Some(Handed { at, late: *late, seconds: *seconds });
                }
            }
            Body::PaperHanded { attempt, pack: drawn_from, answers, .. } => {
                self.attempts.push(printed::attempt(pack, (*attempt, drawn_from), answers, at));
            }
            Body::Message { text, publish, .. } => self.shared = Some(Shared { text: text.clone(), publish: *publish }),
            Body::CertificateAsked { certificate } => self.certificate = Some(certificate.clone()),
            Body::App { install } => self.app = Some(*install),
            Body::ShiftOpened { .. }
            | Body::ShiftClosed { .. }
            | Body::Moved { .. }
            | Body::Erased { .. }
            | Body::GroupLesson { .. }
            | Body::PapersPrinted { .. }
            | Body::PapersCollected { .. }
            | Body::PaperRekeyed { .. }
            | Body::PapersVoid { .. }
            | Body::ClockConfirmed { .. } => (),
        }
    }

    fn apply_row(&mut self, pack: &Pack, row: &Row) {
        match row {
            Row::Page { lesson, page } => self.on_lesson(lesson, |one| one.page = usize::from(*page)),
            Row::Check { lesson, check, option } => {
                self.on_lesson(lesson, |one| one.checks.entry(usize::from(*check)).or_default().push(*option));
            }
            Row::Lesson { lesson } => self.on_lesson(lesson, |one| one.done = true),
            Row::Seed { attempt, seed } => {
                if let Some(one) = self.attempt_mut(*attempt) {
                    one.paper = exam::paper_again(pack, &one.pack, seed);
                    one.answers = Answers::blank(one.paper.as_ref().map_or(0, |paper| paper.items.len()));
                }
            }
            Row::Answer { attempt, place, option, seconds } => {
                let place = usize::from(*place);
                self.on_attempt(*attempt, |one| one.answers.mark(place, Choice(*option), *seconds));
            }
            Row::Flag { attempt, place, on } => {
                self.on_attempt(*attempt, |one| one.answers.flag(usize::from(*place), *on));
            }
            Row::At { attempt, place } => self.on_attempt(*attempt, |one| one.at = usize::from(*place)),
            Row::ResultSeen { attempt } => self.on_attempt(*attempt, |one| one.result_seen = true),
        }
    }

    fn on_lesson(&mut self, id: &str, change: impl FnOnce(&mut LessonProgress)) {
        if let Some(id) = LessonId::parse(id) {
            change(self.lessons.entry(id).or_default());
        }
    }

    fn on_attempt(&mut self, number: u8, change: impl FnOnce(&mut Attempt)) {
        if let Some(attempt) = self.attempt_mut(number) {
            change(attempt);
        }
    }

    fn attempt_mut(&mut self, number: u8) -> Option<&mut Attempt> {
        self.attempts.iter_mut().find(|attempt| attempt.number == number)
    }
}

/// What the screens and rules ask a visit.
impl Visit {
    /// Whether there is a consent that was not withdrawn.
    #[must_use]
    pub fn has_consented(&self) -> bool {
        self.consent.is_some() && !self.withdrawn
    }

    /// The registration in force.
    #[must_use]
    pub fn registration(&self) -> Option<&Registration> {
        self.registration.as_ref()
    }

    /// How far a lesson has come; a new one begins at its first page.
    #[must_use]
    pub fn lesson(&self, id: LessonId) -> LessonProgress {
        self.lessons.get(&id).cloned().unwrap_or_default()
    }

    /// Completed topics, and how each was learnt.
    #[must_use]
    pub fn topics(&self) -> &BTreeMap<TopicId, HowLearnt> {
        &self.topics
    }

    /// Topics of the contest that are not completed.
    #[must_use]
    pub fn topics_missing(&self, pack: &Pack) -> Vec<TopicId> {
        pack.contest.topics.iter().map(|topic| topic.id).filter(|id| !self.topics.contains_key(id)).collect()
    }

    /// Attempts in order, the running one last.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// The attempt that goes on, if one does.
    #[must_use]
    pub fn running(&self) -> Option<&Attempt> {
        self.attempts.iter().rfind(|attempt| attempt.is_running())
    }

    /// The number that the next attempt gets: what its seed is computed from.
    #[must_use]
    pub fn next_attempt(&self) -> u8 {
        self.attempts.iter().map(|attempt| attempt.number).fold(self.spent.opened, u8::max).saturating_add(1)
    }

    /// Attempts that may still be opened. One that lost its pack before it was handed in is not held against anybody.
    #[must_use]
    pub fn attempts_left(&self, pack: &Pack) -> u8 {
        let used = self.attempts.iter().filter(|attempt| attempt.handed.is_some() || attempt.paper.is_some()).count();
        let used = u8::try_from(used).unwrap_or(u8::MAX).saturating_add(self.spent.handed);
        pack.contest.rules.attempts.saturating_sub(used)
    }

    /// Whether an attempt was submitted.
    #[must_use]
    pub fn has_tested(&self) -> bool {
        self.attempts.iter().any(|attempt| attempt.handed.is_some())
    }

    /// The newest attempt that was handed in.
    #[must_use]
    pub fn last_handed(&self) -> Option<&Attempt> {
        self.attempts.iter().rfind(|attempt| attempt.handed.is_some())
    }

    /// The best score so far, which is the one that counts.
    #[must_use]
    pub fn best_score(&self, pack: &Pack) -> Option<Score> {
        self.attempts.iter().filter_map(|attempt| attempt.score(pack)).max_by_key(|score| score.right)
    }

    /// The message shared last.
    #[must_use]
    pub fn shared(&self) -> Option<&Shared> {
        self.shared.as_ref()
    }

    /// The certificate asked for.
    #[must_use]
    pub fn certificate(&self) -> Option<&CertificateV1> {
        self.certificate.as_ref()
    }

    /// What came of the offer to install the app.
    #[must_use]
    pub fn app(&self) -> Option<InstallV1> {
        self.app
    }

    /// The four parts that the letter asks for.
    #[must_use]
    pub fn entry(&self) -> Entry {
        Entry {
            registered: self.registration.is_some() && self.has_consented(),
            topics: self.topics.keys().copied().collect(),
            tested: self.has_tested(),
            message: self.shared.is_some(),
        }
    }

    pub(super) fn must_be_taking_part(&self) -> Result<(), Refusal> {
        match () {
            () if self.withdrawn => Err(Refusal::Withdrawn),
            () if self.consent.is_none() => Err(Refusal::NoConsent),
            () if self.registration.is_none() => Err(Refusal::NotRegistered),
            () => Ok(()),
        }
    }

    /// A clock in doubt stops nobody: the centre judges (docs/DESIGN.md 5).
    pub(super) fn must_be_open(&self, pack: &Pack, now: Now) -> Result<(), Refusal> {
        let contest = &pack.contest;
        if contest.is_open(now) { Ok(()) } else { Err(Refusal::Closed(contest.window(now.at()))) }
    }
}

fn must_be_sound(pack: &Pack, registration: &Registration, now: Now) -> Result<(), Refusal> {
    let rules = &pack.contest.rules;
    let faults = registration_faults(registration, now.date(), rules.least_age, |code| pack.unit(code).is_some());
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Registration(faults)) }
}
