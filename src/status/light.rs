use std::sync::Arc;

/// What is to travel by light.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LightLoad {
    /// The parcel of sealed bundles.
    pub parcel: Arc<[u8]>,
    /// Bundles in it.
    pub bundles: u64,
    /// Records in them.
    pub records: u64,
    /// Bundles that had no room in it, and wait for the next time.
    pub left: u64,
}

/// What the page needs on which a receipt by mouth is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpokenDesk {
    /// All syllables, in byte order.
    pub syllables: &'static [&'static str],
    /// How many make a receipt.
    pub count: usize,
    /// Seconds before which none is looked at.
    pub wait_s: u32,
}
