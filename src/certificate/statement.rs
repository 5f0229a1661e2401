//! What a certificate states, and its signature.

use crate::{
    content::form_digest,
    crypto::{
        Secret, base32, base64url,
        canonical::{V1, read_canonical, write},
        from_base64url, hex, is_same, signing, unhex,
    },
    domain::{Birth, CertificateForm, Contest, Date, Signer},
};
use chrono::Datelike as _;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Tags of a certificate's signature, and of a rehearsal's: a verifier that knows only the first never takes a rehearsal's for a real one.
const TAG: &str = "tramso-final-certificate1";
const REHEARSAL_TAG: &str = "tramso-rehearsal-final-certificate1";
/// Longest number of a certificate or a slip, in bytes.
pub const LONGEST_NUMBER: usize = 28;
/// Letters of the short check.
const CHECK: usize = 8;

/// What a certificate states: everything that is shown on its page but what its form has.
/// `Debug` shows its number and nothing about the person.
#[derive(Clone, PartialEq, Eq)]
pub struct Statement {
    /// Id of the contest.
    pub contest: String,
    /// Its number.
    pub number: String,
    /// Full name of the holder.
    pub name: String,
    /// Date or year of birth.
    pub birth: Birth,
    /// `thôn Ngọc Lặc, xã Tân Kỳ, thành phố Hải Phòng`.
    pub residence: String,
    /// Titles of the contest's topics.
    pub topics: Vec<String>,
    /// Title of the contest.
    pub title: String,
    /// Name of the organising body.
    pub organiser: String,
    /// Who signs.
    pub signers: Vec<Signer>,
    /// The place before the date.
    pub place: String,
    /// Day of issue.
    pub date: Date,
    /// Digest of the form.
    pub form: [u8; 32],
    /// Number of the station's slip, where there was one.
    pub slip: Option<String>,
    /// Where certificates are looked up; number and check follow.
    pub check_url: String,
    /// Of a rehearsal: no proof of anything.
    pub rehearsal: bool,
}

impl fmt::Debug for Statement {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Statement({})", self.number)
    }
}

/// The number of the certificate with this serial: of a ledger that was restored it has the generation, so that none is given twice.
#[must_use]
pub fn number_of(generation: u64, serial: u64) -> String {
    if generation > 1 { format!("GCN{generation}-{serial:06}") } else { format!("GCN-{serial:06}") }
}

impl Statement {
    /// What a contest's certificates have in common, by its form; number and person are still to be filled in.
    #[must_use]
    pub fn of(contest: &Contest, form: &CertificateForm, date: Date) -> Self {
        Self {
            contest: contest.id.clone(),
            number: String::new(),
            name: String::new(),
            birth: Birth::Year(0),
            residence: String::new(),
            topics: contest.topics.iter().map(|topic| topic.title.clone()).collect(),
            title: contest.title.clone(),
            organiser: contest.organiser.clone(),
            signers: form.signers.clone(),
            place: form.place.clone(),
            date,
            form: form_digest(form),
            slip: None,
            check_url: contest.check_url.clone(),
            rehearsal: contest.rehearsal,
        }
    }

    /// Signs it.
    #[must_use]
    pub fn sign(&self, seed: &Secret<32>) -> Signed {
        let bytes = write(&StatementV1::new(self));
        let signature = signing::sign(seed, tag(self.rehearsal), &bytes);
        Signed { bytes, signature }
    }
}

fn tag(rehearsal: bool) -> &'static str {
    if rehearsal { REHEARSAL_TAG } else { TAG }
}

/// A statement's bytes and the signature beside them, not verified.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    /// As they were signed.
    pub bytes: Vec<u8>,
    /// Ed25519.
    pub signature: [u8; 64],
}

impl fmt::Debug for Signed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Signed({} bytes)", self.bytes.len())
    }
}

impl Signed {
    /// As a link carries it: `<statement>.<signature>`.
    #[must_use]
    pub fn carried(&self) -> String {
        format!("{}.{}", base64url(&self.bytes), base64url(&self.signature))
    }

    /// Reads the two parts of `carried`.
    #[must_use]
    pub fn read(statement: &str, signature: &str) -> Option<Self> {
        let signature = from_base64url(signature)?.try_into().ok()?;
        Some(Self { bytes: from_base64url(statement)?, signature })
    }

    /// The certificate's statement, where one of these keys has signed it.
    #[must_use]
    pub fn statement(&self, keys: &[[u8; 32]]) -> Option<Statement> {
        let signed_as = |rehearsal| {
            keys.iter()
                .any(|key| signing::verify(key, tag(rehearsal), &self.bytes, &self.signature))
                .then_some(rehearsal)
        };
        let rehearsal = signed_as(false).or_else(|| signed_as(true))?;
        // The statement itself is read only once it is known who signed it, and as what.
        let shape: StatementV1 = read_canonical(&self.bytes).ok()?;
        shape.open().filter(|statement| statement.rehearsal == rehearsal)
    }

    /// The short check.
    #[must_use]
    pub fn check(&self) -> CheckCode {
        CheckCode(base32(&self.signature).chars().take(CHECK).collect())
    }
}

/// Short check of a signature: eight letters and digits.
#[derive(Clone)]
pub struct CheckCode(String);

impl CheckCode {
    /// As it is printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is what somebody typed: case and spaces do not matter, nor that 0, 1 and 8, which it never has, were read for O, I and B.
    #[must_use]
    pub fn is(&self, typed: &str) -> bool {
        let read = |sign: char| match sign {
            '0' => 'O',
            '1' => 'I',
            '8' => 'B',
            sign => sign,
        };
        let typed: String =
            typed.chars().filter(char::is_ascii_alphanumeric).map(|sign| read(sign.to_ascii_uppercase())).collect();
        is_same(self.0.as_bytes(), typed.as_bytes())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatementV1 {
    v: V1,
    kind: Kind,
    contest: String,
    number: String,
    name: String,
    birth: String,
    residence: String,
    topics: Vec<String>,
    title: String,
    organiser: String,
    signers: Vec<SignerV1>,
    place: String,
    date: String,
    form: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slip: Option<String>,
    check_url: String,
    #[serde(default, skip_serializing_if = "is_real")]
    rehearsal: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Certificate,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignerV1 {
    title: String,
    name: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_real(rehearsal: &bool) -> bool {
    !rehearsal
}

impl StatementV1 {
    fn new(of: &Statement) -> Self {
        let signer = |one: &Signer| SignerV1 { title: one.title.clone(), name: one.name.clone() };
        Self {
            v: V1,
            kind: Kind::Certificate,
            contest: of.contest.clone(),
            number: of.number.clone(),
            name: of.name.clone(),
            birth: of.birth.written(),
            residence: of.residence.clone(),
            topics: of.topics.clone(),
            title: of.title.clone(),
            organiser: of.organiser.clone(),
            signers: of.signers.iter().map(signer).collect(),
            place: of.place.clone(),
            date: of.date.to_string(),
            form: hex(&of.form),
            slip: of.slip.clone(),
            check_url: of.check_url.clone(),
            rehearsal: of.rehearsal,
        }
    }

    fn open(self) -> Option<Statement> {
        Some(Statement {
            contest: self.contest,
            number: self.number,
            name: self.name,
            birth: Birth::from_written(&self.birth)?,
            residence: self.residence,
            topics: self.topics,
            title: self.title,
            organiser: self.organiser,
            signers: self.signers.into_iter().map(|one| Signer { title: one.title, name: one.name }).collect(),
            place: self.place,
            date: date_of(&self.date)?,
            form: unhex(&self.form)?,
            slip: self.slip,
            check_url: self.check_url,
            rehearsal: self.rehearsal,
        })
    }
}

/// A date in its one form, `yyyy-mm-dd`.
pub(super) fn date_of(text: &str) -> Option<Date> {
    let date = Date::parse_from_str(text, "%Y-%m-%d").ok()?;
    ((1..=9999).contains(&date.year()) && date.to_string() == text).then_some(date)
}
