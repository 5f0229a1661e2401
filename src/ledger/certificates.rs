use super::{LedgerError, RecordedActor, columns::Columns, names::names};
use crate::domain::{Moment, PersonKey};
use std::sync::LazyLock;

/// Columns in the order of the rows.
pub(super) const COLUMNS: Columns<10> = Columns([
    "serial",
    "person",
    "unit",
    "issued_ms",
    "issued_by",
    "sealed",
    "withdrawn_ms",
    "withdrawn_by",
    "reason",
    "replaced_by",
]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT {} FROM certificate", COLUMNS.list()));

/// Queries about certificates that the organiser has issued.
pub trait Certificates {
    /// Adds certificates whose serials are new.
    fn add_certificates(&mut self, rows: &[CertificateRow]) -> Result<(), LedgerError>;
    /// The certificate of that serial. Within `write` nobody else changes it before the end.
    fn certificate(&mut self, serial: u64) -> Result<Option<CertificateRow>, LedgerError>;
    /// All certificates of these people, withdrawn ones too, in order of serials. Within `write` nobody else changes them before the end.
    fn certificates_of(&mut self, people: &[PersonKey]) -> Result<Vec<CertificateRow>, LedgerError>;
    /// At most `most` certificates below `before`, the newest first: of a unit's people, or of all.
    fn certificates(
        &mut self,
        unit: Option<&str>,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<CertificateRow>, LedgerError>;
    /// How many hold, and how many were withdrawn: by unit, in order of units.
    fn count_certificates(&mut self) -> Result<Vec<(String, [u64; 2])>, LedgerError>;
    /// Records that these were withdrawn; what else is in the rows stays as it is.
    fn withdraw_certificates(&mut self, rows: &[CertificateRow]) -> Result<(), LedgerError>;
    /// Removes all certificates of these people.
    fn remove_certificates(&mut self, people: &[PersonKey]) -> Result<(), LedgerError>;
}

/// Certificate that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateRow {
    /// Counted from 1, never given twice.
    pub serial: u64,
    /// Whose it is.
    pub person: PersonKey,
    /// Unit of residence when it was issued.
    pub unit: String,
    /// When it was issued.
    pub issued: Moment,
    /// By whom.
    pub issued_by: RecordedActor,
    /// The statement with its signature, sealed by the centre.
    pub sealed: Vec<u8>,
    /// That it was withdrawn; none while it holds.
    pub withdrawn: Option<Withdrawal>,
}

/// That a certificate was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: RecordedActor,
    /// Why.
    pub reason: WithdrawalReason,
    /// Serial of the one that was issued in its place.
    pub replaced_by: Option<u64>,
}

/// Why a certificate was withdrawn. There is no free text: it would name people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithdrawalReason {
    /// Name or birth were corrected; another one holds.
    Corrected,
    /// The entry does not count any more.
    NotValid,
    /// It was issued by mistake.
    Mistake,
}

names! { WithdrawalReason, "reason of a withdrawn certificate":
    Corrected = "corrected",
    NotValid = "not-valid",
    Mistake = "mistake",
}
