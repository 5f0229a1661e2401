//! Accept loop: limits on connections and on silence, and a stop that finishes what runs.

use super::{
    log::{self, Line},
    paced::Paced,
};
use crate::web::{
    extractors::PeerAddress,
    middleware::RoutePath,
    render::{Cause, Code},
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
/// Of one address, unless it is this machine, where the server in front of this one may run.
const MOST_OF_AN_ADDRESS: usize = 200;
/// Longest time for the head of a request, and for silence between two requests.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// Largest head of a request, in bytes.
const MOST_HEAD: usize = 32 << 10;
/// Longest life of a connection.
const LONGEST: Duration = Duration::from_secs(3600);
/// Longest time that a stop waits for requests that run.
const STOP_TIME: Duration = Duration::from_secs(60);

/// Serves connections until `stop` is true, then finishes what runs.
pub async fn listen(listener: TcpListener, router: Router, tls: Option<TlsAcceptor>, stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(usize::try_from(MOST_CONNECTIONS).unwrap_or(usize::MAX)));
    let connections = Arc::new(Connections::default());
    let mut stopping = stop.clone();
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { break };
        let Some(accepted) = or_stopped(listener.accept(), &mut stopping).await else { break };
        let Ok((stream, from)) = accepted else {
            sleep(Duration::from_millis(50)).await; // no more files: the next connection that ends gives one back
            continue;
        };
        let Some(counted) = Connections::enter(&connections, from.ip()) else { continue };
        let (router, tls, stop) = (router.clone(), tls.clone(), stop.clone());
        tokio::spawn(async move {
            let _ = stream.set_nodelay(true); // a slower answer is no fault
            let peer = PeerAddress(from.ip());
            match tls {
                None => serve(stream, router, peer, stop).await,
                Some(tls) => {
                    if let Ok(Ok(stream)) = timeout(HEAD_TIME, tls.accept(stream)).await {
                        serve(stream, router, peer, stop).await;
                    }
                }
            }
            drop((counted, place));
        });
    }
    drop(listener);
    log::server_event("stopping");
    // All places are free once every connection has ended.
    let _ = timeout(STOP_TIME, places.acquire_many(MOST_CONNECTIONS)).await;
}

async fn serve<S>(stream: S, router: Router, peer: PeerAddress, mut stop: watch::Receiver<bool>)
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
    let _ = timeout(LONGEST, served).await; // how it ended concerns the other side alone
}

async fn answer(router: Router, peer: PeerAddress, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let began = Instant::now();
    let method = request.method().clone();
    let mut request = request.map(|body| Body::new(Paced::new(body)));
    request.extensions_mut().insert(peer);
    let answer = TowerToHyperService::new(router).call(request).await?;
    let route = answer.extensions().get::<RoutePath>().map_or("-", |route| route.0.as_str());
    let code = answer.extensions().get::<Code>().map(|code| code.0);
    let cause = answer.extensions().get::<Cause>().map(|cause| cause.0.as_str());
    Line { method: method.as_str(), route, status: answer.status().as_u16(), code, cause, took: began.elapsed() }
        .write();
    Ok(answer)
}

/// Output of the future; none if the stop comes first.
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

/// Number of connections of each address.
#[derive(Default)]
struct Connections(Mutex<HashMap<IpAddr, usize>>);

/// Connection in the count of its address, until it is dropped.
struct Counted {
    connections: Arc<Connections>,
    from: IpAddr,
}

impl Connections {
    fn enter(connections: &Arc<Self>, from: IpAddr) -> Option<Counted> {
        let mut counts = connections.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(from).or_default();
        if *count >= MOST_OF_AN_ADDRESS && !from.is_loopback() {
            return None;
        }
        *count += 1;
        drop(counts);
        Some(Counted { connections: connections.clone(), from })
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut counts = self.connections.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.from) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                counts.remove(&self.from);
            }
        }
    }
}
