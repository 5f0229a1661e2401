//! Keys that nobody presses who reads.

/// Of how many keys in turn a test can consist before it looks like one that was read.
const CYCLE: usize = 5;
/// Questions of a test below which a row of keys means nothing.
const LEAST_KEYS: usize = 12;

/// Whether the keys pressed in a test are a few in turn (`AAAA…`, `ABCDABCD…`), as no paper in its own order comes out.
#[must_use]
pub fn is_pressed_in_turn(keys: &[u8]) -> bool {
    let fits = |cycle: usize| {
        let same = keys.iter().zip(keys.iter().skip(cycle)).filter(|(one, next)| one == next).count();
        same + keys.len() / 16 + cycle >= keys.len()
    };
    keys.len() >= LEAST_KEYS && (1..=CYCLE).any(fits)
}
