use super::{location::CentreLocation, open};
use crate::{
    centre::{Access, Actor, explain},
    cli::{CommandResult, Console},
    domain::IdNumber,
    notices::failure,
    text::codes,
};
use serde_json::json;
use std::{
    io::{IsTerminal, Read, stdin},
    process::ExitCode,
};
use zeroize::Zeroizing;

/// Longer input is no ID number.
const MOST: u64 = 256;

/// Erases the person of the ID number that is typed, or read from standard input.
pub fn run(location: &CentreLocation, console: &Console) -> CommandResult {
    let wrong = || failure(codes::centre::NOT_AN_ID_NUMBER, []);
    let typed = if stdin().is_terminal() {
        console.secret("centre-ask-id", &[]).ok_or_else(wrong)?
    } else {
        let mut text = Zeroizing::new(String::new());
        stdin().take(MOST).read_to_string(&mut text).map_err(|_| wrong())?;
        text
    };
    let number = IdNumber::parse(typed.trim()).map_err(|_| wrong())?;
    let centre = open::centre(location, console)?;
    let records = centre.forget(&Access::City, &number, Actor::CommandLine, open::now(&centre)?);
    match records.map_err(|fault| vec![explain::query(&fault)])? {
        0 => Err(failure(codes::centre::UNKNOWN_PERSON, [])),
        records => {
            console.message("centre-forgotten", &[("n", records.into())]);
            console.json(&json!({ "records": records }));
            Ok(ExitCode::SUCCESS)
        }
    }
}
