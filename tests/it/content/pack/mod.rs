//! Content packs at their door.

mod broken;
pub mod form;
mod good;
mod office;
mod stock;
mod trust;
mod verify;

use crate::days::day;
use tramso::{
    content::{
        Pack,
        pack::{
            AppVersion, Held, PackFault, PinnedRoot, Plan, SignedRoot, Trust, build, demo_pinned, demo_roots, open,
        },
    },
    crypto::{demo_centre, minisig::SigningKey},
};

/// The small campaign that has no fault, with three of the units.
fn small() -> Pack {
    let mut pack = super::Folder::good().read().unwrap().pack;
    pack.units.truncate(3);
    pack
}

fn demo_key() -> SigningKey {
    SigningKey::from_open_file(demo_centre::PACK_KEY).unwrap()
}

/// A pack of the demo centre, which no test has to wait for keys for.
fn plan<'a>(pack: &'a Pack, roots: &'a [SignedRoot]) -> Plan<'a> {
    Plan {
        pack,
        version: 7,
        issued: day("2026-11-22"),
        expires: day("2027-01-31"),
        min_app: AppVersion { major: 0, minor: 1, patch: 0 },
        revoked: &[],
        roots,
        seal_to: None,
    }
}

/// What a station of that contest knows.
fn trust(pack: &Pack) -> Trust<'_> {
    Trust {
        root: demo_pinned(),
        contest: &pack.contest.id,
        held: None,
        app: AppVersion::own(),
        today: day("2026-11-25"),
    }
}
