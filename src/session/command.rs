use crate::{
    domain::{
        Choice, DrawFault, LessonId, Missing, Paper, PaperNumber, Registration, RegistrationFault, Seed, TopicId,
        Window,
    },
    record::{CertificateV1, InstallV1},
};

/// What a resident or the helper asks for.
#[derive(Clone)]
pub enum Command {
    /// Agrees to the consent text of the pack's version.
    Consent,
    /// Register a resident; needs consent.
    Register(Box<Registration>),
    /// Replace the registration.
    Correct(Box<Registration>),
    /// Withdraw the consent.
    Withdraw,
    /// Turns to a page, counted from 0.
    TurnTo {
        /// Lesson that is open.
        lesson: LessonId,
        /// Page, from 0.
        page: usize,
    },
    /// Chooses an option of a check question, both counted from 0.
    AnswerCheck {
        /// Lesson that the check belongs to.
        lesson: LessonId,
        /// Check question, from 0.
        check: usize,
        /// Option chosen, from 0.
        option: u8,
    },
    /// Reaches a lesson's end.
    FinishLesson(LessonId),
    /// The helper vouches that the topic was learnt at another station.
    LearntElsewhere(TopicId),
    /// Was there when the topic was taught to a group.
    LearnInGroup(TopicId),
    /// Opens a test on the paper of this seed.
    OpenAttempt(Seed),
    /// Brings a question on screen.
    GoTo(usize),
    /// Marks an option after so many seconds on the question.
    Mark {
        /// Place of the paper, from 0.
        place: usize,
        /// Option marked.
        choice: Choice,
        /// Seconds on the question since it was shown.
        seconds: u32,
    },
    /// Set or clear the flag of a place.
    Flag {
        /// Place of the paper, from 0.
        place: usize,
        /// Whether the flag is set.
        on: bool,
    },
    /// Submit the running attempt.
    Submit,
    /// Hands in a test that was written on a printed paper.
    HandPaper {
        /// The paper's number.
        number: PaperNumber,
        /// Digest (hex) of the pack that it is drawn from.
        drawn_from: String,
        /// What is printed on it.
        paper: Paper,
        /// For each place the option as printed, from 0; none where nothing is marked.
        choices: Vec<Option<Choice>>,
    },
    /// The result was shown.
    SeeResult,
    /// Share a message ("Tôi học số - Tôi lan tỏa").
    Share {
        /// The message.
        text: String,
        /// Number of the ready sentence, from 1; none for own words.
        ready: Option<u8>,
        /// Whether it was dictated to the helper.
        dictated: bool,
        /// Whether it may be shown on the public wall.
        publish: bool,
    },
    /// Ask for the certificate with this number and check.
    AskCertificate(CertificateV1),
    /// Record what came of the offer to install the app.
    App(InstallV1),
}

/// Why the rules do not allow what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The consent is missing.
    #[error("no consent")]
    NoConsent,
    /// The consent was withdrawn.
    #[error("consent is withdrawn")]
    Withdrawn,
    /// There is no registration.
    #[error("not registered")]
    NotRegistered,
    /// There is a registration; `Correct` replaces it.
    #[error("registered already")]
    AlreadyRegistered,
    /// The registration has these faults; never empty.
    #[error("registration has faults")]
    Registration(Vec<RegistrationFault>),
    /// The contest is not open; practice is.
    #[error("contest is closed")]
    Closed(Window),
    /// The pack has no such lesson.
    #[error("unknown lesson")]
    UnknownLesson,
    /// The contest has no such topic.
    #[error("unknown topic")]
    UnknownTopic,
    /// The test opens when these are done.
    #[error("topics are missing")]
    TopicsMissing(Vec<TopicId>),
    /// The contest takes no tests on paper.
    #[error("no tests on paper")]
    NoPaper,
    /// The contest counts no topics that were taught to groups.
    #[error("no lessons for groups")]
    NoGroups,
    /// An attempt is open and not submitted.
    #[error("an attempt is running")]
    AttemptRunning,
    /// No attempt is left.
    #[error("all {allowed} attempts are used")]
    AttemptsUsedUp {
        /// Attempts that the contest allows.
        allowed: u8,
    },
    /// No attempt is open.
    #[error("no attempt is running")]
    NoAttempt,
    /// No such question, option or check.
    #[error("no such place of the paper")]
    Nowhere,
    /// Questions without an answer, counted from 0.
    #[error("answers are missing")]
    Blanks(Vec<usize>),
    /// The message is too short.
    #[error("message of {got} characters, at least {least}")]
    MessageShort {
        /// Shortest allowed, in characters.
        least: usize,
        /// Its length in characters.
        got: usize,
    },
    /// The message is too long.
    #[error("message of {got} characters, at most {most}")]
    MessageLong {
        /// Longest allowed, in characters.
        most: usize,
        /// Its length in characters.
        got: usize,
    },
    /// The message has a forbidden character.
    #[error("forbidden character in the message")]
    MessageChar(char),
    /// A certificate needs these parts first.
    #[error("entry is not complete")]
    Incomplete(Vec<Missing>),
    /// No paper can be drawn.
    #[error("no paper can be drawn")]
    Draw(#[source] DrawFault),
}

/// The kind of event alone: personal data stay out of every message.
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
            Self::LearnInGroup(topic) => return write!(out, "LearnInGroup({})", topic.number()),
            Self::OpenAttempt(_) => "OpenAttempt(…)",
            Self::GoTo(place) => return write!(out, "GoTo({place})"),
            Self::Mark { place, choice, .. } => return write!(out, "Mark({place}, {})", choice.0),
            Self::Flag { place, on } => return write!(out, "Flag({place}, {on})"),
            Self::Submit => "Submit",
            Self::HandPaper { number, .. } => return write!(out, "HandPaper({number})"),
            Self::SeeResult => "SeeResult",
            Self::Share { .. } => "Share(…)",
            Self::AskCertificate(_) => "AskCertificate(…)",
            Self::App(install) => return write!(out, "App({install:?})"),
        })
    }
}
