use super::{OutFile, Progress, Ready, Source, inbox, prepare, prepare::with_epochs, receive, sent, stick};
use crate::{
    domain::{EpochId, Stamp},
    kiosk::{
        error_log::logged,
        explain, packs,
        send::{Client, PackAsked, ReplyContent, ReplyHandler, SendFault, SendPlan, SendReport},
    },
    store::Store,
    text::codes,
    tui::{Brought, Failure, HandedOver, Pace, Stage},
};
use std::{path::Path, time::Duration};

/// How a file is refused that is for another station.
const OTHERS: &str = codes::handover::FOR_ANOTHER_STATION;

/// What happens on the way and how it is reported.
pub trait TransferControl {
    /// How far it is; false to stop.
    fn pace(&mut self, pace: Pace) -> bool;

    /// Waits; false when waiting was cut short.
    fn pause(&mut self, time: Duration) -> bool;
}

/// Ingests what is on the drive for this station, then writes there what must travel, and records it as carried away only once all
/// of it was read back.
///
/// # Errors
/// What the drive or the station refused; nothing is noted then.
pub fn to_drive(
    store: &mut Store,
    drive: &Path,
    now: Stamp,
    control: &mut dyn TransferControl,
) -> Result<HandedOver, Failure> {
    // The centre's answers come first: what it has need not travel again.
    let brought = from_drive(store, drive, now)?;
    let ready = prepared(store, now, control)?;
    let copied = stick::copy_to(drive, &files(&ready), &mut |pace| control.pace(pace));
    let copied = copied.map_err(|fault| logged(store.station_dir(), explain::laid(&fault, drive), &fault))?;
    sent(store, &ready.bundles, now)?;
    let mut done = HandedOver { folder: Some(copied.folder.display().to_string()), brought, ..counted(&ready) };
    done.known = count(copied.known);
    Ok(done)
}

/// Takes receipts, packs and grants that are on the drive.
///
/// # Errors
/// The station's own disk refused. Files that are not for it are listed in the result.
pub fn from_drive(store: &mut Store, drive: &Path, now: Stamp) -> Result<Brought, Failure> {
    let files = inbox(&[drive.to_owned()]);
    if files.is_empty() {
        return Ok(Brought::default());
    }
    receive::take(store, &files, now).map(brought)
}

/// Sends what must travel over the network, applies the answers, and sends again what the centre turns out to lack: a restored one has
/// lost bundles that it had confirmed. The newest receipts are asked for also when there is nothing to send. The result is
/// returned also where a fault ended it.
///
/// # Errors
/// The station's own disk refused, or it is not enrolled.
pub fn by_network(
    store: &mut Store,
    client: &Client,
    now: Stamp,
    control: &mut dyn TransferControl,
) -> Result<(HandedOver, Option<SendFault>), Failure> {
    let ready = prepared(store, now, control)?;
    let first = round(store, client, &ready, now, control)?;
    if first.fault.is_some() {
        return Ok((first.done, first.fault));
    }
    let lacking = lacking(store, &ready, &first.unknown, now, control)?;
    if lacking.bundles.is_empty() {
        return Ok((first.done, None));
    }
    let second = round(store, client, &lacking, now, control)?;
    Ok((joined(first.done, second.done), second.fault))
}

/// What came of one round of sending.
struct Round {
    done: HandedOver,
    /// Epochs of which the centre has no receipt.
    unknown: Vec<EpochId>,
    fault: Option<SendFault>,
}

/// Sends these bundles, and asks for the newest receipts and the newest pack.
fn round(
    store: &mut Store,
    client: &Client,
    ready: &Ready,
    now: Stamp,
    control: &mut dyn TransferControl,
) -> Result<Round, Failure> {
    let files = parcels_of_bundles(ready);
    let (station, contest) = (store.station_id().to_owned(), store.contest().to_owned());
    // A restored station's old epoch may get another answer: somebody decided about it.
    let epochs = store.epochs().map_err(|fault| explain::store_logged(store, &fault))?;
    let epochs: Vec<EpochId> = epochs.into_iter().map(|epoch| epoch.id).collect();
    let held = store.pack_in_use().ok().flatten().map(|pack| pack.digest);
    let load = SendPlan {
        files: &files,
        grant: ready.grant.as_ref().map(|(_, bytes)| bytes.as_slice()),
        station: &station,
        epochs: &epochs,
        pack: Some(PackAsked { contest: &contest, held }),
    };
    let mut report = SendReport::default();
    let mut handler = StoreHandler { store, now, control, brought: Brought::default(), outdated: false };
    let fault = client.send(&load, &mut handler, &mut report).err();
    let (brought, outdated) = (handler.brought, handler.outdated);
    // A genuine receipt may be about something else: what counts as arrived is what no longer has to travel.
    let left = prepared(store, now, control)?;
    let (arrived, waiting): (Vec<_>, Vec<_>) = ready.bundles.iter().cloned().partition(|one| left.has_not(one));
    sent(store, &arrived, now)?;
    let refused = report.refused.into_iter().map(|one| [one.name, one.code, one.what, one.now]).collect::<Vec<_>>();
    let fault = match fault {
        None if outdated => Some(SendFault::Outdated),
        // Every file was answered with a genuine receipt (the way ends at the first that was not), and some still wait.
        None if waiting.len() > refused.len() => Some(SendFault::Unconfirmed),
        fault => fault,
    };
    let mut done = HandedOver { refused, brought, ..counted(ready) };
    done.arrived = count(arrived.len());
    Ok(Round { done, unknown: report.unknown, fault })
}

/// What the centre lacks after a first round, as its answers show: it was restored, or is a new one. Bundles that went up in that
/// round do not go again.
fn lacking(
    store: &mut Store,
    before: &Ready,
    unknown: &[EpochId],
    now: Stamp,
    control: &mut dyn TransferControl,
) -> Result<Ready, Failure> {
    let ready = prepared(store, now, control)?;
    let mut ready = with_epochs(store, ready, unknown).map_err(|fault| explain::store_logged(store, &fault))?;
    ready.bundles.retain(|one| before.has_not(one));
    Ok(ready)
}

fn joined(first: HandedOver, second: HandedOver) -> HandedOver {
    let mut brought = first.brought;
    brought.add(second.brought);
    HandedOver {
        bundles: first.bundles + second.bundles,
        records: first.records + second.records,
        known: first.known + second.known,
        lost: second.lost, // whatever was lost before still is
        arrived: first.arrived + second.arrived,
        refused: [first.refused, second.refused].concat(),
        brought,
        ..HandedOver::default()
    }
}

/// The station's end of the road.
struct StoreHandler<'h> {
    store: &'h mut Store,
    now: Stamp,
    control: &'h mut dyn TransferControl,
    brought: Brought,
    /// A receipt was of an earlier generation than one that was applied before, or older than it: a server answers with the newest that
    /// it has.
    outdated: bool,
}

impl ReplyHandler for StoreHandler<'_> {
    fn take(&mut self, what: ReplyContent, bytes: &[u8]) -> Result<(), Failure> {
        match what {
            ReplyContent::Receipt => {
                let (news, remarks) = receive::take_receipt(self.store, bytes, self.now)?;
                let is_outdated = news.outdated || news.behind;
                self.outdated |= is_outdated;
                let receipt = (!is_outdated).then_some(news.number);
                self.brought.add(Brought { receipt, remarks, ..Brought::default() });
            }
            // Without a newer pack what was handed in is handed in all the same.
            ReplyContent::Pack => match packs::take(self.store, bytes, self.now) {
                Ok((pack, _)) => self.brought.pack = Some(pack),
                Err(failure) => self.brought.refused.push(failure),
            },
        }
        Ok(())
    }

    fn pace(&mut self, pace: Pace) -> bool {
        self.control.pace(pace)
    }

    fn pause(&mut self, time: Duration) -> bool {
        self.control.pause(time)
    }
}

fn prepared(store: &mut Store, now: Stamp, control: &mut dyn TransferControl) -> Result<Ready, Failure> {
    prepare(store, now, &mut |Progress { done, of }| {
        // Bundles that are half made are no use to anybody: this part is not stopped.
        let _ = control.pace(Pace { stage: Stage::Making, done, of });
    })
}

/// The files of these bundles.
pub fn parcels_of_bundles(ready: &Ready) -> Vec<OutFile> {
    let file = |one: &super::ReadyBundle| OutFile {
        name: one.name.clone(),
        source: Source::File(one.path.clone()),
        len: one.len,
        sha256: one.file_sha256,
    };
    ready.bundles.iter().map(file).collect()
}

/// The bundles, and the grant beside them: a centre that approved the station elsewhere learns of it by that.
fn files(ready: &Ready) -> Vec<OutFile> {
    let mut files = parcels_of_bundles(ready);
    if let Some((name, bytes)) = ready.grant.as_ref().filter(|_| !ready.bundles.is_empty()) {
        files.push(OutFile::from_bytes(name, bytes.clone()));
    }
    files
}

fn counted(ready: &Ready) -> HandedOver {
    let lost = |name: &String| Failure::new(codes::handover::BUNDLE_LOST, [("name", name.clone())]);
    HandedOver {
        bundles: count(ready.bundles.len()),
        records: ready.bundles.iter().map(|one| one.records).sum(),
        lost: ready.lost.iter().map(lost).collect(),
        ..HandedOver::default()
    }
}

fn brought(taken: receive::Received) -> Brought {
    // One stick carries the receipts of many stations: those of others are nobody's fault.
    let refused = taken.refused.into_iter().map(|(_, failure)| failure).filter(|failure| failure.code != OTHERS);
    Brought {
        receipt: taken.receipts.iter().map(|one| one.number).max(),
        pack: taken.pack,
        grant: taken.grant.is_some_and(|grant| !grant.known),
        remarks: taken.remarks,
        refused: refused.collect(),
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
