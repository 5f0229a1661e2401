//! Every text that people read: wording by key in Vietnamese and English, the form of address, dates and figures, notices.
//!
//! Promises: what others wrote reaches no wording but through `legible` or `shown_block`, which show what a terminal would obey;
//! a word that is missing shows its key in ⟦brackets⟧ and never stops a screen; a missing English word shows the
//! Vietnamese one. Wording lives in `assets/text/<language>/<file>.ftl` and is compiled in.
//! Does not: know a screen, choose a language, or decide what went wrong.

mod address;
mod alphabet;
/// How wide a text is in a terminal, and where it is broken.
pub mod cells;
pub mod codes;
mod digits;
mod explain;
mod figures;
mod legible;
pub mod letters;
mod machine;
mod missing;
mod notice;
mod phone;
mod plain;
mod speech;
mod unit;
mod value;
mod words;
mod wrap;

pub use address::{Address, address};
pub use alphabet::vietnamese_letters;
pub use explain::{id_doubt_notice, id_notice, name_notice, phone_notice, registration_notice};
pub use figures::{date_and_time, hundredths, people_date, short_date};
pub use legible::{Legible, legible, shown, shown_block, shown_json};
pub use machine::{light_sign, light_word, machine_part};
pub use missing::missing_part;
pub use notice::{Notice, notice};
pub use phone::phone_text;
pub use plain::{plain, visible};
pub use speech::speakable;
pub use unit::{unit_name, unit_title};
pub use value::Value;
pub use words::{Language, Words};
pub use wrap::{fitted, wrapped};
