//! What the ledger keeps, row by row: the nouns that the rules, the intake and both engines share.

use crate::domain::{EpochId, PersonKey, StationId};

/// A station that has a place in a contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KioskRow {
    pub kiosk: StationId,
    pub contest: String,
    /// The five digits of the unit where it stands.
    pub commune: String,
    pub village: String,
    /// The newest grant, as it was signed, and its number.
    pub grant: Vec<u8>,
    pub grant_number: u64,
    /// When the first grant was made: no record of the station is older.
    pub enrolled_ms: i64,
    /// First and last day on which its records count, days since 1970-01-01 in Vietnam.
    pub valid_from: i32,
    pub valid_to: i32,
    /// More entries a day than this are looked at by a person.
    pub max_per_day: u32,
    /// From when on its bundles no longer count.
    pub revoked_ms: Option<i64>,
    /// Number of the newest receipt; 0 before the first.
    pub receipts: u64,
    /// When its newest bundle arrived.
    pub heard_ms: Option<i64>,
    /// Version of the contest's pack that its newest bundle named; 0 before one did.
    pub pack_version: u32,
}

/// A run of a station under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochRow {
    pub kiosk: StationId,
    pub epoch: EpochId,
    /// Counted from 1: the enrolled one.
    pub number: u32,
    pub key: [u8; 32],
    /// `created`, `restored` or `hardware`.
    pub why: String,
    /// The certificate by which the key before names this one; none where a grant does.
    pub certificate: Option<Vec<u8>>,
    /// Its records count. An epoch that a station began itself waits for a person.
    pub confirmed: bool,
}

/// A bundle that is held: verified, and kept as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleRow {
    /// The ledger's own number; 0 before it is kept.
    pub id: i64,
    pub kiosk: StationId,
    pub epoch: EpochId,
    pub seq: u32,
    /// SHA-256 of the manifest, and of the one before.
    pub digest: [u8; 32],
    pub prev: [u8; 32],
    /// Numbers of its first and last record, and the chain's heads around them.
    pub first: u64,
    pub last: u64,
    pub head_before: [u8; 32],
    pub head: [u8; 32],
    /// The earliest that it can have been when it was written, as the station knew.
    pub floor_ms: i64,
    /// The earliest that a record in it claims to be; `i64::MIN` where one doubts its own clock. Nothing changes for its records
    /// when a bundle before it turns out to be no younger than this.
    pub earliest_ms: i64,
    pub received_ms: i64,
    /// Distinct persons in it.
    pub people: u32,
    pub state: BundleState,
    /// Number of the receipt that answered it.
    pub receipt: u64,
}

/// Whether what a bundle brings counts. A bundle that does not count is held all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BundleState {
    Counted,
    /// Another one has its number, or the number of one before it: a person decides which copy of the station counts.
    Fork,
    /// It arrived after its station was revoked.
    Revoked,
    /// Its epoch waits to be confirmed.
    Unconfirmed,
    /// It arrived after the contest had closed: a person says whether what it claims to have happened before does count, and what was
    /// begun before.
    Late,
    /// A person has decided that it counts, whatever was doubted.
    Admitted,
    /// A person has decided that it does not count.
    Excluded,
}

/// A person as the ledger keeps them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    pub key: PersonKey,
    pub standing: Standing,
    /// `Facts::write`: all that is known of the person. An engine that does not encrypt everything seals it.
    pub facts: Vec<u8>,
}

/// Where a person stands: what is looked up and summed. It follows from the facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Where they live: five digits, and the village as told.
    pub unit: Option<String>,
    pub village: Option<String>,
    /// Where they work: unit, where it has one, and the agency's, school's or enterprise's name.
    pub work: Option<(Option<String>, String)>,
    /// On which day (days since 1970-01-01 in Vietnam) they registered; had done all parts by the records; had done so validly.
    pub registered: Option<i32>,
    pub finished: Option<i32>,
    pub valid: Option<i32>,
    /// One bit a topic that is done, the first lowest.
    pub topics: u32,
    /// Attempts that were handed in and may count.
    pub attempts: u8,
    /// Right answers of the attempt that counts, and its seconds.
    pub score: Option<u8>,
    pub seconds: Option<u32>,
    pub one_touch: bool,
    pub app: Option<AppOn>,
    pub withdrawn: bool,
    /// At how many stations something of theirs was recorded.
    pub stations: u16,
    /// What keeps the entry from being judged in full, one bit each (`Wait::bit`).
    pub waits: u32,
    /// Signs that somebody should look at, one bit each.
    pub anomalies: u32,
}

/// What an entry waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// An attempt was handed in, and the record that it was opened has not arrived.
    Opening,
    /// The centre has not been given the pack that the paper was drawn from.
    Pack,
    /// It may have happened after the contest closed.
    Deadline,
    /// What was told of the person at different stations contradicts.
    Contradiction,
    /// A bundle with records of theirs is not counted yet.
    Bundle,
    /// A topic is told to have been learnt at another station, which has not said so yet.
    Elsewhere,
}

/// The app on a person's phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppOn {
    InstalledNow,
    HadIt,
    NoSmartphone,
}

/// Of what something is the sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// A unit (xã, phường, đặc khu) by residence.
    Unit,
    /// A village or neighbourhood of a unit, by residence.
    Village,
    /// An agency, school or enterprise, by workplace.
    Agency,
    /// What was reached on one day, by residence.
    Day,
}

/// Which sum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TallyKey {
    pub scope: Scope,
    /// Five digits; empty for an agency without a unit.
    pub unit: String,
    /// The village or agency; empty for units and days.
    pub name: String,
    /// Days since 1970-01-01 in Vietnam; 0 for what is no day's.
    pub day: i32,
}

/// People of a sum, or the change of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub registered: i64,
    pub finished: i64,
    pub valid: i64,
    /// Took part on One Touch, and of these who is valid here too: counted once in a sum.
    pub one_touch: i64,
    pub both: i64,
    /// Has the app: installed at a station, or had it.
    pub app: i64,
}

/// A record that does not count, for the receipts of its epoch. It is named by its bundle: copies of a station that have parted use
/// the same numbers for different people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectionRow {
    /// The ledger's number of the bundle.
    pub bundle: i64,
    pub number: u64,
    /// A word of small letters and `-`.
    pub reason: String,
}

/// A receipt as it was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptRow {
    pub kiosk: StationId,
    pub epoch: EpochId,
    pub number: u64,
    pub made_ms: i64,
    pub bytes: Vec<u8>,
}

/// What a person has to decide, or has decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// The ledger's own number; 0 before it is kept.
    pub id: i64,
    pub kind: CaseKind,
    /// What it is about, the same each time it is found. `Fork`: `<kiosk> <epoch> <seq>`; `Revoked` and `Late`: the same and the
    /// first 16 digits of the bundle's digest; `Epoch`: `<kiosk> <epoch>`; `Contradiction`: a person's key in hex; `Anomaly`:
    /// `<kiosk> <epoch> <seq> <pattern>`.
    pub subject: String,
    /// Why it was opened, with values and without a word about persons: `entries=34 minutes=20 from=…`. Empty where the subject
    /// says it all.
    pub detail: String,
    pub opened_ms: i64,
    /// What was decided; none while it waits.
    pub decision: Option<String>,
    pub decided_ms: Option<i64>,
    pub decided_by: Option<String>,
}

/// Why somebody must decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseKind {
    /// Two bundles of one number: a cloned or restored station.
    Fork,
    /// A bundle that came after its station was revoked.
    Revoked,
    /// An epoch that a station began itself.
    Epoch,
    /// A bundle that came after the contest had closed.
    Late,
    /// Contradicting personal data under one ID number.
    Contradiction,
    /// Entries that look made up.
    Anomaly,
}

/// Who sent what could not be taken: the newest of each station and reason, with how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// As claimed; empty where nothing could be read.
    pub kiosk: String,
    /// The notice's code.
    pub code: String,
    pub times: u64,
    pub newest_ms: i64,
}

impl Wait {
    /// Its bit in `Standing::waits`.
    #[must_use]
    pub fn bit(self) -> u32 {
        match self {
            Self::Opening => 1,
            Self::Pack => 2,
            Self::Deadline => 4,
            Self::Contradiction => 8,
            Self::Bundle => 16,
            Self::Elsewhere => 32,
        }
    }
}

impl BundleState {
    /// Whether its records count.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Counted | Self::Admitted)
    }

    /// Whether a person must decide before anything of it may be erased at its station.
    #[must_use]
    pub fn waits(self) -> bool {
        matches!(self, Self::Fork | Self::Revoked | Self::Unconfirmed | Self::Late)
    }
}
