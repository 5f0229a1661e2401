//! The rules of the intake at their door.

mod anomalies;
mod hostile;
mod orders;
mod receipts;
mod rules;
pub mod stage;
mod views;
