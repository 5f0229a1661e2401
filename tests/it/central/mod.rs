//! The centre at its door.

mod loadgen;
mod rounds;
