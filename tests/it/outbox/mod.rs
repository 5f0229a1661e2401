//! The outbox at its door: bundles that a station makes of its records, and what it takes from its centre.

mod made;
mod place;
