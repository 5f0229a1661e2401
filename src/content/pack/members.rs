use super::{
    PackFault, Root, SignedRoot,
    limits::{MOST_KEYS, MOST_MANIFEST, MOST_OPEN, MOST_PACK, MOST_ROOT, MOST_ROOTS, MOST_SEALED_FILE, MOST_SIGNATURE},
    manifest::{MANIFEST, OPEN, QUESTIONS, SEALED, SIGNATURE},
};
use crate::crypto::{
    minisig::KeyId,
    parcel::{self, Member},
};

/// Most members: each root with the signatures of two generations of keys, then the manifest, its signature and two files.
pub(super) const MOST_MEMBERS: usize = MOST_ROOTS * (1 + 2 * MOST_KEYS) + 4;

/// A pack taken apart, nothing of it believed yet.
pub(super) struct Members<'a> {
    /// From the first one on.
    pub roots: Vec<SignedRoot>,
    pub manifest: &'a [u8],
    pub signature: &'a str,
    pub open: &'a [u8],
    /// Sealed or not, by its name.
    pub questions: Member<'a>,
}

impl<'a> Members<'a> {
    /// Takes a pack apart: the members that belong there, in their order, none beyond its size.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, PackFault> {
        if bytes.len() > MOST_PACK {
            return Err(PackFault::TooLarge { bytes: bytes.len(), most: MOST_PACK });
        }
        let members = parcel::read(bytes, MOST_MEMBERS).map_err(PackFault::Parcel)?;
        let mut rest = Rest(&members);
        let roots = rest.roots()?;
        let manifest = rest.take(&[MANIFEST], MOST_MANIFEST)?.bytes;
        let signature = rest.take(&[SIGNATURE], MOST_SIGNATURE)?;
        let open = rest.take(&[OPEN], MOST_OPEN)?.bytes;
        let questions = rest.take(&[QUESTIONS, SEALED], MOST_SEALED_FILE)?;
        match rest.0.first() {
            Some(more) => Err(PackFault::Member { wanted: None, found: Some(more.name.to_owned()) }),
            None => Ok(Self { roots, manifest, signature: text(signature)?, open, questions }),
        }
    }
}

/// The members that are still to come.
pub(super) struct Rest<'a, 'b>(pub &'b [Member<'a>]);

impl<'a> Rest<'a, '_> {
    /// The next member, which must have one of these names.
    pub(super) fn take(&mut self, names: &[&str], most: usize) -> Result<Member<'a>, PackFault> {
        let next = self.0.split_first().filter(|(member, _)| names.contains(&member.name));
        let Some((member, behind)) = next else {
            let found = self.0.first().map(|member| member.name.to_owned());
            return Err(PackFault::Member { wanted: names.first().map(|name| (*name).to_owned()), found });
        };
        if member.bytes.len() > most {
            return Err(PackFault::MemberTooLarge { member: member.name.to_owned(), bytes: member.bytes.len(), most });
        }
        self.0 = behind;
        Ok(*member)
    }

    /// Roots from the first one on, each followed by its signatures.
    pub(super) fn roots(&mut self) -> Result<Vec<SignedRoot>, PackFault> {
        let mut roots = Vec::new();
        for version in (1..).take(MOST_ROOTS) {
            let name = Root::file_name(version);
            if version > 1 && self.0.first().is_none_or(|member| member.name != name) {
                break;
            }
            let bytes = self.take(&[&name], MOST_ROOT)?.bytes.to_vec();
            roots.push(SignedRoot { bytes, signatures: self.signatures(version)? });
        }
        Ok(roots)
    }

    /// The signatures that follow a root, in order of their keys' ids.
    fn signatures(&mut self, version: u32) -> Result<Vec<(KeyId, String)>, PackFault> {
        let mut signatures: Vec<(KeyId, String)> = Vec::new();
        while let Some(id) = self.0.first().and_then(|member| signer(version, member.name)) {
            let name = Root::signature_name(version, id);
            if signatures.last().is_some_and(|(before, _)| *before >= id) || signatures.len() == 2 * MOST_KEYS {
                return Err(PackFault::Member { wanted: None, found: Some(name) });
            }
            let member = self.take(&[&name], MOST_SIGNATURE)?;
            signatures.push((id, text(member)?.to_owned()));
        }
        Ok(signatures)
    }
}

/// The key that a signature's file is named after, spelled in its one way.
fn signer(version: u32, name: &str) -> Option<KeyId> {
    let digits = name.strip_prefix(&format!("root-{version}-"))?.strip_suffix(".minisig")?;
    let id = KeyId(u64::from_str_radix(digits, 16).ok()?);
    (Root::signature_name(version, id) == name).then_some(id)
}

pub(super) fn text(member: Member<'_>) -> Result<&str, PackFault> {
    std::str::from_utf8(member.bytes).map_err(|_| PackFault::SignatureForm { member: member.name.to_owned() })
}
