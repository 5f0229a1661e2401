use crate::{
    domain::{Choice, DrawFault, LessonId, Missing, Registration, RegistrationFault, Seed, TopicId, Window},
    record::{CertificateV1, InstallV1},
};

/// What a resident or the helper asks for.
#[derive(Clone)]
pub enum Event {
    /// Agrees to the consent text of the pack's version.
    Consent,
    Register(Box<Registration>),
    Correct(Box<Registration>),
    Withdraw,
    /// Turns to a page, counted from 0.
    TurnTo {
        lesson: LessonId,
        page: usize,
    },
    /// Chooses an option of a check question, both counted from 0.
    AnswerCheck {
        lesson: LessonId,
        check: usize,
        option: u8,
    },
    /// Reaches a lesson's end.
    FinishLesson(LessonId),
    /// The helper vouches that the topic was learnt at another station.
    LearntElsewhere(TopicId),
    /// Opens a test on the paper of this seed.
    OpenAttempt(Seed),
    /// Brings a question on screen.
    GoTo(usize),
    /// Marks an option after so many seconds on the question.
    Mark {
        place: usize,
        choice: Choice,
        seconds: u32,
    },
    Flag {
        place: usize,
        on: bool,
    },
    Submit,
    SeeResult,
    Share {
        text: String,
        ready: Option<u8>,
        told_aloud: bool,
        publish: bool,
    },
    AskCertificate(CertificateV1),
    App(InstallV1),
}

/// Why the rules do not allow what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoConsent,
    Withdrawn,
    NotRegistered,
    AlreadyRegistered,
    Registration(Vec<RegistrationFault>),
    /// The contest is not open; practice is.
    Closed(Window),
    UnknownLesson,
    UnknownTopic,
    /// The test opens when these are done.
    TopicsMissing(Vec<TopicId>),
    AttemptRunning,
    AttemptsUsedUp {
        allowed: u8,
    },
    NoAttempt,
    /// No such question, option or check.
    Nowhere,
    /// Questions without an answer, counted from 0.
    Blanks(Vec<usize>),
    MessageShort {
        least: usize,
        got: usize,
    },
    MessageLong {
        most: usize,
        got: usize,
    },
    MessageSign(char),
    Incomplete(Vec<Missing>),
    Draw(DrawFault),
}
