//! The screens at their door: keys in, frames and effects out.

mod desk;
mod handbook;
mod keys;
mod learning;
mod look;
mod people;
mod reading;
