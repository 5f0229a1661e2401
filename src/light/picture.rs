use super::{Id, Plan, PlanFault, crc32c};

/// What a picture begins with.
const MAGIC: &[u8; 3] = b"TS2";
/// Bytes of a picture beside its symbol.
pub const OVERHEAD: usize = 31;
/// The largest number of a symbol: 24 bits.
pub(super) const MOST_NUMBER: u32 = (1 << 24) - 1;

/// What one code shows: one symbol of a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture<'a> {
    /// Of which parcel.
    pub id: Id,
    /// How that parcel is cut.
    pub plan: Plan,
    /// Number of the block, from 0.
    pub block: u8,
    /// Number of the symbol within its block; those beyond the block's own are repair symbols.
    pub number: u32,
    /// The symbol, as long as the plan states.
    pub symbol: &'a [u8],
}

/// Why bytes are no picture of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureFault {
    /// Another code altogether: a poster, a slip, an address.
    #[error("not a picture of a parcel")]
    Other,
    /// Bytes are missing or there are too many.
    #[error("{bytes} bytes where {stated} are stated")]
    Length {
        /// Bytes that it has.
        bytes: usize,
        /// Bytes that it must have.
        stated: usize,
    },
    /// The check differs: it was read wrongly.
    #[error("the check differs")]
    Check,
    /// Transmission information beyond the bounds, or in another form.
    #[error("{0}")]
    Plan(#[from] PlanFault),
    /// A block that the plan does not have.
    #[error("block {0}")]
    Block(u8),
}

impl<'a> Picture<'a> {
    /// Reads what a code holds. Allocates nothing.
    ///
    /// # Errors
    /// Anything that the writer would have written otherwise.
    pub fn read(bytes: &'a [u8]) -> Result<Self, PictureFault> {
        let (magic, rest) = bytes.split_first_chunk::<3>().ok_or(PictureFault::Other)?;
        if magic != MAGIC {
            return Err(PictureFault::Other);
        }
        let short = PictureFault::Length { bytes: bytes.len(), stated: OVERHEAD };
        let (checked, check) = bytes.split_last_chunk::<4>().ok_or(short)?;
        if bytes.len() < OVERHEAD {
            return Err(short);
        }
        if crc32c(checked) != u32::from_be_bytes(*check) {
            return Err(PictureFault::Check);
        }
        let (id, rest) = rest.split_first_chunk::<8>().ok_or(short)?;
        let (information, rest) = rest.split_first_chunk::<12>().ok_or(short)?;
        let ([block, n2, n1, n0], rest) = rest.split_first_chunk::<4>().ok_or(short)?;
        let plan = Plan::read(information)?;
        let stated = OVERHEAD + usize::from(plan.symbol());
        let (symbol, _) = rest.split_last_chunk::<4>().ok_or(short)?;
        if symbol.len() != usize::from(plan.symbol()) {
            return Err(PictureFault::Length { bytes: bytes.len(), stated });
        }
        if *block >= plan.blocks() {
            return Err(PictureFault::Block(*block));
        }
        Ok(Self { id: *id, plan, block: *block, number: u32::from_be_bytes([0, *n2, *n1, *n0]), symbol })
    }

    /// What the code holds.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(OVERHEAD + self.symbol.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&self.id);
        bytes.extend_from_slice(&self.plan.write());
        let [_, n2, n1, n0] = self.number.to_be_bytes();
        bytes.extend_from_slice(&[self.block, n2, n1, n0]);
        bytes.extend_from_slice(self.symbol);
        bytes.extend_from_slice(&crc32c(&bytes).to_be_bytes());
        bytes
    }
}
