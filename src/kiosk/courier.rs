//! A sending that nobody waits for: a thread holds the connection. It has copies of what travels anyway, sealed files and the grant, and
//! neither key nor database. What the centre answers goes to the worker, which alone decides whether it is genuine.

use super::{
    outbox::OutFile,
    send::{Client, ReplyContent, ReplyHandler, SendFault, SendPlan, SendReport, wait_unless},
};
use crate::{
    domain::{EpochId, StationId},
    tui::{Failure, Pace},
};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Duration,
};

/// What travels, with nothing of the store in it.
pub struct CourierLoad {
    /// Sealed files, oldest first.
    pub files: Vec<OutFile>,
    /// For a centre that does not know this station yet.
    pub grant: Option<Vec<u8>>,
    /// Id of the station.
    pub station: StationId,
    /// Epochs whose newest receipts are asked for.
    pub epochs: Vec<EpochId>,
}

/// What the thread reports.
pub enum CourierNews {
    /// The centre's answer to a file, or a receipt that was asked for: not looked at yet.
    Answer(Vec<u8>),
    /// Nothing follows.
    Ended(SendReport, Option<SendFault>),
}

/// A sending under way. Dropped, it stops.
pub struct Courier {
    news: Receiver<CourierNews>,
    stop: Arc<AtomicBool>,
}

impl Courier {
    /// Begins to send.
    ///
    /// # Errors
    /// The system has no thread to give.
    pub fn start(client: Client, load: CourierLoad) -> io::Result<Self> {
        let (sender, news) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let mut handler = Handler { news: sender.clone(), stop: stop.clone() };
        thread::Builder::new().name("courier".to_owned()).spawn(move || {
            let plan = SendPlan {
                files: &load.files,
                grant: load.grant.as_deref(),
                station: &load.station,
                epochs: &load.epochs,
                // A pack is large, and the line may be somebody's telephone.
                pack: None,
            };
            let mut report = SendReport::default();
            let fault = client.send(&plan, &mut handler, &mut report).err();
            // Nobody listens once the sending was stopped.
            drop(sender.send(CourierNews::Ended(report, fault)));
        })?;
        Ok(Self { news, stop })
    }

    /// What has come since it was asked last.
    pub fn news(&self) -> Vec<CourierNews> {
        self.news.try_iter().collect()
    }
}

impl Drop for Courier {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// The thread's end of the road.
struct Handler {
    news: Sender<CourierNews>,
    stop: Arc<AtomicBool>,
}

impl ReplyHandler for Handler {
    fn take(&mut self, _: ReplyContent, bytes: &[u8]) -> Result<(), Failure> {
        // Nobody listens once the sending was stopped, and the next question finds that out.
        drop(self.news.send(CourierNews::Answer(bytes.to_vec())));
        Ok(())
    }

    fn pace(&mut self, _: Pace) -> bool {
        !self.stop.load(Ordering::Relaxed)
    }

    fn pause(&mut self, time: Duration) -> bool {
        wait_unless(&self.stop, time)
    }
}
