use crate::web::pace::{KNOWN, Pace};
use std::{
    future::Future,
    io::{self, ErrorKind},
    pin::Pin,
    task::{Context, Poll},
    time::Instant,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::Sleep,
};

/// Stream whose other side must receive what is written to it: one that does not, or more slowly than over a poor network, is cut.
pub struct Received<S> {
    inner: S,
    pace: Pace,
    silence: Pin<Box<Sleep>>,
}

impl<S> Received<S> {
    /// Measures the stream's writes.
    pub fn new(inner: S) -> Self {
        Self { inner, pace: Pace::default(), silence: Box::pin(tokio::time::sleep(KNOWN.patience)) }
    }

    /// Passes on how a write ended, unless it takes too long.
    fn measured<T>(
        &mut self,
        written: Poll<io::Result<T>>,
        bytes: impl Fn(&T) -> usize,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        let too_slow = || Poll::Ready(Err(io::Error::from(ErrorKind::TimedOut)));
        match &written {
            Poll::Ready(Ok(done)) => {
                self.pace.moved(bytes(done), Instant::now());
                if self.pace.is_below(KNOWN) { too_slow() } else { written }
            }
            Poll::Ready(Err(_)) => written,
            Poll::Pending => {
                if self.pace.wait(Instant::now()) {
                    self.silence.as_mut().reset(tokio::time::Instant::now() + KNOWN.patience);
                }
                if self.silence.as_mut().poll(cx).is_ready() { too_slow() } else { written }
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Received<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(cx, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Received<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(cx, bytes);
        self.measured(written, |count| *count, cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write_vectored(cx, parts);
        self.measured(written, |count| *count, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.inner).poll_flush(cx);
        self.measured(flushed, |()| 0, cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut = Pin::new(&mut self.inner).poll_shutdown(cx);
        self.measured(shut, |()| 0, cx)
    }
}
