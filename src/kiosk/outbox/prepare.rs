use crate::{
    bundle::{BundleFault, Caps, Chained, Content, EpochRef, PackRef, Plan, SignedCertificate, Start, Writer, Written},
    content::{self, builtin},
    crypto::sha256,
    domain::{EpochId, Moment, Stamp},
    kiosk::{error_log::logged, explain},
    platform::len_of,
    record::StampV1,
    store::{BundleLine, Epoch, Fate, Store, StoreError, StoredLink},
    text::codes,
    tui::Failure,
};
use std::path::PathBuf;

/// How far the making of bundles is, in records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Records done.
    pub done: u64,
    /// Records in all.
    pub of: u64,
}

/// What must travel now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// Oldest first.
    pub bundles: Vec<ReadyBundle>,
    /// The station's own grant, name and bytes: it travels beside the bundles, for a centre that does not know the station yet, or
    /// was restored to a time before it did.
    pub grant: Option<(String, Vec<u8>)>,
    /// Names of bundles that should travel and whose files are gone or have another length: they are reported, the others are sent.
    pub lost: Vec<String>,
}

impl Ready {
    /// Whether this bundle is not among those that must travel.
    #[must_use]
    pub fn has_not(&self, one: &ReadyBundle) -> bool {
        self.bundles.iter().all(|other| other.name != one.name)
    }
}

/// A bundle's file in the station's spool. A program that copies it compares the bytes read with its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyBundle {
    /// Name of the file.
    pub name: String,
    /// Its path in the spool.
    pub path: PathBuf,
    /// Length in bytes.
    pub len: u64,
    /// SHA-256 of the file.
    pub file_sha256: [u8; 32],
    /// The epoch's number at this station, and the bundle's in it: its identity for `sent`.
    pub epoch: u32,
    /// Its number within the epoch.
    pub seq: u32,
    /// Number of records in it.
    pub records: u64,
    /// It was carried away before, and no answer came.
    pub again: bool,
}

/// The program and its version, as bundles and requests name it.
pub const APP: &str = concat!("tramso ", env!("CARGO_PKG_VERSION"));

/// Makes the bundles that are missing and lists what must travel: everything that the centre has not confirmed. Records in a
/// bundle stay in it, and its bytes stay the same, however often it travels.
///
/// # Errors
/// The station is not enrolled, or the disk refused; bundles that were made before stay whole.
pub fn prepare(store: &mut Store, now: Stamp, progress: &mut dyn FnMut(Progress)) -> Result<Ready, Failure> {
    if !store.is_enrolled() {
        return Err(Failure::new(codes::handover::STATION_NOT_ENROLLED, []));
    }
    make(store, now, progress).map_err(|fault| fault.failure(store))?;
    list(store).map_err(|fault| Fault::from(fault).failure(store))
}

/// What must travel of the bundles that are made, and every bundle of these epochs whose file is here, whatever a centre has confirmed.
///
/// # Errors
/// The database or the disk failed.
pub fn listed(store: &Store, unknown: &[EpochId]) -> Result<Ready, StoreError> {
    with_epochs(store, list(store)?, unknown)
}

/// What must travel, and every bundle of these epochs whose file is here, whatever a centre has confirmed.
pub(super) fn with_epochs(store: &Store, mut ready: Ready, unknown: &[EpochId]) -> Result<Ready, StoreError> {
    for one in whole_epochs(store, unknown)? {
        if ready.has_not(&one) {
            ready.bundles.push(one);
        }
    }
    ready.bundles.sort_by_key(|one| (one.epoch, one.seq));
    Ok(ready)
}

/// Notes that these bundles left the station whole. They go on travelling until a receipt names them.
///
/// # Errors
/// The database or the disk failed.
pub fn sent(store: &mut Store, bundles: &[ReadyBundle], now: Stamp) -> Result<(), Failure> {
    let ids: Vec<(u32, u32)> = bundles.iter().map(|one| (one.epoch, one.seq)).collect();
    let at = store.known().now(now).at();
    store.note_sent(&ids, at).map_err(|fault| Fault::from(fault).failure(store))
}

/// Why a bundle was not made.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("the store failed")]
    Store(#[from] StoreError),
    #[error("the bundle cannot be written")]
    Bundle(#[from] BundleFault),
}

impl Fault {
    fn failure(self, store: &Store) -> Failure {
        match self {
            Self::Store(fault) => explain::store_logged(store, &fault),
            Self::Bundle(fault) => logged(store.station_dir(), explain::unmade(&fault), &fault),
        }
    }
}

fn list(store: &Store) -> Result<Ready, StoreError> {
    let mut ready = Ready::default();
    for line in store.bundles()?.into_iter().filter(|line| line.fate == Fate::Unknown) {
        let name = line.name.clone();
        match spooled(store, line) {
            Some(bundle) => ready.bundles.push(bundle),
            None => ready.lost.push(name),
        }
    }
    ready.grant = store.grant_file()?.map(|file| (file.name, file.bytes));
    Ok(ready)
}

/// Every bundle of these epochs whose file is still here, whatever a centre has confirmed.
fn whole_epochs(store: &Store, epochs: &[EpochId]) -> Result<Vec<ReadyBundle>, StoreError> {
    let known = store.epochs()?;
    let wanted: Vec<u32> = known.iter().filter(|one| epochs.contains(&one.id)).map(|one| one.number).collect();
    let lines = store.bundles()?.into_iter().filter(|line| wanted.contains(&line.epoch));
    Ok(lines.filter_map(|line| spooled(store, line)).collect())
}

/// A bundle whose file is whole in the spool.
fn spooled(store: &Store, line: BundleLine) -> Option<ReadyBundle> {
    let path = store.spooled(&line.name);
    (len_of(&path) == Some(line.len)).then(|| ReadyBundle {
        path,
        len: line.len,
        file_sha256: line.file_digest,
        epoch: line.epoch,
        seq: line.seq,
        records: line.last + 1 - line.first,
        again: line.sent.is_some(),
        name: line.name,
    })
}

/// What is the same in all bundles that are made now.
struct Making {
    packs: Vec<PackRef>,
    clock: StampV1,
    floor: Moment,
    machine: Option<[u8; 32]>,
}

fn make(store: &mut Store, now: Stamp, progress: &mut dyn FnMut(Progress)) -> Result<(), Fault> {
    let mut missing = Vec::new();
    for epoch in store.epochs()? {
        let last = store.last_number(epoch.number)?;
        let bundled = store.newest_bundle(epoch.number)?.map_or(0, |line| line.last);
        if last > bundled {
            missing.push((epoch, last, last - bundled));
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let making = Making {
        packs: vec![held_pack(store)?],
        clock: StampV1::from(now),
        floor: store.trusted_floor()?,
        machine: store.machine()?,
    };
    let mut failure = Progress { done: 0, of: missing.iter().map(|(_, _, count)| count).sum() };
    for (epoch, last, _) in &missing {
        loop {
            let before = store.newest_bundle(epoch.number)?;
            if before.as_ref().is_some_and(|line| line.last >= *last) {
                break;
            }
            let written = write(store, &making, epoch, before.as_ref(), &mut |count| {
                progress(Progress { done: failure.done + count, of: failure.of });
            })?;
            failure.done += written.manifest.records();
            keep(store, epoch, &written, now)?;
        }
    }
    progress(Progress { done: failure.of, of: failure.of });
    Ok(())
}

/// Records between two looks at the progress.
const STEP: u64 = 256;

/// Writes the next bundle of an epoch, straight from the database, with no more in memory than the bundle itself.
fn write(
    store: &Store,
    making: &Making,
    epoch: &Epoch,
    before: Option<&BundleLine>,
    progress: &mut dyn FnMut(u64),
) -> Result<Written, Fault> {
    let of = EpochRef {
        contest: store.contest().to_owned(),
        station: store.station_id().to_owned(),
        epoch: epoch.id.clone(),
    };
    let certificates: Vec<SignedCertificate> = store
        .certificates(epoch.number)?
        .into_iter()
        .map(|(bytes, signature)| SignedCertificate { bytes, signature })
        .collect();
    let start = before.map_or(Start::EPOCH, |line| Start {
        seq: line.seq + 1,
        prev: line.digest,
        number: line.last + 1,
        head: line.head,
    });
    let plan = Plan {
        of: &of,
        commune: store.unit(),
        start,
        recipients: store.recipients(),
        certificates: &certificates,
        packs: &making.packs,
        app: APP,
        clock: making.clock,
        floor: making.floor,
        hardware: making.machine,
        caps: Caps::default(),
    };
    let mut writer = Writer::begin(plan)?;
    let mut count = 0;
    store.each_link(epoch.number, start.number, |link| {
        let taken = writer.push(&chained(link))?;
        count += u64::from(taken);
        if taken && count % STEP == 0 {
            progress(count);
        }
        Ok::<bool, Fault>(taken)
    })?;
    let key = store.signing_key(epoch.number)?;
    Ok(writer.finish(&key)?)
}

fn chained<'a>(link: &StoredLink<'a>) -> Chained<'a> {
    let content = match link.content {
        Some((nonce, bytes)) => Content::Record { nonce, bytes },
        None => Content::Erased { commitment: link.commitment },
    };
    Chained { number: link.number, content, head: link.head }
}

fn keep(store: &mut Store, epoch: &Epoch, written: &Written, now: Stamp) -> Result<(), StoreError> {
    let manifest = &written.manifest;
    let line = BundleLine {
        epoch: epoch.number,
        seq: manifest.seq,
        name: manifest.file_name(),
        digest: written.digest,
        file_digest: sha256(&[&written.bytes]),
        len: u64::try_from(written.bytes.len()).unwrap_or(u64::MAX),
        first: manifest.first,
        last: manifest.last,
        head: manifest.head,
        made: store.known().now(now).at(),
        sent: None,
        fate: Fate::Unknown,
        spooled: true,
    };
    store.keep_bundle(&line, &written.bytes)
}

/// The pack in use: its own, or for a demo what is built into the program.
fn held_pack(store: &Store) -> Result<PackRef, StoreError> {
    let contest = store.contest().to_owned();
    if let Some(held) = store.pack_in_use()? {
        return Ok(PackRef { contest, version: held.version, digest: held.digest });
    }
    let digest = content::digest(builtin::FILES);
    Ok(PackRef { contest, version: 1, digest })
}
