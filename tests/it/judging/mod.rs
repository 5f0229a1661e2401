//! The rules of the intake at their door.

mod hostile;
mod orders;
mod receipts;
mod rules;
mod signs;
pub mod stage;
mod views;
