use super::{location::CentreLocation, open};
use crate::{
    centre::{Access, Actor, ClockState, explain},
    cli::{CommandResult, Console},
    domain::{Date, Moment},
    notices::{failure, legible},
    text::{codes, short_date},
};
use clap::Args;
use serde_json::json;
use std::process::ExitCode;

/// Options of `clock`.
#[derive(Args)]
pub struct Clock {
    /// Nhận đồng hồ máy chủ là đúng: gõ ngày hôm nay, dạng 29/11/2026
    #[arg(long, value_name = "NGÀY")]
    accept: Option<String>,
}

/// Prints the clock beside the newest line of the trail; takes it as right where its date was typed.
pub fn run(wanted: &Clock, location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let state = centre.clock_state(open::clock()).map_err(|fault| vec![explain::ledger(&fault)])?;
    let ClockState { machine, last } = state;
    let shown = |at: Moment| console.words().moment(at);
    match last {
        Some(last) => {
            console.message("centre-clock", &[("machine", shown(machine).into()), ("last", shown(last).into())]);
        }
        None => console.message("centre-clock-none", &[("machine", shown(machine).into())]),
    }
    let date = short_date(machine.date());
    if let Some(typed) = &wanted.accept {
        if Date::parse_from_str(typed.trim(), "%d/%m/%Y").ok() != Some(machine.date()) {
            let values = [("machine", date), ("typed", legible(typed))];
            return Err(failure(codes::centre::CLOCK_NOT_CONFIRMED, values));
        }
        let accepted = centre.accept_clock(&Access::City, Actor::CommandLine, machine);
        accepted.map_err(|fault| vec![explain::accept_clock(&fault)])?;
        console.message("centre-clock-accepted", &[("machine", date.into())]);
    } else {
        state.present().map_err(|refusal| vec![explain::clock(&refusal)])?;
        console.message("centre-clock-good", &[]);
    }
    console.json(&json!({
        "machine_ms": machine.0, "last_ms": last.map(|last| last.0), "accepted": wanted.accept.is_some(),
    }));
    Ok(ExitCode::SUCCESS)
}
