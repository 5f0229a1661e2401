//! Screens at their door: keys in, frames and effects out.

mod learning;
