use crate::{
    store::{Damage, StoreError},
    tui::Failure,
};

/// What the volunteer is told when the store refuses. Every variant has its notice (docs/ERRORS.md).
#[must_use]
pub fn store(fault: &StoreError, folder: &str) -> Failure {
    let none = Vec::new;
    let here = || vec![("folder", folder.to_owned())];
    let (code, args) = match fault {
        StoreError::NoStation => ("TS-S09", here()),
        StoreError::Occupied => ("TS-S10", here()),
        StoreError::AlreadyRunning => ("TS-S06", none()),
        StoreError::NotOurs => ("TS-S25", here()),
        StoreError::Newer { found, known } => {
            ("TS-S03", vec![("found", found.to_string()), ("known", known.to_string())])
        }
        StoreError::AnotherStation => ("TS-S26", here()),
        StoreError::AnotherContest { found, expected } => {
            ("TS-S05", vec![("found", found.clone()), ("expected", expected.clone())])
        }
        StoreError::Damaged(Damage::Slots) => ("TS-S27", none()),
        StoreError::Damaged(Damage::StationFile | Damage::Pages | Damage::Tables | Damage::Values) => {
            ("TS-S04", none())
        }
        StoreError::WrongPassphrase => ("TS-S01", none()),
        StoreError::TooSoon { seconds } => ("TS-S02", vec![("seconds", seconds.to_string())]),
        StoreError::Passphrase(_) => ("TS-S14", vec![("least", "20".to_owned())]),
        StoreError::NoSlot => ("TS-S23", vec![("volunteer", String::new())]),
        StoreError::LastSlot => ("TS-S19", none()),
        StoreError::Recovery(_) => ("TS-S28", none()),
        StoreError::Full => ("TS-S07", none()),
        StoreError::ReadOnly => ("TS-S11", here()),
        StoreError::NotSaved => ("TS-S08", none()),
        StoreError::Lost => ("TS-S16", none()),
        StoreError::NoPerson => ("TS-S29", none()),
        StoreError::PersonExists => ("TS-S30", none()),
        StoreError::Shift => ("TS-S31", none()),
        StoreError::NoCipher => ("TS-S32", none()),
        StoreError::File(_) => ("TS-S33", here()),
        StoreError::Sqlite(code) => ("TS-S34", vec![("code", code.to_string())]),
    };
    Failure { code, args }
}
