//! The screens at their door: keys in, frames and effects out.

mod desk;
mod learning;
mod people;
