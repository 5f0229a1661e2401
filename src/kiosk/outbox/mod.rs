//! What leaves the station and what comes back: bundles made once and kept until they are acknowledged, and what a centre
//! answers; files onto a stick.

mod file;
pub(in crate::kiosk) mod handover;
mod keep;
mod kind;
mod light;
mod prepare;
pub mod receive;
mod status;
pub mod stick;

pub use file::{OutFile, Source};
pub use keep::retire;
pub use kind::{INBOX, Kind, inbox, read};
pub use light::to_light;
pub use prepare::{APP, Progress, Ready, ReadyBundle, listed, prepare, sent};
pub use status::{NewestReceipt, Status, status};
