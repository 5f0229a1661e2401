//! Statements are sealed in the ledger: on PostgreSQL a row is in the clear.

use crate::{
    centre::Centre,
    certificate::{Signed, Statement},
    crypto::{Secret, open_row, seal_row},
    ledger::{CertificateRow, LedgerError},
};

const DAMAGED: LedgerError = LedgerError::Damaged("certificate");

fn about(row: &CertificateRow) -> Vec<u8> {
    [&b"certificate"[..], &row.serial.to_le_bytes(), &row.person.0].concat()
}

/// What the ledger keeps of a signed statement.
pub(super) fn seal(key: &Secret<32>, row: &CertificateRow, signed: &Signed) -> Result<Vec<u8>, LedgerError> {
    let plain = [&signed.signature[..], &signed.bytes].concat();
    seal_row(key, &about(row), &plain).map_err(|_| DAMAGED)
}

impl Centre {
    /// The statement of a row, with its signature.
    pub(super) fn opened(&self, key: &Secret<32>, row: &CertificateRow) -> Result<(Statement, Signed), LedgerError> {
        let plain = open_row(key, &about(row), &row.sealed).map_err(|_| DAMAGED)?;
        let (signature, bytes) = plain.split_first_chunk::<64>().ok_or(DAMAGED)?;
        let signed = Signed { bytes: bytes.to_vec(), signature: *signature };
        let statement = signed.statement(&self.certificate_keys()).ok_or(DAMAGED)?;
        Ok((statement, signed))
    }
}
