//! Getting records out of the station.

mod pace;
mod parcel;
pub mod stick;

pub use pace::{Pace, Stage};
pub use parcel::{Parcel, Source};
