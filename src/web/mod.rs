//! The centre's HTTP server: the protocol of stations and the pages of the organiser.
//!
//! Promises: sizes, rates and counts are limited before any work; a receipt leaves only after the ledger has committed; on a stop
//! signal it finishes what runs. Does not: decide anything about a bundle (`centre`) or log personal data.

mod body;
mod limits;
mod listen;
mod log;
mod office;
mod problem;
mod site;
mod station;
mod tls;
mod uploads;

pub use body::is_stated;
pub use office::{Office, Peer, ledger_problem, not_allowed, now_ms, query_problem, takes_at_once};
pub use problem::Problem;
pub use site::Term;
pub use station::{Answer, json_answer, take};

use crate::{
    centre::Centre,
    notices::{Failure, failure},
    platform,
    text::codes,
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::{get, post, put},
};
use std::{net::SocketAddr, path::PathBuf, sync::Arc};
use tokio::{net::TcpListener, runtime, sync::watch};

/// What a station may hand in over the network within a day: sixteen of the largest bundles.
pub const DAY_BYTES: u64 = 256 << 20;

/// How a server is run.
pub struct Options {
    pub listen: SocketAddr,
    /// Certificates and their key, in PEM files.
    pub tls: Option<(PathBuf, PathBuf)>,
    pub behind_proxy: bool,
    /// Requests of an address in a second; 0 without a limit.
    pub per_address: u32,
    /// Bundles that are taken at once; `takes_at_once` where it is not said.
    pub works: Option<usize>,
    /// New bytes of a station within a day; 0 without a limit.
    pub day_bytes: u64,
}

impl Options {
    #[must_use]
    pub fn usual() -> Self {
        let listen = SocketAddr::from(([127, 0, 0, 1], 8080));
        Self { listen, tls: None, behind_proxy: false, per_address: 100, works: None, day_bytes: DAY_BYTES }
    }
}

/// Opens a server and runs it until the process is told to stop. `ready` hears the address once it answers.
///
/// # Errors
/// The address cannot be bound, or the certificate cannot be read.
pub fn open(centre: Centre, options: &Options, ready: impl FnOnce(SocketAddr)) -> Result<(), Vec<Failure>> {
    platform::hold_signals();
    let acceptor = options.tls.as_ref().map(|(certificates, key)| tls::acceptor(certificates, key)).transpose()?;
    let unheard = || failure(codes::centre::CANNOT_LISTEN, [("address", options.listen.to_string())]);
    let runtime = runtime::Builder::new_multi_thread().enable_all().build().map_err(|_| unheard())?;
    let (stop, stopped) = watch::channel(false);
    platform::on_stop_signal(move || {
        let _ = stop.send(true); // whoever listened is gone
    });
    let router = router(Arc::new(Office::new(centre, options)));
    runtime.block_on(async {
        let listener = TcpListener::bind(options.listen).await.map_err(|_| unheard())?;
        ready(listener.local_addr().map_err(|_| unheard())?);
        log::told("serving");
        listen::listen(listener, router, acceptor, stopped).await;
        Ok::<(), Vec<Failure>>(())
    })?;
    drop(runtime); // waits for what is being taken
    log::told("stopped");
    Ok(())
}

fn router(office: Arc<Office>) -> Router {
    Router::new()
        .route("/v1/bundles", post(station::post_bundle))
        .route("/v1/uploads/{digest}", get(station::upload_state))
        .route("/v1/uploads/{digest}", put(station::put_piece))
        .route("/v1/receipts/{kiosk}/{epoch}", get(station::receipt))
        .route("/v1/grants", post(station::post_grant))
        .route("/v1/packs/{contest}/newest", get(station::newest_pack))
        .route("/v1/health", get(station::health))
        .merge(site::routes(&office))
        .fallback(nothing_here)
        .method_not_allowed_fallback(other_method)
        .with_state(office)
}

async fn nothing_here(State(office): State<Arc<Office>>, headers: HeaderMap) -> Answer {
    site::refused(&office, &headers, &Problem::nothing_here())
}

async fn other_method(State(office): State<Arc<Office>>, headers: HeaderMap) -> Answer {
    site::refused(
        &office,
        &headers,
        &Problem::new(StatusCode::METHOD_NOT_ALLOWED, codes::centre::METHOD_NOT_ALLOWED, []),
    )
}
