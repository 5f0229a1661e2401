use axum::body::Bytes;
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use std::{
    error::Error,
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, Instant},
};
use tokio::time::Sleep;

/// After this time without a byte, or at less than the least speed, a body is given up.
const PATIENCE: Duration = Duration::from_secs(20);
/// Least speed: a poor network of a village is ten times as fast.
const LEAST_BYTES_A_SECOND: f64 = 1024.0;

/// Request body that fails when it arrives slower than over a poor network.
pub struct Paced {
    inner: Incoming,
    began: Instant,
    got: f64,
    idle: Pin<Box<Sleep>>,
}

/// Error of a body that arrived too slowly.
#[derive(Debug, thiserror::Error)]
#[error("too slow")]
pub struct TooSlow;

impl Paced {
    /// Measures this body from now on.
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
