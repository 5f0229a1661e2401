//! Who is connected, and who must leave when there is no more room.
//!
//! A connection is a stranger's until it brings a known station's signature or a session. When all places are taken, strangers leave:
//! of the address that has most of them the oldest first. So places are kept for people, for stations and for who watches the
//! server, however many strangers stay however long (docs/THREAT-MODEL.md S16).

use crate::centre::network;
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::Instant,
};
use tokio::sync::Notify;

/// One in so many strangers leaves when there is no more room.
const SHARE_THAT_LEAVES: usize = 32;

/// Connection, as it counts for places.
#[derive(Debug)]
pub struct Guest {
    number: u64,
    /// Whom it counts for: the peer, until a request names another through a server in front.
    from: Mutex<IpAddr>,
    came: Instant,
    is_known: AtomicBool,
    is_uploading: AtomicBool,
    leave: Notify,
}

impl Guest {
    /// A known station has signed, or the request has a session: it stays.
    pub fn become_known(&self) {
        self.is_known.store(true, Ordering::Relaxed);
    }

    /// Whether it is no stranger's.
    pub fn is_known(&self) -> bool {
        self.is_known.load(Ordering::Relaxed)
    }

    /// Counts for this address from now on.
    pub fn count_for(&self, sender: IpAddr) {
        *self.from.lock().unwrap_or_else(PoisonError::into_inner) = network(sender);
    }

    /// Waits until it must leave.
    pub async fn must_leave(&self) {
        self.leave.notified().await;
    }

    fn from(&self) -> IpAddr {
        *self.from.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_strange_upload(&self) -> bool {
        self.is_uploading.load(Ordering::Relaxed) && !self.is_known()
    }
}

/// All connections.
#[derive(Debug)]
pub struct Guests {
    most: usize,
    /// Whether strangers leave when there is no more room; else newcomers wait and nobody is a stranger, which is measured as a control.
    is_displacing: bool,
    seated: Mutex<HashMap<u64, Arc<Guest>>>,
    next: AtomicU64,
    displaced: AtomicUsize,
    freed: Notify,
}

/// Place of a connection, free again when it is dropped.
pub struct Seat {
    guests: Arc<Guests>,
    /// The connection.
    pub guest: Arc<Guest>,
}

impl Guests {
    /// At most this many connections at once.
    pub fn new(most: usize, is_displacing: bool) -> Self {
        Self {
            most,
            is_displacing,
            seated: Mutex::default(),
            next: AtomicU64::new(0),
            displaced: AtomicUsize::new(0),
            freed: Notify::new(),
        }
    }

    /// Waits while newcomers must wait.
    pub async fn wait_for_room(&self) {
        while !self.is_displacing && self.seated().len() >= self.most {
            self.freed.notified().await;
        }
    }

    /// Gives a connection a place, and where there is none makes strangers leave; none while all that are there are known.
    pub fn enter(self: &Arc<Self>, from: IpAddr) -> Option<Seat> {
        let mut seated = self.seated();
        if seated.len() >= self.most {
            let leaving = crowded(&seated, (self.most / SHARE_THAT_LEAVES).max(1), |guest| !guest.is_known());
            self.dismiss(&mut seated, &leaving);
        }
        if seated.len() >= self.most {
            return None;
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let guest = Arc::new(Guest {
            number,
            from: Mutex::new(network(from)),
            came: Instant::now(),
            is_known: AtomicBool::new(!self.is_displacing), // the control asks nobody
            is_uploading: AtomicBool::new(false),
            leave: Notify::new(),
        });
        seated.insert(number, guest.clone());
        drop(seated);
        Some(Seat { guests: self.clone(), guest })
    }

    /// Gives a stranger's upload one of `most` places; where there is none, another stranger's upload must leave.
    pub fn begin_upload<'a>(&self, guest: &'a Guest, most: usize) -> UploadPlace<'a> {
        let mut seated = self.seated();
        let uploading = seated.values().filter(|guest| guest.is_strange_upload()).count();
        if uploading >= most && self.is_displacing {
            let leaving = crowded(&seated, uploading + 1 - most, Guest::is_strange_upload);
            self.dismiss(&mut seated, &leaving);
        }
        guest.is_uploading.store(true, Ordering::Relaxed);
        UploadPlace(guest)
    }

    /// Number of connections that had to leave since this was last asked.
    pub fn take_displaced(&self) -> usize {
        self.displaced.swap(0, Ordering::Relaxed)
    }

    /// Waits until nobody is connected.
    pub async fn wait_until_empty(&self) {
        while !self.seated().is_empty() {
            self.freed.notified().await;
        }
    }

    fn dismiss(&self, seated: &mut HashMap<u64, Arc<Guest>>, leaving: &[u64]) {
        for number in leaving {
            if let Some(guest) = seated.remove(number) {
                guest.leave.notify_one();
                self.displaced.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    fn seated(&self) -> MutexGuard<'_, HashMap<u64, Arc<Guest>>> {
        self.seated.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Numbers of at most `count` guests among those that `may` leave: of the addresses that have most of them, the oldest first.
fn crowded(seated: &HashMap<u64, Arc<Guest>>, count: usize, may: impl Fn(&Guest) -> bool) -> Vec<u64> {
    let mut of_address: HashMap<IpAddr, usize> = HashMap::new();
    let mut found: Vec<(IpAddr, Instant, u64)> = Vec::new();
    for guest in seated.values().filter(|guest| may(guest)) {
        let from = guest.from();
        *of_address.entry(from).or_default() += 1;
        found.push((from, guest.came, guest.number));
    }
    found.sort_by_key(|(from, came, _)| (std::cmp::Reverse(of_address.get(from).copied()), *came));
    found.into_iter().take(count).map(|(_, _, number)| number).collect()
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.guests.seated().remove(&self.guest.number);
        self.guests.freed.notify_one();
    }
}

/// Place of an upload whose signature is not known yet.
pub struct UploadPlace<'a>(&'a Guest);

impl Drop for UploadPlace<'_> {
    fn drop(&mut self) {
        self.0.is_uploading.store(false, Ordering::Relaxed);
    }
}
