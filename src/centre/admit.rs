use super::{
    Access, Actor, Centre, contest_cache,
    ingest::{EpochState, judge_bundles},
    outcome::{AdmitRefusal, Admitted},
};
use crate::{
    bundle::enrol::{Grant, grant, machine, request::station_of},
    domain::{Date, MachineCheck, Moment},
    judging::day,
    ledger::{EpochRow, LedgerError, StationRow, Tx},
};

impl Centre {
    /// Admits a station by its grant, which an enrolment key of the pinned root signed.
    ///
    /// # Errors
    /// Why it is not admitted.
    pub fn admit(&self, access: &Access, bytes: &[u8], who: Actor, now: Moment) -> Result<Admitted, AdmitRefusal> {
        self.admit_for(Some(access), (bytes, None), who, now)
    }

    /// The same of a grant that answers a request with a check of the station's machine, which is kept beside the grant.
    pub(super) fn admit_checked(
        &self,
        access: &Access,
        (bytes, check): (&[u8], Option<&MachineCheck>),
        who: Actor,
        now: Moment,
    ) -> Result<Admitted, AdmitRefusal> {
        self.admit_for(Some(access), (bytes, check), who, now)
    }

    /// The same of a grant that a station sends over its protocol: the signature is its proof.
    ///
    /// # Errors
    /// As `admit`.
    pub fn admit_from_station(&self, bytes: &[u8], now: Moment) -> Result<Admitted, AdmitRefusal> {
        self.admit_for(None, (bytes, None), Actor::Station, now)
    }

    fn admit_for(
        &self,
        access: Option<&Access>,
        (bytes, check): (&[u8], Option<&MachineCheck>),
        who: Actor,
        now: Moment,
    ) -> Result<Admitted, AdmitRefusal> {
        let cache = self.reload_cache()?;
        let root = cache.root.as_ref().ok_or(AdmitRefusal::NotPinned)?;
        let grant = grant::examine(bytes, &root.enrol.keys).map_err(AdmitRefusal::Fault)?;
        if let Some(access) = access {
            access.acts_in(grant.commune.as_str())?;
        }
        let keys = self.keys();
        if grant.of.contest != keys.contest {
            return Err(AdmitRefusal::Contest { wanted: keys.contest.clone(), found: grant.of.contest });
        }
        if grant.centre_recipient != keys.recipient {
            return Err(AdmitRefusal::OtherCentre);
        }
        let (station, epoch) = (grant.of.station.clone(), grant.of.epoch.clone());
        let known = self.ledger().write_tx(|tx| {
            match let_in(tx, &grant, (bytes, check))? {
                LetIn::Known => return Ok(true),
                LetIn::UnknownEpoch => {
                    return Err(AdmitRefusal::UnknownEpoch { station: station.clone(), epoch: epoch.clone() });
                }
                LetIn::New => (),
            }
            if let Some(mut row) = tx.station(&station)?
                && row.revoked.is_none()
                && contest_cache::revoked(tx)?.iter().any(|one| row.station == **one)
            {
                row.revoked = Some(now); // a pack revoked it before it was known
                tx.put_station(&row)?;
            }
            contest_cache::turn(tx)?;
            let current = contest_cache::ContestCache::read(tx, keys, Some(&cache))?;
            if let Some(mut state) = EpochState::read(tx, &station, &epoch)? {
                let rows = state.rows.clone();
                let changed = state.renew(tx, &current.rules, &rows, now)?;
                judge_bundles(self, tx, &current, &changed, now)?;
            }
            tx.note(now, who, &format!("admit {station} {epoch} {}", grant.number))?;
            Ok(false)
        })?;
        if !known {
            self.reload_cache()?;
        }
        Ok(Admitted { station, epoch, known })
    }
}

/// What a grant does to the ledger.
enum LetIn {
    New,
    Known,
    /// Neither the station's first epoch nor one that a bundle has led to.
    UnknownEpoch,
}

fn let_in(
    tx: &mut dyn Tx,
    grant: &Grant,
    (bytes, check): (&[u8], Option<&MachineCheck>),
) -> Result<LetIn, LedgerError> {
    let of = &grant.of;
    let before = tx.station(&of.station)?;
    if before.as_ref().is_some_and(|row| row.grant_number >= grant.number) {
        return Ok(LetIn::Known);
    }
    let is_first = station_of(&grant.key) == of.station;
    let epochs = tx.epochs(&of.station)?;
    let known = epochs.iter().find(|row| row.epoch == of.epoch && row.key == grant.key.point());
    let epoch = match known {
        Some(row) => EpochRow { confirmed: true, ..row.clone() },
        None if is_first && epochs.is_empty() => EpochRow {
            station: of.station.clone(),
            epoch: of.epoch.clone(),
            number: 1,
            key: grant.key.point(),
            why: "created".to_owned(),
            certificate: None,
            confirmed: true,
        },
        None => return Ok(LetIn::UnknownEpoch),
    };
    let row = StationRow {
        station: of.station.clone(),
        contest: of.contest.clone(),
        commune: grant.commune.as_str().to_owned(),
        village: grant.village.clone(),
        grant: bytes.to_vec(),
        grant_number: grant.number,
        enrolled: before.as_ref().map_or(grant.time, |row| row.enrolled),
        valid_from: number(grant.valid_from),
        valid_to: number(grant.valid_to),
        max_per_day: grant.max_per_day,
        revoked: before.as_ref().and_then(|row| row.revoked),
        receipts: before.as_ref().map_or(0, |row| row.receipts),
        last_seen: before.as_ref().and_then(|row| row.last_seen),
        pack_version: before.as_ref().map_or(0, |row| row.pack_version),
        app: before.as_ref().map(|row| row.app.clone()).unwrap_or_default(),
        wall: before.as_ref().and_then(|row| row.wall),
        suspect: before.as_ref().is_some_and(|row| row.suspect),
        // A request without one takes nothing away.
        machine_check: check.map(kept_check).or_else(|| before.as_ref().and_then(|row| row.machine_check.clone())),
    };
    tx.put_station(&row)?;
    tx.put_epoch(&epoch)?;
    Ok(LetIn::New)
}

/// A check in its one form, which is text.
fn kept_check(check: &MachineCheck) -> String {
    String::from_utf8_lossy(&machine::write(check)).into_owned()
}

/// Days since 1970-01-01.
fn number(date: Date) -> i32 {
    day(Moment::start_of(date))
}
