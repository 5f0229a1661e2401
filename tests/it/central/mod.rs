//! The centre at its doors.

mod ledger;
pub mod postgres;
mod take;
