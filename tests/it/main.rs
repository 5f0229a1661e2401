//! The one integration crate: the house's walls, the rooms at their doors, and the real program in a real pseudo-terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bundle;
mod central;
mod cli;
mod content;
mod crypto;
mod crypto_strength;
mod days;
mod domain;
mod durability;
mod foreign;
mod forger;
mod input;
mod judging;
mod kinds;
mod kiosk;
mod light;
mod outbox;
mod phone;
mod pty;
mod record;
mod releases;
mod report;
mod screens;
mod session;
mod statistics;
mod store;
mod street;
mod studio;
mod studio_content;
mod text;
mod tidy;
#[cfg(unix)]
mod traps;
