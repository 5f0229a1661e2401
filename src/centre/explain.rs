//! Every refusal of the centre, ready to be worded.

pub use super::bundle_faults::bundle_fault;
use super::bundle_faults::{contest, short};
use super::{
    AcceptRefusal, AccountRefusal, AdmitRefusal, ClockRefusal, DecideRefusal, EnrolRefusal, EnrolRemark, IngestRefusal,
    LEAST_PASSWORD, LONGEST_TOKEN_NAME, MOST_TOKEN_DAYS, NotAllowed, OwnRefusal, PackRefusal, PasswordFault,
    QueryError, RequestRefusal, SheetRefusal, SpellingRefusal, TermRefusal, TokenRefusal,
    cases::{actor_name, decision_name},
    rosters::RosterRefusal,
};
use crate::{
    content::pack::{PackFault, SealFault},
    domain::Moment,
    ledger::{LedgerError, Login, TlsFault},
    notices::{Failure, legible, pack_failure, weak_passphrase},
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
        PackRefusal::Fault(PackFault::Sealed | PackFault::Unseal(SealFault::WrongKey)) => {
            Failure::new(codes::centre::PACK_KEY_MISSING, [])
        }
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
        DecideRefusal::Taken(by, at) => {
            let who = legible(&actor_name(by, words));
            Failure::new(codes::centre::CASE_TAKEN, [("who", who), ("at", words.moment(*at))])
        }
        DecideRefusal::Word { words: known, .. } => {
            let name = |word: &String| match decision_name(word, words) {
                Some(name) => format!("{word} ({name})"),
                None => word.clone(),
            };
            let known = known.iter().map(name).collect::<Vec<_>>().join(", ");
            Failure::new(codes::centre::UNKNOWN_DECISION, [("word", legible(word)), ("words", known)])
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

/// What was typed is nothing that somebody can be looked for by. It is not repeated: it may be a name.
#[must_use]
pub fn not_a_search() -> Failure {
    Failure::new(codes::centre::NOT_A_SEARCH, [])
}

/// Why a request of a person was not opened, carried out or refused.
#[must_use]
pub fn request(refusal: &RequestRefusal) -> Failure {
    match refusal {
        RequestRefusal::NotAllowed(NotAllowed) => not_allowed(),
        RequestRefusal::UnknownPerson => Failure::new(codes::centre::REQUEST_OF_NOBODY, []),
        RequestRefusal::Unknown => Failure::new(codes::centre::UNKNOWN_REQUEST, []),
        RequestRefusal::Closed => Failure::new(codes::centre::REQUEST_CLOSED, []),
        RequestRefusal::Open(id) => Failure::new(codes::centre::REQUEST_IS_OPEN, [("request", id.to_string())]),
        RequestRefusal::Words => Failure::new(codes::centre::REQUEST_WITHOUT_WORDS, []),
        RequestRefusal::Day => Failure::new(codes::centre::REQUEST_OF_TOMORROW, []),
        RequestRefusal::Correction => Failure::new(codes::centre::NOTHING_TO_CORRECT, []),
        RequestRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why an account was not changed.
#[must_use]
pub fn account(refusal: &AccountRefusal) -> Failure {
    match refusal {
        AccountRefusal::NotAllowed(NotAllowed) => not_allowed(),
        AccountRefusal::Unknown(name) => Failure::new(codes::account::UNKNOWN_ACCOUNT, [("account", name.to_string())]),
        AccountRefusal::Exists(name) => Failure::new(codes::account::ACCOUNT_EXISTS, [("account", name.to_string())]),
        AccountRefusal::Unit(code) => Failure::new(codes::approve::UNKNOWN_UNIT, [("unit", code.clone())]),
        AccountRefusal::LastCity(name) => {
            Failure::new(codes::account::LAST_CITY_ACCOUNT, [("account", name.to_string())])
        }
        AccountRefusal::Own(_) => Failure::new(codes::account::OWN_ACCOUNT, []),
        AccountRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why a token was not made.
#[must_use]
pub fn token(refusal: &TokenRefusal) -> Failure {
    match refusal {
        TokenRefusal::NotAllowed(NotAllowed) => not_allowed(),
        TokenRefusal::Name => Failure::new(codes::token::NAME, [("most", LONGEST_TOKEN_NAME.to_string())]),
        TokenRefusal::NoScope => Failure::new(codes::token::NO_SCOPE, []),
        TokenRefusal::Days => Failure::new(codes::token::DAYS, [("most", MOST_TOKEN_DAYS.to_string())]),
        TokenRefusal::Unit(code) => Failure::new(codes::approve::UNKNOWN_UNIT, [("unit", legible(code))]),
        TokenRefusal::CityScope => Failure::new(codes::token::CITY_SCOPE, []),
        TokenRefusal::Ledger(fault) => ledger(fault),
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

/// Why a name was not merged or taken apart.
#[must_use]
pub fn spelling(refusal: &SpellingRefusal) -> Failure {
    match refusal {
        SpellingRefusal::NotAllowed(NotAllowed) => not_allowed(),
        SpellingRefusal::Unknown => Failure::new(codes::centre::UNKNOWN_SPELLING, []),
        SpellingRefusal::Itself => Failure::new(codes::centre::SPELLING_MEANS_ITSELF, []),
        SpellingRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why a roster was not read, kept or changed. The faults of a file are listed where it was handed in (`rosters::faults`).
#[must_use]
pub fn roster(refusal: &RosterRefusal) -> Failure {
    match refusal {
        RosterRefusal::NotAllowed(NotAllowed) => not_allowed(),
        RosterRefusal::Purpose => Failure::new(codes::centre::ROSTER_PURPOSE, []),
        RosterRefusal::LastDay { until } => {
            Failure::new(codes::centre::ROSTER_LAST_DAY, [("date", short_date(*until))])
        }
        RosterRefusal::Faults(faults) => {
            Failure::new(codes::centre::ROSTER_FAULTS, [("count", faults.len().to_string())])
        }
        RosterRefusal::Stale => Failure::new(codes::centre::ROSTER_STALE, []),
        RosterRefusal::TooMany(most) => Failure::new(codes::centre::TOO_MANY_ROSTERS, [("most", most.to_string())]),
        RosterRefusal::Unknown => Failure::new(codes::centre::UNKNOWN_ROSTER, []),
        RosterRefusal::Ledger(fault) => ledger(fault),
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
