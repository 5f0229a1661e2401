//! The station's end of the road, without a database: it verifies receipts as a station does and remembers what it took.

use super::server::Server;
use std::{sync::LazyLock, time::Duration};
use tramso::{
    bundle::{
        EpochRef,
        receipt::{self, Receipt},
    },
    crypto::{demo_centre, minisig::SigningKey},
    domain::{EpochId, Moment, StationId},
    kiosk::{
        outbox::OutFile,
        send::{Address, Client, Patience, ReplyContent, ReplyHandler, SendFault, SendPlan, SendReport},
    },
    text::Language,
    tui::{Failure, Pace},
};

pub const KIOSK: &str = "4f1c22d04f1c22d04f1c22d04f1c22d0";
pub const EPOCH: &str = "9a3b5c7d";
pub const CONTEST: &str = "thu-nghiem";

pub fn of(station: &str) -> EpochRef {
    EpochRef { contest: CONTEST.into(), station: station.parse().unwrap(), epoch: EPOCH.parse().unwrap() }
}

pub fn receipt_key() -> SigningKey {
    SigningKey::from_open_file(demo_centre::RECEIPT_KEY).unwrap()
}

/// A receipt that the centre signs for a station.
pub fn receipt_for(station: &str, number: u64, key: &SigningKey) -> Vec<u8> {
    let receipt = Receipt {
        of: of(station),
        number,
        generation: 1,
        time: Moment(crate::days::MADE_MS),
        confirmed: true,
        ack_upto: 20,
        head: [9; 32],
        judged_upto: 20,
        held: Vec::new(),
        quarantined: Vec::new(),
        parted: Vec::new(),
        rejected: Vec::new(),
        resend_from: None,
        erase: Vec::new(),
        packs: Vec::new(),
        revoked: Vec::new(),
        root: 1,
    };
    receipt::write(&receipt, key).unwrap()
}

pub fn good_receipt() -> Vec<u8> {
    receipt_for(KIOSK, 1, &receipt_key())
}

/// Bytes that do not repeat, so that a piece in the wrong place is seen.
pub fn bytes(length: usize) -> Vec<u8> {
    let mut state = 7_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

pub fn parcel(name: &str, length: usize) -> OutFile {
    OutFile::from_bytes(name, bytes(length))
}

/// Who remembers.
#[derive(Default)]
pub struct Station {
    pub receipts: Vec<Vec<u8>>,
    pub packs: Vec<Vec<u8>>,
    pub pauses: Vec<Duration>,
    pub paces: Vec<Pace>,
    /// Stops once so many bytes are up.
    pub stop_at: Option<u64>,
}

impl ReplyHandler for Station {
    fn take(&mut self, what: ReplyContent, bytes: &[u8]) -> Result<(), Failure> {
        match what {
            ReplyContent::Pack => self.packs.push(bytes.to_vec()),
            ReplyContent::Receipt => {
                let keys = [receipt_key().public().clone()];
                receipt::open(bytes, &keys, &[of(KIOSK)])
                    .map_err(|fault| Failure::new("TS-N09", [("why", format!("{fault:?}"))]))?;
                self.receipts.push(bytes.to_vec());
            }
        }
        Ok(())
    }

    fn pace(&mut self, pace: Pace) -> bool {
        self.paces.push(pace);
        self.stop_at.is_none_or(|at| pace.done < at)
    }

    fn pause(&mut self, time: Duration) -> bool {
        self.pauses.push(time);
        true
    }
}

/// As impatient as a test.
pub fn patience(tries: u32) -> Patience {
    let quick = Duration::from_millis(1500);
    Patience { tries, connect: quick, stall: quick, answer: quick }
}

pub fn load<'l>(parcels: &'l [OutFile], grant: Option<&'l [u8]>, epochs: &'l [EpochId]) -> SendPlan<'l> {
    static STATION: LazyLock<StationId> = LazyLock::new(|| KIOSK.parse().unwrap());
    SendPlan { files: parcels, grant, station: &STATION, epochs, pack: None }
}

/// Sends the parcels to a server, and nothing else.
pub fn send(server: &Server, parcels: &[OutFile], station: &mut Station) -> (Result<(), SendFault>, SendReport) {
    send_with(server, &load(parcels, None, &[]), station)
}

pub fn send_with(server: &Server, load: &SendPlan<'_>, station: &mut Station) -> (Result<(), SendFault>, SendReport) {
    let address = Address::parse(&server.address()).unwrap();
    let road = Client::new(address, None, patience(4), Language::Vietnamese).unwrap();
    let mut sent = SendReport::default();
    let done = road.send(load, station, &mut sent);
    (done, sent)
}
