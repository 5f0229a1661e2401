//! What the centre says, held against what it must say.

use super::{
    Server, ServerFault, Trip,
    make::Made,
    send::{Delivered, SendFault},
};
use crate::{
    bundle::receipt::{Held, Receipt, open},
    crypto::{minisig::PublicKey, sha256},
    domain::StationId,
};
use std::collections::HashMap;

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    NotTaken {
        bundle: String,
        fault: SendFault,
    },
    /// The centre's word does not verify.
    Unsigned {
        station: StationId,
    },
    /// A bundle was taken, and its receipt does not say that it is held.
    NotInReceipt {
        bundle: String,
    },
    /// The same bundle was answered with another receipt.
    OtherReceipt {
        bundle: String,
    },
    /// The centre knows nothing of a station that sent something.
    NoReceipt {
        station: StationId,
    },
    /// Records up to another one are held than were sent.
    Acknowledged {
        station: StationId,
        wanted: u64,
        found: u64,
    },
    /// The chain has another head.
    OtherHead {
        station: StationId,
    },
    /// Other bundles are held than were sent.
    OtherBundles {
        station: StationId,
        wanted: usize,
        found: usize,
    },
    /// Bundles wait for a person although nothing is wrong with them.
    Waiting {
        station: StationId,
        bundles: usize,
    },
    /// A unit's sum: registered, finished, valid.
    OtherSum {
        unit: String,
        wanted: [i64; 3],
        found: [i64; 3],
    },
}

/// What is wrong with the station's newest receipt.
///
/// # Errors
/// The server does not answer.
pub fn newest(server: &Server, station: &Made, key: &PublicKey) -> Result<Vec<Finding>, ServerFault> {
    let Some(bytes) = server.receipt(&station.of.kiosk, &station.of.epoch)? else {
        let missing = Finding::NoReceipt { station: station.of.kiosk.clone() };
        return Ok(if station.bundles.is_empty() { Vec::new() } else { vec![missing] });
    };
    let opened = open(&bytes, std::slice::from_ref(key), std::slice::from_ref(&station.of));
    Ok(match opened {
        Ok(receipt) => union(station, &receipt),
        Err(_) => vec![Finding::Unsigned { station: station.of.kiosk.clone() }],
    })
}

/// What a receipt says that is not exactly what the station sent.
#[must_use]
pub fn union(station: &Made, receipt: &Receipt) -> Vec<Finding> {
    let name = || station.of.kiosk.clone();
    let sent: Vec<Held> =
        station.bundles.iter().map(|bundle| Held { seq: bundle.seq, digest: bundle.digest }).collect();
    let mut findings = Vec::new();
    if receipt.ack_upto != station.last {
        findings.push(Finding::Acknowledged { station: name(), wanted: station.last, found: receipt.ack_upto });
    } else if receipt.head != station.head {
        findings.push(Finding::OtherHead { station: name() });
    }
    // No copies are sent: nothing has parted.
    if receipt.held != sent || !receipt.parted.is_empty() || receipt.resend_from.is_some() {
        let found = receipt.held.len() + receipt.parted.len();
        findings.push(Finding::OtherBundles { station: name(), wanted: sent.len(), found });
    }
    if !receipt.quarantined.is_empty() {
        findings.push(Finding::Waiting { station: name(), bundles: receipt.quarantined.len() });
    }
    findings
}

/// Each bundle's receipt says that it is held, and is the same bytes each time.
#[must_use]
pub fn held_again(made: &[Made], answers: &[(Trip, Delivered)], key: &PublicKey) -> Vec<Finding> {
    let mut first: HashMap<(u32, u32), [u8; 32]> = HashMap::new();
    let mut findings = Vec::new();
    for (trip, delivered) in answers {
        let Some(station) = made.get(trip.station as usize) else { continue };
        let Some(bundle) = station.bundles.get(trip.bundle as usize) else { continue };
        let digest = sha256(&[&delivered.receipt]);
        if *first.entry((trip.station, trip.bundle)).or_insert(digest) != digest {
            findings.push(Finding::OtherReceipt { bundle: bundle.name.clone() });
        }
        let opened = open(&delivered.receipt, std::slice::from_ref(key), std::slice::from_ref(&station.of));
        if !opened.is_ok_and(|receipt| receipt.holds(bundle.seq, &bundle.digest)) {
            findings.push(Finding::NotInReceipt { bundle: bundle.name.clone() });
        }
    }
    findings
}
