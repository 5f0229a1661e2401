use super::AppVersion;
use crate::{
    crypto::{SealFault, minisig::KeyId, parcel::ParcelFault},
    domain::{Date, DrawFault, LessonId, Platform, QuestionId, TopicId},
};

/// Why a pack is refused: what is wrong, with its values. The wording is the driver's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackFault {
    /// More bytes than any pack has; not one of them was read.
    TooLarge {
        bytes: usize,
        most: usize,
    },
    /// No canonical ustar.
    Parcel(ParcelFault),
    /// Another member than the one that belongs in this place, or none.
    Member {
        wanted: Option<String>,
        found: Option<String>,
    },
    MemberTooLarge {
        member: String,
        bytes: usize,
        most: usize,
    },

    /// No signature of minisign in its one form.
    SignatureForm {
        member: String,
    },
    /// A signature of the old kind, which is not taken.
    LegacySignature {
        member: String,
    },
    /// Signed with a key that the root does not name for it.
    WrongKey {
        member: String,
        key: KeyId,
    },
    /// The bytes are not those that were signed.
    BadSignature {
        member: String,
    },
    /// The signature was made for something else.
    Comment {
        member: String,
        wanted: String,
        found: String,
    },

    /// Not the JSON that belongs there, as its parser tells: unknown, missing or doubled keys among it.
    Shape {
        member: String,
        message: String,
    },
    /// A later version of the shape: this program is too old for it.
    NewerShape {
        member: String,
        v: u32,
    },
    /// The same values written otherwise than in the one form.
    NotCanonical {
        member: String,
    },
    /// Two places that must say the same do not.
    Contradiction {
        member: String,
        field: &'static str,
    },

    /// A role of this root has too few different keys for its threshold, too many, weak ones, or one twice.
    RootKeys {
        version: u32,
        role: &'static str,
    },
    /// A root without signatures enough by the keys of root `by`.
    RootThreshold {
        version: u32,
        by: u32,
        found: usize,
        wanted: usize,
    },
    /// The pack was made under an older root than the one that is pinned.
    RootOlder {
        carried: u32,
        pinned: u32,
    },
    /// Its root of the pinned version is another one: another centre's, or a forged one.
    RootOther {
        version: u32,
    },

    WrongContest {
        wanted: String,
        found: String,
    },
    /// The program must be newer.
    MinApp {
        wanted: AppVersion,
        app: AppVersion,
    },
    /// An older pack than the one that is held.
    Older {
        version: u32,
        held: u32,
    },
    /// The very pack that is held: nothing to do.
    Held {
        version: u32,
    },
    /// Another pack of the version that is held.
    VersionTwice {
        version: u32,
    },
    /// Too far ahead of what is held to be believed.
    Jump {
        version: u32,
        held: u32,
        most: u32,
    },

    /// A file has another length than the manifest says.
    Length {
        member: String,
        stated: usize,
        found: usize,
    },
    /// A file has another digest than the manifest says.
    Digest {
        member: String,
    },
    /// The manifest's own digest is not the one that was asked for.
    OtherPack,
    /// The questions are sealed and no key was given.
    Sealed,
    /// The questions cannot be unsealed.
    Unseal(SealFault),
    /// What was sealed has another length than the manifest says.
    PlainLength {
        stated: usize,
    },

    /// The content would not work.
    Unsound(Unsound),
    /// It could not be signed: no randomness.
    Signing,
}

/// What keeps the program from using a pack's content. Whether content is good is the linter's business, before building.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsound {
    /// A contest's or kiosk's id of other signs than small letters, digits and `-`, or longer than 32.
    Id(String),
    Dates,
    /// Topics are numbered from 1 without gaps.
    Topics,
    /// The paper has no question, or more than anybody answers.
    Paper {
        questions: usize,
    },
    /// Too few questions for the blueprint.
    Draw(DrawFault),
    MessageBounds,
    QuestionId(String),
    /// Ids stand in byte order, each once.
    QuestionOrder(QuestionId),
    TooManyQuestions {
        found: usize,
        most: usize,
    },
    Options {
        question: QuestionId,
        found: usize,
    },
    /// A question of a topic that the contest has not.
    QuestionTopic(QuestionId),
    LessonOrder(LessonId),
    LessonTopic(LessonId),
    /// A lesson without a page, or a check question without exactly one right option.
    LessonForm(LessonId),
    /// A topic that nobody could complete.
    NoRequiredLesson(TopicId),
    UnitOrder(String),
    Revoked(String),
}

/// What somebody should look at; the pack is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackWarning {
    /// The day until which the office meant to have sent a newer one is over.
    Expired {
        on: Date,
    },
    /// So many days since it was issued.
    Stale {
        days: u32,
    },
    /// Issued on a day that is still to come: this machine's clock is wrong, or the office's was.
    NotYetIssued {
        on: Date,
    },
    RootExpired {
        on: Date,
    },
    /// The code leads to a store's search, not to the app.
    LinkNotOfficial(Platform),
}
