//! What goes on paper: QR codes as modules, the slip that a resident takes home as PDF, the organiser's certificate, the documents of an evening (numbered tests,
//! forms, slips and lists to sign, its summary), what is posted up and handed out in a village, and questions for their reviewers.
//!
//! Promises: bytes out, the same for the same input. On slips and in questions a sign that the fonts lack is an error and never left out; in
//! lists and forms, which one name must not keep from being printed, it is shown as another sign, and what is too long ends in an ellipsis.
//! Text is composed (NFC) before it is set. What is printed on trial is marked as such on every page.
//! Does not: write files, print, read a clock, number or sign certificates or papers, sort people; it draws what it is handed.

mod announcement;
mod book;
mod booklet;
mod certificate;
mod checklist;
mod evening;
mod fault;
mod final_certificate;
mod final_layout;
mod final_pdf;
mod fonts;
mod form;
mod layout;
mod listing;
mod ornament;
mod page_parts;
mod paper;
mod pdf;
mod poster;
pub mod qr;
mod sheet;
mod slips;
mod tables;
mod test_page;
mod trial;

pub use announcement::{Announcement, announcement};
pub use booklet::{Booklet, BookletForm, DrawnBooklet, booklet};
pub use certificate::Certificate;
pub use checklist::{Checklist, Reviewed, checklist};
pub use evening::{CallBack, CallBacks, EveningCounts, EveningSummary, call_backs, evening_summary};
pub use fault::{Part, PdfFault};
pub use final_certificate::{FinalCertificate, FormPicture};
pub use final_pdf::{DrawnCertificates, FinalCertificates, Given, final_certificates, final_pdf};
pub use fonts::Fonts;
pub use form::{RegistrationForm, registration_forms};
pub use paper::{PaperCounts, PaperQuestion, PaperTest, Papers, paper_tests};
pub use pdf::pdf;
pub use poster::{DrawnPosting, PostedPart, PostedSheet, Posting, posted};
pub use slips::{DrawnSlips, GivenSlip, Slips, evening_slips};
pub use tables::{PrintedTable, PrintedTables, printed_tables};
pub use test_page::test_page;
pub use trial::Trial;
