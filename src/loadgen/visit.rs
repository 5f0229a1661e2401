//! What a resident leaves behind at a station, record by record, in the order in which the station's session makes them.

use super::{Chance, Resident, Way};
use crate::{
    content::Pack,
    crypto::Secret,
    domain::{PersonKey, Registration, TopicId, draw},
    record::{
        AnswerV1, Body, CertificateV1, HelpMode, HowLearnt, InstallV1, Medium, RegistrationV1, draw_seed, hex,
        paper_digest,
    },
};

/// One record that is to be chained: whose, how it was made, and what it says.
#[derive(Clone, Debug)]
pub struct Deed {
    pub person: Option<PersonKey>,
    pub shift: u64,
    pub helper: String,
    pub mode: HelpMode,
    pub body: Body,
}

/// Which of a person's stations it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meeting {
    First,
    Second,
}

/// From what papers are drawn.
#[derive(Clone, Copy)]
pub struct Papers<'a> {
    pub pack: &'a Pack,
    pub draw_key: &'a Secret<32>,
}

/// All that the resident does at this station; nothing where they do not come.
#[must_use]
pub fn visit(papers: Papers<'_>, resident: &Resident, meeting: Meeting, seed: u64) -> Vec<Body> {
    let chance = Chance::of(
        seed,
        if meeting == Meeting::First { "first visit" } else { "second visit" },
        resident.number.into(),
    );
    let mut walk = Walk { papers, resident, chance, bodies: Vec::new() };
    match meeting {
        Meeting::First => walk.first(),
        Meeting::Second => walk.second(),
    }
    walk.bodies
}

struct Walk<'a> {
    papers: Papers<'a>,
    resident: &'a Resident,
    chance: Chance,
    bodies: Vec<Body>,
}

impl Walk<'_> {
    fn first(&mut self) {
        let resident = self.resident;
        self.register(&resident.told);
        let topics = self.topics();
        let half = topics.len() / 2;
        match resident.way {
            Way::OnlyRegisters => (),
            Way::LearnsHalf | Way::MovesOn => self.learn(&topics, half),
            Way::LeavesTheTest => {
                self.learn(&topics, topics.len());
                self.open_test(1);
            }
            Way::SaysNothing => {
                self.learn(&topics, topics.len());
                self.test(1);
            }
            Way::Finishes | Way::Contradicted => self.everything(&topics, 1),
            Way::Twice => self.everything(&topics, 2),
            Way::Corrects => {
                self.everything(&topics, 1);
                let told = resident.corrected(&mut self.chance);
                self.bodies.push(Body::Correction { registration: Box::new(RegistrationV1::from(&told)) });
            }
            Way::Withdraws => {
                self.everything(&topics, 1);
                self.bodies.push(Body::Withdrawal {});
            }
            Way::TestsAtBoth => {
                self.learn(&topics, topics.len());
                self.test(1);
            }
        }
    }

    fn second(&mut self) {
        let topics = self.topics();
        match self.resident.way {
            Way::MovesOn => {
                self.register(&self.resident.told_again());
                let half = topics.len() / 2;
                self.learnt(topics.iter().take(half), HowLearnt::OtherStation);
                self.learnt(topics.iter().skip(half), HowLearnt::Alone);
                self.test(1);
                self.end();
            }
            Way::TestsAtBoth => {
                self.register(&self.resident.told_again());
                self.learnt(topics.iter(), HowLearnt::OtherStation);
                self.test(1);
                self.end();
            }
            Way::Contradicted => self.register(&self.resident.told_by_another()),
            Way::OnlyRegisters
            | Way::LearnsHalf
            | Way::LeavesTheTest
            | Way::SaysNothing
            | Way::Finishes
            | Way::Twice
            | Way::Corrects
            | Way::Withdraws => (),
        }
    }

    fn topics(&self) -> Vec<TopicId> {
        self.papers.pack.contest.topics.iter().map(|topic| topic.id).collect()
    }

    fn register(&mut self, told: &Registration) {
        let text_version = self.papers.pack.contest.consent_version;
        let told = Box::new(RegistrationV1::from(told));
        self.bodies.extend([Body::Consent { text_version }, Body::Registration { registration: told }]);
    }

    fn learn(&mut self, topics: &[TopicId], upto: usize) {
        let how = if self.chance.percent(15) { HowLearnt::Group } else { HowLearnt::Alone };
        self.learnt(topics.iter().take(upto), how);
    }

    fn learnt<'t>(&mut self, topics: impl Iterator<Item = &'t TopicId>, how: HowLearnt) {
        let pack = hex(&self.papers.pack.digest);
        self.bodies.extend(topics.map(|topic| Body::TopicDone { topic: topic.number(), how, pack: pack.clone() }));
    }

    fn everything(&mut self, topics: &[TopicId], attempts: u8) {
        self.learn(topics, topics.len());
        for attempt in 1..=attempts {
            self.test(attempt);
        }
        self.end();
    }

    fn test(&mut self, attempt: u8) {
        let Some(questions) = self.open_test(attempt) else { return };
        let answer = |question: String| {
            let option = if self.chance.percent(self.resident.knows) { 0 } else { self.chance.below(4) };
            AnswerV1 { question, option: u8::try_from(option).unwrap_or(0), seconds: 8 + self.chance.below(60) }
        };
        let answers: Vec<AnswerV1> = questions.into_iter().map(answer).collect();
        let seconds = answers.iter().map(|answer| answer.seconds).sum::<u32>() + 20;
        self.bodies.push(Body::AttemptSubmitted { attempt, late: false, seconds, answers });
    }

    /// Draws the paper as the station does, and answers with its questions.
    fn open_test(&mut self, attempt: u8) -> Option<Vec<String>> {
        let Papers { pack, draw_key } = self.papers;
        let seed = draw_seed(draw_key.bytes(), &pack.contest.id, &self.resident.key, attempt);
        let paper = draw(&pack.contest, &pack.bank, seed).ok()?;
        self.bodies.push(Body::AttemptOpened {
            attempt,
            pack: hex(&pack.digest),
            paper: paper_digest(&paper),
            medium: Medium::Screen,
        });
        Some(paper.items.into_iter().map(|item| item.question.0).collect())
    }

    fn end(&mut self) {
        let ready = &self.papers.pack.contest.ready_messages;
        let place = self.chance.place(ready.len());
        let number = self.resident.number;
        let message = match ready.get(place) {
            Some(text) if self.chance.percent(70) => {
                let ready = u8::try_from(place + 1).ok();
                Body::Message { text: text.clone(), ready, dictated: false, publish: false }
            }
            _ => Body::Message {
                text: format!("Tôi sẽ nhắc cả nhà không đọc mã OTP cho ai, kể cả người quen. ({number})"),
                ready: None,
                dictated: self.chance.percent(40),
                publish: self.resident.told.guardian.is_none() && self.chance.percent(50),
            },
        };
        self.bodies.push(message);
        if self.chance.percent(60) {
            let check = hex(&self.chance.bytes::<4>()).to_uppercase();
            let certificate = CertificateV1 { number: format!("TK-{number:06}"), check };
            self.bodies.push(Body::CertificateAsked { certificate });
        }
        if self.chance.percent(70) {
            let installs = [InstallV1::InstalledNow, InstallV1::HadIt, InstallV1::NoSmartphone];
            let install = self.chance.pick(&installs).copied().unwrap_or(InstallV1::HadIt);
            self.bodies.push(Body::App { install });
        }
    }
}
