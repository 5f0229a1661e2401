use super::{Refusal, SendFault};
use crate::text::codes;
use serde::Deserialize;

/// What came back, whole.
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The media type, without its parameters, in small letters.
    pub kind: String,
    /// Seconds that the other side asks to wait.
    pub retry_after: Option<u64>,
    /// Body, as far as it was read.
    pub body: Vec<u8>,
}

/// What a reply means.
#[derive(Debug)]
pub enum Meaning {
    /// What should be a receipt.
    Receipt(Vec<u8>),
    /// So many bytes of the file are there.
    Have(u64),
    /// There is no such thing there.
    Nothing,
    /// The centre does not know this station yet.
    Stranger(Box<Refusal>),
    Refused(Box<Refusal>),
    /// To be tried again, after the stated seconds where there are any.
    Again {
        status: u16,
        seconds: Option<u64>,
    },
    /// Not today any more.
    Enough,
    /// The centre takes nothing until a person has put its clock right.
    CentreClock,
    /// No centre speaks like that.
    Foreign,
}

/// The media type of receipts.
pub const RECEIPT: &str = "application/vnd.tramso.receipt";
/// What a centre answers to a station that it does not know.
const STRANGER: &str = codes::bundle::UNKNOWN_STATION;
/// What it answers to one that has sent as much as it may in a day.
const ENOUGH: &str = codes::centre::DAILY_QUOTA_REACHED;
/// What it answers while its clock contradicts its trail.
const CLOCK: &str = codes::centre::CLOCK_CONTRADICTED;
/// Words of a refusal that are longer than this are cut: they are read aloud.
const MOST_WORDS: usize = 300;

#[derive(Deserialize)]
struct HaveV1 {
    have: u64,
}

#[derive(Deserialize)]
struct ProblemV1 {
    code: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    now: String,
    #[serde(default)]
    retry: bool,
}

impl Reply {
    /// Reads a reply about the file of this name.
    #[must_use]
    pub fn meaning(self, name: &str) -> Meaning {
        let problem = self.problem();
        match (self.status, problem) {
            (200, _) if self.kind == RECEIPT => Meaning::Receipt(self.body),
            (200 | 202 | 409, None) => self.have().map_or(Meaning::Foreign, Meaning::Have),
            (409, Some(_)) if self.have().is_some() => self.have().map_or(Meaning::Foreign, Meaning::Have),
            (429, Some(problem)) if problem.code == ENOUGH => Meaning::Enough,
            (503, Some(problem)) if problem.code == CLOCK => Meaning::CentreClock,
            (429 | 503, _) => Meaning::Again { status: self.status, seconds: self.retry_after },
            (403, Some(problem)) if problem.code == STRANGER => Meaning::Stranger(Box::new(problem.refusal(name, 403))),
            (404, Some(_)) => Meaning::Nothing,
            (status, Some(problem)) if problem.retry => Meaning::Again { status, seconds: self.retry_after },
            (status, Some(problem)) => Meaning::Refused(Box::new(problem.refusal(name, status))),
            (408 | 500..=599, None) if self.status != 511 => {
                Meaning::Again { status: self.status, seconds: self.retry_after }
            }
            (_, None) => Meaning::Foreign,
        }
    }

    /// Whether asking again soon is in vain, whatever the status: a person has to do something first.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.problem().is_some_and(|problem| problem.code == CLOCK)
    }

    fn have(&self) -> Option<u64> {
        let is_json = self.kind.ends_with("json");
        let read: Option<HaveV1> = serde_json::from_slice(&self.body).ok().filter(|_| is_json);
        read.map(|read| read.have)
    }

    fn problem(&self) -> Option<ProblemV1> {
        let is_one = self.kind == "application/problem+json" && self.status >= 400;
        let read: Option<ProblemV1> = serde_json::from_slice(&self.body).ok().filter(|_| is_one);
        read.filter(|problem| is_code(&problem.code))
    }
}

impl ProblemV1 {
    fn refusal(&self, name: &str, status: u16) -> Refusal {
        let (code, what, now) = (words(&self.code), words(&self.title), words(&self.now));
        Refusal { name: name.to_owned(), status, code, what, now }
    }
}

impl Meaning {
    /// The fault of a meaning that has no place where it was found.
    #[must_use]
    pub fn out_of_place(self) -> SendFault {
        match self {
            Self::Again { status: 429 | 503, seconds } => SendFault::Busy { seconds: seconds.unwrap_or(60) },
            Self::Enough => SendFault::Enough,
            Self::CentreClock => SendFault::CentreClock,
            Self::Again { status, .. } => SendFault::Failing { status },
            // else: no centre gives that answer there
            _ => SendFault::NotTheCentre,
        }
    }
}

/// `TS-B51`: what a volunteer can read over the telephone.
fn is_code(text: &str) -> bool {
    text.len() <= 12 && text.starts_with("TS-") && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Words from outside are on the screen only as plain text.
fn words(text: &str) -> String {
    text.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).take(MOST_WORDS).collect()
}
