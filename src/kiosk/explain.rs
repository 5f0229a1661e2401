use super::{
    error_log::logged,
    outbox::stick::{FOLDER, StickFault},
    send::{AddressFault, SendFault},
};
use crate::{
    bundle::BundleFault,
    content::Fault,
    crypto::PassphraseFault,
    domain::{PaperNumber, StationId},
    notices::{Failure, fault_text, legible, weak_passphrase},
    platform::FileFault,
    report::PdfFault,
    session::Refusal,
    store::{Damage, KeyChange, PaperRefusal, Store, StoreError},
    text::{Words, codes},
};
use std::path::Path;

/// Notice for what cannot be done with a printed paper.
#[must_use]
pub fn paper(refusal: PaperRefusal) -> Failure {
    let of = |code, number: PaperNumber| Failure::new(code, [("paper", number.to_string())]);
    match refusal {
        PaperRefusal::NotPrinted(number) => of(codes::paper::NOT_PRINTED_HERE, number),
        PaperRefusal::NotCollected(number) => of(codes::paper::NOT_COLLECTED, number),
        PaperRefusal::Handed(number) => of(codes::paper::HANDED_IN, number),
        PaperRefusal::Void(number) => of(codes::paper::IS_VOID, number),
        PaperRefusal::NotKeyedTwice(number) => of(codes::paper::NOT_KEYED_TWICE, number),
        PaperRefusal::Count => Failure::new(codes::paper::WRONG_COUNT, []),
    }
}

/// Notice for why a paper cannot be handed in for its writer.
#[must_use]
pub fn hand_paper(refusal: &Refusal) -> Failure {
    let plain = |code| Failure::new(code, []);
    match refusal {
        Refusal::NoPaper => plain(codes::paper::NO_PAPER),
        Refusal::NoGroups => plain(codes::paper::NO_GROUPS),
        Refusal::AttemptsUsedUp { allowed } => {
            Failure::new(codes::paper::NO_ATTEMPT_LEFT, [("allowed", allowed.to_string())])
        }
        Refusal::AttemptRunning => plain(codes::paper::TEST_ON_SCREEN),
        Refusal::NoConsent | Refusal::Withdrawn | Refusal::NotRegistered => plain(codes::paper::NOT_TAKING_PART),
        Refusal::Blanks(places) => {
            let places: Vec<String> = places.iter().map(|place| (place + 1).to_string()).collect();
            Failure::new(codes::paper::BLANKS, [("places", places.join(", "))])
        }
        Refusal::MessageShort { .. } | Refusal::MessageLong { .. } | Refusal::MessageChar(_) => {
            plain(codes::paper::MESSAGE)
        }
        Refusal::AlreadyRegistered
        | Refusal::Registration(_)
        | Refusal::Closed(_)
        | Refusal::UnknownLesson
        | Refusal::UnknownTopic
        | Refusal::TopicsMissing(_)
        | Refusal::NoAttempt
        | Refusal::Nowhere
        | Refusal::Incomplete(_)
        | Refusal::Draw(_) => plain(codes::paper::KEYED_WRONGLY),
    }
}

/// Notice for an error of the store. Every variant has its notice (docs/ERRORS.md).
#[must_use]
pub fn store(fault: &StoreError, folder: &str) -> Failure {
    let none = Vec::new;
    let here = || vec![("folder", folder.to_owned())];
    let (code, args) = match fault {
        StoreError::NoStation => (codes::store::NO_STATION, here()),
        StoreError::Occupied => (codes::store::STATION_EXISTS, here()),
        StoreError::AlreadyRunning => (codes::store::ALREADY_OPEN, none()),
        StoreError::NotOurs => (codes::store::FOREIGN_DATABASE, here()),
        StoreError::Newer { found, known } => {
            (codes::store::NEWER_PROGRAM, vec![("found", found.to_string()), ("known", known.to_string())])
        }
        StoreError::AnotherStation => (codes::store::DATABASE_OF_ANOTHER_STATION, here()),
        StoreError::AnotherContest { found, expected } => {
            (codes::store::OTHER_CONTEST, vec![("found", found.clone()), ("expected", expected.clone())])
        }
        StoreError::Damaged(Damage::Slots) => (codes::store::KEY_FILES_DAMAGED, none()),
        StoreError::Damaged(Damage::StationFile | Damage::Pages | Damage::Tables | Damage::Values) => {
            (codes::store::DATABASE_DAMAGED, none())
        }
        StoreError::OtherKeys => (codes::store::KEYS_OF_ANOTHER_TIME, none()),
        StoreError::WrongPassphrase => (codes::store::PASSPHRASE_WRONG, none()),
        StoreError::TooSoon { seconds } => (codes::store::TOO_MANY_TRIES, vec![("seconds", seconds.to_string())]),
        StoreError::Passphrase(PassphraseFault::Guessable(weakness)) => return weak_passphrase(*weakness),
        StoreError::Passphrase(_) => (codes::store::PASSPHRASE_TOO_SHORT, vec![("least", "20".to_owned())]),
        StoreError::NoSlot => (codes::store::UNKNOWN_VOLUNTEER, vec![("volunteer", String::new())]),
        StoreError::OldSlot => (codes::store::SLOT_WAS_REMOVED, none()),
        StoreError::LastSlot => (codes::store::LAST_VOLUNTEER, none()),
        StoreError::Recovery(_) => (codes::store::RECOVERY_KEY_WRONG, none()),
        StoreError::Full => (codes::store::DISK_FULL, none()),
        StoreError::ReadOnly => (codes::store::FOLDER_FORBIDDEN, here()),
        StoreError::NotSaved => (codes::store::WRITE_FAILED, none()),
        StoreError::Lost => (codes::store::READ_FAILED, none()),
        StoreError::NoPerson => (codes::store::UNKNOWN_PERSON, none()),
        StoreError::NotEnrolled => (codes::enrol::NOT_ENROLLED, none()),
        StoreError::Paper(refusal) => return paper(*refusal),
        StoreError::PersonExists => (codes::store::ALREADY_REGISTERED, none()),
        StoreError::Shift => (codes::store::NO_SHIFT_OPEN, none()),
        StoreError::NoCipher => (codes::store::NO_ENCRYPTION, none()),
        StoreError::File(_) => (codes::store::FILE_FAULT, here()),
        StoreError::Sqlite(code) => (codes::store::DATABASE_FAULT, vec![("code", code.to_string())]),
    };
    Failure::with(code, args)
}

/// Every fault of a content folder, each with its file and line and what to do about it.
#[must_use]
pub fn content(words: &Words, faults: &[Fault]) -> Vec<Failure> {
    let one = |fault: &Fault| {
        let text = fault_text(words, fault);
        let place = [("file", legible(&fault.file)), ("line", fault.line.to_string()), ("rule", fault.rule.to_owned())];
        let args = place.into_iter().chain([("what", text.what), ("now", text.now)]);
        Failure::with(codes::content::LINT_FAULT, args)
    };
    faults.iter().map(one).collect()
}

/// Notice for a content file that cannot be read.
#[must_use]
pub fn unreadable(path: &Path) -> Failure {
    Failure::new(codes::content::FILE_UNREADABLE, [("file", path.display().to_string())])
}

/// A bundle that cannot be made: only a damaged database or a machine without randomness does this.
#[must_use]
pub fn unmade(_fault: &BundleFault) -> Failure {
    Failure::new(codes::handover::BUNDLE_NOT_MADE, [])
}

/// Notice for an error of an open station's store, which the station's log records.
#[must_use]
pub fn store_logged(store: &Store, fault: &StoreError) -> Failure {
    store_in(store.station_dir(), fault)
}

/// Notice for an error of the store of the station in this folder, which the station's log records.
#[must_use]
pub fn store_in(station_dir: &Path, fault: &StoreError) -> Failure {
    logged(station_dir, self::store(fault, &station_dir.display().to_string()), fault)
}

/// A file that came and is neither a receipt, a grant nor a pack.
#[must_use]
pub fn no_answer(path: &Path) -> Failure {
    Failure::new(codes::handover::NOT_FOR_STATIONS, [("file", file_name(path))])
}

/// Something that travelled and is refused.
#[must_use]
pub fn travelled(fault: &BundleFault, path: &Path) -> Failure {
    let file = || ("file", file_name(path));
    let (code, args) = match fault {
        BundleFault::TooLarge { .. } | BundleFault::MemberTooLarge { .. } => {
            (codes::handover::FILE_TOO_LARGE, vec![file()])
        }
        BundleFault::WrongKey { key, .. } => (codes::handover::KEY_NOT_TRUSTED, vec![file(), ("key", key.to_string())]),
        BundleFault::BadSignature { .. } | BundleFault::Comment { .. } => {
            (codes::handover::SIGNATURE_WRONG, vec![file()])
        }
        BundleFault::WrongKiosk { found, .. } => {
            (codes::handover::FOR_ANOTHER_STATION, vec![file(), ("kiosk", StationId::short_of(found).to_owned())])
        }
        BundleFault::WrongContest { found, .. } => {
            (codes::handover::FOR_ANOTHER_CONTEST, vec![file(), ("contest", found.clone())])
        }
        BundleFault::WrongEpoch { found, .. } => {
            (codes::handover::RECEIPT_OF_UNKNOWN_EPOCH, vec![("epoch", found.clone())])
        }
        BundleFault::NewerShape { .. } => (codes::handover::NEWER_FORM, vec![file()]),
        BundleFault::Unseal(_) | BundleFault::Sealed => (codes::handover::SEALED_FOR_ANOTHER_KEY, vec![file()]),
        // else: not what the centre wrote; the kind of the fault is in the station's log
        _ => (codes::handover::FILE_DAMAGED, vec![file()]),
    };
    Failure::with(code, args)
}

/// Notice for something that travelled to an open station and is refused, which the station's log records.
#[must_use]
pub fn travelled_logged(store: &Store, fault: &BundleFault, path: &Path) -> Failure {
    logged(store.station_dir(), travelled(fault, path), fault)
}

/// Notice for a file that an open station cannot make, which the station's log records.
#[must_use]
pub fn unmade_logged(store: &Store, fault: &BundleFault) -> Failure {
    logged(store.station_dir(), unmade(fault), fault)
}

/// A file's name, fit for a line of a terminal.
#[must_use]
pub fn file_name(path: &Path) -> String {
    legible(&path.file_name().unwrap_or_default().to_string_lossy())
}

/// A slip that was given out and cannot be made again as it was.
#[must_use]
pub fn lost_slip() -> Failure {
    Failure::new(codes::slip::NOT_AS_GIVEN, [])
}

/// A slip that cannot be drawn.
#[must_use]
pub fn pdf(fault: &PdfFault) -> Failure {
    match fault {
        PdfFault::MissingGlyph(ch) => {
            Failure::new(codes::removable::CERTIFICATE_GLYPH_MISSING, [("sign", ch.to_string())])
        }
        PdfFault::TooWide(_) => Failure::new(codes::removable::CERTIFICATE_LINE_TOO_LONG, []),
        PdfFault::Qr(_) => Failure::new(codes::removable::QR_TOO_LARGE, []),
        PdfFault::BadFont | PdfFault::Writer(_) | PdfFault::Logo => Failure::new(codes::removable::SLIP_NOT_DRAWN, []),
    }
}

/// A document of an evening that cannot be drawn.
#[must_use]
pub fn document(fault: &PdfFault) -> Failure {
    match fault {
        PdfFault::MissingGlyph(ch) => {
            Failure::new(codes::removable::DOCUMENT_GLYPH_MISSING, [("sign", ch.to_string())])
        }
        PdfFault::TooWide(_) | PdfFault::Qr(_) | PdfFault::BadFont | PdfFault::Writer(_) | PdfFault::Logo => {
            Failure::new(codes::removable::DOCUMENT_NOT_DRAWN, [])
        }
    }
}

/// A stick, or another place for a file, that took nothing.
#[must_use]
pub fn stick(fault: &FileFault, path: &Path) -> Failure {
    let file = || vec![("file", path.display().to_string())];
    match fault {
        FileFault::Full => Failure::new(codes::removable::STICK_FULL, []),
        FileFault::ReadOnly => Failure::new(codes::removable::STICK_READ_ONLY, []),
        FileFault::Gone => Failure::new(codes::removable::STICK_REMOVED_WHILE_WRITING, []),
        FileFault::Exists => Failure::with(codes::removable::OTHER_FILE_EXISTS, file()),
        FileFault::ReadsOtherwise => Failure::new(codes::removable::READ_BACK_DIFFERS, []),
        FileFault::NotAFile => Failure::with(codes::removable::NOT_A_FILE, file()),
        FileFault::NotAFolder => Failure::with(codes::removable::NOT_A_FOLDER, file()),
        FileFault::TooLarge => Failure::with(codes::removable::FILE_TOO_LARGE, file()),
        FileFault::Io(_) => Failure::with(codes::removable::FILE_NOT_WRITTEN, file()),
    }
}

/// Results that did not get onto a stick whole.
#[must_use]
pub fn laid(fault: &StickFault, drive: &Path) -> Failure {
    let none = Vec::new;
    let megabytes = |bytes: u64| bytes.div_ceil(1 << 20).to_string();
    match fault {
        StickFault::NoRoom { needed, free } => Failure::new(
            codes::removable::STICK_TOO_FULL,
            [("needed", megabytes(*needed)), ("free", (free >> 20).to_string())],
        ),
        StickFault::Pulled => Failure::with(codes::removable::STICK_REMOVED_WHILE_WRITING, none()),
        // What is written to a stick is written in this folder.
        StickFault::File(fault) => stick(fault, &drive.join(FOLDER)),
        StickFault::Spoilt(name) => Failure::new(codes::handover::BUNDLE_LOST, [("name", name.clone())]),
        StickFault::Stopped => Failure::with(codes::handover::HANDOVER_STOPPED, none()),
    }
}

/// An address that is none.
#[must_use]
pub fn address(fault: AddressFault) -> Failure {
    match fault {
        AddressFault::Unreadable => Failure::new(codes::sending::ADDRESS_UNREADABLE, []),
        AddressFault::NotSecret => Failure::new(codes::sending::ADDRESS_WITHOUT_TLS, []),
    }
}

/// Results that did not all arrive over the network.
#[must_use]
pub fn sent(fault: &SendFault) -> Failure {
    let plain = |code| Failure::new(code, []);
    match fault {
        SendFault::Authority => Failure::new(codes::sending::CERTIFICATE_FILE_UNREADABLE, [("file", String::new())]),
        SendFault::Unreachable => plain(codes::sending::ORGANISER_UNREACHABLE),
        SendFault::Broken => plain(codes::sending::CONNECTION_BROKE),
        SendFault::Untrusted => plain(codes::sending::SERVER_NOT_TRUSTED),
        SendFault::Clock => plain(codes::sending::CERTIFICATE_OUT_OF_DATE),
        SendFault::NotTheCentre => plain(codes::sending::NOT_THE_ORGANISER),
        SendFault::Outdated => plain(codes::sending::OLD_COPY_OF_THE_CENTRE),
        SendFault::Unconfirmed => plain(codes::sending::BUNDLE_HELD),
        SendFault::Busy { seconds } => {
            Failure::new(codes::sending::SERVER_BUSY, [("minutes", seconds.div_ceil(60).to_string())])
        }
        SendFault::CentreClock => plain(codes::sending::CLOCK_OF_THE_CENTRE),
        SendFault::Enough => plain(codes::sending::DAILY_QUOTA_REACHED),
        SendFault::Failing { status } => Failure::new(codes::sending::SERVER_FAULT, [("status", status.to_string())]),
        SendFault::NoReceipt(failure) => {
            Failure::new(codes::sending::NOT_A_RECEIPT, [("code", failure.code.to_owned())])
        }
        SendFault::Spoilt(name) => Failure::new(codes::handover::BUNDLE_LOST, [("name", name.clone())]),
        SendFault::Stopped => plain(codes::sending::SENDING_STOPPED),
    }
}

/// A backup that was not made.
#[must_use]
pub fn backup(fault: &StoreError, to: &Path) -> Failure {
    match fault {
        StoreError::Full => Failure::new(codes::removable::STICK_FULL, []),
        StoreError::ReadOnly => Failure::new(codes::removable::STICK_READ_ONLY, []),
        StoreError::File(fault) => stick(fault, to),
        other => store(other, &to.display().to_string()), // else: faults of the station's own folder
    }
}

/// Other programs under the station's user, which can read the key of an open shift.
#[must_use]
pub fn shared_user(folder: &str) -> Option<Failure> {
    let found = crate::platform::sharing()?;
    let args = vec![("user", found.user), ("n", found.programs.to_string()), ("folder", folder.to_owned())];
    Some(Failure::with(codes::store::USER_IS_SHARED, args))
}

/// Backups that a notice lists by their names.
const MOST_NAMED: usize = 4;

/// What became of the station's key after a removal.
#[must_use]
pub fn key_change(change: &KeyChange) -> Failure {
    let (code, args) = match change {
        KeyChange::Waits { volunteers } => {
            (codes::store::KEY_CHANGE_WAITS, vec![("volunteers", volunteers.join(", "))])
        }
        KeyChange::NoRoom { needed } => {
            (codes::store::NO_ROOM_FOR_NEW_KEY, vec![("megabytes", needed.div_ceil(1_000_000).to_string())])
        }
        KeyChange::Done { backups } if backups.is_empty() => (codes::store::KEY_CHANGED, Vec::new()),
        KeyChange::Done { backups } => {
            let mut named = backups.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
            if backups.len() > MOST_NAMED {
                named.push_str(", …");
            }
            (codes::store::BACKUPS_STILL_OPEN, vec![("n", backups.len().to_string()), ("backups", named)])
        }
    };
    Failure::with(code, args)
}
