//! Enrolment: a station's request, the terms of its grant, the signature, and the admission.

use super::{Access, Actor, AdmitRefusal, Centre, Keys, access::NotAllowed, fingerprint::is_same_fingerprint};
use crate::{
    bundle::{
        BundleFault, EpochRef, PackRef,
        enrol::{Grant, Request, RootRef, Secrets, grant},
    },
    content::pack::{Examined, OpenPart, examine},
    crypto::minisig::SigningKey,
    domain::{Date, Moment, Unit, UnitCode},
    ledger::LedgerError,
};
use zeroize::Zeroizing;

/// Terms as somebody asked for them; what is left out is as the station and the contest have it.
#[derive(Clone, Debug, Default)]
pub struct WantedTerms {
    /// Five digits of the unit where the station is; none: as the station asks.
    pub unit: Option<String>,
    /// Village or neighbourhood; none: as the station asks.
    pub village: Option<String>,
    /// First day that counts, `YYYY-MM-DD`; none: the contest's first.
    pub valid_from: Option<String>,
    /// Last day that counts, `YYYY-MM-DD`; none: the contest's last.
    pub valid_to: Option<String>,
    /// More entries a day than this are reviewed by a person.
    pub max_per_day: u32,
}

/// Terms on which a station is admitted.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The unit where it is.
    pub unit: Unit,
    /// Village or neighbourhood.
    pub village: String,
    /// First day that counts.
    pub valid_from: Date,
    /// Last day that counts.
    pub valid_to: Date,
    /// More entries a day than this are reviewed by a person.
    pub max_per_day: u32,
}

/// Remark about terms that are unusual and allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnrolRemark {
    /// Nobody can take part there any more, because these days or the contest's have passed: to correct late results is legitimate.
    LastDayPassed(Date),
}

/// Enrolment that waits for its approval: nothing is signed or kept yet.
pub struct Enrolment {
    /// What the station asks.
    pub request: Request,
    /// The terms that it gets.
    pub terms: Terms,
    /// What is unusual about them.
    pub remarks: Vec<EnrolRemark>,
    /// The station's first pack, and its file name.
    pub pack: Vec<u8>,
    /// `<contest>-<version>.tsp`
    pub pack_name: String,
    /// Fingerprint of the root that the station will pin, eight syllables.
    pub root_fingerprint: String,
    /// The grant's number: counted from 1 for each station.
    pub number: u64,
}

/// A station that was approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// The grant, signed: the file that the station reads.
    pub grant: Vec<u8>,
    /// Station and epoch that it is for.
    pub of: EpochRef,
}

/// Why a station is not approved.
#[derive(Debug, thiserror::Error)]
pub enum EnrolRefusal {
    /// The role may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The centre has no pack yet, and none was given.
    #[error("there is no pack to grant")]
    NoPack,
    /// The questions of a real contest's pack are not sealed.
    #[error("the questions are not sealed")]
    NotSealed,
    /// The pack cannot be read.
    #[error("the pack cannot be granted")]
    Pack,
    /// The pack is of another contest.
    #[error("the pack is of contest {found}, not {wanted}")]
    Contest {
        /// This centre's contest.
        wanted: String,
        /// The pack's.
        found: String,
    },
    /// The pack lists no unit of this code.
    #[error("unknown unit {0}")]
    Unit(String),
    /// No date, or the last day is before the first.
    #[error("not a date: {0}")]
    Date(String),
    /// The pack's root does not name this key among those that sign grants.
    #[error("key {0} may not sign grants")]
    Signer(String),
    /// No key that opens the pack's sealed questions is kept.
    #[error("no identity opens the pack")]
    NoPackIdentity,
    /// The grant cannot be written.
    #[error("the grant was not written")]
    Grant(#[source] BundleFault),
    /// The ledger did not admit the station.
    #[error(transparent)]
    Admit(#[from] AdmitRefusal),
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

impl From<LedgerError> for EnrolRefusal {
    fn from(fault: LedgerError) -> Self {
        Self::Ledger(fault)
    }
}

impl Enrolment {
    /// Whether these are the syllables of the request's fingerprint, however they are separated.
    #[must_use]
    pub fn has_fingerprint(&self, typed: &str) -> bool {
        is_same_fingerprint(typed, &self.request.fingerprint())
    }

    /// File name of the grant.
    #[must_use]
    pub fn file_name(&self) -> String {
        grant::file_name(&self.terms.unit.code, &self.request.station, self.number)
    }

    fn grant(&self, pack: &Examined<'_>, keys: &Keys, now: Moment) -> Grant {
        let (contest, request, terms) = (keys.contest.clone(), &self.request, &self.terms);
        Grant {
            of: EpochRef { contest: contest.clone(), station: request.station.clone(), epoch: request.epoch.clone() },
            key: request.key.clone(),
            request: request.digest(),
            number: self.number,
            commune: terms.unit.code.clone(),
            village: terms.village.clone(),
            centre: keys.name.clone(),
            centre_recipient: keys.recipient.clone(),
            recovery_recipient: keys.recovery_recipient.clone(),
            root: RootRef { version: pack.root.version, digest: pack.root.digest },
            pack: PackRef { contest, version: pack.manifest.version, digest: pack.digest },
            valid_from: terms.valid_from,
            valid_to: terms.valid_to,
            max_per_day: terms.max_per_day,
            time: now,
        }
    }
}

impl Centre {
    /// Prepares an enrolment: the terms of a request by the station's first pack, the newest one where none is given.
    ///
    /// # Errors
    /// Why the station cannot be approved on these terms.
    pub fn prepare_enrolment(
        &self,
        access: &Access,
        request: Request,
        pack: Option<Vec<u8>>,
        wanted: &WantedTerms,
        now: Moment,
    ) -> Result<Enrolment, EnrolRefusal> {
        access.administers()?;
        let keys = self.keys();
        let pack = match pack {
            Some(pack) => pack,
            None => self.newest_pack(&keys.contest)?.map(|row| row.bytes).ok_or(EnrolRefusal::NoPack)?,
        };
        let examined = examine(&pack, None).map_err(|_| EnrolRefusal::Pack)?;
        let part = examined.open_part().map_err(|_| EnrolRefusal::Pack)?;
        if !keys.is_demo() && !examined.manifest.is_sealed() {
            return Err(EnrolRefusal::NotSealed);
        }
        if part.contest.id != keys.contest {
            return Err(EnrolRefusal::Contest { wanted: keys.contest.clone(), found: part.contest.id });
        }
        let known = self.ledger().read_tx(|tx| tx.station(&request.station))?;
        let terms = Terms::new(wanted, &request, &part)?;
        let last = terms.valid_to.min(part.contest.closes);
        let is_over = last < now.date() && !keys.is_demo();
        let remarks = is_over.then_some(EnrolRemark::LastDayPassed(last)).into_iter().collect();
        let pack_name = format!("{}-{}.tsp", examined.manifest.contest, examined.manifest.version);
        let root_fingerprint = examined.root_fingerprint();
        let number = known.map_or(0, |row| row.grant_number) + 1;
        Ok(Enrolment { request, terms, remarks, pack, pack_name, root_fingerprint, number })
    }

    /// Approves a station: signs its grant and admits it. The request's fingerprint was compared over the telephone before.
    ///
    /// # Errors
    /// Why it was not approved; nothing is kept then.
    pub fn approve_station(
        &self,
        access: &Access,
        enrolment: &Enrolment,
        signer: &SigningKey,
        who: Actor,
        now: Moment,
    ) -> Result<Approved, EnrolRefusal> {
        access.administers()?;
        let keys = self.keys();
        let examined = examine(&enrolment.pack, None).map_err(|_| EnrolRefusal::Pack)?;
        let role = examined.roots.last().map(|root| &root.enrol);
        if !role.is_some_and(|role| role.key(signer.public().id()) == Some(signer.public())) {
            return Err(EnrolRefusal::Signer(signer.public().id().to_string()));
        }
        let granted = enrolment.grant(&examined, keys, now);
        let secrets = Secrets {
            draw_key: keys.draw_key(&granted.of),
            person_key: keys.person_key(),
            pack_identity: pack_identity(&examined, keys, now)?,
        };
        let grant = grant::write(&granted, &secrets, &enrolment.request, signer).map_err(EnrolRefusal::Grant)?;
        self.admit_checked(access, (&grant, enrolment.request.check.as_ref()), who, now)?;
        Ok(Approved { grant, of: granted.of })
    }
}

impl Terms {
    fn new(wanted: &WantedTerms, request: &Request, part: &OpenPart) -> Result<Self, EnrolRefusal> {
        let code = wanted.unit.clone().unwrap_or_else(|| request.commune.as_str().to_owned());
        let unit = UnitCode::parse(&code).and_then(|code| part.units.iter().find(|unit| unit.code == code));
        let unit = unit.ok_or(EnrolRefusal::Unit(code))?;
        let valid_from = day(wanted.valid_from.as_deref(), part.contest.opens)?;
        let valid_to = day(wanted.valid_to.as_deref(), part.contest.closes)?;
        if valid_to < valid_from {
            return Err(EnrolRefusal::Date(valid_to.to_string()));
        }
        Ok(Self {
            unit: unit.clone(),
            village: wanted.village.clone().unwrap_or_else(|| request.village.clone()),
            valid_from,
            valid_to,
            max_per_day: wanted.max_per_day,
        })
    }
}

fn day(typed: Option<&str>, usual: Date) -> Result<Date, EnrolRefusal> {
    let wrong = |text: &str| EnrolRefusal::Date(text.to_owned());
    typed.map_or(Ok(usual), |text| Date::parse_from_str(text, "%Y-%m-%d").map_err(|_| wrong(text)))
}

/// Key that unseals the station's first pack: without it the station could not open the questions.
fn pack_identity(pack: &Examined<'_>, keys: &Keys, now: Moment) -> Result<Option<Zeroizing<String>>, EnrolRefusal> {
    if !pack.manifest.is_sealed() {
        return Ok(keys.pack_identities.first().cloned());
    }
    let found = keys.pack_identities.iter().find(|identity| pack.open(&[identity.as_str()], now.date()).is_ok());
    found.cloned().map(Some).ok_or(EnrolRefusal::NoPackIdentity)
}
