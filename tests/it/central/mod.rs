//! The centre at its doors.

mod cli;
mod ledger;
mod office;
mod page;
pub mod postgres;
mod serve;
