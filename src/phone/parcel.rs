use super::{Checked, Known, check};
use crate::{bundle::BundleFault, crypto::parcel};
use serde::Serialize;

/// Bundles of one parcel at most.
const MOST_BUNDLES: usize = 1000;

/// A bundle of a parcel, and where in the parcel it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its first byte.
    pub at: usize,
    /// The bundle.
    #[serde(flatten)]
    pub bundle: Checked,
}

/// Why nothing of a parcel is kept: it is taken whole or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "lowercase")]
pub enum ParcelRefusal {
    /// It holds anything but bundles under their own names, in order.
    #[error("not a parcel of bundles")]
    Form,
    /// A bundle of a station that the centre knows is not signed by it.
    #[error("a bundle is not its station's")]
    Signature,
    /// A bundle of another contest.
    #[error("a bundle of another contest")]
    Contest,
}

/// Takes a parcel apart and checks each bundle.
///
/// # Errors
/// The first bundle that nobody should carry.
pub fn take_apart(bytes: &[u8], known: Option<&Known>) -> Result<Vec<Part>, ParcelRefusal> {
    let members = parcel::read(bytes, MOST_BUNDLES).map_err(|_| ParcelRefusal::Form)?;
    let is_ordered = members.is_sorted_by(|one, next| one.name < next.name);
    if members.is_empty() || !is_ordered {
        return Err(ParcelRefusal::Form);
    }
    let begin = bytes.as_ptr().addr();
    let part = |member: &parcel::Member<'_>| {
        let bundle = check(member.bytes, known).map_err(|fault| ParcelRefusal::from(&fault))?;
        if bundle.name != member.name {
            return Err(ParcelRefusal::Form);
        }
        Ok(Part { at: member.bytes.as_ptr().addr() - begin, bundle })
    };
    members.iter().map(part).collect()
}

impl From<&BundleFault> for ParcelRefusal {
    fn from(fault: &BundleFault) -> Self {
        match fault {
            BundleFault::WrongContest { .. } => Self::Contest,
            BundleFault::WrongKey { .. }
            | BundleFault::BadSignature { .. }
            | BundleFault::WrongEpoch { .. }
            | BundleFault::WrongKiosk { .. } => Self::Signature,
            _ => Self::Form, // else: it is no bundle
        }
    }
}
