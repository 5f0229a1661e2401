use super::{Contest, Question, QuestionId, Stratum};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{RngCore, SeedableRng},
};
use std::collections::HashMap;

/// What a paper is drawn from: HMAC-SHA256 of contest, person and attempt under the station's draw key (DECISIONS 8), so
/// that nobody at the station can fish for an easy paper and the centre can draw the same one again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Seed(pub [u8; 32]);

/// One question of a paper, with its options in the order in which this person sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperItem {
    pub question: QuestionId,
    /// Place on screen -> place in the question's own list, whose first is the right one.
    pub order: Vec<u8>,
}

/// The questions of one attempt, in the order in which they are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub items: Vec<PaperItem>,
}

/// The bank cannot fill the blueprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawFault {
    pub stratum: Stratum,
    /// How many questions (a group of enemies counting once) there are.
    pub available: usize,
}

/// Draws a paper: the same for the same bank, blueprint and seed, on every machine and in every version.
///
/// ChaCha20 (RFC 8439, zero nonce) gives 32-bit words; each choice among n is a word modulo n, words from the incomplete last
/// block of n being thrown away. Stratum by stratum in the blueprint's order, a partial Fisher-Yates shuffle runs over the
/// candidates in byte order of their ids; a group of enemies is one candidate, under its smallest id, of which one member is
/// then chosen. Next the chosen questions of all strata are shuffled together, and last the options of each. No date has
/// any say (DECISIONS 9).
///
/// # Errors
/// The first stratum that has too few questions.
pub fn draw(contest: &Contest, bank: &[Question], seed: Seed) -> Result<Paper, DrawFault> {
    let mut chance = Chance(ChaCha20Rng::from_seed(seed.0));
    let mut bank: Vec<&Question> = bank.iter().collect();
    bank.sort_by(|a, b| a.id.cmp(&b.id)); // a pack's bank is in this order already, which costs one pass
    let mut taken: Vec<&Question> = Vec::new();
    for stratum in &contest.rules.blueprint {
        let mut candidates = candidates(&bank, *stratum, &taken);
        let available = candidates.len();
        if available < stratum.count {
            return Err(DrawFault { stratum: *stratum, available });
        }
        chance.shuffle(&mut candidates, stratum.count);
        for candidate in candidates.into_iter().take(stratum.count) {
            match candidate {
                Candidate::One(question) => taken.push(question),
                Candidate::Rivals(group) if group.len() == 1 => taken.extend(group),
                Candidate::Rivals(group) => taken.extend(group.get(chance.below(group.len()))),
            }
        }
    }
    let whole = taken.len();
    chance.shuffle(&mut taken, whole);
    let items = taken.into_iter().map(|question| {
        let mut order: Vec<u8> = (0..).take(question.options.len()).collect();
        let places = order.len();
        chance.shuffle(&mut order, places);
        PaperItem { question: question.id.clone(), order }
    });
    Ok(Paper { items: items.collect() })
}

/// What is chosen as one.
enum Candidate<'a> {
    One(&'a Question),
    /// A group of enemies, in byte order of their ids.
    Rivals(Vec<&'a Question>),
}

/// The stratum's questions that are still free, in the bank's order, those of one group together at their first.
fn candidates<'a>(bank: &[&'a Question], stratum: Stratum, taken: &[&Question]) -> Vec<Candidate<'a>> {
    let rivals: Vec<&&Question> =
        taken.iter().filter(|one| one.topic == stratum.topic || one.group.is_some()).collect();
    let fits = |question: &&Question| {
        question.topic == stratum.topic
            && stratum.level.is_none_or(|level| question.level == level)
            && !rivals.iter().any(|one| one.id == question.id || (one.group.is_some() && one.group == question.group))
    };
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for question in bank.iter().copied().filter(fits) {
        let Some(group) = question.group.as_deref() else {
            candidates.push(Candidate::One(question));
            continue;
        };
        match places.get(group).and_then(|at| candidates.get_mut(*at)) {
            Some(Candidate::Rivals(known)) => known.push(question),
            Some(Candidate::One(_)) | None => {
                places.insert(group, candidates.len());
                candidates.push(Candidate::Rivals(vec![question]));
            }
        }
    }
    candidates
}

struct Chance(ChaCha20Rng);

impl Chance {
    /// Uniform in `0..n`, by rejection. `n` is at least 1 and far below 2^32.
    fn below(&mut self, n: usize) -> usize {
        let n = u32::try_from(n).unwrap_or(u32::MAX).max(1);
        let whole_blocks = u32::MAX - (u32::MAX % n + 1) % n;
        loop {
            let word = self.0.next_u32();
            if word <= whole_blocks {
                return usize::try_from(word % n).unwrap_or(0);
            }
        }
    }

    /// Brings a uniform sample of `count` to the front, in uniform order.
    fn shuffle<T>(&mut self, items: &mut [T], count: usize) {
        for at in 0..count.min(items.len().saturating_sub(1)) {
            let other = at + self.below(items.len() - at);
            items.swap(at, other);
        }
    }
}
