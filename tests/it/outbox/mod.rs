//! The outbox at its door: bundles that a station makes of its records, and what it takes from its centre.

mod by_mouth;
mod ending;
mod enrol;
mod generations;
mod made;
pub mod place;
mod receipts;
mod restored;
mod retention;
