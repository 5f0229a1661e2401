use raptorq::ObjectTransmissionInformation;

/// The largest parcel that travels by light, in bytes: pictures that state more are passed over before anything is allocated.
pub const MOST_PARCEL: u32 = 32 << 20;
/// The smallest symbol, in bytes.
pub const LEAST_SYMBOL: u16 = 32;
/// The largest symbol, in bytes: what the largest code at level L leaves beside the rest of a picture.
pub const MOST_SYMBOL: u16 = 2922;
/// Symbols of one block at most. A block is solved at once, so this bounds what solving takes of a phone; RFC 6330 allows seven times
/// as many.
pub const MOST_IN_BLOCK: u32 = 8192;

/// How a parcel is cut: what the object transmission information of RFC 6330 states, in its one form here. From the lengths of parcel
/// and symbol everything else follows: as few blocks as there can be, no sub-blocks, an alignment of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Plan {
    parcel: u32,
    symbol: u16,
}

/// Why a parcel is not cut so, or transmission information is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// A parcel of no bytes, or of more than there may be.
    #[error("parcel of {0} bytes")]
    Parcel(u64),
    /// A symbol that is too small or too large.
    #[error("symbol of {0} bytes")]
    Symbol(u16),
    /// Other bytes than the ones that follow from both lengths.
    #[error("transmission information in another form")]
    Form,
}

impl Plan {
    /// The plan for a parcel and symbols of these lengths, in bytes.
    ///
    /// # Errors
    /// A length outside its bounds.
    pub fn new(parcel: u64, symbol: u16) -> Result<Self, PlanFault> {
        let length = u32::try_from(parcel).ok().filter(|length| (1..=MOST_PARCEL).contains(length));
        let parcel = length.ok_or(PlanFault::Parcel(parcel))?;
        if !(LEAST_SYMBOL..=MOST_SYMBOL).contains(&symbol) {
            return Err(PlanFault::Symbol(symbol));
        }
        Ok(Self { parcel, symbol })
    }

    /// Reads transmission information strictly: made again from both lengths, it has the same bytes.
    ///
    /// # Errors
    /// Anything else.
    pub fn read(bytes: &[u8; 12]) -> Result<Self, PlanFault> {
        let [f4, f3, f2, f1, f0, _, t1, t0, ..] = *bytes;
        let parcel = u64::from_be_bytes([0, 0, 0, f4, f3, f2, f1, f0]);
        let plan = Self::new(parcel, u16::from_be_bytes([t1, t0]))?;
        if plan.write() == *bytes { Ok(plan) } else { Err(PlanFault::Form) }
    }

    /// The transmission information.
    #[must_use]
    pub fn write(&self) -> [u8; 12] {
        let [f3, f2, f1, f0] = self.parcel.to_be_bytes();
        let [t1, t0] = self.symbol.to_be_bytes();
        [0, f3, f2, f1, f0, 0, t1, t0, self.blocks(), 0, 1, 1]
    }

    /// Bytes of the parcel.
    #[must_use]
    pub fn parcel(&self) -> u32 {
        self.parcel
    }

    /// Bytes of a symbol.
    #[must_use]
    pub fn symbol(&self) -> u16 {
        self.symbol
    }

    /// Symbols that the parcel is cut into, which is also how many are needed at least.
    #[must_use]
    pub fn symbols(&self) -> u32 {
        self.parcel.div_ceil(u32::from(self.symbol))
    }

    /// How many blocks there are: at most 128, by the bounds of both lengths.
    #[must_use]
    pub fn blocks(&self) -> u8 {
        u8::try_from(self.symbols().div_ceil(MOST_IN_BLOCK)).unwrap_or(u8::MAX)
    }

    /// How many source symbols a block has (RFC 6330, 4.4.1.2: the first blocks have one more); none beyond the last block.
    #[must_use]
    pub fn symbols_of(&self, block: u8) -> u32 {
        let (all, blocks) = (self.symbols(), u32::from(self.blocks()));
        match u32::from(block) {
            block if block >= blocks => 0,
            block if block < all % blocks => all / blocks + 1,
            _ => all / blocks,
        }
    }

    /// Where a block begins, in symbols.
    #[must_use]
    pub fn before(&self, block: u8) -> u32 {
        (0..block).map(|earlier| self.symbols_of(earlier)).sum()
    }

    /// The same, as the crate takes it.
    pub(super) fn information(&self) -> ObjectTransmissionInformation {
        ObjectTransmissionInformation::new(u64::from(self.parcel), self.symbol, self.blocks(), 1, 1)
    }
}
