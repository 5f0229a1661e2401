//! Text input by people and scanners: edit fields with Telex and VNI, bursts of a scanner, the text of an ID card.
//!
//! Promises: text is NFC at every moment, holds no control, invisible or direction-changing character, and the cursor is
//! between two visible characters. What is refused changes nothing that was typed before. One Backspace takes one visible
//! character, whatever the input method did. What was typed is overwritten when a field is dropped or cleared.
//! Does not: know a terminal, a clock (times arrive in milliseconds) or any wording; judge whether a person exists.

mod area;
mod burst;
pub mod card;
mod composer;
mod field;
mod held;
mod history;
pub mod id_entry;
mod key;
mod kind;
mod layout;
mod lines;
mod loose;
mod refused;
mod sheet;
mod sieve;
mod writer;

pub use area::TextArea;
pub use burst::{Burst, BurstOut, Scan, ScanBehaviour, Stroke, Taker};
pub use card::{Card, CardFault};
pub use field::Field;
pub use held::Held;
pub use key::{Key, Typing};
pub use kind::FieldKind;
pub use refused::{CharFault, Refused};
