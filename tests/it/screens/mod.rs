//! The screens at their door: keys in, screen and effects out.

mod desk;
mod people;
