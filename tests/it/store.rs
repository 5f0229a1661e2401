//! The store room at its door.

mod child;
mod copies;
mod disk;
mod fixture;
mod ground;
mod packs;
mod refused;
mod secrets;
mod slots;
mod truth;
mod visits;
