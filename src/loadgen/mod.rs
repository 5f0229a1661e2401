//! Load generator: invented stations with invented residents, with real keys, papers and bundles, against a demo centre; and
//! a check that the centre's ledger is exactly the union of what was sent.
//!
//! Promises: the same seed makes the same stations, people and records (a bundle's seal is new each time). What the
//! centre must hold follows from the people alone, never from the centre's answers.
//! Does not: work against any other centre: only the demo centre's enrolment key is built in.

mod check;
mod city;
mod each;
mod lay;
mod make;
mod run;
mod send;
mod server;
mod station;
mod totals;
mod traffic;
mod visit;

pub use check::{Finding, union};
pub use city::{City, CityFault, Known};
pub use each::Each;
pub use lay::{Laid, LayFault, lay};
pub use make::{Made, MadeBundle, hand_in, make};
pub use run::{Progress, Report, RunFault, Wanted, percentile, run};
pub use send::{Delivered, SendFault, deliver};
pub use server::{Answer, Away, Server, ServerFault, Upload};
pub use station::{Clock, KeptRecord, Site, Station, demo_grant};
pub use totals::{UnitSums, grown, sums};
pub use traffic::{Habits, Route, Trip, trips};
pub use visit::{Draft, Papers, visit};
