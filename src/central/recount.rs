use super::{location::CentreLocation, open};
use crate::{
    centre::{Access, Centre, explain},
    cli::{CommandResult, Console},
    ledger::Scope,
    notices::{Failure, failure},
    text::codes,
};
use serde_json::json;
use std::process::ExitCode;

/// Cách đếm lại
#[derive(clap::Args)]
pub struct Recount {
    /// Trước khi đếm, đọc lại mọi gói kết quả đang giữ, bổ sung những gì bản trước chưa giữ
    #[arg(long)]
    from_bundles: bool,
}

/// Counts everybody again, after everybody who came back from erasure is erased, and prints the sums that differ.
pub fn run(wanted: &Recount, location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let refilled = if wanted.from_bundles { Some(read_again(&centre, console)?) } else { None };
    let erased = centre.erase_again(&Access::City).map_err(|fault| vec![explain::query(&fault)])?;
    if erased > 0 {
        console.message("centre-recount-erased", &[("n", erased.into())]);
    }
    let found = centre.recount(&Access::City).map_err(|fault| vec![explain::query(&fault)])?;
    let shapes = found.iter().map(|one| {
        let scope = match one.key.scope {
            Scope::Unit => "unit",
            Scope::Village => "village",
            Scope::Agency => "agency",
            Scope::Day => "day",
        };
        json!({
            "scope": scope, "unit": one.key.unit, "name": one.key.name, "day": one.key.day, "held": one.held.values(),
            "counted": one.counted.values(),
        })
    });
    let shapes: Vec<_> = shapes.collect();
    if !console.is_json() {
        shapes.iter().for_each(|shape| console.verbatim(shape));
    }
    console.json(&json!({ "differences": shapes, "erased": erased, "refilled": refilled }));
    if found.is_empty() {
        console.message("centre-recount-right", &[]);
        Ok(ExitCode::SUCCESS)
    } else {
        Err(failure(codes::centre::SUMS_DIFFER, [("n", found.len().to_string())]))
    }
}

/// Reads all bundles again, with their number as it goes.
fn read_again(centre: &Centre, console: &Console) -> Result<u64, Vec<Failure>> {
    let words = console.words();
    let mut progress = |done: u64| {
        if done.is_multiple_of(20) {
            console.progress(&words.with("centre-recount-progress", &[("n", done.into())]));
        }
    };
    let refilled = centre.read_bundles_again(&Access::City, open::now(centre)?, &mut progress);
    console.progress("");
    let refilled = refilled.map_err(|fault| vec![explain::query(&fault)])?;
    console.message("centre-recount-refilled", &[("n", refilled.into())]);
    Ok(refilled)
}
