use crate::{
    certificate::Signed,
    crypto::{
        demo_centre,
        signing::{self, slip_tag},
    },
    notices::Failure,
    record::unhex,
    text::codes,
};
use serde::Deserialize;

/// No slip's link comes near it.
pub const MOST_BYTES: u64 = 8192;

/// Why a link is no proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlipFault {
    /// The key is not the hex of 32 bytes.
    #[error("key of another form")]
    Key,
    /// The link carries no statement, or a damaged one.
    #[error("no statement in the link")]
    NoStatement,
    /// A slip of the contest that everybody tries the program with.
    #[error("slip of the demo contest")]
    Demo,
    /// A slip of a rehearsal.
    #[error("slip of a rehearsal")]
    Rehearsal,
    /// Somebody else signed, or something was changed.
    #[error("wrong signature")]
    Signature,
}

/// What is read of a statement here.
#[derive(Deserialize)]
struct Statement {
    contest: String,
}

/// Slips without any value that are accepted all the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct Allowed {
    /// Of the demo contest, whose stations anybody can make.
    pub demo: bool,
    /// Of a rehearsal.
    pub rehearsal: bool,
}

/// The statement that a slip's link carries, when the station of that key signed it, as real or as one that is allowed.
///
/// # Errors
/// Why it is no proof.
pub fn verify(key: &str, link: &str, allowed: Allowed) -> Result<String, SlipFault> {
    let key: [u8; 32] = unhex(key.trim()).ok_or(SlipFault::Key)?;
    let carried = link
        .trim()
        .split_once('#')
        .filter(|_| u64::try_from(link.len()).is_ok_and(|length| length <= MOST_BYTES))
        .map(|(_, carried)| carried);
    let carried = carried.and_then(|text| text.split_once('.'));
    let Signed { bytes, signature } =
        carried.and_then(|(statement, signature)| Signed::read(statement, signature)).ok_or(SlipFault::NoStatement)?;
    // The statement itself is read only once it is known who signed it, and as what.
    let is_signed = |rehearsal| signing::verify(&key, slip_tag(rehearsal), &bytes, &signature);
    match (is_signed(false), is_signed(true)) {
        (true, _) => (),
        (false, true) if allowed.rehearsal => (),
        (false, true) => return Err(SlipFault::Rehearsal),
        (false, false) => return Err(SlipFault::Signature),
    }
    let stated: Statement = serde_json::from_slice(&bytes).map_err(|_| SlipFault::NoStatement)?;
    if stated.contest == demo_centre::CONTEST && !allowed.demo {
        return Err(SlipFault::Demo);
    }
    String::from_utf8(bytes).map_err(|_| SlipFault::NoStatement)
}

/// A fault, ready to be worded.
#[must_use]
pub fn explain(fault: SlipFault) -> Failure {
    let code = match fault {
        SlipFault::Key => codes::slip::KEY_FORM,
        SlipFault::NoStatement => codes::slip::LINK_CUT,
        SlipFault::Demo => codes::slip::OF_THE_DEMO,
        SlipFault::Rehearsal => codes::slip::OF_A_REHEARSAL,
        SlipFault::Signature => codes::slip::SIGNATURE_WRONG,
    };
    Failure::new(code, [])
}
