//! Results by light (docs/FORMATS.md 20): whatever is missed, doubled, spoilt or hostile, the parcel that comes out is the one that went in,
//! or none.

mod gathered;
mod hostile;

use std::sync::Arc;
use tramso::light::{Gathering, Pictures, Taken};

/// A parcel that no compression would shrink, as sealed bundles are.
pub fn parcel(bytes: usize) -> Arc<[u8]> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..bytes).map(|_| u8::try_from(next(&mut state) & 0xff).unwrap()).collect()
}

/// Chance that is the same each time.
pub fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

pub fn pictures(bytes: usize, symbol: u16) -> Pictures {
    Pictures::new(parcel(bytes), symbol).unwrap()
}

/// The parcel, once it is whole; at most so many pictures are shown, of which those that are `missed` are not read.
pub fn gather(
    gathering: &mut Gathering,
    shown: &mut Pictures,
    most: usize,
    mut missed: impl FnMut(usize) -> bool,
) -> Option<(usize, Vec<u8>)> {
    let mut read = 0;
    for at in 0..most {
        let picture = shown.show();
        if missed(at) {
            continue;
        }
        read += 1;
        match gathering.take(&picture) {
            Taken::Whole { parcel, .. } => return Some((read, parcel)),
            // Of a block that is solved no more is needed.
            Taken::Held(_) | Taken::Known(_) => {}
            other => panic!("picture {at}: {other:?}"),
        }
    }
    None
}
