use super::Failure;
use crate::{
    content::pack::{PackFault, PackWarning, ParcelFault, SealFault, Unsound},
    domain::{Date, Platform},
};

/// Why a pack is refused, ready to be worded.
#[must_use]
pub fn pack_failure(fault: &PackFault) -> Failure {
    let version = |version: &u32| ("version", version.to_string());
    match fault {
        PackFault::TooLarge { bytes, most } => {
            failure("TS-P01", [("bytes", bytes.to_string()), ("most", most.to_string())])
        }
        PackFault::Parcel(fault) => parcel(fault),
        PackFault::Member { wanted, found } => {
            let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_owned());
            failure("TS-P08", [("wanted", name(wanted)), ("found", name(found))])
        }
        PackFault::MemberTooLarge { member, bytes, most } => {
            failure("TS-P09", [("file", member.clone()), ("bytes", bytes.to_string()), ("most", most.to_string())])
        }
        PackFault::SignatureForm { member } => failure("TS-P10", [("file", member.clone())]),
        PackFault::LegacySignature { member } => failure("TS-P11", [("file", member.clone())]),
        PackFault::WrongKey { member, key } => failure("TS-P12", [("file", member.clone()), ("key", key.to_string())]),
        PackFault::BadSignature { member } => failure("TS-P13", [("file", member.clone())]),
        PackFault::Comment { member, wanted, found } => {
            failure("TS-P14", [("file", member.clone()), ("wanted", wanted.clone()), ("found", found.clone())])
        }
        PackFault::Shape { member, message } => {
            failure("TS-P15", [("file", member.clone()), ("message", message.clone())])
        }
        PackFault::NewerShape { member, .. } => failure("TS-P16", [("file", member.clone())]),
        PackFault::NotCanonical { member } => failure("TS-P17", [("file", member.clone())]),
        PackFault::Contradiction { member, field } => {
            failure("TS-P18", [("file", member.clone()), ("field", (*field).to_owned())])
        }
        PackFault::Length { member, stated, found } => {
            failure("TS-P29", [("file", member.clone()), ("stated", stated.to_string()), ("found", found.to_string())])
        }
        PackFault::Digest { member } => failure("TS-P30", [("file", member.clone())]),
        PackFault::Sealed => failure("TS-P32", []),
        PackFault::Unseal(SealFault::WrongKey) => failure("TS-P33", []),
        PackFault::Unseal(SealFault::Key) => failure("TS-P57", []),
        PackFault::Unseal(SealFault::Damaged | SealFault::TooLong | SealFault::TooMuchWork(_)) => failure("TS-P34", []),
        PackFault::PlainLength { stated } => failure("TS-P35", [("stated", stated.to_string())]),
        PackFault::Unsound(what) => unsound(what),
        PackFault::Signing => failure("TS-P37", []),
        PackFault::RootKeys { version: of, role } => failure("TS-P19", [version(of), ("role", (*role).to_owned())]),
        PackFault::RootThreshold { version: of, by, found, wanted } => failure(
            "TS-P20",
            [version(of), ("by", by.to_string()), ("found", found.to_string()), ("wanted", wanted.to_string())],
        ),
        PackFault::RootOlder { carried, pinned } => {
            failure("TS-P21", [("carried", carried.to_string()), ("pinned", pinned.to_string())])
        }
        PackFault::RootOther { version: of } => failure("TS-P22", [version(of)]),
        PackFault::WrongContest { wanted, found } => {
            failure("TS-P23", [("wanted", wanted.clone()), ("found", found.clone())])
        }
        PackFault::MinApp { wanted, app } => {
            failure("TS-P24", [("wanted", wanted.to_string()), ("app", app.to_string())])
        }
        PackFault::Older { version: of, held } => failure("TS-P25", [version(of), ("held", held.to_string())]),
        PackFault::Held { version: of } => failure("TS-P26", [version(of)]),
        PackFault::VersionTwice { version: of } => failure("TS-P27", [version(of)]),
        PackFault::Jump { version: of, held, most } => {
            failure("TS-P28", [version(of), ("held", held.to_string()), ("most", most.to_string())])
        }
        PackFault::OtherPack => failure("TS-P31", []),
    }
}

/// What somebody should look at in a pack that is taken, ready to be worded.
#[must_use]
pub fn pack_warning(warning: PackWarning) -> Failure {
    let day = |day: Date| ("date", day.format("%d/%m/%Y").to_string());
    match warning {
        PackWarning::Expired { on } => failure("TS-P40", [day(on)]),
        PackWarning::Stale { days } => failure("TS-P41", [("days", days.to_string())]),
        PackWarning::NotYetIssued { on } => failure("TS-P42", [day(on)]),
        PackWarning::RootExpired { on } => failure("TS-P43", [day(on)]),
        PackWarning::LinkNotOfficial(platform) => failure("TS-P45", [("platform", platform_name(platform).to_owned())]),
    }
}

fn platform_name(platform: Platform) -> &'static str {
    match platform {
        Platform::Android => "Android",
        Platform::Iphone => "iPhone",
    }
}

fn parcel(fault: &ParcelFault) -> Failure {
    match fault {
        ParcelFault::Cut => failure("TS-P02", []),
        ParcelFault::Name { name, .. } => failure("TS-P03", [("name", super::legible(name))]),
        ParcelFault::Twice(name) => failure("TS-P04", [("name", name.clone())]),
        ParcelFault::Size { name, stated, left } => {
            failure("TS-P05", [("name", name.clone()), ("stated", stated.to_string()), ("left", left.to_string())])
        }
        ParcelFault::Header { .. } | ParcelFault::Padding { .. } => failure("TS-P06", []),
        ParcelFault::Trailing { bytes } => failure("TS-P07", [("bytes", bytes.to_string())]),
        ParcelFault::TooMany { most } => failure("TS-P38", [("most", most.to_string())]),
    }
}

fn unsound(what: &Unsound) -> Failure {
    match what {
        Unsound::Draw(short) => failure(
            "TS-P39",
            [
                ("topic", short.stratum.topic.number().to_string()),
                ("wanted", short.stratum.count.to_string()),
                ("available", short.available.to_string()),
            ],
        ),
        // Nobody but a broken builder makes these, and only the program's makers can read more out of it.
        other => failure("TS-P36", [("what", super::legible(&format!("{other:?}")))]),
    }
}

fn failure<const N: usize>(code: &'static str, args: [(&'static str, String); N]) -> Failure {
    Failure { code, args: args.into() }
}
