//! The server's process: listening, TLS, the log, and the end.

mod listen;
mod log;
mod paced;
mod tls;

use super::{options::Options, router::router, state::AppState};
use crate::{
    centre::Centre,
    notices::{Failure, failure},
    platform,
    text::codes,
};
use std::{net::SocketAddr, sync::Arc};
use tokio::{net::TcpListener, runtime, sync::watch};

/// Runs the server until the process receives a stop signal. `ready` is called with the address once it answers.
///
/// # Errors
/// The address cannot be bound, or the certificate cannot be read.
pub fn run(centre: Centre, options: &Options, ready: impl FnOnce(SocketAddr)) -> Result<(), Vec<Failure>> {
    platform::hold_signals();
    let acceptor = options.tls.as_ref().map(|(certificates, key)| tls::acceptor(certificates, key)).transpose()?;
    let cannot_listen = || failure(codes::centre::CANNOT_LISTEN, [("address", options.listen.to_string())]);
    let runtime = runtime::Builder::new_multi_thread().enable_all().build().map_err(|_| cannot_listen())?;
    let (stop, stopped) = watch::channel(false);
    platform::on_stop_signal(move || {
        let _ = stop.send(true); // every listener is gone already
    });
    let router = router(&Arc::new(AppState::new(centre, options)));
    runtime.block_on(async {
        let listener = TcpListener::bind(options.listen).await.map_err(|_| cannot_listen())?;
        ready(listener.local_addr().map_err(|_| cannot_listen())?);
        log::server_event("serving");
        listen::listen(listener, router, acceptor, stopped).await;
        Ok::<(), Vec<Failure>>(())
    })?;
    drop(runtime); // waits for commands that run
    log::server_event("stopped");
    Ok(())
}
