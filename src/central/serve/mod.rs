//! The server: bundles over HTTP, and the page of the centre's office.
//!
//! Promises: sizes, speeds and numbers are limited before anything is done; a receipt leaves only after the ledger has committed;
//! told to stop, it finishes what runs. Does not: decide anything about a bundle (`take`) or log whom anything is about.

mod body;
mod limits;
mod listen;
mod log;
mod office;
mod problem;
mod stations;
mod tls;
mod uploads;

pub use body::is_stated;
pub use office::{Office, Peer, ledger_problem, now_ms, takes_at_once};
pub use problem::Problem;
pub use stations::{Answer, json_answer, take};

use super::{Centre, cli::Ending, explain, open as opening, page, place::Place, say::Say};
use crate::{
    notices::{Failure, failure},
    platform,
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::{get, post, put},
};
use clap::Args;
use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};
use tokio::{net::TcpListener, runtime, sync::watch};

#[derive(Args)]
pub struct Serve {
    /// Địa chỉ và cổng để nhận
    #[arg(long, value_name = "ĐỊA CHỈ", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Chứng thư TLS, tệp PEM
    #[arg(long, value_name = "F", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Khóa của chứng thư TLS, tệp PEM
    #[arg(long, value_name = "F", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Có máy chủ TLS đứng trước, ghi người gửi vào X-Forwarded-For
    #[arg(long)]
    behind_proxy: bool,
    /// Mỗi địa chỉ được hỏi nhiều nhất bao nhiêu lần một giây; 0 là không giới hạn
    #[arg(long, value_name = "N", default_value_t = 100)]
    per_address: u32,
    /// Số gói kết quả được xử lý cùng lúc (mặc định: hai gói cho mỗi lõi của máy)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    takes: Option<u16>,
    /// Mỗi trạm nộp mới qua mạng nhiều nhất bao nhiêu byte trong 24 giờ; 0 là không giới hạn
    #[arg(long, value_name = "N", default_value_t = DAY_BYTES, hide = true)]
    day_bytes: u64,
}

/// What a station may hand in over the network within a day: sixteen of the largest bundles.
const DAY_BYTES: u64 = 256 << 20;

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

pub fn run(wanted: &Serve, place: &Place, say: &Say) -> Ending {
    let options = Options {
        listen: wanted.listen,
        tls: wanted.tls_cert.clone().zip(wanted.tls_key.clone()),
        behind_proxy: wanted.behind_proxy,
        per_address: wanted.per_address,
        works: wanted.takes.map(usize::from),
        day_bytes: wanted.day_bytes,
    };
    let is_open = !options.listen.ip().is_loopback() && options.tls.is_none() && !options.behind_proxy;
    if is_open {
        return Err(failure("TS-M19", [("address", options.listen.to_string())]));
    }
    let keys = place.open_keys(say)?;
    platform::hold_signals(); // before any thread begins, and after the keyboard was asked
    let ledger = opening::open_ledger(place, &keys)?;
    let centre = Centre::open(ledger, keys).map_err(|fault| vec![explain::ledger(&fault)])?;
    let scheme = if options.tls.is_some() { "https" } else { "http" };
    open(centre, &options, say, |address| {
        say.told("centre-serving", &[("url", format!("{scheme}://{address}").into())]);
        if !options.behind_proxy {
            say.told("centre-serving-how", &[]);
        }
        say.result(&serde_json::json!({ "url": format!("{scheme}://{address}") }));
    })
}

/// Opens a server and runs it until the process is told to stop. `ready` hears the address once it answers.
pub fn open(centre: Centre, options: &Options, say: &Say, ready: impl FnOnce(SocketAddr)) -> Ending {
    platform::hold_signals();
    let acceptor = options.tls.as_ref().map(|(certificates, key)| tls::acceptor(certificates, key)).transpose()?;
    let unheard = || failure("TS-M17", [("address", options.listen.to_string())]);
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
    say.told("centre-stopped", &[]);
    Ok(ExitCode::SUCCESS)
}

fn router(office: Arc<Office>) -> Router {
    Router::new()
        .route("/v1/bundles", post(stations::post_bundle))
        .route("/v1/uploads/{digest}", get(stations::upload_state))
        .route("/v1/uploads/{digest}", put(stations::put_piece))
        .route("/v1/receipts/{kiosk}/{epoch}", get(stations::receipt))
        .route("/v1/grants", post(stations::post_grant))
        .route("/v1/packs/{contest}/newest", get(stations::newest_pack))
        .route("/v1/health", get(stations::health))
        .merge(page::routes(&office))
        .fallback(nothing_here)
        .method_not_allowed_fallback(other_method)
        .with_state(office)
}

async fn nothing_here(State(office): State<Arc<Office>>, headers: HeaderMap) -> Answer {
    page::refused(&office, &headers, &Problem::nothing_here())
}

async fn other_method(State(office): State<Arc<Office>>, headers: HeaderMap) -> Answer {
    page::refused(&office, &headers, &Problem::new(StatusCode::METHOD_NOT_ALLOWED, "TS-M27", []))
}
