//! `/metrics`: how the server does, in the text format of Prometheus. Behind a token with the scope `metrics`, also on loopback: a server in front on
//! the same machine comes from there too (docs/decisions/057-programs-read-the-centre.md).

use super::{answer::answer, api::v1::Token, clock::now, problem::Problem, silence::is_silent, state::AppState};
use crate::{centre::Vitals, ledger::TokenScope};
use axum::{extract::State, http::StatusCode, response::Response};
use std::{
    fmt::{Display, Write},
    sync::Arc,
};

/// Media type of the text format.
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Lines of the text format.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A metric with its values, each with its label.
    fn family(&mut self, name: &str, values: impl IntoIterator<Item = (Option<(&'static str, String)>, u64)>) {
        let _ = writeln!(self.0, "# TYPE tramso_{name} gauge"); // into a text
        for (label, value) in values {
            let label = label.map(|(key, of)| format!("{{{key}=\"{}\"}}", escaped(&of))).unwrap_or_default();
            let _ = writeln!(self.0, "tramso_{name}{label} {value}"); // as above
        }
    }

    fn one(&mut self, name: &str, value: u64) {
        self.family(name, [(None, value)]);
    }
}

/// A label's value: backslash, quote and line feed are escaped.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// `GET /metrics`
pub async fn metrics(State(state): State<Arc<AppState>>, token: Token) -> Result<Response, Problem> {
    let access = token.access(TokenScope::Metrics)?;
    let vitals = state.run_query(move |centre| centre.vitals(&access, now())).await??;
    Ok(answer(StatusCode::OK, TEXT, lines(&vitals, &state)))
}

fn lines(vitals: &Vitals, state: &AppState) -> String {
    let of = |key: &'static str, value: &dyn Display| Some((key, value.to_string()));
    let mut lines = Lines::default();
    lines.family("build_info", [(of("version", &env!("CARGO_PKG_VERSION")), 1)]);
    let bundles = vitals.bundles.iter().map(|(name, n)| (of("state", &name.as_str()), *n));
    lines.family("bundles", bundles);
    let refusals = vitals.refusals.iter().map(|(code, n)| (of("code", code), *n));
    lines.family("refusals", refusals);
    let queue = state.waiting().into_iter().map(|(lane, n)| (of("lane", &lane), n));
    lines.family("queue", queue);
    let open = vitals.cases.iter().map(|one| (of("kind", &one.kind.as_str()), one.open));
    lines.family("cases_open", open);
    let count = |is: &dyn Fn(&crate::ledger::StationRow) -> bool| {
        let count = vitals.stations.iter().filter(|row| is(row)).count();
        u64::try_from(count).unwrap_or(u64::MAX)
    };
    lines.one("stations", count(&|row| row.revoked.is_none()));
    lines.one("stations_silent", count(&|row| is_silent(row, now())));
    lines.one("sessions", vitals.sessions);
    let people =
        [("registered", vitals.total.registered), ("finished", vitals.total.finished), ("valid", vitals.total.valid)];
    let people = people.into_iter().map(|(name, n)| (of("reached", &name), u64::try_from(n).unwrap_or(0)));
    lines.family("people", people);
    lines.0
}
