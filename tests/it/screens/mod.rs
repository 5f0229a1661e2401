//! The screens at their door: keys in, frames and effects out.

mod desk;
mod keys;
mod learning;
mod look;
mod people;
