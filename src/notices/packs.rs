use super::{Failure, byte_limit, legible};
use crate::{
    content::pack::{PackFault, PackWarning, ParcelFault, SealFault, Unsound},
    domain::{Date, Platform},
    text::{codes, short_date},
};

/// Why a pack is refused, ready to be worded.
#[must_use]
pub fn pack_failure(fault: &PackFault) -> Failure {
    let version = |version: &u32| ("version", version.to_string());
    match fault {
        // Nothing is read behind a limit: how large it is nobody knows.
        PackFault::TooLarge { most, .. } => Failure::new(codes::pack::TOO_LARGE, [("most", byte_limit(*most))]),
        PackFault::Parcel(fault) => parcel(fault),
        PackFault::Member { wanted, found } => {
            let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_owned());
            Failure::new(codes::pack::FILE_MISSING, [("wanted", name(wanted)), ("found", name(found))])
        }
        PackFault::MemberTooLarge { member, most, .. } => {
            Failure::new(codes::pack::FILE_TOO_LARGE, [("file", member.clone()), ("most", byte_limit(*most))])
        }
        PackFault::SignatureForm { member } => Failure::new(codes::pack::SIGNATURE_FORM, [("file", member.clone())]),
        PackFault::LegacySignature { member } => {
            Failure::new(codes::pack::LEGACY_SIGNATURE, [("file", member.clone())])
        }
        PackFault::WrongKey { member, key } => {
            Failure::new(codes::pack::KEY_MAY_NOT_SIGN, [("file", member.clone()), ("key", key.to_string())])
        }
        PackFault::BadSignature { member } => Failure::new(codes::pack::SIGNATURE_WRONG, [("file", member.clone())]),
        PackFault::Comment { member, wanted, found } => Failure::new(
            codes::pack::SIGNATURE_OF_ANOTHER_PURPOSE,
            [("file", member.clone()), ("wanted", wanted.clone()), ("found", found.clone())],
        ),
        PackFault::Shape { member, message } => {
            Failure::new(codes::pack::FILE_UNREADABLE, [("file", member.clone()), ("place", place_of(message))])
        }
        PackFault::NewerShape { member, .. } => {
            Failure::new(codes::pack::FILE_NEWER_VERSION, [("file", member.clone())])
        }
        PackFault::NotCanonical { member } => Failure::new(codes::pack::NOT_CANONICAL, [("file", member.clone())]),
        PackFault::Contradiction { member, field } => {
            Failure::new(codes::pack::CONTRADICTION, [("file", member.clone()), ("field", (*field).to_owned())])
        }
        PackFault::Length { member, stated, found } => Failure::new(
            codes::pack::FILE_LENGTH,
            [("file", member.clone()), ("stated", stated.to_string()), ("found", found.to_string())],
        ),
        PackFault::Digest { member } => Failure::new(codes::pack::FILE_DIGEST, [("file", member.clone())]),
        PackFault::Sealed => Failure::new(codes::pack::SEALED_WITHOUT_KEY, []),
        PackFault::Unseal(SealFault::WrongKey) => Failure::new(codes::pack::SEALED_FOR_ANOTHER_KEY, []),
        PackFault::Unseal(SealFault::Key) => Failure::new(codes::signing::AGE_KEY_FORM, []),
        PackFault::Unseal(SealFault::Damaged | SealFault::TooLong | SealFault::TooMuchWork(_)) => {
            Failure::new(codes::pack::SEALED_PART_DAMAGED, [])
        }
        PackFault::PlainLength { stated } => {
            Failure::new(codes::pack::UNSEALED_LENGTH, [("stated", stated.to_string())])
        }
        PackFault::Unsound(what) => unsound(what),
        PackFault::Signing => Failure::new(codes::pack::NOT_SIGNED, []),
        PackFault::RootKeys { version: of, role } => {
            Failure::new(codes::pack::ROOT_KEYS_INVALID, [version(of), ("role", (*role).to_owned())])
        }
        PackFault::RootThreshold { version: of, by, found, wanted } => Failure::new(
            codes::pack::ROOT_SIGNATURES_MISSING,
            [version(of), ("by", by.to_string()), ("found", found.to_string()), ("wanted", wanted.to_string())],
        ),
        PackFault::RootOlder { carried, pinned } => {
            Failure::new(codes::pack::ROOT_OLDER, [("carried", carried.to_string()), ("pinned", pinned.to_string())])
        }
        PackFault::RootOther { version: of } => Failure::new(codes::pack::ROOT_OF_ANOTHER_ORGANISER, [version(of)]),
        PackFault::WrongContest { wanted, found } => {
            Failure::new(codes::pack::OTHER_CONTEST, [("wanted", wanted.clone()), ("found", found.clone())])
        }
        PackFault::MinApp { wanted, app } => {
            Failure::new(codes::pack::PROGRAM_TOO_OLD, [("wanted", wanted.to_string()), ("app", app.to_string())])
        }
        PackFault::Older { version: of, held } => {
            Failure::new(codes::pack::VERSION_OLDER, [version(of), ("held", held.to_string())])
        }
        PackFault::Held { version: of } => Failure::new(codes::pack::VERSION_HELD, [version(of)]),
        PackFault::VersionTwice { version: of } => Failure::new(codes::pack::VERSION_TWICE, [version(of)]),
        PackFault::Jump { version: of, held, most } => Failure::new(
            codes::pack::VERSION_TOO_FAR_AHEAD,
            [version(of), ("held", held.to_string()), ("most", most.to_string())],
        ),
        PackFault::OtherPack => Failure::new(codes::pack::OTHER_PACK, []),
    }
}

/// Warnings about an accepted pack, ready to be worded. What is the same of both kinds of telephones is reported
/// once, of both.
#[must_use]
pub fn pack_warnings(warnings: &[PackWarning]) -> Vec<Failure> {
    let of_link = |warning: &PackWarning| {
        let PackWarning::LinkNotOfficial(platform) = warning else { return None };
        Some(platform_name(*platform))
    };
    let links: Vec<&str> = warnings.iter().filter_map(of_link).collect();
    let mut failures: Vec<Failure> =
        warnings.iter().filter(|warning| of_link(warning).is_none()).map(|warning| pack_warning(*warning)).collect();
    failures.extend(
        (!links.is_empty())
            .then(|| Failure::new(codes::pack::INSTALL_LINK_NOT_OFFICIAL, [("platform", links.join(", "))])),
    );
    failures
}

fn pack_warning(warning: PackWarning) -> Failure {
    let day = |day: Date| ("date", short_date(day));
    match warning {
        PackWarning::Expired { on } => Failure::new(codes::pack::EXPIRED, [day(on)]),
        PackWarning::Stale { days } => Failure::new(codes::pack::STALE, [("days", days.to_string())]),
        PackWarning::NotYetIssued { on } => Failure::new(codes::pack::ISSUED_IN_FUTURE, [day(on)]),
        PackWarning::RootExpired { on } => Failure::new(codes::pack::ROOT_EXPIRED, [day(on)]),
        PackWarning::LinkNotOfficial(platform) => {
            Failure::new(codes::pack::INSTALL_LINK_NOT_OFFICIAL, [("platform", platform_name(platform).to_owned())])
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
        ParcelFault::Cut => Failure::new(codes::pack::CUT_SHORT, []),
        ParcelFault::Name { name, .. } => Failure::new(codes::pack::FILE_NAME_FORBIDDEN, [("name", legible(name))]),
        ParcelFault::Twice(name) => Failure::new(codes::pack::FILE_TWICE, [("name", name.clone())]),
        ParcelFault::Size { name, stated, left } => Failure::new(
            codes::pack::FILE_SIZE_CLAIMED,
            [("name", name.clone()), ("stated", stated.to_string()), ("left", left.to_string())],
        ),
        ParcelFault::Header { .. } | ParcelFault::Padding { .. } => Failure::new(codes::pack::NOT_A_PACK, []),
        ParcelFault::Trailing { bytes } => Failure::new(codes::pack::TRAILING_BYTES, [("bytes", bytes.to_string())]),
        ParcelFault::TooMany { most } => Failure::new(codes::pack::TOO_MANY_FILES, [("most", most.to_string())]),
    }
}

/// Where a parser stopped, as `line:column`: its words are for nobody who reads a notice, and they quote the file.
fn place_of(message: &str) -> String {
    let place = message.rsplit_once(" at line ").and_then(|(_, place)| place.split_once(" column "));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|ch| ch.is_ascii_digit());
    match place {
        Some((line, column)) if is_number(line) && is_number(column) => format!("{line}:{column}"),
        Some(_) | None => "-".to_owned(),
    }
}

fn unsound(what: &Unsound) -> Failure {
    match what {
        Unsound::Draw(short) => Failure::new(
            codes::pack::TOO_FEW_QUESTIONS,
            [
                ("topic", short.stratum.topic.number().to_string()),
                ("wanted", short.stratum.count.to_string()),
                ("available", short.available.to_string()),
            ],
        ),
        // else: only a broken builder makes them, and only the program's makers can read more out of them
        _ => Failure::new(codes::pack::CONTENT_UNSOUND, []),
    }
}
