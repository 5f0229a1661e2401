//! The ways: each takes honest records and changes what a forger would.

use super::evening::{A_DAY, Evenings, Ground, MINUTE};
use tramso::{
    people::{Chance, Journey, Resident},
    record::{Body, HowLearnt, hex},
};

/// A way of making up entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One test after another, each just slow enough.
    Burst,
    /// The same, handed in in bundles of five.
    BurstInPieces,
    /// One sheet of answers for everybody.
    CopiedAnswers,
    /// One list of seconds for everybody.
    CopiedSeconds,
    /// A, B, C, D in turn.
    Patterns,
    /// The course is clicked through, the test is done at leisure.
    ClickedCourse,
    /// The same for ten people at once, who take turns.
    ClickedInTurns,
    /// Ten minutes are claimed for a test of half a minute.
    ClaimedSeconds,
    /// The machine starts again between opening and handing in, so that no steady clock goes through the test.
    AcrossBoots,
    /// Papers are looked at, the folder is put back.
    RollBack,
    /// For each entry some more papers are opened under other names, until one is easy.
    FishingByNames,
    /// Somebody else's test is moved to the person.
    MovedTests,
    /// `simulate` of an earlier version: no shift.
    Simulate,
    /// A copy of the folder goes on beside the station.
    ClonedFolder,
    /// All in one night, the clock set back every few entries to make it several.
    ClockSetBack,
    /// At the pace of people, machine after machine restarted, more than a day holds.
    TooManyADay,
}

pub const WAYS: [Way; 16] = [
    Way::Burst,
    Way::BurstInPieces,
    Way::CopiedAnswers,
    Way::CopiedSeconds,
    Way::Patterns,
    Way::ClickedCourse,
    Way::ClickedInTurns,
    Way::ClaimedSeconds,
    Way::AcrossBoots,
    Way::RollBack,
    Way::FishingByNames,
    Way::MovedTests,
    Way::Simulate,
    Way::ClonedFolder,
    Way::ClockSetBack,
    Way::TooManyADay,
];

/// So many entries, made up in this way.
pub fn forge(ground: &Ground, way: Way, seed: u64, entries: u32) -> Evenings {
    let mut evenings = Evenings::new(ground);
    let mut chance = Chance::new(seed, "forger", way as u64);
    if way == Way::Simulate {
        evenings.records.clear();
        (evenings.shift, evenings.helper) = (0, "simulate".to_owned());
    }
    if way == Way::RollBack {
        evenings.epoch.why = "rolled-back".to_owned();
    }
    evenings.is_cloned = way == Way::ClonedFolder;
    if way == Way::ClickedInTurns {
        in_turns(ground, &mut evenings, seed, entries);
        return evenings;
    }
    let entries = if way == Way::TooManyADay { A_DAY + 40 } else { entries };
    for number in 0..entries {
        let resident = ground.resident(1_000 + number, Some(Journey::Finishes));
        let mut steps = ground.visit(&resident, seed);
        tamper(way, (ground, seed), (number, &resident), &mut steps, &mut chance, &mut evenings);
        between(way, (number, entries), &mut evenings);
    }
    evenings
}

/// What happens after an entry.
fn between(way: Way, (number, entries): (u32, u32), evenings: &mut Evenings) {
    match way {
        Way::BurstInPieces if number % 5 == 4 => evenings.export(),
        Way::ClockSetBack if number % 6 == 5 => evenings.wall -= 26 * 60 * MINUTE,
        Way::ClonedFolder if number == 2 => evenings.export(),
        Way::ClonedFolder if number + 1 == entries => evenings.people.drain(..3).for_each(drop),
        Way::TooManyADay => evenings.boot += 1,
        Way::Burst | Way::BurstInPieces | Way::Simulate | Way::ClockSetBack | Way::ClonedFolder => (),
        _ if number % 10 == 9 => evenings.end(),
        _ => evenings.wait(120_000),
    }
}

/// Changes one visit, and lets it happen.
fn tamper(
    way: Way,
    (ground, seed): (&Ground, u64),
    (number, resident): (u32, &Resident),
    steps: &mut Vec<(u64, Body)>,
    chance: &mut Chance,
    evenings: &mut Evenings,
) {
    match way {
        Way::Burst | Way::BurstInPieces => at_once(steps, chance),
        Way::CopiedAnswers => change_tests(steps, |answers| {
            answers.iter_mut().enumerate().for_each(|(at, one)| one.option = u8::from(at % 4 == 1) * 2);
        }),
        Way::CopiedSeconds => change_tests(steps, |answers| {
            answers.iter_mut().enumerate().for_each(|(at, one)| one.seconds = 12 + (at as u32 * 7) % 31);
        }),
        Way::Patterns => in_turn(ground, seed, resident, steps),
        Way::ClickedCourse => {
            steps.retain(|(_, body)| !matches!(body, Body::GroupLesson { .. }));
            for (after_ms, body) in steps.iter_mut() {
                if matches!(body, Body::TopicDone { .. }) {
                    *after_ms = 2_000 + u64::from(chance.below(12_000));
                }
                if let Body::TopicDone { how, .. } = body {
                    *how = HowLearnt::Alone;
                }
            }
        }
        Way::ClaimedSeconds => {
            for (after_ms, body) in steps.iter_mut() {
                if let Body::AttemptSubmitted { seconds, .. } = body {
                    (*after_ms, *seconds) = (15_000 + u64::from(chance.below(30_000)), 400 + chance.below(400));
                }
            }
        }
        Way::AcrossBoots => change_tests(steps, |answers| {
            answers.iter_mut().for_each(|one| one.seconds = 1 + chance.below(3));
        }),
        Way::TooManyADay => steps.iter_mut().for_each(|(after_ms, _)| *after_ms = (*after_ms).min(60_000)),
        Way::FishingByNames => {
            for other in 0..2 + chance.below(3) {
                let name = ground.resident(10_000 + number * 8 + other, Some(Journey::LeavesTheTest));
                let looked = ground.visit(&name, seed);
                evenings.sit(&name, looked);
            }
        }
        Way::MovedTests => return moved(ground, seed, resident, evenings),
        Way::RollBack | Way::Simulate | Way::ClonedFolder | Way::ClockSetBack => (),
        Way::ClickedInTurns => (),
    }
    if way == Way::AcrossBoots {
        let at = steps.iter().position(|(_, body)| matches!(body, Body::AttemptSubmitted { .. })).unwrap();
        let rest = steps.split_off(at);
        evenings.sit(resident, std::mem::take(steps));
        evenings.cut();
        evenings.sit(resident, rest);
    } else {
        evenings.sit(resident, std::mem::take(steps));
    }
}

/// The course as a group's, and the test in little more than a minute, with answers of its own.
fn at_once(steps: &mut [(u64, Body)], chance: &mut Chance) {
    for (after_ms, body) in steps {
        *after_ms = 1_000;
        match body {
            Body::TopicDone { how, .. } => *how = HowLearnt::Group,
            Body::AttemptSubmitted { seconds, .. } => {
                *seconds = 61 + chance.below(9);
                *after_ms = u64::from(*seconds) * 1000 + 500;
            }
            _ => (),
        }
    }
}

fn change_tests(steps: &mut [(u64, Body)], mut change: impl FnMut(&mut Vec<tramso::record::AnswerV1>)) {
    for (_, body) in steps {
        if let Body::AttemptSubmitted { answers, .. } = body {
            change(answers);
        }
    }
}

/// The keys of the paper in turn.
fn in_turn(ground: &Ground, seed: u64, resident: &Resident, steps: &mut [(u64, Body)]) {
    let _ = seed;
    let pack = &ground.city.pack;
    let paper = tramso::domain::draw(&pack.contest, &pack.bank, ground.draw_seed(&resident.key)).unwrap();
    change_tests(steps, |answers| {
        for (at, (one, item)) in answers.iter_mut().zip(&paper.items).enumerate() {
            one.option = item.order[at % 4.min(item.order.len())];
        }
    });
}

/// Somebody who knows everything takes the test under another name, and it is moved.
fn moved(ground: &Ground, seed: u64, resident: &Resident, evenings: &mut Evenings) {
    let helper = ground.resident(resident.number + 20_000, Some(Journey::SharesNothing));
    let helped = Resident { journey: Journey::LearnsHalf, ..resident.clone() };
    let own = ground.visit(&helped, seed);
    evenings.sit(&helped, own);
    let from = evenings.records.len() as u64 + 1;
    let people = evenings.people.len();
    let taken = ground.visit(&helper, seed);
    evenings.sit(&helper, taken);
    let last = evenings.records.len() as u64;
    let to = hex(&resident.key.0);
    evenings.step(Some(helper.key), helper.mode, 30_000, Body::Moved { to, from_event: from, to_event: last });
    evenings.people.truncate(people);
    evenings.people.push(resident.key);
}

/// Ten people at a time: all register, then topic by topic for each in turn, so that each one's own records are far apart.
fn in_turns(ground: &Ground, evenings: &mut Evenings, seed: u64, entries: u32) {
    for ten in 0..entries / 10 {
        let all: Vec<Resident> =
            (0..10).map(|at| ground.resident(1_000 + ten * 10 + at, Some(Journey::Finishes))).collect();
        let mut rests: Vec<std::vec::IntoIter<(u64, Body)>> =
            all.iter().map(|one| alone(ground.visit(one, seed)).into_iter()).collect();
        let mut is_left = true;
        while is_left {
            is_left = false;
            for (resident, rest) in all.iter().zip(&mut rests) {
                let Some((after_ms, mut body)) = rest.next() else { continue };
                is_left = true;
                let after_ms = if let Body::TopicDone { how, .. } = &mut body {
                    *how = HowLearnt::Alone;
                    4_000
                } else {
                    after_ms
                };
                evenings.sit(resident, vec![(after_ms, body)]);
            }
        }
        evenings.end();
    }
}

/// A visit without the lessons of a group.
fn alone(mut steps: Vec<(u64, Body)>) -> Vec<(u64, Body)> {
    steps.retain(|(_, body)| !matches!(body, Body::GroupLesson { .. }));
    steps
}
