use crate::{
    crypto::{Secret, demo_centre},
    domain::{Moment, UnitCode},
};
use zeroize::Zeroizing;

/// What a centre gives a station.
#[derive(Clone, Debug)]
pub struct Grant {
    /// One a contest: persons are hashed under it.
    pub person_key: Secret<32>,
    /// One a station and epoch: papers are drawn from it.
    pub draw_key: Secret<32>,
    /// `age1…`: to whom bundles are sealed.
    pub centre_recipient: String,
    /// `age1…`: to whom bundles and the recovery file are sealed.
    pub recovery: String,
    /// The centre's name.
    pub centre: String,
    /// Whether it is the built-in demo centre's grant.
    pub demo: bool,
    /// What the first content pack is verified against, as the driver writes it; none: what is built into the program.
    pub root: Option<Vec<u8>>,
    /// `AGE-SECRET-KEY-1…`: opens the questions of sealed packs.
    pub pack_key: Option<Zeroizing<String>>,
    /// The grant's file, as it came; none where a station was made with its keys.
    pub file: Option<GrantFile>,
}

/// A grant as it travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantFile {
    /// Counted from 1 for each station: a greater one replaces those before.
    pub number: u64,
    /// When it was made, by the centre's clock.
    pub time: Moment,
    /// Name of its file.
    pub name: String,
    /// Its bytes, as received.
    pub bytes: Vec<u8>,
}

/// What a new station is to be.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Id of the contest.
    pub contest: String,
    /// Code of the unit that the station belongs to.
    pub unit: UnitCode,
    /// Village of the station.
    pub village: String,
    /// Keys and recipients from the centre.
    pub grant: Grant,
}

impl Grant {
    /// The built-in demo centre's grant (docs/decisions/012-before-enrolment.md). All demo stations share one draw key:
    /// there is nothing to win.
    #[must_use]
    pub fn demo() -> Self {
        Self {
            person_key: demo_centre::person_key_secret(),
            draw_key: demo_centre::draw_key("", ""),
            centre_recipient: demo_centre::CENTRE_RECIPIENT.to_owned(),
            recovery: demo_centre::RECOVERY_RECIPIENT.to_owned(),
            centre: demo_centre::NAME.to_owned(),
            demo: true,
            root: None,
            pack_key: None,
            file: None,
        }
    }
}
