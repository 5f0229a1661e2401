//! What leaves the station and what comes back: bundles made once and kept until they are acknowledged, and what a centre
//! answers.

mod prepare;
pub mod receive;
mod status;

pub use prepare::{Progress, Ready, ReadyBundle, prepare, sent};
pub use status::{NewestReceipt, Status, status};
