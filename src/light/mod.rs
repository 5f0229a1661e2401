//! Results by light (docs/FORMATS.md 20): a parcel as endless pictures, and the pictures gathered to the parcel again.
//!
//! Promises: the same parcel and size of a symbol give the same pictures; whatever is shown to a receiver, in whatever order, it
//! allocates no more than it states below, falls over nothing, and hands on a parcel only when SHA-256 agrees with its id.
//! Does not: draw codes, look at a clock, open files, know what a parcel holds. Compiles for WebAssembly with the feature `light` alone.

mod checksum;
mod gathering;
mod object;
mod picture;
mod pictures;
mod plan;

pub use checksum::crc32c;
pub use gathering::{Gathering, MOST_AT_ONCE, MOST_HELD, Standing, Taken};
pub use picture::{OVERHEAD, Picture, PictureFault};
pub use pictures::Pictures;
pub use plan::{LEAST_SYMBOL, MOST_IN_BLOCK, MOST_PARCEL, MOST_SYMBOL, Plan, PlanFault};

use sha2::{Digest, Sha256};

/// By what pictures of one parcel are known: the first eight bytes of its SHA-256.
pub type Id = [u8; 8];

/// The id of a parcel.
#[must_use]
pub fn id_of(parcel: &[u8]) -> Id {
    let mut id = Id::default();
    for (place, byte) in id.iter_mut().zip(Sha256::digest(parcel)) {
        *place = byte;
    }
    id
}
