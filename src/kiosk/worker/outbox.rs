use super::{Replies, Worker};
use crate::{
    domain::Stamp,
    kiosk::{
        centre_client,
        error_log::logged,
        event::AppEvent,
        explain,
        outbox::handover::{self, TransferControl},
        send::{Address, Patience, wait_unless},
        settings,
    },
    platform::{Drive, drives, now as clock},
    store::StoreError,
    text::codes,
    tui::{DriveLine, Failure, HandedOver, Msg, Pace},
};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
    time::Duration,
};

/// Progress is sent no more often: it would only make the screen work.
const REPORT_EVERY_MS: u64 = 60;
/// Somebody waits at the desk: a dead line is reported within seconds, and they can press the key again.
const AT_DESK: Patience = Patience {
    tries: 4,
    connect: Duration::from_secs(15),
    stall: Duration::from_secs(30),
    answer: Duration::from_secs(60),
};

impl Worker {
    pub(super) fn hand_over(&mut self, drive: Option<&str>, now: Stamp) -> Replies {
        let drive = match self.drive(drive) {
            Ok(drive) => drive,
            Err(msg) => return Ok(vec![*msg]),
        };
        let mut progress_sender = self.progress_sender();
        let store = self.store.as_mut().ok_or(StoreError::Shift)?;
        let done = handover::to_drive(store, &drive, now, &mut progress_sender);
        Ok(self.after_handover(done))
    }

    pub(super) fn take_in(&mut self, drive: Option<&str>, now: Stamp) -> Replies {
        let drive = match self.drive(drive) {
            Ok(drive) => drive,
            Err(msg) => return Ok(vec![*msg]),
        };
        let store = self.store.as_mut().ok_or(StoreError::Shift)?;
        let brought = handover::from_drive(store, &drive, now);
        let done = brought.map(|brought| HandedOver { brought, from_stick: true, ..HandedOver::default() });
        Ok(self.after_handover(done))
    }

    pub(super) fn send(&mut self, now: Stamp) -> Replies {
        let dir = self.station.dir().to_owned();
        let wanted = settings::read(&dir);
        let client = match centre_client::client(&dir, &wanted.centre, None, AT_DESK, wanted.language) {
            Ok(client) => client,
            Err(failure) => return Ok(vec![Msg::Failed(failure)]),
        };
        let mut progress_sender = self.progress_sender();
        let store = self.store.as_mut().ok_or(StoreError::Shift)?;
        match handover::by_network(store, &client, now, &mut progress_sender) {
            Err(failure) => Ok(vec![Msg::Failed(failure)]),
            Ok((_, Some(fault))) => Ok(vec![Msg::Failed(logged(self.station.dir(), explain::sent(&fault), &fault))]),
            Ok((done, None)) => Ok(self.after_handover(Ok(done))),
        }
    }

    pub(super) fn keep_centre(&mut self, typed: &str) -> Vec<Msg> {
        let address = match typed.trim() {
            "" => String::new(),
            typed => match Address::parse(typed) {
                Ok(address) => address.to_string(),
                Err(fault) => {
                    return vec![Msg::Failed(logged(self.station.dir(), explain::address(fault), &fault))];
                }
            },
        };
        let mut wanted = settings::read(self.station.dir());
        wanted.centre.clone_from(&address);
        let mut msgs = self.keep_settings(&wanted);
        if msgs.is_empty() {
            msgs.push(Msg::Centre(address));
        }
        msgs
    }

    /// A pack that came along is in use from now on.
    fn after_handover(&mut self, done: Result<HandedOver, Failure>) -> Vec<Msg> {
        let done = match done {
            Ok(done) => done,
            Err(failure) => return vec![Msg::Failed(failure)],
        };
        if done.brought.pack.as_ref().is_some_and(|pack| !pack.known) {
            self.take_up_pack();
        }
        vec![Msg::HandedOver(Box::new(done))]
    }

    /// The drive at this path, else the one that is there.
    fn drive(&self, wanted: Option<&str>) -> Result<PathBuf, Box<Msg>> {
        let found = drives(&self.drive_roots, self.station.dir());
        let chosen = |drive: &&Drive| wanted.is_some_and(|wanted| drive.path.display().to_string() == wanted);
        match (wanted, found.as_slice()) {
            (None, [only]) => Ok(only.path.clone()),
            (Some(_), drives) if drives.iter().any(|drive| chosen(&drive)) => {
                drives.iter().find(chosen).map(|drive| drive.path.clone()).ok_or_else(no_drive)
            }
            (_, []) => Err(no_drive()),
            (_, several) => Err(Box::new(Msg::Drives(several.iter().map(line).collect()))),
        }
    }

    pub(super) fn progress_sender(&self) -> ProgressSender {
        ProgressSender { replies: self.replies.clone(), stop: self.stop.clone(), sent: None }
    }
}

fn no_drive() -> Box<Msg> {
    Box::new(Msg::Failed(Failure::new(codes::removable::NO_STICK, [])))
}

fn line(drive: &Drive) -> DriveLine {
    let (path, name) = (drive.path.display().to_string(), drive.name.clone());
    DriveLine { path, name, free_mb: drive.free.map(|free| free >> 20) }
}

/// Sender of progress to the screen, which also watches the flag that stops a transfer.
pub(super) struct ProgressSender {
    replies: Sender<AppEvent>,
    stop: Arc<AtomicBool>,
    /// What was sent last, and when.
    sent: Option<(Pace, u64)>,
}

impl TransferControl for ProgressSender {
    fn pace(&mut self, pace: Pace) -> bool {
        let now = clock().mono_ms;
        let is_news = self.sent.is_none_or(|(last, at)| {
            last.stage != pace.stage || now.saturating_sub(at) >= REPORT_EVERY_MS || pace.done >= pace.of
        });
        if is_news {
            self.sent = Some((pace, now));
            // Nobody listens once the loop has ended.
            drop(self.replies.send(AppEvent::World(Box::new(Msg::Pace(pace)))));
        }
        !self.stop.load(Ordering::Relaxed)
    }

    fn pause(&mut self, time: Duration) -> bool {
        wait_unless(&self.stop, time)
    }
}
