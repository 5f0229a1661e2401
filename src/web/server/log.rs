use crate::{platform, text::shown_json, web::caller::Caller};
use axum::http::Method;
use serde_json::json;
use std::{
    io::{Write, stderr},
    time::Duration,
};

/// Log line of a request: one line of JSON, without an address, a name, a number or a key of a person
/// (docs/THREAT-MODEL.md S9, S10).
pub struct Line<'a> {
    /// HTTP method, as the request names it: `-` is logged for one that no route of any server has, which may be anything.
    pub method: &'a Method,
    /// Path of the route without its parameters; `-` for a path of no route, which may hold anything.
    pub route: &'a str,
    /// HTTP status.
    pub status: u16,
    /// The notice's code if it was refused.
    pub code: Option<&'a str>,
    /// Error behind it with its sources, if the ledger failed. It contains no value of a row.
    pub cause: Option<&'a str>,
    /// The request's id, and the account or token that it is from; none where the server refused it before it had one.
    pub caller: Option<&'a Caller>,
    /// From the head of the request to the head of the answer.
    pub took: Duration,
}

/// Methods of HTTP; any other word is a client's own.
const KNOWN: [Method; 9] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::DELETE,
    Method::OPTIONS,
    Method::PATCH,
    Method::TRACE,
    Method::CONNECT,
];

impl Line<'_> {
    /// Writes the line to standard error.
    pub fn write(&self) {
        let ms = u64::try_from(self.took.as_millis()).unwrap_or(u64::MAX);
        let method = if KNOWN.contains(self.method) { self.method.as_str() } else { "-" };
        let mut line = json!({
            "at_ms": platform::now().wall_ms, "event": "request", "method": method, "route": self.route,
            "status": self.status, "code": self.code, "ms": ms,
            "request": self.caller.map(|caller| &caller.request), "who": self.caller.and_then(Caller::who),
        });
        if let (Some(cause), Some(line)) = (self.cause, line.as_object_mut()) {
            line.insert("cause".to_owned(), cause.into());
        }
        event(&line);
    }
}

/// Logs an event of the server itself.
pub fn server_event(event_name: &str) {
    event(&json!({ "at_ms": platform::now().wall_ms, "event": event_name }));
}

/// Logs how many connections of strangers had to leave for others, if any had to.
pub fn displaced(count: usize) {
    if count > 0 {
        event(&json!({ "at_ms": platform::now().wall_ms, "event": "strangers-displaced", "count": count }));
    }
}

/// Logs an event of the server itself that a person should look at, with the code of its notice.
pub fn server_fault(event_name: &str, code: &str) {
    event(&json!({ "at_ms": platform::now().wall_ms, "event": event_name, "code": code }));
}

fn event(line: &serde_json::Value) {
    let line = line.to_string();
    let _ = writeln!(stderr(), "{}", shown_json(&line)); // a log that cannot be written stops nothing
}
