//! The centre at its doors.

mod api;
mod certificate;
pub mod cli;
mod clock;
mod closing;
mod doctor;
mod ingest;
mod init;
mod ledger;
pub mod listed;
mod lists;
mod loadgen;
pub mod office;
mod page;
pub mod postgres;
mod reports;
mod restore;
mod rounds;
mod serve;
mod trail;
