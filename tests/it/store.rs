//! The store room at its door.

mod fixture;
mod visits;
