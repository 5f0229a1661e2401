//! Codes of notices, each a constant with a name: the one place where a code is written.
//!
//! Promises: a code never changes its meaning and is never used again; its wording is in `assets/text/*/notices.ftl`, and
//! docs/ERRORS.md lists both.
//! Does not: choose a notice, or hold codes that no part of the program shows any more.

pub mod account;
pub mod approve;
pub mod backup;
pub mod bundle;
pub mod centre;
pub mod certify;
pub mod closing;
pub mod content;
pub mod contest;
pub mod database;
pub mod doctor;
pub mod enrol;
pub mod exchange;
pub mod handover;
pub mod input;
pub mod light;
pub mod load;
pub mod machine;
pub mod one_touch;
pub mod pack;
pub mod paper;
pub mod passphrase;
pub mod phone;
pub mod photo;
pub mod poster;
pub mod preview;
pub mod printing;
pub mod release;
pub mod removable;
pub mod report;
pub mod sending;
pub mod signing;
pub mod slip;
pub mod store;
pub mod story;
pub mod term;
pub mod token;
pub mod unit;
pub mod voice;
pub mod window;
