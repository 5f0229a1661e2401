use crate::notices::Failure;

/// What is known of releases of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReleaseNews {
    /// The version that runs.
    pub running: String,
    /// A release that was checked and waits for the end of the shift.
    pub staged: Option<String>,
    /// The newest one on a stick that may be taken.
    pub offer: Option<ReleaseOffer>,
    /// Why none on the stick may be taken.
    pub refused: Option<Failure>,
    /// The last one that was left again.
    pub left: Option<Failure>,
}

/// A release that may be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseOffer {
    /// Its version.
    pub version: String,
    /// The day of issue.
    pub issued: String,
    /// What changes, a line each.
    pub changes: Vec<String>,
    /// How long checking and copying take, at most, on a slow stick.
    pub minutes: u32,
    /// The data are copied and brought to a newer form.
    pub copies_data: bool,
    /// Where it is.
    pub file: String,
}
