//! Erasures outside a ledger, in memory.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
};
use tramso::{
    centre::{ErasedHash, ErasureList},
    ledger::LedgerError,
};

/// The list of erasures, which outlives every ledger.
#[derive(Clone, Default)]
pub struct Listed(Arc<Mutex<HashSet<ErasedHash>>>);

impl ErasureList for Listed {
    fn add(&self, person: &ErasedHash) -> Result<(), LedgerError> {
        self.0.lock().unwrap().insert(*person);
        Ok(())
    }

    fn contains(&self, person: &ErasedHash) -> bool {
        self.0.lock().unwrap().contains(person)
    }

    fn is_empty(&self) -> bool {
        self.0.lock().unwrap().is_empty()
    }
}
