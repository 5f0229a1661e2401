use super::AppVersion;
use crate::{
    crypto::{SealFault, minisig::KeyId, parcel::ParcelFault},
    domain::{Date, DrawFault, LessonId, Platform, QuestionId, TopicId},
};

/// Why a pack or a root is refused. Its messages are for logs; the wording for people is the driver's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackFault {
    /// More bytes than any pack has; not one of them was read.
    #[error("a pack of {bytes} bytes, {most} at most")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit, `MOST_PACK`.
        most: usize,
    },
    /// No canonical ustar.
    #[error("no canonical ustar: {0:?}")]
    Parcel(ParcelFault),
    /// Another member than the one that belongs in this place, or none.
    #[error("member {found:?} where {wanted:?} belongs")]
    Member {
        /// The name that belongs there; `None`: nothing more.
        wanted: Option<String>,
        /// The name that is there; `None`: the end.
        found: Option<String>,
    },
    /// A member above its limit.
    #[error("{member} has {bytes} bytes, {most} at most")]
    MemberTooLarge {
        /// Its name.
        member: String,
        /// Its size.
        bytes: usize,
        /// The limit.
        most: usize,
    },

    /// No signature of minisign in its canonical form.
    #[error("{member}: no canonical minisign signature")]
    SignatureForm {
        /// The signature's name.
        member: String,
    },
    /// A signature of minisign's old kind, which is not accepted.
    #[error("{member}: a legacy signature")]
    LegacySignature {
        /// The signature's name.
        member: String,
    },
    /// Signed with a key that the root does not name for it.
    #[error("{member}: signed with key {key}, which the root does not name")]
    WrongKey {
        /// The signature's name.
        member: String,
        /// The key that it claims.
        key: KeyId,
    },
    /// The bytes are not those that were signed.
    #[error("{member}: the signature does not verify")]
    BadSignature {
        /// The signature's name.
        member: String,
    },
    /// The signature was made for something else.
    #[error("{member}: trusted comment {found:?}, wanted {wanted:?}")]
    Comment {
        /// The signature's name.
        member: String,
        /// The trusted comment that it must have.
        wanted: String,
        /// The one that it has.
        found: String,
    },

    /// Not the JSON that belongs there: unknown, missing or doubled keys among it.
    #[error("{member}: {message}")]
    Shape {
        /// The member's name.
        member: String,
        /// The parser's message, in English.
        message: String,
    },
    /// A later version of the shape: this program is too old for it.
    #[error("{member}: shape of version {v}")]
    NewerShape {
        /// The member's name.
        member: String,
        /// The shape's version.
        v: u32,
    },
    /// The same values written in another than the canonical form.
    #[error("{member}: not canonical")]
    NotCanonical {
        /// The member's name.
        member: String,
    },
    /// Two values that must be equal differ, or one has no meaning.
    #[error("{member}: contradiction in {field}")]
    Contradiction {
        /// The member's name.
        member: String,
        /// The key of the value.
        field: &'static str,
    },

    /// A role of this root has too few different keys for its threshold, too many, weak ones, or one twice.
    #[error("root {version}: unsound keys of role {role}")]
    RootKeys {
        /// The root.
        version: u32,
        /// The role's name in the root.
        role: &'static str,
    },
    /// A root without signatures enough by the keys of root `by`.
    #[error("root {version}: {found} of {wanted} signatures by keys of root {by}")]
    RootThreshold {
        /// The root.
        version: u32,
        /// The root whose keys must sign: the same, or the one before.
        by: u32,
        /// Signatures by its keys.
        found: usize,
        /// Its threshold.
        wanted: usize,
    },
    /// The pack was made under an older root than the one that is pinned.
    #[error("made under root {carried}, pinned is {pinned}")]
    RootOlder {
        /// The newest root in the pack.
        carried: u32,
        /// The pinned root.
        pinned: u32,
    },
    /// Its root of the pinned version is another one: another centre's, or a forged one.
    #[error("another root {version} than the pinned one")]
    RootOther {
        /// The pinned root.
        version: u32,
    },

    /// A pack of another contest.
    #[error("for contest {found:?}, enrolled for {wanted:?}")]
    WrongContest {
        /// The contest that the station is enrolled for.
        wanted: String,
        /// The pack's contest.
        found: String,
    },
    /// The program must be newer.
    #[error("needs program {wanted}, this is {app}")]
    MinApp {
        /// The oldest program that the pack works with.
        wanted: AppVersion,
        /// The running program.
        app: AppVersion,
    },
    /// An older pack than the one that is held.
    #[error("version {version}, held is {held}")]
    Older {
        /// The pack's version.
        version: u32,
        /// The held pack's version.
        held: u32,
    },
    /// The very pack that is held: nothing to do.
    #[error("version {version} is held already")]
    Held {
        /// Its version.
        version: u32,
    },
    /// Another pack of the version that is held.
    #[error("another pack of version {version} is held")]
    VersionTwice {
        /// The version of both.
        version: u32,
    },
    /// Too far ahead of what is held to be accepted.
    #[error("version {version} is more than {most} ahead of {held}")]
    Jump {
        /// The pack's version.
        version: u32,
        /// The held pack's version.
        held: u32,
        /// The limit, `MOST_JUMP`.
        most: u32,
    },

    /// A file of another length than the manifest states.
    #[error("{member} has {found} bytes, the manifest states {stated}")]
    Length {
        /// The file's name.
        member: String,
        /// Bytes, by the manifest.
        stated: usize,
        /// Its bytes.
        found: usize,
    },
    /// A file of another digest than the manifest states.
    #[error("{member} has another digest than the manifest states")]
    Digest {
        /// The file's name.
        member: String,
    },
    /// The manifest's own digest is not the one that was asked for.
    #[error("another pack than the one asked for")]
    OtherPack,
    /// The questions are sealed and no key was given.
    #[error("sealed, and no identity given")]
    Sealed,
    /// The questions cannot be unsealed.
    #[error("cannot be unsealed: {0:?}")]
    Unseal(SealFault),
    /// The unsealed questions have another length than the manifest states.
    #[error("unsealed to another length than {stated} bytes")]
    PlainLength {
        /// Bytes, by the manifest.
        stated: usize,
    },

    /// Content that the program could not use.
    #[error("unsound content")]
    Unsound(#[source] Unsound),
    /// It could not be signed: no randomness.
    #[error("cannot be signed")]
    Signing,
}

/// What keeps the program from using a pack's content. Whether content is good is the linter's business, before building.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    /// A contest's or station's id of other characters than small letters, digits and `-`, or longer than 32.
    #[error("id {0:?}")]
    Id(String),
    /// The contest closes before it opens.
    #[error("closes before it opens")]
    Dates,
    /// Topics are not numbered from 1 without gaps.
    #[error("numbers of topics")]
    Topics,
    /// The paper has no question, or more than anybody answers.
    #[error("a paper of {questions} questions")]
    Paper {
        /// Questions of a paper.
        questions: usize,
    },
    /// Too few questions for the blueprint.
    #[error("too few questions: {0:?}")]
    Draw(DrawFault),
    /// The shortest message is longer than the longest.
    #[error("bounds of messages")]
    MessageBounds,
    /// A question's id of other characters than ASCII letters, digits and `-`, or longer than 32.
    #[error("question id {0:?}")]
    QuestionId(String),
    /// Ids of questions are not in byte order, each once.
    #[error("question {0:?} is out of order")]
    QuestionOrder(QuestionId),
    /// More questions than a campaign may have.
    #[error("{found} questions, {most} at most")]
    TooManyQuestions {
        /// Questions of the bank.
        found: usize,
        /// The limit, `MOST_QUESTIONS`.
        most: usize,
    },
    /// A question without its stem, with an empty option, or with too few or too many options.
    #[error("question {question:?} has {found} options")]
    Options {
        /// The question.
        question: QuestionId,
        /// Its options.
        found: usize,
    },
    /// A question of a topic that the contest does not have.
    #[error("topic of question {0:?}")]
    QuestionTopic(QuestionId),
    /// Ids of lessons are not in order, each once.
    #[error("lesson {0} is out of order")]
    LessonOrder(LessonId),
    /// A lesson of a topic that the contest does not have.
    #[error("topic of lesson {0}")]
    LessonTopic(LessonId),
    /// A lesson without a page, or a check question without exactly one right option.
    #[error("form of lesson {0}")]
    LessonForm(LessonId),
    /// A topic that nobody could complete.
    #[error("topic {} has no required lesson", .0.number())]
    NoRequiredLesson(TopicId),
    /// Codes of units are not in order, each once; the code.
    #[error("unit {0:?} is out of order")]
    UnitOrder(String),
    /// Revoked ids are not in order, each once, or one is no id; the id.
    #[error("revoked id {0:?}")]
    Revoked(String),
}

/// What somebody should look at; the pack is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackWarning {
    /// The day until which the office meant to have sent a newer one is over.
    Expired {
        /// That day.
        on: Date,
    },
    /// Issued longer ago than packs should be.
    Stale {
        /// Days since it was issued.
        days: u32,
    },
    /// Issued on a day that is still to come: this machine's clock is wrong, or the office's was.
    NotYetIssued {
        /// The day of issue.
        on: Date,
    },
    /// The day by which a newer root was meant to be there is over.
    RootExpired {
        /// That day.
        on: Date,
    },
    /// The code leads to a store's search, not to the app.
    LinkNotOfficial(Platform),
}
