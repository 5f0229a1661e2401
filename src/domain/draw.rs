use super::{Bank, Contest, QuestionId, Stratum, bank::Candidate};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{RngCore, SeedableRng},
};

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
pub fn draw(contest: &Contest, bank: &Bank, seed: Seed) -> Result<Paper, DrawFault> {
    let mut chance = Chance(ChaCha20Rng::from_seed(seed.0));
    let mut taken: Vec<u32> = Vec::new();
    for stratum in &contest.rules.blueprint {
        let mut candidates = bank.candidates(*stratum, &taken);
        let available = candidates.len();
        if available < stratum.count {
            return Err(DrawFault { stratum: *stratum, available });
        }
        chance.shuffle(&mut candidates, stratum.count);
        for candidate in candidates.into_iter().take(stratum.count) {
            match candidate {
                Candidate::One(place) => taken.push(place),
                Candidate::Rivals(group) if group.len() == 1 => taken.extend(group),
                Candidate::Rivals(group) => taken.extend(group.get(chance.below(group.len()))),
            }
        }
    }
    let whole = taken.len();
    chance.shuffle(&mut taken, whole);
    let items = taken.into_iter().filter_map(|place| bank.get(place as usize)).map(|question| {
        let mut order: Vec<u8> = (0..).take(question.options.len()).collect();
        let places = order.len();
        chance.shuffle(&mut order, places);
        PaperItem { question: question.id.clone(), order }
    });
    Ok(Paper { items: items.collect() })
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
