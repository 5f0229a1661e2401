//! Every refusal of the centre, ready to be worded.

use super::{
    AcceptRefusal, AccountRefusal, AdmitRefusal, ClockRefusal, DecideRefusal, EnrolRefusal, EnrolRemark, IngestRefusal,
    LEAST_PASSWORD, NotAllowed, OwnRefusal, PackRefusal, PasswordFault, QueryError, SheetRefusal, TermRefusal,
    cases::{actor_name, decision_name},
};
use crate::{
    bundle::BundleFault,
    crypto::{SealFault, parcel::ParcelFault},
    domain::{Moment, StationId},
    ledger::{LedgerError, Login, TlsFault},
    notices::{Failure, legible, pack_failure, weak_passphrase},
    record::RecordFault,
    text::{Words, codes, short_date},
};

/// Why a bundle is not held.
#[must_use]
pub fn refusal(refusal: &IngestRefusal) -> Failure {
    match refusal {
        IngestRefusal::NotAllowed(NotAllowed) => not_allowed(),
        IngestRefusal::Fault(fault) => bundle_fault(fault),
        IngestRefusal::Newer(_) => Failure::new(codes::bundle::LATER_VERSION, []),
        IngestRefusal::Contest { wanted, found } => contest(wanted, found),
        IngestRefusal::UnknownStation { station } => {
            Failure::new(codes::bundle::UNKNOWN_STATION, [("kiosk", short(station))])
        }
        IngestRefusal::EpochTaken { station, epoch } => Failure::new(
            codes::bundle::TWO_COPIES_OF_A_STATION,
            [("kiosk", short(station)), ("epoch", epoch.to_string())],
        ),
        IngestRefusal::TermOver { at } => term_over(*at),
        IngestRefusal::Ledger(fault) => ledger(fault),
    }
}

/// That nothing of a person is kept any more.
fn term_over(at: Moment) -> Failure {
    Failure::new(codes::term::IS_OVER, [("date", short_date(at.date()))])
}

/// Why the organiser's term is not ended.
#[must_use]
pub fn term(refusal: &TermRefusal) -> Failure {
    match refusal {
        TermRefusal::NotAllowed(NotAllowed) => not_allowed(),
        TermRefusal::NoDays => Failure::new(codes::term::NO_DAYS, []),
        TermRefusal::TooEarly { last_day } => Failure::new(codes::term::TOO_EARLY, [("date", short_date(*last_day))]),
        TermRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why the machine's clock is not the present.
#[must_use]
pub fn clock(refusal: &ClockRefusal) -> Failure {
    match refusal {
        ClockRefusal::Contradicts { machine, last } => {
            let values = [("machine", short_date(machine.date())), ("last", short_date(last.date()))];
            Failure::new(codes::centre::CLOCK_CONTRADICTED, values)
        }
        ClockRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why a clock is not taken as right although its date was typed.
#[must_use]
pub fn accept_clock(refusal: &AcceptRefusal) -> Failure {
    match refusal {
        AcceptRefusal::BeforePack { machine, issued } => {
            let values = [("machine", short_date(machine.date())), ("issued", short_date(*issued))];
            Failure::new(codes::centre::CLOCK_BEFORE_PACK, values)
        }
        AcceptRefusal::NotAllowed(NotAllowed) => not_allowed(),
        AcceptRefusal::Ledger(fault) => ledger(fault),
    }
}

impl IngestRefusal {
    /// Code of the notice that words it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        refusal(self).code
    }
}

/// Why a station is not admitted.
#[must_use]
pub fn admit(refusal: &AdmitRefusal) -> Failure {
    match refusal {
        AdmitRefusal::NotAllowed(NotAllowed) => not_allowed(),
        AdmitRefusal::Fault(fault) => bundle_fault(fault),
        AdmitRefusal::NotPinned => Failure::new(codes::approve::NO_ROOT_PINNED, []),
        AdmitRefusal::Contest { wanted, found } => contest(wanted, found),
        AdmitRefusal::OtherCentre => Failure::new(codes::approve::GRANT_OF_ANOTHER_CENTRE, []),
        AdmitRefusal::UnknownEpoch { station, epoch } => {
            Failure::new(codes::approve::UNKNOWN_EPOCH, [("kiosk", short(station)), ("epoch", epoch.to_string())])
        }
        AdmitRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why a station is not approved; `pack` is the file that was given, for people.
#[must_use]
pub fn enrol(refusal: &EnrolRefusal, pack: &str) -> Failure {
    match refusal {
        EnrolRefusal::NotAllowed(NotAllowed) => not_allowed(),
        EnrolRefusal::NotSealed => Failure::new(codes::centre::PACK_NOT_SEALED, []),
        EnrolRefusal::NoPack => Failure::new(codes::approve::NO_PACK, []),
        EnrolRefusal::Pack => Failure::new(codes::approve::PACK_NOT_GRANTABLE, [("file", pack.to_owned())]),
        EnrolRefusal::Contest { wanted, found } => {
            Failure::new(codes::approve::OTHER_CONTEST, [("wanted", wanted.clone()), ("found", found.clone())])
        }
        EnrolRefusal::Unit(code) => Failure::new(codes::approve::UNKNOWN_UNIT, [("unit", code.clone())]),
        EnrolRefusal::Date(value) => Failure::new(codes::approve::NOT_A_DATE, [("value", value.clone())]),
        EnrolRefusal::Signer(key) => Failure::new(codes::approve::KEY_MAY_NOT_GRANT, [("key", key.clone())]),
        EnrolRefusal::NoPackIdentity => Failure::new(codes::approve::NO_PACK_IDENTITY, []),
        EnrolRefusal::Grant(fault) => bundle_fault(fault),
        EnrolRefusal::Admit(refusal) => admit(refusal),
        EnrolRefusal::Ledger(fault) => ledger(fault),
    }
}

/// What is unusual about an enrolment.
#[must_use]
pub fn enrol_remark(remark: &EnrolRemark) -> Failure {
    match remark {
        EnrolRemark::LastDayPassed(date) => {
            Failure::new(codes::approve::LAST_DAY_PASSED, [("date", short_date(*date))])
        }
    }
}

/// Why a pack is not taken.
#[must_use]
pub fn pack(refusal: &PackRefusal) -> Failure {
    match refusal {
        PackRefusal::NotAllowed(NotAllowed) => not_allowed(),
        PackRefusal::Fault(fault) => pack_failure(fault),
        PackRefusal::NotSealed => Failure::new(codes::centre::PACK_NOT_SEALED, []),
        PackRefusal::Rehearsal { is_new: true } => Failure::new(codes::centre::PACK_IS_REHEARSAL, []),
        PackRefusal::Rehearsal { is_new: false } => Failure::new(codes::centre::CENTRE_REHEARSES, []),
        PackRefusal::NotYet { issued, machine } => {
            let values = [("machine", short_date(machine.date())), ("issued", short_date(*issued))];
            Failure::new(codes::centre::PACK_NOT_YET, values)
        }
        PackRefusal::OtherPath { lesson } => {
            Failure::new(codes::centre::OTHER_REQUIRED_PATH, [("lesson", lesson.to_string())])
        }
        PackRefusal::NotPinned { fingerprint } => {
            Failure::new(codes::centre::ROOT_NOT_PINNED, [("fingerprint", fingerprint.clone())])
        }
        PackRefusal::OtherRoot { found, .. } => {
            Failure::new(codes::centre::ROOT_FINGERPRINT_DIFFERS, [("found", found.clone())])
        }
        PackRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why nothing was decided about the case; `word` is what was asked for. What somebody else has decided is named in `words`.
#[must_use]
pub fn decide(refusal: &DecideRefusal, case: i64, word: &str, words: &Words) -> Failure {
    match refusal {
        DecideRefusal::NotAllowed(NotAllowed) => not_allowed(),
        DecideRefusal::UnknownCase => Failure::new(codes::centre::UNKNOWN_CASE, [("case", case.to_string())]),
        DecideRefusal::Decided { word, by, at } => {
            let word = decision_name(word, words).unwrap_or_else(|| legible(word));
            let who = by.as_ref().map_or_else(|| "-".to_owned(), |by| legible(&actor_name(by, words)));
            Failure::new(codes::centre::ALREADY_DECIDED, [("word", word), ("who", who), ("at", words.moment(*at))])
        }
        DecideRefusal::Open => Failure::new(codes::centre::NOT_DECIDED, []),
        DecideRefusal::Word { words, .. } => {
            Failure::new(codes::centre::UNKNOWN_DECISION, [("word", word.to_owned()), ("words", words.join(", "))])
        }
        DecideRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why nothing was kept of what was found of a sheet.
#[must_use]
pub fn sheet(refusal: &SheetRefusal, sheet: i64) -> Failure {
    match refusal {
        SheetRefusal::NotAllowed(NotAllowed) => not_allowed(),
        SheetRefusal::Unknown => Failure::new(codes::centre::UNKNOWN_SHEET, [("sheet", sheet.to_string())]),
        SheetRefusal::Letters { wanted, found } => {
            Failure::new(codes::centre::SHEET_LETTERS, [("wanted", wanted.to_string()), ("found", found.to_string())])
        }
        SheetRefusal::Gone => Failure::new(codes::centre::SHEET_NOT_COMPARABLE, []),
        SheetRefusal::Ledger(fault) => ledger(fault),
    }
}

/// That a text is neither a word about a sheet nor its letters.
#[must_use]
pub fn not_a_sheet_report(typed: &str) -> Failure {
    Failure::new(codes::centre::NOT_A_SHEET_REPORT, [("typed", legible(typed))])
}

/// Why an account was not changed.
#[must_use]
pub fn account(refusal: &AccountRefusal) -> Failure {
    match refusal {
        AccountRefusal::NotAllowed(NotAllowed) => not_allowed(),
        AccountRefusal::Unknown(name) => Failure::new(codes::account::UNKNOWN_ACCOUNT, [("account", name.to_string())]),
        AccountRefusal::Exists(name) => Failure::new(codes::account::ACCOUNT_EXISTS, [("account", name.to_string())]),
        AccountRefusal::Unit(code) => Failure::new(codes::approve::UNKNOWN_UNIT, [("unit", code.clone())]),
        AccountRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why the own account was not changed.
#[must_use]
pub fn own(refusal: &OwnRefusal) -> Failure {
    match refusal {
        OwnRefusal::Wrong => Failure::new(codes::account::OWN_PASSWORD_WRONG, []),
        OwnRefusal::TooSoon(seconds) => {
            Failure::new(codes::centre::PASSWORD_WRONG_TOO_OFTEN, [("seconds", seconds.to_string())])
        }
        OwnRefusal::Differ => Failure::new(codes::account::NEW_PASSWORDS_DIFFER, []),
        OwnRefusal::Same => Failure::new(codes::account::PASSWORD_IS_THE_OLD_ONE, []),
        OwnRefusal::Fault(fault) => password(*fault),
        OwnRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why a text is no password of an account.
#[must_use]
pub fn password(fault: PasswordFault) -> Failure {
    match fault {
        PasswordFault::Short(_) | PasswordFault::TooLong => {
            Failure::new(codes::account::PASSWORD_LENGTH, [("least", LEAST_PASSWORD.to_string())])
        }
        PasswordFault::Guessable(weakness) => weak_passphrase(weakness),
    }
}

/// Why nothing was answered.
#[must_use]
pub fn query(fault: &QueryError) -> Failure {
    match fault {
        QueryError::NotAllowed(NotAllowed) => not_allowed(),
        QueryError::TermOver { at } => term_over(*at),
        QueryError::Ledger(fault) => ledger(fault),
    }
}

/// That the role does not allow it.
#[must_use]
pub fn not_allowed() -> Failure {
    Failure::new(codes::centre::NOT_ALLOWED, [])
}

/// Why the ledger did nothing.
#[must_use]
pub fn ledger(fault: &LedgerError) -> Failure {
    match fault {
        LedgerError::Unavailable(_) => Failure::new(codes::centre::LEDGER_UNAVAILABLE, []),
        LedgerError::Login(why, _) => {
            let code = match why {
                Login::NoDatabase => codes::centre::DATABASE_MISSING,
                Login::Password => codes::centre::DATABASE_PASSWORD_WRONG,
                Login::User => codes::centre::DATABASE_USER_REFUSED,
            };
            Failure::new(code, [])
        }
        LedgerError::Database(_) | LedgerError::GivenUp => Failure::new(codes::centre::LEDGER_DATABASE_FAULT, []),
        LedgerError::Value(_) | LedgerError::Damaged(_) => Failure::new(codes::centre::LEDGER_DAMAGED, []),
        LedgerError::Newer => Failure::new(codes::centre::LEDGER_LATER_VERSION, []),
        LedgerError::Key => Failure::new(codes::centre::LEDGER_KEYS_WRONG, []),
        LedgerError::Tls(why) => tls(why),
    }
}

/// Why the way to the database was not sealed as asked for.
fn tls(fault: &TlsFault) -> Failure {
    match fault {
        TlsFault::Mode(mode) => Failure::new(codes::database::SSLMODE_UNKNOWN, [("mode", mode.clone())]),
        TlsFault::Pairing(mode) => Failure::new(codes::database::SSLROOTCERT_MISMATCH, [("mode", mode.clone())]),
        TlsFault::Root(file) => Failure::new(codes::load::CERTIFICATE_UNREADABLE, [("file", file.clone())]),
        TlsFault::NoRoot => Failure::new(codes::load::NO_CERTIFICATE, []),
        TlsFault::NotOffered => Failure::new(codes::database::TLS_NOT_OFFERED, []),
        TlsFault::Untrusted => Failure::new(codes::database::CERTIFICATE_OF_ANOTHER_ISSUER, []),
        TlsFault::Expired => Failure::new(codes::database::CERTIFICATE_EXPIRED, []),
        TlsFault::OtherName => Failure::new(codes::database::CERTIFICATE_OF_ANOTHER_NAME, []),
        TlsFault::Handshake(_) => Failure::new(codes::database::TLS_FAILED, []),
    }
}

/// Whether it is worth sending the same again, without anything being changed.
#[must_use]
pub fn is_worth_a_try(refusal: &IngestRefusal) -> bool {
    match refusal {
        IngestRefusal::Ledger(_) | IngestRefusal::Newer(_) | IngestRefusal::UnknownStation { .. } => true,
        IngestRefusal::NotAllowed(_)
        | IngestRefusal::Fault(_)
        | IngestRefusal::Contest { .. }
        | IngestRefusal::EpochTaken { .. }
        | IngestRefusal::TermOver { .. } => false,
    }
}

/// Why a file is refused, whichever of the four kinds it is.
#[must_use]
pub fn bundle_fault(fault: &BundleFault) -> Failure {
    let file = |code, member: &String| Failure::new(code, [("file", member.clone())]);
    let field = |code, member: &String, field: &str| {
        Failure::new(code, [("file", member.clone()), ("field", field.to_owned())])
    };
    let other =
        |code, wanted: &str, found: &str| Failure::new(code, [("wanted", short(wanted)), ("found", short(found))]);
    match fault {
        BundleFault::TooLarge { bytes, most } => {
            Failure::new(codes::bundle::FILE_TOO_LARGE, [("bytes", bytes.to_string()), ("most", most.to_string())])
        }
        BundleFault::Parcel(fault) => parcel_fault(fault),
        BundleFault::Member { .. } => Failure::new(codes::bundle::PARTS_WRONG, []),
        BundleFault::MemberTooLarge { member, .. } => file(codes::bundle::PART_TOO_LARGE, member),
        BundleFault::SignatureForm { .. } => Failure::new(codes::bundle::SIGNATURE_FORM, []),
        BundleFault::LegacySignature { .. } => Failure::new(codes::bundle::LEGACY_SIGNATURE, []),
        BundleFault::WrongKey { key, .. } => {
            Failure::new(codes::bundle::KEY_NOT_REGISTERED, [("key", key.to_string())])
        }
        BundleFault::BadSignature { .. } => Failure::new(codes::bundle::SIGNATURE_WRONG, []),
        BundleFault::Comment { .. } => Failure::new(codes::bundle::SIGNATURE_OF_ANOTHER_FILE, []),
        BundleFault::Shape { member, .. } => file(codes::bundle::PART_UNREADABLE, member),
        BundleFault::NotCanonical { member } => file(codes::bundle::NOT_CANONICAL, member),
        BundleFault::Value { member, field: name } => field(codes::bundle::FIELD_INVALID, member, name),
        BundleFault::Contradiction { member, field: name } => field(codes::bundle::FIELD_CONTRADICTS, member, name),
        BundleFault::NewerShape { .. } => Failure::new(codes::bundle::LATER_VERSION, []),
        BundleFault::WrongContest { wanted, found } => contest(wanted, found),
        BundleFault::WrongKiosk { wanted, found } => other(codes::bundle::OTHER_STATION, wanted, found),
        BundleFault::WrongEpoch { wanted, found } => other(codes::bundle::OTHER_EPOCH, wanted, found),
        inside => inside_fault(inside), // else: names every variant
    }
}

/// What is wrong with the sealed part, and what is stated of it.
fn inside_fault(fault: &BundleFault) -> Failure {
    let line = |code, line: &u64| Failure::new(code, [("line", line.to_string())]);
    match fault {
        BundleFault::StatedRecords { .. } => Failure::new(codes::bundle::TOO_MANY_RECORDS, []),
        BundleFault::StatedPlain { .. } => Failure::new(codes::bundle::UNPACKS_TO_TOO_MUCH, []),
        BundleFault::Ratio { .. } => Failure::new(codes::bundle::COMPRESSION_RATIO, []),
        BundleFault::Window { .. } => Failure::new(codes::bundle::COMPRESSION_MEMORY, []),
        BundleFault::Length { .. } => Failure::new(codes::bundle::SEALED_LENGTH, []),
        BundleFault::Digest { .. } => Failure::new(codes::bundle::SEALED_PART_CHANGED, []),
        BundleFault::Unseal(SealFault::Damaged) => Failure::new(codes::bundle::SEALED_PART_DAMAGED, []),
        BundleFault::Unseal(_) | BundleFault::Sealed => Failure::new(codes::bundle::SEALED_FOR_ANOTHER_CENTRE, []),
        BundleFault::Compression(_) => Failure::new(codes::bundle::COMPRESSION_DAMAGED, []),
        BundleFault::PlainLength { .. } => Failure::new(codes::bundle::UNPACKED_LENGTH, []),
        BundleFault::AfterEnd { .. } => Failure::new(codes::bundle::TRAILING_AFTER_COMPRESSION, []),
        BundleFault::LineTooLong { line: at, .. } => line(codes::bundle::LINE_TOO_LONG, at),
        BundleFault::LineCut { line: at } => line(codes::bundle::LAST_LINE_CUT, at),
        BundleFault::Line { line: at } => line(codes::bundle::LINE_UNREADABLE, at),
        BundleFault::OtherPayload { .. } => Failure::new(codes::bundle::SEALED_PART_OF_ANOTHER_BUNDLE, []),
        BundleFault::Record { fault: RecordFault::Version(_), .. } => Failure::new(codes::bundle::LATER_VERSION, []),
        BundleFault::Record { line: at, .. } => line(codes::bundle::RECORD_FORM, at),
        BundleFault::Number { line: at, .. } => line(codes::bundle::RECORD_NUMBER, at),
        BundleFault::RecordContest { line: at, .. } => line(codes::bundle::RECORD_OF_ANOTHER_CONTEST, at),
        BundleFault::Records { .. } => Failure::new(codes::bundle::RECORD_COUNT, []),
        BundleFault::Head { .. } => Failure::new(codes::bundle::CHAIN_BROKEN, []),
        // While a file is made: no file that came from elsewhere has them.
        BundleFault::Empty
        | BundleFault::TooManyBundles { .. }
        | BundleFault::NotNext { .. }
        | BundleFault::Sealing
        | BundleFault::Signing
        // `bundle_fault` has answered these.
        | BundleFault::TooLarge { .. }
        | BundleFault::Parcel(_)
        | BundleFault::Member { .. }
        | BundleFault::MemberTooLarge { .. }
        | BundleFault::SignatureForm { .. }
        | BundleFault::LegacySignature { .. }
        | BundleFault::WrongKey { .. }
        | BundleFault::BadSignature { .. }
        | BundleFault::Comment { .. }
        | BundleFault::Shape { .. }
        | BundleFault::NotCanonical { .. }
        | BundleFault::Value { .. }
        | BundleFault::Contradiction { .. }
        | BundleFault::NewerShape { .. }
        | BundleFault::WrongContest { .. }
        | BundleFault::WrongKiosk { .. }
        | BundleFault::WrongEpoch { .. } => Failure::new(codes::bundle::NOT_MADE_HERE, []),
    }
}

fn parcel_fault(fault: &ParcelFault) -> Failure {
    let code = match fault {
        // A photograph, a text, a few bytes: the next step is the same.
        ParcelFault::Cut | ParcelFault::Header { .. } => codes::bundle::NOT_A_BUNDLE,
        ParcelFault::Size { .. } => codes::bundle::CUT_SHORT,
        ParcelFault::Trailing { .. } => codes::bundle::TRAILING_BYTES,
        ParcelFault::Padding { .. } => codes::bundle::HIDDEN_BYTES,
        ParcelFault::Name { .. } => codes::bundle::PART_NAME,
        ParcelFault::Twice(_) => codes::bundle::PART_TWICE,
        ParcelFault::TooMany { .. } => codes::bundle::TOO_MANY_PARTS,
    };
    Failure::new(code, [])
}

fn contest(wanted: &str, found: &str) -> Failure {
    Failure::new(codes::bundle::OTHER_CONTEST, [("wanted", wanted.to_owned()), ("found", found.to_owned())])
}

fn short(station: &str) -> String {
    StationId::short_of(station).to_owned()
}
