//! Agencies and organisations of a unit: their lists, who took part, and the papers that follow from it.

mod act;
mod group;
mod list;
mod template;
mod upload;
mod words;

pub use act::{find, keep, remove};
pub use group::{confirmation, group, letter, letter_document};
pub use list::rosters;
pub use template::template;
pub use upload::{MOST_UPLOAD, upload};
pub use words::{group_name, paper_date};
