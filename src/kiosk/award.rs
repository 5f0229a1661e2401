use crate::{
    content::Pack,
    domain::{Date, Registration, Stamp, UnitKind},
    record::{Body, CertificateV1, Event},
    report::Certificate,
    session::Visit,
    store::{Store, StoreError},
    text::{Language, Words},
};
use serde::Serialize;

/// Days after the station's grant on which a slip may have been printed.
const MOST_DAYS: usize = 500;
/// Statement of a slip: tag of its signature.
const TAG: &str = "tramso-certificate1";

/// The statement that a slip carries: canonical JSON, fields in this order.
#[derive(Serialize)]
struct StatementV1<'a> {
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

/// The date of a slip that was asked for. A clock in doubt recorded another date than the one that was printed: that one is found by
/// the short check, which is of the signed statement. Where no day has that check, it is the day of what the centre signed last.
#[must_use]
pub fn date_of(store: &Store, pack: &Pack, registration: &Registration, asked: &(Stamp, CertificateV1)) -> Date {
    let (at, certificate) = asked;
    if !at.suspect {
        return at.wall.date();
    }
    let fits = |date: &Date| sign(store, pack, registration, &certificate.number, *date).certificate == *certificate;
    let signed = store.known().signed.date();
    let granted = store.grant_file().ok().flatten().map_or(signed, |grant| grant.time.date());
    granted.iter_days().take(MOST_DAYS).find(fits).unwrap_or(signed)
}

/// The links of a slip that has its number already: the same again for the same person and day.
#[must_use]
pub fn sign(store: &Store, pack: &Pack, registration: &Registration, number: &str, date: Date) -> Award {
    let statement = StatementV1 {
        v: 1,
        contest: &pack.contest.id,
        station: store.station_id(),
        epoch: store.epoch().number,
        number,
        name: registration.name.as_str(),
        birth_year: registration.birth.year(),
        unit: registration.residence.unit.as_str(),
        date: date.format("%Y-%m-%d").to_string(),
    };
    // Strings and numbers only: this cannot fail.
    let bytes = serde_json::to_vec(&statement).unwrap_or_default();
    let signature = store.sign(TAG, &bytes);
    let check: String = base32(&signature).chars().take(8).collect();
    let link = pack.contest.check_link(number, &check);
    Award {
        statement_link: format!("{link}#{}.{}", base64url(&bytes), base64url(&signature)),
        link,
        certificate: CertificateV1 { number: number.to_owned(), check },
    }
}

/// The slip itself, for the screen and the PDF.
#[must_use]
pub fn slip(store: &Store, pack: &Pack, registration: &Registration, award: &Award, date: Date) -> Certificate {
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
        date,
        check_url: award.link.clone(),
        statement_url: award.statement_link.clone(),
    }
}

/// The slip of a number that was given out here.
///
/// # Errors
/// The database or the disk failed.
pub fn find(store: &Store, pack: &Pack, number: &str) -> Result<Option<Certificate>, StoreError> {
    for line in store.everybody()?.iter().filter(|line| line.progress.certificate.is_some()) {
        let history = store.history(line.person)?;
        let asked = history.iter().find_map(|(at, event)| match event {
            Event::Record(Body::CertificateAsked { certificate }) if certificate.number == number => {
                Some((*at, certificate.clone()))
            }
            _ => None, // else: only the record that asked for a slip has its number
        });
        let visit = Visit::replay(pack, &history);
        if let (Some(at), Some(registration)) = (asked, visit.registration()) {
            let date = date_of(store, pack, registration, &at);
            let award = sign(store, pack, registration, number, date);
            return Ok(Some(slip(store, pack, registration, &award, date)));
        }
    }
    Ok(None)
}

/// RFC 4648 base32 without padding.
fn base32(bytes: &[u8]) -> String {
    encode(bytes, 5, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
}

/// RFC 4648 base64url without padding.
fn base64url(bytes: &[u8]) -> String {
    encode(bytes, 6, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
}

fn encode(bytes: &[u8], width: u32, alphabet: &[u8]) -> String {
    let mut out = String::new();
    let (mut held, mut bits) = (0_u32, 0_u32);
    let digit = |value: u32| alphabet.get(value as usize & ((1 << width) - 1)).copied().map_or('?', char::from);
    for byte in bytes {
        held = (held << 8 | u32::from(*byte)) & 0xffff;
        bits += 8;
        while bits >= width {
            bits -= width;
            out.push(digit(held >> bits));
        }
    }
    if bits > 0 {
        out.push(digit(held << (width - bits)));
    }
    out
}
