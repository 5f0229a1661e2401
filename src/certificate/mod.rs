//! The organiser's certificates (docs/FORMATS.md 23): the statement that is signed, the page that follows from it and from the contest's
//! form, and what a file, a text or a picture from outside carries of both.
//!
//! Promises: one statement has one form and, with its form and program, one page, byte for byte; nothing of a statement is read before its
//! signature holds; whatever comes from outside is bounded before it is unpacked.
//! Does not: know who holds a certificate or which was withdrawn (`centre`), hold keys, open files.

mod carried;
mod compare;
mod page;
mod pdf_objects;
mod pdf_text;
mod pdf_tokens;
mod slip;
mod statement;
mod wording;

pub use carried::{FileFault, MOST_FILE, MOST_TEXT, carried_in_pdf, carried_in_text};
pub use compare::{FileDifference, StatedField, file_difference, missing_in};
pub use page::{drawn, page_of};
pub use slip::{SlipStatement, slip_of};
pub use statement::{CheckCode, LONGEST_NUMBER, Signed, Statement, number_of};
pub use wording::{difference_note, field_name, field_names};
