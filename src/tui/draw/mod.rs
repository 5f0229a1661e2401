//! The pieces that screens are drawn from. Nothing here knows a screen; everything clamps to the room that it is given.

mod area;
mod big;
mod blocks;
mod choices;
mod field;
mod leaf;
mod moment;
mod page;
mod paints;
mod picture;
mod popup;
mod prompt;
mod qr;
mod shelf;
mod slide;
mod theme;
mod topic_end;

pub use crate::text::cells::{cells, clip, wrap};
pub use area::{below, digit_of, from_row, lowered};
pub use big::{big_height, big_width, big_writes, draw_big};
pub use blocks::{blocks_height, draw_blocks};
pub use choices::{Choices, Marker, markers};
pub use field::{FieldParts, draw_field};
pub use leaf::Leaf;
pub use moment::Moment;
pub use page::Page;
pub use paints::Paints;
pub use picture::Picture;
pub use popup::popup;
pub use prompt::Prompt;
pub use qr::{QrFits, draw_qr, qr_cells, qr_cells_in};
pub use shelf::{draw_shelf, shelf_height};
pub use slide::{Slide, draw_heading, draw_headline, draw_place, draw_progress, draw_slide, hall, heading, wrap_wide};
pub use theme::Theme;
pub use topic_end::draw_topic_end;
