//! What is written down of a request: personal data, sealed with a key outside the database.

use super::Keys;
use crate::{
    crypto::{open_row, seal_row},
    ledger::{LedgerError, RequestRow},
};
use serde::{Deserialize, Serialize};

/// Version of the form in which texts are kept.
const VERSION: u8 = 1;

/// Words of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestText {
    pub v: u8,
    /// Who asked, and how.
    pub by: String,
    /// Name that is to hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Birth that is to hold, as cards have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<String>,
    /// Name before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl RequestText {
    /// Opens what `seal` made; nothing once the person was erased.
    pub fn open(keys: &Keys, row: &RequestRow) -> Result<Self, LedgerError> {
        if row.text.is_empty() {
            return Ok(Self::default());
        }
        let plain = open_row(&keys.request_key(), &about(row), &row.text);
        let plain = plain.map_err(|_| LedgerError::Damaged("request"))?;
        serde_json::from_slice(&plain).map_err(|_| LedgerError::Damaged("request"))
    }

    /// Seals the text to its person and kind.
    pub fn seal(&self, keys: &Keys, row: &RequestRow) -> Result<Vec<u8>, LedgerError> {
        let text = Self { v: VERSION, ..self.clone() };
        let plain = serde_json::to_vec(&text).map_err(|_| LedgerError::Damaged("request"))?;
        seal_row(&keys.request_key(), &about(row), &plain).map_err(|_| LedgerError::Damaged("request"))
    }
}

fn about(row: &RequestRow) -> Vec<u8> {
    [row.person.0.as_slice(), row.kind.as_str().as_bytes()].concat()
}
