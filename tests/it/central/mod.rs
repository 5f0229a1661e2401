//! The centre at its doors.

mod ledger;
mod loadgen;
pub mod postgres;
mod rounds;
