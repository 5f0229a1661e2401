use super::{Failure, legible};
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
            Failure::new("TS-P01", [("bytes", bytes.to_string()), ("most", most.to_string())])
        }
        PackFault::Parcel(fault) => parcel(fault),
        PackFault::Member { wanted, found } => {
            let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_owned());
            Failure::new("TS-P08", [("wanted", name(wanted)), ("found", name(found))])
        }
        PackFault::MemberTooLarge { member, bytes, most } => {
            Failure::new("TS-P09", [("file", member.clone()), ("bytes", bytes.to_string()), ("most", most.to_string())])
        }
        PackFault::SignatureForm { member } => Failure::new("TS-P10", [("file", member.clone())]),
        PackFault::LegacySignature { member } => Failure::new("TS-P11", [("file", member.clone())]),
        PackFault::WrongKey { member, key } => {
            Failure::new("TS-P12", [("file", member.clone()), ("key", key.to_string())])
        }
        PackFault::BadSignature { member } => Failure::new("TS-P13", [("file", member.clone())]),
        PackFault::Comment { member, wanted, found } => {
            Failure::new("TS-P14", [("file", member.clone()), ("wanted", wanted.clone()), ("found", found.clone())])
        }
        PackFault::Shape { member, message } => {
            Failure::new("TS-P15", [("file", member.clone()), ("message", message.clone())])
        }
        PackFault::NewerShape { member, .. } => Failure::new("TS-P16", [("file", member.clone())]),
        PackFault::NotCanonical { member } => Failure::new("TS-P17", [("file", member.clone())]),
        PackFault::Contradiction { member, field } => {
            Failure::new("TS-P18", [("file", member.clone()), ("field", (*field).to_owned())])
        }
        PackFault::Length { member, stated, found } => Failure::new(
            "TS-P29",
            [("file", member.clone()), ("stated", stated.to_string()), ("found", found.to_string())],
        ),
        PackFault::Digest { member } => Failure::new("TS-P30", [("file", member.clone())]),
        PackFault::Sealed => Failure::new("TS-P32", []),
        PackFault::Unseal(SealFault::WrongKey) => Failure::new("TS-P33", []),
        PackFault::Unseal(SealFault::Key) => Failure::new("TS-P57", []),
        PackFault::Unseal(SealFault::Damaged | SealFault::TooLong | SealFault::TooMuchWork(_)) => {
            Failure::new("TS-P34", [])
        }
        PackFault::PlainLength { stated } => Failure::new("TS-P35", [("stated", stated.to_string())]),
        PackFault::Unsound(what) => unsound(what),
        PackFault::Signing => Failure::new("TS-P37", []),
        PackFault::RootKeys { version: of, role } => {
            Failure::new("TS-P19", [version(of), ("role", (*role).to_owned())])
        }
        PackFault::RootThreshold { version: of, by, found, wanted } => Failure::new(
            "TS-P20",
            [version(of), ("by", by.to_string()), ("found", found.to_string()), ("wanted", wanted.to_string())],
        ),
        PackFault::RootOlder { carried, pinned } => {
            Failure::new("TS-P21", [("carried", carried.to_string()), ("pinned", pinned.to_string())])
        }
        PackFault::RootOther { version: of } => Failure::new("TS-P22", [version(of)]),
        PackFault::WrongContest { wanted, found } => {
            Failure::new("TS-P23", [("wanted", wanted.clone()), ("found", found.clone())])
        }
        PackFault::MinApp { wanted, app } => {
            Failure::new("TS-P24", [("wanted", wanted.to_string()), ("app", app.to_string())])
        }
        PackFault::Older { version: of, held } => Failure::new("TS-P25", [version(of), ("held", held.to_string())]),
        PackFault::Held { version: of } => Failure::new("TS-P26", [version(of)]),
        PackFault::VersionTwice { version: of } => Failure::new("TS-P27", [version(of)]),
        PackFault::Jump { version: of, held, most } => {
            Failure::new("TS-P28", [version(of), ("held", held.to_string()), ("most", most.to_string())])
        }
        PackFault::OtherPack => Failure::new("TS-P31", []),
    }
}

/// What somebody should look at in a pack that is taken, ready to be worded. What is the same of both kinds of telephones is said
/// once, of both.
#[must_use]
pub fn pack_warnings(warnings: &[PackWarning]) -> Vec<Failure> {
    let of_link = |warning: &PackWarning| match warning {
        PackWarning::LinkNotOfficial(platform) => Some(platform_name(*platform)),
        _ => None,
    };
    let links: Vec<&str> = warnings.iter().filter_map(of_link).collect();
    let mut told: Vec<Failure> =
        warnings.iter().filter(|warning| of_link(warning).is_none()).map(|warning| pack_warning(*warning)).collect();
    told.extend((!links.is_empty()).then(|| Failure::new("TS-P45", [("platform", links.join(", "))])));
    told
}

fn pack_warning(warning: PackWarning) -> Failure {
    let day = |day: Date| ("date", day.format("%d/%m/%Y").to_string());
    match warning {
        PackWarning::Expired { on } => Failure::new("TS-P40", [day(on)]),
        PackWarning::Stale { days } => Failure::new("TS-P41", [("days", days.to_string())]),
        PackWarning::NotYetIssued { on } => Failure::new("TS-P42", [day(on)]),
        PackWarning::RootExpired { on } => Failure::new("TS-P43", [day(on)]),
        PackWarning::LinkNotOfficial(platform) => {
            Failure::new("TS-P45", [("platform", platform_name(platform).to_owned())])
        }
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
        ParcelFault::Cut => Failure::new("TS-P02", []),
        ParcelFault::Name { name, .. } => Failure::new("TS-P03", [("name", legible(name))]),
        ParcelFault::Twice(name) => Failure::new("TS-P04", [("name", name.clone())]),
        ParcelFault::Size { name, stated, left } => {
            Failure::new("TS-P05", [("name", name.clone()), ("stated", stated.to_string()), ("left", left.to_string())])
        }
        ParcelFault::Header { .. } | ParcelFault::Padding { .. } => Failure::new("TS-P06", []),
        ParcelFault::Trailing { bytes } => Failure::new("TS-P07", [("bytes", bytes.to_string())]),
        ParcelFault::TooMany { most } => Failure::new("TS-P38", [("most", most.to_string())]),
    }
}

fn unsound(what: &Unsound) -> Failure {
    match what {
        Unsound::Draw(short) => Failure::new(
            "TS-P39",
            [
                ("topic", short.stratum.topic.number().to_string()),
                ("wanted", short.stratum.count.to_string()),
                ("available", short.available.to_string()),
            ],
        ),
        // Nobody but a broken builder makes these, and only the program's makers can read more out of it.
        other => Failure::new("TS-P36", [("what", legible(&format!("{other:?}")))]),
    }
}
