//! Evenings of groups: honest ones of the maker, and ways of making them up.

use super::evening::{Evenings, Ground};
use tramso::{
    domain::{Paper, PaperBatch, PaperNumber, draw},
    people::{Chance, EveningStep, Group, Journey, Resident, evening},
    record::{Body, paper_digest, printed_paper_seed},
};

/// A way of making up a group's evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupWay {
    /// Each lesson is clicked through in seconds, and is written down as what it was.
    LessonOfSeconds,
    /// The same, written down as if it had taken its time.
    ClaimedLesson,
    /// Nobody is taught: the topics stand there.
    NoLesson,
    /// Two were there, and the topics of thirty follow.
    MoreThanPresent,
    /// A lesson of one topic, and another topic for everybody.
    OtherTopic,
    /// Printed and collected within some minutes.
    PrintedAndCollected,
    /// The same, with the machine started again in between.
    AcrossBoots,
    /// One row of letters for everybody, two of them changed here and there.
    SameLetters,
    /// A, B, C, D in turn, or one letter, on every sheet.
    LettersInTurn,
    /// Nothing is keyed a second time.
    NeverKeyedTwice,
    /// A program writes the papers down, some seconds each.
    KeyedByProgram,
    /// Each number is keyed in for a second person too.
    OneSheetForTwo,
    /// Numbers that nobody printed.
    NeverPrinted,
    /// Questions of another paper, that are known.
    EasyPaper,
    /// Struck out, and keyed in all the same.
    StruckOut,
}

pub const GROUP_WAYS: [GroupWay; 15] = [
    GroupWay::LessonOfSeconds,
    GroupWay::ClaimedLesson,
    GroupWay::NoLesson,
    GroupWay::MoreThanPresent,
    GroupWay::OtherTopic,
    GroupWay::PrintedAndCollected,
    GroupWay::AcrossBoots,
    GroupWay::SameLetters,
    GroupWay::LettersInTurn,
    GroupWay::NeverKeyedTwice,
    GroupWay::KeyedByProgram,
    GroupWay::OneSheetForTwo,
    GroupWay::NeverPrinted,
    GroupWay::EasyPaper,
    GroupWay::StruckOut,
];

impl GroupWay {
    /// Whether such entries are refused by a rule, whatever the contest states about signs.
    pub fn is_refused(self) -> bool {
        matches!(self, Self::OneSheetForTwo | Self::NeverPrinted | Self::EasyPaper | Self::StruckOut)
    }
}

/// So many people, or a few more, in groups of thirty.
pub fn forge_groups(ground: &Ground, way: GroupWay, seed: u64, entries: u32) -> Evenings {
    let mut evenings = Evenings::new(ground);
    let mut chance = Chance::new(seed, "forger of groups", way as u64);
    for nth in 0..entries.div_ceil(30) {
        let people: Vec<Resident> =
            (0..30).map(|at| ground.resident(1_000 + nth * 30 + at, Some(Journey::Finishes))).collect();
        let batch = PaperBatch::new(chance.below(PaperBatch::COUNT)).unwrap();
        let mut steps = ground.evening(batch, &people, seed);
        forge(ground, way, (batch, &people), &mut steps, &mut chance);
        let before = evenings.people.len();
        evenings.group(&people, steps, |at| way == GroupWay::AcrossBoots && at);
        if way == GroupWay::OneSheetForTwo {
            // The first hand-in of a number is as good as any other.
            let second = evenings.people.split_off(before).into_iter().skip(15);
            evenings.people.extend(second);
        }
        evenings.end();
    }
    evenings
}

fn forge(
    ground: &Ground,
    way: GroupWay,
    (batch, people): (PaperBatch, &[Resident]),
    steps: &mut Vec<EveningStep>,
    chance: &mut Chance,
) {
    match way {
        GroupWay::LessonOfSeconds => lessons(steps, |after_ms, seconds| {
            *seconds = 5 + chance.below(40);
            *after_ms = u64::from(*seconds) * 1000;
        }),
        GroupWay::ClaimedLesson => lessons(steps, |after_ms, _| *after_ms = 5_000 + u64::from(chance.below(40_000))),
        GroupWay::NoLesson => steps.retain(|step| !matches!(step.body, Body::GroupLesson { .. })),
        GroupWay::MoreThanPresent => steps.iter_mut().for_each(|step| {
            if let Body::GroupLesson { present, .. } = &mut step.body {
                *present = 2;
            }
        }),
        GroupWay::OtherTopic => steps.iter_mut().for_each(|step| {
            if let Body::GroupLesson { topic, .. } = &mut step.body {
                *topic = *topic % 4 + 1;
            }
        }),
        GroupWay::PrintedAndCollected | GroupWay::AcrossBoots => steps.iter_mut().for_each(|step| {
            if matches!(step.body, Body::PapersCollected { .. }) {
                step.after_ms = 60_000 + u64::from(chance.below(200_000));
            }
        }),
        GroupWay::SameLetters => {
            let row: Vec<usize> = (0..40).map(|_| chance.place(4)).collect();
            crosses(ground, batch, steps, |at, options| {
                let changed = chance.percent(4);
                let letter = if changed { chance.place(4) } else { row[at] };
                letter.min(options - 1)
            });
        }
        GroupWay::LettersInTurn => {
            let cycle = 1 + chance.place(4);
            crosses(ground, batch, steps, |at, options| (at % cycle).min(options - 1));
        }
        GroupWay::NeverKeyedTwice => steps.retain(|step| !matches!(step.body, Body::PaperRekeyed { .. })),
        GroupWay::KeyedByProgram => {
            for step in steps.iter_mut().filter(|step| matches!(step.body, Body::PaperHanded { .. })) {
                step.after_ms = 500 + u64::from(chance.below(4_000));
            }
            steps.retain(|step| !matches!(step.body, Body::PaperRekeyed { .. } | Body::App { .. }));
        }
        GroupWay::OneSheetForTwo => one_for_two(steps),
        GroupWay::NeverPrinted => steps.retain(|step| !matches!(step.body, Body::PapersPrinted { .. })),
        GroupWay::EasyPaper => easy(ground, steps),
        GroupWay::StruckOut => {
            let at = steps.iter().position(|step| matches!(step.body, Body::PapersCollected { .. })).unwrap();
            let (batch, serials) = (batch.to_string(), (1..=people.len() as u8).collect());
            let body = Body::PapersVoid { batch, serials };
            steps.insert(at + 1, EveningStep { who: None, body, ..steps[at].clone() });
        }
    }
}

fn lessons(steps: &mut [EveningStep], mut change: impl FnMut(&mut u64, &mut u32)) {
    for step in steps {
        if let Body::GroupLesson { seconds, .. } = &mut step.body {
            change(&mut step.after_ms, seconds);
        }
    }
}

/// The paper of a number, as this station prints it.
fn paper(ground: &Ground, batch: PaperBatch, serial: u8) -> Paper {
    let pack = &ground.city.pack;
    let number = PaperNumber::new(batch, serial).unwrap();
    draw(&pack.contest, &pack.bank, printed_paper_seed(ground.draw_key.bytes(), "demo", number)).unwrap()
}

/// Crosses these letters (place, how many options) on each sheet.
fn crosses(
    ground: &Ground,
    batch: PaperBatch,
    steps: &mut [EveningStep],
    mut letter: impl FnMut(usize, usize) -> usize,
) {
    for step in steps {
        if let Body::PaperHanded { serial, answers, .. } = &mut step.body {
            for (at, (answer, item)) in answers.iter_mut().zip(&paper(ground, batch, *serial).items).enumerate() {
                answer.option = item.order[letter(at, item.order.len())];
            }
        }
    }
}

/// Those keyed in last have the numbers and answers of those keyed in first.
fn one_for_two(steps: &mut [EveningStep]) {
    let handed: Vec<usize> =
        (0..steps.len()).filter(|at| matches!(steps[*at].body, Body::PaperHanded { .. })).collect();
    let half = handed.len() / 2;
    for (first, second) in handed[..half].iter().zip(&handed[half..]) {
        steps[*second].body = steps[*first].body.clone();
    }
}

/// Everybody gets the questions of one paper of a batch of another time.
fn easy(ground: &Ground, steps: &mut [EveningStep]) {
    let known = paper(ground, PaperBatch::new(7).unwrap(), 1);
    for step in steps {
        if let Body::PaperHanded { answers, paper, .. } = &mut step.body {
            *paper = paper_digest(&known);
            let answer = |item: &tramso::domain::PaperItem| tramso::record::PaperAnswerV1 {
                question: item.question.0.clone(),
                option: 0,
            };
            *answers = known.items.iter().map(answer).collect();
        }
    }
}

impl Ground {
    /// The records of a group's evening.
    pub fn evening(&self, batch: PaperBatch, people: &[Resident], seed: u64) -> Vec<EveningStep> {
        evening(Group { pack: &self.city.pack, draw_key: &self.draw_key, batch, people }, seed)
    }
}

impl Evenings {
    /// An evening of a group. `cut`: whether the power is cut before the papers are collected (`true`), or before any other record.
    pub fn group(&mut self, people: &[Resident], steps: Vec<EveningStep>, mut cut: impl FnMut(bool) -> bool) {
        for step in steps {
            let person = step.who.map(|who| people[who].key);
            if let (Body::PaperHanded { .. }, Some(key)) = (&step.body, person) {
                self.people.push(key);
            }
            if cut(matches!(step.body, Body::PapersCollected { .. })) {
                self.cut();
            }
            self.step(person, step.mode, step.after_ms, step.body);
        }
    }
}
