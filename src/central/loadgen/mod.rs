//! The load generator: stations and residents who do not exist, with real keys, real papers and real bundles, against a demo
//! centre; and whether its ledger is exactly the union of what was sent.
//!
//! Promises: the same seed makes the same stations, people and records (a bundle's seal is new each time). What it says that
//! the centre must hold follows from the people alone, never from what the centre answers.
//! Does not: work against any other centre: only the demo centre's enrolment key is built in.

mod chance;
mod city;
mod resident;
mod station;
mod visit;

pub use chance::Chance;
pub use city::{City, CityFault, Known};
pub use resident::{Registry, Resident, Way};
pub use station::{Clock, Kept, Place, Station};
pub use visit::{Deed, Meeting, Papers, visit};
