//! Accept loop: limits on connections and on silence, and a stop that finishes what runs.

use super::{
    log::{self, Line},
    paced::Paced,
    received::Received,
    tls::Certificates,
};
use crate::{
    platform,
    web::{
        caller::Caller,
        extractors::PeerAddress,
        guests::{Guest, Guests},
        middleware::RoutePath,
        render::{Cause, Code},
    },
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
    convert::Infallible,
    future::{Future, poll_fn},
    net::IpAddr,
    pin::pin,
    sync::Arc,
    task::Poll,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    sync::watch,
    time::{sleep, timeout},
};

/// Longest time for the head of a request, and for silence between two requests.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// Largest head of a request, in bytes.
const MOST_HEAD: usize = 32 << 10;
/// Longest life of a connection.
const LONGEST: Duration = Duration::from_secs(3600);
/// Longest time that a stop waits for requests that run.
const STOP_TIME: Duration = Duration::from_secs(60);

/// Connections that had to leave are logged by their number, at most once in this time.
const DISPLACED_EVERY: Duration = Duration::from_secs(60);

/// Serves connections until `stop` is true, then finishes what runs.
pub async fn listen(listener: TcpListener, service: Serving, stop: watch::Receiver<bool>) {
    let guests = service.guests.clone();
    let mut stopping = stop.clone();
    let mut logged = Instant::now();
    loop {
        let accepted = async {
            guests.wait_for_room().await;
            listener.accept().await
        };
        let Some(accepted) = or_stopped(accepted, &mut stopping).await else { break };
        let Ok((stream, from)) = accepted else {
            sleep(Duration::from_millis(50)).await; // no more files: the next connection that ends gives one back
            continue;
        };
        let seat = Guests::enter(&guests, from.ip());
        if logged.elapsed() > DISPLACED_EVERY {
            log::displaced(guests.take_displaced());
            logged = Instant::now();
        }
        let Some(seat) = seat else { continue };
        let (service, stop) = (service.clone(), stop.clone());
        tokio::spawn(async move {
            let _ = stream.set_nodelay(true); // a slower answer is no fault
            let guest = seat.guest.clone();
            let served = async move {
                match service.tls.as_deref().map(Certificates::acceptor) {
                    None => serve(stream, service.router, (from.ip(), guest), stop).await,
                    Some(tls) => {
                        if let Ok(Ok(stream)) = timeout(HEAD_TIME, tls.accept(stream)).await {
                            serve(stream, service.router, (from.ip(), guest), stop).await;
                        }
                    }
                }
            };
            or_left(served, &seat.guest).await;
            drop(seat);
        });
    }
    drop(listener);
    log::server_event("stopping");
    platform::report_stopping();
    let _ = timeout(STOP_TIME, guests.wait_until_empty()).await;
}

/// What a connection is served with.
#[derive(Clone)]
pub struct Serving {
    /// All routes.
    pub router: Router,
    /// Who is connected.
    pub guests: Arc<Guests>,
    /// Certificates, where clients talk TLS to this server.
    pub tls: Option<Arc<Certificates>>,
}

async fn serve<S>(stream: S, router: Router, (from, guest): (IpAddr, Arc<Guest>), mut stop: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let peer = PeerAddress(from);
    let service = service_fn(move |request: Request<Incoming>| answer(router.clone(), peer, guest.clone(), request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(MOST_HEAD)
        .serve_connection(TokioIo::new(Received::new(stream)), service);
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

async fn answer(
    router: Router,
    peer: PeerAddress,
    guest: Arc<Guest>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let began = Instant::now();
    let method = request.method().clone();
    let of = guest.clone();
    let mut request = request.map(|body| Body::new(Paced::new(body, of)));
    request.extensions_mut().insert(peer);
    request.extensions_mut().insert(guest);
    let answer = TowerToHyperService::new(router).call(request).await?;
    let route = answer.extensions().get::<RoutePath>().map_or("-", |route| route.0.as_str());
    let code = answer.extensions().get::<Code>().map(|code| code.0);
    let cause = answer.extensions().get::<Cause>().map(|cause| cause.0.as_str());
    let caller = answer.extensions().get::<Caller>();
    let status = answer.status().as_u16();
    Line { method: &method, route, status, code, cause, caller, took: began.elapsed() }.write();
    Ok(answer)
}

/// Runs the connection to its end, or until it must leave.
async fn or_left(served: impl Future<Output = ()>, guest: &Guest) {
    let (mut served, mut leaving) = (pin!(served), pin!(guest.must_leave()));
    poll_fn(|cx| match leaving.as_mut().poll(cx) {
        Poll::Ready(()) => Poll::Ready(()),
        Poll::Pending => served.as_mut().poll(cx),
    })
    .await;
}

/// Output of the future; none if the stop comes first.
async fn or_stopped<T>(future: impl Future<Output = T>, stop: &mut watch::Receiver<bool>) -> Option<T> {
    let mut future = pin!(future);
    let mut stopped = pin!(async {
        let _ = stop.wait_for(|stop| *stop).await; // as above
    });
    poll_fn(|cx| match stopped.as_mut().poll(cx) {
        Poll::Ready(()) => Poll::Ready(None),
        Poll::Pending => future.as_mut().poll(cx).map(Some),
    })
    .await
}
