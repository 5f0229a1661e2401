use super::{
    DbKey, StoreError,
    database::Database,
    epoch,
    folder::{Folder, MIRRORS, write_json},
    identity::{self, Identity},
    journal,
    open::{Surroundings, fill_reserve},
    slots::{self, NamesV1},
    station::StationV1,
};
use crate::{
    crypto::{Passphrase, SealFault, Secret, demo_centre, seal, sha256, signing},
    domain::{Moment, StationId, UnitCode},
    platform::{FileFault, fresh_folder, now, publish_folder, write_atomically},
};
use std::{fs, path::Path};
use zeroize::Zeroizing;

/// What a centre gives a station.
#[derive(Clone, Debug)]
pub struct Grant {
    /// One a contest: persons are hashed under it.
    pub person_key: Secret<32>,
    /// One a station and epoch: papers are drawn from it.
    pub draw_key: Secret<32>,
    /// `age1…`: to whom bundles are sealed.
    pub centre_recipient: String,
    /// `age1…`: to whom bundles and the recovery file are sealed.
    pub recovery: String,
    /// The centre's name.
    pub centre: String,
    /// Whether it is the built-in demo centre's grant.
    pub demo: bool,
    /// What the first content pack is verified against, as the driver writes it; none: what is built into the program.
    pub root: Option<Vec<u8>>,
    /// `AGE-SECRET-KEY-1…`: opens the questions of sealed packs.
    pub pack_key: Option<Zeroizing<String>>,
    /// The grant's file, as it came; none where a station was made with its keys.
    pub file: Option<GrantFile>,
}

/// A grant as it travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantFile {
    /// Counted from 1 for each station: a greater one replaces those before.
    pub number: u64,
    /// When it was made, by the centre's clock.
    pub time: Moment,
    /// Name of its file.
    pub name: String,
    /// Its bytes, as received.
    pub bytes: Vec<u8>,
}

/// What a new station is to be.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Id of the contest.
    pub contest: String,
    /// Code of the unit that the station belongs to.
    pub unit: UnitCode,
    /// Village of the station.
    pub village: String,
    /// Keys and recipients from the centre.
    pub grant: Grant,
}

impl Grant {
    /// The built-in demo centre's grant (docs/decisions/012-before-enrolment.md). All demo stations share one draw key:
    /// there is nothing to win.
    #[must_use]
    pub fn demo() -> Self {
        Self {
            person_key: demo_centre::person_key_secret(),
            draw_key: demo_centre::draw_key("", ""),
            centre_recipient: demo_centre::CENTRE_RECIPIENT.to_owned(),
            recovery: demo_centre::RECOVERY_RECIPIENT.to_owned(),
            centre: demo_centre::NAME.to_owned(),
            demo: true,
            root: None,
            pack_key: None,
            file: None,
        }
    }
}

/// What is asked of a new station.
pub(super) enum Wanted<'a> {
    /// With its keys from the start.
    Enrolled(&'a Setup),
    /// Its place; the grant of a centre comes later.
    Unenrolled { unit: &'a UnitCode, village: &'a str },
}

/// Builds the station in a folder beside its place, and gives it its name when everything is on the disk. Answers with its key.
pub(super) fn create(
    dir: &Path,
    wanted: &Wanted<'_>,
    (volunteer, passphrase): (&str, &Passphrase),
    surroundings: &Surroundings,
) -> Result<DbKey, StoreError> {
    if let Wanted::Enrolled(setup) = wanted {
        check_recipients(&setup.grant)?;
    }
    let part = match fresh_folder(dir) {
        Err(FileFault::Exists) => return Err(StoreError::Occupied),
        other => other?,
    };
    let built = build(&Folder(part.clone()), wanted, (volunteer, passphrase), surroundings).and_then(|key| {
        publish_folder(&part, dir)?;
        Ok(key)
    });
    if built.is_err() {
        let _ = fs::remove_dir_all(&part); // what failed is reported; the next attempt removes it too
    }
    built
}

/// Both can be sealed to.
pub(super) fn check_recipients(grant: &Grant) -> Result<(), StoreError> {
    let sound = seal::is_recipient(&grant.recovery) && seal::is_recipient(&grant.centre_recipient);
    if sound { Ok(()) } else { Err(StoreError::Recovery(SealFault::Key)) }
}

/// Writes the recovery file: the database's key, sealed to the centre's offline identity.
pub(super) fn write_recovery(folder: &Folder, recipient: &str, kiosk: &str, key: &DbKey) -> Result<(), StoreError> {
    let sealed = seal::seal_to(recipient, key.to_slot(kiosk, 0, now().wall_ms).bytes());
    let sealed = sealed.map_err(StoreError::Recovery)?;
    MIRRORS.iter().try_for_each(|mirror| Ok(write_atomically(&folder.recovery(mirror), &sealed)?))
}

fn build(
    folder: &Folder,
    wanted: &Wanted<'_>,
    (volunteer, passphrase): (&str, &Passphrase),
    surroundings: &Surroundings,
) -> Result<DbKey, StoreError> {
    let key = DbKey::generate();
    let seed = Secret::<32>::random();
    let kiosk = StationId::from_key_digest(&sha256(&[&signing::public_key(&seed)]));

    for mirror in MIRRORS {
        fs::create_dir_all(folder.keys(mirror)).map_err(FileFault::from)?;
    }
    if let Wanted::Enrolled(setup) = wanted {
        write_recovery(folder, &setup.grant.recovery, &kiosk, &key)?;
    }
    slots::add(folder, NamesV1::none(), (&kiosk, &key), volunteer, (passphrase, surroundings.log2_n))?;

    let mut database = Database::create(&folder.database(), &key)?;
    let first = database.db.transaction()?;
    match wanted {
        Wanted::Unenrolled { unit, village } => identity::begin(&first, &kiosk, unit, village)?,
        Wanted::Enrolled(setup) => {
            identity::begin(&first, &kiosk, &setup.unit, &setup.village)?;
            identity::enrol(&first, setup, 0)?;
        }
    }
    epoch::begin(&first, &seed, now().wall_ms)?;
    let identity = Identity::read(&first)?;
    identity.note_hardware(&first, &surroundings.marks())?;
    journal::make_ahead(&first, 1)?;
    first.commit()?;
    database.checkpoint_and_cut()?;
    database.db.close().map_err(|(_, fault)| StoreError::from(fault))?;

    fill_reserve(folder)?;
    write_json(&folder.station_file(), &StationV1::of(&identity)).map(|()| key)
}
