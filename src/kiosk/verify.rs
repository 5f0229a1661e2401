use super::{
    args::StationArgs,
    clock,
    commands::open,
    explain,
    outbox::{self, Kind, receive::epochs},
    packs,
};
use crate::{
    bundle::{
        Anchor, BundleFault, EpochRef, claim,
        enrol::{grant, request},
        examine, receipt,
    },
    cli::Console,
    content::pack,
    crypto::minisig::PublicKey,
    domain::{EpochId, Moment, StationId},
    notices::{Failure, pack_failure},
    store::Store,
    text::{Value, codes, short_date},
};
use serde_json::json;
use std::path::{Path, PathBuf};

/// What is known of a file that verified: a message of verify.ftl and its values.
struct Verified {
    key: &'static str,
    values: Vec<(&'static str, String)>,
}

/// Against what files are verified.
enum Known {
    Key(PublicKey),
    Station(Box<Store>),
    /// What carries its own key or roots needs nothing else.
    Nothing,
}

impl Known {
    /// Notice for a file that is refused; the log of the station that refuses it records why.
    fn travelled(&self, fault: &BundleFault, file: &Path) -> Failure {
        match self {
            Self::Station(store) => explain::travelled_logged(store, fault, file),
            Self::Key(_) | Self::Nothing => explain::travelled(fault, file),
        }
    }
}

/// Prints of each file what it is, from whom, and whether its signature holds: by what this station knows, or by the key that is given.
///
/// # Errors
/// One of them does not verify: each has been printed.
pub fn run(args: &StationArgs, files: &[PathBuf], key: Option<&str>, console: &Console) -> Result<(), Vec<Failure>> {
    let key = match key {
        Some(text) => Some(PublicKey::parse(text.trim()).ok_or_else(|| vec![bad_key()])?),
        None => None,
    };
    let mut known = key.map_or(Known::Nothing, Known::Key);
    let mut failures = Vec::new();
    for file in files {
        match verify((args, console), file, &mut known) {
            Ok(refused) => {
                let name = explain::file_name(file);
                let values: Vec<(&str, Value<'_>)> =
                    refused.values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
                console.paragraph(&format!("✓ {name}: {}", console.words().with(refused.key, &values)));
                let found: serde_json::Map<String, serde_json::Value> =
                    refused.values.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
                console.json(
                    &json!({ "file": file.display().to_string(), "kind": refused.key, "verified": true, "found": found }),
                );
            }
            Err(mut faults) => failures.append(&mut faults),
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}

fn bad_key() -> Failure {
    Failure::new(codes::handover::NOT_A_MINISIGN_KEY, [])
}

fn verify((args, console): (&StationArgs, &Console), file: &Path, known: &mut Known) -> Result<Verified, Vec<Failure>> {
    let (bytes, kind) = outbox::read(file).map_err(|failure| vec![failure])?;
    let kind = kind.ok_or_else(|| vec![explain::no_answer(file)])?;
    let needs_station = matches!(kind, Kind::Bundle | Kind::Receipt | Kind::Grant);
    if needs_station && matches!(known, Known::Nothing) {
        *known = Known::Station(Box::new(open(args, console)?.store));
    }
    let refused = match kind {
        Kind::Bundle => bundle(&bytes, known, file),
        Kind::Receipt => of_receipt(&bytes, known, file),
        Kind::Grant => of_grant(&bytes, known, file),
        Kind::Request => of_request(&bytes, known, file),
        Kind::Pack => of_pack(&bytes, known),
    };
    refused.map_err(|failure| vec![failure])
}

fn bundle(bytes: &[u8], known: &Known, file: &Path) -> Result<Verified, Failure> {
    let refused = |fault: BundleFault| known.travelled(&fault, file);
    let (of, key) = match known {
        Known::Key(key) => {
            let claimed = claim(bytes).map_err(refused)?;
            let of = EpochRef { contest: String::new(), station: claimed.station, epoch: claimed.epoch };
            (learn(of, |of| examine(bytes, &Anchor { of, key }).map(drop)), key.clone())
        }
        Known::Station(store) => {
            let of = epochs(store).map_err(|fault| explain::store_logged(store, &fault))?.into_iter().next();
            let first = store.epochs().map_err(|fault| explain::store_logged(store, &fault))?.into_iter().next();
            let key = first.and_then(|epoch| PublicKey::of_point(&epoch.public_key));
            of.zip(key).ok_or_else(|| explain::no_answer(file))?
        }
        Known::Nothing => return Err(explain::no_answer(file)),
    };
    let found = examine(bytes, &Anchor { of: &of, key: &key }).map_err(refused)?.manifest;
    Ok(Verified {
        key: "verify-bundle",
        values: vec![
            ("kiosk", found.of.station.to_string()),
            ("epoch", found.of.epoch.to_string()),
            ("contest", found.of.contest.clone()),
            ("seq", found.seq.to_string()),
            ("first", found.first.to_string()),
            ("last", found.last.to_string()),
            ("day", day(Moment(found.clock.wall_ms))),
        ],
    })
}

fn of_receipt(bytes: &[u8], known: &Known, file: &Path) -> Result<Verified, Failure> {
    let refused = |fault: BundleFault| known.travelled(&fault, file);
    let found = match known {
        Known::Key(key) => {
            let keys = [key.clone()];
            let nobody = EpochRef {
                contest: String::new(),
                station: StationId::from_key_digest(&[0; 32]),
                epoch: EpochId::from_bytes([0; 4]),
            };
            let open = |of: &EpochRef| receipt::open(bytes, &keys, std::slice::from_ref(of));
            open(&learn(nobody, |of| open(of).map(drop))).map_err(refused)?
        }
        Known::Station(store) => {
            let epochs = epochs(store).map_err(|fault| explain::store_logged(store, &fault))?;
            receipt::open(bytes, &packs::newest_root(store)?.receipt.keys, &epochs).map_err(refused)?
        }
        Known::Nothing => return Err(explain::no_answer(file)),
    };
    Ok(Verified {
        key: "verify-receipt",
        values: vec![
            ("number", found.number.to_string()),
            ("kiosk", found.of.station.to_string()),
            ("epoch", found.of.epoch.to_string()),
            ("contest", found.of.contest.clone()),
            ("ack", found.ack_upto.to_string()),
            ("bundles", found.held.len().to_string()),
            ("day", day(found.time)),
        ],
    })
}

fn of_grant(bytes: &[u8], known: &Known, file: &Path) -> Result<Verified, Failure> {
    let refused = |fault: BundleFault| known.travelled(&fault, file);
    let Known::Station(store) = known else {
        return Err(Failure::new(codes::handover::GRANT_OF_ANOTHER_STATION, [("file", explain::file_name(file))]));
    };
    let asking = store.asking().map_err(|fault| explain::store_logged(store, &fault))?;
    let asking = asking.ok_or(Failure::new(codes::enrol::NO_REQUEST, []))?;
    let asked = request::open(&asking.request).map_err(refused)?;
    let keys = packs::newest_root(store)?.enrol.keys;
    let (found, _) = grant::open(bytes, &keys, &asked, &asking.identity).map_err(refused)?;
    Ok(Verified {
        key: "verify-grant",
        values: vec![
            ("number", found.number.to_string()),
            ("kiosk", found.of.station.to_string()),
            ("contest", found.of.contest.clone()),
            ("centre", found.centre.clone()),
            ("unit", found.commune.as_str().to_owned()),
            ("village", found.village.clone()),
        ],
    })
}

fn of_request(bytes: &[u8], known: &Known, file: &Path) -> Result<Verified, Failure> {
    let found = request::open(bytes).map_err(|fault| known.travelled(&fault, file))?;
    Ok(Verified {
        key: "verify-request",
        values: vec![
            ("kiosk", found.station.to_string()),
            ("unit", found.commune.as_str().to_owned()),
            ("village", found.village.clone()),
            ("fingerprint", found.fingerprint()),
        ],
    })
}

fn of_pack(bytes: &[u8], known: &Known) -> Result<Verified, Failure> {
    let pinned = match known {
        Known::Station(store) if store.is_enrolled() => Some(packs::pinned(store)?),
        Known::Station(_) | Known::Key(_) | Known::Nothing => None,
    };
    let found = pack::examine(bytes, pinned.as_ref()).map_err(|fault| pack_failure(&fault))?;
    let store = match known {
        Known::Station(store) if store.is_enrolled() => Some(store.as_ref()),
        Known::Station(_) | Known::Key(_) | Known::Nothing => None,
    };
    let now = store.map_or_else(clock::unjudged, clock::now);
    packs::check(store, &found, now.date())?;
    Ok(Verified {
        key: if pinned.is_some() { "verify-pack" } else { "verify-pack-alone" },
        values: vec![
            ("version", found.manifest.version.to_string()),
            ("contest", found.manifest.contest.clone()),
            ("fingerprint", found.manifest.fingerprint()),
            ("root", found.root_fingerprint()),
        ],
    })
}

/// The station and epoch that a file names itself: its signature is verified before names are compared, so that what it then contradicts is what
/// its signer wrote. At most three names differ.
fn learn(mut of: EpochRef, verify: impl Fn(&EpochRef) -> Result<(), BundleFault>) -> EpochRef {
    for _ in 0..3 {
        match verify(&of) {
            Err(BundleFault::WrongContest { found, .. }) => of.contest = found,
            Err(BundleFault::WrongKiosk { found, .. }) => match StationId::parse(&found) {
                Some(found) => of.station = found,
                None => break,
            },
            Err(BundleFault::WrongEpoch { found, .. }) => match EpochId::parse(&found) {
                Some(found) => of.epoch = found,
                None => break,
            },
            Ok(()) | Err(_) => break, // else: no name differs
        }
    }
    of
}

fn day(moment: Moment) -> String {
    short_date(moment.date())
}
