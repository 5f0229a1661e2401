//! Trạm học số: the offline exam station of Hải Phòng's villages.
//!
//! One package of rooms with walls between them; docs/ARCHITECTURE.md has the map and `tests/it/tidy` keeps it.
#![forbid(unsafe_op_in_unsafe_fn)]
#![deny(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::exit,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::dbg_macro,
    clippy::todo
)]
// A phone verifies what a station writes and the centre reads: of what is shared it needs a part.
#![cfg_attr(not(feature = "base"), allow(dead_code, unused_imports))]

pub mod domain;

#[cfg(any(feature = "base", feature = "phone"))]
pub mod bundle;
#[cfg(feature = "central")]
pub mod central;
#[cfg(feature = "central")]
pub mod centre;
#[cfg(feature = "central")]
pub mod certificate;
#[cfg(feature = "base")]
pub mod cli;
#[cfg(feature = "base")]
pub mod content;
#[cfg(any(feature = "base", feature = "phone"))]
pub mod crypto;
#[cfg(any(feature = "central", feature = "studio"))]
pub mod exchange;
#[cfg(feature = "screens")]
pub mod input;
#[cfg(feature = "central")]
pub mod judging;
#[cfg(feature = "kiosk")]
pub mod kiosk;
#[cfg(feature = "central")]
pub mod ledger;
#[cfg(feature = "light")]
pub mod light;
#[cfg(feature = "central")]
pub mod loadgen;
#[cfg(feature = "base")]
pub mod notices;
#[cfg(feature = "base")]
pub mod people;
#[cfg(any(feature = "central", feature = "phone"))]
pub mod phone;
#[cfg(feature = "base")]
pub mod platform;
#[cfg(any(feature = "base", feature = "phone"))]
pub mod record;
#[cfg(feature = "paper")]
pub mod report;
#[cfg(feature = "base")]
pub mod session;
#[cfg(feature = "central")]
pub mod statistics;
#[cfg(feature = "screens")]
pub mod status;
#[cfg(feature = "kiosk")]
pub mod store;
#[cfg(feature = "studio")]
pub mod studio;
#[cfg(feature = "base")]
pub mod text;
#[cfg(feature = "screens")]
pub mod tui;
#[cfg(feature = "central")]
pub mod web;
