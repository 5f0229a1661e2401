//! What every drawn paper keeps, and that the draw is uniform.

use super::{LEVELS, contest, question, stratum};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use tramso::{
    crypto::sha256,
    domain::{Answers, Bank, Choice, Paper, Question, Score, Seed, Stratum, draw},
};

proptest! {
    #[test]
    fn a_paper_follows_its_blueprint(bank in banks(), blueprint in blueprints(), seed in any::<[u8; 32]>()) {
        let contest = contest(blueprint.clone());
        match draw(&contest, &bank, Seed(seed)) {
            Ok(paper) => {
                prop_assert_eq!(draw(&contest, &bank, Seed(seed)).unwrap(), paper.clone());
                keeps_the_rules(&paper, &bank, &blueprint)?;
            }
            // Earlier strata and their enemies may have taken what a later one needs; then the fault reports how little is left.
            Err(fault) => {
                prop_assert!(fault.available < fault.stratum.count && blueprint.contains(&fault.stratum));
            }
        }
    }
}

fn keeps_the_rules(paper: &Paper, bank: &[Question], blueprint: &[Stratum]) -> Result<(), TestCaseError> {
    let taken: Vec<&Question> =
        paper.items.iter().map(|item| bank.iter().find(|known| known.id == item.question).unwrap()).collect();
    let ids: BTreeSet<_> = taken.iter().map(|question| &question.id).collect();
    prop_assert_eq!(ids.len(), taken.len(), "a question twice");
    let groups: Vec<_> = taken.iter().filter_map(|question| question.group.as_ref()).collect();
    prop_assert_eq!(groups.iter().collect::<BTreeSet<_>>().len(), groups.len(), "enemies together");
    prop_assert_eq!(taken.len(), blueprint.iter().map(|stratum| stratum.count).sum::<usize>());
    for topic in 1..=4 {
        let wanted: usize = blueprint.iter().filter(|one| one.topic.number() == topic).map(|one| one.count).sum();
        prop_assert_eq!(taken.iter().filter(|question| question.topic.number() == topic).count(), wanted);
        for level in LEVELS {
            let exact = blueprint.iter().filter(|one| one.topic.number() == topic && one.level == Some(level));
            let least: usize = exact.map(|one| one.count).sum();
            let found = taken.iter().filter(|question| question.topic.number() == topic && question.level == level);
            prop_assert!(found.count() >= least);
        }
    }
    for item in &paper.items {
        let mut order = item.order.clone();
        order.sort_unstable();
        prop_assert_eq!(order, [0, 1, 2, 3]);
    }
    Ok(())
}

fn banks() -> impl Strategy<Value = Bank> {
    let one = (1..=4u8, 0..3usize, prop::option::weighted(0.4, 0..12u8));
    prop::collection::vec(one, 0..120).prop_map(|made| {
        let made = made.into_iter().enumerate();
        let bank = made.map(|(n, (topic, level, group))| {
            let group = group.map(|group| format!("g{group}"));
            question(&format!("Q-{n:03}"), topic, LEVELS[level], group.as_deref())
        });
        bank.collect()
    })
}

fn blueprints() -> impl Strategy<Value = Vec<Stratum>> {
    let one = (1..=4u8, prop::option::of(0..3usize), 1..6usize);
    prop::collection::vec(one, 1..6).prop_map(|strata| {
        strata
            .into_iter()
            .map(|(topic, level, count)| stratum(topic, level.map(|level| LEVELS[level]), count))
            .collect()
    })
}

/// How many papers are drawn for a chi-square test.
const DRAWS: u32 = 20_000;
/// Fixed before the first run: what the 20,000 seeds of each round are hashed from.
const ROUNDS: [&str; 3] = ["hai phong 2025", "tan ky 11113", "toi hoc so - toi lan toa"];
/// Upper critical values of chi-square at alpha = 0.001, by degrees of freedom.
const CRITICAL: [(usize, f64); 4] = [(3, 16.266), (9, 27.877), (11, 31.264), (19, 43.820)];

/// The statistic of counts that each had the chance `share` in each draw. `of` units of which a fixed number is drawn without
/// replacement have one degree of freedom less than there are, and a variance that is smaller by (of - 1) / of.
fn chi_square(counts: &[u32], share: f64) -> f64 {
    let (draws, of) = (f64::from(DRAWS), counts.len() as f64);
    let variance = draws * share * (1.0 - share);
    counts.iter().map(|count| (f64::from(*count) - draws * share).powi(2) / variance).sum::<f64>() * (of - 1.0) / of
}

fn is_uniform(counts: &[u32], share: f64) -> bool {
    let critical = CRITICAL.iter().find(|(freedom, _)| freedom + 1 == counts.len()).unwrap().1;
    chi_square(counts, share) <= critical
}

/// Twenty questions of topic 1 of which five are drawn; of topic 2 twelve enemies' groups, eight of one question and four of
/// two, of which two are drawn; of topic 3 five, of which two are drawn.
fn bank() -> Bank {
    let one = (0..20).map(|n| question(&format!("A-{n:02}"), 1, LEVELS[n % 3], None));
    let alone = (0..8).map(|n| question(&format!("B-{n:02}"), 2, LEVELS[0], None));
    let enemies = (8..16).map(|n| question(&format!("B-{n:02}"), 2, LEVELS[0], Some(["p", "q", "r", "s"][n % 4])));
    let few = (0..5).map(|n| question(&format!("C-{n:02}"), 3, LEVELS[0], None));
    one.chain(alone).chain(enemies).chain(few).collect()
}

#[derive(Default)]
struct Counts {
    units: BTreeMap<String, u32>,
    pairs: BTreeMap<Vec<String>, u32>,
    right_place: [u32; 4],
    first_asked: BTreeMap<char, u32>,
}

fn counts(round: &str) -> Counts {
    let contest = contest(vec![stratum(1, None, 5), stratum(2, None, 2), stratum(3, None, 2)]);
    let bank = bank();
    let mut counts = Counts::default();
    for n in 0..DRAWS {
        let paper = draw(&contest, &bank, Seed(sha256(&[round.as_bytes(), &n.to_le_bytes()]))).unwrap();
        for item in &paper.items {
            let question = bank.iter().find(|known| known.id == item.question).unwrap();
            let unit = question.group.clone().unwrap_or_else(|| question.id.0.clone());
            let of_topic = format!("{}{unit}", question.topic.number());
            *counts.units.entry(of_topic).or_default() += 1;
        }
        let mut pair: Vec<String> =
            paper.items.iter().map(|item| item.question.0.clone()).filter(|id| id.starts_with('C')).collect();
        pair.sort();
        *counts.pairs.entry(pair).or_default() += 1;
        let right = paper.items[0].order.iter().position(|option| *option == 0).unwrap();
        counts.right_place[right] += 1;
        *counts.first_asked.entry(paper.items[0].question.0.chars().next().unwrap()).or_default() += 1;
    }
    counts
}

#[test]
fn every_question_of_a_stratum_is_as_likely() {
    for round in ROUNDS {
        let counts = counts(round);
        let of = |topic: char| -> Vec<u32> {
            counts.units.iter().filter(|(unit, _)| unit.starts_with(topic)).map(|(_, count)| *count).collect()
        };
        assert!(is_uniform(&of('1'), 5.0 / 20.0), "{round}: {:?}", of('1'));
        assert!(is_uniform(&of('2'), 2.0 / 12.0), "{round}: {:?}", of('2'));
        let pairs: Vec<u32> = counts.pairs.values().copied().collect();
        assert!(is_uniform(&pairs, 1.0 / 10.0), "{round}: {pairs:?}");
        assert!(is_uniform(&counts.right_place, 1.0 / 4.0), "{round}: {:?}", counts.right_place);
        let first = f64::from(counts.first_asked[&'A']) / f64::from(DRAWS);
        assert!(
            (first - 5.0 / 9.0).abs() < 3.29 * (5.0 / 9.0 * 4.0 / 9.0 / f64::from(DRAWS)).sqrt(),
            "{round}: {first}"
        );
    }
}

/// The control: counts that lean by a twentieth towards one question do not pass.
#[test]
fn a_leaning_draw_would_be_noticed() {
    let mut leaning = [5_000; 20];
    assert!(is_uniform(&leaning, 5.0 / 20.0));
    leaning[0] += 475;
    for count in &mut leaning[1..] {
        *count -= 25;
    }
    assert!(!is_uniform(&leaning, 5.0 / 20.0));
}

#[test]
fn a_score_counts_what_was_marked_in_the_papers_own_order() {
    let bank = bank();
    let contest = contest(vec![stratum(1, None, 2), stratum(3, None, 2)]);
    let paper = draw(&contest, &bank, Seed([7; 32])).unwrap();
    let right = |place: usize| paper.items[place].order.iter().position(|option| *option == 0).unwrap();
    let mut answers = Answers::blank(4);
    assert_eq!(Score::new(&paper, &answers, &bank).right, 0);
    for place in [0, 1, 3] {
        answers.mark(place, choice(right(place)), 5);
    }
    answers.mark(1, choice((right(1) + 1) % 4), 5);
    answers.mark(9, choice(0), 5);
    let score = Score::new(&paper, &answers, &bank);
    assert_eq!((score.right, score.of, score.wrong.as_slice()), (2, 4, [1, 2].as_slice()));
    assert_eq!(score.topics.values().map(|topic| topic.of).collect::<Vec<_>>(), [2, 2]);
    assert_eq!((answers.blanks(), answers.is_complete(), answers.seconds(1)), (vec![2], false, 10));
    let without: Vec<Question> = bank.iter().filter(|known| known.id != paper.items[0].question).cloned().collect();
    assert_eq!(Score::new(&paper, &answers, &without).right, 1, "a question that nobody knows is wrong");
}

fn choice(place: usize) -> Choice {
    Choice(u8::try_from(place).unwrap())
}
