use crate::{
    text::codes,
    web::{guests::Guest, problem::Problem, state::AppState},
};
use axum::{
    body::{Body, Bytes},
    extract::FromRequest,
    http::{HeaderMap, Request, StatusCode, header},
};
use hyper::body::Body as HttpBody;
use std::{future::poll_fn, pin::Pin, sync::Arc};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

const KIB: usize = 1 << 10;

/// Request body of at most `MOST` bytes, read as it arrives. What is in memory is accounted for.
pub struct BodyReader<const MOST: usize> {
    body: Body,
    guest: Arc<Guest>,
    memory: Arc<Semaphore>,
    held: Option<OwnedSemaphorePermit>,
    /// KiB that `held` accounts for.
    paid: usize,
    /// What has arrived.
    pub bytes: Vec<u8>,
}

/// Checks the stated length before a byte of the body is read.
impl<const MOST: usize> FromRequest<Arc<AppState>> for BodyReader<MOST> {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, state: &Arc<AppState>) -> Result<Self, Problem> {
        check_length(request.headers(), MOST)?;
        let memory = state.memory.clone();
        let guest = request.extensions().get::<Arc<Guest>>().cloned().ok_or_else(Problem::bad_request)?;
        Ok(Self { body: request.into_body(), guest, memory, held: None, paid: 0, bytes: Vec::new() })
    }
}

impl<const MOST: usize> BodyReader<MOST> {
    /// The connection that it comes over.
    pub fn guest(&self) -> Arc<Guest> {
        self.guest.clone()
    }

    /// Reads on until the body ends (false) or at least `upto` bytes have arrived (true).
    ///
    /// # Errors
    /// Too large, too slow, cut, or no memory for it now.
    pub async fn read(&mut self, upto: usize) -> Result<bool, Problem> {
        while self.bytes.len() < upto {
            let Some(frame) = next(&mut self.body).await? else { return Ok(false) };
            if self.bytes.len() + frame.len() > MOST {
                return Err(Problem::too_large());
            }
            self.pay(self.bytes.len() + frame.len())?;
            self.bytes.extend_from_slice(&frame);
        }
        Ok(true)
    }

    /// Reads all of it.
    ///
    /// # Errors
    /// As `read`.
    pub async fn read_all(mut self) -> Result<Vec<u8>, Problem> {
        self.read(usize::MAX).await?;
        Ok(self.bytes)
    }

    /// Discards the rest, so that a sender that only listens after it has sent everything receives the answer.
    pub async fn discard(mut self) {
        let mut gone = self.bytes.len();
        self.bytes = Vec::new();
        while gone <= MOST {
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

/// Checks that a body states its length or comes in chunks, and that the stated length is at most `most`.
///
/// # Errors
/// 411 or 413.
pub fn check_length(headers: &HeaderMap, most: usize) -> Result<(), Problem> {
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
            Some(Err(_)) => return Err(Problem::too_slow()),
        }
    }
}
