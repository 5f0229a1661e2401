//! The keys by which phones check what they carry: public, and nothing of anybody.

use crate::{
    centre::PhoneKeys,
    crypto::hex,
    ledger::LedgerError,
    text::{Words, unit_title},
    web::{
        etag::{Shared, etagged},
        lanes::Lane,
        problem::Problem,
        state::AppState,
    },
};
use axum::{extract::State, http::HeaderMap, response::Response};
use serde_json::json;
use std::{collections::BTreeMap, sync::Arc};

/// `GET /nhan/khoa.json`
pub async fn keys(State(state): State<Arc<AppState>>, headers: HeaderMap) -> Result<Response, Problem> {
    let read = || async {
        let keys: Result<PhoneKeys, LedgerError> = state.run_in(Lane::Stations, |centre| centre.phone_keys()).await?;
        Ok::<_, Problem>(list(&keys?, state.page_words()))
    };
    let list = state.phone_keys.get(read).await?;
    let mut answer = etagged(&headers, "application/json", list.as_slice());
    answer.extensions_mut().insert(Shared);
    Ok(answer)
}

/// The list as phones read it (`phone::Known`).
fn list(keys: &PhoneKeys, words: &Words) -> Vec<u8> {
    let units: BTreeMap<&str, String> =
        keys.units.iter().map(|unit| (unit.code.as_str(), unit_title(words, unit))).collect();
    let stations: Vec<_> = keys.stations.iter().map(|of| (hex(&of.key), of.epoch.as_str(), &of.commune)).collect();
    let list = json!({
        "v": 1, "contest": keys.contest, "receipt": [keys.receipt], "stations": stations, "units": units,
    });
    list.to_string().into_bytes()
}
