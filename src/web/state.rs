use super::{
    clock::now,
    guests::Guests,
    kept::{ChangeCount, Kept},
    lanes::{Lane, Lanes},
    limits::Gate,
    options::{Options, default_concurrency},
    problem::Problem,
    throttle::RefusalThrottle,
    uploads::Uploads,
};
use crate::{
    bundle::MOST_BUNDLE,
    centre::{Centre, Overview},
    domain::StationId,
    platform,
    text::{Language, Words},
};
use axum::http::{HeaderMap, HeaderValue, header};
use std::{
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Application state that all handlers share.
pub struct AppState {
    /// The use cases.
    pub centre: Arc<Centre>,
    /// Who is connected.
    pub guests: Arc<Guests>,
    /// Uploads that wait for their next part.
    pub uploads: Uploads,
    /// Limit on requests by address.
    pub gate: Gate<IpAddr>,
    /// The same of browsers from which somebody has signed in before, by device.
    pub known_gate: Gate<String>,
    /// KiB of request bodies that may be in memory.
    pub memory: Arc<Semaphore>,
    /// Passwords of strangers that are hashed at once: each takes 19 MiB.
    pub hashing: Semaphore,
    /// The same of browsers that have signed in before: no crowd of strangers is in their way.
    pub hashing_known: Semaphore,
    /// New bytes that a station may send within a day; none without a limit.
    pub day_bytes: Option<u64>,
    /// The city's figures as the city's office is shown them.
    pub office_overview: Kept<Overview>,
    /// The same as viewers are.
    pub viewer_overview: Kept<Overview>,
    /// The list of keys for phones, as it is sent.
    pub phone_keys: Kept<Vec<u8>>,
    /// What this server has changed in the ledger.
    pub changes: ChangeCount,
    vietnamese: Words,
    english: Words,
    /// Whether clients talk TLS to this server.
    is_tls: bool,
    /// Addresses of the servers in front of this one, which name their clients.
    proxies: Vec<IpAddr>,
    lanes: Lanes,
    refusals: Mutex<RefusalThrottle>,
}

/// Header that `middleware::trust` gives requests of servers in front, and takes from all others.
pub const VIA_PROXY: &str = "x-tramso-via-proxy";
/// Uploads that wait for their next part, and their bytes.
const MOST_UPLOADS: usize = 64;
const MOST_UPLOAD_BYTES: usize = 256 << 20;
/// KiB of bodies in memory.
const MEMORY: usize = 256 << 10;
/// Connections at once, where the system lets a process have so many files open.
const MOST_CONNECTIONS: usize = 2_000;
/// Files that the server has open beside its connections: the ledger's, the log's, and those that are just being closed.
const OTHER_FILES: usize = 200;
/// Connections at once with `first_come`: below the 1,024 files that a process usually may have open.
const FIRST_COME: usize = 800;

impl AppState {
    /// State of a server with these options.
    pub fn new(centre: Centre, options: &Options) -> Self {
        let changes = ChangeCount::default();
        Self {
            centre: Arc::new(centre),
            guests: Arc::new(Guests::new(most_connections(options), !options.first_come)),
            uploads: Uploads::new(MOST_UPLOADS, MOST_UPLOAD_BYTES.max(MOST_BUNDLE)),
            gate: Gate::new(options.per_address),
            known_gate: Gate::new(options.per_address),
            memory: Arc::new(Semaphore::new(MEMORY)),
            hashing: Semaphore::new(1),
            hashing_known: Semaphore::new(1),
            day_bytes: (options.day_bytes > 0).then_some(options.day_bytes),
            office_overview: Kept::new(changes.clone()),
            viewer_overview: Kept::new(changes.clone()),
            phone_keys: Kept::new(changes.clone()),
            changes,
            vietnamese: Words::new(Language::Vietnamese),
            english: Words::new(Language::English),
            is_tls: options.tls.is_some(),
            proxies: options.proxies.clone(),
            lanes: Lanes::new(options.concurrency.unwrap_or_else(default_concurrency)),
            refusals: Mutex::default(),
        }
    }

    /// Runs a blocking use case that a signed-in person changes something with, a few at once.
    ///
    /// # Errors
    /// 503 when too many wait.
    pub async fn run_command<T, C>(&self, command: C) -> Result<T, Problem>
    where
        T: Send + 'static,
        C: FnOnce(&Centre) -> T + Send + 'static,
    {
        self.run_in(Lane::Decisions, command).await
    }

    /// Runs a blocking use case that a signed-in person reads with. It waits for no command.
    ///
    /// # Errors
    /// 503 when too many wait.
    pub async fn run_query<T, Q>(&self, query: Q) -> Result<T, Problem>
    where
        T: Send + 'static,
        Q: FnOnce(&Centre) -> T + Send + 'static,
    {
        self.run_in(Lane::Pages, query).await
    }

    /// Runs a blocking use case when it is its turn in the lane.
    ///
    /// # Errors
    /// 503 when too many wait.
    pub async fn run_in<T, W>(&self, lane: Lane, work: W) -> Result<T, Problem>
    where
        T: Send + 'static,
        W: FnOnce(&Centre) -> T + Send + 'static,
    {
        let turn = self.lanes.turn(lane).await?;
        let (centre, changes) = (self.centre.clone(), self.changes.clone());
        let done = spawn_blocking(move || {
            let done = work(&centre);
            if lane.changes() {
                changes.add(); // also where nobody waits for the answer any more
            }
            drop(turn);
            done
        });
        done.await.map_err(|_| Problem::busy(5))
    }

    /// How many requests wait for their turn in each lane, by its name.
    pub fn waiting(&self) -> [(&'static str, u64); 7] {
        self.lanes.waiting()
    }

    /// Records for the page that a bundle was refused, with the station that it claims to be from, if it claims any.
    pub async fn note_refused(&self, claimed: Option<StationId>, code: &'static str) {
        let station = claimed.map(|id| id.to_string()).unwrap_or_default();
        let is_due = |throttle: &mut RefusalThrottle| throttle.is_due(&station, code, Instant::now());
        if is_due(&mut self.refusals.lock().unwrap_or_else(PoisonError::into_inner)) {
            // A failure here is no fault of the sender's, who is answered already.
            let _ = self.run_in(Lane::Strangers, move |centre| centre.note_refused(&station, code, now())).await;
            self.changes.add();
        }
    }

    /// Whether a server in front has this address.
    pub fn is_proxy(&self, peer: IpAddr) -> bool {
        self.proxies.iter().any(|proxy| proxy.to_canonical() == peer.to_canonical())
    }

    /// Address that a request counts for. `middleware::trust` has left headers of servers in front alone.
    pub fn sender(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        // The server in front has seen the last address of the last line itself; those before it are what the client claims, and
        // some servers add a line of their own.
        let line = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
        let last = line.and_then(|list| list.rsplit(',').next()).and_then(|last| last.trim().parse().ok());
        last.unwrap_or(peer)
    }

    /// Whether the browser's connection is encrypted on its whole way. `middleware::trust` has left headers of servers in front
    /// alone.
    pub fn is_encrypted(&self, headers: &HeaderMap) -> bool {
        let stated = headers.get_all("x-forwarded-proto").iter().next_back();
        self.is_tls || stated.is_some_and(|stated| stated.as_bytes() == b"https")
    }

    /// Scheme of the addresses that browsers see. A server in front that does not name it is one that talks TLS.
    pub fn scheme(&self, headers: &HeaderMap) -> &'static str {
        let stated = headers.get_all("x-forwarded-proto").iter().next_back().map(HeaderValue::as_bytes);
        let is_behind = headers.contains_key(VIA_PROXY);
        if self.is_tls || (is_behind && stated != Some(b"http")) { "https" } else { "http" }
    }

    /// The wording of pages.
    pub fn page_words(&self) -> &Words {
        &self.vietnamese
    }

    /// The same in this language.
    pub fn words_in(&self, language: Language) -> &Words {
        match language {
            Language::Vietnamese => &self.vietnamese,
            Language::English => &self.english,
        }
    }

    /// The wording of answers to programs: Vietnamese, unless English is asked for first.
    pub fn words_for(&self, headers: &HeaderMap) -> &Words {
        let first = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        if first.is_some_and(|first| first.trim_start().starts_with("en")) { &self.english } else { &self.vietnamese }
    }
}

/// Connections that this process may have at once.
fn most_connections(options: &Options) -> usize {
    let files = platform::allow_open_files(MOST_CONNECTIONS + OTHER_FILES);
    let most = if options.first_come { FIRST_COME } else { MOST_CONNECTIONS };
    most.min(files.saturating_sub(OTHER_FILES)).max(1)
}
