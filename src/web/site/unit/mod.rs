//! The pages of one unit: its clerk opens the own one, the city any.

mod merging;
mod nav;
mod one_touch;
pub mod roster;
mod today;
mod villages;

pub use merging::{merge_agency, merge_village, split_agency, split_village};
pub use nav::{Nav, unit_name, unknown};
pub use one_touch::{decide_one_touch, one_touch, undo_one_touch};
pub use today::today;
pub use villages::villages;
