/// People of a group at most (docs/FORMATS.md section 1).
pub const MOST_IN_GROUP: usize = 60;

/// The part of its reading time that a group's lesson takes at least: three fifths, since who reads aloud to people who follow needs
/// more than all of it.
const TAUGHT_PART: (u64, u64) = (3, 5);

/// Seconds that lessons are shown to a group at least so that the topic counts, where they take so many milliseconds to read.
#[must_use]
pub fn least_taught_s(reading_ms: u64) -> u64 {
    let (part, of) = TAUGHT_PART;
    reading_ms.saturating_mul(part).div_ceil(of * 1000)
}
