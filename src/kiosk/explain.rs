use super::{
    outbox::stick::StickFault,
    send::{AddressFault, SendFault},
};
use crate::{
    bundle::{BundleFault, kiosk8},
    content::Fault,
    notices::{Failure, legible},
    platform::FileFault,
    report::PdfFault,
    store::{Damage, Finding, Store, StoreError},
    text::Words,
    tui::fault_text,
};
use std::path::Path;

/// What the volunteer is told when the store refuses. Every variant has its notice (docs/ERRORS.md).
#[must_use]
pub fn store(fault: &StoreError, folder: &str) -> Failure {
    let none = Vec::new;
    let here = || vec![("folder", folder.to_owned())];
    let (code, args) = match fault {
        StoreError::NoStation => ("TS-S09", here()),
        StoreError::Occupied => ("TS-S10", here()),
        StoreError::AlreadyRunning => ("TS-S06", none()),
        StoreError::NotOurs => ("TS-S25", here()),
        StoreError::Newer { found, known } => {
            ("TS-S03", vec![("found", found.to_string()), ("known", known.to_string())])
        }
        StoreError::AnotherStation => ("TS-S26", here()),
        StoreError::AnotherContest { found, expected } => {
            ("TS-S05", vec![("found", found.clone()), ("expected", expected.clone())])
        }
        StoreError::Damaged(Damage::Slots) => ("TS-S27", none()),
        StoreError::Damaged(Damage::StationFile | Damage::Pages | Damage::Tables | Damage::Values) => {
            ("TS-S04", none())
        }
        StoreError::WrongPassphrase => ("TS-S01", none()),
        StoreError::TooSoon { seconds } => ("TS-S02", vec![("seconds", seconds.to_string())]),
        StoreError::Passphrase(_) => ("TS-S14", vec![("least", "20".to_owned())]),
        StoreError::NoSlot => ("TS-S23", vec![("volunteer", String::new())]),
        StoreError::LastSlot => ("TS-S19", none()),
        StoreError::Recovery(_) => ("TS-S28", none()),
        StoreError::Full => ("TS-S07", none()),
        StoreError::ReadOnly => ("TS-S11", here()),
        StoreError::NotSaved => ("TS-S08", none()),
        StoreError::Lost => ("TS-S16", none()),
        StoreError::NoPerson => ("TS-S29", none()),
        StoreError::NotEnrolled => ("TS-E01", none()),
        StoreError::PersonExists => ("TS-S30", none()),
        StoreError::Shift => ("TS-S31", none()),
        StoreError::NoCipher => ("TS-S32", none()),
        StoreError::File(_) => ("TS-S33", here()),
        StoreError::Sqlite(code) => ("TS-S34", vec![("code", code.to_string())]),
    };
    Failure { code, args }
}

/// Every fault of a content folder, each with its file and line and what to do about it.
#[must_use]
pub fn content(words: &Words, faults: &[Fault]) -> Vec<Failure> {
    let one = |fault: &Fault| {
        let text = fault_text(words, fault);
        let place = [("file", legible(&fault.file)), ("line", fault.line.to_string()), ("rule", fault.rule.to_owned())];
        let args = place.into_iter().chain([("what", text.what), ("now", text.now)]).collect();
        Failure { code: "TS-C21", args }
    };
    faults.iter().map(one).collect()
}

#[must_use]
pub fn unreadable(path: &Path) -> Failure {
    Failure { code: "TS-C02", args: vec![("file", path.display().to_string())] }
}

/// A bundle that cannot be made: only a damaged database or a machine without randomness does this.
#[must_use]
pub fn unmade(fault: &BundleFault) -> Failure {
    Failure { code: "TS-B02", args: vec![("fault", name_of(fault))] }
}

/// The same for an open station.
#[must_use]
pub fn of(store: &Store, fault: &StoreError) -> Failure {
    self::store(fault, &store.station_dir().display().to_string())
}

/// A file that came and is neither a receipt, a grant nor a pack.
#[must_use]
pub fn no_answer(path: &Path) -> Failure {
    Failure { code: "TS-B05", args: vec![("file", file_name(path))] }
}

/// Something that travelled and is refused.
#[must_use]
pub fn travelled(fault: &BundleFault, path: &Path) -> Failure {
    let file = || ("file", file_name(path));
    let (code, args) = match fault {
        BundleFault::TooLarge { .. } | BundleFault::MemberTooLarge { .. } => ("TS-B21", vec![file()]),
        BundleFault::WrongKey { key, .. } => ("TS-B07", vec![file(), ("key", key.to_string())]),
        BundleFault::BadSignature { .. } | BundleFault::Comment { .. } => ("TS-B08", vec![file()]),
        BundleFault::WrongKiosk { found, .. } => ("TS-B09", vec![file(), ("kiosk", kiosk8(found).to_owned())]),
        BundleFault::WrongContest { found, .. } => ("TS-B10", vec![file(), ("contest", found.clone())]),
        BundleFault::WrongEpoch { found, .. } => ("TS-B11", vec![("epoch", found.clone())]),
        BundleFault::NewerShape { .. } => ("TS-B12", vec![file()]),
        BundleFault::Unseal(_) | BundleFault::Sealed => ("TS-B18", vec![file()]),
        // All others say that it is not what the centre wrote, each in its own way: for whoever is called.
        other => ("TS-B06", vec![file(), ("fault", name_of(other))]),
    };
    Failure { code, args }
}

/// A fault's own name, without what stood in the file.
fn name_of(fault: &BundleFault) -> String {
    let text = format!("{fault:?}");
    text.split([' ', '(', '{']).next().unwrap_or_default().to_owned()
}

/// A file's name, fit for a line of a terminal.
#[must_use]
pub fn file_name(path: &Path) -> String {
    legible(&path.file_name().unwrap_or_default().to_string_lossy())
}

/// A slip that cannot be drawn.
#[must_use]
pub fn pdf(fault: &PdfFault) -> Failure {
    match fault {
        PdfFault::MissingGlyph(sign) => Failure { code: "TS-K09", args: vec![("sign", sign.to_string())] },
        PdfFault::TooWide(_) => Failure { code: "TS-K10", args: Vec::new() },
        PdfFault::Qr(_) => Failure { code: "TS-K17", args: Vec::new() },
        PdfFault::BadFont | PdfFault::Writer(_) => Failure { code: "TS-K21", args: Vec::new() },
    }
}

/// A stick, or another place for a file, that took nothing.
#[must_use]
pub fn stick(fault: &FileFault, path: &Path) -> Failure {
    let file = || vec![("file", path.display().to_string())];
    match fault {
        FileFault::Full => Failure { code: "TS-K22", args: Vec::new() },
        FileFault::ReadOnly => Failure { code: "TS-K04", args: Vec::new() },
        FileFault::Gone => Failure { code: "TS-K02", args: Vec::new() },
        FileFault::Exists => Failure { code: "TS-K06", args: file() },
        FileFault::ReadsOtherwise => Failure { code: "TS-K05", args: Vec::new() },
        FileFault::Io(_) => Failure { code: "TS-K19", args: file() },
    }
}

/// Results that did not get onto a stick whole.
#[must_use]
pub fn laid(fault: &StickFault, drive: &Path) -> Failure {
    let none = Vec::new;
    let megabytes = |bytes: u64| bytes.div_ceil(1 << 20).to_string();
    match fault {
        StickFault::NoRoom { needed, free } => {
            Failure { code: "TS-K03", args: vec![("needed", megabytes(*needed)), ("free", (free >> 20).to_string())] }
        }
        StickFault::Pulled => Failure { code: "TS-K02", args: none() },
        StickFault::File(fault) => stick(fault, drive),
        StickFault::Spoilt(name) => Failure { code: "TS-B30", args: vec![("name", name.clone())] },
        StickFault::Stopped => Failure { code: "TS-B31", args: none() },
    }
}

/// An address that is none.
#[must_use]
pub fn address(fault: AddressFault) -> Failure {
    match fault {
        AddressFault::Unreadable => Failure { code: "TS-N01", args: Vec::new() },
        AddressFault::NotSecret => Failure { code: "TS-N02", args: Vec::new() },
    }
}

/// Results that did not all arrive over the network.
#[must_use]
pub fn sent(fault: &SendFault) -> Failure {
    let plain = |code| Failure { code, args: Vec::new() };
    match fault {
        SendFault::Authority => Failure { code: "TS-N03", args: vec![("file", String::new())] },
        SendFault::Unreachable => plain("TS-N04"),
        SendFault::Broken => plain("TS-N05"),
        SendFault::Untrusted => plain("TS-N06"),
        SendFault::Clock => plain("TS-N07"),
        SendFault::NotTheCentre => plain("TS-N08"),
        SendFault::Unconfirmed => plain("TS-N15"),
        SendFault::Busy { seconds } => {
            Failure { code: "TS-N09", args: vec![("minutes", seconds.div_ceil(60).to_string())] }
        }
        SendFault::Enough => plain("TS-N16"),
        SendFault::Failing { status } => Failure { code: "TS-N10", args: vec![("status", status.to_string())] },
        SendFault::NoReceipt(failure) => Failure { code: "TS-N11", args: vec![("code", failure.code.to_owned())] },
        SendFault::Spoilt(name) => Failure { code: "TS-B30", args: vec![("name", name.clone())] },
        SendFault::Stopped => plain("TS-N12"),
    }
}

/// A backup that was not made.
#[must_use]
pub fn backup(fault: &StoreError, to: &Path) -> Failure {
    match fault {
        StoreError::Full => Failure { code: "TS-K22", args: Vec::new() },
        StoreError::ReadOnly => Failure { code: "TS-K04", args: Vec::new() },
        StoreError::File(fault) => stick(fault, to),
        other => store(other, &to.display().to_string()),
    }
}

/// What doctor found, and whether it has to be seen to before the station is used again.
pub struct Told {
    pub failure: Failure,
    pub grave: bool,
}

/// A finding in the volunteer's words.
#[must_use]
pub fn finding(found: &Finding, folder: &str) -> Told {
    let grave = |code, args| Told { failure: Failure { code, args }, grave: true };
    let remark = |code, args| Told { failure: Failure { code, args }, grave: false };
    let none = Vec::new;
    match found {
        Finding::Station(fault) => Told { failure: store(fault, folder), grave: true },
        Finding::SlotsDiffer => grave("TS-D03", none()),
        Finding::SlotMissing(slot) => grave("TS-S12", vec![("volunteer", slot.name.clone())]),
        Finding::NotEnrolled => remark("TS-E01", none()),
        Finding::BundleLost { name } => grave("TS-B30", vec![("name", name.clone())]),
        Finding::NoRecoveryFile => grave("TS-D13", none()),
        Finding::OneSlot => remark("TS-D14", none()),
        Finding::SpaceShort { free } => {
            remark("TS-D02", vec![("megabytes", (free / 1_000_000).to_string()), ("needed", "50".to_owned())])
        }
        Finding::NoReserve => remark("TS-D15", none()),
        Finding::Unclean => remark("TS-D18", none()),
        Finding::ClockBehind { seconds } => remark("TS-D19", vec![("minutes", (seconds / 60).to_string())]),
        Finding::Damaged(Damage::Slots) => grave("TS-S27", none()),
        Finding::Damaged(Damage::StationFile | Damage::Pages | Damage::Tables | Damage::Values) => {
            grave("TS-S04", none())
        }
        Finding::Chain(fault) => grave("TS-D04", vec![("event", fault.number().to_string())]),
        Finding::ListsDiffered { people } => grave("TS-D16", vec![("n", people.to_string())]),
        Finding::OtherMachine => remark("TS-S13", none()),
        Finding::Unconfirmed { epoch, .. } => remark("TS-D17", vec![("epoch", epoch.clone())]),
    }
}
