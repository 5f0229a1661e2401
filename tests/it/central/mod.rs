//! The centre at its doors.

mod ledger;
mod take;
pub mod postgres;
