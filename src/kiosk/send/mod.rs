//! Results over the network: whole bundles in pieces, over a line that comes and goes.
//!
//! Promises: only what the station itself takes as a genuine answer counts; whatever else comes back (a hotel's sign-in page, half
//! a reply, somebody else's receipt) is reported, nothing is marked, and the next time everything travels again. What arrived before
//! a line broke need not be sent twice. Plain http goes nowhere but to this very machine.
//! Does not: open the database, or know what a receipt contains.

mod address;
mod client;
mod fault;
mod http;
mod patience;
mod piece;
mod reply;

pub use address::{Address, AddressFault};
pub use client::{Client, PackAsked, ReplyContent, ReplyHandler, SendPlan, SendReport};
pub use fault::{Refusal, SendFault};
pub use patience::{Patience, wait_unless};
