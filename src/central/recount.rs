use super::{location::CentreLocation, open};
use crate::{
    centre::{Access, explain},
    cli::{CommandResult, Console},
    ledger::Scope,
    notices::failure,
    text::codes,
};
use serde_json::json;
use std::process::ExitCode;

/// Counts everybody again, after everybody who came back from erasure is erased, and prints the sums that differ.
pub fn run(location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
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
    console.json(&json!({ "differences": shapes, "erased": erased }));
    if found.is_empty() {
        console.message("centre-recount-right", &[]);
        Ok(ExitCode::SUCCESS)
    } else {
        Err(failure(codes::centre::SUMS_DIFFER, [("n", found.len().to_string())]))
    }
}
