//! The load generator: stations and residents who do not exist, with real keys, real papers and real bundles, against a demo
//! centre; and whether its ledger is exactly the union of what was sent.
//!
//! Promises: the same seed makes the same stations, people and records (a bundle's seal is new each time). What it says that
//! the centre must hold follows from the people alone, never from what the centre answers.
//! Does not: work against any other centre: only the demo centre's enrolment key is built in.

mod chance;
mod check;
mod city;
mod each;
mod lay;
mod make;
mod resident;
mod run;
mod send;
mod server;
mod station;
mod totals;
mod traffic;
mod visit;

pub use chance::Chance;
pub use check::{Finding, union};
pub use city::{City, CityFault, Known};
pub use lay::{Laid, LayFault, lay};
pub use make::{Made, MadeBundle, make};
pub use resident::{Registry, Resident, Way};
pub use run::{Progress, Report, RunFault, Wanted, percentile, run};
pub use send::{Delivered, SendFault, deliver};
pub use server::{Answer, Away, Server, ServerFault, Upload};
pub use station::{Clock, Kept, Place, Station, demo_grant};
pub use totals::{Sums, grown, sums};
pub use traffic::{Habits, Road, Trip, trips};
pub use visit::{Deed, Meeting, Papers, visit};
