//! The rules of the intake at their door.

pub mod evening_stage;
mod groups;
mod hostile;
mod orders;
mod papers;
mod receipts;
mod rules;
mod signs;
pub mod stage;
mod views;
