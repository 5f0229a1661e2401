use super::{
    AppVersion, Manifest, OpenPart, PackFault, PackWarning, PackedFile, PinnedRoot, Root, SignedRoot, json,
    limits::{MOST_JUMP, MOST_QUESTIONS_FILE, STALE_DAYS},
    manifest::{MANIFEST, OPEN, SEALED, SIGNATURE},
    members::Members,
    open_file::OpenV1,
    questions_file::QuestionsV1,
    root::read_chain,
    sound,
};
use crate::{
    content::{Pack, required},
    crypto::{SealFault, SecretBytes, fingerprint, minisig::KeyId, open_with_any, sha256},
    domain::{Bank, Date, Question},
};

/// What a station knows before it looks at a pack.
#[derive(Clone, Copy, Debug)]
pub struct Trust<'a> {
    /// The newest root that it has accepted.
    pub root: PinnedRoot,
    /// The contest that it is enrolled for.
    pub contest: &'a str,
    /// The newest pack that it has accepted; none before the first.
    pub held: Option<Held>,
    /// The program that is running.
    pub app: AppVersion,
    /// For warnings only: a wrong clock keeps no pack out.
    pub today: Date,
}

/// A pack that was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its version.
    pub version: u32,
    /// SHA-256 of its manifest.
    pub digest: [u8; 32],
}

/// A pack that may be used.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its digest is that of the manifest's bytes.
    pub pack: Pack,
    /// Its manifest.
    pub manifest: Manifest,
    /// The newest root in the pack: what to pin from now on.
    pub root: PinnedRoot,
    /// The key that signed it.
    pub signer: KeyId,
    /// Ids of stations whose records no longer count, in byte order.
    pub revoked: Vec<String>,
    /// What somebody should look at.
    pub warnings: Vec<PackWarning>,
}

impl Opened {
    /// Eight syllables by which two people compare packs.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.manifest.fingerprint()
    }

    /// What to keep, so that no older pack is accepted after it.
    #[must_use]
    pub fn held(&self) -> Held {
        Held { version: self.manifest.version, digest: self.pack.digest }
    }
}

impl Manifest {
    /// Eight syllables by which two people compare packs.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.write()) // read or written, a manifest has one form
    }
}

/// Opens a pack that comes from outside. The `identities` of age (`AGE-SECRET-KEY-1…`) are tried for sealed questions; an open
/// pack needs none.
///
/// # Errors
/// The first reason for which a station must not take it; `Held` for the pack that it has.
pub fn open(bytes: &[u8], trust: &Trust<'_>, identities: &[&str]) -> Result<Opened, PackFault> {
    let examined = examine(bytes, Some(&trust.root))?;
    match examined.refusals(trust).into_iter().next() {
        Some(fault) => Err(fault),
        None => examined.open(identities, trust.today),
    }
}

/// Opens a pack that this station has accepted before, by the digest that it kept: at every start, and for a test that was
/// begun with it, whatever was accepted since.
///
/// # Errors
/// `OtherPack` for any other pack, and what damage leads to.
pub fn reopen(bytes: &[u8], digest: &[u8; 32], identities: &[&str], today: Date) -> Result<Opened, PackFault> {
    let examined = examine(bytes, None)?;
    if examined.digest != *digest {
        return Err(PackFault::OtherPack);
    }
    examined.open(identities, today)
}

/// A pack whose signatures and digests hold. What is in it can be looked at; whether a station may take it is another question.
#[derive(Clone, Debug)]
pub struct Examined<'a> {
    /// Its manifest.
    pub manifest: Manifest,
    /// SHA-256 of the manifest's bytes.
    pub digest: [u8; 32],
    /// All roots, from the first to the newest.
    pub roots: Vec<Root>,
    /// The same roots as bytes, with their signatures.
    pub signed_roots: Vec<SignedRoot>,
    /// The newest root.
    pub root: PinnedRoot,
    /// The key that signed the manifest.
    pub signer: KeyId,
    open: &'a [u8],
    questions: &'a [u8],
    /// The version of the root that was pinned, where one was.
    pinned: Option<u32>,
}

/// Takes a pack apart and verifies it: against the pinned root, or against the roots that it brings itself, which proves no
/// more than that it is whole.
///
/// # Errors
/// The first thing that is wrong with it; what follows is not looked at.
pub fn examine<'a>(bytes: &'a [u8], pinned: Option<&PinnedRoot>) -> Result<Examined<'a>, PackFault> {
    let members = Members::read(bytes)?;
    if let Some(pinned) = pinned {
        follows(&members.roots, pinned)?;
    }
    let roots = read_chain(&members.roots)?;
    let (Some(newest), Some(signed)) = (roots.last(), members.roots.last()) else {
        return Err(PackFault::Member { wanted: Some(Root::file_name(1)), found: None });
    };
    let (signer, comment) = newest.pack.signer(SIGNATURE, members.manifest, members.signature)?;
    let manifest = Manifest::read(members.manifest)?;
    if comment != manifest.comment() {
        let (wanted, found) = (manifest.comment(), comment.to_owned());
        return Err(PackFault::Comment { member: SIGNATURE.to_owned(), wanted, found });
    }
    if manifest.root != newest.version {
        return Err(PackFault::Contradiction { member: MANIFEST.to_owned(), field: "root" });
    }
    let root = signed.pinned(newest.version);
    for (file, found) in
        manifest.files.iter().zip([(OPEN, members.open), (members.questions.name, members.questions.bytes)])
    {
        is_pinned(file, found)?;
    }
    Ok(Examined {
        digest: sha256(&[members.manifest]),
        manifest,
        root,
        roots,
        signer,
        open: members.open,
        questions: members.questions.bytes,
        pinned: pinned.map(|pinned| pinned.version),
        signed_roots: members.roots,
    })
}

/// The chain leads through the pinned root. Compared as bytes, before any of it is parsed.
pub(super) fn follows(roots: &[SignedRoot], pinned: &PinnedRoot) -> Result<(), PackFault> {
    let place = usize::try_from(pinned.version).ok().and_then(|version| version.checked_sub(1));
    match place.and_then(|place| roots.get(place)) {
        None => {
            let carried = u32::try_from(roots.len()).unwrap_or(u32::MAX);
            Err(PackFault::RootOlder { carried, pinned: pinned.version })
        }
        Some(root) if root.pinned(pinned.version) != *pinned => Err(PackFault::RootOther { version: pinned.version }),
        Some(_) => Ok(()),
    }
}

/// The file is the one that the manifest pins; its length is looked at first.
fn is_pinned(file: &PackedFile, (name, bytes): (&str, &[u8])) -> Result<(), PackFault> {
    let member = || file.path.clone();
    if file.path != name {
        return Err(PackFault::Member { wanted: Some(member()), found: Some(name.to_owned()) });
    }
    if bytes.len() != file.len {
        return Err(PackFault::Length { member: member(), stated: file.len, found: bytes.len() });
    }
    if sha256(&[bytes]) != file.sha256 {
        return Err(PackFault::Digest { member: member() });
    }
    Ok(())
}

impl Examined<'_> {
    /// Every reason for which a station with this trust must not take the pack.
    #[must_use]
    pub fn refusals(&self, trust: &Trust<'_>) -> Vec<PackFault> {
        let mut faults = Vec::new();
        let manifest = &self.manifest;
        if manifest.contest != trust.contest {
            let (wanted, found) = (trust.contest.to_owned(), manifest.contest.clone());
            faults.push(PackFault::WrongContest { wanted, found });
        }
        if manifest.min_app > trust.app {
            faults.push(PackFault::MinApp { wanted: manifest.min_app, app: trust.app });
        }
        faults.extend(trust.held.and_then(|held| self.behind(held)));
        faults
    }

    /// Why the pack does not come after the one that is held.
    fn behind(&self, held: Held) -> Option<PackFault> {
        let version = self.manifest.version;
        match () {
            () if self.digest == held.digest => Some(PackFault::Held { version }),
            () if self.pack_keys_changed() => None,
            () if version < held.version => Some(PackFault::Older { version, held: held.version }),
            () if version == held.version => Some(PackFault::VersionTwice { version }),
            () if version - held.version > MOST_JUMP => {
                Some(PackFault::Jump { version, held: held.version, most: MOST_JUMP })
            }
            () => None,
        }
    }

    /// A root since the pinned one has taken a pack key away: the version that key counted up to proves nothing any more (TUF 5.3.11).
    fn pack_keys_changed(&self) -> bool {
        let known = self.roots.iter().find(|root| Some(root.version) == self.pinned);
        let newest = self.roots.last();
        let gone =
            |known: &Root| known.pack.keys.iter().any(|key| newest.is_some_and(|now| now.pack.key(key.id()).is_none()));
        known.is_some_and(gone)
    }

    /// Eight syllables by which two people compare the newest root.
    #[must_use]
    pub fn root_fingerprint(&self) -> String {
        self.signed_roots.last().map_or(String::new(), |signed| fingerprint(&signed.bytes))
    }

    /// What everybody may read.
    ///
    /// # Errors
    /// Its shape, what contradicts the manifest, or what the program could not use.
    pub fn open_part(&self) -> Result<OpenPart, PackFault> {
        let shape: OpenV1 = json::read(OPEN, self.open)?;
        let contradiction = |field| PackFault::Contradiction { member: OPEN.to_owned(), field };
        let part = shape.open().map_err(contradiction)?;
        let (contest, manifest) = (&part.contest, &self.manifest);
        match () {
            () if contest.id != manifest.contest => Err(contradiction("id")),
            () if contest.opens != manifest.valid_from => Err(contradiction("opens")),
            () if contest.closes != manifest.valid_to => Err(contradiction("closes")),
            () => sound::check_open(&part).map_err(PackFault::Unsound).map(|()| part),
        }
    }

    /// The whole content.
    ///
    /// # Errors
    /// As `open_part`, and the same of the questions.
    pub fn open(&self, identities: &[&str], today: Date) -> Result<Opened, PackFault> {
        let OpenPart { contest, lessons, units, places, revoked } = self.open_part()?;
        let questions = self.questions(identities)?;
        sound::check_questions(&questions, &contest).map_err(PackFault::Unsound)?;
        let bank = Bank::new(questions, contest.rules.paper_from, &required(&lessons));
        sound::check_draw(&contest, &bank).map_err(PackFault::Unsound)?;
        let pack = Pack {
            contest,
            lessons,
            bank,
            units,
            places,
            digest: self.digest,
            sealed: self.manifest.is_sealed(),
            earlier: Vec::new(),
        };
        let warnings = self.warnings(&pack, today);
        let manifest = self.manifest.clone();
        Ok(Opened { pack, manifest, root: self.root, signer: self.signer, revoked, warnings })
    }

    fn questions(&self, identities: &[&str]) -> Result<Vec<Question>, PackFault> {
        let Some(file) = self.manifest.files.last() else { return Ok(Vec::new()) };
        let member = file.path.as_str();
        if file.plain_len > MOST_QUESTIONS_FILE {
            let (bytes, most) = (file.plain_len, MOST_QUESTIONS_FILE);
            return Err(PackFault::MemberTooLarge { member: member.to_owned(), bytes, most });
        }
        let shape: QuestionsV1 = if member == SEALED {
            json::read(member, unseal(file.plain_len, identities, self.questions)?.bytes())?
        } else {
            json::read(member, self.questions)?
        };
        shape.open().ok_or_else(|| PackFault::Contradiction { member: member.to_owned(), field: "level" })
    }

    fn warnings(&self, pack: &Pack, today: Date) -> Vec<PackWarning> {
        let manifest = &self.manifest;
        let days = (today - manifest.issued).num_days();
        let mut warnings = Vec::new();
        if days < 0 {
            warnings.push(PackWarning::NotYetIssued { on: manifest.issued });
        }
        if today > manifest.expires {
            warnings.push(PackWarning::Expired { on: manifest.expires });
        } else if days > STALE_DAYS {
            warnings.push(PackWarning::Stale { days: u32::try_from(days).unwrap_or(u32::MAX) });
        }
        let expired = self.roots.last().map(|root| root.expires).filter(|expires| today > *expires);
        warnings.extend(expired.map(|on| PackWarning::RootExpired { on }));
        let guessed = pack.contest.app_links.iter().filter(|link| !link.official);
        warnings.extend(guessed.map(|link| PackWarning::LinkNotOfficial(link.platform)));
        warnings
    }
}

/// The unsealed bytes, of exactly the length that the manifest states.
fn unseal(stated: usize, identities: &[&str], sealed: &[u8]) -> Result<SecretBytes, PackFault> {
    if identities.is_empty() {
        return Err(PackFault::Sealed);
    }
    let most = u64::try_from(stated).unwrap_or(u64::MAX);
    match open_with_any(identities, sealed, most) {
        Ok(plain) if plain.bytes().len() == stated => Ok(plain),
        Ok(_) | Err(SealFault::TooLong) => Err(PackFault::PlainLength { stated }),
        Err(fault @ (SealFault::Key | SealFault::WrongKey | SealFault::TooMuchWork(_) | SealFault::Damaged)) => {
            Err(PackFault::Unseal(fault))
        }
    }
}
