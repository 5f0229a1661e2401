use super::identity::Identity;
use serde::{Deserialize, Serialize};

/// The format of the folder that this program makes.
pub(super) const FORMAT: i64 = 1;

#[derive(Serialize, Deserialize)]
pub(super) struct StationV1 {
    pub(super) format: i64,
    #[serde(rename = "kiosk")]
    pub(super) station: String,
    pub(super) contest: String,
    pub(super) demo: bool,
    pub(super) village: String,
}

impl StationV1 {
    pub(super) fn new(identity: &Identity) -> Self {
        Self {
            format: FORMAT,
            station: identity.station.to_string(),
            contest: identity.contest.clone(),
            demo: identity.demo,
            village: identity.village.clone(),
        }
    }
}
