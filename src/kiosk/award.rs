//! The slip of a finished entry: numbered, signed, and made again as it was.

use crate::{
    content::Pack,
    crypto::{base32, base64url, signing::slip_tag},
    domain::{Date, Registration, Stamp, UnitKind},
    record::{Body, CertificateV1, Event},
    report::{Certificate, Trial},
    session::Visit,
    store::{Store, StoreError},
    text::{Language, Words},
};
use chrono::Duration;
use serde::Serialize;

/// The statement that a slip carries: canonical JSON, fields in this order. Version 2 is a rehearsal's.
#[derive(Serialize)]
struct Statement<'a> {
    v: u16,
    contest: &'a str,
    #[serde(rename = "kiosk")]
    station: &'a str,
    epoch: u32,
    number: &'a str,
    name: &'a str,
    birth_year: i32,
    unit: &'a str,
    date: String,
    #[serde(skip_serializing_if = "is_real")]
    rehearsal: bool,
}

fn is_real(rehearsal: &bool) -> bool {
    !rehearsal
}

/// A number, its short check, and the two links of a slip.
pub struct Award {
    /// Number and check of the certificate.
    pub certificate: CertificateV1,
    /// For the code that is scanned: number and check, at most 78 bytes.
    pub link: String,
    /// With the whole signed statement.
    pub statement_link: String,
}

/// Numbers and signs a slip: `TK-7F3K9Q-000123` is the unit's initials, six letters of the station, and the serial of the slip
/// at this station.
#[must_use]
pub fn issue(store: &Store, pack: &Pack, registration: &Registration, serial: u64, date: Date) -> Award {
    let unit = pack.unit(store.unit()).map(|unit| unit.name.clone()).unwrap_or_default();
    let initials: String =
        crate::domain::fold(&unit).split(' ').filter_map(|word| word.chars().next()).collect::<String>().to_uppercase();
    let station: String = store.station_id().chars().take(6).collect::<String>().to_uppercase();
    let number = format!("{initials}-{station}-{serial:06}");
    sign(store, pack, registration, &number, date)
}

/// The links of a slip that is given out now.
#[must_use]
pub fn sign(store: &Store, pack: &Pack, registration: &Registration, number: &str, date: Date) -> Award {
    let rehearsal = pack.contest.rehearsal;
    let bytes = statement(store, (store.epoch().number, rehearsal), registration, number, date);
    let signature = store.sign(slip_tag(rehearsal), &bytes);
    award(pack, number, &bytes, &signature)
}

fn statement(
    store: &Store,
    (epoch, rehearsal): (u32, bool),
    registration: &Registration,
    number: &str,
    date: Date,
) -> Vec<u8> {
    let statement = Statement {
        v: if rehearsal { 2 } else { 1 },
        contest: store.contest(),
        station: store.station_id(),
        epoch,
        number,
        name: registration.name.as_str(),
        birth_year: registration.birth.year(),
        unit: registration.residence.unit.as_str(),
        date: date.format("%Y-%m-%d").to_string(),
        rehearsal,
    };
    // Strings and numbers only: this cannot fail.
    serde_json::to_vec(&statement).unwrap_or_default()
}

fn award(pack: &Pack, number: &str, statement: &[u8], signature: &[u8]) -> Award {
    let check = check_of(signature);
    let link = pack.contest.check_link(number, &check);
    Award {
        statement_link: format!("{link}#{}.{}", base64url(statement), base64url(signature)),
        link,
        certificate: CertificateV1 { number: number.to_owned(), check },
    }
}

/// The short check of a signature.
fn check_of(signature: &[u8]) -> String {
    base32(signature).chars().take(8).collect()
}

/// A slip that was given out before.
pub struct Issued {
    /// The same number, check and links as then.
    pub award: Award,
    /// What the person had declared then.
    pub registration: Registration,
    /// The date on it.
    pub date: Date,
    /// Whether it was signed as a rehearsal's.
    pub rehearsal: bool,
}

/// What became of the question for an earlier slip.
pub enum Earlier {
    /// None was given out.
    None,
    /// One was given out, and this is it.
    Same(Box<Issued>),
    /// One of this number was given out, and what is here no longer makes the same statement.
    Lost(String),
}

/// Days before and after its record in which a slip's date is looked for: a clock may have been put right meanwhile.
const MOST_DAYS: i64 = 800;

/// The slip that a person has been given: that statement whose signature has the recorded check. The record has neither the epoch's
/// number nor the date, so those that there can have been are tried, the likeliest first.
///
/// # Errors
/// The database or the disk failed.
pub fn earlier(store: &Store, pack: &Pack, history: &[(Stamp, Event)]) -> Result<Earlier, StoreError> {
    let asked = history.iter().enumerate().find_map(|(place, (at, event))| match event {
        Event::Record(Body::CertificateAsked { certificate }) => {
            // A clock in doubt recorded another date than the one that was printed.
            let day = if at.suspect { store.known().signed.date() } else { at.wall.date() };
            Some((place, day, certificate.clone()))
        }
        _ => None, // else: only the record that asked for a slip has its number
    });
    let Some((place, day, certificate)) = asked else { return Ok(Earlier::None) };
    // As the person was registered then; in records of old versions a correction may have come between.
    let visits = [history.get(..place).unwrap_or(history), history].map(|part| Visit::replay(pack, part));
    let signers = store.signers()?;
    // A station may have gone from a rehearsal's pack to the contest's.
    let kinds = [pack.contest.rehearsal, !pack.contest.rehearsal];
    let days = (0..=MOST_DAYS).flat_map(|away| [day + Duration::days(away), day - Duration::days(away)]);
    for date in days {
        for registration in visits.iter().filter_map(Visit::registration) {
            for (signer, rehearsal) in signers.iter().flat_map(|signer| kinds.map(|kind| (signer, kind))) {
                let bytes = statement(store, (signer.epoch, rehearsal), registration, &certificate.number, date);
                let signature = signer.sign(slip_tag(rehearsal), &bytes);
                if check_of(&signature) == certificate.check {
                    let award = award(pack, &certificate.number, &bytes, &signature);
                    let registration = registration.clone();
                    return Ok(Earlier::Same(Box::new(Issued { award, registration, date, rehearsal })));
                }
            }
        }
    }
    Ok(Earlier::Lost(certificate.number))
}

/// The slip that was given out, for the PDF. It is marked where the station is a demo, its pack a rehearsal's, or the slip was.
#[must_use]
pub fn slip(store: &Store, pack: &Pack, issued: &Issued) -> Certificate {
    let Issued { award, registration, date, rehearsal } = issued;
    let unit = |code| pack.unit(code).map(|unit| unit.name.clone()).unwrap_or_default();
    let key = match pack.unit(&registration.residence.unit).map(|unit| unit.kind) {
        Some(UnitKind::Commune) => "award-commune",
        Some(UnitKind::Ward) => "award-ward",
        Some(UnitKind::SpecialZone) => "award-special-zone",
        None => "award-unit",
    };
    let (village, in_unit) = (registration.residence.village.as_str(), unit(&registration.residence.unit));
    let residence = [("village", village.into()), ("unit", in_unit.as_str().into())];
    Certificate {
        number: award.certificate.number.clone(),
        name: registration.name.clone(),
        birth: registration.birth,
        residence: Words::new(Language::Vietnamese).with(key, &residence),
        topics: pack.contest.topics.iter().map(|topic| topic.title.clone()).collect(),
        questions: pack.contest.paper_size(),
        right: None,
        contest: pack.contest.title.clone(),
        organiser: pack.contest.organiser.clone(),
        station: super::place::place_name(store.village()),
        place: unit(store.unit()),
        date: *date,
        check_url: award.link.clone(),
        statement_url: award.statement_link.clone(),
        trial: Trial::of(store.is_demo(), *rehearsal || pack.contest.rehearsal),
    }
}

/// The slip of a number that was given out here: the same statement as then.
///
/// # Errors
/// The database or the disk failed, or the slip cannot be made as it was.
pub fn find(store: &Store, pack: &Pack, number: &str) -> Result<Option<Certificate>, SlipFault> {
    for line in store.everybody()?.iter().filter(|line| line.progress.certificate.is_some()) {
        let history = store.history(line.person)?;
        let is_asked = |(_, event): &(Stamp, Event)| match event {
            Event::Record(Body::CertificateAsked { certificate }) => certificate.number == number,
            _ => false, // else: only the record that asked for a slip has its number
        };
        if history.iter().any(is_asked) {
            return match earlier(store, pack, &history)? {
                Earlier::Same(issued) => Ok(Some(slip(store, pack, &issued))),
                Earlier::None | Earlier::Lost(_) => Err(SlipFault::Lost),
            };
        }
    }
    Ok(None)
}

/// Why a slip is not made again.
#[derive(Debug)]
pub enum SlipFault {
    /// A fault of the station's folder.
    Store(StoreError),
    /// What is here no longer makes the statement that was given out.
    Lost,
}

impl From<StoreError> for SlipFault {
    fn from(fault: StoreError) -> Self {
        Self::Store(fault)
    }
}
