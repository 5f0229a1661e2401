use super::names::names;

/// Standing of a person: what is looked up and counted. It follows from the facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Unit of residence: five digits.
    pub unit: Option<String>,
    /// Village of residence, as the person declared it.
    pub village: Option<String>,
    /// Workplace: its unit, where it has one, and the name of the agency, school or enterprise.
    pub work: Option<(Option<String>, String)>,
    /// Day of registration, in days since 1970-01-01 in Vietnam.
    pub registered: Option<i32>,
    /// Day on which all parts were done by the records, in the same unit.
    pub finished: Option<i32>,
    /// Day on which all parts were done validly, in the same unit.
    pub valid: Option<i32>,
    /// One bit a topic that is done, the first lowest.
    pub topics: u32,
    /// Attempts that were handed in and may count.
    pub attempts: u8,
    /// Right answers of the attempt that counts.
    pub score: Option<u8>,
    /// Duration of the attempt that counts, in seconds; none on a numbered paper.
    pub seconds: Option<u32>,
    /// Whether the attempt that counts was written on paper.
    pub on_paper: bool,
    /// Whether the attempt that counts is one for personal prizes. A better one that is not does not take its place.
    pub ranked: bool,
    /// Whether a topic was learnt in a group's lesson.
    pub in_group: bool,
    /// Whether the person's message may be shown on the public wall; none where no message is known by its words.
    pub story: Option<bool>,
    /// Whether the person took part on One Touch too, by their own word at a station.
    pub one_touch: bool,
    /// Day on which the person took part on One Touch by a list of the city.
    pub listed: Option<i32>,
    /// App on the person's phone, as declared.
    pub app: Option<AppOn>,
    /// Whether the person withdrew their consent.
    pub withdrawn: bool,
    /// At how many stations something of theirs was recorded.
    pub stations: u16,
    /// What keeps the entry from being judged in full: one bit each (`Wait::bit`).
    pub waits: u32,
    /// Anomalies that a person should review: one bit each.
    pub anomalies: u32,
}

impl Standing {
    /// Whether the person took part on One Touch, by a list of the city or by their own word.
    #[must_use]
    pub fn is_on_one_touch(&self) -> bool {
        self.one_touch || self.listed.is_some()
    }
}

/// What an entry waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// An attempt was handed in, and the record of its opening has not arrived.
    Opening,
    /// The centre has not received the pack that the paper was drawn from.
    Pack,
    /// It may have happened after the contest closed.
    Deadline,
    /// Declarations of the person at different stations contradict each other.
    Contradiction,
    /// A bundle with records of theirs does not count yet.
    Bundle,
    /// A topic was learnt at another station by this station's records, and no record of the other one confirms it yet.
    Elsewhere,
    /// It shows a sign that holds it back until a person has decided.
    Sign,
    /// Earlier records of the station that it rests on, a group's lesson or a paper's printing, have not arrived.
    Earlier,
}

/// App on a person's phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppOn {
    /// It was installed at the station.
    InstalledNow,
    /// The person had it before.
    HadIt,
    /// The person has no smartphone.
    NoSmartphone,
}

names! { AppOn, "app of a person":
    InstalledNow = "installed",
    HadIt = "had",
    NoSmartphone = "no-smartphone",
}

/// A topic's bit in `Standing::topics`, the first lowest.
#[must_use]
pub fn topic_bit(topic: u8) -> u32 {
    topic.checked_sub(1).and_then(|at| 1_u32.checked_shl(u32::from(at))).unwrap_or(0)
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
            Self::Sign => 64,
            Self::Earlier => 128,
        }
    }
}
