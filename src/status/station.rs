use crate::{
    domain::{Known, Stamp, UnitCode},
    notices::Failure,
};

/// Days that this station keeps a person's data after the centre holds them or the contest has closed
/// (docs/decisions/004-erasure-on-the-station.md).
pub const KEPT_DAYS: u8 = 7;

/// What is known of the station without any key.
#[derive(Clone, Debug, Default)]
pub struct StationLine {
    /// `Nhà văn hóa thôn …`, from the station's own file.
    pub place: String,
    /// A demo: nothing of it counts.
    pub demo: bool,
    /// A demo's passphrase, shown on its first screen.
    pub demo_passphrase: Option<String>,
    /// Volunteers who can open a shift.
    pub volunteers: Vec<VolunteerLine>,
    /// Enrolled with a centre; otherwise only practice.
    pub enrolled: bool,
    /// Village of the station's place.
    pub village: String,
    /// What it knows of the time beside its wall clock.
    pub known: Known,
    /// Unit of the station's place; none before the station is open.
    pub unit: Option<UnitCode>,
    /// The program is all that the machine shows: who leaves it switches the machine off, or goes to its login.
    pub locked: bool,
    /// How high a capital letter is on this screen, in tenths of a millimetre, where that is known.
    pub letters_tenths: Option<u16>,
    /// There is a program that speaks.
    pub has_voice: bool,
    /// Something that the volunteer should know at once (unclean stop, new epoch, disk nearly full).
    pub remarks: Vec<Failure>,
}

/// A volunteer in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VolunteerLine {
    /// Key slot of the volunteer.
    pub slot: String,
    /// Full name.
    pub name: String,
}

/// An open shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Counted from 1 by the station.
    pub number: u64,
    /// Key slot of the volunteer.
    pub slot: String,
    /// Name of the volunteer.
    pub volunteer: String,
    /// When it was opened.
    pub opened: Stamp,
}

/// How many people are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// People registered here.
    pub registered: u32,
    /// Of these, today.
    pub registered_today: u32,
    /// Registered and still learning.
    pub to_learn: u32,
    /// Learnt and not tested.
    pub to_test: u32,
    /// Tested without a message.
    pub to_share: u32,
    /// With a valid entry.
    pub valid: u32,
    /// Of these, made valid today.
    pub valid_today: u32,
    /// Registered here who declared that they took part on One Touch.
    pub one_touch: u32,
    /// Of these, with a valid entry here too, so that a sum counts nobody twice.
    pub both: u32,
    /// Seen today and not finished.
    pub parked_today: u32,
    /// Installs of the app.
    pub installs: u32,
    /// Of these, today.
    pub installs_today: u32,
    /// A quick registration is half-typed.
    pub half_form: bool,
    /// A sheet is half-keyed.
    pub half_sheet: bool,
}
