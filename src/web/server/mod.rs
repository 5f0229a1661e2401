//! The server's process: listening, TLS, the log, and the end.

mod listen;
mod log;
mod paced;
mod received;
mod tls;
mod upkeep;
mod watched;

use super::{options::Options, router::router, state::AppState};
use crate::{
    centre::Centre,
    notices::{Failure, failure},
    platform,
    text::codes,
};
use std::{io, net::SocketAddr, path::PathBuf, sync::Arc};
use tls::Certificates;
use tokio::{
    net::{TcpListener, TcpSocket},
    runtime,
    sync::watch,
};

/// Runs the server until the process receives a stop signal. `ready` is called with the address once it answers.
///
/// # Errors
/// The address cannot be bound, or the certificate cannot be read.
pub fn run(centre: Centre, options: &Options, ready: impl FnOnce(SocketAddr)) -> Result<(), Vec<Failure>> {
    platform::hold_signals();
    platform::hold_reload_signal();
    let read = |(certificates, key): &(PathBuf, PathBuf)| Certificates::read(certificates, key).map(Arc::new);
    let tls = options.tls.as_ref().map(read).transpose()?;
    let cannot_listen = || failure(codes::centre::CANNOT_LISTEN, [("address", options.listen.to_string())]);
    let runtime = runtime::Builder::new_multi_thread().enable_all().build().map_err(|_| cannot_listen())?;
    let (stop, stopped) = watch::channel(false);
    let closed = stop.clone();
    platform::on_stop_signal(move || {
        let _ = stop.send(true); // every listener is gone already
    });
    let (reloads, certificates) = (options.reloads, tls.clone());
    platform::on_reload_signal(move || {
        if reloads {
            reload(certificates.as_deref());
        } else {
            let _ = closed.send(true); // the window of a demo was closed
        }
    });
    if centre.has_open_way() {
        log::server_fault("database-unencrypted", codes::database::WAY_UNENCRYPTED);
    }
    let state = Arc::new(AppState::new(centre, options));
    let serving = listen::Serving { router: router(&state), guests: state.guests.clone(), tls };
    let kept_up = Arc::downgrade(&state);
    drop(state);
    runtime.block_on(async {
        let listener = bind(options.listen).map_err(|_| cannot_listen())?;
        ready(listener.local_addr().map_err(|_| cannot_listen())?);
        log::server_event("serving");
        platform::report_ready();
        let besides = [tokio::spawn(upkeep::keep_up(kept_up)), tokio::spawn(watched::report())];
        listen::listen(listener, serving, stopped).await;
        besides.iter().for_each(tokio::task::JoinHandle::abort);
        Ok::<(), Vec<Failure>>(())
    })?;
    drop(runtime); // waits for commands that run
    log::server_event("stopped");
    Ok(())
}

/// Reads the certificates again, and reports when that was not possible.
fn reload(tls: Option<&Certificates>) {
    match tls.map(Certificates::reload) {
        None => log::server_event("nothing-to-reload"),
        Some(Ok(())) => log::server_event("certificates-reloaded"),
        Some(Err(_)) => log::server_fault("certificates-kept", codes::centre::TLS_CERTIFICATE_UNUSABLE),
    }
}

/// Connections that may wait to be accepted: a crowd that comes at once makes nobody's connection fail, which is tried again only
/// after a second.
const WAITING: u32 = 4096;

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    if cfg!(unix) {
        socket.set_reuseaddr(true)?; // elsewhere another program could then share the address
    }
    socket.bind(address)?;
    socket.listen(WAITING)
}
