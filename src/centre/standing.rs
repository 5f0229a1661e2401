use crate::ledger::BundleState;

/// Whether a bundle that is held counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Counts,
    /// A person has to decide.
    Waits,
    /// A person has decided that it does not.
    LeftOut,
}

impl From<BundleState> for Standing {
    fn from(state: BundleState) -> Self {
        match (state.counts(), state.waits()) {
            (true, _) => Self::Counts,
            (false, true) => Self::Waits,
            (false, false) => Self::LeftOut,
        }
    }
}
