//! Statistics of questions and tests, as Moodle's documentation defines them (docs/decisions/056-item-statistics.md).
//!
//! Promises: figures follow from whole counts alone, so that neither the order of the tests nor how they were divided changes a digit;
//! a figure that is not defined (too few tests, no spread) is none, never 0. Only the tests in which a question was asked enter its sums.
//! Does not: know where answers come from, who gave them, or what a question asks.

mod collector;
mod item;
mod remark;
mod test;

pub use collector::{Answer, Collector};
pub use item::ItemFigures;
pub use remark::{LEAST_ASKED, Remark, remarks};
pub use test::TestFigures;
