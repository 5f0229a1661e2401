//! `doctor`: what somebody should see to before the centre is used, found without changing anything.

use super::{init::AWAY, location::CentreLocation, open};
use crate::{
    centre::{Access, Centre, PackRefusal, explain},
    cli::{CommandResult, Console},
    notices::{Failure, failure},
    platform,
    text::codes,
};
use clap::Args;
use serde_json::json;
use std::process::ExitCode;

/// Free room below which somebody should make some: a backup, a day's bundles and the log of an embedded ledger.
const ENOUGH_BYTES: u64 = 1 << 30;
/// Free room below which the ledger may stop taking bundles today.
const LEAST_BYTES: u64 = 100 << 20;

/// Options of `doctor`.
#[derive(Args)]
pub struct Doctor {
    /// Đếm lại mọi người và so với các số đang giữ: chậm hơn, nên làm lúc ít người nộp
    #[arg(long)]
    full: bool,
}

/// What was found.
struct Finding {
    /// The centre is not to be used before it is seen to.
    is_grave: bool,
    failure: Failure,
}

/// Looks at keys, folder, ledger, clock and pack, and prints everything that was found.
pub fn run(wanted: &Doctor, location: &CentreLocation, console: &Console) -> CommandResult {
    let mut found = around(location);
    match location.open_keys(console) {
        Err(failures) => found.extend(failures.into_iter().map(grave)),
        Ok(keys) => match open::centre_of(location, keys) {
            Ok(centre) => found.extend(within(&centre, wanted, console)),
            Err(failures) => found.extend(failures.into_iter().map(grave)),
        },
    }
    let shapes: Vec<_> = found.iter().map(|one| console.finding(&one.failure, one.is_grave)).collect();
    let grave = found.iter().filter(|one| one.is_grave).count();
    console.json(&json!({ "sound": grave == 0, "findings": shapes }));
    if grave > 0 {
        return Err(failure(codes::doctor::CHECKS_FAILED, [("n", grave.to_string())]));
    }
    console.message(if wanted.full { "centre-doctor-sound-full" } else { "centre-doctor-sound" }, &[]);
    Ok(ExitCode::SUCCESS)
}

/// What the folder shows without a key.
fn around(location: &CentreLocation) -> Vec<Finding> {
    let mut found = Vec::new();
    let away = location.folder().join(AWAY);
    if away.is_dir() {
        let value = ("folder", away.display().to_string());
        found.push(light(Failure::new(codes::backup::KEYS_TO_CARRY_AWAY, [value])));
    }
    let files = [Some(location.key_file()), location.passphrase_file.clone()];
    for file in files.into_iter().flatten().filter(|file| platform::is_open_to_others(file)) {
        found.push(light(Failure::new(codes::backup::KEY_FILE_IS_OPEN, [("file", file.display().to_string())])));
    }
    if let Some(free) = platform::free_space(&location.folder()).filter(|free| *free < ENOUGH_BYTES) {
        let megabytes = |bytes: u64| (bytes >> 20).to_string();
        let values = [("megabytes", megabytes(free)), ("needed", megabytes(ENOUGH_BYTES))];
        let failure = Failure::new(codes::doctor::DISK_NEARLY_FULL, values);
        found.push(Finding { is_grave: free < LEAST_BYTES, failure });
    }
    found
}

/// What the ledger and its clock show.
fn within(centre: &Centre, wanted: &Doctor, console: &Console) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Err(fault) = centre.ready() {
        return vec![grave(explain::ledger(&fault))];
    }
    found.extend(open::now(centre).err().into_iter().flatten().map(grave));
    if centre.has_open_way() {
        found.push(light(Failure::new(codes::database::WAY_UNENCRYPTED, [])));
    }
    match centre.published_pack(&centre.keys().contest) {
        Ok(Some(_)) => (),
        Ok(None) => found.push(light(Failure::new(codes::backup::NO_PACK_YET, []))),
        Err(PackRefusal::NotSealed) => found.push(light(Failure::new(codes::centre::HELD_PACK_NOT_SEALED, []))),
        Err(refusal) => found.push(grave(explain::pack(&refusal))), // else: it opens no more, or the ledger does not answer
    }
    if wanted.full {
        console.progress(&console.words().get("centre-doctor-counting"));
        match centre.recount(&Access::City) {
            Ok(differences) if differences.is_empty() => (),
            Ok(differences) => {
                let values = [("n", differences.len().to_string())];
                found.push(grave(Failure::new(codes::centre::SUMS_DIFFER, values)));
            }
            Err(fault) => found.push(grave(explain::query(&fault))),
        }
        console.progress("");
    }
    found
}

fn grave(failure: Failure) -> Finding {
    Finding { is_grave: true, failure }
}

fn light(failure: Failure) -> Finding {
    Finding { is_grave: false, failure }
}
