//! Receipt check: what the centre reports, compared with what it must report.

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

/// Finding of the check: one difference between what was sent and what the centre reports. Station and bundle are named as
/// in the run: the station's ID, the bundle's file name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A bundle was not accepted.
    NotTaken {
        /// File name of the bundle.
        bundle: String,
        /// Why not.
        fault: SendFault,
    },
    /// The receipt's signature does not verify.
    Unsigned {
        /// ID of the station.
        station: StationId,
    },
    /// A bundle was accepted, and its receipt does not list it.
    NotInReceipt {
        /// File name of the bundle.
        bundle: String,
    },
    /// The same bundle was answered with another receipt.
    OtherReceipt {
        /// File name of the bundle.
        bundle: String,
    },
    /// The centre knows nothing of a station that sent something.
    NoReceipt {
        /// ID of the station.
        station: StationId,
    },
    /// The receipt acknowledges records up to another number than the last one sent.
    Acknowledged {
        /// ID of the station.
        station: StationId,
        /// Number of the last record sent.
        wanted: u64,
        /// Number of the last record acknowledged.
        found: u64,
    },
    /// The chain has another head.
    OtherHead {
        /// ID of the station.
        station: StationId,
    },
    /// Other bundles are held than were sent.
    OtherBundles {
        /// ID of the station.
        station: StationId,
        /// Number of bundles sent.
        wanted: usize,
        /// Number of bundles in the receipt.
        found: usize,
    },
    /// Bundles are in quarantine although nothing is wrong with them.
    Waiting {
        /// ID of the station.
        station: StationId,
        /// Number of bundles in quarantine.
        bundles: usize,
    },
    /// A unit's sums differ: registered, finished, valid.
    OtherSum {
        /// Code of the unit.
        unit: String,
        /// The sums that follow from the people.
        wanted: [i64; 3],
        /// The sums that the centre reports.
        found: [i64; 3],
    },
}

/// Findings in the station's newest receipt.
///
/// # Errors
/// `Away` where the server does not answer, `Strange`.
pub fn newest(server: &Server, station: &Made, key: &PublicKey) -> Result<Vec<Finding>, ServerFault> {
    let Some(bytes) = server.receipt(&station.of.station, &station.of.epoch)? else {
        let missing = Finding::NoReceipt { station: station.of.station.clone() };
        return Ok(if station.bundles.is_empty() { Vec::new() } else { vec![missing] });
    };
    let opened = open(&bytes, std::slice::from_ref(key), std::slice::from_ref(&station.of));
    Ok(match opened {
        Ok(receipt) => union(station, &receipt),
        Err(_) => vec![Finding::Unsigned { station: station.of.station.clone() }],
    })
}

/// Findings where a receipt is not exactly the union of what the station sent.
#[must_use]
pub fn union(station: &Made, receipt: &Receipt) -> Vec<Finding> {
    let name = || station.of.station.clone();
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

/// Findings in the receipts of single bundles: each must list its bundle, and be the same bytes each time.
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
