use crate::crypto::sha256;
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{RngCore, SeedableRng},
};

/// Seeded random generator: its stream follows from the seed, the purpose and the number alone, so every run draws the same.
pub struct Chance(ChaCha20Rng);

impl Chance {
    /// The stream of one purpose (`what`) and one item of it (`which`).
    #[must_use]
    pub fn new(seed: u64, what: &str, which: u64) -> Self {
        let parts: [&[u8]; 4] = [b"tramso-loadgen1", &seed.to_be_bytes(), &which.to_be_bytes(), what.as_bytes()];
        Self(ChaCha20Rng::from_seed(sha256(&parts)))
    }

    /// One of `0..n`; 0 where `n` is.
    pub fn below(&mut self, n: u32) -> u32 {
        self.0.next_u32() % n.max(1)
    }

    /// An index into a list of length `n`; 0 for an empty list.
    pub fn place(&mut self, n: usize) -> usize {
        self.below(u32::try_from(n).unwrap_or(u32::MAX)) as usize
    }

    /// True with this probability in per cent.
    pub fn percent(&mut self, of_a_hundred: u32) -> bool {
        self.below(100) < of_a_hundred
    }

    /// One item of a list; none of an empty list.
    pub fn pick<'t, T>(&mut self, from: &'t [T]) -> Option<&'t T> {
        let place = self.place(from.len());
        from.get(place)
    }

    /// One string of a list; empty for an empty list.
    pub fn word<'t>(&mut self, from: &[&'t str]) -> &'t str {
        self.pick(from).copied().unwrap_or_default()
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// Fisher-Yates shuffle.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = self.place(at + 1);
            items.swap(at, other);
        }
    }
}
