//! The closing: what is still open, freezing, and the sets that were frozen. The city's alone.

mod act;
mod list;
mod one;

pub use act::{freeze, sign, state};
pub use list::list;
pub use one::{file, one};

use crate::text::Words;

/// Path of the page.
pub const PAGE: &str = "/chot";
/// Longest signature file, in bytes.
pub const MOST_SIGNATURE: usize = 16 << 10;

/// What has just been done, in words.
fn done(what: Option<&str>, words: &Words) -> Option<String> {
    let key = match what {
        Some("loi") => "final-done-word",
        Some("chot") => "final-done-freeze",
        Some("ky") => "final-done-sign",
        _ => return None, // else: nothing has just been done
    };
    Some(words.get(key).into_owned())
}
