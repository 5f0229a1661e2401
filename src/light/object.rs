use super::{Picture, Plan};
use raptorq::{EncodingPacket, PayloadId, SourceBlockDecoder};
use std::collections::BTreeMap;

/// How many symbols more than a block has are gathered for it at most: each one more than needed fails with a chance of a hundredth of
/// the one before, unless somebody chose them so that they never suffice.
const MOST_BEYOND: usize = 40;

/// One parcel while it is gathered.
pub(super) struct Object {
    plan: Plan,
    blocks: Vec<Block>,
}

enum Block {
    /// Symbols by their numbers, and how many there must be before the block is tried.
    Open {
        symbols: BTreeMap<u32, Box<[u8]>>,
        try_at: usize,
    },
    Solved(Vec<u8>),
}

/// What a symbol did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    /// It was there, or is not needed any more.
    Known,
    /// It is held.
    Held,
    /// The last one that was needed.
    Whole,
    /// As many as there are, they do not suffice: this cannot be what a station shows.
    Hopeless,
}

impl Object {
    pub(super) fn new(plan: Plan) -> Self {
        let of = |block| Block::Open {
            symbols: BTreeMap::new(),
            try_at: usize::try_from(plan.symbols_of(block)).unwrap_or(usize::MAX),
        };
        Self { plan, blocks: (0..plan.blocks()).map(of).collect() }
    }

    pub(super) fn add(&mut self, picture: &Picture<'_>) -> Added {
        let own = self.plan.symbols_of(picture.block);
        let Some(place) = self.blocks.get_mut(usize::from(picture.block)) else { return Added::Known };
        let Block::Open { symbols, try_at } = place else { return Added::Known };
        if symbols.contains_key(&picture.number) {
            return Added::Known;
        }
        symbols.insert(picture.number, picture.symbol.into());
        if symbols.len() < *try_at {
            return Added::Held;
        }
        if let Some(solved) = solve(&self.plan, picture.block, symbols) {
            *place = Block::Solved(solved);
            let whole = self.blocks.iter().all(|block| matches!(block, Block::Solved(_)));
            return if whole { Added::Whole } else { Added::Held };
        }
        let beyond = symbols.len() - usize::try_from(own).unwrap_or_default();
        *try_at = symbols.len() + beyond.max(1);
        if beyond >= MOST_BEYOND { Added::Hopeless } else { Added::Held }
    }

    /// The parcel, when all blocks are solved.
    pub(super) fn into_parcel(self) -> Vec<u8> {
        let mut parcel = Vec::with_capacity(usize::try_from(self.plan.parcel()).unwrap_or_default());
        for block in self.blocks {
            if let Block::Solved(bytes) = block {
                parcel.extend(bytes);
            }
        }
        parcel.truncate(usize::try_from(self.plan.parcel()).unwrap_or_default());
        parcel
    }

    /// Symbols held of those needed: never more than are needed.
    pub(super) fn held(&self) -> u32 {
        let of = |(block, place): (u8, &Block)| match place {
            Block::Open { symbols, .. } => {
                let all = u32::try_from(symbols.len()).unwrap_or(u32::MAX);
                all.min(self.plan.symbols_of(block))
            }
            Block::Solved(_) => self.plan.symbols_of(block),
        };
        (0..=u8::MAX).zip(&self.blocks).map(of).sum()
    }

    /// Bytes that it takes.
    pub(super) fn bytes(&self) -> usize {
        let of = |place: &Block| match place {
            // A number, a pointer and a length stand beside each symbol.
            Block::Open { symbols, .. } => symbols.len() * (usize::from(self.plan.symbol()) + 32),
            Block::Solved(bytes) => bytes.len(),
        };
        self.blocks.iter().map(of).sum()
    }
}

/// The block's bytes, if these symbols suffice.
fn solve(plan: &Plan, block: u8, symbols: &BTreeMap<u32, Box<[u8]>>) -> Option<Vec<u8>> {
    let length = u64::from(plan.symbols_of(block)) * u64::from(plan.symbol());
    let mut decoder = SourceBlockDecoder::new(block, &plan.information(), length);
    let packets =
        symbols.iter().map(|(number, symbol)| EncodingPacket::new(PayloadId::new(block, *number), symbol.to_vec()));
    decoder.decode(packets)
}
