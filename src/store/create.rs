use super::{
    DbKey, StoreError,
    database::Database,
    epoch,
    folder::{Folder, MIRRORS, write_json},
    identity::{self, Identity},
    journal,
    key_files::{self, Holders},
    known_slots,
    setup::{Grant, Setup},
    slots::{self, NamesV1},
    station_file::StationV1,
    surroundings::{Surroundings, fill_reserve},
};
use crate::{
    crypto::{Passphrase, SealFault, Secret, seal, sha256, signing},
    domain::{Moment, StationId, UnitCode},
    platform::{FileFault, fresh_folder, now, publish_folder},
};
use std::{fs, path::Path};

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
        other => other?, // else: an error of the disk
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

fn build(
    folder: &Folder,
    wanted: &Wanted<'_>,
    (volunteer, passphrase): (&str, &Passphrase),
    surroundings: &Surroundings,
) -> Result<DbKey, StoreError> {
    let key = DbKey::generate();
    let seed = Secret::<32>::random();
    let station = StationId::from_key_digest(&sha256(&[&signing::public_key(&seed)]));

    for mirror in MIRRORS {
        fs::create_dir_all(folder.keys(mirror)).map_err(FileFault::from)?;
    }
    let names = NamesV1::none();
    let (id, sealed) = (names.next(), slots::seal(&station, names.next(), passphrase, surroundings.log2_n)?);
    let recovery = if let Wanted::Enrolled(setup) = wanted { Some(setup.grant.recovery.as_str()) } else { None };
    let holders = Holders { slots: std::slice::from_ref(&sealed.recipient), recovery, at: Moment(now().wall_ms) };
    key_files::write(folder, &station, &[&key], &holders)?;
    slots::write(folder, id, &sealed)?;
    slots::write_names(folder, &names.with(volunteer))?;

    let mut database = Database::create(&folder.database(), &key)?;
    let first = database.db.transaction()?;
    match wanted {
        Wanted::Unenrolled { unit, village } => identity::begin(&first, &station, unit, village)?,
        Wanted::Enrolled(setup) => {
            identity::begin(&first, &station, &setup.unit, &setup.village)?;
            identity::enrol(&first, setup, 0)?;
        }
    }
    known_slots::begin(&first, folder, (id, &sealed.recipient))?;
    epoch::begin(&first, &seed, Moment(now().wall_ms))?;
    let identity = Identity::read(&first)?;
    identity.note_hardware(&first, &surroundings.marks())?;
    journal::make_ahead(&first, 1)?;
    first.commit()?;
    database.checkpoint_and_cut()?;
    database.db.close().map_err(|(_, fault)| StoreError::from(fault))?;

    fill_reserve(folder)?;
    write_json(&folder.station_file(), &StationV1::new(&identity)).map(|()| key)
}
