//! What a phone computes that carries results by light (docs/FORMATS.md 20): parcels gathered and taken apart, bundles and receipts
//! verified. The centre's page `/nhan` runs it as WebAssembly (`src/bin/tramso-phone.rs`); what a code holds it is given.
//!
//! Promises: nothing that a camera shows makes it fall over or hold more than `light` states; a bundle counts as checked only when its
//! digests and its station's signature hold; a receipt only when a key of the centre has signed it and it names the bundle. Does not:
//! open what is sealed, keep anything, look at a clock, or word what people read.

mod checked;
mod known;
mod parcel;
mod receipt;

pub use checked::{Check, Checked, check};
pub use known::{Known, KnownFault};
pub use parcel::{ParcelRefusal, Part, take_apart};
pub use receipt::{Carried, ReceiptCheck, check_receipt};

use crate::light::{Gathering, Id, Standing, Taken};
use serde::Serialize;

/// A phone's memory while its page is open.
#[derive(Default)]
pub struct Phone {
    gathering: Gathering,
    known: Option<Known>,
    whole: Vec<u8>,
}

/// What one code did, as the page learns it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "seen", rename_all = "lowercase")]
pub enum Seen {
    /// A code of something else, or one of ours that was read wrongly.
    Other,
    /// One of ours, new or not.
    Held(Progress),
    /// One whose parcel is finished.
    Finished {
        /// The parcel's id.
        id: String,
    },
    /// The last one that was needed.
    Whole {
        /// The parcel's id.
        id: String,
    },
    /// All that was gathered under this id contradicts itself, and is thrown away.
    Spoilt {
        /// The parcel's id.
        id: String,
    },
}

/// How far a parcel is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// The parcel's id.
    pub id: String,
    /// Symbols that are held, and those that are needed.
    pub held: u32,
    /// Symbols that are needed.
    pub needed: u32,
    /// Bytes of the parcel.
    pub bytes: u32,
    /// Pictures that were read.
    pub pictures: u32,
    /// Pictures that were shown meanwhile.
    pub shown: u64,
    /// Whether this picture was new.
    pub is_new: bool,
    /// Bytes of a symbol: by it the speeds are known that a station tries.
    pub symbol: u16,
    /// The speed of this parcel that was read best, counted from 1; none before enough of any was read.
    pub best: Option<u8>,
}

/// Pictures a second of a station's speeds, in their order (docs/decisions/083-results-by-light.md).
const RATES: [u64; 3] = [5, 8, 12];
/// Pictures of a speed that must be read before it is judged.
const LEAST_READ: u32 = 4;

impl Phone {
    /// Nothing seen, nothing known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the centre's list of keys.
    ///
    /// # Errors
    /// It is no such list; the one before stays.
    pub fn know(&mut self, bytes: &[u8]) -> Result<(), KnownFault> {
        self.known = Some(Known::read(bytes)?);
        Ok(())
    }

    /// The list that was taken last.
    #[must_use]
    pub fn known(&self) -> Option<&Known> {
        self.known.as_ref()
    }

    /// Takes what one code holds.
    pub fn take(&mut self, bytes: &[u8]) -> Seen {
        match self.gathering.take(bytes) {
            Taken::Refused(_) => Seen::Other,
            Taken::Known(standing) => Seen::Held(self.progress(&standing, false)),
            Taken::Held(standing) => Seen::Held(self.progress(&standing, true)),
            Taken::Finished(id) => Seen::Finished { id: hex_id(id) },
            Taken::Spoilt(id) => Seen::Spoilt { id: hex_id(id) },
            Taken::Whole { id, parcel } => {
                self.whole = parcel;
                Seen::Whole { id: hex_id(id) }
            }
        }
    }

    fn progress(&self, standing: &Standing, is_new: bool) -> Progress {
        let sets: Vec<Standing> = self.gathering.standings().into_iter().filter(|one| one.id == standing.id).collect();
        // While speeds are tried, the ring shows the one that is nearest to its end.
        let far = |one: &&Standing| u64::from(one.held) * 1_000_000 / u64::from(one.needed.max(1));
        let nearest = sets.iter().max_by_key(far).unwrap_or(standing);
        Progress {
            id: hex_id(standing.id),
            held: nearest.held,
            needed: nearest.needed,
            bytes: standing.plan.parcel(),
            pictures: standing.pictures,
            shown: standing.shown,
            is_new,
            symbol: standing.plan.symbol(),
            best: best(&sets),
        }
    }

    /// The parcel that was finished last.
    #[must_use]
    pub fn whole(&self) -> &[u8] {
        &self.whole
    }

    /// The parcel is kept elsewhere, or refused: its bytes go.
    pub fn let_go(&mut self) {
        self.whole = Vec::new();
    }

    /// Pictures of this parcel are not needed any more.
    pub fn remember(&mut self, id: Id) {
        self.gathering.remember(id);
    }

    /// A parcel that could not be kept may be gathered again.
    pub fn forget(&mut self, id: Id) {
        self.gathering.forget(id);
    }
}

/// Of the speeds that a station tries, the one by which most bytes arrive: its place by the length of a symbol, counted from 1.
fn best(sets: &[Standing]) -> Option<u8> {
    let mut sets: Vec<&Standing> = sets.iter().collect();
    sets.sort_by_key(|one| one.plan.symbol());
    let bytes_a_second = |one: &Standing, rate: u64| {
        u64::from(one.pictures) * u64::from(one.plan.symbol()) * rate * 1000 / one.shown.max(1)
    };
    let judged = (1..).zip(sets).zip(RATES).filter(|((_, one), _)| one.pictures >= LEAST_READ);
    judged.max_by_key(|((_, one), rate)| bytes_a_second(one, *rate)).map(|((place, _), _)| place)
}

fn hex_id(id: Id) -> String {
    crate::crypto::hex(&id)
}
