//! A resident's visit, command by command, through the real session.

use super::{Chance, Journey, Resident, texts::numbered};
use crate::{
    content::{Pack, lesson_reading_ms},
    crypto::hex,
    domain::{Choice, Registration, Seed, TopicId},
    record::{CertificateV1, InstallV1},
    session::{Command, Visit},
};

/// The station that a resident sits at: it supplies the time and the draw seeds, and keeps what follows.
pub trait Desk {
    /// Why a step was not kept.
    type Fault;
    /// Whether steps that only the station's journal records (pages, checks, jumps) are wanted.
    const HAS_JOURNAL: bool;

    /// The visit so far.
    fn visit(&self) -> &Visit;

    /// Takes the step, `after_s` seconds after the one before; false where the session refuses it.
    ///
    /// # Errors
    /// It was not kept.
    fn step(&mut self, command: Command, after_s: u32) -> Result<bool, Self::Fault>;

    /// The seed of this attempt's paper.
    fn draw_seed(&self, attempt: u8) -> Seed;

    /// The certificate that the resident asks for.
    fn certificate(&self, resident: &Resident, check: String) -> CertificateV1 {
        CertificateV1 { number: format!("TK-{:06}", resident.number), check }
    }
}

/// Which of a person's stations it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meeting {
    /// The station where the person registers first.
    First,
    /// The next station, for journeys that need two.
    Second,
}

/// How the topics were learnt. A visit is of one person: a caller who wants groups puts their lessons before the topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Studies {
    /// Alone, or vouched for by a helper.
    Alone,
    /// In a group.
    Group,
}

/// Takes a resident through the visit at this station; nothing happens where the journey does not lead there.
///
/// # Errors
/// The desk did not keep a step.
pub fn attend<D: Desk>(
    desk: &mut D,
    pack: &Pack,
    resident: &Resident,
    meeting: Meeting,
    seed: u64,
) -> Result<Studies, D::Fault> {
    let what = match meeting {
        Meeting::First => "first visit",
        Meeting::Second => "second visit",
    };
    let chance = Chance::new(seed, what, resident.number.into());
    let topics = pack.contest.topics.iter().map(|topic| topic.id).collect();
    let pace = Chance::new(seed, what, u64::from(resident.number) | PACE);
    let mut walk = Walk { desk, pack, resident, topics, chance, pace, studies: Studies::Alone };
    match meeting {
        Meeting::First => walk.first()?,
        Meeting::Second => walk.second()?,
    }
    Ok(walk.studies)
}

/// Makes the stream of a resident's pace another than that of their answers.
const PACE: u64 = 1 << 32;
/// How fast residents read, in hundredths of the time that the lessons take.
const PACES: (u32, u32) = (60, 160);
/// Seconds for the consent and the registration form.
const REGISTERS_S: (u32, u32) = (60, 240);

struct Walk<'a, D> {
    desk: &'a mut D,
    pack: &'a Pack,
    resident: &'a Resident,
    topics: Vec<TopicId>,
    chance: Chance,
    pace: Chance,
    studies: Studies,
}

impl<D: Desk> Walk<'_, D> {
    fn first(&mut self) -> Result<(), D::Fault> {
        self.register(&self.resident.registration)?;
        let (half, all) = (self.topics.len() / 2, self.topics.len());
        match self.resident.journey {
            Journey::OnlyRegisters => Ok(()),
            Journey::LearnsHalf | Journey::MovesOn => self.learn(half),
            Journey::LeavesTheTest => {
                self.learn(all)?;
                self.leave_test()
            }
            Journey::SharesNothing | Journey::TestsAtBoth => {
                self.learn(all)?;
                self.test()
            }
            Journey::Finishes | Journey::Contradicted => self.everything(1),
            Journey::Twice => self.everything(2),
            Journey::Corrects => {
                self.everything(1)?;
                let registration = self.resident.registration_corrected(&mut self.chance);
                self.step(Command::Correct(Box::new(registration)))
            }
            Journey::Withdraws => {
                self.everything(1)?;
                self.step(Command::Withdraw)
            }
        }
    }

    fn second(&mut self) -> Result<(), D::Fault> {
        let vouched = match self.resident.journey {
            Journey::MovesOn => self.topics.len() / 2,
            Journey::TestsAtBoth => self.topics.len(),
            Journey::Contradicted => return self.register(&self.resident.registration_of_stranger()),
            Journey::OnlyRegisters
            | Journey::LearnsHalf
            | Journey::LeavesTheTest
            | Journey::SharesNothing
            | Journey::Finishes
            | Journey::Twice
            | Journey::Corrects
            | Journey::Withdraws => return Ok(()),
        };
        self.register(&self.resident.registration_respelt())?;
        for topic in self.topics.iter().take(vouched) {
            self.desk.step(Command::LearntElsewhere(*topic), 0)?;
        }
        self.study(vouched, self.topics.len())?;
        self.test()?;
        self.end()
    }

    fn step(&mut self, command: Command) -> Result<(), D::Fault> {
        self.desk.step(command, 0).map(|_| ())
    }

    fn register(&mut self, registration: &Registration) -> Result<(), D::Fault> {
        self.desk.step(Command::Consent, 30)?;
        let after_s = self.takes(REGISTERS_S);
        self.desk.step(Command::Register(Box::new(registration.clone())), after_s).map(|_| ())
    }

    /// So many seconds, between these.
    fn takes(&mut self, (from, upto): (u32, u32)) -> u32 {
        from + self.pace.below(upto - from)
    }

    fn everything(&mut self, attempts: u8) -> Result<(), D::Fault> {
        self.learn(self.topics.len())?;
        for _ in 0..attempts {
            self.test()?;
        }
        self.end()
    }

    fn learn(&mut self, upto: usize) -> Result<(), D::Fault> {
        if self.chance.percent(15) {
            self.studies = Studies::Group;
        }
        self.study(0, upto)
    }

    /// Reads the required lessons of these topics and answers their checks.
    fn study(&mut self, from: usize, upto: usize) -> Result<(), D::Fault> {
        let pack = self.pack;
        let topics: Vec<TopicId> = self.topics.iter().take(upto).skip(from).copied().collect();
        for lesson in topics.iter().flat_map(|topic| pack.required_lessons(*topic)) {
            let pace = u64::from(PACES.0 + self.pace.below(PACES.1 - PACES.0));
            let reads_s = u32::try_from(lesson_reading_ms(lesson) * pace / 100_000 + 1).unwrap_or(u32::MAX);
            let mut rest_s = reads_s;
            if D::HAS_JOURNAL {
                let pages = u32::try_from(lesson.pages.len()).unwrap_or(u32::MAX);
                for page in 0..lesson.pages.len() {
                    let after_s = if page == 0 { 0 } else { reads_s / pages.max(1) };
                    rest_s = rest_s.saturating_sub(after_s);
                    self.desk.step(Command::TurnTo { lesson: lesson.id, page }, after_s)?;
                }
                for (check, asked) in lesson.checks.iter().enumerate() {
                    let right = asked.options.iter().position(|option| option.right).unwrap_or(0);
                    let option = u8::try_from(right).unwrap_or(0);
                    self.desk.step(Command::AnswerCheck { lesson: lesson.id, check, option }, 0)?;
                }
            }
            self.desk.step(Command::FinishLesson(lesson.id), rest_s)?;
        }
        Ok(())
    }

    /// Opens a test; the order of each question's options, none where the session refuses.
    fn open_test(&mut self) -> Result<Vec<Vec<u8>>, D::Fault> {
        let seed = self.desk.draw_seed(self.desk.visit().next_attempt());
        if !self.desk.step(Command::OpenAttempt(seed), 0)? {
            return Ok(Vec::new());
        }
        let paper = self.desk.visit().running().and_then(|attempt| attempt.paper.as_ref());
        Ok(paper.map(|paper| paper.items.iter().map(|item| item.order.clone()).collect()).unwrap_or_default())
    }

    fn test(&mut self) -> Result<(), D::Fault> {
        let orders = self.open_test()?;
        if orders.is_empty() {
            return Ok(());
        }
        self.answer(&orders, orders.len())?;
        // Looks the answers over.
        self.desk.step(Command::Submit, 20)?;
        self.step(Command::SeeResult)
    }

    fn leave_test(&mut self) -> Result<(), D::Fault> {
        let orders = self.open_test()?;
        self.answer(&orders, orders.len() / 2)
    }

    /// The option of number 0 is the right one of every question.
    fn answer(&mut self, orders: &[Vec<u8>], upto: usize) -> Result<(), D::Fault> {
        for (place, order) in orders.iter().enumerate().take(upto) {
            let option = if self.chance.percent(self.resident.knows) { 0 } else { self.chance.below(4) };
            let shown = order.iter().position(|at| u32::from(*at) == option).unwrap_or(0);
            let choice = Choice(u8::try_from(shown).unwrap_or(0));
            let seconds = 8 + self.chance.below(60);
            self.desk.step(Command::Mark { place, choice, seconds }, seconds)?;
            if D::HAS_JOURNAL && place + 1 < orders.len() {
                self.desk.step(Command::GoTo(place + 1), 0)?;
            }
        }
        Ok(())
    }

    /// The message, and for some the certificate and the app.
    fn end(&mut self) -> Result<(), D::Fault> {
        let ready = &self.pack.contest.ready_messages;
        let place = self.chance.place(ready.len());
        let share = match ready.get(place) {
            Some(text) if self.chance.percent(70) => {
                let ready = u8::try_from(place + 1).ok();
                Command::Share { text: text.clone(), ready, dictated: false, publish: false }
            }
            Some(_) | None => Command::Share {
                text: numbered("message", self.resident.number),
                ready: None,
                dictated: self.chance.percent(40),
                publish: self.resident.registration.guardian.is_none() && self.chance.percent(50),
            },
        };
        self.desk.step(share, 60)?;
        if self.chance.percent(60) {
            let check = hex(&self.chance.bytes::<4>()).to_uppercase();
            let certificate = self.desk.certificate(self.resident, check);
            self.step(Command::AskCertificate(certificate))?;
        }
        if self.chance.percent(70) {
            let installs = [InstallV1::InstalledNow, InstallV1::HadIt, InstallV1::NoSmartphone];
            let install = self.chance.pick(&installs).copied().unwrap_or(InstallV1::HadIt);
            self.step(Command::App(install))?;
        }
        Ok(())
    }
}
