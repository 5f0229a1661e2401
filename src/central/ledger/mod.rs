//! The ledger: what the centre holds, behind a narrow port with two engines.
//!
//! Promises: `write` is one transaction, all of it or nothing, durable when it returns; what one has seen of a station or a person
//! nobody changes before it has ended. Both engines answer alike.
//! Does not: know what a bundle or a rule is.

mod port;

pub use port::{Ledger, LedgerError, PackRow, Tx, Work};
