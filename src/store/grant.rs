//! How a station gets its place: the request that it keeps until it is answered, and the grant that it takes in one step.

use super::{
    Damage, HeldPack, Setup, Store, StoreError,
    create::check_recipients,
    folder::write_json,
    identity::{self, Identity},
    meta,
    request::{ANSWERED, Asking, EPOCH, IDENTITY, REQUEST},
    station_file::StationV1,
};
use crate::domain::EpochId;
use std::sync::Arc;
use zeroize::Zeroizing;

impl Store {
    /// The newest request; none before the first, and after a restore or in another machine.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn asking(&self) -> Result<Option<Asking>, StoreError> {
        let db = self.db();
        let Some(request) = meta::get(db, REQUEST)? else { return Ok(None) };
        let identity = Zeroizing::new(meta::need(db, IDENTITY)?);
        let identity = std::str::from_utf8(&identity).map_err(|_| StoreError::Damaged(Damage::Values))?;
        let identity = Zeroizing::new(identity.to_owned());
        let epoch = EpochId::parse(&meta::need_text(db, EPOCH)?).ok_or(StoreError::Damaged(Damage::Values))?;
        Ok(Some(Asking { epoch, identity, request }))
    }

    /// Keeps a request before it is handed out.
    ///
    /// # Errors
    /// As `save`.
    pub fn ask(&mut self, asking: &Asking) -> Result<(), StoreError> {
        self.write(|change, _| {
            meta::set(change, EPOCH, asking.epoch.as_bytes())?;
            meta::set(change, IDENTITY, asking.identity.as_bytes())?;
            meta::set(change, ANSWERED, b"")?;
            meta::set(change, REQUEST, &asking.request)
        })
    }

    /// Whether the newest request is the one that the grant in force answered.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn grant_answers_newest(&self) -> Result<bool, StoreError> {
        Ok(meta::get(self.db(), ANSWERED)?.is_some_and(|epoch| epoch == self.epoch.id.as_bytes()))
    }

    /// Takes what a centre granted: the pack's file and the recovery file first, whole and on the disk, then keys, recipients, root and
    /// pack in one transaction, then what the first screen reads. A power cut leaves the station as it was or enrolled.
    ///
    /// # Errors
    /// `Recovery` for a recipient that cannot be sealed to, `Full`, or another fault of the disk.
    pub fn accept_grant(&mut self, setup: &Setup, pack: Option<(HeldPack, &[u8])>) -> Result<(), StoreError> {
        check_recipients(&setup.grant)?;
        if let Some((pack, bytes)) = &pack {
            self.write_pack(pack, bytes)?;
        }
        self.write_recovery(&setup.grant.recovery)?;
        let epoch = self.epoch.id.clone();
        self.write(|change, tail| {
            identity::enrol(change, setup, tail.next)?;
            meta::set(change, ANSWERED, epoch.as_bytes())?;
            match &pack {
                Some((pack, _)) => super::packs::put_into_use(change, pack),
                None => Ok(()),
            }
        })?;
        self.identity = Arc::new(Identity::read(self.db())?);
        self.note_key_files()?;
        self.update_station_file()?;
        self.checkpoint()
    }

    /// Writes what the first screen reads, where it differs from the database: a power cut came between the two.
    pub(super) fn update_station_file(&mut self) -> Result<(), StoreError> {
        let shape = StationV1::new(&self.identity);
        let station = &mut self.station;
        if (&station.contest, station.demo, &station.village) != (&shape.contest, shape.demo, &shape.village) {
            write_json(&station.folder.station_file(), &shape)?;
            station.contest.clone_from(&shape.contest);
            station.demo = shape.demo;
            station.village.clone_from(&shape.village);
        }
        Ok(())
    }
}
