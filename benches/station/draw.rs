//! A paper drawn from a bank far larger than any campaign's.

use super::{
    Scale,
    figure::{Figure, Goal, Rounds, Stop},
    place::pack,
};
use std::{hint::black_box, time::Instant};
use tramso::{
    content,
    domain::{Bank, Contest, Question, QuestionId, Seed, draw},
};

/// Five times what a pack may hold: what the draw itself can do.
const MANY: usize = 100_000;
/// As many as a pack may hold.
const MOST: usize = content::MOST_QUESTIONS;

pub fn measure(scale: Scale) -> Result<Vec<Figure>, Stop> {
    let sizes =
        [("a paper drawn from 100,000 questions", MANY), ("a paper drawn from 20,000, the most of a pack", MOST)];
    sizes.into_iter().map(|(name, questions)| drawn(name, questions, scale)).collect()
}

fn drawn(name: &'static str, questions: usize, scale: Scale) -> Result<Figure, Stop> {
    let pack = pack()?;
    let bank = bank(&pack.bank, questions)?;
    let mut rounds = Rounds::default();
    let mut seed = 0_u64;
    for _ in 0..scale.rounds {
        let each = 0..scale.of(20);
        rounds.bare.push(each.clone().map(|_| looked_at(&bank, &pack.contest)).collect());
        let mut papers = Vec::new();
        for _ in each {
            seed += 1;
            let mut bytes = [0; 32];
            bytes[..8].copy_from_slice(&seed.to_be_bytes());
            let start = Instant::now();
            black_box(draw(&pack.contest, &bank, Seed(bytes))?);
            papers.push(start.elapsed().as_secs_f64() * 1e3);
        }
        rounds.ours.push(papers);
    }
    let figure = Figure::beside(name, "ms", "looking once at each topic", &rounds);
    Ok(figure.goal(Goal::AtMost(5.0)).note("one in ten has rivals"))
}

/// The built-in questions over and over under new ids, in byte order as a pack holds them; every tenth is one of five rivals.
fn bank(open: &[Question], questions: usize) -> Result<Bank, Stop> {
    let made = (0..questions).map(|at| {
        let model = open.get(at % open.len())?;
        let group = at.is_multiple_of(10).then(|| format!("g{}", at / 50));
        Some(Question { id: QuestionId(format!("Q-{at:06}")), group, ..model.clone() })
    });
    Ok(made.collect::<Option<_>>().ok_or("the built-in bank is empty")?)
}

/// The least that any draw must do: see which questions belong to each line of the blueprint.
fn looked_at(bank: &[Question], contest: &Contest) -> f64 {
    let start = Instant::now();
    for stratum in &contest.rules.blueprint {
        black_box(bank.iter().filter(|question| question.topic == stratum.topic).count());
    }
    start.elapsed().as_secs_f64() * 1e3
}
