//! What doctor finds, as notices.

use super::explain::{key_change, store};
use crate::{
    domain::ClockDoubt,
    notices::Failure,
    store::{Damage, Finding},
    text::{codes, short_date},
};

/// What doctor found, and whether it has to be seen to before the station is used again.
pub struct Diagnosis {
    /// The finding as a notice.
    pub failure: Failure,
    /// Whether it has to be seen to first.
    pub grave: bool,
}

/// The data were behind a mark: number of its newest record, 0 where its epoch had only begun.
#[must_use]
pub fn put_back(seen: u64) -> Failure {
    match seen {
        0 => Failure::new(codes::exchange::EPOCH_WAS_PUT_BACK, []),
        seen => Failure::new(codes::exchange::DATA_WERE_PUT_BACK, [("seen", seen.to_string())]),
    }
}

/// A finding in the volunteer's words.
#[must_use]
pub fn finding(found: &Finding, folder: &str) -> Diagnosis {
    let grave = |code, args| Diagnosis { failure: Failure::with(code, args), grave: true };
    let remark = |code, args| Diagnosis { failure: Failure::with(code, args), grave: false };
    let none = Vec::new;
    match found {
        Finding::Station(fault) => Diagnosis { failure: store(fault, folder), grave: true },
        Finding::SlotsDiffer => grave(codes::doctor::KEY_COPIES_DIFFER, none()),
        Finding::SlotMissing(slot) => grave(codes::store::VOLUNTEER_KEY_LOST, vec![("volunteer", slot.name.clone())]),
        Finding::NotEnrolled => remark(codes::enrol::NOT_ENROLLED, none()),
        Finding::BundleLost { name } => grave(codes::handover::BUNDLE_LOST, vec![("name", name.clone())]),
        Finding::NoRecoveryFile => grave(codes::doctor::NO_RECOVERY_FILE, none()),
        Finding::OneSlot => remark(codes::doctor::SINGLE_VOLUNTEER, none()),
        Finding::SpaceShort { free } => remark(
            codes::doctor::DISK_NEARLY_FULL,
            vec![("megabytes", (free / 1_000_000).to_string()), ("needed", "50".to_owned())],
        ),
        Finding::NoReserve => remark(codes::doctor::RESERVE_USED_UP, none()),
        Finding::Unclean => remark(codes::doctor::STOPPED_SUDDENLY, none()),
        Finding::Clock { doubt, machine, date } => {
            let code = match doubt {
                ClockDoubt::Behind => codes::doctor::CLOCK_BEHIND,
                ClockDoubt::Ahead => codes::doctor::CLOCK_AHEAD,
            };
            remark(code, vec![("machine", short_date(*machine)), ("date", short_date(*date))])
        }
        Finding::KeyWithoutShift => remark(codes::store::KEY_WITHOUT_SHIFT, none()),
        Finding::KeyNotChanged(change) => Diagnosis { failure: key_change(change), grave: false },
        Finding::KeyElsewhere { n } => remark(codes::store::KEY_OF_ANOTHER_FOLDER, vec![("n", n.to_string())]),
        Finding::Damaged(Damage::Slots) => grave(codes::store::KEY_FILES_DAMAGED, none()),
        Finding::Damaged(Damage::StationFile | Damage::Pages | Damage::Tables | Damage::Values) => {
            grave(codes::store::DATABASE_DAMAGED, none())
        }
        Finding::Chain(fault) => grave(codes::doctor::CHAIN_BROKEN, vec![("event", fault.number().to_string())]),
        Finding::ListsDiffered { people } => grave(codes::doctor::PROJECTIONS_REBUILT, vec![("n", people.to_string())]),
        Finding::OtherMachine => remark(codes::store::DATA_WERE_COPIED, none()),
        Finding::RolledBack { seen } => Diagnosis { failure: put_back(*seen), grave: false },
        Finding::Unconfirmed { epoch, .. } => {
            remark(codes::doctor::EPOCH_NOT_CONFIRMED, vec![("epoch", epoch.to_string())])
        }
    }
}
