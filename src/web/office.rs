use super::{
    limits::{Delays, Gate},
    problem::{Problem, both},
    uploads::Uploads,
};
use crate::{
    bundle::MOST_BUNDLE,
    centre::{Centre, QueryError},
    domain::Moment,
    ledger::LedgerError,
    platform,
    text::{Words, codes},
};
use axum::http::{HeaderMap, StatusCode};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread::available_parallelism,
    time::{Duration, Instant},
};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Who is at the other end.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// What all answers share.
pub struct Office {
    pub centre: Arc<Centre>,
    pub uploads: Uploads,
    pub gate: Gate,
    pub delays: Delays,
    pub words: [Words; 2],
    /// KiB of bodies that may be in memory.
    pub memory: Arc<Semaphore>,
    /// Whether browsers talk TLS to this server.
    pub is_tls: bool,
    /// Whether another server stands in front, which says whom it speaks for.
    pub behind_proxy: bool,
    /// New bytes that a station may send within a day; none without a limit.
    pub day_bytes: Option<u64>,
    works: Arc<Semaphore>,
    looks: Arc<Semaphore>,
    waiting: AtomicUsize,
    /// Passwords that are hashed at once: each takes 19 MiB.
    pub hashing: Semaphore,
    noted: Mutex<Noted>,
}

/// Uploads that wait for their rest, and their bytes.
const MOST_UPLOADS: usize = 64;
const MOST_UPLOAD_BYTES: usize = 256 << 20;
/// KiB of bodies in memory.
const MEMORY: usize = 256 << 10;
/// Who only looks waits for no bundle; more than so many at once would only wait for each other.
const LOOKS: usize = 16;
/// Work that waits for its turn; more is told to come again.
const MOST_WAITING: usize = 500;

/// How many bundles are taken at once where nobody says otherwise: two for each processor, since one of them mostly waits for the
/// database while the other is opened.
#[must_use]
pub fn takes_at_once() -> usize {
    2 * available_parallelism().map_or(2, usize::from)
}

impl Office {
    #[must_use]
    pub fn new(centre: Centre, options: &crate::web::Options) -> Self {
        Self {
            centre: Arc::new(centre),
            uploads: Uploads::new(MOST_UPLOADS, MOST_UPLOAD_BYTES.max(MOST_BUNDLE)),
            gate: Gate::new(options.per_address),
            delays: Delays::default(),
            words: both(),
            memory: Arc::new(Semaphore::new(MEMORY)),
            is_tls: options.tls.is_some(),
            behind_proxy: options.behind_proxy,
            day_bytes: (options.day_bytes > 0).then_some(options.day_bytes),
            works: Arc::new(Semaphore::new(options.works.unwrap_or_else(takes_at_once))),
            looks: Arc::new(Semaphore::new(LOOKS)),
            waiting: AtomicUsize::new(0),
            hashing: Semaphore::new(1),
            noted: Mutex::default(),
        }
    }

    /// Takes, decides, signs: runs what blocks, a few at once; who would wait too long is told to come again.
    ///
    /// # Errors
    /// 503.
    pub async fn work<T, W>(&self, work: W) -> Result<T, Problem>
    where
        T: Send + 'static,
        W: FnOnce(&Centre) -> T + Send + 'static,
    {
        self.in_turn(&self.works, work).await
    }

    /// Only looks something up: the same, and it waits for no bundle.
    ///
    /// # Errors
    /// 503.
    pub async fn look<T, W>(&self, look: W) -> Result<T, Problem>
    where
        T: Send + 'static,
        W: FnOnce(&Centre) -> T + Send + 'static,
    {
        self.in_turn(&self.looks, look).await
    }

    async fn in_turn<T, W>(&self, turns: &Arc<Semaphore>, work: W) -> Result<T, Problem>
    where
        T: Send + 'static,
        W: FnOnce(&Centre) -> T + Send + 'static,
    {
        let queue = Queue::enter(&self.waiting)?;
        let turn = turns.clone().acquire_owned().await.map_err(|_| Problem::busy(5))?;
        drop(queue);
        let centre = self.centre.clone();
        let done = spawn_blocking(move || {
            let done = work(&centre);
            drop(turn);
            done
        });
        done.await.map_err(|_| Problem::busy(5))
    }

    /// Whom to count the request for.
    #[must_use]
    pub fn sender(&self, peer: Peer, headers: &HeaderMap) -> IpAddr {
        let told = headers.get("x-forwarded-for").filter(|_| self.behind_proxy).and_then(|value| value.to_str().ok());
        // The last one is whom the server in front has seen; those before it are hearsay.
        let last = told.and_then(|told| told.rsplit(',').next()).and_then(|last| last.trim().parse().ok());
        last.unwrap_or(peer.0)
    }

    /// Lets a request in.
    ///
    /// # Errors
    /// 429.
    pub fn enter(&self, from: IpAddr) -> Result<(), Problem> {
        self.gate.enter(from, Instant::now()).map_err(Problem::too_many)
    }

    /// Whether the browser's connection is sealed on its whole way.
    #[must_use]
    pub fn is_sealed(&self, headers: &HeaderMap) -> bool {
        let told = headers.get("x-forwarded-proto").filter(|_| self.behind_proxy);
        self.is_tls || told.is_some_and(|told| told.as_bytes() == b"https")
    }
}

/// A place in the queue.
struct Queue<'a>(&'a AtomicUsize);

impl<'a> Queue<'a> {
    fn enter(waiting: &'a AtomicUsize) -> Result<Self, Problem> {
        let place = Self(waiting);
        if waiting.fetch_add(1, Ordering::Relaxed) >= MOST_WAITING {
            return Err(Problem::busy(10));
        }
        Ok(place)
    }
}

impl Drop for Queue<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The ledger was away, or worse.
#[must_use]
pub fn ledger_problem(fault: &LedgerError) -> Problem {
    match fault {
        LedgerError::Unavailable(_) => Problem::busy(5),
        LedgerError::Database(_)
        | LedgerError::Login(..)
        | LedgerError::Damaged(_)
        | LedgerError::Newer
        | LedgerError::Key
        | LedgerError::Tls(_)
        | LedgerError::GivenUp => Problem {
            failure: crate::centre::explain::ledger(fault),
            retry: true,
            ..Problem::new(StatusCode::INTERNAL_SERVER_ERROR, codes::centre::LEDGER_UNAVAILABLE, [])
        },
    }
}

/// A use case that only reads had no answer.
#[must_use]
pub fn query_problem(fault: &QueryError) -> Problem {
    match fault {
        QueryError::NotAllowed(_) => not_allowed(),
        QueryError::Ledger(fault) => ledger_problem(fault),
    }
}

/// The role does not allow it.
#[must_use]
pub fn not_allowed() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, codes::centre::NOT_ALLOWED, [])
}

/// How often refusals are written down: the page tells that somebody is refused, not how fast they knock.
#[derive(Default)]
pub struct Noted {
    newest: HashMap<(String, &'static str), Instant>,
    last: Option<Instant>,
}

const SAME_AGAIN: Duration = Duration::from_secs(10);
const ANY_AGAIN: Duration = Duration::from_millis(200);
const MOST_NOTED: usize = 1000;

impl Noted {
    /// Whether this refusal is to be written down now.
    fn is_due(&mut self, kiosk: &str, code: &'static str, now: Instant) -> bool {
        let since = |then: &Instant| now.saturating_duration_since(*then);
        if self.newest.len() >= MOST_NOTED {
            self.newest.retain(|_, then| since(then) < SAME_AGAIN);
        }
        let key = (kiosk.to_owned(), code);
        let is_due = self.newest.get(&key).is_none_or(|then| since(then) >= SAME_AGAIN)
            && self.last.as_ref().is_none_or(|then| since(then) >= ANY_AGAIN)
            && self.newest.len() < MOST_NOTED;
        if is_due {
            self.newest.insert(key, now);
            self.last = Some(now);
        }
        is_due
    }
}

impl Office {
    /// Writes down for the page that a bundle was refused. Whom it claims to be from is all that is kept of it.
    pub async fn note_refused(&self, claimed: Option<String>, code: &'static str) {
        let kiosk = claimed.unwrap_or_default();
        let is_due = |noted: &mut Noted| noted.is_due(&kiosk, code, Instant::now());
        if is_due(&mut self.noted.lock().unwrap_or_else(PoisonError::into_inner)) {
            // Not written down is no fault of the sender's, who has an answer already.
            let _ = self.work(move |centre| centre.note_refused(&kiosk, code, Moment(now_ms()))).await;
        }
    }
}

/// What the machine's clock says.
#[must_use]
pub fn now_ms() -> i64 {
    platform::now().wall_ms
}
