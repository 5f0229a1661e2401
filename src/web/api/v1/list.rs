//! Lists in pages, and answers that are sent once.

use crate::{
    crypto::hex,
    text::shown_json,
    web::{answer::json, etag, problem::Problem},
};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// Rows of a page where nothing else is asked for, and at most.
const USUAL: usize = 100;
const MOST: usize = 500;
/// Longest cursor, in characters.
const LONGEST: usize = 1000;

/// Which page of a list is wanted.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// Rows of a page, 1 to 500; 100 where nothing is stated.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<usize>,
    /// `next` of the page before; the first page without it.
    pub cursor: Option<String>,
}

impl Paging {
    /// A page of a list, in order of `key`, and the cursor of the next one.
    ///
    /// # Errors
    /// 400: no such limit or cursor.
    pub fn page<T>(&self, mut list: Vec<T>, key: impl Fn(&T) -> String) -> Result<(Vec<T>, Option<String>), Problem> {
        let most = self.limit.unwrap_or(USUAL);
        if !(1..=MOST).contains(&most) {
            return Err(Problem::bad_request());
        }
        let after = self.cursor.as_deref().map(read_cursor).transpose()?;
        list.sort_by_key(|one| key(one));
        list.retain(|one| after.as_ref().is_none_or(|after| key(one) > *after));
        let is_more = list.len() > most;
        list.truncate(most);
        let next = list.last().filter(|_| is_more).map(|last| hex(key(last).as_bytes()));
        Ok((list, next))
    }
}

/// A cursor is the last row's key in hex, which programs pass on as it is.
fn read_cursor(cursor: &str) -> Result<String, Problem> {
    let digits = cursor.as_bytes();
    if digits.len() > LONGEST || !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return Err(Problem::bad_request());
    }
    let pairs = digits.chunks(2).filter_map(|two| std::str::from_utf8(two).ok());
    let bytes: Vec<u8> = pairs.filter_map(|two| u8::from_str_radix(two, 16).ok()).collect();
    String::from_utf8(bytes).map_err(|_| Problem::bad_request())
}

/// The value as JSON with an `ETag`; 304 without a body where the request has it already.
pub fn etagged<T: Serialize>(headers: &HeaderMap, value: &T) -> Response {
    let Ok(value) = serde_json::to_value(value) else { return json(StatusCode::OK, &serde_json::Value::Null) };
    let mut found = etag::etagged(headers, "application/json", shown_json(&value.to_string()).into_owned());
    found.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    found
}
