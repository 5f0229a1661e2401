//! The pages of one unit: its clerk opens the own one, the city any.

mod merging;
mod nav;
pub mod roster;
mod today;
mod villages;

pub use merging::{merge_agency, merge_village, split_agency, split_village};
pub use nav::{Nav, unit_name, unknown};
pub use today::today;
pub use villages::villages;
