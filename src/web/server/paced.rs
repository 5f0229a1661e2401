use crate::web::{
    guests::Guest,
    pace::{KNOWN, LeastPace, Pace, STRANGE},
};
use axum::body::Bytes;
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use std::{
    error::Error,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Instant,
};
use tokio::time::Sleep;

/// Request body that fails when it arrives more slowly than it must: strictly while its sender is a stranger.
pub struct Paced {
    inner: Incoming,
    guest: Arc<Guest>,
    /// As a stranger's or as a known sender's.
    least: LeastPace,
    pace: Pace,
    silence: Pin<Box<Sleep>>,
}

/// Error of a body that arrived too slowly.
#[derive(Debug, thiserror::Error)]
#[error("too slow")]
pub struct TooSlow;

impl Paced {
    /// Measures this body of the guest's from now on.
    pub fn new(inner: Incoming, guest: Arc<Guest>) -> Self {
        let least = if guest.is_known() { KNOWN } else { STRANGE };
        let silence = Box::pin(tokio::time::sleep(least.patience));
        Self { inner, guest, least, pace: Pace::default(), silence }
    }

    /// Who has become known is measured from its beginning, and less strictly.
    fn look_at_guest(&mut self) {
        if self.least != KNOWN && self.guest.is_known() {
            (self.least, self.pace) = (KNOWN, Pace::default());
            self.be_patient();
        }
    }

    fn be_patient(&mut self) {
        self.silence.as_mut().reset(tokio::time::Instant::now() + self.least.patience);
    }
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.look_at_guest();
        match Pin::new(&mut self.inner).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                self.pace.moved(frame.data_ref().map_or(0, Bytes::len), Instant::now());
                if self.pace.is_below(self.least) {
                    return Poll::Ready(Some(Err(TooSlow.into())));
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(fault))) => Poll::Ready(Some(Err(fault.into()))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending => {
                if self.pace.wait(Instant::now()) {
                    self.be_patient();
                }
                match self.silence.as_mut().poll(cx) {
                    Poll::Ready(()) => Poll::Ready(Some(Err(TooSlow.into()))),
                    Poll::Pending => Poll::Pending,
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
