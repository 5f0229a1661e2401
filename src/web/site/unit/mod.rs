//! The pages of one unit: its clerk opens the own one, the city any.

mod nav;
pub mod roster;
mod today;
mod villages;

pub use today::today;
pub use villages::{merge, split, villages};
