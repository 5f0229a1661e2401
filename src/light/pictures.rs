use super::{Id, Picture, Plan, PlanFault, id_of, picture::MOST_NUMBER};
use raptorq::SourceBlockEncoder;
use std::{fmt, sync::Arc};

/// The pictures of one parcel, without end: first its own symbols, block beside block, then repair symbols. Any that are a little
/// more than the parcel's length give it back, whichever were missed.
#[derive(Clone)]
pub struct Pictures {
    id: Id,
    plan: Plan,
    parcel: Arc<[u8]>,
    /// The next one: its number within a block, and the block.
    number: u32,
    block: u8,
    /// What repair symbols are made from, block by block, as soon as it is needed.
    repair: Vec<Option<Arc<SourceBlockEncoder>>>,
}

impl Pictures {
    /// Pictures of this parcel with symbols of this length.
    ///
    /// # Errors
    /// A length outside its bounds.
    pub fn new(parcel: Arc<[u8]>, symbol: u16) -> Result<Self, PlanFault> {
        let plan = Plan::new(u64::try_from(parcel.len()).unwrap_or(u64::MAX), symbol)?;
        let repair = vec![None; usize::from(plan.blocks())];
        Ok(Self { id: id_of(&parcel), plan, parcel, number: 0, block: 0, repair })
    }

    /// By what a receiver knows the parcel.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// How the parcel is cut.
    #[must_use]
    pub fn plan(&self) -> Plan {
        self.plan
    }

    /// What the next code holds.
    pub fn show(&mut self) -> Vec<u8> {
        let (block, number) = (self.block, self.number);
        self.step();
        let symbol = if number < self.plan.symbols_of(block) {
            self.own(block, number)
        } else {
            self.made(block, number - self.plan.symbols_of(block))
        };
        Picture { id: self.id, plan: self.plan, block, number, symbol: &symbol }.write()
    }

    /// To the next block, or to the next number; after the last number from the beginning.
    fn step(&mut self) {
        self.block += 1;
        if self.block >= self.plan.blocks() {
            self.block = 0;
            self.number = if self.number >= MOST_NUMBER { 0 } else { self.number + 1 };
        }
    }

    /// A symbol of the parcel's own bytes; the last one is filled with zeros.
    fn own(&self, block: u8, number: u32) -> Vec<u8> {
        let length = usize::from(self.plan.symbol());
        let at = usize::try_from(self.plan.before(block) + number).unwrap_or(usize::MAX).saturating_mul(length);
        let mut symbol = self.parcel.iter().skip(at).take(length).copied().collect::<Vec<u8>>();
        symbol.resize(length, 0);
        symbol
    }

    /// A repair symbol.
    fn made(&mut self, block: u8, repair: u32) -> Vec<u8> {
        let Some(place) = self.repair.get_mut(usize::from(block)) else { return Vec::new() };
        let encoder = place.get_or_insert_with(|| {
            let length = usize::from(self.plan.symbol());
            let at = usize::try_from(self.plan.before(block)).unwrap_or(usize::MAX).saturating_mul(length);
            let all = usize::try_from(self.plan.symbols_of(block)).unwrap_or_default() * length;
            let mut bytes = self.parcel.iter().skip(at).take(all).copied().collect::<Vec<u8>>();
            bytes.resize(all, 0);
            Arc::new(SourceBlockEncoder::new(block, &self.plan.information(), &bytes))
        });
        encoder.repair_packets(repair, 1).pop().map(|packet| packet.split().1).unwrap_or_default()
    }
}

impl fmt::Debug for Pictures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Pictures({:?}, next {} of block {})", self.plan, self.number, self.block)
    }
}

impl PartialEq for Pictures {
    fn eq(&self, other: &Self) -> bool {
        let next = |one: &Self| (one.id, one.plan, one.block, one.number);
        next(self) == next(other)
    }
}
