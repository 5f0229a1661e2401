use super::{
    Address, Patience, Refusal, SendFault,
    http::{Http, HttpFault},
    piece::Piece,
    reply::{Meaning, Reply},
};
use crate::{
    bundle::MOST_RECEIPT,
    content::pack::MOST_PACK,
    crypto::{hex, random},
    domain::{EpochId, StationId},
    kiosk::outbox::OutFile,
    text::Language,
    tui::{Failure, Pace, Stage},
};
use std::time::Duration;

/// The way to one centre.
pub struct Client {
    address: Address,
    http: Http,
    patience: Patience,
}

/// What is to be sent and asked.
pub struct SendPlan<'l> {
    /// Files to send, oldest first.
    pub files: &'l [OutFile],
    /// For a centre that does not know this station yet.
    pub grant: Option<&'l [u8]>,
    /// Id of the station.
    pub station: &'l StationId,
    /// Epochs whose newest receipts are asked for.
    pub epochs: &'l [EpochId],
    /// Whose newest pack is asked for, where it is wanted.
    pub pack: Option<PackAsked<'l>>,
}

/// The newest pack of a contest, unless it is the one that the station has.
#[derive(Clone, Copy, Debug)]
pub struct PackAsked<'l> {
    /// Id of the contest.
    pub contest: &'l str,
    /// Digest of the pack in use.
    pub held: Option<[u8; 32]>,
}

/// Handler of the centre's replies.
pub trait ReplyHandler {
    /// Verifies a reply's content and applies it.
    ///
    /// # Errors
    /// It is not genuine, or not for this station: then nothing has changed.
    fn take(&mut self, what: ReplyContent, bytes: &[u8]) -> Result<(), Failure>;

    /// Receives how far it has come; false to stop.
    fn pace(&mut self, pace: Pace) -> bool;

    /// Waits; false when waiting was cut short.
    fn pause(&mut self, time: Duration) -> bool;
}

/// Kind of a reply that the station applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyContent {
    /// A receipt (.tsr).
    Receipt,
    /// A content pack (.tsp).
    Pack,
}

/// What came of it, also where a fault ended it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendReport {
    /// Files for which there is a genuine receipt now.
    pub arrived: usize,
    /// Epochs of which the centre has no receipt: whatever it promised before, it holds nothing of them now.
    pub unknown: Vec<EpochId>,
    /// Files that the centre refused for good.
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

impl Client {
    /// # Errors
    /// The certificates cannot be read.
    pub fn new(
        address: Address,
        authority: Option<&[u8]>,
        patience: Patience,
        language: Language,
    ) -> Result<Self, SendFault> {
        let http = Http::new(&address, authority, patience, language)?;
        Ok(Self { address, http, patience })
    }

    /// Sends everything, takes what is answered, and asks for the newest receipts and the newest pack. What the centre refuses for
    /// good is in `sent` and holds nothing else up.
    ///
    /// # Errors
    /// Why it ended before the end; what `sent` contains has happened all the same.
    pub fn send(
        &self,
        load: &SendPlan<'_>,
        handler: &mut dyn ReplyHandler,
        sent: &mut SendReport,
    ) -> Result<(), SendFault> {
        let of = load.files.iter().map(|file| file.len).sum();
        let mut transfer = Transfer { client: self, load, handler, sent, before: 0, of, introduced: false };
        for file in load.files {
            transfer.carry(file)?;
            transfer.before += file.len;
        }
        for epoch in load.epochs {
            transfer.newest_receipt(epoch)?;
        }
        load.pack.map_or(Ok(()), |asked| transfer.newest_pack(asked))
    }
}

/// One sending under way.
struct Transfer<'t> {
    client: &'t Client,
    load: &'t SendPlan<'t>,
    handler: &'t mut dyn ReplyHandler,
    sent: &'t mut SendReport,
    /// Bytes of the files before the one at hand, and of all.
    before: u64,
    of: u64,
    introduced: bool,
}

/// How far one file has come.
struct UploadState {
    /// Bytes that the centre has; none where it has to be asked.
    at: Option<u64>,
    /// The farthest that it ever stood.
    best: u64,
    piece: u64,
    /// Tries in a row without coming further.
    vain: u32,
}

impl Transfer<'_> {
    fn carry(&mut self, file: &OutFile) -> Result<(), SendFault> {
        let at = (file.len <= PIECE).then_some(0);
        let mut upload = UploadState { at, best: 0, piece: PIECE, vain: 0 };
        loop {
            let answer = match upload.at {
                None => self.ask(file),
                Some(at) => self.put(file, at, upload.piece),
            };
            let meaning = match answer {
                Ok(reply) => reply.meaning(&file.name),
                Err(fault @ (HttpFault::Broken | HttpFault::Unreachable)) => {
                    upload.interrupted();
                    self.again(&mut upload.vain, None, fault.into())?;
                    continue;
                }
                Err(HttpFault::Spoilt) => return Err(SendFault::Spoilt(file.name.clone())),
                Err(fault) => return Err(fault.into()), // else: another attempt would end in the same way
            };
            match meaning {
                Meaning::Receipt(bytes) => {
                    self.handler.take(ReplyContent::Receipt, &bytes).map_err(SendFault::NoReceipt)?;
                    self.sent.arrived += 1;
                    let done = self.before + file.len;
                    let goes_on = self.handler.pace(Pace { stage: Stage::Sending, done, of: self.of });
                    return if goes_on { Ok(()) } else { Err(SendFault::Stopped) };
                }
                Meaning::Have(have) if have > file.len => return Err(SendFault::NotTheCentre),
                Meaning::Have(have) => {
                    if !upload.moved(have) {
                        self.again(&mut upload.vain, None, SendFault::Broken)?;
                    }
                }
                Meaning::Nothing if upload.at.is_none() => upload.at = Some(0),
                Meaning::Stranger(_) if self.can_introduce() => {
                    self.introduce()?;
                    upload.at = Some(0);
                }
                Meaning::Stranger(refusal) | Meaning::Refused(refusal) => {
                    self.sent.refused.push(*refusal);
                    return Ok(());
                }
                Meaning::Again { seconds, .. } => {
                    upload.at = None;
                    self.again(&mut upload.vain, seconds, meaning.out_of_place())?;
                }
                // The next file would travel in vain too.
                Meaning::Enough | Meaning::CentreClock => return Err(meaning.out_of_place()),
                Meaning::Nothing | Meaning::Foreign => return Err(SendFault::NotTheCentre),
            }
        }
    }

    fn ask(&mut self, file: &OutFile) -> Result<Reply, HttpFault> {
        let place = format!("/v1/uploads/{}?len={}", hex(&file.sha256), file.len);
        self.client.http.get(&self.client.address.place(&place), None, MOST_REPLY.max(MOST_RECEIPT))
    }

    fn put(&mut self, file: &OutFile, at: u64, piece: u64) -> Result<Reply, HttpFault> {
        let length = piece.min(file.len.saturating_sub(at));
        let source = file.open(at).map_err(|_| HttpFault::Spoilt)?;
        let handler = &mut *self.handler;
        let mut pace = |progress| handler.pace(progress);
        let start = self.before + at;
        let mut piece = Piece::new(source, length, (start, self.of), &mut pace);
        let place = format!("/v1/uploads/{}?at={at}&len={}", hex(&file.sha256), file.len);
        let place = self.client.address.place(&place);
        let answered = self.client.http.put(&place, &mut piece, length, MOST_RECEIPT);
        self.sent.bytes += piece.progress.done - start;
        answered
    }

    fn can_introduce(&self) -> bool {
        self.load.grant.is_some() && !self.introduced
    }

    /// Shows the centre the grant that its own office gave to this station.
    fn introduce(&mut self) -> Result<(), SendFault> {
        self.introduced = true;
        let place = self.client.address.place("/v1/grants");
        let grant = self.load.grant.unwrap_or_default();
        let reply = self.stubborn(|client| client.http.post(&place, grant, MOST_REPLY))?;
        match reply.status {
            200..=204 => Ok(()),
            _ => match reply.meaning("") {
                // The next answer shows that the station stays unknown.
                Meaning::Refused(_) | Meaning::Stranger(_) | Meaning::Again { status: 400..=428, .. } => Ok(()),
                other => Err(other.out_of_place()), // else: an answer that has no place here
            },
        }
    }

    fn newest_receipt(&mut self, epoch: &EpochId) -> Result<(), SendFault> {
        let place = self.client.address.place(&format!("/v1/receipts/{}/{epoch}", self.load.station));
        let reply = self.stubborn(|client| client.http.get(&place, None, MOST_RECEIPT))?;
        match reply.meaning("") {
            Meaning::Receipt(bytes) => self.handler.take(ReplyContent::Receipt, &bytes).map_err(SendFault::NoReceipt),
            // A centre that has nothing of this station yet has no receipt for it either.
            Meaning::Nothing | Meaning::Stranger(_) => {
                self.sent.unknown.push(epoch.to_owned());
                Ok(())
            }
            Meaning::Refused(_) => Ok(()),
            other => Err(other.out_of_place()), // else: an answer that has no place here
        }
    }

    fn newest_pack(&mut self, asked: PackAsked<'_>) -> Result<(), SendFault> {
        let place = self.client.address.place(&format!("/v1/packs/{}/newest", asked.contest));
        let tag = asked.held.map(|digest| format!("\"{}\"", hex(&digest)));
        let reply = self.stubborn(|client| client.http.get(&place, tag.as_deref(), MOST_PACK))?;
        match reply.status {
            304 => Ok(()),
            200 if reply.kind == "application/octet-stream" || reply.kind.starts_with("application/vnd.tramso") => {
                self.handler.take(ReplyContent::Pack, &reply.body).map_err(SendFault::NoReceipt)
            }
            _ => match reply.meaning("") {
                Meaning::Nothing | Meaning::Stranger(_) | Meaning::Refused(_) => Ok(()),
                other => Err(other.out_of_place()), // else: an answer that has no place here
            },
        }
    }

    /// Asks until there is an answer that need not be asked for again.
    fn stubborn(&mut self, mut ask: impl FnMut(&Client) -> Result<Reply, HttpFault>) -> Result<Reply, SendFault> {
        let mut vain = 0;
        loop {
            match ask(self.client) {
                Err(fault @ (HttpFault::Broken | HttpFault::Unreachable)) => {
                    self.again(&mut vain, None, fault.into())?;
                }
                Err(fault) => return Err(fault.into()), // else: another attempt would end in the same way
                Ok(reply) if matches!(reply.status, 408 | 429 | 500 | 502..=504) && !reply.is_final() => {
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
        if *vain >= self.client.patience.tries || seconds.is_some_and(|seconds| seconds > LONGEST_PAUSE_S) {
            return Err(fault);
        }
        let progress = Pace { stage: Stage::Sending, done: self.before, of: self.of };
        let pause = seconds.map_or_else(|| pause_before(*vain), Duration::from_secs);
        if self.handler.pace(progress) && self.handler.pause(pause) { Ok(()) } else { Err(SendFault::Stopped) }
    }
}

impl UploadState {
    /// Records how much the centre has; false when that is no more than before. Attempts are counted from 0 again only beyond the
    /// farthest place: a centre that keeps forgetting is left in the end.
    fn moved(&mut self, have: u64) -> bool {
        let is_further = self.at.is_none_or(|at| have > at);
        if have > self.best {
            (self.best, self.vain) = (have, 0);
        }
        self.at = Some(have);
        is_further
    }

    /// After a break the centre is asked how much it has, and less is risked at once.
    fn interrupted(&mut self) {
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
