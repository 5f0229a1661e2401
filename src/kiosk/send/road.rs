use super::{
    Address, Refusal, SendFault,
    piece::Piece,
    reply::{Meaning, Reply},
    wire::{Wire, WireFault},
};
use crate::{
    bundle::MOST_RECEIPT,
    content::pack::MOST_PACK,
    crypto::{hex, random},
    kiosk::outbox::Parcel,
    text::Language,
    tui::{Failure, Pace, Stage},
};
use std::time::Duration;

/// The way to one centre.
pub struct Road {
    address: Address,
    wire: Wire,
    patience: Patience,
}

/// How long it is waited, and how often it is tried without coming any further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    pub tries: u32,
    pub connect: Duration,
    /// A line on which nothing moves for so long has broken.
    pub stall: Duration,
    /// For an answer, once everything was said.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let [connect, stall, answer] = [15, 30, 60].map(Duration::from_secs);
        Self { tries: 6, connect, stall, answer }
    }
}

/// What is to be sent and asked.
pub struct Load<'l> {
    pub parcels: &'l [Parcel],
    /// For a centre that does not know this station yet.
    pub grant: Option<&'l [u8]>,
    pub kiosk: &'l str,
    /// Epochs whose newest receipts are asked for.
    pub epochs: &'l [String],
    /// Whose newest pack is asked for, where it is wanted.
    pub pack: Option<PackAsked<'l>>,
}

/// The newest pack of a contest, unless it is the one that the station has.
#[derive(Clone, Copy, Debug)]
pub struct PackAsked<'l> {
    pub contest: &'l str,
    /// Digest of the pack in use.
    pub held: Option<[u8; 32]>,
}

/// Who stands at the station's end of the road.
pub trait Home {
    /// Verifies what came and does what it says.
    ///
    /// # Errors
    /// It is not genuine, or not for this station: then nothing has changed.
    fn take(&mut self, what: What, bytes: &[u8]) -> Result<(), Failure>;

    /// Hears how far it has come; false to stop.
    fn pace(&mut self, pace: Pace) -> bool;

    /// Waits; false when waiting was cut short.
    fn pause(&mut self, time: Duration) -> bool;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Receipt,
    Pack,
}

/// What came of it, also where a fault ended it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Files for which there is a genuine receipt now.
    pub arrived: usize,
    pub refused: Vec<Refusal>,
    /// Bytes of files that went up, those that went twice counted twice.
    pub bytes: u64,
    /// Replies that did not come or asked to be tried again.
    pub stumbles: u32,
}

/// Largest piece; a line that breaks costs at most this much again.
const PIECE: u64 = 512 << 10;
/// Smallest piece, on a line that keeps breaking: the centre wants to see manifest and signature in the first one.
const LEAST_PIECE: u64 = 128 << 10;
/// Longest pause between two tries.
const LONGEST_PAUSE_S: u64 = 60;
/// A reply that is no receipt and no pack.
const MOST_REPLY: usize = 64 << 10;

impl Road {
    /// # Errors
    /// The certificates cannot be read.
    pub fn new(
        address: Address,
        authority: Option<&[u8]>,
        patience: Patience,
        language: Language,
    ) -> Result<Self, SendFault> {
        let wire = Wire::new(&address, authority, patience, language)?;
        Ok(Self { address, wire, patience })
    }

    /// Sends everything, takes what is answered, and asks for the newest receipts and the newest pack. What the centre refuses for
    /// good stands in `sent` and holds nothing else up.
    ///
    /// # Errors
    /// Why it ended before the end; what `sent` says has happened all the same.
    pub fn send(&self, load: &Load<'_>, home: &mut dyn Home, sent: &mut Sent) -> Result<(), SendFault> {
        let of = load.parcels.iter().map(|parcel| parcel.len).sum();
        let mut trip = Trip { road: self, load, home, sent, before: 0, of, introduced: false };
        for parcel in load.parcels {
            trip.carry(parcel)?;
            trip.before += parcel.len;
        }
        for epoch in load.epochs {
            trip.newest_receipt(epoch)?;
        }
        load.pack.map_or(Ok(()), |asked| trip.newest_pack(asked))
    }
}

/// One sending under way.
struct Trip<'t> {
    road: &'t Road,
    load: &'t Load<'t>,
    home: &'t mut dyn Home,
    sent: &'t mut Sent,
    /// Bytes of the files before the one at hand, and of all.
    before: u64,
    of: u64,
    introduced: bool,
}

/// How far one file has come.
struct Stand {
    /// Where the centre stands; none where it has to be asked.
    at: Option<u64>,
    /// The farthest that it ever stood.
    best: u64,
    piece: u64,
    /// Tries in a row without coming further.
    vain: u32,
}

impl Trip<'_> {
    fn carry(&mut self, parcel: &Parcel) -> Result<(), SendFault> {
        let at = (parcel.len <= PIECE).then_some(0);
        let mut stand = Stand { at, best: 0, piece: PIECE, vain: 0 };
        loop {
            let answer = match stand.at {
                None => self.ask(parcel),
                Some(at) => self.put(parcel, at, stand.piece),
            };
            let meaning = match answer {
                Ok(reply) => reply.meaning(&parcel.name),
                Err(fault @ (WireFault::Broken | WireFault::Unreachable)) => {
                    stand.broke();
                    self.again(&mut stand.vain, None, fault.into())?;
                    continue;
                }
                Err(WireFault::Spoilt) => return Err(SendFault::Spoilt(parcel.name.clone())),
                Err(fault) => return Err(fault.into()),
            };
            match meaning {
                Meaning::Receipt(bytes) => {
                    self.home.take(What::Receipt, &bytes).map_err(SendFault::NoReceipt)?;
                    self.sent.arrived += 1;
                    let done = self.before + parcel.len;
                    let goes_on = self.home.pace(Pace { stage: Stage::Sending, done, of: self.of });
                    return if goes_on { Ok(()) } else { Err(SendFault::Stopped) };
                }
                Meaning::Have(have) if have > parcel.len => return Err(SendFault::NotTheCentre),
                Meaning::Have(have) => {
                    if !stand.moved(have) {
                        self.again(&mut stand.vain, None, SendFault::Broken)?;
                    }
                }
                Meaning::Nothing if stand.at.is_none() => stand.at = Some(0),
                Meaning::Stranger(_) if self.can_introduce() => {
                    self.introduce()?;
                    stand.at = Some(0);
                }
                Meaning::Stranger(refusal) | Meaning::Refused(refusal) => {
                    self.sent.refused.push(*refusal);
                    return Ok(());
                }
                Meaning::Again { seconds, .. } => {
                    stand.at = None;
                    self.again(&mut stand.vain, seconds, meaning.out_of_place())?;
                }
                // The next file would travel in vain too.
                Meaning::Enough => return Err(SendFault::Enough),
                Meaning::Nothing | Meaning::Foreign => return Err(SendFault::NotTheCentre),
            }
        }
    }

    fn ask(&mut self, parcel: &Parcel) -> Result<Reply, WireFault> {
        let place = format!("/v1/uploads/{}?len={}", hex(&parcel.sha256), parcel.len);
        self.road.wire.get(&self.road.address.place(&place), None, MOST_REPLY.max(MOST_RECEIPT))
    }

    fn put(&mut self, parcel: &Parcel, at: u64, piece: u64) -> Result<Reply, WireFault> {
        let length = piece.min(parcel.len.saturating_sub(at));
        let source = parcel.open(at).map_err(|_| WireFault::Spoilt)?;
        let home = &mut *self.home;
        let mut pace = |told| home.pace(told);
        let start = self.before + at;
        let mut piece = Piece::new(source, length, (start, self.of), &mut pace);
        let place = format!("/v1/uploads/{}?at={at}&len={}", hex(&parcel.sha256), parcel.len);
        let place = self.road.address.place(&place);
        let answered = self.road.wire.put(&place, &mut piece, length, MOST_RECEIPT);
        self.sent.bytes += piece.told.done - start;
        answered
    }

    fn can_introduce(&self) -> bool {
        self.load.grant.is_some() && !self.introduced
    }

    /// Shows the centre the grant that its own office gave to this station.
    fn introduce(&mut self) -> Result<(), SendFault> {
        self.introduced = true;
        let place = self.road.address.place("/v1/grants");
        let grant = self.load.grant.unwrap_or_default();
        let reply = self.stubborn(|road| road.wire.post(&place, grant, MOST_REPLY))?;
        match reply.status {
            200..=204 => Ok(()),
            _ => match reply.meaning("") {
                // That the station stays unknown is said by the next answer.
                Meaning::Refused(_) | Meaning::Stranger(_) | Meaning::Again { status: 400..=428, .. } => Ok(()),
                other => Err(other.out_of_place()),
            },
        }
    }

    fn newest_receipt(&mut self, epoch: &str) -> Result<(), SendFault> {
        let place = self.road.address.place(&format!("/v1/receipts/{}/{epoch}", self.load.kiosk));
        let reply = self.stubborn(|road| road.wire.get(&place, None, MOST_RECEIPT))?;
        match reply.meaning("") {
            Meaning::Receipt(bytes) => self.home.take(What::Receipt, &bytes).map_err(SendFault::NoReceipt),
            // A centre that has nothing of this station yet has no receipt for it either.
            Meaning::Nothing | Meaning::Stranger(_) | Meaning::Refused(_) => Ok(()),
            other => Err(other.out_of_place()),
        }
    }

    fn newest_pack(&mut self, asked: PackAsked<'_>) -> Result<(), SendFault> {
        let place = self.road.address.place(&format!("/v1/packs/{}/newest", asked.contest));
        let tag = asked.held.map(|digest| format!("\"{}\"", hex(&digest)));
        let reply = self.stubborn(|road| road.wire.get(&place, tag.as_deref(), MOST_PACK))?;
        match reply.status {
            304 => Ok(()),
            200 if reply.kind == "application/octet-stream" || reply.kind.starts_with("application/vnd.tramso") => {
                self.home.take(What::Pack, &reply.body).map_err(SendFault::NoReceipt)
            }
            _ => match reply.meaning("") {
                Meaning::Nothing | Meaning::Stranger(_) | Meaning::Refused(_) => Ok(()),
                other => Err(other.out_of_place()),
            },
        }
    }

    /// Asks until there is an answer that need not be asked for again.
    fn stubborn(&mut self, mut ask: impl FnMut(&Road) -> Result<Reply, WireFault>) -> Result<Reply, SendFault> {
        let mut vain = 0;
        loop {
            match ask(self.road) {
                Err(fault @ (WireFault::Broken | WireFault::Unreachable)) => {
                    self.again(&mut vain, None, fault.into())?;
                }
                Err(fault) => return Err(fault.into()),
                Ok(reply) if matches!(reply.status, 408 | 429 | 500 | 502..=504) => {
                    let (status, seconds) = (reply.status, reply.retry_after);
                    let fault = Meaning::Again { status, seconds }.out_of_place();
                    self.again(&mut vain, seconds, fault)?;
                }
                Ok(reply) => return Ok(reply),
            }
        }
    }

    /// Waits before the next try; gives up with `fault` when there were enough, or when the centre wants to be left alone for long.
    fn again(&mut self, vain: &mut u32, seconds: Option<u64>, fault: SendFault) -> Result<(), SendFault> {
        *vain += 1;
        self.sent.stumbles += 1;
        if *vain >= self.road.patience.tries || seconds.is_some_and(|seconds| seconds > LONGEST_PAUSE_S) {
            return Err(fault);
        }
        let told = Pace { stage: Stage::Sending, done: self.before, of: self.of };
        let pause = seconds.map_or_else(|| pause_before(*vain), Duration::from_secs);
        if self.home.pace(told) && self.home.pause(pause) { Ok(()) } else { Err(SendFault::Stopped) }
    }
}

impl Stand {
    /// Takes in where the centre stands; false when that is no further than it was said before. Tries count anew only beyond the
    /// farthest place: a centre that keeps forgetting is left in the end.
    fn moved(&mut self, have: u64) -> bool {
        let is_further = self.at.is_none_or(|at| have > at);
        if have > self.best {
            (self.best, self.vain) = (have, 0);
        }
        self.at = Some(have);
        is_further
    }

    /// After a break the centre is asked where it stands, and less is risked at once.
    fn broke(&mut self) {
        self.at = None;
        self.piece = (self.piece / 2).max(LEAST_PIECE);
    }
}

/// 1, 2, 4 … 60 seconds, of which chance takes off up to a half: a hundred stations that lost the same line shall not come back
/// in the same second.
fn pause_before(vain: u32) -> Duration {
    let whole = LONGEST_PAUSE_S.min(1 << (vain.max(1) - 1).min(6)) * 1000;
    let [chance]: [u8; 1] = random();
    Duration::from_millis(whole / 2 + whole * u64::from(chance) / 510)
}
