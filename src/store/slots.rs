use super::{
    Damage, DbKey, StoreError,
    folder::{Folder, MIRRORS, read_json, read_small, write_json},
    key::InSlot,
};
use crate::{
    crypto::{
        Passphrase, SealFault, SecretBytes, open_with,
        seal::{new_identity, recipient_of},
        slot,
    },
    platform::{remove_durably, write_atomically},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fs};

/// A volunteer's key slot; numbers count from 1 and are never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId(pub u32);

/// Who can open the station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Number of the slot.
    pub id: SlotId,
    /// The short name that the volunteer chose; not secret.
    pub name: String,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamesV1 {
    v: u16,
    next: u32,
    slots: Vec<NameV1>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NameV1 {
    id: u32,
    name: String,
}

impl NamesV1 {
    pub(super) fn none() -> Self {
        Self { v: 1, next: 1, slots: Vec::new() }
    }

    fn slots(&self) -> Vec<Slot> {
        self.slots.iter().map(|one| Slot { id: SlotId(one.id), name: one.name.clone() }).collect()
    }
}

/// The list of names: copy A, or B where A cannot be read, or what slot files there are when both are gone.
pub(super) fn names(folder: &Folder) -> Result<NamesV1, StoreError> {
    for mirror in MIRRORS {
        if let Ok(Some(names)) = read_json(&folder.names(mirror), Damage::Slots) {
            return Ok(names);
        }
    }
    let ids: BTreeSet<u32> = MIRRORS.iter().flat_map(|mirror| files(folder, mirror)).collect();
    let next = ids.last().ok_or(StoreError::Damaged(Damage::Slots))? + 1;
    Ok(NamesV1 { v: 1, next, slots: ids.iter().map(|id| NameV1 { id: *id, name: String::new() }).collect() })
}

pub(super) fn list(folder: &Folder) -> Result<Vec<Slot>, StoreError> {
    Ok(names(folder)?.slots())
}

/// A slot that a passphrase has opened.
pub(super) struct Opened {
    pub(super) key: DbKey,
    pub(super) form: Form,
}

/// What was in the slot's file.
pub(super) enum Form {
    /// The database key itself, as earlier versions of the program wrote it.
    First,
    /// An identity, to which `key.age` is sealed.
    Identity(SealedSlot),
}

/// Opens a slot by its first copy that opens.
pub(super) fn open(folder: &Folder, station: &str, id: SlotId, passphrase: &Passphrase) -> Result<Opened, StoreError> {
    let mut fault = StoreError::NoSlot;
    let mut tried: Option<Vec<u8>> = None;
    for mirror in MIRRORS {
        let Ok(Some(bytes)) = read_small(&folder.slot(mirror, id.0)) else { continue };
        if tried.as_ref() == Some(&bytes) {
            continue; // the same bytes do not open the second time, and each try costs what it costs
        }
        match slot::open(passphrase, &bytes) {
            Ok(inside) => match opened(folder, station, &inside, &bytes) {
                Err(StoreError::OldSlot) => fault = StoreError::OldSlot, // the other copy may be of another time
                done => return done, // else: it is open, or the fault is another than a wrong time
            },
            Err(SealFault::WrongKey) if !matches!(fault, StoreError::OldSlot) => fault = StoreError::WrongPassphrase,
            Err(_) if matches!(fault, StoreError::WrongPassphrase | StoreError::OldSlot) => (),
            Err(_) => fault = StoreError::Damaged(Damage::Slots), // else: no copy that a passphrase could open
        }
        tried = Some(bytes);
    }
    Err(fault)
}

fn opened(folder: &Folder, station: &str, inside: &SecretBytes, bytes: &[u8]) -> Result<Opened, StoreError> {
    match InSlot::read(inside, station)? {
        InSlot::Key(key) => Ok(Opened { key, form: Form::First }),
        InSlot::Identity(identity) => {
            let key = key_for(folder, station, &identity)?;
            let recipient = recipient_of(&identity).map_err(|_| StoreError::Damaged(Damage::Slots))?;
            Ok(Opened { key, form: Form::Identity(SealedSlot { bytes: bytes.to_owned(), recipient }) })
        }
    }
}

/// What `key.age` holds for this identity; `OldSlot` where it was written after the slot was removed.
fn key_for(folder: &Folder, station: &str, identity: &str) -> Result<DbKey, StoreError> {
    let mut fault = StoreError::Damaged(Damage::Slots);
    for mirror in MIRRORS {
        let Ok(Some(bytes)) = read_small(&folder.key(mirror)) else { continue };
        match open_with(identity, &bytes) {
            Ok(inside) => return DbKey::read_all(&inside, station),
            Err(SealFault::WrongKey) => fault = StoreError::OldSlot,
            Err(_) => (), // else: this copy is damaged, the other may not be
        }
    }
    Err(fault)
}

/// A slot's file as it is on the disk, and to whom the database key has to be sealed for it.
pub(super) struct SealedSlot {
    bytes: Vec<u8>,
    /// `age1…`
    pub(super) recipient: String,
}

/// Seals a new identity for slot `id` under the passphrase, with scrypt's N = 2^`log2_n`.
pub(super) fn seal(station: &str, id: SlotId, passphrase: &Passphrase, log2_n: u8) -> Result<SealedSlot, StoreError> {
    let damaged = || StoreError::Damaged(Damage::Slots);
    let created = crate::domain::Moment(crate::platform::now().wall_ms);
    let (identity, recipient) = new_identity();
    let identity = std::str::from_utf8(identity.bytes()).map_err(|_| damaged())?;
    let inside = InSlot::write(identity, station, id.0, created);
    let bytes = slot::seal(passphrase, inside.bytes(), log2_n).map_err(|_| damaged())?;
    Ok(SealedSlot { bytes, recipient })
}

/// Writes both files of a slot, where they are not these bytes already.
pub(super) fn write(folder: &Folder, id: SlotId, sealed: &SealedSlot) -> Result<(), StoreError> {
    for path in MIRRORS.map(|mirror| folder.slot(mirror, id.0)) {
        if read_small(&path).ok().flatten().as_ref() != Some(&sealed.bytes) {
            write_atomically(&path, &sealed.bytes)?;
        }
    }
    Ok(())
}

impl NamesV1 {
    /// The number that the next slot gets.
    pub(super) fn next(&self) -> SlotId {
        SlotId(self.next)
    }

    /// With one more slot, of the next number.
    pub(super) fn with(mut self, name: &str) -> Self {
        self.slots.push(NameV1 { id: self.next, name: name.to_owned() });
        self.next = self.next.saturating_add(1);
        self
    }
}

/// Removes a slot: first from the lists, then its files.
pub(super) fn remove(folder: &Folder, id: SlotId) -> Result<(), StoreError> {
    let mut names = names(folder)?;
    if !names.slots.iter().any(|one| one.id == id.0) {
        return Err(StoreError::NoSlot);
    }
    if names.slots.len() == 1 {
        return Err(StoreError::LastSlot);
    }
    names.slots.retain(|one| one.id != id.0);
    write_names(folder, &names)?;
    for mirror in MIRRORS {
        remove_durably(&folder.slot(mirror, id.0))?;
    }
    Ok(())
}

/// Makes both folders alike: finishes what a power cut interrupted. Returns how many files it wrote or removed.
pub(super) fn repair(folder: &Folder) -> Result<u32, StoreError> {
    let named =
        MIRRORS.iter().any(|mirror| matches!(read_json::<NamesV1>(&folder.names(mirror), Damage::Slots), Ok(Some(_))));
    let names = names(folder)?;
    let mut changed = 0;
    if named {
        for mirror in MIRRORS {
            for id in files(folder, mirror).into_iter().filter(|id| !names.slots.iter().any(|one| one.id == *id)) {
                remove_durably(&folder.slot(mirror, id))?;
                changed += 1;
            }
        }
    }
    for id in names.slots.iter().map(|one| one.id) {
        changed += u32::from(mend(|mirror| folder.slot(mirror, id))?);
    }
    changed += u32::from(mend(|mirror| folder.recovery(mirror))?);
    changed += u32::from(mend(|mirror| folder.key(mirror))?);
    let bytes = serde_json::to_vec(&names).map_err(|_| StoreError::Damaged(Damage::Slots))?;
    for mirror in MIRRORS {
        if read_small(&folder.names(mirror))?.as_ref() != Some(&bytes) {
            write_atomically(&folder.names(mirror), &bytes)?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// Whether both folders hold the same files with the same bytes.
pub(super) fn are_alike(folder: &Folder) -> bool {
    let all: BTreeSet<u32> = MIRRORS.iter().flat_map(|mirror| files(folder, mirror)).collect();
    let named: BTreeSet<u32> =
        names(folder).map_or(BTreeSet::new(), |names| names.slots.iter().map(|one| one.id).collect());
    let paths = |mirror| all.iter().map(move |id| folder.slot(mirror, *id)).chain([folder.names(mirror)]);
    let [a, b] = MIRRORS;
    // None before a grant, and none where all slots are of the first form.
    let sealed = MIRRORS.map(|mirror| [folder.recovery(mirror), folder.key(mirror)].map(|path| fs::read(path).ok()));
    all == named
        && sealed.first() == sealed.last()
        && paths(a).zip(paths(b)).all(|(a, b)| fs::read(a).ok().is_some_and(|bytes| fs::read(b).ok() == Some(bytes)))
}

pub(super) fn write_names(folder: &Folder, names: &NamesV1) -> Result<(), StoreError> {
    MIRRORS.iter().try_for_each(|mirror| write_json(&folder.names(mirror), names))
}

/// Copies the good one of two mirrored age files over a missing or broken one; two good ones that differ are left to people.
fn mend(path: impl Fn(&str) -> std::path::PathBuf) -> Result<bool, StoreError> {
    let [a, b] = MIRRORS.map(path);
    let good = |bytes: Option<Vec<u8>>| bytes.filter(|bytes| bytes.starts_with(b"age-encryption.org/v1\n"));
    match (good(read_small(&a)?), good(read_small(&b)?)) {
        (Some(bytes), None) => write_atomically(&b, &bytes).map(|()| true).map_err(Into::into),
        (None, Some(bytes)) => write_atomically(&a, &bytes).map(|()| true).map_err(Into::into),
        (Some(_), Some(_)) | (None, None) => Ok(false),
    }
}

/// The numbers of the slot files in one folder.
fn files(folder: &Folder, mirror: &str) -> Vec<u32> {
    let Ok(entries) = fs::read_dir(folder.keys(mirror)) else { return Vec::new() };
    let number = |name: &str| name.strip_prefix("slot-")?.strip_suffix(".age")?.parse().ok();
    entries.flatten().filter_map(|entry| number(entry.file_name().to_str()?)).collect()
}
