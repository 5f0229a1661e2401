//! Who caused a request, for its line in the log: nobody's name.

use crate::crypto::{hex, random};
use std::sync::{Arc, OnceLock};

/// A request with its id, and who it turned out to be from.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Eight random bytes in hex; the answer has it as `x-request-id`.
    pub request: String,
    who: Arc<OnceLock<String>>,
}

/// Header that answers carry the id of their request in.
pub const REQUEST_ID: &str = "x-request-id";

impl Caller {
    /// A request that is nobody's yet.
    pub fn new() -> Self {
        Self { request: hex(&random::<8>()), who: Arc::default() }
    }

    /// It is from the account with this id for the log.
    pub fn is_account(&self, id: &str) {
        let _ = self.who.set(format!("account:{id}")); // a request is from one caller
    }

    /// It is from the token of this id.
    pub fn is_token(&self, id: i64) {
        let _ = self.who.set(format!("token:{id}")); // as above
    }

    /// `account:` or `token:` with an id; none of a stranger or a station.
    pub fn who(&self) -> Option<&str> {
        self.who.get().map(String::as_str)
    }
}
