//! The centre's use cases over its ledger: ingest of bundles, enrolment, packs, receipts, decisions, quota, recount.
//!
//! Promises: what a use case answers is durable; every refusal has its code and its next step (`explain`). The only door to the
//! ledger. Does not: print, read the clock, open files, or know HTTP.

mod actor;
mod admit;
pub mod cases;
mod centre;
mod decide;
pub mod explain;
mod ingest;
pub mod key_file;
mod keys;
mod outcome;
mod packs;
pub mod password;
mod quota;
mod receipts;
mod shelf;
mod standing;

pub use actor::Actor;
pub use centre::Centre;
pub use decide::Telling;
pub use keys::Keys;
pub use outcome::{
    AdmitRefusal, Admitted, DecideRefusal, Decided, Difference, Outcome, PackRefusal, PackTaken, Refusal, Taken,
};
pub use standing::Standing;
