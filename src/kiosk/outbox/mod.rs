//! Getting records out of the station.

mod parcel;
pub mod stick;

pub use parcel::{Parcel, Source};
