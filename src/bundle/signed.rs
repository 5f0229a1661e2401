//! The files inside a parcel and the signatures beside them.

use super::{BundleFault, limits::MOST_SIGNATURE};
#[cfg(feature = "base")]
use crate::crypto::minisig::SigningKey;
use crate::crypto::{
    minisig::{self, KeyId, PublicKey, SignatureFault},
    parcel::{self, Member},
};

/// The members of a parcel that are still to come.
pub(super) struct Rest<'a> {
    members: Vec<Member<'a>>,
    at: usize,
}

impl<'a> Rest<'a> {
    /// Takes a parcel apart, if it is not larger than it may be.
    pub(super) fn new(bytes: &'a [u8], most: usize, members: usize) -> Result<Self, BundleFault> {
        if bytes.len() > most {
            return Err(BundleFault::TooLarge { bytes: bytes.len(), most });
        }
        Ok(Self { members: parcel::read(bytes, members).map_err(BundleFault::Parcel)?, at: 0 })
    }

    /// The whole members that have arrived of a parcel whose rest is still on its way.
    pub(super) fn from_front(bytes: &'a [u8], members: usize) -> Result<Self, BundleFault> {
        Ok(Self { members: parcel::read_front(bytes, members).map_err(BundleFault::Parcel)?, at: 0 })
    }

    pub(super) fn next_name(&self) -> Option<&'a str> {
        self.members.get(self.at).map(|member| member.name)
    }

    /// The next member, which must have this name and not be larger than it may be.
    pub(super) fn take(&mut self, name: &str, most: usize) -> Result<&'a [u8], BundleFault> {
        let Some(member) = self.members.get(self.at).filter(|member| member.name == name) else {
            let found = self.next_name().map(str::to_owned);
            return Err(BundleFault::Member { wanted: Some(name.to_owned()), found });
        };
        if member.bytes.len() > most {
            return Err(BundleFault::MemberTooLarge { member: name.to_owned(), bytes: member.bytes.len(), most });
        }
        self.at += 1;
        Ok(member.bytes)
    }

    /// The next two members: a file and its signature.
    pub(super) fn take_signed(&mut self, name: &str, most: usize) -> Result<Signed<'a>, BundleFault> {
        let bytes = self.take(name, most)?;
        let member = signature_name(name);
        let signature = std::str::from_utf8(self.take(&member, MOST_SIGNATURE)?);
        let signature = signature.map_err(|_| BundleFault::SignatureForm { member: member.clone() })?;
        Ok(Signed { member, bytes, signature })
    }

    pub(super) fn end(&self) -> Result<(), BundleFault> {
        match self.next_name() {
            Some(more) => Err(BundleFault::Member { wanted: None, found: Some(more.to_owned()) }),
            None => Ok(()),
        }
    }
}

/// A file and its signature, neither of them believed yet.
#[derive(Clone, Debug)]
pub(super) struct Signed<'a> {
    /// The signature's name.
    pub(super) member: String,
    pub(super) bytes: &'a [u8],
    pub(super) signature: &'a str,
}

impl<'a> Signed<'a> {
    /// The key that the signature names and its trusted comment; neither is verified.
    pub(super) fn claimed(&self) -> Result<(KeyId, &'a str), BundleFault> {
        let member = || self.member.clone();
        let claimed = minisig::claimed(self.signature).map_err(|fault| match fault {
            SignatureFault::Legacy => BundleFault::LegacySignature { member: member() },
            SignatureFault::Form | SignatureFault::OtherKey(_) | SignatureFault::Wrong => {
                BundleFault::SignatureForm { member: member() }
            }
        })?;
        if minisig::canonical(self.signature).is_ok_and(|one| one == self.signature) {
            Ok(claimed)
        } else {
            Err(BundleFault::SignatureForm { member: member() })
        }
    }

    /// Verifies the signature with this key; returns its trusted comment.
    pub(super) fn verify(&self, key: &PublicKey) -> Result<&'a str, BundleFault> {
        let (_, comment) = self.claimed()?;
        let member = || self.member.clone();
        minisig::verify(key, self.bytes, self.signature).map_err(|fault| match fault {
            SignatureFault::Form => BundleFault::SignatureForm { member: member() },
            SignatureFault::Legacy => BundleFault::LegacySignature { member: member() },
            SignatureFault::OtherKey(key) => BundleFault::WrongKey { member: member(), key },
            SignatureFault::Wrong => BundleFault::BadSignature { member: member() },
        })?;
        Ok(comment)
    }

    /// The same with whichever of the keys the signature names.
    pub(super) fn verify_by_one(&self, keys: &[PublicKey]) -> Result<&'a str, BundleFault> {
        let (id, _) = self.claimed()?;
        let wrong = || BundleFault::WrongKey { member: self.member.clone(), key: id };
        self.verify(keys.iter().find(|key| key.id() == id).ok_or_else(wrong)?)
    }

    /// The verified comment must be this one.
    pub(super) fn is_for(&self, found: &str, wanted: String) -> Result<(), BundleFault> {
        if found == wanted {
            return Ok(());
        }
        Err(BundleFault::Comment { member: self.member.clone(), wanted, found: found.to_owned() })
    }
}

/// The name of the signature beside a file.
pub(super) fn signature_name(name: &str) -> String {
    format!("{name}.minisig")
}

/// A file with its signature as members of a parcel, and behind them what else belongs there.
#[cfg(feature = "base")]
pub(super) fn sign(key: &SigningKey, bytes: &[u8], comment: &str) -> Result<String, BundleFault> {
    key.sign(bytes, comment).map_err(|_| BundleFault::Signing)
}

/// Members as a parcel.
#[cfg(feature = "base")]
pub(super) fn parcel(members: &[(&str, &[u8])]) -> Result<Vec<u8>, BundleFault> {
    let members: Vec<Member<'_>> = members.iter().map(|(name, bytes)| Member { name, bytes }).collect();
    parcel::write(&members).map_err(BundleFault::Parcel)
}
