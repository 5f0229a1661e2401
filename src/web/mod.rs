//! The centre's HTTP server: the protocol of stations, the pages of the organiser, and their figures as JSON.
//!
//! Promises: sizes, rates and counts are limited before any work; a receipt leaves only after the ledger has committed; nothing but
//! the sign-in page is shown without a session; on a stop signal it finishes what runs. Does not: decide anything about a bundle
//! (`centre`), read the ledger itself, or log personal data.

mod answer;
mod api;
mod caller;
mod clock;
mod compress;
mod etag;
mod extractors;
mod guests;
mod health;
mod ingest;
mod kept;
mod lanes;
mod limits;
mod metrics;
mod middleware;
mod options;
mod pace;
mod problem;
mod render;
mod route;
mod router;
mod server;
mod session;
mod silence;
mod site;
mod state;
mod station;
mod throttle;
mod uploads;

pub use options::{DAY_BYTES, Options, default_concurrency};
pub use router::{PUBLIC, guarded_routes, token_routes};
pub use server::run;
