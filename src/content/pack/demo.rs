use super::{PinnedRoot, SignedRoot};
use crate::crypto::{
    demo_centre::{ROOT, ROOT_SIGNATURE},
    minisig::claimed,
};

/// The roots of the demo centre that is built into the program: one, for ever.
#[must_use]
pub fn demo_roots() -> Vec<SignedRoot> {
    let signatures = claimed(ROOT_SIGNATURE).map(|(key, _)| vec![(key, ROOT_SIGNATURE.to_owned())]);
    vec![SignedRoot { bytes: ROOT.as_bytes().to_vec(), signatures: signatures.unwrap_or_default() }]
}

/// What a demo station pins: no real centre's root is ever this one.
#[must_use]
pub fn demo_pinned() -> PinnedRoot {
    PinnedRoot { version: 1, digest: crate::crypto::sha256(&[ROOT.as_bytes()]) }
}
