use super::Trial;
use crate::domain::{Birth, Date, PersonName};
use std::fmt;

/// Content of the completion slip of a station ("Phiếu ghi nhận hoàn thành"). Only a valid entry has one.
/// `Debug` shows its number and nothing about the person.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    /// As it was issued: `TK-7F3K9Q-000123`.
    pub number: String,
    /// Full name of the resident.
    pub name: PersonName,
    /// Date or year of birth.
    pub birth: Birth,
    /// `thôn Ngọc Lặc, xã Tân Kỳ, thành phố Hải Phòng`.
    pub residence: String,
    /// The titles of all topics, in order; each was completed.
    pub topics: Vec<String>,
    /// How many questions the test had.
    pub questions: usize,
    /// How many were answered rightly, where the score is to be printed; by default it is not.
    pub right: Option<usize>,
    /// Title of the contest.
    pub contest: String,
    /// Name of the organising body.
    pub organiser: String,
    /// Place of the station: `Nhà văn hóa thôn Ngọc Lặc`.
    pub station: String,
    /// The place before the date: `Tân Kỳ`.
    pub place: String,
    /// Day of issue.
    pub date: Date,
    /// What the printed QR code holds: a short link with number and check.
    pub check_url: String,
    /// A link that carries the full signed statement; it opens by a click and is printed small.
    pub statement_url: String,
    /// Not a real slip.
    pub trial: Option<Trial>,
}

impl fmt::Debug for Certificate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Certificate({})", self.number)
    }
}
