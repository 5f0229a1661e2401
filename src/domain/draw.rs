use super::{
    Bank, Contest, QuestionId, Stratum,
    bank::{Candidate, Deck},
};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{RngCore, SeedableRng},
};

/// What a paper is drawn from: HMAC-SHA256 of contest, person and attempt under the station's draw key
/// (docs/decisions/008-the-draw.md), so that nobody at the station can fish for an easy paper and the centre can draw
/// the same one again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Seed(pub [u8; 32]);

/// One question of a paper, with its options in the order in which this person sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperItem {
    /// Id of the question.
    pub question: QuestionId,
    /// Place on screen -> place in the question's own list, whose first is the right one.
    pub order: Vec<u8>,
}

/// The questions of one attempt, in the order in which they are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// One item for each place of the paper.
    pub items: Vec<PaperItem>,
}

/// The bank cannot fill the blueprint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too few questions for a stratum: {available}")]
pub struct DrawFault {
    /// The stratum that could not be filled.
    pub stratum: Stratum,
    /// How many questions (a group of enemies counting once) there are.
    pub available: usize,
}

/// Draws a paper: the same for the same bank, blueprint and seed, on every machine and in every version.
///
/// Chosen from is what the bank has for papers (`PaperFrom`).
///
/// ChaCha20 (RFC 8439, zero nonce) gives 32-bit words; each choice among n is a word modulo n, words from the
/// incomplete last block of n being thrown away. Stratum by stratum in the blueprint's order, a partial Fisher-Yates
/// shuffle runs over the candidates in byte order of their ids; a group of enemies is one candidate, under its smallest
/// id, of which one member is then chosen. Next the chosen questions of all strata are shuffled together, and last the
/// options of each. No date is an input (docs/decisions/009-the-draw-knows-no-date.md).
///
/// # Errors
/// The first stratum that has too few questions.
pub fn draw(contest: &Contest, bank: &Bank, seed: Seed) -> Result<Paper, DrawFault> {
    drawn_from(bank.papers(), &contest.rules.blueprint, bank, seed)
}

/// Draws a practice paper of these strata in the same manner, from what the bank has for practice.
///
/// # Errors
/// As `draw`.
pub fn draw_practice(blueprint: &[Stratum], bank: &Bank, seed: Seed) -> Result<Paper, DrawFault> {
    drawn_from(bank.practice(), blueprint, bank, seed)
}

fn drawn_from(deck: &Deck, blueprint: &[Stratum], bank: &Bank, seed: Seed) -> Result<Paper, DrawFault> {
    let mut drawn = Drawn::default();
    fill(deck, blueprint, bank, seed, &mut drawn)?;
    let items = drawn.items().filter_map(|(place, order)| {
        let question = bank.get(place as usize)?.id.clone();
        Some(PaperItem { question, order: order.to_vec() })
    });
    Ok(Paper { items: items.collect() })
}

/// A paper as places in its bank: what is drawn by the hundred thousand.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    places: Vec<u32>,
    /// The orders of all questions, one behind the other.
    orders: Vec<u8>,
    /// Where each question's order ends.
    ends: Vec<usize>,
    /// What is left to choose from.
    left: Vec<u32>,
    met: Met,
}

/// Which places and groups of enemies are taken in this draw: those that bear its number.
#[derive(Clone, Debug, Default)]
struct Met {
    draw: u32,
    places: Vec<u32>,
    groups: Vec<u32>,
}

impl Drawn {
    /// The place in the bank of each question, in the order in which they are asked, and the order of its options.
    pub fn items(&self) -> impl Iterator<Item = (u32, &[u8])> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let spans = starts.zip(&self.ends).map(|(start, end)| self.orders.get(start..*end).unwrap_or_default());
        self.places.iter().copied().zip(spans)
    }

    /// How many questions there are.
    #[must_use]
    pub fn size(&self) -> usize {
        self.places.len()
    }
}

/// The same into something that is used again and again.
///
/// # Errors
/// As `draw`; what is in `drawn` then means nothing.
pub fn draw_again(contest: &Contest, bank: &Bank, seed: Seed, drawn: &mut Drawn) -> Result<(), DrawFault> {
    fill(bank.papers(), &contest.rules.blueprint, bank, seed, drawn)
}

fn fill(deck: &Deck, blueprint: &[Stratum], bank: &Bank, seed: Seed, drawn: &mut Drawn) -> Result<(), DrawFault> {
    let mut chance = Chance(ChaCha20Rng::from_seed(seed.0));
    let Drawn { places: taken, orders, ends, left, met } = drawn;
    taken.clear();
    orders.clear();
    ends.clear();
    met.begin(deck);
    for stratum in blueprint {
        let candidates = deck.candidates(*stratum);
        left.clear();
        let free = (0..).zip(candidates).filter(|(_, candidate)| met.is_free(candidate));
        left.extend(free.map(|(at, _): (u32, _)| at));
        let available = left.len();
        if available < stratum.count {
            return Err(DrawFault { stratum: *stratum, available });
        }
        chance.shuffle(left, stratum.count);
        for at in left.iter().take(stratum.count) {
            let place = match candidates.get(*at as usize) {
                Some(Candidate::One(place)) => Some(place),
                Some(Candidate::Rivals(_, group)) if group.len() == 1 => group.first(),
                Some(Candidate::Rivals(_, group)) => group.get(chance.below(group.len())),
                None => None,
            };
            if let Some(place) = place {
                taken.push(*place);
                met.take(*place, deck.group(*place));
            }
        }
    }
    let whole = taken.len();
    chance.shuffle(taken, whole);
    for place in taken.iter() {
        let options = bank.get(*place as usize).map_or(0, |question| question.options.len());
        let start = orders.len();
        orders.extend((0_u8..).take(options));
        if let Some(order) = orders.get_mut(start..) {
            chance.shuffle(order, options);
        }
        ends.push(orders.len());
    }
    Ok(())
}

impl Met {
    /// Nothing is taken. Only what is longer than in the draw before is initialised again.
    fn begin(&mut self, deck: &Deck) {
        if self.draw == u32::MAX {
            *self = Self::default();
        }
        self.draw += 1;
        self.places.resize(self.places.len().max(deck.places()), 0);
        self.groups.resize(self.groups.len().max(deck.groups()), 0);
    }

    fn take(&mut self, place: u32, group: Option<u32>) {
        let group = group.and_then(|group| self.groups.get_mut(group as usize));
        for mark in self.places.get_mut(place as usize).into_iter().chain(group) {
            *mark = self.draw;
        }
    }

    /// Not taken yet, and no enemy of what is.
    fn is_free(&self, candidate: &Candidate) -> bool {
        let mark = match candidate {
            Candidate::One(place) => self.places.get(*place as usize),
            Candidate::Rivals(group, _) => self.groups.get(*group as usize),
        };
        mark != Some(&self.draw)
    }
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
