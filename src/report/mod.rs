//! What goes on paper: QR codes as modules, the slip that a resident takes home as PDF, and
//! questions for their reviewers.
//!
//! Promises: bytes out, the same for the same input. A sign that the fonts lack is an error and never left out. Text is
//! composed (NFC) before it is set.
//! Does not: write files, print, read a clock, number or sign certificates; it draws what it is handed.

mod book;
mod certificate;
mod checklist;
mod fault;
mod fonts;
mod layout;
mod listing;
mod ornament;
mod paper;
mod pdf;
pub mod qr;
mod sheet;
mod slips;
mod trial;

pub use certificate::Certificate;
pub use checklist::{Checklist, Reviewed, checklist};
pub use fault::{Part, PdfFault};
pub use fonts::Fonts;
pub use paper::{PaperCounts, PaperQuestion, PaperTest, Papers, paper_tests};
pub use pdf::pdf;
pub use slips::{DrawnSlips, GivenSlip, Slips, evening_slips};
pub use trial::Trial;
