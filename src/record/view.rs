use super::{HelpMode, HowLearnt, InstallV1, Medium, RegistrationView, StampV1};
use crate::domain::PersonKey;
use std::borrow::Cow;

/// Borrowed view of a record, parsed without allocation where no text is escaped: what a centre goes through by the hundred thousand.
///
/// `RecordView::read` takes exactly the bytes that `Record::read` takes with a sound person key; the reason of a refusal comes
/// from that one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordView<'a> {
    /// Number within the epoch, from 1.
    pub n: u64,
    /// Id of the contest.
    pub contest: Cow<'a, str>,
    /// Person key; none for shifts and other records without a person.
    pub person: Option<PersonKey>,
    /// When it was written.
    pub at: StampV1,
    /// Number of the open shift.
    pub shift: u64,
    /// Key slot that opened the shift.
    pub helper: Cow<'a, str>,
    /// How much the helper did.
    pub mode: HelpMode,
    /// Content.
    pub body: BodyView<'a>,
}

/// Content of a record: see `Body`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyView<'a> {
    /// See `Body::Consent`.
    Consent {
        /// Version of the consent text.
        text_version: u16,
    },
    /// See `Body::Registration`.
    Registration {
        /// What the resident declared.
        registration: RegistrationView<'a>,
    },
    /// See `Body::Correction`.
    Correction {
        /// The new declaration, whole.
        registration: RegistrationView<'a>,
    },
    /// See `Body::Withdrawal`.
    Withdrawal,
    /// See `Body::TopicDone`.
    TopicDone {
        /// Number of the topic, from 1.
        topic: u8,
        /// How it was learnt.
        how: HowLearnt,
        /// Digest (hex) of the pack in use.
        pack: Cow<'a, str>,
    },
    /// See `Body::AttemptOpened`.
    AttemptOpened {
        /// Number of the attempt, from 1.
        attempt: u8,
        /// Digest (hex) of the pack that the paper is drawn from.
        pack: Cow<'a, str>,
        /// Digest (hex) of the paper.
        paper: Cow<'a, str>,
        /// Screen or paper.
        medium: Medium,
    },
    /// See `Body::AttemptSubmitted`.
    AttemptSubmitted {
        /// Number of the attempt, from 1.
        attempt: u8,
        /// Whether the time was over.
        late: bool,
        /// Seconds from opening to submission.
        seconds: u32,
        /// One answer for each place of the paper.
        answers: Vec<AnswerView<'a>>,
    },
    /// See `Body::Message`.
    Message {
        /// The message, trimmed.
        text: Cow<'a, str>,
        /// Number of the ready sentence; none for the resident's own words.
        ready: Option<u8>,
        /// Whether it was dictated to the helper.
        dictated: bool,
        /// Whether it may be shown on the public wall.
        publish: bool,
    },
    /// See `Body::CertificateAsked`.
    CertificateAsked {
        /// The number printed on it.
        number: Cow<'a, str>,
        /// Its short check.
        check: Cow<'a, str>,
    },
    /// See `Body::App`.
    App {
        /// What came of the offer.
        install: InstallV1,
    },
    /// See `Body::ShiftOpened`.
    ShiftOpened {
        /// Number of the shift.
        shift: u64,
        /// Key slot that opened it.
        helper: Cow<'a, str>,
    },
    /// See `Body::ShiftClosed`.
    ShiftClosed {
        /// Number of the shift.
        shift: u64,
        /// Residents served in it.
        people: u32,
        /// Residents among them who finished.
        finished: u32,
    },
    /// See `Body::Moved`.
    Moved {
        /// Hex of the person key the records belong to.
        to: Cow<'a, str>,
        /// First record number of the range.
        from_event: u64,
        /// Last record number of the range, included.
        to_event: u64,
    },
    /// See `Body::Erased`.
    Erased {
        /// Numbers of the records whose bytes were removed.
        events: Vec<u64>,
        /// Reason, as the helper chose it.
        why: Cow<'a, str>,
    },
    /// See `Body::GroupLesson`.
    GroupLesson {
        /// Number of the topic, from 1.
        topic: u8,
        /// Digest (hex) of the pack in use.
        pack: Cow<'a, str>,
        /// Ids of the lessons that were shown to the end.
        lessons: Vec<Cow<'a, str>>,
        /// Seconds that the lesson's pages were on the screen.
        seconds: u32,
        /// Registered people who were there at its end.
        present: u8,
        /// How many raised a hand for each option of each question.
        raised: Vec<Vec<u8>>,
    },
    /// See `Body::PapersPrinted`.
    PapersPrinted {
        /// Six random digits.
        batch: Cow<'a, str>,
        /// Papers in the batch.
        count: u8,
        /// Digest (hex) of the pack that they are drawn from.
        pack: Cow<'a, str>,
    },
    /// See `Body::PapersCollected`.
    PapersCollected {
        /// The batch.
        batch: Cow<'a, str>,
        /// Serials, ascending.
        serials: Vec<u8>,
    },
    /// See `Body::PaperHanded`.
    PaperHanded {
        /// The batch.
        batch: Cow<'a, str>,
        /// Serial within the batch.
        serial: u8,
        /// Number of the attempt, from 1.
        attempt: u8,
        /// Digest (hex) of the pack that the paper is drawn from.
        pack: Cow<'a, str>,
        /// Digest (hex) of the paper.
        paper: Cow<'a, str>,
        /// Question id and option, for each place of the paper.
        answers: Vec<(Cow<'a, str>, u8)>,
    },
    /// See `Body::PaperRekeyed`.
    PaperRekeyed {
        /// The batch.
        batch: Cow<'a, str>,
        /// Serial within the batch.
        serial: u8,
        /// Places, from 1, where both differed.
        differs: Vec<u8>,
    },
    /// See `Body::PapersVoid`.
    PapersVoid {
        /// The batch.
        batch: Cow<'a, str>,
        /// Serials, ascending.
        serials: Vec<u8>,
    },
    /// See `Body::ClockConfirmed`.
    ClockConfirmed {
        /// The date, `yyyy-mm-dd`.
        date: Cow<'a, str>,
    },
}

/// See `AnswerV1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerView<'a> {
    /// Id of the question.
    pub question: Cow<'a, str>,
    /// Option by its place in the question's own list.
    pub option: u8,
    /// Seconds spent on the question.
    pub seconds: u32,
}
