use super::RegistrationV1;
use serde::{Deserialize, Serialize};

/// Content of a record. Version 1; names and order of the fields never change, new versions get new variants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Body {
    /// Agreed to the consent text of this version, aloud to the helper or by a key press.
    Consent {
        /// Version of the consent text.
        text_version: u16,
    },
    /// A resident registered.
    Registration {
        /// What the resident declared.
        #[serde(rename = "told")]
        registration: Box<RegistrationV1>,
    },
    /// Replaces the registration; the old one stays in the chain.
    Correction {
        /// The new declaration, whole.
        #[serde(rename = "told")]
        registration: Box<RegistrationV1>,
    },
    /// The consent is withdrawn; the data are to be erased.
    Withdrawal {},
    /// All required lessons of a topic are completed.
    TopicDone {
        /// Number of the topic, from 1.
        topic: u8,
        /// How it was learnt.
        how: HowLearnt,
        /// Digest (hex) of the pack in use.
        pack: String,
    },
    /// `paper`: SHA-256 (hex) of the canonical list of questions and orders that was drawn.
    AttemptOpened {
        /// Number of the attempt, from 1.
        attempt: u8,
        /// Digest (hex) of the pack that the paper is drawn from.
        pack: String,
        /// Digest (hex) of the paper.
        paper: String,
        /// Screen or paper.
        medium: Medium,
    },
    /// All answers in the order of the paper. The centre scores them itself.
    AttemptSubmitted {
        /// Number of the attempt, from 1.
        attempt: u8,
        /// Whether the time was over.
        late: bool,
        /// Seconds from opening to submission.
        seconds: u32,
        /// One answer for each place of the paper.
        answers: Vec<AnswerV1>,
    },
    /// `ready`: which ready sentence was chosen (counted from 1). `publish`: may be shown on the public wall.
    Message {
        /// The message, trimmed.
        text: String,
        /// Number of the ready sentence; none for the resident's own words.
        ready: Option<u8>,
        /// Whether it was dictated to the helper.
        #[serde(rename = "told_aloud")]
        dictated: bool,
        /// Whether it may be shown on the public wall.
        publish: bool,
    },
    /// A certificate was asked for.
    CertificateAsked {
        /// Its number and short check.
        certificate: CertificateV1,
    },
    /// The app on somebody's phone; without a person in the record, somebody who has no entry.
    App {
        /// What came of it.
        install: InstallV1,
    },
    /// A helper opened a shift.
    ShiftOpened {
        /// Number of the shift, from 1.
        shift: u64,
        /// Key slot that opened it.
        helper: String,
    },
    /// The shift was closed.
    ShiftClosed {
        /// Number of the shift.
        shift: u64,
        /// Residents served in it.
        people: u32,
        /// Residents among them who finished.
        finished: u32,
    },
    /// What was recorded under one person belongs to another ("Không phải tôi").
    Moved {
        /// Hex of the person key they belong to.
        to: String,
        /// First record number of the range.
        from_event: u64,
        /// Last record number of the range, included.
        to_event: u64,
    },
    /// A person's bytes were removed; their links stay.
    Erased {
        /// Numbers of the records whose bytes were removed.
        events: Vec<u64>,
        /// Reason, as the helper chose it.
        why: String,
    },
    /// A topic was taught to a group. The next `present` records of the chain are its people's `topic-done`, how `group`.
    GroupLesson {
        /// Number of the topic, from 1.
        topic: u8,
        /// Digest (hex) of the pack in use.
        pack: String,
        /// Ids of the lessons that were shown to the end.
        lessons: Vec<String>,
        /// Seconds by the monotonic clock that the lesson's pages were on the screen.
        seconds: u32,
        /// Registered people who were there at its end.
        present: u8,
        /// For each question that was asked, how many raised a hand for each option. Empty where they were not counted.
        raised: Vec<Vec<u8>>,
    },
    /// Numbered papers were printed; they belong to nobody until they are handed in.
    PapersPrinted {
        /// Six random digits, which enter the seeds.
        batch: String,
        /// Papers in the batch: serials 1 to this.
        count: u8,
        /// Digest (hex) of the pack that they are drawn from.
        pack: String,
    },
    /// The papers of these serials were collected: the time by which the contest's window is judged.
    PapersCollected {
        /// The batch.
        batch: String,
        /// Serials, ascending.
        serials: Vec<u8>,
    },
    /// A person's collected paper was keyed in: opens and submits the attempt.
    PaperHanded {
        /// The batch.
        batch: String,
        /// Serial within the batch.
        serial: u8,
        /// Number of the attempt, from 1.
        attempt: u8,
        /// Digest (hex) of the pack that the paper is drawn from.
        pack: String,
        /// Digest (hex) of the paper.
        paper: String,
        /// One answer for each place of the paper.
        answers: Vec<PaperAnswerV1>,
    },
    /// A paper was keyed in a second time, without sight of the first.
    PaperRekeyed {
        /// The batch.
        batch: String,
        /// Serial within the batch.
        serial: u8,
        /// Places, from 1, where both differed, before the sheet was looked at.
        differs: Vec<u8>,
    },
    /// Papers that will not be handed in.
    PapersVoid {
        /// The batch.
        batch: String,
        /// Serials, ascending.
        serials: Vec<u8>,
    },
    /// A volunteer confirmed the date, because the wall clock contradicted what is known. It belongs to the shift, to no person.
    ClockConfirmed {
        /// The date, `yyyy-mm-dd`.
        date: String,
    },
}

/// How a topic was learnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HowLearnt {
    /// Alone at this station.
    Alone,
    /// In a group lesson.
    Group,
    /// Declared as learnt at another station; the centre checks.
    OtherStation,
}

/// What a test is taken on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    /// At the station's screen.
    Screen,
    /// On a printed sheet, entered afterwards.
    Paper,
}

/// One answer of a submitted test, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerV1 {
    /// Id of the question.
    pub question: String,
    /// The marked option by its place in the question's own list (0 is the right one), as the paper ordered it.
    pub option: u8,
    /// Seconds spent on the question.
    pub seconds: u32,
}

/// One answer of a numbered paper, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperAnswerV1 {
    /// Id of the question.
    pub question: String,
    /// The marked option by its place in the question's own list (0 is the right one).
    pub option: u8,
}

/// Certificate reference, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateV1 {
    /// The number printed on it.
    pub number: String,
    /// Short check: the first bytes of the station's signature, base32.
    pub check: String,
}

/// Outcome of the offer to install the city's app, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InstallV1 {
    /// Installed at the station.
    InstalledNow,
    /// It was installed before.
    HadIt,
    /// The person has no smartphone.
    NoSmartphone,
}
