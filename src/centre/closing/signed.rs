//! The signature of a frozen set: made where the closing key is, never on the server, and verified against the root's role.

use super::set::FrozenSet;
use crate::{
    centre::{Access, Actor, Centre, access::NotAllowed, explain as notices},
    crypto::{
        demo_centre,
        minisig::{self, PublicKey, SigningKey},
        sha256,
    },
    domain::Moment,
    ledger::{FinalSignature, LedgerError},
    notices::Failure,
    text::codes,
};

/// Longest signature file, in bytes.
const MOST_SIGNATURE: usize = 1024;

/// Why a signature does not hold, or was not kept.
#[derive(Debug, thiserror::Error)]
pub enum SignatureRefusal {
    /// The role may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// No set of this number, or none of these bytes.
    #[error("no such set")]
    Unknown,
    /// It is signed.
    #[error("already signed")]
    Signed,
    /// No signature of minisign.
    #[error("no signature of minisign")]
    Form,
    /// The root names no key for frozen sets.
    #[error("the root names no closing key")]
    NoKey,
    /// Made with a key that may not sign frozen sets.
    #[error("signed with another key")]
    OtherKey(String),
    /// It is over other bytes.
    #[error("the signature does not verify")]
    Wrong,
    /// It was made for another contest, number or purpose.
    #[error("signed for something else")]
    Purpose,
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[from] LedgerError),
}

/// The trusted comment that a signature over a frozen set must have.
#[must_use]
pub fn comment(contest: &str, number: u32) -> String {
    format!("tramso-closing/1 {contest} {number}")
}

/// Whether one of these keys has signed the set's bytes as what it is. Returns the key.
///
/// # Errors
/// Why it does not hold.
pub fn verify<'k>(
    (set, bytes): (&FrozenSet, &[u8]),
    keys: &'k [PublicKey],
    signature: &str,
) -> Result<&'k PublicKey, SignatureRefusal> {
    if signature.len() > MOST_SIGNATURE {
        return Err(SignatureRefusal::Form);
    }
    let (id, _) = minisig::claimed(signature).map_err(|_| SignatureRefusal::Form)?;
    if keys.is_empty() {
        return Err(SignatureRefusal::NoKey);
    }
    let key = keys.iter().find(|key| key.id() == id).ok_or_else(|| SignatureRefusal::OtherKey(id.to_string()))?;
    let found = minisig::verify(key, bytes, signature).map_err(|_| SignatureRefusal::Wrong)?;
    if found == comment(&set.contest, set.number) { Ok(key) } else { Err(SignatureRefusal::Purpose) }
}

impl Centre {
    /// The keys that may sign frozen sets, by the root that is pinned; empty where it names none. The demo's is in the program.
    #[must_use]
    pub fn closing_keys(&self) -> Vec<PublicKey> {
        if self.keys().is_demo() {
            let key = SigningKey::from_seed(&demo_centre::closing_seed()).map(|key| key.public().clone());
            return key.into_iter().collect();
        }
        self.cache().root.as_ref().map(|root| root.closing.keys.clone()).unwrap_or_default()
    }

    /// Keeps the signature of the set of this number.
    ///
    /// # Errors
    /// Why it was not kept.
    pub fn sign_set(
        &self,
        access: &Access,
        number: u32,
        signature: &str,
        (who, now): (Actor, Moment),
    ) -> Result<(), SignatureRefusal> {
        access.administers()?;
        let frozen = self.kept_set(|row| row.number == number)?.ok_or(SignatureRefusal::Unknown)?;
        if frozen.row.signature.is_some() {
            return Err(SignatureRefusal::Signed);
        }
        verify((&frozen.set, &frozen.bytes), &self.closing_keys(), signature)?;
        let text = minisig::canonical(signature).map_err(|_| SignatureRefusal::Form)?;
        let signature = FinalSignature { text, at: now, by: who.into() };
        self.ledger().write_tx(|tx| {
            if !tx.sign_final_set(number, &signature)? {
                return Err(SignatureRefusal::Signed);
            }
            Ok(tx.note(now, who, &format!("sign-closing {number}"))?)
        })
    }

    /// Number of the set that has these bytes.
    ///
    /// # Errors
    /// The role may not, there is none, or the ledger's.
    pub fn number_of_set(&self, access: &Access, bytes: &[u8]) -> Result<u32, SignatureRefusal> {
        access.administers()?;
        let digest = sha256(&[bytes]);
        let sets = self.ledger().read_tx(|tx| tx.final_sets())?;
        sets.iter().find(|row| row.digest == digest).map(|row| row.number).ok_or(SignatureRefusal::Unknown)
    }
}

/// The refusal as a notice.
#[must_use]
pub fn explain(refusal: &SignatureRefusal) -> Failure {
    match refusal {
        SignatureRefusal::NotAllowed(NotAllowed) => notices::not_allowed(),
        SignatureRefusal::Unknown => Failure::new(codes::closing::NO_SUCH_SET, []),
        SignatureRefusal::Signed => Failure::new(codes::closing::SIGNED, []),
        SignatureRefusal::Form => Failure::new(codes::closing::SIGNATURE_FORM, []),
        SignatureRefusal::NoKey => Failure::new(codes::closing::NO_CLOSING_KEY, []),
        SignatureRefusal::OtherKey(key) => Failure::new(codes::closing::SIGNATURE_OTHER_KEY, [("key", key.clone())]),
        SignatureRefusal::Wrong => Failure::new(codes::closing::SIGNATURE_WRONG, []),
        SignatureRefusal::Purpose => Failure::new(codes::closing::SIGNATURE_PURPOSE, []),
        SignatureRefusal::Ledger(fault) => notices::ledger(fault),
    }
}
