use crate::{
    domain::{Choice, DrawFault, LessonId, Missing, Registration, RegistrationFault, Seed, TopicId, Window},
    record::{CertificateV1, InstallV1},
};

/// What a resident or the helper asks for.
#[derive(Clone)]
pub enum Command {
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

/// The kind of event alone: what was told stays out of every message.
impl std::fmt::Debug for Command {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Consent => "Consent",
            Self::Register(_) => "Register(…)",
            Self::Correct(_) => "Correct(…)",
            Self::Withdraw => "Withdraw",
            Self::TurnTo { lesson, page } => return write!(out, "TurnTo({lesson}, {page})"),
            Self::AnswerCheck { lesson, check, option } => {
                return write!(out, "AnswerCheck({lesson}, {check}, {option})");
            }
            Self::FinishLesson(lesson) => return write!(out, "FinishLesson({lesson})"),
            Self::LearntElsewhere(topic) => return write!(out, "LearntElsewhere({})", topic.number()),
            Self::OpenAttempt(_) => "OpenAttempt(…)",
            Self::GoTo(place) => return write!(out, "GoTo({place})"),
            Self::Mark { place, choice, .. } => return write!(out, "Mark({place}, {})", choice.0),
            Self::Flag { place, on } => return write!(out, "Flag({place}, {on})"),
            Self::Submit => "Submit",
            Self::SeeResult => "SeeResult",
            Self::Share { .. } => "Share(…)",
            Self::AskCertificate(_) => "AskCertificate(…)",
            Self::App(install) => return write!(out, "App({install:?})"),
        })
    }
}
