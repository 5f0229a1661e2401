//! How a station gets its place: it asks with a file, two people compare fingerprints over the telephone, and it takes the grant
//! that answers (docs/FORMATS.md 16).

use super::{content::demo_dates, explain, machine, outbox::APP, packs};
use crate::{
    bundle::{
        BundleFault, PackRef,
        enrol::{
            Grant, Request, RootRef, Secrets,
            grant::{self, claimed_pack},
            request,
        },
    },
    content::{
        self, builtin,
        pack::{AppVersion, PinnedRoot, Root, SignedRoot, Trust, demo_roots, examine, open, read_chain},
    },
    crypto::{SecretBytes, demo_centre, fingerprint, minisig::PublicKey, seal::new_identity},
    domain::Stamp,
    notices::{Failure, pack_failure},
    store::{self, Asking, GrantFile, HeldPack, Setup, Store},
    text::codes,
};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// A request that is ready to be carried to the centre.
pub struct Asked {
    /// Name of the request's file.
    pub name: String,
    /// The signed request.
    pub bytes: Vec<u8>,
    /// Eight syllables, to be read out over the telephone.
    pub fingerprint: String,
    /// Whether a check of the machine goes with it.
    pub has_check: bool,
}

/// Whether a request takes along what the newest check of the machine found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestCheck {
    /// What is kept, if anything is.
    Kept,
    /// Nothing, so that a centre of the first edition reads the request.
    Left,
}

/// Where the pack that a grant names is to be found.
pub enum Source<'a> {
    /// Files to search.
    Files(&'a [PathBuf]),
    /// The demo's, which is built into the program.
    BuiltIn,
}

/// What somebody must compare before a root is believed.
pub struct Compare<'a> {
    /// Name of the centre.
    pub centre: &'a str,
    /// Id of the contest.
    pub contest: &'a str,
    /// Eight syllables of the root.
    pub fingerprint: &'a str,
}

/// What a grant changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantNews {
    /// The grant's number for this station.
    pub number: u64,
    /// Name of the centre.
    pub centre: String,
    /// The one that is in force already.
    pub known: bool,
}

/// Comparison of the fingerprint with the one that the centre reads out.
pub type Comparing<'a> = dyn FnMut(&Compare<'_>) -> Result<(), Failure> + 'a;

/// The station's request: the same one until it has been answered or another epoch asks.
///
/// # Errors
/// The database or the disk failed.
pub fn ask(store: &mut Store, now: Stamp) -> Result<Asked, Failure> {
    ask_with(store, RequestCheck::Kept, now)
}

/// The same with or without what the newest check of the machine found. A request with a check is replaced where none is wanted: the
/// centre that has it cannot read it.
///
/// # Errors
/// As `ask`.
pub fn ask_with(store: &mut Store, check: RequestCheck, now: Stamp) -> Result<Asked, Failure> {
    let failed = |store: &Store, fault| explain::store_logged(store, &fault);
    let newest = store.asking().map_err(|fault| failed(store, fault))?;
    let answered = store.grant_answers_newest().map_err(|fault| failed(store, fault))?;
    if let Some(asking) = newest.filter(|asking| asking.epoch == store.epoch().id && !answered) {
        let asked = shown(store, asking.request)?;
        // One that is on its way stays as it is, also where a check has been made since: another one would void its grant.
        if check == RequestCheck::Kept || !asked.has_check {
            return Ok(asked);
        }
    }
    let (identity, recipient) = new_identity();
    let key = store.signing_key(store.epoch().number).map_err(|fault| failed(store, fault))?;
    let asked = Request {
        station: store.station_id().to_owned(),
        epoch: store.epoch().id.clone(),
        key: key.public().clone(),
        recipient,
        commune: store.unit().clone(),
        village: store.village().to_owned(),
        app: APP.to_owned(),
        wall: now.wall,
        check: match check {
            RequestCheck::Kept => machine::kept(store.station_dir()),
            RequestCheck::Left => None,
        },
    };
    let bytes = request::write(&asked, &key).map_err(|fault| explain::unmade_logged(store, &fault))?;
    let asking = Asking { epoch: asked.epoch, identity: text_of(&identity), request: bytes.clone() };
    store.ask(&asking).map_err(|fault| failed(store, fault))?;
    shown(store, bytes)
}

fn shown(store: &Store, bytes: Vec<u8>) -> Result<Asked, Failure> {
    let asked = request::open(&bytes).map_err(|fault| explain::unmade_logged(store, &fault))?;
    let (name, fingerprint, has_check) = (asked.file_name(), asked.fingerprint(), asked.check.is_some());
    Ok(Asked { name, fingerprint, bytes, has_check })
}

fn text_of(identity: &SecretBytes) -> Zeroizing<String> {
    Zeroizing::new(String::from_utf8_lossy(identity.bytes()).into_owned())
}

/// Takes a station's first grant: finds the pack that it names, has its root compared, and installs everything in one step. One for
/// an enrolled station renews its keys under the root that it trusts.
///
/// # Errors
/// Why it must not be taken: the station is as it was.
pub fn accept(
    store: &mut Store,
    (path, bytes): (&Path, &[u8]),
    source: &Source<'_>,
    demo: bool,
    compare: &mut Comparing<'_>,
    now: Stamp,
) -> Result<GrantNews, Failure> {
    let (root, pack) = claimed_pack(bytes).map_err(|fault| explain::travelled_logged(store, &fault, path))?;
    if pack.contest == demo_centre::CONTEST && !demo {
        return Err(Failure::new(codes::enrol::DEMO_GRANT, []));
    }
    if store.is_enrolled() {
        let files = match source {
            Source::Files(files) => *files,
            Source::BuiltIn => &[],
        };
        return renew(store, (path, bytes), files);
    }
    let found = find_pack(source, &pack)?;
    let chain = Chain::from_roots(found.roots(), &root)?;
    compare(&Compare { centre: &chain.newest.centre, contest: &pack.contest, fingerprint: &chain.fingerprint })?;
    let present = store.known().now(now);
    let (granted, secrets) = answer(store, (path, bytes), &chain.newest.enrol.keys)?;
    let mut setup = setup(&granted, secrets, bytes);
    let installed = match &found {
        Found::BuiltIn { .. } => None,
        Found::File { bytes, .. } => {
            let trust = Trust {
                root: PinnedRoot { version: root.version, digest: root.digest },
                contest: &pack.contest,
                held: None,
                app: AppVersion::own(),
                today: present.date(),
            };
            let identities: Vec<&str> = setup.grant.pack_key.as_ref().map(|key| key.as_str()).into_iter().collect();
            let opened = open(bytes, &trust, &identities).map_err(|fault| pack_failure(&fault))?;
            setup.grant.root = Some(packs::written(&opened.root));
            let held =
                HeldPack { digest: opened.pack.digest, version: opened.manifest.version, installed: present.at() };
            Some((held, bytes.as_slice()))
        }
    };
    store.accept_grant(&setup, installed).map_err(|fault| explain::store_logged(store, &fault))?;
    Ok(news(&granted, false))
}

/// Takes a newer grant under the root that the station trusts: new keys for its epoch, or for the next packs.
///
/// # Errors
/// Why it must not be taken: the station is as it was.
pub fn renew(store: &mut Store, (path, bytes): (&Path, &[u8]), files: &[PathBuf]) -> Result<GrantNews, Failure> {
    let kept = store.grant_file().map_err(|fault| explain::store_logged(store, &fault))?;
    if let Some(kept) = kept.filter(|kept| kept.bytes == bytes) {
        let centre = store.centre().to_owned();
        return Ok(GrantNews { number: kept.number, centre, known: true });
    }
    let root = newest_of(store, files)?;
    let (granted, secrets) = answer(store, (path, bytes), &root.enrol.keys)?;
    if granted.of.contest != store.contest() {
        let args = vec![("file", explain::file_name(path)), ("contest", granted.of.contest)];
        return Err(Failure::with(codes::handover::FOR_ANOTHER_CONTEST, args));
    }
    let setup = setup(&granted, secrets, bytes);
    store.accept_grant(&setup, None).map_err(|fault| explain::store_logged(store, &fault))?;
    Ok(news(&granted, false))
}

/// The newest root that the station knows, or that a pack beside the grant brings under it.
fn newest_of(store: &Store, files: &[PathBuf]) -> Result<Root, Failure> {
    let pinned = packs::pinned(store)?;
    let mut newest = packs::newest_root(store)?;
    for file in files {
        let Ok(bytes) = packs::read(file) else { continue };
        // A pack that does not follow from the pinned root proves nothing here.
        let Ok(examined) = examine(&bytes, Some(&pinned)) else { continue };
        newest = examined.roots.into_iter().next_back().filter(|root| root.version > newest.version).unwrap_or(newest);
    }
    Ok(newest)
}

/// Opens a grant as the answer to the newest request, and a newer one than what is there.
fn answer(store: &Store, (path, bytes): (&Path, &[u8]), keys: &[PublicKey]) -> Result<(Grant, Secrets), Failure> {
    let asking = store.asking().map_err(|fault| explain::store_logged(store, &fault))?;
    let asking = asking.ok_or(Failure::new(codes::enrol::NO_REQUEST, []))?;
    let asked = request::open(&asking.request).map_err(|fault| explain::unmade_logged(store, &fault))?;
    let (granted, secrets) = grant::open(bytes, keys, &asked, &asking.identity).map_err(|fault| match fault {
        BundleFault::Contradiction { field: "request" | "key", .. } | BundleFault::WrongEpoch { .. } => {
            Failure::new(codes::enrol::GRANT_OF_ANOTHER_REQUEST, [("file", explain::file_name(path))])
        }
        fault => explain::travelled_logged(store, &fault, path), // else: a fault of any file that travels
    })?;
    let kept = store.grant_file().map_err(|fault| explain::store_logged(store, &fault))?;
    if let Some(kept) = kept.filter(|kept| kept.number >= granted.number) {
        let args = vec![("number", granted.number.to_string()), ("kept", kept.number.to_string())];
        return Err(Failure::with(codes::enrol::GRANT_OLDER, args));
    }
    Ok((granted, secrets))
}

fn setup(granted: &Grant, secrets: Secrets, bytes: &[u8]) -> Setup {
    Setup {
        contest: granted.of.contest.clone(),
        unit: granted.commune.clone(),
        village: granted.village.clone(),
        grant: store::Grant {
            person_key: secrets.person_key,
            draw_key: secrets.draw_key,
            centre_recipient: granted.centre_recipient.clone(),
            recovery: granted.recovery_recipient.clone(),
            centre: granted.centre.clone(),
            demo: granted.of.contest == demo_centre::CONTEST,
            root: None,
            pack_key: secrets.pack_identity,
            file: Some(GrantFile {
                number: granted.number,
                time: granted.time,
                name: granted.file_name(),
                bytes: bytes.to_vec(),
            }),
        },
    }
}

fn news(granted: &Grant, known: bool) -> GrantNews {
    GrantNews { number: granted.number, centre: granted.centre.clone(), known }
}

/// The pack that a grant names.
enum Found {
    BuiltIn { roots: Vec<SignedRoot> },
    File { bytes: Vec<u8>, roots: Vec<SignedRoot> },
}

impl Found {
    fn roots(&self) -> &[SignedRoot] {
        match self {
            Self::BuiltIn { roots } | Self::File { roots, .. } => roots,
        }
    }
}

fn find_pack(source: &Source<'_>, wanted: &PackRef) -> Result<Found, Failure> {
    let missing = || Failure::new(codes::enrol::PACK_MISSING, [("version", wanted.version.to_string())]);
    match source {
        Source::BuiltIn => {
            let digest = content::digest(builtin::FILES);
            let found = digest == wanted.digest;
            found.then(|| Found::BuiltIn { roots: demo_roots() }).ok_or_else(missing)
        }
        Source::Files(files) => {
            for file in *files {
                let Ok(bytes) = packs::read(file) else { continue };
                // Another file may be damaged or of another centre; only the one that is named counts.
                let Ok(examined) = examine(&bytes, None) else { continue };
                if examined.digest == wanted.digest {
                    let roots = examined.signed_roots;
                    return Ok(Found::File { roots, bytes });
                }
            }
            Err(missing())
        }
    }
}

/// The roots of a pack, and that the grant's is one of them.
struct Chain {
    newest: Root,
    /// Of the root that the grant names: what is compared is what is pinned.
    fingerprint: String,
}

impl Chain {
    fn from_roots(signed: &[SignedRoot], wanted: &RootRef) -> Result<Self, Failure> {
        let other = || Failure::new(codes::enrol::ROOT_NOT_IN_PACK, [("version", wanted.version.to_string())]);
        let place = usize::try_from(wanted.version).ok().and_then(|version| version.checked_sub(1));
        let named = place.and_then(|place| signed.get(place)).ok_or_else(other)?;
        if named.pinned(wanted.version).digest != wanted.digest {
            return Err(other());
        }
        let roots = read_chain(signed).map_err(|fault| pack_failure(&fault))?;
        let newest = roots.into_iter().next_back().ok_or_else(other)?;
        Ok(Self { newest, fingerprint: fingerprint(&named.bytes) })
    }
}

/// What the demo centre that is built into the program answers (docs/decisions/012-before-enrolment.md). All demo
/// stations share one draw key: there is nothing to win.
///
/// # Errors
/// As `bundle::enrol::grant::write`; never in a build whose tests passed.
pub fn demo_answer(request: &[u8], now: Stamp) -> Result<Vec<u8>, Failure> {
    let unmade = |fault: BundleFault| explain::unmade(&fault);
    let asked = request::open(request).map_err(unmade)?;
    let dates = demo_dates(now.wall);
    let lost = || Failure::new(codes::enrol::PACK_MISSING, [("version", "1".to_owned())]);
    let digest = content::digest(builtin::FILES);
    let root = crate::content::pack::demo_pinned();
    let granted = Grant {
        of: crate::bundle::EpochRef {
            contest: demo_centre::CONTEST.to_owned(),
            station: asked.station.clone(),
            epoch: asked.epoch.clone(),
        },
        key: asked.key.clone(),
        request: asked.digest(),
        number: 1,
        commune: asked.commune.clone(),
        village: asked.village.clone(),
        centre: demo_centre::NAME.to_owned(),
        centre_recipient: demo_centre::CENTRE_RECIPIENT.to_owned(),
        recovery_recipient: demo_centre::RECOVERY_RECIPIENT.to_owned(),
        root: RootRef { version: root.version, digest: root.digest },
        pack: PackRef { contest: demo_centre::CONTEST.to_owned(), version: 1, digest },
        valid_from: dates.opens,
        valid_to: dates.closes,
        max_per_day: 1000,
        time: now.wall,
    };
    let secrets = Secrets {
        draw_key: demo_centre::draw_key("", ""),
        person_key: demo_centre::person_key_secret(),
        pack_identity: None,
    };
    let key = crate::crypto::minisig::SigningKey::from_open_file(demo_centre::ENROL_KEY).map_err(|_| lost())?;
    grant::write(&granted, &secrets, &asked, &key).map_err(unmade)
}
