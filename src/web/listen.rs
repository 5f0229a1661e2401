//! The server's own loop: how many connections, how long one may be silent, and how it all ends.

use super::{
    body::Paced,
    log::{self, Line},
    office::Peer,
    problem::Code,
};
use axum::{
    Router,
    body::Body,
    http::{Request, Response},
};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use std::{
    collections::HashMap,
    convert::Infallible,
    future::{Future, poll_fn},
    net::IpAddr,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    sync::{Semaphore, watch},
    time::{sleep, timeout},
};
use tokio_rustls::TlsAcceptor;

/// Connections at once: below the 1,024 files that a service may usually have open.
const MOST_CONNECTIONS: u32 = 800;
/// Of one address, unless it is this machine, where a server stands that is in front of this one.
const MOST_OF_AN_ADDRESS: usize = 200;
/// How long the head of a request may take, and how long a connection may be silent between two.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// The largest head.
const MOST_HEAD: usize = 32 << 10;
/// No connection is older.
const LONGEST: Duration = Duration::from_secs(3600);
/// How long the end waits for what is being done.
const FAREWELL: Duration = Duration::from_secs(60);

/// Answers connections until `stop` says so, then finishes what runs.
pub async fn listen(listener: TcpListener, router: Router, tls: Option<TlsAcceptor>, stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(usize::try_from(MOST_CONNECTIONS).unwrap_or(usize::MAX)));
    let crowd = Arc::new(Crowd::default());
    let mut stopping = stop.clone();
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { break };
        let Some(accepted) = or_stopped(listener.accept(), &mut stopping).await else { break };
        let Ok((stream, from)) = accepted else {
            sleep(Duration::from_millis(50)).await; // no more files: whoever leaves gives one back
            continue;
        };
        let Some(guest) = Crowd::enter(&crowd, from.ip()) else { continue };
        let (router, tls, stop) = (router.clone(), tls.clone(), stop.clone());
        tokio::spawn(async move {
            let _ = stream.set_nodelay(true); // a delay is no fault
            let peer = Peer(from.ip());
            match tls {
                None => serve(stream, router, peer, stop).await,
                Some(tls) => {
                    if let Ok(Ok(stream)) = timeout(HEAD_TIME, tls.accept(stream)).await {
                        serve(stream, router, peer, stop).await;
                    }
                }
            }
            drop((guest, place));
        });
    }
    drop(listener);
    log::told("stopping");
    // All places are free once everybody has left.
    let _ = timeout(FAREWELL, places.acquire_many(MOST_CONNECTIONS)).await;
}

async fn serve<S>(stream: S, router: Router, peer: Peer, mut stop: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request: Request<Incoming>| answer(router.clone(), peer, request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(MOST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let mut stopped = Box::pin(async move {
        let _ = stop.wait_for(|stop| *stop).await; // a sender that is gone has stopped too
    });
    let mut is_stopping = false;
    let served = poll_fn(|cx| {
        if !is_stopping && stopped.as_mut().poll(cx).is_ready() {
            is_stopping = true;
            connection.as_mut().graceful_shutdown();
        }
        connection.as_mut().poll(cx)
    });
    let _ = timeout(LONGEST, served).await; // whatever ended it, the other side knows
}

async fn answer(router: Router, peer: Peer, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let began = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut request = request.map(|body| Body::new(Paced::new(body)));
    request.extensions_mut().insert(peer);
    let answer = TowerToHyperService::new(router).call(request).await?;
    let code = answer.extensions().get::<Code>().map(|code| code.0);
    Line { method: method.as_str(), path: &path, status: answer.status().as_u16(), code, took: began.elapsed() }
        .write();
    Ok(answer)
}

/// What the future answers, unless it is time to stop.
async fn or_stopped<T>(future: impl Future<Output = T>, stop: &mut watch::Receiver<bool>) -> Option<T> {
    let mut future = pin!(future);
    let mut stopped = pin!(async {
        let _ = stop.wait_for(|stop| *stop).await; // as above
    });
    poll_fn(|cx| match stopped.as_mut().poll(cx) {
        std::task::Poll::Ready(()) => std::task::Poll::Ready(None),
        std::task::Poll::Pending => future.as_mut().poll(cx).map(Some),
    })
    .await
}

/// How many connections each address has.
#[derive(Default)]
struct Crowd(Mutex<HashMap<IpAddr, usize>>);

struct Guest {
    crowd: Arc<Crowd>,
    from: IpAddr,
}

impl Crowd {
    fn enter(crowd: &Arc<Self>, from: IpAddr) -> Option<Guest> {
        let mut counts = crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(from).or_default();
        if *count >= MOST_OF_AN_ADDRESS && !from.is_loopback() {
            return None;
        }
        *count += 1;
        drop(counts);
        Some(Guest { crowd: crowd.clone(), from })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut counts = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.from) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                counts.remove(&self.from);
            }
        }
    }
}
