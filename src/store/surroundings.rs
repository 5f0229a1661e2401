use super::{Durability, StoreError, folder::Folder};
use crate::{
    crypto::slot,
    platform::{Mark, machine_marks, write_atomically},
};

/// What tests may have otherwise than the product.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Another machine's marks than this one's.
    pub machine: Option<Vec<Mark>>,
    /// How sure a commit is.
    pub durability: Durability,
    /// The work of new slots.
    pub log2_n: u8,
}

/// Bytes that are given up when the drive is full: room for some hundred answers and a checkpoint.
pub(super) const RESERVE: usize = 4 << 20;

impl Default for Surroundings {
    fn default() -> Self {
        Self { machine: None, durability: Durability::Full, log2_n: slot::LOG2_N }
    }
}

impl Surroundings {
    pub(super) fn marks(&self) -> Vec<Mark> {
        self.machine.clone().unwrap_or_else(machine_marks)
    }
}

/// Writes the reserve.
pub(super) fn fill_reserve(folder: &Folder) -> Result<(), StoreError> {
    Ok(write_atomically(&folder.reserve(), &vec![0x5a; RESERVE])?)
}
