use super::{
    Damage, DbKey, Setup, Slot, SlotId, StoreError, Surroundings,
    create::{self, Wanted},
    folder::{Folder, MIRRORS, read_json, read_small},
    guard,
    high_water::MarkPlaces,
    slots::{self, Opened},
    station_file::{FORMAT, StationV1},
};
use crate::{
    crypto::{Passphrase, open_with, sha256},
    domain::UnitCode,
    platform,
    record::hex,
};
use std::path::{Path, PathBuf};

/// A station's folder as anybody may see it: no key is needed for this.
#[derive(Clone, Debug)]
pub struct Station {
    pub(super) folder: Folder,
    /// The first 16 bytes of the SHA-256 of its first public key, hex.
    pub station: String,
    /// Empty while it is not enrolled.
    pub contest: String,
    /// Whether it is enrolled with the built-in demo centre.
    pub demo: bool,
    /// Its village, as its first screen shows.
    pub village: String,
    /// Who can open it, in the order in which they were added.
    pub slots: Vec<Slot>,
    /// Wrong passphrases since the last right one.
    pub wrong_tries: u32,
    /// Where it is noted how far its chain has come.
    pub(super) marks: MarkPlaces,
}

impl Station {
    /// Makes a station: a new folder, all of it or nothing. `dir` must be missing or empty.
    ///
    /// # Errors
    /// `Occupied`, `Recovery` for a bad recipient, or a fault of the disk.
    pub fn create(dir: &Path, setup: &Setup, volunteer: &str, passphrase: &Passphrase) -> Result<Self, StoreError> {
        let who = (volunteer, passphrase);
        create::create(dir, &Wanted::Enrolled(setup), who, &Surroundings::default())?;
        Self::find(dir)
    }

    /// Whether a station can be made there: nothing is there, or an empty folder.
    ///
    /// # Errors
    /// `Occupied`.
    pub fn check_free(dir: &Path) -> Result<(), StoreError> {
        if platform::is_free(dir) { Ok(()) } else { Err(StoreError::Occupied) }
    }

    /// Makes a station that no centre has granted a place yet: it offers practice only. Answers with its key too, so that it
    /// can be enrolled at once.
    ///
    /// # Errors
    /// As `create`.
    pub fn create_unenrolled(
        dir: &Path,
        (unit, village): (&UnitCode, &str),
        (volunteer, passphrase): (&str, &Passphrase),
        surroundings: &Surroundings,
    ) -> Result<(Self, DbKey), StoreError> {
        let wanted = Wanted::Unenrolled { unit, village };
        let key = create::create(dir, &wanted, (volunteer, passphrase), surroundings)?;
        Ok((Self::find(dir)?, key))
    }

    /// A centre has granted it a place.
    #[must_use]
    pub fn is_enrolled(&self) -> bool {
        !self.contest.is_empty()
    }

    /// As `create`, in other surroundings: for tests.
    ///
    /// # Errors
    /// As `create`.
    #[doc(hidden)]
    pub fn create_in(
        dir: &Path,
        setup: &Setup,
        (volunteer, passphrase): (&str, &Passphrase),
        surroundings: &Surroundings,
    ) -> Result<Self, StoreError> {
        create::create(dir, &Wanted::Enrolled(setup), (volunteer, passphrase), surroundings)?;
        Self::find(dir)
    }

    /// Looks at a folder without any key, fast enough for the first screen.
    ///
    /// # Errors
    /// `NoStation`, `Newer`, or `Damaged`.
    pub fn find(dir: &Path) -> Result<Self, StoreError> {
        let folder = Folder(dir.to_owned());
        let shape: StationV1 = read_json(&folder.station_file(), Damage::StationFile)?.ok_or(StoreError::NoStation)?;
        if shape.format > FORMAT {
            return Err(StoreError::Newer { found: shape.format, known: FORMAT });
        }
        let slots = slots::list(&folder)?;
        let wrong_tries = guard::wrong_tries(&folder);
        let (station, contest, demo, village) = (shape.station, shape.contest, shape.demo, shape.village);
        let marks = MarkPlaces::default();
        Ok(Self { folder, station, contest, demo, village, slots, wrong_tries, marks })
    }

    /// The same station, with marks in these places.
    #[must_use]
    pub fn with_marks(self, marks: MarkPlaces) -> Self {
        Self { marks, ..self }
    }

    /// The station's folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.folder.0
    }

    /// A path for another room's files in the station's folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.0.join(name)
    }

    /// The key behind a slot: some 0.3 s of scrypt, by design. Wrong tries are counted and slow the next one down; one that a
    /// kill or a power cut interrupted counts too, however many of them there were only once.
    ///
    /// # Errors
    /// `WrongPassphrase`, `TooSoon`, `NoSlot`, or both copies of the slot are damaged.
    pub fn key(&self, slot: SlotId, passphrase: &Passphrase) -> Result<DbKey, StoreError> {
        self.open_slot(slot, passphrase).map(|opened| opened.key)
    }

    pub(super) fn open_slot(&self, slot: SlotId, passphrase: &Passphrase) -> Result<Opened, StoreError> {
        guard::begin_try(&self.folder)?;
        match slots::open(&self.folder, &self.station, slot, passphrase) {
            Err(StoreError::WrongPassphrase) => {
                guard::count_wrong(&self.folder)?;
                Err(StoreError::WrongPassphrase)
            }
            Ok(opened) => guard::forgive(&self.folder).map(|()| opened),
            Err(fault) => guard::end_try(&self.folder).and(Err(fault)), // else: no passphrase was compared
        }
    }

    /// Whether some slot has been given the form that lets the database key be changed.
    pub(super) fn has_key_file(&self) -> bool {
        MIRRORS.iter().any(|mirror| self.folder.key(mirror).exists())
    }

    /// The key behind the recovery file, with the centre's offline identity (`AGE-SECRET-KEY-1…`).
    ///
    /// # Errors
    /// `Recovery` when the identity does not open it.
    pub fn recovery_key(&self, identity: &str) -> Result<DbKey, StoreError> {
        let mut fault = StoreError::Damaged(Damage::Slots);
        for mirror in MIRRORS {
            let Ok(Some(bytes)) = read_small(&self.folder.recovery(mirror)) else { continue };
            match open_with(identity, &bytes) {
                Ok(inside) => {
                    // Who holds the centre's identity has proved more than a passphrase does.
                    guard::forgive(&self.folder)?;
                    return DbKey::read_all(&inside, &self.station);
                }
                Err(why) => fault = StoreError::Recovery(why),
            }
        }
        Err(fault)
    }

    /// The key that the kernel keeps for the open shift, if it does.
    #[must_use]
    pub fn kept_key(&self) -> Option<DbKey> {
        let mut bytes = platform::kept_key(&self.keyring_name())?;
        let key = DbKey::from_bytes(&bytes);
        zeroize::Zeroize::zeroize(&mut bytes);
        key
    }

    /// Takes the key of this folder out of the kernel's memory, and one that an earlier version kept for any copy of it.
    pub fn forget_key(&self) {
        platform::forget_key(&self.keyring_name());
        platform::forget_key(&self.keyring_beginning());
    }

    /// Keys that the kernel keeps for other folders that hold this station.
    #[must_use]
    pub fn keys_elsewhere(&self) -> usize {
        let own = self.keyring_name();
        platform::kept_names(&self.keyring_beginning()).into_iter().filter(|name| *name != own).count()
    }

    /// The key's name names the folder too: a copy of it, or the same station restored elsewhere, has to ask for the passphrase.
    pub(super) fn keyring_name(&self) -> String {
        let place = sha256(&[&platform::folder_mark(self.dir())]);
        let place: String = hex(&place).chars().take(16).collect();
        format!("{}:{place}", self.keyring_beginning())
    }

    fn keyring_beginning(&self) -> String {
        format!("tramso:{}", self.station)
    }
}
