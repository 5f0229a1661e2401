//! Content packs at a station: verified against what it trusts, put into use, opened again at every start.

use super::{clock, explain};
use crate::{
    content::{
        Pack,
        pack::{
            AppVersion, Examined, Held, MOST_PACK, Opened, PackFault, PinnedRoot, Root, Trust, demo_pinned, demo_roots,
            examine, open, read_chain, reopen,
        },
    },
    domain::{Date, Stamp},
    notices::{Failure, pack_failure, pack_warnings},
    platform::read_up_to,
    record::{hex, unhex},
    store::{HeldPack, PackDates, Store, StoreError},
    text::codes,
    tui::PackNews,
};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Opens the pack that is in use, as it was accepted; none where the station has what came with the program.
///
/// # Errors
/// Its file is gone or damaged, or a fault of the disk.
pub fn in_use(store: &Store) -> Result<Option<Opened>, Failure> {
    let held = store.pack_in_use().map_err(|fault| of_store(store, &fault))?;
    held.map(|held| again(store, &held.digest)).transpose()
}

/// Opens a pack that was accepted here once.
///
/// # Errors
/// As `in_use`.
pub fn again(store: &Store, digest: &[u8; 32]) -> Result<Opened, Failure> {
    let failed = |fault: StoreError| of_store(store, &fault);
    let bytes = store.pack_bytes(digest).map_err(failed)?;
    let bytes = bytes.ok_or_else(gone)?;
    let key = store.pack_key().map_err(failed)?;
    reopen(&bytes, digest, &identities(key.as_ref()), clock::now(store).date()).map_err(|fault| pack_failure(&fault))
}

/// Verifies a pack from outside and puts it into use. The pack in use is answered as known.
///
/// # Errors
/// Why the station must not take it; what was in use still is.
pub fn take(store: &mut Store, bytes: &[u8], now: Stamp) -> Result<(PackNews, Pack), Failure> {
    let failed = |store: &Store, fault: StoreError| of_store(store, &fault);
    let root = pinned(store)?;
    let present = store.known().now(now);
    let held = store.pack_in_use().map_err(|fault| failed(store, fault))?;
    let contest = store.contest().to_owned();
    let trust = Trust {
        root,
        contest: &contest,
        held: held.map(|held| Held { version: held.version, digest: held.digest }),
        app: AppVersion::own(),
        today: present.date(),
    };
    let key = store.pack_key().map_err(|fault| failed(store, fault))?;
    let (opened, known) = match open(bytes, &trust, &identities(key.as_ref())) {
        Ok(opened) => (opened, false),
        Err(PackFault::Held { .. }) => (in_use(store)?.ok_or_else(gone)?, true),
        Err(fault) => return Err(pack_failure(&fault)), // else: every other fault refuses the pack
    };
    if !known {
        let pack = HeldPack { digest: opened.pack.digest, version: opened.manifest.version, installed: present.at() };
        store.install_pack(pack, bytes, &written(&opened.root)).map_err(|fault| of_store(store, &fault))?;
    }
    Ok((news(&opened, known), opened.pack))
}

/// Checks what is in a verified pack, as far as it would be opened when a station takes it: the questions too, where they are open or
/// this station has the key.
///
/// # Errors
/// What a station refuses it for, or a fault of the disk.
pub fn check(store: Option<&Store>, examined: &Examined<'_>, today: Date) -> Result<(), Failure> {
    let key = store.map(|store| store.pack_key().map_err(|fault| of_store(store, &fault))).transpose()?.flatten();
    match examined.open(&identities(key.as_ref()), today) {
        // Without the key what is sealed stays unseen, and all else was looked at.
        Ok(_) | Err(PackFault::Sealed) => Ok(()),
        Err(fault) => Err(pack_failure(&fault)), // else: any other fault refuses the pack
    }
}

/// The newest root that the station knows: whose receipts and grants it takes.
///
/// # Errors
/// The pack in use is gone or damaged, or a fault of the disk.
pub fn newest_root(store: &Store) -> Result<Root, Failure> {
    let held = store.pack_in_use().map_err(|fault| of_store(store, &fault))?;
    let roots = match held {
        None => read_chain(&demo_roots()).map_err(|fault| pack_failure(&fault))?,
        Some(held) => {
            let bytes = store.pack_bytes(&held.digest).map_err(|fault| of_store(store, &fault))?.ok_or_else(gone)?;
            examine(&bytes, Some(&pinned(store)?)).map_err(|fault| pack_failure(&fault))?.roots
        }
    };
    roots.into_iter().next_back().ok_or_else(gone)
}

/// The oldest program that works with the pack in use; none where the station has what came with the program.
#[must_use]
pub fn first_app(store: &Store) -> Option<AppVersion> {
    let held = store.pack_in_use().ok()??;
    let bytes = store.pack_bytes(&held.digest).ok()??;
    examine(&bytes, None).ok().map(|examined| examined.manifest.min_app)
}

/// The newest of these packs that the station may take.
///
/// # Errors
/// Why not one of them is accepted, the likeliest reason first.
pub fn take_newest(store: &mut Store, files: &[PathBuf], now: Stamp) -> Result<(PackNews, Pack), Vec<Failure>> {
    let mut failures = Vec::new();
    let mut taken: Option<(PackNews, Pack)> = None;
    for (version, path) in by_version(files) {
        match read(&path).and_then(|bytes| take(store, &bytes, now)) {
            Ok(found) => {
                taken = Some(found);
                break;
            }
            // The fault of a pack is more useful than that of another file.
            Err(failure) if version > 0 => failures.insert(0, failure),
            Err(failure) => failures.push(failure),
        }
    }
    taken.ok_or(failures)
}

/// The newest pack of the station's contest among these files, where it claims to be newer than the one in use.
#[must_use]
pub fn newer(store: &Store, files: &[PathBuf]) -> Option<u32> {
    let held = store.pack_in_use().ok()?.map_or(0, |held| held.version);
    let claimed = |file: &PathBuf| {
        let bytes = read(file).ok()?;
        let manifest = examine(&bytes, None).ok()?.manifest;
        (manifest.contest == store.contest()).then_some(manifest.version)
    };
    files.iter().filter_map(claimed).max().filter(|version| *version > held)
}

/// The files and the version that each claims, the highest first; 0 for one that claims none.
fn by_version(files: &[PathBuf]) -> Vec<(u32, PathBuf)> {
    let claim = |path: &PathBuf| {
        let bytes = read(path).ok()?;
        examine(&bytes, None).ok().map(|examined| examined.manifest.version)
    };
    let mut list: Vec<(u32, PathBuf)> = files.iter().map(|path| (claim(path).unwrap_or(0), path.clone())).collect();
    list.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    list
}

/// What the volunteer reads about a pack.
#[must_use]
pub fn news(opened: &Opened, known: bool) -> PackNews {
    PackNews {
        version: opened.manifest.version,
        fingerprint: opened.fingerprint(),
        known,
        remarks: pack_warnings(&opened.warnings),
    }
}

/// A file's bytes, or that it cannot be read. Of a file too large for a pack enough is read to refuse it.
///
/// # Errors
/// The notice that names it.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    read_up_to(path, MOST_PACK)
        .map_err(|_| Failure::new(codes::content::FILE_UNREADABLE, [("file", path.display().to_string())]))
}

/// What an opened pack states of time.
#[must_use]
pub fn dates(opened: &Opened) -> PackDates {
    PackDates { issued: opened.manifest.issued, closes: opened.pack.contest.closes }
}

/// The root that this station trusts.
///
/// # Errors
/// The database or the disk failed.
pub fn pinned(store: &Store) -> Result<PinnedRoot, Failure> {
    match store.root().map_err(|fault| of_store(store, &fault))? {
        None => Ok(demo_pinned()),
        Some(kept) => parse(&kept).ok_or_else(|| of_store(store, &StoreError::Damaged(crate::store::Damage::Values))),
    }
}

/// As the store keeps a pinned root: its version and its digest.
#[must_use]
pub fn written(root: &PinnedRoot) -> Vec<u8> {
    format!("{} {}", root.version, hex(&root.digest)).into_bytes()
}

/// Reads what `written` wrote.
pub(super) fn parse(kept: &[u8]) -> Option<PinnedRoot> {
    let (version, digest) = std::str::from_utf8(kept).ok()?.split_once(' ')?;
    Some(PinnedRoot { version: version.parse().ok()?, digest: unhex(digest)? })
}

fn identities(key: Option<&Zeroizing<String>>) -> Vec<&str> {
    key.map(|key| key.as_str()).into_iter().collect()
}

fn gone() -> Failure {
    Failure::new(codes::content::PACK_OF_UNFINISHED_TEST_GONE, [])
}

fn of_store(store: &Store, fault: &StoreError) -> Failure {
    explain::store_logged(store, fault)
}
