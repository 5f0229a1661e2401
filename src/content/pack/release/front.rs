use super::{
    Program, Release, ReleaseFault, System,
    manifest::{MANIFEST, SIGNATURE},
};
use crate::{
    content::pack::{
        AppVersion, PackFault, PinnedRoot, Root, SignedRoot,
        limits::{MOST_KEYS, MOST_MANIFEST, MOST_ROOT, MOST_ROOTS, MOST_SIGNATURE},
        members::{MOST_MEMBERS, Rest, text},
        open::follows,
        root::read_chain,
    },
    crypto::{minisig::KeyId, parcel},
};

/// More bytes than everything before the programs has: manifest, signature, and all roots with the signatures of two generations of keys,
/// each with a header and padding.
pub const MOST_FRONT: usize =
    MOST_MANIFEST + MOST_ROOTS * (MOST_ROOT + 2 * MOST_KEYS * MOST_SIGNATURE) + MOST_MEMBERS * 1024;

/// What comes before the programs of a release, verified.
#[derive(Clone, Debug)]
pub struct Front {
    /// The release.
    pub release: Release,
    /// The key that signed it.
    pub signer: KeyId,
    /// The newest root in it: what to pin from now on.
    pub root: PinnedRoot,
    /// Bytes that it takes; the programs follow.
    pub len: usize,
}

/// What a station goes by when it is offered a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The program that runs.
    pub app: AppVersion,
    /// The oldest version that it may be given.
    pub floor: AppVersion,
    /// Schema of its database.
    pub data: u32,
}

/// Where in the file a program is, which follows from the manifest alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The program.
    pub program: Program,
    /// The header that must be there.
    pub header: [u8; 512],
    /// Bytes of zeros behind it.
    pub padding: u64,
}

impl Front {
    /// Verifies the beginning of a release against the pinned root, or, without one, against the roots that it brings itself, which proves
    /// no more than that it is whole. What follows behind it is not looked at.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(bytes: &[u8], pinned: Option<&PinnedRoot>) -> Result<Self, ReleaseFault> {
        let front = bytes.get(..MOST_FRONT).unwrap_or(bytes);
        let members = parcel::read_front(front, MOST_MEMBERS).map_err(PackFault::Parcel)?;
        let mut rest = Rest(&members);
        let manifest = rest.take(&[MANIFEST], MOST_MANIFEST)?.bytes;
        let signature = text(rest.take(&[SIGNATURE], MOST_SIGNATURE)?)?;
        let roots = rest.roots()?;
        if let Some(pinned) = pinned {
            follows(&roots, pinned)?;
        }
        let chain = read_chain(&roots)?;
        let (Some(newest), Some(signed)) = (chain.last(), roots.last()) else {
            return Err(PackFault::Member { wanted: Some(Root::file_name(1)), found: None }.into());
        };
        if newest.release.keys.is_empty() {
            return Err(ReleaseFault::NobodySigns);
        }
        let (signer, comment) = newest.release.signer(SIGNATURE, manifest, signature)?;
        let release = Release::read(manifest)?;
        if comment != release.comment() {
            let (wanted, found) = (release.comment(), comment.to_owned());
            return Err(PackFault::Comment { member: SIGNATURE.to_owned(), wanted, found }.into());
        }
        if release.root != newest.version {
            return Err(PackFault::Contradiction { member: MANIFEST.to_owned(), field: "root" }.into());
        }
        let root = signed.pinned(newest.version);
        Ok(Self { release, signer, root, len: front_len(manifest, signature, &roots) })
    }

    /// The programs in their order, and how many bytes the whole file has.
    #[must_use]
    pub fn places(&self) -> (Vec<Place>, u64) {
        let mut total = u64::try_from(self.len).unwrap_or(u64::MAX);
        let mut places = Vec::new();
        for program in &self.release.programs {
            let taken = parcel::taken(program.len);
            total = total.saturating_add(taken);
            if let Some(header) = parcel::header_of(program.system.member(), program.len) {
                places.push(Place { program: *program, header, padding: taken - 512 - program.len });
            }
        }
        (places, total.saturating_add(parcel::END))
    }

    /// Why a station must not be given it.
    ///
    /// # Errors
    /// The first reason.
    pub fn check(&self, standing: &Standing, system: Option<System>) -> Result<Program, ReleaseFault> {
        let Release { version, data, .. } = self.release;
        let Standing { app, floor, data: known } = *standing;
        let program = system.and_then(|system| self.release.program(system)).copied();
        match () {
            () if version < floor => Err(ReleaseFault::BelowFloor { version, floor }),
            () if version <= app => Err(ReleaseFault::Older { version, app }),
            () if data < known => Err(ReleaseFault::OlderData { brings: data, known }),
            () => program.ok_or(ReleaseFault::NoProgram),
        }
    }
}

/// Bytes of the members before the programs, which are all there.
fn front_len(manifest: &[u8], signature: &str, roots: &[SignedRoot]) -> usize {
    let of_roots = roots.iter().flat_map(|root| {
        std::iter::once(root.bytes.len()).chain(root.signatures.iter().map(|(_, signature)| signature.len()))
    });
    let sizes = [manifest.len(), signature.len()].into_iter().chain(of_roots);
    let taken = sizes.map(|size| parcel::taken(u64::try_from(size).unwrap_or(u64::MAX)));
    usize::try_from(taken.sum::<u64>()).unwrap_or(usize::MAX)
}
