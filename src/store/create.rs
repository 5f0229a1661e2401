use super::{
    DbKey, StoreError,
    database::Database,
    epoch,
    folder::{Folder, MIRRORS, write_json},
    identity::{self, Identity},
    journal,
    open::{Surroundings, fill_reserve},
    slots::{self, NamesV1},
    station::{FORMAT, StationV1},
};
use crate::{
    crypto::{Passphrase, SealFault, Secret, demo_centre, seal, sha256, signing},
    domain::UnitCode,
    platform::{FileFault, fresh_folder, now, publish_folder, write_atomically},
    record::hex,
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
    /// `age1…`: whom the recovery file is sealed to.
    pub recovery: String,
    /// The centre's name.
    pub centre: String,
    pub demo: bool,
    /// What the first content pack is verified against, as the driver writes it; none: what is built into the program.
    pub root: Option<Vec<u8>>,
    /// `AGE-SECRET-KEY-1…`: opens the questions of sealed packs.
    pub pack_key: Option<Zeroizing<String>>,
}

/// What a new station is to be.
#[derive(Clone, Debug)]
pub struct Setup {
    pub contest: String,
    pub unit: UnitCode,
    pub village: String,
    pub grant: Grant,
}

impl Grant {
    /// The built-in demo centre's grant (DECISIONS 12). All demo stations share one draw key: there is nothing to win.
    #[must_use]
    pub fn demo() -> Self {
        Self {
            person_key: demo_centre::person_key_secret(),
            draw_key: demo_centre::draw_key("", ""),
            recovery: demo_centre::RECOVERY_RECIPIENT.to_owned(),
            centre: demo_centre::NAME.to_owned(),
            demo: true,
            root: None,
            pack_key: None,
        }
    }
}

/// Builds the station in a folder beside its place, and gives it its name when everything is on the disk.
pub(super) fn create(
    dir: &Path,
    setup: &Setup,
    volunteer: &str,
    passphrase: &Passphrase,
    surroundings: &Surroundings,
) -> Result<(), StoreError> {
    if !seal::is_recipient(&setup.grant.recovery) {
        return Err(StoreError::Recovery(SealFault::Key));
    }
    let part = match fresh_folder(dir) {
        Err(FileFault::Exists) => return Err(StoreError::Occupied),
        other => other?,
    };
    let built = build(&Folder(part.clone()), setup, volunteer, passphrase, surroundings)
        .and_then(|()| Ok(publish_folder(&part, dir)?));
    if built.is_err() {
        let _ = fs::remove_dir_all(&part); // what failed is told; the next attempt removes it too
    }
    built
}

fn build(
    folder: &Folder,
    setup: &Setup,
    volunteer: &str,
    passphrase: &Passphrase,
    surroundings: &Surroundings,
) -> Result<(), StoreError> {
    let key = DbKey::generate();
    let seed = Secret::<32>::random();
    let digest = sha256(&[&signing::public_key(&seed)]);
    let kiosk: String = hex(&digest).chars().take(32).collect();
    let wall_ms = now().wall_ms;

    for mirror in MIRRORS {
        fs::create_dir_all(folder.keys(mirror)).map_err(FileFault::from)?;
    }
    let sealed = seal::seal_to(&setup.grant.recovery, key.to_slot(&kiosk, 0, wall_ms).bytes());
    let sealed = sealed.map_err(StoreError::Recovery)?;
    for mirror in MIRRORS {
        write_atomically(&folder.recovery(mirror), &sealed)?;
    }
    slots::add(folder, NamesV1::none(), (&kiosk, &key), volunteer, (passphrase, surroundings.log2_n))?;

    let mut database = Database::create(&folder.database(), &key)?;
    let first = database.db.transaction()?;
    identity::write(&first, setup, &kiosk)?;
    epoch::begin(&first, &seed, wall_ms)?;
    let identity = Identity::read(&first)?;
    identity.note_hardware(&first, &surroundings.marks())?;
    journal::make_ahead(&first, 1)?;
    first.commit()?;
    database.checkpoint_and_cut()?;
    database.db.close().map_err(|(_, fault)| StoreError::from(fault))?;

    fill_reserve(folder)?;
    let (contest, demo, village) = (setup.contest.clone(), setup.grant.demo, setup.village.clone());
    let station = StationV1 { format: FORMAT, kiosk, contest, demo, village };
    write_json(&folder.station_file(), &station)
}
