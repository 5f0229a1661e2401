//! Content packs (`.tsp`) and the roots under which they are signed: how they are written and how a station opens them
//! (docs/FORMATS.md 7 and 8).
//!
//! Promises: every signature is checked over the bytes that arrived, before they are parsed; nothing is believed that the
//! pinned root does not lead to; a pack is opened whole or refused with one reason; sizes are limited before anything is
//! allocated. What is opened has been checked for all that the program relies on, not for good style.
//! Does not: open files, look at a clock, or decide whether content is good: that was the linter's part, before building.

#[cfg(feature = "studio")]
mod build;
mod contest_shape;
mod demo;
mod fault;
mod json;
mod limits;
mod manifest;
mod members;
mod open;
#[cfg_attr(not(feature = "studio"), expect(dead_code, reason = "only the office writes packs"))]
mod open_file;
#[cfg_attr(not(feature = "studio"), expect(dead_code, reason = "only the office writes packs"))]
mod questions_file;
/// Releases of the program: what `.tsu` files hold (docs/FORMATS.md 27).
pub mod release;
mod root;
mod sound;
mod version;

pub use crate::crypto::{SealFault, parcel::ParcelFault};
#[cfg(feature = "studio")]
pub use build::{Plan, build};
pub use demo::{demo_pinned, demo_roots};
pub use fault::{PackFault, PackWarning, Unsound};
pub use limits::{MOST_JUMP, MOST_PACK};
pub use manifest::{Manifest, PackedFile};
pub use open::{Examined, Held, Opened, Trust, examine, open, reopen};
pub use open_file::OpenPart;
pub use root::{PinnedRoot, Role, Root, SignedRoot, read_chain, signed_roots};
pub use version::AppVersion;
