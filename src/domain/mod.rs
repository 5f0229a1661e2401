//! The nouns of the contest and its rules, as plain functions of their arguments.
//!
//! Promises: the same input gives the same output on every machine and in every version. Anything an official could argue
//! about (is this number possible, which twenty questions, what score, what is still missing) is decided here.
//! Does not: read a clock, draw chance, open a file, hold any wording or know how anything is stored or sent.

mod account;
mod attempt;
mod bank;
mod birth;
mod certificate_form;
mod contest;
mod course;
pub mod date_entry;
mod draw;
mod entry;
mod fold;
mod group;
mod id_number;
mod ids;
mod machine;
mod moment;
mod name;
mod name_order;
mod now;
mod paper_number;
mod person;
mod phone;
mod place;
mod prizes;
mod question;
mod sign;
mod spoken;
mod unit;

pub use account::{AccountName, AccountNameError};
pub use attempt::{Answers, Choice, Score, TopicScore};
pub use bank::Bank;
pub use birth::{Birth, Sex};
pub use certificate_form::{CertificateForm, Logo, LogoFault, Measures, Signer};
pub use contest::{
    AppLink, CONSENT_TEXT, Contest, HelpLink, MOST_HELP_LINKS, PaperFrom, Platform, Rules, StationPlace, Stratum,
    Window, sealed_until,
};
pub use course::{Block, Check, CheckOption, Lesson, LessonId, Page};
pub use draw::{DrawFault, Drawn, Paper, PaperItem, Seed, draw, draw_again, draw_practice};
pub use entry::{Entry, Missing, SpentAttempts};
pub use fold::{fold, old_tone_style, tidy_spaces, toggle_tone_style};
pub use group::{MOST_IN_GROUP, least_taught_s};
pub use id_number::{IdDoubt, IdFault, IdNumber, Origin};
pub use ids::{EpochId, IdFormError, StationId};
pub use machine::{CheckedPart, Light, MachineCheck, MachinePart};
pub use moment::{Date, Moment, Stamp, date_of, day_of};
pub use name::{LONGEST_NAME, NameFault, PersonName, is_forbidden_char, is_name_char};
pub use name_order::{DictionaryKey, GivenNameKey, by_given_name, dictionary_key, given_name_key};
pub use now::{ClockDoubt, Known, Now};
pub use paper_number::{PaperBatch, PaperCode, PaperNumber, PaperNumberFault};
pub use person::{
    GUARDED_BELOW, Guardian, Identity, LONGEST_PLACE, Membership, NoIdReason, OneTouch, PersonKey, PersonKeySource,
    Registration, RegistrationFault, Residence, WorkKind, Workplace, birth_faults, registration_faults,
};
pub use phone::{Phone, PhoneFault, is_hotline};
pub use place::{KnownNames, Meant, Place, PlaceKind, find_names, meant};
pub use prizes::{Award, MOST_PRIZES, Prize, PrizeCounts, PrizeRules, TieRule, Worth, shared_places};
pub use question::{Level, Question, QuestionId};
pub use sign::{Sign, SignRule, SignRules};
pub use spoken::SpokenReply;
pub use unit::{Topic, TopicId, Unit, UnitCode, UnitKind, find_units};
