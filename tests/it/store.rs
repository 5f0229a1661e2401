//! The store room at its door.

mod child;
mod copies;
mod disk;
pub mod fixture;
mod ground;
pub mod leavers;
mod marks;
mod old;
mod packs;
pub mod refused;
mod secrets;
pub mod slots;
mod truth;
mod visits;
