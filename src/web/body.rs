//! Bodies of requests: as large and as slow as they may be, and not more.

use super::problem::Problem;
use crate::text::codes;
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use std::{
    error::Error,
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::Sleep,
};

/// After so long without a byte, or so long at less than the least speed, a body is given up.
const PATIENCE: Duration = Duration::from_secs(20);
/// A village's poor network gives ten times as much.
const LEAST_BYTES_A_SECOND: f64 = 1024.0;
const KIB: usize = 1 << 10;

/// A body that must not come slower than a poor network.
pub struct Paced {
    inner: Incoming,
    began: Instant,
    got: f64,
    idle: Pin<Box<Sleep>>,
}

/// The body came too slowly.
#[derive(Debug)]
pub struct TooSlow;

impl Paced {
    #[must_use]
    pub fn new(inner: Incoming) -> Self {
        Self { inner, began: Instant::now(), got: 0.0, idle: Box::pin(tokio::time::sleep(PATIENCE)) }
    }

    fn is_too_slow(&self) -> bool {
        let beyond = self.began.elapsed().saturating_sub(PATIENCE);
        self.got < beyond.as_secs_f64() * LEAST_BYTES_A_SECOND
    }
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match Pin::new(&mut self.inner).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                let bytes = frame.data_ref().map_or(0, Bytes::len);
                self.got += f64::from(u32::try_from(bytes).unwrap_or(u32::MAX));
                if self.is_too_slow() {
                    return Poll::Ready(Some(Err(TooSlow.into())));
                }
                self.idle.as_mut().reset(tokio::time::Instant::now() + PATIENCE);
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(fault))) => Poll::Ready(Some(Err(fault.into()))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending if self.idle.as_mut().poll(cx).is_ready() => Poll::Ready(Some(Err(TooSlow.into()))),
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// A body as it arrives, within a size; what is in memory is accounted for.
pub struct Taking {
    body: Body,
    most: usize,
    memory: Arc<Semaphore>,
    held: Option<OwnedSemaphorePermit>,
    paid: usize,
    pub bytes: Vec<u8>,
}

impl Taking {
    /// Looks at what the request says of its body, before a byte of it is read.
    ///
    /// # Errors
    /// It says nothing, or too much.
    pub fn begin(request: Request<Body>, most: usize, memory: &Arc<Semaphore>) -> Result<Self, Problem> {
        is_stated(request.headers(), most)?;
        let memory = memory.clone();
        Ok(Self { body: request.into_body(), most, memory, held: None, paid: 0, bytes: Vec::new() })
    }

    /// Takes more of it, until it ends (false) or at least `upto` bytes are here (true).
    ///
    /// # Errors
    /// Too large, too slow, cut, or no memory for it now.
    pub async fn more(&mut self, upto: usize) -> Result<bool, Problem> {
        while self.bytes.len() < upto {
            let Some(frame) = next(&mut self.body).await? else { return Ok(false) };
            if self.bytes.len() + frame.len() > self.most {
                return Err(Problem::too_large());
            }
            self.pay(self.bytes.len() + frame.len())?;
            self.bytes.extend_from_slice(&frame);
        }
        Ok(true)
    }

    /// Takes all of it.
    ///
    /// # Errors
    /// As `more`.
    pub async fn whole(mut self) -> Result<Vec<u8>, Problem> {
        self.more(usize::MAX).await?;
        Ok(self.bytes)
    }

    /// Lets the rest go by, so that a sender that first sends and then listens hears the answer.
    pub async fn let_go(mut self) {
        let mut gone = self.bytes.len();
        self.bytes = Vec::new();
        while gone <= self.most {
            match next(&mut self.body).await {
                Ok(Some(frame)) => gone += frame.len(),
                Ok(None) | Err(_) => return,
            }
        }
    }

    fn pay(&mut self, bytes: usize) -> Result<(), Problem> {
        let wanted = bytes.div_ceil(KIB);
        let more = u32::try_from(wanted.saturating_sub(self.paid)).unwrap_or(u32::MAX);
        if more == 0 {
            return Ok(());
        }
        let permit = self.memory.clone().try_acquire_many_owned(more).map_err(|_| Problem::busy(5))?;
        match &mut self.held {
            Some(held) => held.merge(permit),
            None => self.held = Some(permit),
        }
        self.paid = wanted;
        Ok(())
    }
}

/// A body says how long it is, or comes in chunks; one that is too long is refused before it is read.
///
/// # Errors
/// 411 or 413.
pub fn is_stated(headers: &HeaderMap, most: usize) -> Result<(), Problem> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    match length.map(str::parse::<u64>) {
        Some(Ok(length)) if usize::try_from(length).is_ok_and(|length| length <= most) => Ok(()),
        Some(Ok(_)) => Err(Problem::too_large()),
        Some(Err(_)) => Err(Problem::bad_request()),
        None if headers.contains_key(header::TRANSFER_ENCODING) => Ok(()),
        None => Err(Problem::new(StatusCode::LENGTH_REQUIRED, codes::centre::REQUEST_WITHOUT_LENGTH, [])),
    }
}

async fn next(body: &mut Body) -> Result<Option<Bytes>, Problem> {
    loop {
        match poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await {
            None => return Ok(None),
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) => return Ok(Some(data)),
                Err(_trailers) => (),
            },
            Some(Err(_)) => return Err(Problem::slow()),
        }
    }
}

impl fmt::Display for TooSlow {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("too slow")
    }
}

impl Error for TooSlow {}
