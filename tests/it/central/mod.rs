//! The centre at its doors.

mod cli;
mod ledger;
mod loadgen;
mod office;
mod page;
mod take;
pub mod postgres;
mod rounds;
mod serve;
