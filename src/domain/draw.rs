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
    let mut taken: Vec<&Question> = Vec::new();
    for stratum in &contest.rules.blueprint {
        let mut candidates = candidates(bank, *stratum, &taken);
        let available = candidates.len();
        if available < stratum.count {
            return Err(DrawFault { stratum: *stratum, available });
        }
        chance.shuffle(&mut candidates, stratum.count);
        for group in candidates.into_iter().take(stratum.count) {
            let member = if group.len() == 1 { 0 } else { chance.below(group.len()) };
            taken.extend(group.get(member));
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

/// The stratum's questions that are still free, in byte order of their ids, those of one group together at their smallest id.
fn candidates<'a>(bank: &'a [Question], stratum: Stratum, taken: &[&Question]) -> Vec<Vec<&'a Question>> {
    let rivals: Vec<&&Question> =
        taken.iter().filter(|one| one.topic == stratum.topic || one.group.is_some()).collect();
    let fits = |question: &&Question| {
        question.topic == stratum.topic
            && stratum.level.is_none_or(|level| question.level == level)
            && !rivals.iter().any(|one| one.id == question.id || (one.group.is_some() && one.group == question.group))
    };
    let mut free: Vec<&Question> = bank.iter().filter(fits).collect();
    free.sort_by(|a, b| a.id.cmp(&b.id)); // a pack's bank is in this order already, which costs one pass
    let mut groups: Vec<Vec<&Question>> = Vec::with_capacity(free.len());
    let mut places: HashMap<&str, usize> = HashMap::new();
    for question in free {
        let known = question.group.as_deref().and_then(|group| places.get(group)).and_then(|at| groups.get_mut(*at));
        match known {
            Some(group) => group.push(question),
            None => {
                places.extend(question.group.as_deref().map(|group| (group, groups.len())));
                groups.push(vec![question]);
            }
        }
    }
    groups
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
